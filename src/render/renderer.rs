//! A route into bytes: pure, alone, from the immutable site. Knows no other route and no disk.

use crate::model::id::{AssetId, PageId};
use crate::model::rendition::pocket;
use crate::model::site::Site;
use crate::parse::document::{FOLDER_OF_ROOT, ROOT};
use crate::plan::offline::{FOLDER, Offline};
use crate::plan::plan::{overview_folder, site_has_feed};
use crate::plan::route::{Route, Shows};
use crate::render::body::Cards;
use crate::render::calendar::calendar;
use crate::render::columns::{Column, columns};
use crate::render::context::{MenuView, MenusView, OrganisationView, SiteView};
use crate::render::feed::{FeedHead, feed};
use crate::render::frame::Frames;
use crate::render::medium::Medium;
use crate::render::offline::{KeptHub, page_list, worker};
use crate::render::overview_data::overview_data;
use crate::render::pages::{Pages, in_sentence};
use crate::render::plain;
use crate::render::sitemap::sitemap;
use crate::render::spreadsheet;
use crate::render::table;
use crate::render::theme::{Prepared, Theme, html, prepared, prepared_texts};
use crate::render::view::{View, inside, kind_view, term_item};
use crate::render::web_manifest::web_manifest;
use crate::search::record::IndexFile;
use crate::source::config::{Listed, MenuItem, MenuTarget, SearchFormat};
use crate::source::field::KindId;
use crate::source::texts::Texts;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Renders the routes of one site with one theme.
#[derive(Debug)]
pub struct Renderer {
    site: Arc<Site>,
    theme: Theme,
    search: Vec<IndexFile>,
    cards: Vec<OnceLock<Prepared>>,
    /// The size of the HTML of each page, where somebody asked for it.
    sizes: Vec<OnceLock<usize>>,
    kinds: Vec<Prepared>,
    terms: Vec<Prepared>,
    frames: Frames,
    /// The facets of each kind, made once for all pages of its overview.
    facets: Vec<OnceLock<Prepared>>,
    /// What the pages of each kind have in common, for its facets and its data.
    columns: Vec<OnceLock<Vec<Column>>>,
    offline: Offline,
    medium: Medium,
}

/// What a route is made of.
#[derive(Debug)]
pub enum Output<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// A file of the content, as visitors get it.
    File(AssetId),
    /// A picture made of one, by its number among the renditions.
    Rendition(AssetId, usize),
}

impl Renderer {
    /// Makes ready what all routes share.
    pub fn new(
        site: Arc<Site>,
        mut theme: Theme,
        search: Vec<IndexFile>,
        offline: Offline,
        medium: Medium,
    ) -> Renderer {
        let texts = theme.texts.clone();
        theme.share("t", || prepared_texts(&texts));
        theme.share("root", || prepared(&FOLDER_OF_ROOT.to_string()));
        let shared = site_view(&site, &theme.texts, medium);
        let frames = Frames::of(&site, &shared.menus);
        theme.share("site", || prepared(&shared));
        let cards = (0..site.pages.len()).map(|_| OnceLock::new()).collect();
        let sizes = (0..site.pages.len()).map(|_| OnceLock::new()).collect();
        let facets = site.config.kinds.iter().map(|_| OnceLock::new()).collect();
        let columns = site.config.kinds.iter().map(|_| OnceLock::new()).collect();
        let kinds = (0..site.config.kinds.len()).map(|k| prepared(&kind_view(&site, KindId(k as u16)))).collect();
        let terms = site.terms.iter().map(term_item).collect();
        Renderer { site, theme, search, cards, sizes, kinds, terms, frames, facets, columns, offline, medium }
    }

