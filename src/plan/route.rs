//! One output of the site: its path and what it shows. Knows nothing of how it is rendered.

use crate::model::agenda::YearMonth;
use crate::model::id::{AssetId, PageId, TermId};
use crate::source::field::{KindId, VocabularyId};

/// An output of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Path of the file relative to the output folder, `/`-separated, never leading out of it.
    pub path: String,
    /// What is in it.
    pub shows: Shows,
}

/// What a route shows. Numbers of list pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The home page.
    Home,
    /// A page.
    Page(PageId),
    /// One page of the overview of a kind.
    Overview(KindId, usize),
    /// All months of the agenda of a kind.
    Months(KindId),
    /// One month of it.
    Month(KindId, YearMonth),
    /// One page of the list of a term.
    Term(TermId, usize),
    /// The index of a vocabulary.
    Vocabulary(VocabularyId),
    /// The map.
    Map,
    /// The search page, which is also the list of everything.
    Search,
    /// A file of the search index, by its number.
    SearchFile(usize),
    /// The page for addresses that do not exist.
    NotFound,
    /// The way from an older address to a page.
    Redirect(PageId),
    /// New pages of the hub, as Atom.
    SiteFeed,
    /// New pages of a kind.
    KindFeed(KindId),
    /// New pages of a term.
    TermFeed(TermId),
    /// All events of the hub, as iCalendar.
    SiteCalendar,
    /// All events of a kind.
    KindCalendar(KindId),
    /// One event.
    PageCalendar(PageId),
    /// The overview of a kind as a table.
    Csv(KindId),
    /// The overview of a kind as data.
    Json(KindId),
    /// The overview of a kind as a workbook.
    Xlsx(KindId),
    /// The data by which the overview of a kind is narrowed.
    OverviewData(KindId),
    /// The list of addresses for search engines: the whole, or one part from 1, or the index of the parts (0).
    Sitemap(Option<usize>),
    /// `robots.txt`.
    Robots,
    /// `_redirects` of static hosts: older addresses, and the pages that they lead to.
    Redirects(Vec<(String, PageId)>),
    /// `_headers` of static hosts.
    Headers,
    /// `.well-known/security.txt`.
    Security,
    /// The page for who is offline: what the device keeps.
    Offline,
    /// What a device keeps with a page, or of the whole hub.
    KeepList(Option<PageId>),
    /// The service worker.
    ServiceWorker,
    /// How a device shows the hub among its applications.
    WebManifest,
    /// A file of the theme, by its name there.
    ThemeAsset(String),
    /// A file of the content.
    Asset(AssetId),
    /// A picture made of one, by its number among the renditions.
    Rendition(AssetId, usize),
}

impl Shows {
    /// Whether all pages of a kind, or of the hub, are in it.
    pub fn takes_long(&self) -> bool {
        let of_kind = matches!(self, Shows::Csv(_) | Shows::Json(_) | Shows::Xlsx(_) | Shows::OverviewData(_));
        of_kind || matches!(self, Shows::Search | Shows::Sitemap(_) | Shows::KeepList(None) | Shows::Offline)
    }
}

/// The address of a route: its path, without `index.html` at its end.
pub fn address(path: &str) -> &str {
    path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path)
}

/// Path of a later page of a list at `folder` (empty or ending with `/`); the first is the list's own.
pub fn list_page(folder: &str, word: &str, number: usize) -> String {
    if number <= 1 { folder.to_owned() } else { format!("{folder}{word}/{number}/") }
}

/// Addresses in one file of the sitemap, at most (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;
