//! A term shard: neighbouring word forms, and behind [`POSTINGS`] their pages, form by form (see
//! [`crate::search::postings`]). Letters and pages apart are packed closer by a host. Each form is
//!
//! 1. a digit: how many letters it shares with the form before;
//! 2. the rest of its letters;
//! 3. a capital: how many forms before it the last one of the same stem stands in this shard,
//!    `A` for none, `B` for the one before, up to `Y`; `Z` when the number follows.
//!
//! Letters are counted as JavaScript counts them, in UTF-16 units.

use crate::search::alphabet::{BASE, digit, push_number};
use crate::search::bits::BitWriter;
use crate::search::lexicon::Posting;
use crate::search::postings::{Lists, push_postings};
use rustc_hash::FxHashMap;

/// Stands between the forms and their pages.
pub const POSTINGS: char = '\u{1e}';

/// Writes shards from sorted forms, one after the other.
#[derive(Debug, Default)]
pub struct ShardWriter {
    text: String,
    pages: BitWriter,
    before: String,
    forms: usize,
    /// The last form of each stem.
    stems: FxHashMap<u32, usize>,
}

/// What a shard says of a form: everything but the letters that it shares.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its postings.
    pub pages: BitWriter,
    /// Number of its stem; none for a word whose stem no other word has.
    pub stem: Option<u32>,
}

impl Entry {
    /// The entry of a form with these pages.
    pub fn of(postings: &[Posting], stem: Option<u32>, lists: Lists) -> Entry {
        let mut pages = BitWriter::default();
        push_postings(&mut pages, postings, lists);
        Entry { pages, stem }
    }
}

impl ShardWriter {
    /// Adds a form that comes after all before it.
    pub fn push(&mut self, form: &str, entry: &Entry) {
        push_front_coded(&mut self.text, &self.before, form);
        let before = entry.stem.and_then(|stem| self.stems.insert(stem, self.forms));
        match before.map_or(0, |b| self.forms - b) {
            near @ 0..25 => self.text.push((b'A' + near as u8) as char),
            far => {
                self.text.push('Z');
                push_number(&mut self.text, far as u32);
            }
        }
        self.pages.append(&entry.pages);
        self.before = form.to_owned();
        self.forms += 1;
    }

    /// Bytes so far, but for the last few of the pages.
    pub fn len(&self) -> usize {
        self.text.len() + self.pages.digits()
    }

    /// Whether nothing was added since the last shard.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Ends a shard and gives its text.
    pub fn end(&mut self) -> String {
        let ShardWriter { mut text, pages, .. } = std::mem::take(self);
        text.push(POSTINGS);
        text.push_str(&pages.end());
        text
    }
}

/// A digit with the number of letters that two words share at their beginning, and the rest of the second.
pub fn push_front_coded(text: &mut String, before: &str, word: &str) {
    let (mut shared, mut bytes) = (0, 0);
    for (a, b) in before.chars().zip(word.chars()) {
        if a != b || shared + a.len_utf16() >= BASE as usize {
            break;
        }
        shared += a.len_utf16();
        bytes += a.len_utf8();
    }
    text.push(digit(shared as u32));
    text.push_str(&word[bytes..]);
}
