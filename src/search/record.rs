//! What search knows of a page, whatever the format of its index.

/// A page for the search index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its address relative to the root of the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// All of its text.
    pub body: String,
}

/// A file of the search index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Path relative to the folder of the search page.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
