//! The HTML pages: for each, what its template gets.

use crate::model::agenda::YearMonth;
use crate::model::generated::tables;
use crate::model::id::{PageId, TermId};
use crate::model::page::{Page, Relation, Role};
use crate::model::site::Site;
use crate::plan::plan::{is_narrowable, months_folder, overview_data, overview_folder, site_has_feed, term_has_feed};
use crate::plan::route::{address, list_page};
use crate::render::agenda::{self, not_over, upcoming};
use crate::render::body::{Cards, bodies};
use crate::render::columns::{Column, ColumnValue};
use crate::render::context::{
    BacklinkView, BlockView, CardView, CountView, FacetItemView, FacetView, FeedView, FieldView, GroupView, HomeView,
    LetterView, LinkView, ListView, NumberView, OfflineView, PageView, RelationView, RouteView, SearchView, TermView,
    VocabularyLinkView, VocabularyView,
};
use crate::render::frame::Frames;
use crate::render::json_ld::{page_json_ld, site_json_ld};
use crate::render::layout::layout;
use crate::render::map::map;
use crate::render::medium::Medium;
use crate::render::offline::page_offline;
use crate::render::theme::{Prepared, Theme, html, prepared, together};
use crate::render::view::{View, contents, inside, kind_feed};
use crate::source::config::{Listed, SearchFormat};
use crate::source::field::{FieldType, KindId, VocabularyId};
use crate::source::slug::fold;
use crate::source::vocabulary::Label;
use std::borrow::Cow;

/// Makes the HTML of one route.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// The site and its words.
    pub view: View<'a>,
    /// The theme.
    pub theme: &'a Theme,
    /// What stands around pages.
    pub frames: &'a Frames,
    /// Who renders cards.
    pub cards: &'a dyn Cards,
    /// Path of the route.
    pub path: &'a str,
    /// For where it is made.
    pub medium: Medium,
}

impl std::fmt::Debug for Pages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("path", &self.path).finish_non_exhaustive()
    }
}

type Html = Result<String, String>;

/// Words that an adult reads in a minute (Brysbaert 2019, rounded down for plain reading on a screen).
const WORDS_A_MINUTE: usize = 220;
/// Values that a facet shows at first; for the others it refers to the index or the script.
const FACET_ITEMS: usize = 12;