    /// Renders a route. Errors come from the theme and name what it missed.
    pub fn render(&self, route: &Route) -> Result<Output<'_>, String> {
        let site = &*self.site;
        let view = self.view();
        let pages = Pages {
            view,
            theme: &self.theme,
            frames: &self.frames,
            cards: self,
            path: &route.path,
            medium: self.medium,
        };
        let rooted = |html: String| rooted(&html, route, self.medium);
        let text = |text: String| Ok(Output::Bytes(Cow::Owned(text.into_bytes())));
        let bytes = |bytes: Vec<u8>| Ok(Output::Bytes(Cow::Owned(bytes)));
        let io = |error: std::io::Error| error.to_string();
        match &route.shows {
            Shows::Home => text(rooted(pages.home()?)),
            Shows::Page(id) => text(rooted(pages.page(*id)?)),
            Shows::Overview(kind, number) => {
                let columns = self.columns(view, *kind);
                let facets = self.facets[usize::from(kind.0)].get_or_init(|| prepared(&pages.facets(*kind, columns)));
                text(rooted(pages.overview(*kind, *number, facets.clone())?))
            }
            Shows::Months(kind) => text(rooted(pages.months(*kind)?)),
            Shows::Month(kind, month) => text(rooted(pages.month(*kind, *month)?)),
            Shows::Term(term, number) => text(rooted(pages.term(*term, *number)?)),
            Shows::Vocabulary(vocabulary) => text(rooted(pages.vocabulary(*vocabulary)?)),
            Shows::Map => text(rooted(pages.map()?)),
            Shows::Search => text(rooted(pages.search()?)),
            Shows::SearchFile(i) => Ok(Output::Bytes(Cow::Borrowed(self.search.get(*i).map_or(&[], |f| &f.bytes)))),
            // It is shown at any address, so its links begin at the root of the host.
            Shows::NotFound => {
                text(pages.not_found()?.replace([ROOT, FOLDER_OF_ROOT], host_root(&site.config.base_url)))
            }
            Shows::Redirect(to) => text(rooted(pages.redirect(*to)?)),
            Shows::SiteFeed => {
                let head = self.head(&site.config.title, &route.path, "");
                bytes(feed(site, &head, site.own_pages().map(|(id, _)| id)).map_err(io)?)
            }
            Shows::KindFeed(kind) => {
                let list = &site.by_kind[usize::from(kind.0)];
                let head = self.head(
                    &site.config.kind(*kind).label.many,
                    &route.path,
                    &overview_folder(site, *kind).unwrap_or_default(),
                );
                bytes(feed(site, &head, list.iter().copied()).map_err(io)?)
            }
            Shows::TermFeed(term) => {
                let term = site.term(*term);
                let head = self.head(&term.label, &route.path, term.permalink.as_deref().unwrap_or(""));
                bytes(feed(site, &head, term.pages.iter().copied()).map_err(io)?)
            }
            Shows::SiteCalendar => {
                let all: Vec<PageId> = site.own_pages().map(|(id, _)| id).collect();
                text(calendar(site, &site.config.title, &all))
            }
            Shows::KindCalendar(kind) => {
                text(calendar(site, &site.config.kind(*kind).label.many, &site.by_kind[usize::from(kind.0)]))
            }
            Shows::PageCalendar(page) => text(calendar(site, &site.page(*page).front.title, &[*page])),
            Shows::Csv(kind) => bytes(table::csv(view, *kind)?),
            Shows::Json(kind) => bytes(table::json(view, *kind)?),
            Shows::Xlsx(kind) => bytes(spreadsheet::xlsx(view, *kind)?),
            Shows::OverviewData(kind) => {
                let columns = self.columns(view, *kind);
                let pages = &site.by_kind[usize::from(kind.0)];
                let cards: Vec<String> =
                    pages.iter().map(|id| Ok(self.card(*id)?.text().to_owned())).collect::<Result<_, String>>()?;
                let kinds = in_sentence(&site.config.kind(*kind).label.many);
                bytes(overview_data(view, *kind, columns, &cards, &kinds))
            }
            Shows::Sitemap(part) => bytes(sitemap(site, *part).map_err(io)?),
            Shows::Offline => {
                let hub = self.kept_hub(&pages)?.shown()?;
                text(rooted(pages.offline(&hub)?))
            }
            Shows::KeepList(Some(page)) => bytes(page_list(view, self, *page)?),
            Shows::KeepList(None) => bytes(self.kept_hub(&pages)?.list()?),
            Shows::ServiceWorker => text(worker(&self.offline, &self.theme.fingerprint, &self.theme.worker)),
            Shows::WebManifest => bytes(web_manifest(site, &self.theme)?),
            Shows::Robots => text(plain::robots(site)),
            Shows::Redirects(all) => text(plain::redirects(site, all)),
            Shows::Headers => text(plain::headers(site, self.offline.index.as_deref())),
            Shows::Security => text(plain::security(site)),
            Shows::ThemeAsset(name) => Ok(Output::Bytes(Cow::Borrowed(self.theme.assets.get(name).map_or(&[], |b| b)))),
            Shows::Asset(id) => Ok(Output::File(*id)),
            Shows::Rendition(id, index) => Ok(Output::Rendition(*id, *index)),
        }
    }

    fn kept_hub<'a>(&'a self, pages: &Pages<'a>) -> Result<KeptHub<'a>, String> {
        let frame = pages.not_found()?.len();
        Ok(KeptHub { view: pages.view, cards: self, offline: &self.offline, search: &self.search, frame })
    }

    fn view(&self) -> View<'_> {
        View { site: &self.site, texts: &self.theme.texts, kinds: &self.kinds, terms: &self.terms }
    }

    fn columns(&self, view: View, kind: KindId) -> &[Column] {
        self.columns[usize::from(kind.0)].get_or_init(|| columns(view, kind))
    }

    fn head(&self, label: &str, path: &str, list: &str) -> FeedHead {
        let title = if label == self.site.config.title {
            label.to_owned()
        } else {
            format!("{label} - {}", self.site.config.title)
        };
        FeedHead { title, path: path.to_owned(), list: list.to_owned() }
    }
}

