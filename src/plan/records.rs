//! What search is told of each page of the site: its texts, its terms with their synonyms, how other
//! pages link to it; and of each list of pages. Knows nothing of indexes.

use crate::model::id::{PageId, TermId};
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::parse::document::{Body, ROOT};
use crate::search::neighbours::neighbours;
use crate::search::record::{Labels, Record};
use crate::source::config::{Listed, MenuTarget};
use crate::source::field::{Field, FieldType, KindId, VocabularyId};
use crate::source::texts::Texts;
use crate::source::vocabulary::TermDeclaration;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The pages that search finds, and then the lists: as [`found`] gives them.
pub fn records<'a>(site: &'a Site, texts: &'a Texts) -> Vec<Record<'a>> {
    let facets = facets(site);
    let links = link_texts(site);
    let record = |about: &About| match about {
        About::Page(id) => record(site, texts, site.page(*id), &links[id.0 as usize], &facets),
        about => list(site, texts, *about),
    };
    found(site).par_iter().map(record).collect()
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A page.
    Page(PageId),
    /// The overview of a kind.
    Overview(KindId),
    /// The index of a vocabulary.
    Vocabulary(VocabularyId),
    /// The list of a term.
    Term(TermId),
    /// The map.
    Map,
}

/// What each record is about: pages in the order in which a search loads least, and lists by address. A list of one
/// page or none is left out, unless there is something to read: who looks for it is helped better by the page, which
/// says the term too.
pub fn found(site: &Site) -> Vec<About> {
    let pages: Vec<PageId> = site.own_pages().filter(|(_, page)| page.front.search).map(|(id, _)| id).collect();
    let titles: Vec<&str> = pages.iter().map(|id| site.page(*id).front.title.as_str()).collect();
    let pages = neighbours(&titles).into_iter().map(|i| About::Page(pages[i]));
    let overviews = (0..site.overviews.len()).filter(|k| site.overviews[*k].is_some() && is_overview_found(site, *k));
    let vocabularies = (0..site.indexes.len()).filter(|v| site.indexes[*v].is_some());
    let terms = site.terms.iter().enumerate().filter(|(_, term)| {
        let told =
            term.declaration(&site.config).is_some_and(|d| !(d.description.is_empty() && d.definition.is_empty()));
        term.permalink.is_some() && (told || term.pages.len() > 1)
    });
    let mut lists: Vec<About> = overviews.map(|k| About::Overview(KindId(k as u16))).collect();
    lists.extend(vocabularies.map(|v| About::Vocabulary(VocabularyId(v as u16))));
    lists.extend(terms.map(|(t, _)| About::Term(TermId(t as u32))));
    lists.extend(site.config.map.iter().map(|_| About::Map));
    lists.sort_by(|a, b| address(site, *a).cmp(address(site, *b)));
    pages.chain(lists).collect()
}

fn is_overview_found(site: &Site, kind: usize) -> bool {
    match site.introductions[kind] {
        Some(page) => site.page(page).front.search,
        None => !site.by_kind[kind].is_empty(),
    }
}

/// The content file of what a record is about; none when it has no file of its own.
pub fn file_of(site: &Site, about: About) -> Option<&str> {
    let page = match about {
        About::Page(id) => Some(id),
        About::Overview(kind) => site.introductions[usize::from(kind.0)],
        About::Vocabulary(_) | About::Term(_) | About::Map => None,
    };
    page.map(|id| site.page(id).path.as_str())
}

fn address(site: &Site, about: About) -> &str {
    let address = match about {
        About::Page(id) => Some(&site.page(id).permalink),
        About::Overview(kind) => site.overviews[usize::from(kind.0)].as_ref(),
        About::Vocabulary(id) => site.indexes[usize::from(id.0)].as_ref(),
        About::Term(id) => site.term(id).permalink.as_ref(),
        About::Map => site.config.map.as_ref().map(|map| &map.address),
    };
    address.map_or("", String::as_str)
}

