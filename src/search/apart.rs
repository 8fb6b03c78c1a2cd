//! Words that a title has apart: who asks `darkmode` means `Dark mode` too, where another text or an address of the
//! hub writes it as one word. Knows nothing of compounds, nor of how it is written down.

use crate::search::lexicon::{Lexicon, Posting};
use crate::search::record::Record;
use crate::search::synonyms::Lent;
use crate::search::words::parts;
use rayon::prelude::*;

/// Letters that each of both words has at least.
const LETTERS: usize = 3;
/// What a word counts on a page of what the two count there that make it.
const APART: f32 = 0.9;

/// Lends each word of the lexicon that two neighbours in a title make together the page of that title.
pub fn lend(lexicon: &Lexicon, records: &[Record], lent: &mut Lent) {
    let pages = records.par_iter().enumerate().filter(|(_, record)| record.names.is_empty());
    let joined: Vec<(usize, Posting)> = pages
        .flat_map_iter(|(page, record)| {
            neighbours(record.title).into_iter().filter_map(move |both| joined(lexicon, &both, page as u32))
        })
        .collect();
    joined.into_iter().for_each(|(form, posting)| lent.entry(form).or_default().push(posting));
}

/// The form that two words make together, and what it counts on a page that has them apart.
fn joined(lexicon: &Lexicon, both: &[String; 2], page: u32) -> Option<(usize, Posting)> {
    let form = lexicon.find(&both.concat())?;
    let says_something = both.iter().all(|word| lexicon.stop_words.binary_search(word).is_err());
    let least = both.iter().filter_map(|word| impact(lexicon, word, page)).reduce(f32::min);
    let least = least.filter(|_| says_something)?;
    Some((form, Posting { page, impact: least * APART }))
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
