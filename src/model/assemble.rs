//! All documents into one [`Site`]: what may be seen, where it is, and what belongs together.

use crate::model::address::{alias, asset_address, folder_address, permalink};
use crate::model::agenda::Agenda;
use crate::model::fields::Fields;
use crate::model::generated::{Lists, generated};
use crate::model::glossary::Glossary;
use crate::model::id::{PageId, TermId};
use crate::model::links::resolve;
use crate::model::matches::matches;
use crate::model::order::{Alphabet, sorted};
use crate::model::page::{Page, Relation, Role, Value};
use crate::model::placed_asset::PlacedAsset;
use crate::model::rendition::renditions;
use crate::model::site::Site;
use crate::model::targets::{Target, Targets};
use crate::model::telling::Telling;
use crate::model::term::Term;
use crate::model::terms::Terms;
use crate::parse::asset::Asset;
use crate::parse::document::Document;
use crate::parse::file::Parsed;
use crate::parse::value::FieldValue;
use crate::source::catalogue::Code;
use crate::source::config::{Config, Introduced};
use crate::source::date::Moment;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::field::KindId;
use crate::source::kind::Kind;
use crate::source::vocabulary::Vocabulary;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Which pages visitors may see.
#[derive(Clone, Copy, Debug)]
pub struct Visibility {
    /// Drafts, and pages before or after their time, too.
    pub drafts: bool,
    /// The moment of the build.
    pub now: Moment,
}

/// Makes the site, but for the pages that are like each other: beside it the words to tell them by.
/// Never fails: what is wrong is left out and told.
pub fn assemble(
    config: &Config,
    parsed: Vec<Parsed>,
    assets: Vec<Asset>,
    see: Visibility,
) -> (Site, Telling, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let alphabet = Alphabet::of(&config.language_tag);
    let mut targets = Targets::new(config);
    let (documents, unreadable) = visible(config, parsed, see, &mut targets);
    let assets = placed(config, assets);
    for (i, asset) in assets.iter().enumerate() {
        targets.add_asset(i as u32, &asset.asset.path);
    }
    let mut pages = addressed(config, documents, &mut found);
    targets.add_pages(config, &pages);
    let written = pages.iter_mut().map(|page| std::mem::take(&mut page.front.fields)).collect();
    // Side by side, since terms can only be told apart one page after the other.
    let (resolved, telling) =
        rayon::join(|| resolved_fields(config, &targets, &pages, written, &mut found), || Telling::of(&pages));
    let (fields, terms, uses, inverse) = resolved;
    pages.iter_mut().zip(fields).for_each(|(page, fields)| page.fields = fields);
    let mut spellings = Vec::new();
    let (titles, (settled, by_vocabulary, new_ids)) =
        rayon::join(|| double_titles(config, &pages), || terms.settled(&pages, uses, &alphabet, &mut spellings));
    found.extend(titles.into_iter().chain(spellings));
    renumber(&mut pages, &new_ids);
    let by_kind = overviews(config, &pages, &alphabet);
    let overviews = overview_folders(config, &by_kind);
    let agendas: Vec<Agenda> = by_kind.iter().map(|list| Agenda::of(config, &pages, list)).collect();
    let any = |holds: &dyn Fn(&Page) -> bool| -> Vec<bool> {
        by_kind.iter().map(|list| list.iter().any(|p| holds(&pages[p.0 as usize]))).collect()
    };
    let dated = any(&|p| p.front.date.is_some());
    let with_events = any(&|p| p.is_event(config));
    let indexes = index_folders(config, &by_vocabulary, &settled);
    let lists =
        Lists { overviews: &overviews, with_events: &with_events, dated: &dated, indexes: &indexes, terms: &settled };
    generated(config, &lists).iter().for_each(|address| targets.add_generated(address));
    let (resolved, problems) = resolve(config, &pages, &assets, &targets);
    found.extend(problems);
    link_neighbours(config, &mut pages, &by_kind);
    link_backwards(&mut pages, inverse, &by_kind);
    let mut backlinks: Vec<Vec<PageId>> = vec![Vec::new(); pages.len()];
    for (i, resolved) in resolved.into_iter().enumerate() {
        for target in resolved.pages.iter().filter(|t| **t as usize != i) {
            backlinks[*target as usize].push(PageId(i as u32));
        }
        pages[i].links = resolved.links;
        pages[i].images = resolved.images;
    }
    for (i, (matches, backlinks)) in matches(config, &pages).into_iter().zip(backlinks).enumerate() {
        pages[i].matches = matches;
        pages[i].backlinks = backlinks.into_iter().filter(|b| pages[b.0 as usize].role == Role::Page).collect();
    }
    let role = |wanted: Role| pages.iter().position(|p| p.role == wanted).map(|i| PageId(i as u32));
    let introductions = (0..config.kinds.len()).map(|k| role(Role::Introduction(KindId(k as u16)))).collect();
    let home = role(Role::Home);
    let config = config.clone();
    let glossary = Glossary::of(&config, &settled);
    (
        Site {
            config,
            pages,
            terms: settled,
            assets,
            by_kind,
            overviews,
            indexes,
            dated,
            with_events,
            agendas,
            by_vocabulary,
            introductions,
            home,
            unreadable,
            now: see.now,
            targets,
            glossary,
        },
        telling,
        found,
    )
}