/// What search is told of a list: all its names, how long it is, and what is written about it.
fn list<'a>(site: &'a Site, texts: &'a Texts, about: About) -> Record<'a> {
    let mut record = Record { address: address(site, about), ..Record::default() };
    let kinds = site.config.kinds.len();
    let mut pages = None;
    match about {
        About::Page(_) => {}
        About::Overview(kind) => {
            let declared = site.config.kind(kind);
            record.kind = kinds;
            record.names = vec![&declared.label.many];
            record.summary = &declared.description;
            pages = Some(site.by_kind[usize::from(kind.0)].len());
            if let Some(page) = site.introductions[usize::from(kind.0)].map(|id| site.page(id)) {
                record.names.insert(0, &page.front.title);
                record.summary = if page.front.derived_summary { record.summary } else { &page.front.summary };
                page.bodies.iter().for_each(|body| push_body(&mut record, body));
            }
            record.names.extend(names_in_menus(site, Listed::Kind(kind)));
        }
        About::Vocabulary(id) => {
            let vocabulary = site.config.vocabulary(id);
            record.kind = kinds;
            record.names = vec![&vocabulary.label.many];
            record.summary = &vocabulary.description;
            record.names.extend(names_in_menus(site, Listed::Vocabulary(id)));
        }
        About::Term(id) => {
            let term = site.term(id);
            record.kind = kinds + 1 + usize::from(term.vocabulary.0);
            record.names = vec![&term.label];
            pages = Some(term.pages.len());
            if let Some(declared) = term.declaration(&site.config) {
                record.names.extend(declared.other_names());
                record.summary = &declared.description;
                record.body.extend([declared.definition.as_str(), &declared.province]);
            }
        }
        About::Map => {
            record.kind = kinds;
            let map = site.config.map.as_ref();
            record.names = vec![map.and_then(|map| map.label.as_deref()).unwrap_or(texts.get("map"))];
            record.summary = map.map_or("", |map| &map.description);
        }
    }
    record.title = record.names[0];
    let length = pages.map(|n| texts.counted("pages_count", n));
    let told = [record.summary, record.body.first().copied().unwrap_or_default()];
    let told = told.into_iter().find(|text| !text.is_empty()).map(str::to_owned);
    record.beginning = length.into_iter().chain(told).collect::<Vec<_>>().join(". ").into();
    record
}

/// What menus call a list.
fn names_in_menus(site: &Site, list: Listed) -> impl Iterator<Item = &str> {
    let items = site.config.main_menu.iter().chain(&site.config.footer_menu);
    let here = items.filter(move |item| matches!(&item.to, MenuTarget::Listed(to) if *to == list));
    here.filter_map(|item| item.label.as_deref())
}

/// What search is told of the hub: its language, its words, and by what results can be narrowed.
pub fn labels<'a>(site: &'a Site, texts: &'a Texts) -> Labels<'a> {
    let config = &site.config;
    let kinds = config.kinds.iter().map(|k| k.label.one.as_str());
    let vocabularies = config.vocabularies.iter().map(|v| v.label.one.as_str());
    let terms = config.vocabularies.iter().flat_map(|v| &v.terms);
    let names = terms.map(|t| std::iter::once(t.label.as_str()).chain(t.other_names()));
    Labels {
        language: &config.language_tag,
        kinds: kinds.chain([texts.get("overview")]).chain(vocabularies).collect(),
        facets: facets(site).into_iter().map(|facet| facet.label).collect(),
        synonyms: names.map(Iterator::collect).filter(|names: &Vec<&str>| names.len() > 1).collect(),
    }
}

/// By what results are narrowed: a vocabulary, or fields of one name and label that are no terms.
#[derive(PartialEq, Eq)]
struct Facet<'a> {
    label: &'a str,
    of: FacetOf<'a>,
}

#[derive(PartialEq, Eq)]
enum FacetOf<'a> {
    Kind,
    Vocabulary(VocabularyId),
    Field(&'a str),
}

