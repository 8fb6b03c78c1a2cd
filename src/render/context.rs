//! What templates get, as plain structs: the contract of `docs/templates.md`. The model knows
//! nothing of them; renaming a field of a page does not break a theme. The meaning of each field
//! stands in that page, which a test holds against these structs.
#![allow(missing_docs, reason = "documented for theme authors in docs/templates.md")]

use crate::render::theme::Prepared;
use serde::Serialize;

/// A name and an address.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    /// What visitors read.
    pub label: String,
    /// Where it leads; absent for where one is.
    pub url: Option<String>,
}

/// An item of a menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuView {
    /// What visitors read.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// Its path relative to the root of the site; empty for another site.
    pub path: String,
    /// Whether it leads to another site.
    pub external: bool,
}

/// The hub as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub language: String,
    pub base_url: String,
    pub organisation: Option<OrganisationView>,
    pub home_url: String,
    pub search_url: Option<String>,
    /// Folder of the search index that the theme's scripts read, relative to the root of the site; none for another format.
    pub search_index: Option<String>,
    pub feed_url: Option<String>,
    pub calendar_url: Option<String>,
    pub offline_url: Option<String>,
    pub map_url: Option<String>,
    pub menus: MenusView,
}

/// The menus.
#[derive(Clone, Debug, Serialize)]
pub struct MenusView {
    pub main: Vec<MenuView>,
    pub footer: Vec<MenuView>,
}

/// The publisher.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationView {
    pub name: String,
    pub url: String,
    pub email: String,
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    pub title: String,
    pub url: String,
}

/// The route that is rendered.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RouteView {
    pub title: String,
    pub description: String,
    pub path: String,
    pub canonical: Option<String>,
    pub language: String,
    pub section: Option<String>,
    pub breadcrumbs: Vec<LinkView>,
    pub feeds: Vec<FeedView>,
    pub image: Option<String>,
    pub json_ld: Option<Prepared>,
    pub robots: Option<String>,
}

/// What the frame of a page knows of its route.
#[derive(Clone, Debug, Serialize)]
pub struct FrameRouteView {
    pub path: Option<String>,
    pub section: Option<String>,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    pub iso: String,
    pub text: String,
    pub time: Option<String>,
}

/// An image.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    pub src: String,
    pub alt: String,
    pub caption: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub original: String,
    pub sources: Vec<SourceView>,
}

/// An image in one format and several sizes.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    #[serde(rename = "type")]
    pub of: &'static str,
    pub srcset: String,
}

/// A kind.
#[derive(Clone, Debug, Serialize)]
pub struct KindView {
    pub name: String,
    pub one: String,
    pub many: String,
    pub description: String,
    pub url: Option<String>,
}

/// One value of a field that has several.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ItemView {
    pub text: String,
    pub url: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateView>,
}

/// A field with its value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldView {
    pub name: String,
    pub label: String,
    #[serde(rename = "type")]
    pub of: &'static str,
    pub text: String,
    pub html: Option<Prepared>,
    pub items: Vec<Prepared>,
    /// Whether they are files: what stands beside a page, and not among its facts.
    #[serde(skip)]
    pub files: bool,
    pub date: Option<DateView>,
    pub unit: Option<String>,
    pub groups: Vec<Vec<FieldView>>,
    pub image: Option<ImageView>,
    pub url: Option<String>,
}

/// A page in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    pub title: String,
    pub url: String,
    pub summary: String,
    pub language: Option<String>,
    pub kind: Prepared,
    pub date: Option<DateView>,
    pub updated: Option<DateView>,
    pub image: Option<ImageView>,
    pub facts: Vec<Prepared>,
    pub starts: Option<i64>,
    pub ends: Option<i64>,
    pub cancelled: bool,
}

