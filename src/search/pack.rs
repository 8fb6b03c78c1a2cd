//! A pack: what is shown of neighbouring pages. Pages are divided by U+001E, their parts by tabs:
//!
//! 1. a digit: how many letters of the address it shares with the page before, and the rest of the
//!    address but for the `/` at its end; U+001F stands for the words of the title with hyphens between them,
//!    U+001D and a digit for so many of the first letters of that;
//! 2. the title;
//! 3. a digit: the index of the kind;
//! 4. the summary, or the beginning of the text, at most [`SUMMARY`] characters, or a few more when
//!    that is all of it;
//! 5. each heading: its text; behind U+001F its anchor where that does not begin with what GitHub makes of
//!    the text; behind two of them what follows on that, where something does.

use crate::search::alphabet::{BASE, digit};
use crate::search::record::Record;
use crate::search::shard::push_front_coded;
use crate::search::words::hyphenated;
use crate::source::slug::anchor;
use rustc_hash::FxHashSet;

/// Characters of a summary.
pub const SUMMARY: usize = 100;
/// One that is so much longer is kept whole: nobody wants a sentence without its last word.
const REST: usize = 15;
/// Stands for the title in an address, and before an anchor; no text has it.
const DIVIDER: char = '\u{1f}';
/// Stands for the beginning of the title in an address: a digit follows, of how many letters.
const CUT: char = '\u{1d}';
/// Headings of a page, and characters of each. Pages with more are found by them all the same.
const HEADINGS: usize = 12;
const HEADING: usize = 60;

/// The pack of some records. Headings that are common tell nothing, and are left out.
pub fn pack(records: &[Record], common: &FxHashSet<&str>) -> String {
    let mut text = String::new();
    let mut before = "";
    for (i, record) in records.iter().enumerate() {
        if i > 0 {
            text.push('\u{1e}');
        }
        push_address(&mut text, before, record);
        before = record.address;
        text.push('\t');
        push_plain(&mut text, record.title, usize::MAX);
        text.push('\t');
        text.push(digit(record.kind as u32));
        text.push('\t');
        let most = if record.beginning.chars().nth(SUMMARY + REST).is_none() { SUMMARY + REST } else { SUMMARY };
        push_plain(&mut text, &shortened(&record.beginning, most), most + 2);
        for (id, heading) in headings(record, common) {
            text.push('\t');
            let heading = plain(heading, HEADING);
            text.push_str(&heading);
            // The anchor of a heading that was cut goes on where the text ends.
            match id.strip_prefix(anchor(&heading).as_str()) {
                Some("") => {}
                Some(rest) => {
                    text.extend([DIVIDER, DIVIDER]);
                    push_plain(&mut text, rest, usize::MAX);
                }
                None => {
                    text.push(DIVIDER);
                    push_plain(&mut text, id, usize::MAX);
                }
            }
        }
    }
    text
}

/// The headings of a page that tell something: each text once, and not that of the title again.
fn headings<'r>(record: &'r Record, common: &FxHashSet<&str>) -> Vec<(&'r str, &'r str)> {
    let mut seen: FxHashSet<&str> = FxHashSet::from_iter([record.title]);
    let telling = record.headings.iter().filter(|(_, text)| !common.contains(text) && seen.insert(text));
    telling.take(HEADINGS).copied().collect()
}

/// The shorter of two ways to write an address: letters that it shares with the one before and then its own,
/// or with what it shares with the words of the title instead.
fn push_address(text: &mut String, before: &str, record: &Record) {
    let address = record.address.strip_suffix('/').unwrap_or(record.address);
    let mut whole = String::new();
    push_front_coded(&mut whole, before, address);
    let by_title = by_title(before, address, &hyphenated(record.title));
    text.push_str(by_title.as_ref().filter(|short| short.len() < whole.len()).unwrap_or(&whole));
}

fn by_title(before: &str, address: &str, title: &str) -> Option<String> {
    let begin = address.rfind('/').map_or(0, |slash| slash + 1);
    let name = &address[begin..];
    let mut text = String::new();
    push_front_coded(&mut text, before, &address[..begin]);
    if let Some(rest) = name.strip_prefix(title).filter(|_| !title.is_empty()) {
        text.push(DIVIDER);
        text.push_str(rest);
        return Some(text);
    }
    let shared = alike(name, title).min(BASE as usize - 1);
    let rest = name.get(shared..)?;
    text.extend([CUT, digit(shared as u32)]);
    text.push_str(rest);
    Some(text)
}

/// How many letters of ASCII two texts begin with that are the same.
fn alike(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b && a.is_ascii()).count()
}

fn push_plain(text: &mut String, value: &str, longest: usize) {
    text.push_str(&plain(value, longest));
}

/// The text without what divides a pack, cut after some characters.
fn plain(value: &str, longest: usize) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(longest).collect()
}

/// A text that is cut behind a word, with an ellipsis, when it is longer.
fn shortened(text: &str, longest: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(longest) else { return text.to_owned() };
    let whole = text[..end].rfind(' ').filter(|w| *w > end / 2).unwrap_or(end);
    format!("{} …", text[..whole].trim_end_matches([' ', ',', '.', ';', ':']))
}