fn facets(site: &Site) -> Vec<Facet<'_>> {
    let mut facets = vec![Facet { label: "", of: FacetOf::Kind }];
    for field in site.config.kinds.iter().flat_map(|k| &k.fields).filter(|f| f.facet) {
        let facet = match &field.of {
            FieldType::Terms { vocabulary, .. } => {
                Facet { label: &site.config.vocabulary(*vocabulary).label.many, of: FacetOf::Vocabulary(*vocabulary) }
            }
            _ => Facet { label: &field.label, of: FacetOf::Field(&field.name) },
        };
        if !facets.contains(&facet) {
            facets.push(facet);
        }
    }
    facets
}

fn record<'a>(site: &'a Site, texts: &'a Texts, page: &'a Page, links: &[&'a str], facets: &[Facet<'a>]) -> Record<'a> {
    let mut record = Record {
        address: &page.permalink,
        title: &page.front.title,
        summary: if page.front.derived_summary { "" } else { &page.front.summary },
        beginning: page.front.summary.as_str().into(),
        kind: usize::from(page.front.kind.0),
        links: links.to_vec(),
        ..Record::default()
    };
    let kind = site.config.kind(page.front.kind);
    record.facets.push((0, kind.label.many.as_str().into()));
    let mut left_out = BTreeSet::new();
    for (index, value) in &page.fields {
        let field = &kind.fields[*index];
        let mut told = Told { page, record: &mut record, left_out: &mut left_out, weight: None };
        told.field(site, field, value);
        let of = facets.iter().position(|f| match &f.of {
            FacetOf::Kind => false,
            FacetOf::Vocabulary(v) => matches!(&field.of, FieldType::Terms { vocabulary, .. } if vocabulary == v),
            FacetOf::Field(name) => {
                *name == field.name && f.label == field.label && !matches!(field.of, FieldType::Terms { .. })
            }
        });
        if let Some(of) = of.filter(|_| field.facet) {
            push_facet(&mut record, site, texts, of, value);
        }
    }
    for (_, body) in page.bodies.iter().enumerate().filter(|(i, _)| !left_out.contains(i)) {
        push_body(&mut record, body);
    }
    record
}

fn push_body<'a>(record: &mut Record<'a>, body: &'a Body) {
    let headings = body.headings.iter().filter(|h| h.searched);
    record.headings.extend(headings.map(|h| (h.id.as_str(), h.text.as_str())));
    let texts = body.sections.iter().filter(|s| s.searched).map(|s| s.text.as_str());
    record.body.extend(texts.filter(|t| !t.is_empty()));
}

fn push_facet<'a>(record: &mut Record<'a>, site: &'a Site, texts: &'a Texts, facet: usize, value: &'a Value) {
    match value {
        Value::Terms(terms) => {
            let labels = with_broader(site, terms).into_iter().map(|t| (facet, site.term(t).label.as_str().into()));
            record.facets.extend(labels);
        }
        Value::Choice(_, label) => record.facets.push((facet, label.into())),
        Value::Refs(pages) => {
            record.facets.extend(pages.iter().map(|p| (facet, site.page(*p).front.title.as_str().into())));
        }
        Value::Boolean(yes) => record.facets.push((facet, texts.yes_or_no(*yes).into())),
        Value::Number(number) => record.facets.push((facet, texts.number(*number).into())),
        // As its overview does: by year.
        Value::Date(moment) => record.facets.push((facet, moment.year.to_string().into())),
        Value::Place(place) => {
            let label = Some(place.label()).filter(|label| !label.is_empty());
            record.facets.extend(label.map(|label| (facet, label.into())));
        }
        Value::List(values) => values.iter().for_each(|v| push_facet(record, site, texts, facet, v)),
        Value::Text(text) | Value::Url(text) | Value::Email(text) => record.facets.push((facet, text.into())),
        Value::Markdown(_) | Value::Image(_) | Value::File(_) | Value::Object(_) => {}
    }
}

