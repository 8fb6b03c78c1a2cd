//! What a visitor's device keeps for when there is no network: from the first visit on, with one page,
//! or all of the hub. Knows nothing of browsers.

use crate::model::id::{AssetId, PageId};
use crate::model::page::{Page, Role, Value};
use crate::model::rendition::{fallback, pocket};
use crate::model::site::Site;
use crate::output::checksum::Checksum;
use crate::output::hash::Hash;
use crate::parse::document::ROOT;
use crate::parse::web_address::decoded;
use crate::plan::route::{Route, Shows};
use crate::plan::search_files::search_files;
use crate::search::record::IndexFile;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Folder of the page for who is offline, without slashes.
pub const FOLDER: &str = "offline";
/// Path of the list of all that there is.
pub const HUB_LIST: &str = "offline/hub.json";
/// An index of at most so many bytes is kept whole from the first visit on; of a larger one only what any query needs.
const SMALL_INDEX: usize = 500_000;
/// An overview of at most so many pages can be narrowed from the first visit on; a longer one once it was narrowed.
const SMALL_OVERVIEW: usize = 500;

/// What is kept, as far as the hub as a whole decides it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offline {
    /// Paths of what is kept from the first visit on.
    pub core: Vec<String>,
    /// Everything else that a visitor can see: kept with the whole hub.
    pub hub: Vec<Route>,
    /// Folder of the search index that is named after its content, ending with `/`; none without search.
    pub index: Option<String>,
    /// Hash of all that pages say.
    pub content: String,
    /// Bytes of the picture that is kept of each asset that has one, as far as it was made before rendering.
    pub pictures: HashMap<AssetId, u64>,
}

/// What is kept with one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The page itself first, then those that it shows or links to, by their addresses.
    pub pages: Vec<PageId>,
    /// Their downloads, and their images that are shown as they are.
    pub assets: BTreeSet<AssetId>,
    /// Their images that are kept in one of their sizes.
    pub pictures: BTreeSet<AssetId>,
}

/// What is kept of a site with these routes; nothing (but the name of the index) when the hub wants none of it.
/// `said` is what [`said`] gives.
pub fn offline(site: &Site, routes: &[Route], theme_assets: &[String], search: &[IndexFile], said: &str) -> Offline {
    let folder = site.config.language.search_folder();
    let named = search.iter().find_map(|f| f.path.split_once('/')).map(|(hash, _)| format!("{folder}/{hash}/"));
    if !site.config.offline {
        return Offline { index: named, ..Offline::default() };
    }
    let mut core: BTreeSet<String> =
        routes.iter().filter(|r| is_core(site, &r.shows)).map(|r| r.path.clone()).collect();
    if site.config.search.is_some() {
        let files = search_files(folder, theme_assets, search);
        core.extend(files.always);
        if search.iter().map(|f| f.bytes.len()).sum::<usize>() <= SMALL_INDEX {
            core.extend(files.when_used);
        }
    }
    let as_they_are = as_they_are(site);
    let is_kept = |shows: &Shows| match shows {
        Shows::Asset(id) => as_they_are.contains(id),
        Shows::Rendition(id, index) => pocket(&site.asset(*id).renditions) == Some(*index),
        shows => is_for_visitors(shows),
    };
    let hub: Vec<Route> = routes.iter().filter(|r| is_kept(&r.shows) && !core.contains(&r.path)).cloned().collect();
    let content = content(site, routes, said);
    Offline { core: core.into_iter().collect(), hub, index: named, content, ..Offline::default() }
}

/// The files of the content that are shown or linked to as they are. Of a picture in several sizes the file
/// itself, the largest of all, is only for who follows a link to it.
fn as_they_are(site: &Site) -> BTreeSet<AssetId> {
    let mut kept = Kept::default();
    if site.assets.iter().any(|a| pocket(&a.renditions).is_some()) {
        site.own_pages().for_each(|(_, page)| assets_of(site, page, &mut kept));
    }
    let all = (0..site.assets.len()).map(|i| AssetId(i as u32));
    all.filter(|id| kept.assets.contains(id) || pocket(&site.asset(*id).renditions).is_none()).collect()
}

