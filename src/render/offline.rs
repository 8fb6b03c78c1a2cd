//! What a browser gets to keep pages for when there is no network: the service worker with what it
//! must know of this build, the lists of what is kept together, and their sizes.

use crate::model::address::encoded;
use crate::model::rendition::FOLDER as PICTURES;
use crate::model::site::PageId;
use crate::output::hash::Hash;
use crate::plan::offline::{FOLDER, HUB_LIST, Kept, Offline, kept_address, kept_with, version};
use crate::plan::route::{Route, Shows, address};
use crate::render::context::OfflineView;
use crate::render::pages::Pages;
use crate::render::view::inside;
use crate::search::record::IndexFile;
use serde_json::json;

/// Pages that are measured to know about how large all of them are.
const SAMPLE: usize = 50;

/// A worker that takes itself away, for a hub that wants none any more.
const FAREWELL: &str = "\
// This hub has no service worker any more: this one removes what an earlier one kept, and itself.
addEventListener(\"install\", () => skipWaiting());
addEventListener(\"activate\", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(`wijkwijzer ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
})()));
";

/// `sw.js`: a line with what this build is made of, and the script of the theme.
pub fn worker(offline: &Offline, fingerprint: &str, script: &str) -> String {
    if offline.core.is_empty() {
        return FAREWELL.to_owned();
    }
    let core: Vec<String> = offline.core.iter().map(|path| encoded(address(path))).collect();
    let index = offline.index.as_deref().unwrap_or("");
    // The paths are in it, so that the name changes with them too.
    let build = Hash::of(format!("{fingerprint}{}{index}{core:?}", offline.content).as_bytes()).hex();
    let known = json!({
        "build": build[..12], "core": core, "index": index, "pictures": format!("{PICTURES}/"),
        "offline": format!("{FOLDER}/"), "list": HUB_LIST,
    });
    format!("self.hub = {known};\n{script}")
}

/// Path of the list of what is kept with a page.
pub fn list_path(permalink: &str) -> String {
    format!("{permalink}offline.json")
}

/// What is kept with a page, as a page shows it.
pub fn page_offline(pages: &Pages, id: PageId) -> OfflineView {
    let kept = kept_with(pages.view.site, id);
    let bytes = bytes_of(pages, &kept);
    let url = inside(&list_path(&pages.view.site.page(id).permalink));
    OfflineView { url, pages: kept.pages.len(), size: pages.view.texts.size(bytes) }
}

/// What is kept with the whole hub, as the page for who is offline shows it.
pub fn hub_offline(pages: &Pages, offline: &Offline, search: &[IndexFile]) -> Result<OfflineView, String> {
    let shown = offline.hub.iter().filter(|r| r.path.ends_with(".html")).count();
    let bytes = hub_bytes(pages, offline, search)?;
    Ok(OfflineView { url: inside(HUB_LIST), pages: shown, size: pages.view.texts.size(bytes) })
}

/// The list of what is kept with a page.
pub fn page_list(pages: &Pages, id: PageId) -> Result<Vec<u8>, String> {
    let site = pages.view.site;
    let kept = kept_with(site, id);
    let paths = kept.pages.iter().map(|p| site.page(*p).permalink.as_str());
    let assets = kept.assets.iter().map(|a| site.asset(*a).address.as_str());
    let pictures = kept.pictures.iter().map(|a| kept_address(site, *a));
    let files: Vec<&str> = paths.chain(assets).chain(pictures).collect();
    let page = site.page(id);
    list(&page.front.title, &page.permalink, &version(site, &kept), bytes_of(pages, &kept), &files)
}

/// The list of all that there is.
pub fn hub_list(pages: &Pages, offline: &Offline, search: &[IndexFile]) -> Result<Vec<u8>, String> {
    let files: Vec<&str> = offline.hub.iter().map(|r| address(&r.path)).collect();
    list(&pages.view.site.config.title, "", &offline.content, hub_bytes(pages, offline, search)?, &files)
}

fn list(title: &str, url: &str, version: &str, bytes: u64, files: &[&str]) -> Result<Vec<u8>, String> {
    let files: Vec<String> = files.iter().map(|f| encoded(f)).collect();
    let list = json!({ "title": title, "url": encoded(url), "version": version, "bytes": bytes, "files": files });
    serde_json::to_vec(&list).map_err(|e| e.to_string())
}

/// How many bytes pages and their files take, but for the button that tells it.
fn bytes_of(pages: &Pages, kept: &Kept) -> u64 {
    let site = pages.view.site;
    let files: u64 = kept.assets.iter().map(|a| site.asset(*a).asset.bytes).sum();
    let pictures: u64 = kept.pictures.iter().map(|a| pages.cards.picture_bytes(*a)).sum();
    files + pictures + kept.pages.iter().map(|id| pages.cards.page_bytes(*id) as u64).sum::<u64>()
}

fn cards_bytes(pages: &Pages, ids: &[PageId]) -> Result<usize, String> {
    let mut bytes = 0;
    for id in ids {
        bytes += pages.cards.card(*id)?.text_bytes();
    }
    Ok(bytes)
}

/// About how many bytes the hub takes: files as they are, pages as some of them are, lists by their
/// cards and what every page has around it.
fn hub_bytes(pages: &Pages, offline: &Offline, search: &[IndexFile]) -> Result<u64, String> {
    let frame = pages.not_found()?.len();
    let page = |route: &Route| if let Shows::Page(id) = route.shows { Some(id) } else { None };
    let all: Vec<PageId> = offline.hub.iter().filter_map(page).collect();
    let some: Vec<PageId> = all.iter().step_by(all.len().div_ceil(SAMPLE).max(1)).copied().collect();
    let sample: usize = some.iter().map(|id| pages.cards.page_bytes(*id)).sum();
    let mut bytes = (sample * all.len() / some.len().max(1)) as u64;
    for route in offline.hub.iter().filter(|r| page(r).is_none()) {
        bytes += route_bytes(pages, route, frame, search)?;
    }
    Ok(bytes)
}

fn route_bytes(pages: &Pages, route: &Route, frame: usize, search: &[IndexFile]) -> Result<u64, String> {
    let site = pages.view.site;
    let cut = |all: &[PageId], number: usize, by: usize| {
        let from = ((number - 1) * by).min(all.len());
        all[from..(from + by).min(all.len())].to_vec()
    };
    let bytes = match &route.shows {
        Shows::Overview(kind, number) => {
            let list = cut(&site.by_kind[usize::from(kind.0)], *number, site.config.kind(*kind).paginate);
            frame + cards_bytes(pages, &list)?
        }
        Shows::Term(term, number) => {
            frame + cards_bytes(pages, &cut(&site.term(*term).pages, *number, site.config.paginate))?
        }
        Shows::OverviewData(kind) => cards_bytes(pages, &site.by_kind[usize::from(kind.0)])?,
        Shows::SearchFile(i) => search.get(*i).map_or(0, |f| f.bytes.len()),
        Shows::Asset(id) => site.asset(*id).asset.bytes as usize,
        Shows::Rendition(id, _) => pages.cards.picture_bytes(*id) as usize,
        _ if route.path.ends_with(".html") => frame,
        _ => 0,
    };
    Ok(bytes as u64)
}
