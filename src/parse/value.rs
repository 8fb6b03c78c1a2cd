//! The typed values of declared fields. After parse, terms and references are what the editor
//! wrote; after model, they are ids: `FieldValue<String, String>` becomes `FieldValue<TermId, PageId>`.

use crate::source::date::Moment;
use crate::source::yaml::{Step, Value};

/// A value of a field, with terms of type `T` and references of type `R`.
#[derive(Clone, Debug)]
pub enum FieldValue<T, R> {
    /// Plain text.
    Text(String),
    /// Index of a body of the document.
    Markdown(usize),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day, perhaps with a local time.
    Date(Moment),
    /// A web address.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// Value and label of an option.
    Choice(String, String),
    /// Terms of the field's vocabulary.
    Terms(Vec<T>),
    /// Other pages.
    Refs(Vec<R>),
    /// An image.
    Image(ImageUse),
    /// A download.
    File(FileUse),
    /// A place.
    Place(Place),
    /// Values of one type.
    List(Vec<FieldValue<T, R>>),
    /// Name and value of the object's fields that are there.
    Object(Vec<(String, FieldValue<T, R>)>),
}

/// An image as a page names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageUse {
    /// Path relative to the page's file.
    pub src: String,
    /// What it shows; empty when it is decorative.
    pub alt: String,
    /// Shown below it; may be empty.
    pub caption: String,
}

/// A download as a page names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileUse {
    /// Path relative to the page's file.
    pub src: String,
    /// What it is called; empty for its file name.
    pub title: String,
    /// Tag of its language; may be empty.
    pub language: String,
    /// When it was made or changed, as its page says.
    pub date: Option<Moment>,
}

/// Somewhere on the map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// What it is called; may be empty.
    pub name: String,
    /// Street and town; may be empty.
    pub address: String,
    /// Latitude and longitude in degrees (WGS 84).
    pub point: Option<(f64, f64)>,
}

impl Place {
    /// What it is called, else where it is; may be empty.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.address } else { &self.name }
    }
}

impl<T, R> FieldValue<T, R> {
    /// The same value with terms and references replaced. `path` leads to the value; the functions
    /// get the path of the item. What they give nothing for is left out.
    pub fn resolved<U, S>(
        self,
        path: &mut Vec<Step>,
        term: &mut impl FnMut(T, &[Step]) -> Option<U>,
        reference: &mut impl FnMut(R, &[Step]) -> Option<S>,
    ) -> FieldValue<U, S> {
        match self {
            FieldValue::Text(v) => FieldValue::Text(v),
            FieldValue::Markdown(v) => FieldValue::Markdown(v),
            FieldValue::Number(v) => FieldValue::Number(v),
            FieldValue::Boolean(v) => FieldValue::Boolean(v),
            FieldValue::Date(v) => FieldValue::Date(v),
            FieldValue::Url(v) => FieldValue::Url(v),
            FieldValue::Email(v) => FieldValue::Email(v),
            FieldValue::Choice(v, label) => FieldValue::Choice(v, label),
            FieldValue::Image(v) => FieldValue::Image(v),
            FieldValue::File(v) => FieldValue::File(v),
            FieldValue::Place(v) => FieldValue::Place(v),
            FieldValue::Terms(items) => FieldValue::Terms(each(items, path, |item, path| term(item, path))),
            FieldValue::Refs(items) => FieldValue::Refs(each(items, path, |item, path| reference(item, path))),
            FieldValue::List(items) => {
                FieldValue::List(each(items, path, |item, path| Some(item.resolved(path, term, reference))))
            }
            FieldValue::Object(pairs) => FieldValue::Object(
                pairs
                    .into_iter()
                    .map(|(name, value)| {
                        path.push(Step::Key(name.clone(), 0));
                        let value = value.resolved(path, term, reference);
                        path.pop();
                        (name, value)
                    })
                    .collect(),
            ),
        }
    }
}

fn each<A, B>(items: Vec<A>, path: &mut Vec<Step>, mut one: impl FnMut(A, &mut Vec<Step>) -> Option<B>) -> Vec<B> {
    let mut made = Vec::with_capacity(items.len());
    for (i, item) in items.into_iter().enumerate() {
        path.push(Step::Item(i));
        made.extend(one(item, path));
        path.pop();
    }
    made
}

/// A key of the front matter that the hub does not declare, kept as it is for the exports.
pub type ExtraKey = (String, Value);
