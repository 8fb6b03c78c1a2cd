//! The whole hub as an immutable value: pages, terms, files and how they belong together.
//! Knows neither templates nor the disk.

use crate::model::address::joined;
use crate::model::agenda::Agenda;
use crate::model::glossary::Glossary;
use crate::model::id::{AssetId, PageId, TermId};
use crate::model::page::{Page, Role};
use crate::model::placed_asset::PlacedAsset;
use crate::model::targets::Targets;
use crate::model::term::Term;
use crate::source::config::Config;
use crate::source::date::Moment;

/// A hub, complete.
#[derive(Debug)]
pub struct Site {
    /// Its declaration.
    pub config: Config,
    /// All published content files, by permalink.
    pub pages: Vec<Page>,
    /// All terms; those of a vocabulary are together, in alphabetical order.
    pub terms: Vec<Term>,
    /// Files that are copied, by address.
    pub assets: Vec<PlacedAsset>,
    /// Pages of each kind in the order of its overview, by kind.
    pub by_kind: Vec<Vec<PageId>>,
    /// The folder of the overview of each kind, ending with `/`, by kind; none when it has no overview.
    pub overviews: Vec<Option<String>>,
    /// The folder of the index of each vocabulary, ending with `/`; none when no term of it has a page.
    pub indexes: Vec<Option<String>>,
    /// Whether any page of each kind has a date, by kind.
    pub dated: Vec<bool>,
    /// Whether any page of each kind is an event, by kind.
    pub with_events: Vec<bool>,
    /// The events of each kind by month, by kind.
    pub agendas: Vec<Agenda>,
    /// Terms of each vocabulary, by vocabulary.
    pub by_vocabulary: Vec<Vec<TermId>>,
    /// The page that introduces each kind's overview, by kind.
    pub introductions: Vec<Option<PageId>>,
    /// The page that introduces the home page.
    pub home: Option<PageId>,
    /// Pages that could not be published, by path relative to the content folder.
    pub unreadable: Vec<String>,
    /// The moment of the build.
    pub now: Moment,
    /// What a name or path in the content means.
    pub targets: Targets,
    /// The words that vocabularies explain.
    pub glossary: Glossary,
}

impl Site {
    /// The page with this index.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The term with this index.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The asset with this index.
    pub fn asset(&self, id: AssetId) -> &PlacedAsset {
        &self.assets[id.0 as usize]
    }

    /// All pages with a page of their own, in the order of their permalinks.
    pub fn own_pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        let pages = self.pages.iter().enumerate().map(|(i, page)| (PageId(i as u32), page));
        pages.filter(|(_, page)| page.role == Role::Page)
    }

    /// The page at an address relative to the root; none for a list, or nothing.
    pub fn page_at(&self, permalink: &str) -> Option<PageId> {
        let found = self.pages.binary_search_by(|p| p.permalink.as_str().cmp(permalink)).ok()?;
        (self.pages[found].role == Role::Page).then_some(PageId(found as u32))
    }

    /// Adds to each page those that are like it.
    pub fn relate(&mut self, alike: Vec<Vec<PageId>>) {
        self.pages.iter_mut().zip(alike).for_each(|(page, alike)| page.related = alike);
    }

    /// The asset that a page names by a path relative to its file.
    pub fn asset_beside(&self, page: &Page, src: &str) -> Option<AssetId> {
        self.targets.asset_at(&joined(&page.path, src)?).map(AssetId)
    }
}
