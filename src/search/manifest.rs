//! The manifest of an index: the one file that a client reads first. See docs/search-format.md.

use crate::search::level::{LOWEST, STEP};
use crate::search::postings::Lists;
use crate::search::record::Labels;
use serde_json::json;

/// Name of the manifest, beside the folder that holds all other files.
pub const MANIFEST: &str = "m.js";
/// The function that every file calls.
pub const FUNCTION: &str = "wijkzoek";
/// Version of the format. The client refuses another one.
pub const VERSION: u32 = 4;

/// What the manifest says beside the names of kinds.
#[derive(Debug)]
pub struct Manifest<'a> {
    /// Name of the folder of all other files.
    pub folder: String,
    /// Number of pages, and how many of them are enough for a form.
    pub lists: Lists,
    /// How many of the pages, the last, are lists.
    pub list_pages: usize,
    /// Pages in a pack.
    pub pack: usize,
    /// Number of term shards.
    pub shards: usize,
    /// Term shards in a group; 1 when `begins` are those of the shards themselves.
    pub group: usize,
    /// Names of the facets; none for one without values.
    pub facets: Vec<Option<&'a str>>,
    /// Words that say nothing by themselves, written as begins are.
    pub stop: String,
    /// The begins of the groups.
    pub begins: String,
    /// Whether there are reverse shards.
    pub reverse: bool,
}

impl Manifest<'_> {
    /// The object that the file hands over.
    pub fn json(&self, labels: &Labels) -> String {
        // As decimal numbers: 1.46, and not the nearest of 32 bits.
        let exact = |number: f32| number.to_string().parse::<f64>().unwrap_or_default();
        json!({
            "folder": self.folder,
            "pages": self.lists.pages,
            "lists": self.list_pages,
            "enough": self.lists.enough,
            "pack": self.pack,
            "lowest": exact(LOWEST),
            "step": exact(STEP),
            "kinds": labels.kinds,
            "facets": self.facets,
            "shards": self.shards,
            "group": self.group,
            "stop": self.stop,
            "t": self.begins,
            "reverse": self.reverse,
        })
        .to_string()
    }
}
