//! Every output of the site, before any of it is made: sorted by path, no two alike.

use crate::model::agenda::YearMonth;
use crate::model::generated::tables;
use crate::model::id::{AssetId, PageId, TermId};
use crate::model::site::Site;
use crate::model::term::Term;
use crate::output::tree::ancestors;
use crate::plan::addresses::addresses;
use crate::plan::offline::{FOLDER, HUB_LIST, Offline, offline};
use crate::plan::route::{Route, SITEMAP_LIMIT, Shows, address, list_page};
use crate::search::record::IndexFile;
use crate::source::catalogue::Code;
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::field::{KindId, VocabularyId};
use crate::source::slug::slug;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// All routes of a site.
#[derive(Debug, Default)]
pub struct Plan {
    /// Sorted by path.
    pub routes: Vec<Route>,
    /// What a visitor's device keeps.
    pub offline: Offline,
}

impl Plan {
    /// The route at a path.
    pub fn route(&self, path: &str) -> Option<&Route> {
        self.routes.binary_search_by(|r| r.path.as_str().cmp(path)).ok().map(|i| &self.routes[i])
    }
}

/// Plans a site whose theme has these assets, whose search index these files, and whose pages say this (see
/// [`said`](crate::plan::offline::said)).
pub fn plan(site: &Site, theme_assets: &[String], search: &[IndexFile], said: &str) -> (Plan, Vec<Diagnostic>) {
    let mut routes = Vec::with_capacity(site.pages.len() * 2);
    let mut add = |path: String, shows: Shows| routes.push(Route { path, shows });
    add("index.html".into(), Shows::Home);
    add("404.html".into(), Shows::NotFound);
    for (id, page) in site.own_pages() {
        add(format!("{}index.html", page.permalink), Shows::Page(id));
    }
    for (i, page) in site.pages.iter().enumerate() {
        for alias in &page.aliases {
            let file = if alias.ends_with('/') { "index.html" } else { "" };
            add(format!("{alias}{file}"), Shows::Redirect(PageId(i as u32)));
        }
    }
    plan_kinds(site, &mut add);
    plan_terms(site, &mut add);
    if let Some(map) = &site.config.map {
        add(format!("{}index.html", map.address), Shows::Map);
    }
    if site.config.search.is_some() {
        let folder = site.config.language.search_folder();
        add(format!("{folder}/index.html"), Shows::Search);
        for (i, file) in search.iter().enumerate() {
            add(format!("{folder}/{}", file.path), Shows::SearchFile(i));
        }
    }
    if site_has_feed(site) {
        add("feed.xml".into(), Shows::SiteFeed);
    }
    plan_sitemap(site, &mut add);
    add("robots.txt".into(), Shows::Robots);
    add("_redirects".into(), Shows::Redirects(Vec::new()));
    add("_headers".into(), Shows::Headers);
    if site.config.security.is_some() {
        add(".well-known/security.txt".into(), Shows::Security);
    }
    add("sw.js".into(), Shows::ServiceWorker);
    add("manifest.webmanifest".into(), Shows::WebManifest);
    if site.config.offline {
        add(format!("{FOLDER}/index.html"), Shows::Offline);
        add(HUB_LIST.into(), Shows::KeepList(None));
        for (id, page) in site.own_pages().filter(|(_, p)| site.config.kind(p.front.kind).offline) {
            add(format!("{}offline.json", page.permalink), Shows::KeepList(Some(id)));
        }
    }
    for name in theme_assets {
        add(name.clone(), Shows::ThemeAsset(name.clone()));
    }
    let mut renditions: HashSet<&str> = HashSet::new();
    for (i, asset) in site.assets.iter().enumerate() {
        add(asset.address.clone(), Shows::Asset(AssetId(i as u32)));
        for (n, rendition) in asset.renditions.iter().enumerate() {
            // The same picture in two folders is made once.
            if renditions.insert(rendition.address.as_str()) {
                add(rendition.address.clone(), Shows::Rendition(AssetId(i as u32), n));
            }
        }
    }
    let (mut routes, found) = without_conflicts(site, routes);
    let redirects: Vec<(String, PageId)> = routes.iter().filter_map(redirect).collect();
    if let Some(list) = routes.iter_mut().find(|r| matches!(r.shows, Shows::Redirects(_))) {
        list.shows = Shows::Redirects(redirects);
    }
    let offline = offline(site, &routes, theme_assets, search, said);
    (Plan { routes, offline }, found)
}

/// The older address of a route, and the page that it leads to.
fn redirect(route: &Route) -> Option<(String, PageId)> {
    match route.shows {
        Shows::Redirect(to) => Some((address(&route.path).to_owned(), to)),
        _ => None,
    }
}