/// What a page has beside all that its card has.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    pub lead: Option<String>,
    pub body: Prepared,
    pub toc: Vec<ContentsView>,
    pub layout: LayoutView,
    pub field: std::collections::BTreeMap<String, Prepared>,
    pub relations: Vec<RelationView>,
    pub matches: Vec<RelationView>,
    pub related: Vec<Prepared>,
    pub backlinks: Vec<BacklinkView>,
    pub previous: Option<NeighbourView>,
    pub next: Option<NeighbourView>,
    pub aliases: Vec<String>,
    pub reading_minutes: usize,
    pub edit_url: Option<String>,
    pub mail_url: String,
    pub calendar_url: Option<String>,
    pub offline: Option<OfflineView>,
}

/// The facts of a page, each in one place, in the order of their declaration.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LayoutView {
    /// When it is.
    pub moments: Vec<Prepared>,
    /// Where it is, when it has a moment.
    pub places: Vec<Prepared>,
    /// Where to register, when it has a moment and the way is an address.
    pub registration: Option<Prepared>,
    /// Files.
    pub documents: Vec<Prepared>,
    /// Texts, objects and long lists.
    pub long: Vec<Prepared>,
    /// All others.
    pub facts: Vec<Prepared>,
}

/// What a device keeps together.
#[derive(Clone, Debug, Serialize)]
pub struct OfflineView {
    pub url: String,
    pub pages: usize,
    pub size: String,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsView {
    pub id: String,
    pub text: String,
    pub level: u8,
    pub children: Vec<ContentsView>,
}

/// Pages under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    pub label: String,
    pub name: String,
    pub inverse: bool,
    pub cards: Vec<Prepared>,
}

/// A page that links here.
#[derive(Clone, Debug, Serialize)]
pub struct BacklinkView {
    pub title: String,
    pub url: String,
    pub kind: String,
}

/// The page before or after.
#[derive(Clone, Debug, Serialize)]
pub struct NeighbourView {
    pub title: String,
    pub url: String,
}

/// A list of pages with its pagination.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    pub title: String,
    pub intro: Prepared,
    pub total: usize,
    pub total_text: String,
    pub cards: Vec<Prepared>,
    pub page: usize,
    pub pages: usize,
    pub numbers: Vec<NumberView>,
    pub previous_url: Option<String>,
    pub next_url: Option<String>,
    pub csv_url: Option<String>,
    pub json_url: Option<String>,
    pub xlsx_url: Option<String>,
    pub data_url: Option<String>,
    pub feed_url: Option<String>,
    pub calendar_url: Option<String>,
    pub upcoming: Option<UpcomingView>,
    pub facets: Prepared,
    pub kinds: Vec<CountView>,
}

/// A number of a pagination.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NumberView {
    pub number: usize,
    pub url: String,
    pub current: bool,
    pub gap: bool,
}

/// A field by whose values a list can be narrowed.
#[derive(Clone, Debug, Serialize)]
pub struct FacetView {
    pub name: String,
    pub label: String,
    pub items: Vec<FacetItemView>,
    pub more: bool,
    pub more_url: Option<String>,
}

/// A value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetItemView {
    pub key: String,
    pub text: String,
    pub url: Option<String>,
    pub count: usize,
    pub description: String,
    pub definition: String,
}

/// A term in a list of terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermItemView {
    pub text: String,
    pub url: Option<String>,
    pub count: usize,
    pub description: String,
    pub definition: String,
}

/// A name with a number.
#[derive(Clone, Debug, Serialize)]
pub struct CountView {
    pub label: String,
    pub count: usize,
}

/// A vocabulary's name where it is only mentioned.
#[derive(Clone, Debug, Serialize)]
pub struct VocabularyLinkView {
    pub label: String,
    pub one: String,
    pub url: Option<String>,
}

/// A term on its own page.
#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    pub label: String,
    pub description: String,
    pub definition: String,
    pub synonyms: Vec<String>,
    pub vocabulary: VocabularyLinkView,
    pub broader: Option<Prepared>,
    pub narrower: Vec<Prepared>,
    pub code: String,
}

/// The index of a vocabulary.
#[derive(Clone, Debug, Serialize)]
pub struct VocabularyView {
    pub label: String,
    pub one: String,
    pub map_url: Option<String>,
    pub description: String,
    pub groups: Vec<LetterView>,
}