impl<'a> Pages<'a> {
    fn site(&self) -> &'a Site {
        self.view.site
    }

    fn render(&self, template: &str, route: RouteView, more: Vec<(&'static str, Prepared)>) -> Html {
        let frame = self.frames.around(self.theme, &route.path, &route.section)?;
        let mut values: Vec<(Cow<'static, str>, Prepared)> =
            vec![("route".into(), prepared(&route)), ("frame".into(), frame)];
        values.extend(more.into_iter().map(|(name, value)| (name.into(), value)));
        self.theme.render(template, values)
    }

    fn route(&self, title: &str, description: &str) -> RouteView {
        let config = &self.site().config;
        let mut feeds = Vec::new();
        if site_has_feed(self.site()) {
            feeds.push(FeedView { title: config.title.clone(), url: inside("feed.xml") });
        }
        RouteView {
            title: title.to_owned(),
            description: description.to_owned(),
            path: address(self.path).to_owned(),
            canonical: Some(format!("{}{}", config.base_url, crate::model::address::encoded(address(self.path)))),
            language: config.language_tag.clone(),
            feeds,
            ..RouteView::default()
        }
    }

    fn crumb(&self, label: &str, path: Option<&str>) -> LinkView {
        LinkView { label: label.to_owned(), url: path.map(inside) }
    }

    fn home_crumb(&self) -> LinkView {
        self.crumb(self.view.texts.get("home"), Some(""))
    }

    fn introduction(&self, page: Option<PageId>) -> Html {
        let Some(page) = page.map(|id| self.site().page(id)) else { return Ok(String::new()) };
        let made = bodies(self.view, self.theme, self.cards, page)?;
        Ok(made.html.into_iter().next().unwrap_or_default())
    }

    fn list_cards(&self, pages: &[PageId]) -> Result<Vec<Prepared>, String> {
        pages.iter().map(|id| self.cards.card(*id)).collect()
    }

    /// The home page.
    pub fn home(&self) -> Html {
        let site = self.site();
        let config = &site.config;
        let page = site.home.map(|id| site.page(id));
        let title = page.map_or_else(|| config.title.clone(), |p| p.front.title.clone());
        let summary = page.map(|p| p.front.summary.as_str()).filter(|summary| !summary.is_empty());
        let mut route = self.route(&config.title, summary.unwrap_or(&config.description));
        let image = page.and_then(|p| self.view.image(p, p.front.image.as_ref()?));
        route.image = image.and_then(|i| self.view.shared_image(&i));
        route.json_ld = Some(html(&site_json_ld(site)));
        let kinds =
            || (0..config.kinds.len()).map(|k| KindId(k as u16)).filter(|k| overview_folder(site, *k).is_some());
        let blocks: Vec<BlockView> = if config.home.is_empty() {
            kinds().map(|k| self.kind_block(k, None, 3)).collect::<Result<_, _>>()?
        } else {
            let block = |b: &crate::source::config::HomeBlock| match &b.of {
                Listed::Kind(kind) => self.kind_block(*kind, b.label.as_deref(), b.limit),
                Listed::Vocabulary(vocabulary) => Ok(self.vocabulary_block(*vocabulary, b.label.as_deref())),
            };
            config.home.iter().map(block).collect::<Result<_, _>>()?
        };
        let blocks = blocks.into_iter().filter(|b| !b.cards.is_empty() || !b.terms.is_empty()).collect();
        let home = HomeView { title, body: html(&self.introduction(site.home)?), blocks };
        self.render("home.html", route, vec![("home", prepared(&home))])
    }

    fn kind_block(&self, kind: KindId, label: Option<&str>, limit: usize) -> Result<BlockView, String> {
        let site = self.site();
        let list = &site.by_kind[usize::from(kind.0)];
        let label = label.unwrap_or(&site.config.kind(kind).label.many).to_owned();
        let url = overview_folder(site, kind).map(|f| inside(&f));
        if site.with_events[usize::from(kind.0)] {
            // More than are shown: when the first are over, the next take their place.
            let cards = self.list_cards(&not_over(site, kind).into_iter().take(limit * 4).collect::<Vec<_>>())?;
            return Ok(BlockView { label, url, cards, terms: Vec::new(), upcoming: limit });
        }
        let cards = self.list_cards(&list[..limit.min(list.len())])?;
        Ok(BlockView { label, url, cards, terms: Vec::new(), upcoming: 0 })
    }

    fn vocabulary_block(&self, id: VocabularyId, label: Option<&str>) -> BlockView {
        let site = self.site();
        let vocabulary = site.config.vocabulary(id);
        let terms = site.by_vocabulary[usize::from(id.0)].iter();
        let shown = terms.filter(|t| site.term(**t).permalink.is_some());
        BlockView {
            label: label.unwrap_or(&vocabulary.label.many).to_owned(),
            url: self.view.vocabulary_url(id),
            cards: Vec::new(),
            terms: shown.map(|t| self.view.counted_term(*t, site.term(*t).pages.len())).collect(),
            upcoming: 0,
        }
    }

    /// A page of its own.
    pub fn page(&self, id: PageId) -> Html {
        let site = self.site();
        let config = &site.config;
        let page = site.page(id);
        let kind = config.kind(page.front.kind);
        let made = bodies(self.view, self.theme, self.cards, page)?;
        let mut views: Vec<(usize, FieldView)> =
            page.fields.iter().map(|(i, value)| (*i, self.view.field(page, &kind.fields[*i], value, &made))).collect();
        views.sort_by_key(|(i, _)| *i);
        let values: Vec<(usize, &FieldView, Prepared)> =
            views.iter().map(|(i, view)| (*i, view, prepared(view))).collect();
        let shown = values.iter().filter(|(i, ..)| kind.fields[*i].show);
        let facts: Vec<(&FieldView, Prepared)> = shown.map(|(_, view, value)| (*view, value.clone())).collect();
        let registration = kind.calendar.as_ref().and_then(|c| c.registration.as_deref());
        let head = CardView { facts: facts.iter().map(|(_, value)| value.clone()).collect(), ..self.view.head(id) };
        let mut route = self.route(&page.front.title, &page.front.summary);
        route.language.clone_from(&page.front.language);
        route.breadcrumbs = self.trail(page);
        route.section = overview_folder(site, page.front.kind);
        route.image = head.image.as_ref().and_then(|i| self.view.shared_image(i));
        route.json_ld = Some(html(&page_json_ld(self.view, page, &route.breadcrumbs)));
        route.robots = (!page.front.search).then(|| "noindex".to_owned());
        if let Some(url) = kind_feed(site, page.front.kind) {
            route.feeds.push(FeedView { title: self.view.texts.with("feed_of", "label", &kind.label.many), url });
        }
        let backlink = |b: &PageId| {
            let other = site.page(*b);
            BacklinkView {
                title: other.front.title.clone(),
                url: inside(&other.permalink),
                kind: config.kind(other.front.kind).label.one.clone(),
            }
        };
        let words: usize = page.bodies.iter().map(|b| b.words).sum();
        let view = PageView {
            lead: lead(page),
            toc: if page.front.toc { contents(&page.bodies[0].headings) } else { Vec::new() },
            body: html(made.html.first().map_or("", String::as_str)),
            layout: layout(&facts, registration),
            field: values.into_iter().map(|(_, view, value)| (view.name.clone(), value)).collect(),
            relations: self.relations(&page.inverse, true)?,
            matches: self.relations(&page.matches, false)?,
            related: self.list_cards(&page.related)?,
            backlinks: page.backlinks.iter().take(20).map(backlink).collect(),
            previous: page.previous.map(|p| self.view.neighbour(p)),
            next: page.next.map(|p| self.view.neighbour(p)),
            aliases: page.aliases.clone(),
            reading_minutes: words.div_ceil(WORDS_A_MINUTE).max(1),
            edit_url: config
                .edit_url
                .as_ref()
                .map(|url| url.replace("{path}", &crate::model::address::encoded(&page.path))),
            mail_url: mail_url(&page.front.title, route.canonical.as_deref().unwrap_or("")),
            calendar_url: self.view.calendar_url(id),
            offline: self.page_offline(id),
        };
        let template = page.front.template.as_deref().unwrap_or(&kind.template);
        let template = format!("{template}.html");
        let template = if self.theme.has(&template) { template.as_str() } else { "page.html" };
        self.render(template, route, vec![("page", together(&head, &view))])
    }

    /// What a device keeps with the page, when its kind is kept, and from the web.
    fn page_offline(&self, id: PageId) -> Option<OfflineView> {
        let config = &self.site().config;
        let kept = self.medium == Medium::Web && config.offline && config.kind(self.site().page(id).front.kind).offline;
        kept.then(|| page_offline(self.view, self.cards, id))
    }

    fn relations(&self, relations: &[Relation], inverse: bool) -> Result<Vec<RelationView>, String> {
        let view = |r: &Relation| {
            Ok(RelationView {
                label: r.label.clone(),
                name: r.name.clone(),
                inverse,
                cards: self.list_cards(&r.pages)?,
            })
        };
        relations.iter().map(view).collect()
    }

    /// From the home page over the overview and the pages of the folders above to a page.
    fn trail(&self, page: &Page) -> Vec<LinkView> {
        let site = self.site();
        let mut trail = vec![self.home_crumb()];
        if let Some(folder) = overview_folder(site, page.front.kind) {
            trail.push(self.crumb(&site.config.kind(page.front.kind).label.many, Some(&folder)));
        }
        let address = page.permalink.trim_end_matches('/');
        for (end, _) in address.match_indices('/') {
            let above = site.targets.page_at(&address[..end]).map(|id| site.page(PageId(id)));
            if let Some(above) = above.filter(|above| above.role == Role::Page) {
                trail.push(self.crumb(&above.front.title, Some(&above.permalink)));
            }
        }
        trail.push(self.crumb(&page.front.title, None));
        trail
    }

    /// One page of the overview of a kind.
    pub fn overview(&self, kind: KindId, number: usize, facets: Prepared) -> Html {
        let site = self.site();
        let declared = site.config.kind(kind);
        let folder = overview_folder(site, kind).unwrap_or_default();
        let pages = &site.by_kind[usize::from(kind.0)];
        let introduction = site.introductions[usize::from(kind.0)];
        let intro_page = introduction.map(|id| site.page(id));
        let title = intro_page.map_or(&declared.label.many, |p| &p.front.title);
        let intro = if number > 1 {
            String::new()
        } else if introduction.is_some() {
            self.introduction(introduction)?
        } else {
            paragraph(&declared.description)
        };
        let summary =
            intro_page.filter(|p| !p.front.summary.is_empty()).map_or(&declared.description, |p| &p.front.summary);
        let mut route = self.numbered_route(title, summary, number, pages.len().div_ceil(declared.paginate));
        route.section = Some(folder.clone());
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(title, None)];
        let mut list = self.list(title, intro, pages, &folder, number, declared.paginate, Some(&declared.label))?;
        [list.csv_url, list.json_url, list.xlsx_url] = tables(declared, &folder).map(|path| Some(inside(&path)));
        list.data_url = is_narrowable(site, kind).then(|| inside(&overview_data(site, kind, &folder)));
        list.feed_url = kind_feed(site, kind);
        list.calendar_url = site.with_events[usize::from(kind.0)].then(|| inside(&format!("{folder}calendar.ics")));
        if number == 1 && list.calendar_url.is_some() {
            list.upcoming = Some(upcoming(self.view, self.cards, kind, list.pages > 1)?);
        }
        if let Some(url) = &list.feed_url {
            route.feeds.push(FeedView { title: self.view.texts.with("feed_of", "label", title), url: url.clone() });
        }
        list.facets = facets;
        self.render("overview.html", route, vec![("list", prepared(&list)), ("kind", self.view.kind(kind))])
    }

    /// All months of the agenda of a kind.
    pub fn months(&self, kind: KindId) -> Html {
        let label = self.overview_title(kind);
        let title = self.view.texts.with("months_of", "label", &label);
        let mut route = self.agenda_route(kind, &title);
        route.breadcrumbs.push(self.crumb(self.view.texts.get("by_month"), None));
        let view = agenda::months(self.view, kind);
        self.render("months.html", route, vec![("agenda", prepared(&view)), ("kind", self.view.kind(kind))])
    }

    /// One month of the agenda of a kind.
    pub fn month(&self, kind: KindId, month: YearMonth) -> Html {
        let Some(view) = agenda::month(self.view, self.cards, kind, month)? else { return Ok(String::new()) };
        let mut route = self.agenda_route(kind, &format!("{}: {}", self.overview_title(kind), view.title));
        let months = months_folder(self.site(), kind);
        route.breadcrumbs.push(self.crumb(self.view.texts.get("by_month"), Some(&months)));
        route.breadcrumbs.push(self.crumb(&view.title, None));
        self.render("month.html", route, vec![("month", prepared(&view)), ("kind", self.view.kind(kind))])
    }

    /// A route below an overview; search engines find its pages by themselves.
    fn agenda_route(&self, kind: KindId, title: &str) -> RouteView {
        let folder = overview_folder(self.site(), kind).unwrap_or_default();
        let mut route = self.route(title, "");
        route.robots = Some("noindex".into());
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(&self.overview_title(kind), Some(&folder))];
        route.section = Some(folder);
        route
    }

    fn overview_title(&self, kind: KindId) -> String {
        let introduction = self.site().introductions[usize::from(kind.0)].map(|id| self.site().page(id));
        introduction.map_or_else(|| self.site().config.kind(kind).label.many.clone(), |p| p.front.title.clone())
    }

    fn numbered_route(&self, title: &str, description: &str, number: usize, pages: usize) -> RouteView {
        if number <= 1 {
            return self.route(title, description);
        }
        let page = self.view.texts.with("page_n_of", "n", &number.to_string()).replace("{total}", &pages.to_string());
        self.route(&format!("{title} - {page}"), description)
    }

    /// The values by which the overview of a kind can be narrowed: all of a facet, or those that most pages have.
    pub fn facets(&self, kind: KindId, columns: &[Column]) -> Vec<FacetView> {
        let fields = &self.site().config.kind(kind).fields;
        let facet = |column: &Column| {
            let counts = column.counts();
            let mut shown: Vec<usize> = (0..counts.len()).filter(|v| counts[*v] > 0).collect();
            let more = shown.len() > FACET_ITEMS;
            if more {
                shown.sort_by(|a, b| counts[*b].cmp(&counts[*a]).then(a.cmp(b)));
                shown.truncate(FACET_ITEMS);
                shown.sort_unstable();
            }
            let of = column.field.map(|f| &fields[f].of);
            let more_url = match of {
                Some(FieldType::Terms { vocabulary, .. }) if more => self.view.vocabulary_url(*vocabulary),
                _ => None,
            };
            let items = shown.into_iter().map(|v| self.facet_item(&column.values[v], counts[v])).collect();
            FacetView { name: column.name.clone(), label: column.label.clone(), items, more, more_url }
        };
        columns.iter().filter(|c| c.facet).map(facet).collect()
    }

    fn facet_item(&self, value: &ColumnValue, count: usize) -> FacetItemView {
        let term = value.term.map(|t| self.view.counted_term(t, count)).unwrap_or_default();
        FacetItemView {
            key: value.key.clone(),
            text: value.label.clone(),
            url: value.url.clone(),
            count,
            description: term.description,
            definition: term.definition,
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a list is described by what it is, where it is and how it is cut")]
    fn list(
        &self,
        title: &str,
        intro: String,
        pages: &[PageId],
        folder: &str,
        number: usize,
        per_page: usize,
        counted: Option<&Label>,
    ) -> Result<ListView, String> {
        let total = pages.len();
        let last = total.div_ceil(per_page).max(1);
        let from = (number - 1) * per_page;
        let shown = &pages[from.min(total)..(from + per_page).min(total)];
        let word = self.site().config.language.page_folder();
        let url = |n: usize| inside(&list_page(folder, word, n));
        let total_text = match counted {
            Some(label) => format!("{total} {}", in_sentence(if total == 1 { &label.one } else { &label.many })),
            None => self.view.texts.counted("pages_count", total),
        };
        Ok(ListView {
            title: title.to_owned(),
            intro: html(&intro),
            total,
            total_text,
            cards: self.list_cards(shown)?,
            page: number,
            pages: last,
            numbers: numbers(number, last, url),
            previous_url: (number > 1).then(|| url(number - 1)),
            next_url: (number < last).then(|| url(number + 1)),
            csv_url: None,
            json_url: None,
            xlsx_url: None,
            data_url: None,
            feed_url: None,
            calendar_url: None,
            upcoming: None,
            facets: prepared(&[(); 0]),
            kinds: Vec::new(),
        })
    }

    /// One page of the list of a term.
    pub fn term(&self, id: TermId, number: usize) -> Html {
        let site = self.site();
        let term = site.term(id);
        let vocabulary = site.config.vocabulary(term.vocabulary);
        let declared = term.declaration(&site.config);
        let folder = term.permalink.clone().unwrap_or_default();
        let description = declared.map(|d| d.description.clone()).unwrap_or_default();
        let mut list =
            self.list(&term.label, String::new(), &term.pages, &folder, number, site.config.paginate, None)?;
        let mut route = self.numbered_route(&term.label, &description, number, list.pages);
        let index = format!("{}/", vocabulary.folder);
        route.section = Some(index.clone());
        route.breadcrumbs =
            vec![self.home_crumb(), self.crumb(&vocabulary.label.many, Some(&index)), self.crumb(&term.label, None)];
        if term_has_feed(site, id) {
            let url = inside(&format!("{folder}feed.xml"));
            route
                .feeds
                .push(FeedView { title: self.view.texts.with("feed_of", "label", &term.label), url: url.clone() });
            list.feed_url = Some(url);
        }
        let counted = |(kind, count): &(KindId, usize)| CountView {
            label: site.config.kind(*kind).label.many.clone(),
            count: *count,
        };
        list.kinds = term.by_kind.iter().map(counted).collect();
        let view = TermView {
            label: term.label.clone(),
            description,
            definition: declared.map(|d| d.definition.clone()).unwrap_or_default(),
            synonyms: declared.map(|d| d.synonyms.clone()).unwrap_or_default(),
            vocabulary: VocabularyLinkView {
                label: vocabulary.label.many.clone(),
                one: vocabulary.label.one.clone(),
                url: self.view.vocabulary_url(term.vocabulary),
            },
            broader: term.broader.map(|t| self.view.term(t)),
            narrower: term.narrower.iter().map(|t| self.view.term(*t)).collect(),
            code: declared.map(|d| d.code.clone()).unwrap_or_default(),
        };
        self.render("term.html", route, vec![("list", prepared(&list)), ("term", prepared(&view))])
    }

    /// The index of a vocabulary.
    pub fn vocabulary(&self, id: VocabularyId) -> Html {
        let site = self.site();
        let vocabulary = site.config.vocabulary(id);
        let mut groups: Vec<LetterView> = Vec::new();
        for term in site.by_vocabulary[usize::from(id.0)].iter().filter(|t| site.term(**t).permalink.is_some()) {
            let first = fold(&site.term(*term).label).chars().find(|c| c.is_alphanumeric());
            let letter = match first {
                Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
                _ => "0–9".to_owned(),
            };
            let item = self.view.counted_term(*term, site.term(*term).pages.len());
            match groups.iter_mut().find(|g| g.letter == letter) {
                Some(group) => group.items.push(item),
                None => groups.push(LetterView { letter, items: vec![item] }),
            }
        }
        let mut route = self.route(&vocabulary.label.many, &vocabulary.description);
        route.section = Some(format!("{}/", vocabulary.folder));
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(&vocabulary.label.many, None)];
        let view = VocabularyView {
            label: vocabulary.label.many.clone(),
            one: vocabulary.label.one.clone(),
            map_url: site.config.map.as_ref().filter(|m| m.vocabulary == id).map(|m| inside(&m.address)),
            description: vocabulary.description.clone(),
            groups,
        };
        self.render("vocabulary.html", route, vec![("vocabulary", prepared(&view))])
    }

    /// The map.
    pub fn map(&self) -> Html {
        let site = self.site();
        let Some(page) = &site.config.map else { return Ok(String::new()) };
        let title = page.label.as_deref().unwrap_or(self.view.texts.get("map"));
        let mut route = self.route(title, &page.description);
        route.section = Some(page.address.clone());
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(title, None)];
        let pages = page.kinds.iter().flat_map(|k| &site.by_kind[usize::from(k.0)]).copied();
        let mut view = map(self.view, pages);
        view.title = title.to_owned();
        view.description.clone_from(&page.description);
        self.render("map.html", route, vec![("map", prepared(&view))])
    }

    /// The search page: the list of everything.
    pub fn search(&self) -> Html {
        let site = self.site();
        let mut groups = Vec::new();
        for (k, kind) in site.config.kinds.iter().enumerate() {
            let found = site.by_kind[k].iter().filter(|p| site.page(**p).front.search);
            let items: Vec<_> = found.map(|p| self.view.neighbour(*p)).collect();
            if !items.is_empty() {
                let url = overview_folder(site, KindId(k as u16)).map(|f| inside(&f));
                groups.push(GroupView { label: kind.label.many.clone(), url, items });
            }
        }
        let title = self.view.texts.get("search_title");
        let mut route = self.route(title, self.view.texts.get("everything"));
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(title, None)];
        let index = (site.config.search == Some(SearchFormat::Elasticlunr))
            .then(|| inside(&format!("{}/{}", site.config.language.search_folder(), crate::search::elasticlunr::FILE)));
        let view = SearchView { index, groups };
        self.render("search.html", route, vec![("search", prepared(&view))])
    }

    /// The page for who is offline: what the device keeps.
    pub fn offline(&self, hub: &OfflineView) -> Html {
        let title = self.view.texts.get("offline_title");
        let mut route = self.route(title, self.view.texts.get("offline_text"));
        route.breadcrumbs = vec![self.home_crumb(), self.crumb(title, None)];
        route.robots = Some("noindex".into());
        self.render("offline.html", route, vec![("offline", prepared(hub))])
    }

    /// The page for addresses that do not exist.
    pub fn not_found(&self) -> Html {
        let mut route = self.route(self.view.texts.get("not_found_title"), "");
        route.canonical = None;
        route.robots = Some("noindex".into());
        self.render("not_found.html", route, Vec::new())
    }

    /// The way from an older address.
    pub fn redirect(&self, to: PageId) -> Html {
        let page = self.site().page(to);
        let mut route = self.route(&page.front.title, "");
        let target = crate::model::address::encoded(&page.permalink);
        route.canonical = Some(format!("{}{target}", self.site().config.base_url));
        route.robots = Some("noindex".into());
        self.render("redirect.html", route, vec![("target", prepared(&inside(&page.permalink)))])
    }
}