/// The folder of the overview of a kind, ending with `/`; none when it has no overview.
pub fn overview_folder(site: &Site, kind: KindId) -> Option<String> {
    site.overviews[usize::from(kind.0)].clone()
}

/// Whether the overview of a kind can be narrowed: there is something to choose from.
pub fn is_narrowable(site: &Site, kind: KindId) -> bool {
    let pages = site.by_kind[usize::from(kind.0)].len();
    let has_facet = site.config.kind(kind).fields.iter().any(|f| f.facet);
    overview_folder(site, kind).is_some() && (pages > 10 || pages > 1 && has_facet)
}

/// The path of the data of an overview in `folder`.
pub fn overview_data(site: &Site, kind: KindId, folder: &str) -> String {
    format!("{folder}{}.js", slug(&site.config.kind(kind).name))
}

/// Whether the feed of everything is made: there is a page with a date.
pub fn site_has_feed(site: &Site) -> bool {
    site.dated.contains(&true)
}

/// Whether the feed of a kind is made.
pub fn kind_has_feed(site: &Site, kind: KindId) -> bool {
    site.config.kind(kind).feed && overview_folder(site, kind).is_some() && site.dated[usize::from(kind.0)]
}

/// Whether the feed of a term is made.
pub fn term_has_feed(site: &Site, term: TermId) -> bool {
    let term = site.term(term);
    term.permalink.is_some()
        && site.config.vocabulary(term.vocabulary).feed
        && term.pages.iter().any(|page| site.page(*page).front.date.is_some())
}

/// The path of the calendar of one event.
pub fn page_calendar(site: &Site, page: PageId) -> String {
    let permalink = &site.page(page).permalink;
    let name = permalink.trim_end_matches('/').rsplit('/').next().unwrap_or("calendar");
    format!("{permalink}{name}.ics")
}

/// The folder of the months of the agenda of a kind with an overview, ending with `/`.
pub fn months_folder(site: &Site, kind: KindId) -> String {
    format!("{}{}/", overview_folder(site, kind).unwrap_or_default(), site.config.language.agenda_folder())
}

/// The folder of one month of it, ending with `/`.
pub fn month_folder(site: &Site, kind: KindId, month: YearMonth) -> String {
    format!("{}{month}/", months_folder(site, kind))
}

/// Whether a page has what makes a calendar event.
pub fn is_event(site: &Site, page: PageId) -> bool {
    site.page(page).is_event(&site.config)
}

fn plan_kinds(site: &Site, add: &mut impl FnMut(String, Shows)) {
    let word = site.config.language.page_folder();
    let mut events = false;
    for (k, kind) in site.config.kinds.iter().enumerate() {
        let id = KindId(k as u16);
        let list = &site.by_kind[k];
        let in_calendar = site.with_events[k];
        events |= in_calendar;
        for page in list.iter().filter(|p| is_event(site, **p)) {
            add(page_calendar(site, *page), Shows::PageCalendar(*page));
        }
        let Some(folder) = overview_folder(site, id) else { continue };
        for number in 1..=list.len().div_ceil(kind.paginate).max(1) {
            add(format!("{}index.html", list_page(&folder, word, number)), Shows::Overview(id, number));
        }
        let [csv, json, xlsx] = tables(kind, &folder);
        add(csv, Shows::Csv(id));
        add(json, Shows::Json(id));
        add(xlsx, Shows::Xlsx(id));
        if is_narrowable(site, id) {
            add(overview_data(site, id, &folder), Shows::OverviewData(id));
        }
        if kind_has_feed(site, id) {
            add(format!("{folder}feed.xml"), Shows::KindFeed(id));
        }
        if in_calendar {
            add(format!("{folder}calendar.ics"), Shows::KindCalendar(id));
            add(format!("{}index.html", months_folder(site, id)), Shows::Months(id));
            for (month, _) in &site.agendas[k].months {
                add(format!("{}index.html", month_folder(site, id, *month)), Shows::Month(id, *month));
            }
        }
    }
    if events {
        add("calendar.ics".into(), Shows::SiteCalendar);
    }
}

fn plan_terms(site: &Site, add: &mut impl FnMut(String, Shows)) {
    let word = site.config.language.page_folder();
    for (v, terms) in site.by_vocabulary.iter().enumerate() {
        if let Some(folder) = &site.indexes[v] {
            add(format!("{folder}index.html"), Shows::Vocabulary(VocabularyId(v as u16)));
        }
        for id in terms {
            let term = site.term(*id);
            let Some(permalink) = &term.permalink else { continue };
            for number in 1..=term.pages.len().div_ceil(site.config.paginate).max(1) {
                add(format!("{}index.html", list_page(permalink, word, number)), Shows::Term(*id, number));
            }
            if term_has_feed(site, *id) {
                add(format!("{permalink}feed.xml"), Shows::TermFeed(*id));
            }
        }
    }
}

