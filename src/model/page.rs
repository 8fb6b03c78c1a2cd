//! A page of the site, and how it belongs together with others.

use crate::model::id::{AssetId, PageId, TermId};
use crate::parse::document::Body;
use crate::parse::front_matter::FrontMatter;
use crate::parse::value::FieldValue;
use crate::source::config::Config;
use crate::source::date::Moment;
use crate::source::field::KindId;

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
    /// Older addresses: paths relative to the root of the site, that end with `/` or `.html`.
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

    /// When it begins, for an event.
    pub fn start(&self, config: &Config) -> Option<Moment> {
        self.moment(config, &config.kind(self.front.kind).calendar.as_ref()?.start)
    }

    /// The value of a field with a date.
    pub fn moment(&self, config: &Config, name: &str) -> Option<Moment> {
        match self.field(config, name) {
            Some(Value::Date(moment)) => Some(*moment),
            _ => None,
        }
    }

    /// Whether it has what makes a calendar event.
    pub fn is_event(&self, config: &Config) -> bool {
        self.role == Role::Page && self.start(config).is_some()
    }

    /// The value of a field of its kind.
    pub fn field<'a>(&'a self, config: &Config, name: &str) -> Option<&'a Value> {
        let index = config.kind(self.front.kind).fields.iter().position(|f| f.name == name)?;
        self.fields.iter().find(|(i, _)| *i == index).map(|(_, value)| value)
    }
}

/// A field's value with its terms and references resolved.
pub type Value = FieldValue<TermId, PageId>;

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
