//! The one home of elasticlunr-rs: its word forms, which our own index uses, and its own index for
//! everything, as Zola makes it: `window.searchIndex = …`, the JSON of elasticlunr.js 0.9.5.

use crate::search::record::{IndexFile, Record};
use elasticlunr::lang::{Dutch, English, Language, from_code};
use elasticlunr::pipeline::PipelineFn;
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
        index.add_doc(record.address, [record.title, record.summary, &record.body.join(" ")]);
    }
    let json = index.to_json().replace("</", "<\\/");
    IndexFile { path: FILE.into(), bytes: format!("window.searchIndex = {json};\n").into_bytes() }
}

/// The stop words and word forms of a language. Not `Send`: one for each thread.
pub struct WordForms {
    stop_and_stem: Vec<Box<dyn PipelineFn>>,
}

impl std::fmt::Debug for WordForms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordForms").finish_non_exhaustive()
    }
}

impl WordForms {
    /// Those of a language (a BCP 47 tag); of an unknown one, every word is its own stem.
    pub fn of(tag: &str) -> WordForms {
        // The first of the pipeline is a trimmer, which would cut off digits.
        let stop_and_stem = language(tag).map(|l| l.make_pipeline().queue.into_iter().skip(1).collect());
        WordForms { stop_and_stem: stop_and_stem.unwrap_or_default() }
    }

    /// Whether a word says nothing by itself.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_and_stem.first().is_some_and(|stop| stop.filter(word.to_owned()).is_none())
    }

    /// The stem of a word; none for a stop word.
    pub fn stem(&self, word: &str) -> Option<String> {
        self.stop_and_stem.iter().try_fold(word.to_owned(), |word, step| step.filter(word))
    }
}

fn language(tag: &str) -> Option<Box<dyn Language>> {
    // The crate calls Dutch `du`.
    match tag.split('-').next().unwrap_or("") {
        "nl" => Some(Box::new(Dutch::new())),
        code => from_code(code),
    }
}