/// The page with what it shows and links to: references, relations, matches, related pages, links in its text.
pub fn kept_with(site: &Site, id: PageId) -> Kept {
    let page = site.page(id);
    let mut others: BTreeSet<PageId> = page.related.iter().copied().collect();
    page.fields.iter().for_each(|(_, value)| refs(value, &mut others));
    others.extend(page.inverse.iter().chain(&page.matches).flat_map(|r| &r.pages));
    for address in page.links.iter().flatten().flatten().filter_map(|l| l.strip_prefix(ROOT)) {
        others.extend(site.page_at(&path_of(address)));
    }
    others.remove(&id);
    others.retain(|p| site.page(*p).role == Role::Page);
    let pages: Vec<PageId> = std::iter::once(id).chain(others).collect();
    let mut kept = Kept::default();
    pages.iter().for_each(|p| assets_of(site, site.page(*p), &mut kept));
    kept.pages = pages;
    kept
}

/// The path in an address, decoded.
fn path_of(address: &str) -> String {
    decoded(address.split(['#', '?']).next().unwrap_or(""))
}

/// The address of the picture that is kept of an asset, relative to the root of the site; its own without one.
pub fn kept_address(site: &Site, id: AssetId) -> &str {
    let placed = site.asset(id);
    pocket(&placed.renditions).map_or(&placed.address, |i| &placed.renditions[i].address)
}

/// A hash that changes with what pages say, their files and the menus.
pub fn version(site: &Site, kept: &Kept) -> String {
    let pages = kept.pages.iter().map(|id| said_by(site.page(*id)));
    let files = kept.assets.iter().map(|id| file(site, *id));
    let pictures = kept.pictures.iter().map(|id| kept_address(site, *id).to_owned());
    short(&pages.chain(files).chain(pictures).collect::<Vec<_>>().concat())
}

/// A hash of what all pages say; empty when the hub keeps nothing.
pub fn said(site: &Site) -> String {
    if !site.config.offline {
        return String::new();
    }
    short(&site.pages.par_iter().map(said_by).collect::<Vec<_>>().concat())
}

fn content(site: &Site, routes: &[Route], said: &str) -> String {
    let mut all = vec![said.to_owned()];
    all.extend((0..site.assets.len()).map(|i| file(site, AssetId(i as u32))));
    // Of files of the theme the worker knows more than their names.
    let own = routes.iter().filter(|r| !matches!(r.shows, Shows::ThemeAsset(_)));
    all.extend(own.map(|r| r.path.clone()));
    let config = &site.config;
    all.push(format!(
        "{:?}",
        (&config.title, &config.description, &config.home, &config.main_menu, &config.footer_menu)
    ));
    short(&all.concat())
}

fn short(text: &str) -> String {
    Hash::of(text.as_bytes()).hex()[..12].to_owned()
}

/// A checksum of all that a page says.
fn said_by(page: &Page) -> String {
    let front = &page.front;
    let about = format!("{:?}{:?}{:?}{:?}", front.date, front.updated, page.fields, front.image);
    let head = [&page.permalink, "\n", &front.title, "\n", &front.summary, "\n", &about].concat();
    let bodies = page.bodies.iter().map(|body| body.html.as_bytes());
    std::iter::once(head.as_bytes()).chain(bodies).map(|said| Checksum::of(said).text()).collect()
}

fn file(site: &Site, id: AssetId) -> String {
    let placed = site.asset(id);
    format!("{} {}\n", placed.address, placed.asset.bytes)
}

fn is_core(site: &Site, shows: &Shows) -> bool {
    match shows {
        Shows::OverviewData(kind) => site.by_kind[usize::from(kind.0)].len() <= SMALL_OVERVIEW,
        Shows::Home | Shows::Overview(_, 1) | Shows::Months(_) | Shows::Vocabulary(_) | Shows::Offline => true,
        // Icons of the application are kept by the device itself.
        Shows::ThemeAsset(name) => !name.starts_with("assets/icons/"),
        _ => false,
    }
}

