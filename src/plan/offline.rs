//! What a visitor's device keeps for when there is no network: from the first visit on, with one page,
//! or all of the hub. Knows nothing of browsers.

use crate::model::site::{AssetId, Page, PageId, Role, Site, Value};
use crate::output::manifest::Hash;
use crate::parse::document::ROOT;
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
}

/// What is kept with one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The page itself first, then those that it shows or links to, by their addresses.
    pub pages: Vec<PageId>,
    /// Their images and downloads.
    pub assets: BTreeSet<AssetId>,
}

/// What is kept of a site with these routes; nothing (but the name of the index) when the hub wants none of it.
pub fn offline(site: &Site, routes: &[Route], theme_assets: &[String], search: &[IndexFile]) -> Offline {
    let folder = site.config.language.search_folder();
    let named = search.iter().find_map(|f| f.path.split_once('/')).map(|(hash, _)| format!("{folder}/{hash}/"));
    if !site.config.offline {
        return Offline { index: named, ..Offline::default() };
    }
    let mut core: BTreeSet<String> = routes.iter().filter(|r| is_core(&r.shows)).map(|r| r.path.clone()).collect();
    if site.config.search.is_some() {
        let files = search_files(folder, theme_assets, search);
        core.extend(files.always);
        if search.iter().map(|f| f.bytes.len()).sum::<usize>() <= SMALL_INDEX {
            core.extend(files.when_used);
        }
    }
    let hub: Vec<Route> =
        routes.iter().filter(|r| is_for_visitors(&r.shows) && !core.contains(&r.path)).cloned().collect();
    let content = content(site, routes);
    Offline { core: core.into_iter().collect(), hub, index: named, content }
}

/// The page with what it shows and links to: references, relations, matches, related pages, links in its text.
pub fn kept_with(site: &Site, id: PageId) -> Kept {
    let page = site.page(id);
    let mut others: BTreeSet<PageId> = page.related.iter().copied().collect();
    page.fields.iter().for_each(|(_, value)| refs(value, &mut others));
    others.extend(page.inverse.iter().chain(&page.matches).flat_map(|r| &r.pages));
    let by_address: HashMap<&str, PageId> = site.own_pages().map(|(id, p)| (p.permalink.as_str(), id)).collect();
    for address in page.links.iter().flatten().flatten().filter_map(|l| l.strip_prefix(ROOT)) {
        let path = crate::parse::web_address::decoded(address.split(['#', '?']).next().unwrap_or(""));
        others.extend(by_address.get(path.as_str()));
    }
    others.remove(&id);
    others.retain(|p| site.page(*p).role == Role::Page);
    let pages: Vec<PageId> = std::iter::once(id).chain(others).collect();
    let mut assets = BTreeSet::new();
    pages.iter().for_each(|p| assets_of(site, site.page(*p), &mut assets));
    Kept { pages, assets }
}

/// A hash that changes with what pages say, their files and the menus.
pub fn version(site: &Site, kept: &Kept) -> String {
    let pages = kept.pages.iter().map(|id| said(site.page(*id)));
    let files = kept.assets.iter().map(|id| file(site, *id));
    short(&pages.chain(files).collect::<Vec<_>>().concat())
}

fn content(site: &Site, routes: &[Route]) -> String {
    let mut all: Vec<String> = site.pages.par_iter().map(said).collect();
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

fn said(page: &Page) -> String {
    let front = &page.front;
    let mut all =
        format!("{}\n{}\n{}\n{:?}{:?}", page.permalink, front.title, front.summary, front.date, front.updated);
    all.push_str(&format!("{:?}{:?}", page.fields, front.image));
    page.bodies.iter().for_each(|body| all.push_str(&body.html));
    Hash::of(all.as_bytes()).hex()
}

fn file(site: &Site, id: AssetId) -> String {
    let placed = site.asset(id);
    format!("{} {}\n", placed.address, placed.asset.bytes)
}

fn is_core(shows: &Shows) -> bool {
    match shows {
        Shows::Home | Shows::Overview(_, 1) | Shows::Months(_) | Shows::Vocabulary(_) | Shows::Offline => true,
        // Icons of the application are kept by the device itself.
        Shows::ThemeAsset(name) => !name.starts_with("assets/icons/"),
        _ => false,
    }
}

/// Whether it belongs on a disk: all but what only a server or a search engine reads.
pub fn is_for_disk(shows: &Shows) -> bool {
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
            | Shows::Redirects
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

fn assets_of(site: &Site, page: &Page, found: &mut BTreeSet<AssetId>) {
    found.extend(page.images.iter().flatten().flatten());
    let named = page.front.image.as_ref().map(|i| i.src.as_str());
    let links = page.bodies.iter().flat_map(|b| &b.links).map(|l| l.target.as_str());
    let given = page.bodies.iter().flat_map(|b| &b.components).flat_map(|c| &c.parameters).map(|(_, v)| v.as_str());
    found.extend(named.into_iter().chain(links).chain(given).filter_map(|src| site.asset_beside(page, src)));
    page.fields.iter().for_each(|(_, value)| assets_in(site, page, value, found));
}

fn assets_in(site: &Site, page: &Page, value: &Value, found: &mut BTreeSet<AssetId>) {
    match value {
        Value::Image(image) => found.extend(site.asset_beside(page, &image.src)),
        Value::File(file) => found.extend(site.asset_beside(page, &file.src)),
        Value::List(values) => values.iter().for_each(|v| assets_in(site, page, v, found)),
        Value::Object(pairs) => pairs.iter().for_each(|(_, v)| assets_in(site, page, v, found)),
        _ => {}
    }
}