fn plan_sitemap(site: &Site, add: &mut impl FnMut(String, Shows)) {
    let parts = addresses(site).len().div_ceil(SITEMAP_LIMIT);
    if parts <= 1 {
        add("sitemap.xml".into(), Shows::Sitemap(None));
        return;
    }
    add("sitemap.xml".into(), Shows::Sitemap(Some(0)));
    for part in 1..=parts {
        add(format!("sitemap-{part}.xml"), Shows::Sitemap(Some(part)));
    }
}

/// Leaves out the routes that cannot be written beside the others, and says so.
fn without_conflicts(site: &Site, mut routes: Vec<Route>) -> (Vec<Route>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    routes.par_sort_by(|a, b| a.path.cmp(&b.path));
    // With the first route in each.
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for (i, route) in routes.iter().enumerate() {
        ancestors(&route.path).for_each(|folder| {
            folders.entry(folder).or_insert(i);
        });
    }
    let mut keep = vec![true; routes.len()];
    for (i, route) in routes.iter().enumerate() {
        let before = i.checked_sub(1).filter(|b| routes[*b].path == route.path);
        if let Some(other) = before.or_else(|| folders.get(route.path.as_str()).copied()) {
            let first = &routes[other].shows;
            // An older address makes way for what the hub has now.
            keep[if matches!(first, Shows::Redirect(_)) { other } else { i }] = false;
            let files = [file_of(site, &route.shows), file_of(site, first)];
            let file = files.iter().find(|file| *file != FILE).unwrap_or(&files[0]);
            let problem = Diagnostic::new(Code::RouteTaken, file).with("path", &route.path);
            found.push(problem.with("first", name_of(site, first)).with("second", name_of(site, &route.shows)));
        }
        if let Some(long) = route.path.split('/').find(|part| part.len() > 255) {
            keep[i] = false;
            let problem = Diagnostic::new(Code::NameTooLong, &file_naming(site, &route.shows));
            let beginning =
                term_of(site, &route.shows).map(|term| term.label.chars().take(40).collect::<String>() + "…");
            found.push(problem.with("n", long.len().to_string()).with_some("term", beginning));
        }
    }
    let mut keep = keep.into_iter();
    routes.retain(|_| keep.next().unwrap_or(false));
    (routes, found)
}

/// The file of the hub that a route is about; the declaration when it is about many.
pub fn file_of(site: &Site, shows: &Shows) -> String {
    match shows {
        Shows::Page(id) | Shows::PageCalendar(id) => in_root(&site.config, &site.page(*id).path),
        Shows::Redirect(to) => in_root(&site.config, &site.page(*to).path),
        Shows::Asset(id) | Shows::Rendition(id, _) => in_root(&site.config, &site.asset(*id).asset.path),
        _ => FILE.to_owned(),
    }
}

/// The file that gives a route its name: for a term that nobody declared, the first page that has it.
fn file_naming(site: &Site, shows: &Shows) -> String {
    let undeclared = term_of(site, shows).filter(|term| term.declared.is_none());
    match undeclared.and_then(|term| term.pages.first()) {
        Some(page) => in_root(&site.config, &site.page(*page).path),
        None => file_of(site, shows),
    }
}

/// The term that a route is about.
fn term_of<'s>(site: &'s Site, shows: &Shows) -> Option<&'s Term> {
    match shows {
        Shows::Term(term, _) | Shows::TermFeed(term) => Some(site.term(*term)),
        _ => None,
    }
}

fn name_of(site: &Site, shows: &Shows) -> String {
    match shows {
        Shows::Page(_) | Shows::PageCalendar(_) | Shows::Asset(_) | Shows::Rendition(..) => file_of(site, shows),
        Shows::Overview(kind, _)
        | Shows::Months(kind)
        | Shows::Month(kind, _)
        | Shows::Csv(kind)
        | Shows::Json(kind)
        | Shows::Xlsx(kind)
        | Shows::OverviewData(kind)
        | Shows::KindFeed(kind)
        | Shows::KindCalendar(kind) => site.config.kind(*kind).label.many.clone(),
        Shows::Term(term, _) | Shows::TermFeed(term) => site.term(*term).label.clone(),
        Shows::Vocabulary(vocabulary) => site.config.vocabulary(*vocabulary).label.many.clone(),
        Shows::Redirect(to) => format!("→ /{}", site.page(*to).permalink),
        Shows::ThemeAsset(_) => "@theme".into(),
        _ => "@site".into(),
    }
}