impl Cards for Renderer {
    fn card(&self, id: PageId) -> Result<Prepared, String> {
        let slot = &self.cards[id.0 as usize];
        if let Some(card) = slot.get() {
            return Ok(card.clone());
        }
        let view = self.view();
        let card = self.theme.render("card.html", vec![("page".into(), prepared(&view.card(id)))])?;
        Ok(slot.get_or_init(|| html(&card)).clone())
    }

    fn page_bytes(&self, id: PageId) -> usize {
        let slot = &self.sizes[id.0 as usize];
        if let Some(bytes) = slot.get() {
            return *bytes;
        }
        let path = format!("{}index.html", self.site.page(id).permalink);
        let view = self.view();
        // As for a disk: its button would ask for the size again.
        let frames = &self.frames;
        let pages = Pages { view, theme: &self.theme, frames, cards: self, path: &path, medium: Medium::Disk };
        let html = pages.page(id).unwrap_or_default();
        let bytes = rooted(&html, &Route { path: path.clone(), shows: Shows::Page(id) }, Medium::Web).len();
        *slot.get_or_init(|| bytes)
    }

    fn picture_bytes(&self, id: AssetId) -> u64 {
        let renditions = &self.site.asset(id).renditions;
        // While nobody made it (`serve`), about what a photo takes.
        let about = || pocket(renditions).map_or(0, |i| u64::from(renditions[i].width * renditions[i].height) / 10);
        self.offline.pictures.get(&id).copied().unwrap_or_else(about)
    }
}

