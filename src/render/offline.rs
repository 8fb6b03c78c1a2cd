//! What a browser gets to keep pages for when there is no network: the service worker with what it
//! must know of this build, the lists of what is kept together, and their sizes.

use crate::model::address::encoded;
use crate::model::id::PageId;
use crate::model::rendition::FOLDER as PICTURES;
use crate::model::site::Site;
use crate::output::hash::Hash;
use crate::plan::offline::{FOLDER, HUB_LIST, Kept, Offline, kept_address, kept_with, version};
use crate::plan::route::{Route, Shows, address};
use crate::render::body::Cards;
use crate::render::context::OfflineView;
use crate::render::view::{View, inside};
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
pub fn page_offline(view: View, cards: &dyn Cards, id: PageId) -> OfflineView {
    let kept = kept_with(view.site, id);
    let bytes = bytes_of(view.site, cards, &kept);
    let url = inside(&list_path(&view.site.page(id).permalink));
    OfflineView { url, pages: kept.pages.len(), size: view.texts.size(bytes) }
}

/// The list of what is kept with a page.
pub fn page_list(view: View, cards: &dyn Cards, id: PageId) -> Result<Vec<u8>, String> {
    let site = view.site;
    let kept = kept_with(site, id);
    let paths = kept.pages.iter().map(|p| site.page(*p).permalink.as_str());
    let assets = kept.assets.iter().map(|a| site.asset(*a).address.as_str());
    let pictures = kept.pictures.iter().map(|a| kept_address(site, *a));
    let files: Vec<&str> = paths.chain(assets).chain(pictures).collect();
    let page = site.page(id);
    list(&page.front.title, &page.permalink, &version(site, &kept), bytes_of(site, cards, &kept), &files)
}

/// How many bytes pages and their files take, but for the button that tells it.
fn bytes_of(site: &Site, cards: &dyn Cards, kept: &Kept) -> u64 {
    let files: u64 = kept.assets.iter().map(|a| site.asset(*a).asset.bytes).sum();
    let pictures: u64 = kept.pictures.iter().map(|a| cards.picture_bytes(*a)).sum();
    files + pictures + kept.pages.iter().map(|id| cards.page_bytes(*id) as u64).sum::<u64>()
}

fn list(title: &str, url: &str, version: &str, bytes: u64, files: &[&str]) -> Result<Vec<u8>, String> {
    let files: Vec<String> = files.iter().map(|f| encoded(f)).collect();
    let list = json!({ "title": title, "url": encoded(url), "version": version, "bytes": bytes, "files": files });
    serde_json::to_vec(&list).map_err(|e| e.to_string())
}

/// All that there is, for who keeps the whole hub.
#[derive(Clone, Copy)]
pub struct KeptHub<'a> {
    /// The site and its words.
    pub view: View<'a>,
    /// Who renders cards and measures pages.
    pub cards: &'a dyn Cards,
    /// What is kept.
    pub offline: &'a Offline,
    /// The search index.
    pub search: &'a [IndexFile],
    /// Bytes of HTML that every page has around it.
    pub frame: usize,
}

impl KeptHub<'_> {
    /// As the page for who is offline shows it.
    pub fn shown(&self) -> Result<OfflineView, String> {
        let pages = self.offline.hub.iter().filter(|r| r.path.ends_with(".html")).count();
        Ok(OfflineView { url: inside(HUB_LIST), pages, size: self.view.texts.size(self.bytes()?) })
    }

    /// Its list.
    pub fn list(&self) -> Result<Vec<u8>, String> {
        let files: Vec<&str> = self.offline.hub.iter().map(|r| address(&r.path)).collect();
        list(&self.view.site.config.title, "", &self.offline.content, self.bytes()?, &files)
    }

    /// About how many bytes it takes: files as they are, pages as some of them are, lists by their cards and what
    /// every page has around it.
    fn bytes(&self) -> Result<u64, String> {
        let page = |route: &Route| if let Shows::Page(id) = route.shows { Some(id) } else { None };
        let all: Vec<PageId> = self.offline.hub.iter().filter_map(page).collect();
        let some: Vec<PageId> = all.iter().step_by(all.len().div_ceil(SAMPLE).max(1)).copied().collect();
        let sample: usize = some.iter().map(|id| self.cards.page_bytes(*id)).sum();
        let mut bytes = (sample * all.len() / some.len().max(1)) as u64;
        for route in self.offline.hub.iter().filter(|r| page(r).is_none()) {
            bytes += self.route_bytes(route)? as u64;
        }
        Ok(bytes)
    }

    fn route_bytes(&self, route: &Route) -> Result<usize, String> {
        let site = self.view.site;
        Ok(match &route.shows {
            Shows::Overview(kind, number) => {
                let paginate = site.config.kind(*kind).paginate;
                self.frame + self.cards_bytes(part(&site.by_kind[usize::from(kind.0)], *number, paginate))?
            }
            Shows::Term(term, number) => {
                self.frame + self.cards_bytes(part(&site.term(*term).pages, *number, site.config.paginate))?
            }
            Shows::OverviewData(kind) => self.cards_bytes(&site.by_kind[usize::from(kind.0)])?,
            Shows::SearchFile(i) => self.search.get(*i).map_or(0, |f| f.bytes.len()),
            Shows::Asset(id) => site.asset(*id).asset.bytes as usize,
            Shows::Rendition(id, _) => self.cards.picture_bytes(*id) as usize,
            _ if route.path.ends_with(".html") => self.frame,
            _ => 0,
        })
    }

    fn cards_bytes(&self, ids: &[PageId]) -> Result<usize, String> {
        ids.iter().map(|id| Ok(self.cards.card(*id)?.text_bytes())).sum()
    }
}

/// Those of a list that stand on one of its pages, of `by` each, counted from 1.
fn part(all: &[PageId], number: usize, by: usize) -> &[PageId] {
    let from = ((number - 1) * by).min(all.len());
    &all[from..(from + by).min(all.len())]
}