/// Terms and all that are broader: what is about a narrower term is about the broader one too.
fn with_broader(site: &Site, terms: &[TermId]) -> BTreeSet<TermId> {
    let mut all = BTreeSet::new();
    for term in terms {
        let mut at = Some(*term);
        while let Some(id) = at.filter(|id| all.insert(*id)) {
            at = site.term(id).broader;
        }
    }
    all
}

/// Tells a record the texts in a value.
struct Told<'r, 'a> {
    page: &'a Page,
    record: &'r mut Record<'a>,
    /// Bodies that search does not look at.
    left_out: &'r mut BTreeSet<usize>,
    /// The weight that the field declares, or the list or object that it is in; 0 leaves it out.
    weight: Option<f32>,
}

impl<'a> Told<'_, 'a> {
    fn field(&mut self, site: &'a Site, field: &Field, value: &'a Value) {
        let around = self.weight;
        self.weight = field.search.or(around);
        match (&field.of, value) {
            (FieldType::List(each), Value::List(values)) => values.iter().for_each(|v| self.field(site, each, v)),
            (FieldType::Object(fields), Value::Object(values)) => {
                let declared =
                    values.iter().filter_map(|(name, v)| Some((fields.iter().find(|f| f.name == *name)?, v)));
                declared.for_each(|(field, v)| self.field(site, field, v));
            }
            (_, value) => self.value(site, value),
        }
        self.weight = around;
    }

    fn value(&mut self, site: &'a Site, value: &'a Value) {
        match value {
            Value::Text(text) => self.text(text),
            Value::Choice(_, label) => self.text(label),
            Value::Terms(terms) => with_broader(site, terms).into_iter().for_each(|t| self.term(site, t)),
            Value::Refs(pages) => pages.iter().for_each(|p| self.text(&site.page(*p).front.title)),
            Value::Place(place) => {
                self.text(&place.name);
                self.text(&place.address);
            }
            Value::File(file) => self.text(&file.title),
            Value::Markdown(body) if self.weight == Some(0.0) => {
                self.left_out.insert(*body);
            }
            Value::Markdown(body) if self.weight.is_some() => {
                let sections = self.page.bodies.get(*body).map(|b| b.sections.as_slice()).unwrap_or_default();
                sections.iter().filter(|s| s.searched).for_each(|s| self.text(&s.text));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &'a str) {
        match self.weight {
            _ if text.is_empty() => {}
            None => self.record.terms.push(text),
            Some(0.0) => {}
            Some(weight) => self.record.fields.push((weight, text)),
        }
    }

    /// A term by its label and its other words.
    fn term(&mut self, site: &'a Site, id: TermId) {
        let term = site.term(id);
        self.text(&term.label);
        let declared = term.declaration(&site.config);
        declared.into_iter().flat_map(TermDeclaration::other_names).for_each(|name| self.text(name));
        // Who looks for a province finds what is in it.
        declared.into_iter().for_each(|place| self.text(&place.province));
    }
}

/// The texts of the links that lead to each page, sorted and without doubles.
fn link_texts(site: &Site) -> Vec<Vec<&str>> {
    let mut all: Vec<(u32, &str)> = site
        .pages
        .par_iter()
        .enumerate()
        .flat_map_iter(|(from, page)| links_to_others(site, from as u32, page))
        .collect();
    all.par_sort_unstable();
    all.dedup();
    let mut texts = vec![Vec::new(); site.pages.len()];
    all.into_iter().for_each(|(to, text)| texts[to as usize].push(text));
    texts
}

/// Of each link of a page to another page: to which, and its text.
fn links_to_others<'a>(site: &'a Site, from: u32, page: &'a Page) -> impl Iterator<Item = (u32, &'a str)> {
    let links = page.bodies.iter().zip(&page.links).flat_map(|(body, addresses)| body.links.iter().zip(addresses));
    links.filter_map(move |(link, address)| {
        let path = address.as_ref()?.trim_start_matches(ROOT).split('#').next()?;
        let to = site.page_at(path)?.0;
        let text = link.text.trim();
        (to != from && !text.is_empty()).then_some((to, text))
    })
}
