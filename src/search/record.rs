//! What search is told of a page, whatever the format of its index. Knows neither site nor template.

use std::borrow::Cow;

/// A page for the search index, or a list of pages. Texts are plain text.
#[derive(Clone, Debug, Default)]
pub struct Record<'a> {
    /// Its address relative to the root of the site; empty, or it ends with `/`.
    pub address: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its summary; empty when its editor wrote none.
    pub summary: &'a str,
    /// What is shown of it: its summary, or the beginning of its text.
    pub beginning: Cow<'a, str>,
    /// Of a list, such as an overview, all names of what it is a list of, its title among them; of a page none.
    pub names: Vec<&'a str>,
    /// Index of its kind in [`Labels::kinds`].
    pub kind: usize,
    /// Anchor and text of its headings.
    pub headings: Vec<(&'a str, &'a str)>,
    /// Its text, in pieces.
    pub body: Vec<&'a str>,
    /// Labels of its terms and of its other values, with their synonyms and former names.
    pub terms: Vec<&'a str>,
    /// Fields that declare a weight of their own, and their text.
    pub fields: Vec<(f32, &'a str)>,
    /// Texts of the links by which other pages name it.
    pub links: Vec<&'a str>,
    /// Facet (index in [`Labels::facets`]) and label of each value by which results are narrowed.
    pub facets: Vec<(usize, Cow<'a, str>)>,
}

/// What search is told of the hub as a whole.
#[derive(Clone, Debug, Default)]
pub struct Labels<'a> {
    /// Language of the texts (BCP 47).
    pub language: &'a str,
    /// Names of the kinds of pages and of lists, by index.
    pub kinds: Vec<&'a str>,
    /// Names of the facets, by index; the first is the kind.
    pub facets: Vec<&'a str>,
    /// Names that mean the same, as the vocabularies say: each label with its synonyms and former names.
    pub synonyms: Vec<Vec<&'a str>>,
}

/// A file of the search index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Path relative to the folder of the search page.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
