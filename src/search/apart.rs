//! Words that a title has apart: who asks `darkmode` means `Dark mode` too, where another text or an address of the
//! hub writes it as one word. Knows nothing of compounds, nor of how it is written down.

use crate::search::lexicon::{Lexicon, Posting};
use crate::search::record::Record;
use crate::search::synonyms::Lent;
use crate::search::words::parts;

/// Letters that each of both words has at least.
const LETTERS: usize = 3;
/// What a word counts on a page of what the two count there that make it.
const APART: f32 = 0.9;

/// Lends each word of the lexicon that two neighbours in a title make together the page of that title.
pub fn lend(lexicon: &Lexicon, records: &[Record], lent: &mut Lent) {
    let pages = records.iter().enumerate().filter(|(_, record)| record.names.is_empty());
    for (page, record) in pages {
        for both in neighbours(record.title) {
            let Some(form) = lexicon.find(&both.concat()) else { continue };
            let says_something = both.iter().all(|word| lexicon.stop_words.binary_search(word).is_err());
            let counts = both.iter().filter_map(|word| impact(lexicon, word, page as u32));
            if let Some(least) = counts.reduce(f32::min).filter(|_| says_something) {
                lent.entry(form).or_default().push(Posting { page: page as u32, impact: least * APART });
            }
        }
    }
}

/// Neighbours in a title that may be written together.
pub fn neighbours(title: &str) -> Vec<[String; 2]> {
    let words = parts(title);
    let long = |word: &String| word.chars().nth(LETTERS - 1).is_some();
    let both = words.iter().zip(words.iter().skip(1)).filter(|(a, b)| long(a) && long(b));
    both.map(|(a, b)| [a.clone(), b.clone()]).collect()
}

fn impact(lexicon: &Lexicon, word: &str, page: u32) -> Option<f32> {
    let postings = lexicon.postings(lexicon.find(word)?);
    let at = postings.binary_search_by_key(&page, |posting| posting.page).ok()?;
    Some(postings[at].impact)
}