/// The HTML with the way to the root filled in for a route: the one place where an address becomes what
/// a browser follows. Read from a disk, the address of a folder names the file in it.
fn rooted(html: &str, route: &Route, medium: Medium) -> String {
    let depth = route.path.matches('/').count();
    let way = if depth == 0 { "./".to_owned() } else { "../".repeat(depth) };
    let mut out = String::with_capacity(html.len() + 1024);
    let mut from = 0;
    for at in memchr::memchr2_iter(ROOT as u8, FOLDER_OF_ROOT as u8, html.as_bytes()) {
        out.push_str(&html[from..at]);
        out.push_str(&way);
        from = at + 1;
        if medium == Medium::Disk && html.as_bytes()[at] == ROOT as u8 {
            let rest = &html[from..];
            let end = rest.find(ADDRESS_ENDS).unwrap_or(rest.len());
            if end == 0 || rest[..end].ends_with('/') {
                out.push_str(&rest[..end]);
                out.push_str("index.html");
                from += end;
            }
        }
    }
    out.push_str(&html[from..]);
    out
}

/// Where the path of an address ends, in an attribute.
const ADDRESS_ENDS: &[char] = &['"', '\'', '#', '?', ' ', '\n', '<', '>', ROOT];

/// The path of the hub on its host, `/` or `/sub/`.
fn host_root(base_url: &str) -> &str {
    let host = base_url.find("//").map_or(0, |i| i + 2);
    base_url[host..].find('/').map_or("/", |i| &base_url[host + i..])
}

fn site_view(site: &Site, texts: &Texts, medium: Medium) -> SiteView {
    let config = &site.config;
    let search_folder = format!("{}/", config.language.search_folder());
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language_tag.clone(),
        base_url: config.base_url.clone(),
        organisation: config.organisation.as_ref().map(|o| OrganisationView {
            name: o.name.clone(),
            url: o.url.clone(),
            email: o.email.clone(),
        }),
        home_url: inside(""),
        search_url: config.search.map(|_| inside(&search_folder)),
        search_index: (config.search == Some(SearchFormat::Sharded)).then_some(search_folder),
        feed_url: site_has_feed(site).then(|| inside("feed.xml")),
        map_url: config.map.as_ref().map(|map| inside(&map.address)),
        calendar_url: site.with_events.contains(&true).then(|| inside("calendar.ics")),
        offline_url: (config.offline && medium == Medium::Web).then(|| inside(&format!("{FOLDER}/"))),
        menus: MenusView {
            main: main_menu(site, texts),
            footer: config.footer_menu.iter().filter_map(|i| menu_item(site, texts, i)).collect(),
        },
    }
}

/// The declared menu, or else all overviews.
fn main_menu(site: &Site, texts: &Texts) -> Vec<MenuView> {
    if !site.config.main_menu.is_empty() {
        return site.config.main_menu.iter().filter_map(|i| menu_item(site, texts, i)).collect();
    }
    let item = |k: usize| {
        let to = MenuTarget::Listed(Listed::Kind(KindId(k as u16)));
        menu_item(site, texts, &MenuItem { label: None, to, span: None })
    };
    (0..site.config.kinds.len()).filter_map(item).collect()
}

fn menu_item(site: &Site, texts: &Texts, item: &MenuItem) -> Option<MenuView> {
    let config = &site.config;
    let (name, path) = match &item.to {
        MenuTarget::Url(url) => {
            let label = item.label.clone().unwrap_or_else(|| url.clone());
            return Some(MenuView { label, url: url.clone(), path: String::new(), external: true });
        }
        MenuTarget::Page(path) => {
            let page = site.pages.iter().find(|p| p.path == *path)?;
            (page.front.title.clone(), page.permalink.clone())
        }
        MenuTarget::Map => {
            let map = config.map.as_ref()?;
            (map.label.clone().unwrap_or_else(|| texts.get("map").to_owned()), map.address.clone())
        }
        MenuTarget::Listed(Listed::Kind(kind)) => {
            (config.kind(*kind).label.many.clone(), overview_folder(site, *kind)?)
        }
        MenuTarget::Listed(Listed::Vocabulary(vocabulary)) => {
            let folder = site.indexes[usize::from(vocabulary.0)].clone()?;
            (config.vocabulary(*vocabulary).label.many.clone(), folder)
        }
    };
    Some(MenuView { label: item.label.clone().unwrap_or(name), url: inside(&path), path, external: false })
}