/// The documents that may be seen; the others are named in `targets` and given back by path when they could not be read.
fn visible(
    config: &Config,
    parsed: Vec<Parsed>,
    see: Visibility,
    targets: &mut Targets,
) -> (Vec<Document>, Vec<String>) {
    let mut documents = Vec::with_capacity(parsed.len());
    let mut unreadable = Vec::new();
    for parsed in parsed {
        match parsed {
            Parsed::Unreadable(path) => {
                targets.add_absent(config, &path, "", Target::Unreadable);
                unreadable.push(path);
            }
            Parsed::Empty(path) => {
                targets.add_absent(config, &path, "", Target::Empty);
                unreadable.push(path);
            }
            Parsed::Document(document) => {
                let front = &document.front;
                let early = front.publish.is_some_and(|p| p > see.now);
                let late = front.expires.is_some_and(|e| e <= see.now);
                if (front.draft || early || late) && !see.drafts {
                    targets.add_absent(config, &document.path, &front.title, Target::Hidden);
                } else {
                    documents.push(*document);
                }
            }
        }
    }
    (documents, unreadable)
}

fn placed(config: &Config, assets: Vec<Asset>) -> Vec<PlacedAsset> {
    let place = |asset: Asset| PlacedAsset {
        address: asset_address(&asset.path),
        renditions: renditions(&asset, config.images.as_ref()),
        asset,
    };
    let mut placed: Vec<PlacedAsset> = assets.into_iter().map(place).collect();
    placed.sort_by(|a, b| a.asset.path.cmp(&b.asset.path));
    placed
}

fn addressed(config: &Config, documents: Vec<Document>, found: &mut Vec<Diagnostic>) -> Vec<Page> {
    let mut pages: Vec<Page> = documents.into_par_iter().map(|d| page(config, d)).collect();
    pages.par_sort_by(|a, b| {
        (&a.permalink, a.role != Role::Page, &a.path).cmp(&(&b.permalink, b.role != Role::Page, &b.path))
    });
    // Of pages with the same address, which now are neighbours, the first has it.
    pages.dedup_by(|page, first| {
        let is_taken = page.permalink == first.permalink;
        if is_taken {
            let problem = Diagnostic::new(Code::AddressTaken, &in_root(config, &page.path));
            let problem = problem.with("file", in_root(config, &page.path)).with("other", in_root(config, &first.path));
            found.push(problem.with("address", &page.permalink));
        }
        is_taken
    });
    if pages.iter().all(|page| page.front.aliases.is_empty()) {
        return pages;
    }
    let mut taken: HashMap<String, String> = pages.iter().map(|p| (p.permalink.clone(), p.path.clone())).collect();
    for page in &mut pages {
        for (i, text) in page.front.aliases.iter().enumerate() {
            let file = in_root(config, &page.path);
            let mut path = crate::parse::front_matter::field_path(&page.front, "aliases");
            path.push(crate::source::yaml::Step::Item(i));
            match alias(text).filter(|alias| !alias.starts_with(".wijkwijzer")) {
                None => {
                    let best = text.trim().strip_suffix(".md").map(|path| format!("/{}/", path.trim_matches('/')));
                    let problem = Diagnostic::new(Code::BadAlias, &file).at_field(&path).with("value", text);
                    found.push(problem.with_some("best", best));
                }
                Some(alias) => match taken.get(&alias) {
                    Some(other) if *other != page.path || alias == page.permalink => {
                        let problem = Diagnostic::new(Code::AliasTaken, &file).at_field(&path);
                        found.push(problem.with("address", &alias).with("other", in_root(config, other)));
                    }
                    Some(_) => {}
                    None => {
                        taken.insert(alias.clone(), page.path.clone());
                        page.aliases.push(alias);
                    }
                },
            }
        }
    }
    pages
}

fn page(config: &Config, document: Document) -> Page {
    let Document { path, front, bodies } = document;
    let permalink = permalink(config, &path, front.slug.as_deref());
    let role = match config.introduced_by(&path) {
        Some(Introduced::Home) => Role::Home,
        Some(Introduced::Overview(kind)) => Role::Introduction(kind),
        None => Role::Page,
    };
    Page {
        permalink,
        role,
        fields: Vec::new(),
        bodies,
        links: Vec::new(),
        images: Vec::new(),
        aliases: Vec::new(),
        inverse: Vec::new(),
        matches: Vec::new(),
        related: Vec::new(),
        backlinks: Vec::new(),
        previous: None,
        next: None,
        path,
        front,
    }
}

type Inverse = Vec<(PageId, PageId, String, String)>;

type Written = Vec<(usize, FieldValue<String, String>)>;
type Resolved = Vec<(usize, Value)>;