/// Terms under a letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterView {
    pub letter: String,
    pub items: Vec<TermItemView>,
}

/// The home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    pub title: String,
    pub body: Prepared,
    pub blocks: Vec<BlockView>,
}

/// A block of the home page.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    pub label: String,
    pub url: Option<String>,
    pub cards: Vec<Prepared>,
    pub terms: Vec<TermItemView>,
    pub upcoming: usize,
}

/// What the overview of a kind with a calendar adds.
#[derive(Clone, Debug, Serialize)]
pub struct UpcomingView {
    pub months_url: String,
    pub months: Vec<MonthLinkView>,
    pub cards: Vec<Prepared>,
}

/// The way to a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthLinkView {
    pub name: String,
    pub label: String,
    pub url: String,
    pub count: usize,
    pub starts: i64,
    pub ends: i64,
}

/// All months of an agenda.
#[derive(Clone, Debug, Serialize)]
pub struct MonthsView {
    pub years: Vec<YearView>,
}

/// The months of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearView {
    pub label: String,
    pub months: Vec<MonthLinkView>,
}

/// One month of an agenda.
#[derive(Clone, Debug, Serialize)]
pub struct MonthView {
    pub title: String,
    pub weeks: Vec<Vec<Option<DayView>>>,
    pub days: Vec<DaysView>,
    pub previous: Option<MonthLinkView>,
    pub next: Option<MonthLinkView>,
    pub months_url: String,
}

/// A day in the table of a month.
#[derive(Clone, Debug, Serialize)]
pub struct DayView {
    pub number: i8,
    pub id: String,
    pub text: String,
    pub starts: i64,
    pub ends: i64,
    pub events: Vec<DayEventView>,
}

/// An event on a day.
#[derive(Clone, Debug, Serialize)]
pub struct DayEventView {
    pub title: String,
    pub url: String,
    pub time: Option<String>,
    pub cancelled: bool,
}

/// The events that are listed under a day.
#[derive(Clone, Debug, Serialize)]
pub struct DaysView {
    pub id: String,
    pub text: String,
    pub cards: Vec<Prepared>,
}

/// The search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Address of the index of elasticlunr, where the hub asks for that format.
    pub index: Option<String>,
    pub groups: Vec<GroupView>,
}

/// Pages of a kind in the list of everything.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    pub label: String,
    pub url: Option<String>,
    pub items: Vec<NeighbourView>,
}

/// A file or image given to a component.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    pub url: String,
    pub name: String,
    #[serde(rename = "type")]
    pub of: String,
    pub size: String,
}

/// A map of the Netherlands with the places of pages.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    pub title: String,
    pub description: String,
    pub total: usize,
    pub kinds: Vec<MapKindView>,
    pub width: u32,
    pub height: u32,
    pub shapes: Vec<ShapeView>,
    pub near: Vec<MarkerView>,
    pub far: Vec<MarkerView>,
    pub groups: Vec<PlacesView>,
}

/// A kind by which a map can be narrowed.
#[derive(Clone, Debug, Serialize)]
pub struct MapKindView {
    pub number: usize,
    pub label: String,
    pub count: usize,
}

/// The outline of a province.
#[derive(Clone, Debug, Serialize)]
pub struct ShapeView {
    pub name: String,
    pub path: String,
}

/// A circle on a map: a place, or several that lie close together.
#[derive(Clone, Debug, Serialize)]
pub struct MarkerView {
    pub label: String,
    pub place: Option<String>,
    pub url: Option<String>,
    pub count: usize,
    pub counts: String,
    pub x: i32,
    pub y: i32,
    pub radius: i32,
    pub reach: i32,
}

/// The places in a province.
#[derive(Clone, Debug, Serialize)]
pub struct PlacesView {
    pub label: String,
    pub places: Vec<PlaceView>,
}

/// A place in the list beside a map.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    pub id: String,
    pub label: String,
    pub url: Option<String>,
    pub count: usize,
    pub counts: String,
    pub pages: Vec<NeighbourView>,
}
