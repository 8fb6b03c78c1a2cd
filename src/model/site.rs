//! The whole hub as an immutable value: pages, terms, files and how they belong together.
//! Knows neither templates nor the disk.

use crate::model::agenda::Agenda;
use crate::model::glossary::Glossary;
use crate::model::rendition::Rendition;
use crate::model::targets::Targets;
use crate::parse::asset::Asset;
use crate::parse::document::Body;
use crate::parse::front_matter::FrontMatter;
use crate::parse::value::FieldValue;
use crate::source::config::Config;
use crate::source::date::Moment;
use crate::source::field::{KindId, VocabularyId};
use crate::source::vocabulary::TermDeclaration;

/// Index of a page in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// Index of a term in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

/// A field's value with its terms and references resolved.
pub type Value = FieldValue<TermId, PageId>;

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

/// A content file that visitors can see.
#[derive(Debug)]
pub struct Page {
    /// Path relative to the content folder.
    pub path: String,
    /// Address relative to the root of the site: empty for the home page, else it ends with `/`.
    pub permalink: String,
    /// What it is for.
    pub role: Role,
    /// What the editor declared; its fields are in `fields`.
    pub front: FrontMatter,
    /// Fields that have a value: index in the kind's fields, and the value.
    pub fields: Vec<(usize, Value)>,
    /// Its text, followed by its Markdown fields.
    pub bodies: Vec<Body>,
    /// Addresses of the links of each body; none for a link that leads nowhere.
    pub links: Vec<Vec<Option<String>>>,
    /// The images of each body; none for one that is not there.
    pub images: Vec<Vec<Option<AssetId>>>,
    /// Older addresses: paths relative to the root of the site, that end with `/`.
    pub aliases: Vec<String>,
    /// Pages that name this one in a field with an inverse.
    pub inverse: Vec<Relation>,
    /// Pages that match it, by rule.
    pub matches: Vec<Relation>,
    /// Pages that are like it, best first.
    pub related: Vec<PageId>,
    /// Pages whose text links to it.
    pub backlinks: Vec<PageId>,
    /// The page before it in its overview.
    pub previous: Option<PageId>,
    /// The page after it in its overview.
    pub next: Option<PageId>,
}

impl Page {
    /// The pages that stand on it already: those that it names, those that name it, those that match it.
    pub fn beside(&self) -> Vec<PageId> {
        let mut beside: Vec<PageId> =
            self.inverse.iter().chain(&self.matches).flat_map(|r| &r.pages).copied().collect();
        let named = self.fields.iter().filter_map(|(_, v)| if let Value::Refs(pages) = v { Some(pages) } else { None });
        beside.extend(named.flatten());
        beside
    }
}

/// What a content file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A page of its own.
    Page,
    /// The introduction of the overview of a kind.
    Introduction(KindId),
    /// The introduction of the home page.
    Home,
}

/// Pages under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The heading.
    pub label: String,
    /// Name of the field or rule that it follows from.
    pub name: String,
    /// The pages.
    pub pages: Vec<PageId>,
}

/// One value of a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its vocabulary.
    pub vocabulary: VocabularyId,
    /// Last segment of its address.
    pub slug: String,
    /// What visitors read.
    pub label: String,
    /// Index in the vocabulary's declared terms, unless it exists by use.
    pub declared: Option<usize>,
    /// Pages that carry it, newest first; those without a date come last.
    pub pages: Vec<PageId>,
    /// How many pages of each kind carry it; kinds without one are left out.
    pub by_kind: Vec<(KindId, usize)>,
    /// The broader term.
    pub broader: Option<TermId>,
    /// The narrower terms.
    pub narrower: Vec<TermId>,
    /// Address relative to the root of the site; none when it has no page.
    pub permalink: Option<String>,
}

impl Term {
    /// What was declared of it, unless it exists by use.
    pub fn declaration<'c>(&self, config: &'c Config) -> Option<&'c TermDeclaration> {
        self.declared.map(|index| &config.vocabulary(self.vocabulary).terms[index])
    }
}

/// Index of an asset in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub u32);

/// A copied file and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedAsset {
    /// The file.
    pub asset: Asset,
    /// Address relative to the root of the site.
    pub address: String,
    /// The smaller pictures that are made of it.
    pub renditions: Vec<Rendition>,
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
        let path = crate::model::address::joined(&page.path, src)?;
        let found = self.assets.binary_search_by(|a| a.asset.path.as_str().cmp(&path));
        found.ok().map(|i| AssetId(i as u32))
    }
}

impl Page {
    /// Whether it has what makes a calendar event.
    pub fn is_event(&self, config: &Config) -> bool {
        let calendar = config.kind(self.front.kind).calendar.as_ref();
        self.role == Role::Page && calendar.is_some_and(|c| self.field(config, &c.start).is_some())
    }

    /// The value of a field of its kind.
    pub fn field<'a>(&'a self, config: &Config, name: &str) -> Option<&'a Value> {
        let index = config.kind(self.front.kind).fields.iter().position(|f| f.name == name)?;
        self.fields.iter().find(|(i, _)| *i == index).map(|(_, value)| value)
    }
}
