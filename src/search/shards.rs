//! Shards in a row, and where each begins. Knows nothing of what stands in them.

use crate::search::alphabet::push_number;

/// Words that begin with so many same letters are sought together, so shards are cut where these change.
pub const SAME_LETTERS: usize = 3;

/// Shards with the first letters of each.
#[derive(Debug, Default)]
pub struct Shards {
    /// Their texts.
    pub texts: Vec<String>,
    /// Enough of the first word of each to tell it from the word before; that of the first is empty.
    pub begins: Vec<String>,
}

impl Shards {
    /// Adds a shard: its text, its first word, and the last word of the shard before.
    pub fn push(&mut self, text: String, first: &str, before: &str) {
        let same = same_letters(first, before);
        self.begins.push(if before.is_empty() { String::new() } else { first.chars().take(same + 1).collect() });
        self.texts.push(text);
    }
}

/// How many letters words share at their beginning.
pub fn same_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The begins of some shards as one text: for each a capital with the number of letters that it shares
/// with the one before (`Z` when it is more than 24, and the number follows), and the rest.
pub fn begins(begins: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for begin in begins {
        let shared =
            before.chars().zip(begin.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf16()).sum::<usize>();
        match shared {
            0..25 => text.push((b'A' + shared as u8) as char),
            far => {
                text.push('Z');
                push_number(&mut text, far as u32);
            }
        }
        let bytes: usize =
            before.chars().zip(begin.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        text.push_str(&begin[bytes..]);
        before = begin;
    }
    text
}