/// The routes that belong on a disk: all but what only a server or a search engine reads, and pictures in
/// the size of the camera that no page shows or links to.
pub fn for_disk<'a>(site: &Site, routes: &'a [Route]) -> Vec<&'a Route> {
    let as_they_are = as_they_are(site);
    let fits = |shows: &Shows| match shows {
        Shows::Asset(id) => as_they_are.contains(id) || fallback(&site.asset(*id).renditions).is_none(),
        shows => is_for_disk(shows),
    };
    routes.iter().filter(|r| fits(&r.shows)).collect()
}

fn is_for_disk(shows: &Shows) -> bool {
    let feed = matches!(shows, Shows::SiteFeed | Shows::KindFeed(_) | Shows::TermFeed(_));
    let also = feed || matches!(shows, Shows::Csv(_) | Shows::Json(_) | Shows::Xlsx(_) | Shows::ThemeAsset(_));
    also || (is_for_visitors(shows) && *shows != Shows::Offline)
}

/// Whether a visitor sees it in a browser; the rest is for machines, or a table of what can be seen.
fn is_for_visitors(shows: &Shows) -> bool {
    !matches!(
        shows,
        Shows::NotFound
            | Shows::Redirect(_)
            | Shows::SiteFeed
            | Shows::KindFeed(_)
            | Shows::TermFeed(_)
            | Shows::Csv(_)
            | Shows::Json(_)
            | Shows::Xlsx(_)
            | Shows::Sitemap(_)
            | Shows::Robots
            | Shows::Redirects(_)
            | Shows::Headers
            | Shows::Security
            | Shows::ServiceWorker
            | Shows::WebManifest
            | Shows::KeepList(_)
            | Shows::ThemeAsset(_)
    )
}

fn refs(value: &Value, found: &mut BTreeSet<PageId>) {
    match value {
        Value::Refs(pages) => found.extend(pages),
        Value::List(values) => values.iter().for_each(|v| refs(v, found)),
        Value::Object(pairs) => pairs.iter().for_each(|(_, v)| refs(v, found)),
        _ => {}
    }
}

/// Components of the theme whose parameters name an image to show; in others they may be the target of a link.
const SHOWING: [&str; 2] = ["figure", "video"];

/// Adds what a page shows, and what it offers.
fn assets_of(site: &Site, page: &Page, kept: &mut Kept) {
    let mut shown: Vec<AssetId> = page.images.iter().flatten().flatten().copied().collect();
    shown.extend(page.front.image.as_ref().and_then(|i| site.asset_beside(page, &i.src)));
    let links = page.bodies.iter().flat_map(|b| &b.links).filter_map(|l| site.asset_beside(page, &path_of(&l.target)));
    kept.assets.extend(links);
    for used in page.bodies.iter().flat_map(|b| &b.components) {
        let given = used.parameters.iter().filter_map(|(_, v)| site.asset_beside(page, v));
        if SHOWING.contains(&used.name.as_str()) { shown.extend(given) } else { kept.assets.extend(given) }
    }
    page.fields.iter().for_each(|(_, value)| assets_in(site, page, value, &mut shown, &mut kept.assets));
    let (small, whole): (Vec<_>, Vec<_>) =
        shown.into_iter().partition(|id| pocket(&site.asset(*id).renditions).is_some());
    kept.pictures.extend(small);
    kept.assets.extend(whole);
}

fn assets_in(site: &Site, page: &Page, value: &Value, shown: &mut Vec<AssetId>, offered: &mut BTreeSet<AssetId>) {
    match value {
        Value::Image(image) => shown.extend(site.asset_beside(page, &image.src)),
        Value::File(file) => offered.extend(site.asset_beside(page, &file.src)),
        Value::List(values) => values.iter().for_each(|v| assets_in(site, page, v, shown, offered)),
        Value::Object(pairs) => pairs.iter().for_each(|(_, v)| assets_in(site, page, v, shown, offered)),
        _ => {}
    }
}