/// The numbers of a pagination: the first, the last, and those around the current one.
fn numbers(current: usize, last: usize, url: impl Fn(usize) -> String) -> Vec<NumberView> {
    let mut numbers: Vec<NumberView> = Vec::new();
    for n in 1..=last {
        let shown =
            n == 1 || n == last || n.abs_diff(current) <= 1 || (n.abs_diff(current) == 2 && (n == 2 || n + 1 == last));
        if shown {
            numbers.push(NumberView { number: n, url: url(n), current: n == current, gap: false });
        } else if numbers.last().is_some_and(|last| !last.gap) {
            numbers.push(NumberView { gap: true, ..NumberView::default() });
        }
    }
    if last > 1 { numbers } else { Vec::new() }
}

/// A letter about a page, for the visitor to address (RFC 6068).
fn mail_url(title: &str, address: &str) -> String {
    let mut url = String::with_capacity(2 * (title.len() + address.len()) + 32);
    for (name, text) in [("mailto:?subject=", title), ("&body=", address)] {
        url.push_str(name);
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => url.push(byte as char),
                _ => url.push_str(&format!("%{byte:02X}")),
            }
        }
    }
    url
}

/// The summary, unless the text begins with it: it would be read twice.
fn lead(page: &Page) -> Option<String> {
    let summary = &page.front.summary;
    let start: String = summary.chars().take(40).collect();
    let text = page.bodies[0].sections.iter().map(|s| s.text.as_str()).find(|t| !t.is_empty()).unwrap_or("");
    let repeats = || text.char_indices().nth(600).map_or(text, |(i, _)| &text[..i]).contains(&start);
    (!page.front.derived_summary && !summary.is_empty() && !repeats()).then(|| summary.clone())
}

fn paragraph(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p>{}</p>", crate::parse::escape::escaped(text)) }
}

/// A label inside a sentence: without its capital, unless it is an abbreviation.
pub fn in_sentence(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => label.to_owned(),
    }
}