fn resolved_fields<'a>(
    config: &'a Config,
    targets: &Targets,
    pages: &[Page],
    written: Vec<Written>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Resolved>, Terms<'a>, Vec<(TermId, PageId)>, Inverse) {
    let mut terms = Terms::declared(config);
    let mut fields = Fields { config, targets, pages, uses: Vec::new(), inverse: Vec::new() };
    let of_page = |(id, (page, written)): (u32, (&Page, Written))| match page.role {
        Role::Page => fields.resolve(PageId(id), page, written, &mut terms, found),
        Role::Home | Role::Introduction(_) => Vec::new(),
    };
    let resolved = (0..).zip(pages.iter().zip(written)).map(of_page).collect();
    (resolved, terms, fields.uses, fields.inverse)
}

fn double_titles(config: &Config, pages: &[Page]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen: HashMap<(&str, KindId, &str), &Page> = HashMap::with_capacity(pages.len());
    for page in pages.iter().filter(|p| p.role == Role::Page) {
        let key = (page.front.title.as_str(), page.front.kind, page.front.language.as_str());
        match seen.get(&key) {
            Some(first) => {
                let path = crate::parse::front_matter::field_path(&page.front, "title");
                let problem = Diagnostic::new(Code::TitleTwice, &in_root(config, &page.path)).at_field(&path);
                found.push(problem.with("value", &page.front.title).with("other", in_root(config, &first.path)));
            }
            None => {
                seen.insert(key, page);
            }
        }
    }
    found
}

/// Terms were numbered as they were met; now they are in alphabetical order.
fn renumber(pages: &mut [Page], new_ids: &[TermId]) {
    fn inside(value: &mut Value, new_ids: &[TermId]) {
        match value {
            Value::Terms(terms) => terms.iter_mut().for_each(|t| *t = new_ids[t.0 as usize]),
            Value::List(items) => items.iter_mut().for_each(|v| inside(v, new_ids)),
            Value::Object(pairs) => pairs.iter_mut().for_each(|(_, v)| inside(v, new_ids)),
            _ => {}
        }
    }
    pages.iter_mut().flat_map(|p| &mut p.fields).for_each(|(_, value)| inside(value, new_ids));
}

/// The folders of the overviews that are made, by kind.
fn overview_folders(config: &Config, by_kind: &[Vec<PageId>]) -> Vec<Option<String>> {
    let of_kind = |(kind, list): (&Kind, &Vec<PageId>)| {
        let folder = kind.folders.first().filter(|_| kind.overview && !list.is_empty());
        folder.map(|f| folder_address(f)).filter(|f| !f.is_empty())
    };
    config.kinds.iter().zip(by_kind).map(of_kind).collect()
}

/// The folders of the indexes of vocabularies that are made, by vocabulary.
fn index_folders(config: &Config, by_vocabulary: &[Vec<TermId>], terms: &[Term]) -> Vec<Option<String>> {
    let has_pages = |list: &[TermId]| list.iter().any(|t| terms[t.0 as usize].permalink.is_some());
    let of_vocabulary = |(vocabulary, list): (&Vocabulary, &Vec<TermId>)| {
        (vocabulary.pages && has_pages(list)).then(|| format!("{}/", vocabulary.folder))
    };
    config.vocabularies.iter().zip(by_vocabulary).map(of_vocabulary).collect()
}

fn overviews(config: &Config, pages: &[Page], alphabet: &Alphabet) -> Vec<Vec<PageId>> {
    let of_kind = |k: usize| {
        let is = |(_, p): &(usize, &Page)| p.role == Role::Page && usize::from(p.front.kind.0) == k;
        pages.iter().enumerate().filter(is).map(|(i, _)| PageId(i as u32)).collect()
    };
    let sort = |k: usize| sorted(config, pages, of_kind(k), &config.kinds[k].sort, alphabet);
    (0..config.kinds.len()).map(sort).collect()
}

/// The page before and after each in its overview; of events in time.
fn link_neighbours(config: &Config, pages: &mut [Page], by_kind: &[Vec<PageId>]) {
    for (kind, list) in config.kinds.iter().zip(by_kind).skip(1) {
        let mut list = list.clone();
        if kind.calendar.is_some() {
            let start = |id: &PageId| pages[id.0 as usize].start(config);
            list.sort_by_key(|id| (start(id).is_none(), start(id)));
        }
        for pair in list.windows(2) {
            pages[pair[0].0 as usize].next = Some(pair[1]);
            pages[pair[1].0 as usize].previous = Some(pair[0]);
        }
    }
}

/// The other side of references, each list in the order of its kind's overview.
fn link_backwards(pages: &mut [Page], inverse: Inverse, by_kind: &[Vec<PageId>]) {
    let mut rank = vec![0; pages.len()];
    by_kind.iter().flatten().enumerate().for_each(|(i, page)| rank[page.0 as usize] = i);
    let mut relations: BTreeMap<(PageId, String), (String, Vec<PageId>)> = BTreeMap::new();
    for (from, to, label, field) in inverse {
        relations.entry((to, label)).or_insert_with(|| (field, Vec::new())).1.push(from);
    }
    for ((to, label), (name, mut list)) in relations {
        list.sort_by_key(|p| rank[p.0 as usize]);
        list.dedup();
        pages[to.0 as usize].inverse.push(Relation { label, name, pages: list });
    }
}
