//! The one home of elasticlunr-rs: its word forms, which our own index uses, and its own index for
//! everything, as Zola makes it: `window.searchIndex = …`, the JSON of elasticlunr.js 0.9.5.

use crate::search::record::{IndexFile, Record};
use crate::search::words::words;
use elasticlunr::lang::{Dutch, Language, from_code};
use elasticlunr::pipeline::{Pipeline, PipelineFn};
use elasticlunr::{Index, IndexBuilder};

/// Name of the file.
pub const FILE: &str = "index.js";

/// Whether the crate knows the word forms of a language (a BCP 47 tag).
pub fn knows(tag: &str) -> bool {
    language(tag).is_some()
}

/// The index of all records, in the order of their addresses. In a language without word forms,
/// words stay as they are.
pub fn index(records: &[Record], tag: &str) -> IndexFile {
    let mut index: Index = IndexBuilder::with_language(Box::new(Untrimmed { of: language(tag) }))
        .add_fields(&["title", "summary", "body"])
        .build();
    for record in records.iter().filter(|r| r.names.is_empty()) {
        index.add_doc(record.address, [record.title, record.summary, &record.body.join(" ")]);
    }
    let json = index.to_json().replace("</", "<\\/");
    IndexFile { path: FILE.into(), bytes: format!("window.searchIndex = {json};\n").into_bytes() }
}

/// A language of the crate with the words that we know: its own trimmers cut off digits, so that
/// `nis2` became `nis` and `2025` nothing.
struct Untrimmed {
    /// None when the crate does not know it.
    of: Option<Box<dyn Language>>,
}

impl Language for Untrimmed {
    fn name(&self) -> String {
        self.of.as_ref().map(|l| l.name()).unwrap_or_default()
    }

    fn code(&self) -> String {
        self.of.as_ref().map(|l| l.code()).unwrap_or_default()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        words(text)
    }

    fn make_pipeline(&self) -> Pipeline {
        let queue = self.of.as_ref().map(|l| untrimmed(&**l)).unwrap_or_default();
        Pipeline { queue }
    }
}

/// What a language does to words, but for its trimmer, which comes first.
fn untrimmed(language: &dyn Language) -> Vec<Box<dyn PipelineFn>> {
    language.make_pipeline().queue.into_iter().skip_while(|step| step.name().starts_with("trimmer")).collect()
}

/// Dutch words that say nothing by themselves either, and that the crate does not know as such.
const DUTCH: &[&str] =
    &["hen", "jij", "jou", "jouw", "jullie", "onze", "waar", "waarom", "wanneer", "welk", "welke", "wij"];

/// The stop words and word forms of a language. Not `Send`: one for each thread.
pub struct WordForms {
    stop_and_stem: Vec<Box<dyn PipelineFn>>,
    /// Stop words that the crate does not know; sorted.
    more: &'static [&'static str],
}

impl std::fmt::Debug for WordForms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WordForms").finish_non_exhaustive()
    }
}

impl WordForms {
    /// Those of a language (a BCP 47 tag); of an unknown one, every word is its own stem.
    pub fn of(tag: &str) -> WordForms {
        let more = if tag.split('-').next() == Some("nl") { DUTCH } else { &[] };
        WordForms { stop_and_stem: language(tag).map(|l| untrimmed(&*l)).unwrap_or_default(), more }
    }

    /// Whether a word says nothing by itself.
    pub fn is_stop_word(&self, word: &str) -> bool {
        let stop = self.stop_and_stem.first();
        self.more.binary_search(&word).is_ok() || stop.is_some_and(|stop| stop.filter(word.to_owned()).is_none())
    }

    /// The stem of a word; none for a stop word.
    pub fn stem(&self, word: &str) -> Option<String> {
        let known = self.more.binary_search(&word).is_err().then(|| word.to_owned())?;
        self.stop_and_stem.iter().try_fold(known, |word, step| step.filter(word))
    }
}

fn language(tag: &str) -> Option<Box<dyn Language>> {
    // The crate calls Dutch `du`.
    match tag.split('-').next().unwrap_or("") {
        "nl" => Some(Box::new(Dutch::new())),
        code => from_code(code),
    }
}
