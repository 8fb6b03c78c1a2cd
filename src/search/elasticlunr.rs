//! One index for everything, as Zola makes it: `window.searchIndex = …`, the JSON of
//! elasticlunr.js 0.9.5. The one home of elasticlunr-rs.

use crate::search::record::{IndexFile, Record};
use elasticlunr::lang::{Dutch, English, Language, from_code};
use elasticlunr::{Index, IndexBuilder};

/// Name of the file.
pub const FILE: &str = "index.js";

/// Whether the crate knows the word forms of a language (a BCP 47 tag).
pub fn knows(tag: &str) -> bool {
    language(tag).is_some()
}

/// The index of all records, in the order of their addresses. A language without word forms is
/// indexed by the rules of English without harm: its words stay as they are but for English endings.
pub fn index(records: &[Record], tag: &str) -> IndexFile {
    let language = language(tag).unwrap_or_else(|| Box::new(English::new()));
    let mut index: Index = IndexBuilder::with_language(language).add_fields(&["title", "summary", "body"]).build();
    for record in records {
        index.add_doc(&record.address, [&record.title, &record.summary, &record.body]);
    }
    let json = index.to_json().replace("</", "<\\/");
    IndexFile { path: FILE.into(), bytes: format!("window.searchIndex = {json};\n").into_bytes() }
}

fn language(tag: &str) -> Option<Box<dyn Language>> {
    // The crate calls Dutch `du`.
    match tag.split('-').next().unwrap_or("") {
        "nl" => Some(Box::new(Dutch::new())),
        code => from_code(code),
    }
}
