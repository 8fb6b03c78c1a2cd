//! Pages that are like each other, by the words that mark them out and the terms they share.
//!
//! Each page is represented by its few most telling words (tf × idf). Two pages are alike by the
//! telling words and terms that they share, each weighing less the more pages have it; what many
//! pages have is not looked at beyond its nearest neighbours, so that the work grows with the number of pages and no faster.

use crate::model::id::PageId;
use crate::model::page::{Page, Role};
use crate::model::term::Term;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How many pages are proposed.
const MOST: usize = 4;
/// How many words represent a page.
const TELLING_WORDS: usize = 12;
/// Of the pages that share something, at most so many on either side in its list are looked at.
const NEIGHBOURS: usize = 40;
/// Words are counted by a hash of so many bits; that two share one now and then does no harm.
const BITS: u32 = 22;

/// The pages related to each page, best first.
pub fn related(pages: &[Page], terms: &[Term]) -> Vec<Vec<PageId>> {
    // What is no page of its own counts for how rare a word is, and is never proposed.
    let is_own: Vec<bool> = pages.iter().map(|page| page.role == Role::Page).collect();
    let counted: Vec<Box<[Counted]>> =
        pages.par_iter().map_init(Vec::new, |words, page| counted_words(page, words)).collect();
    let mut pages_with: Vec<u32> = vec![0; 1 << BITS];
    for words in &counted {
        words.iter().for_each(|c| pages_with[c.word() as usize] += 1);
    }
    let rarity: Vec<f32> = (0..=most_pages(pages.len())).map(|with| idf(with, pages.len())).collect();
    let rarity = Rarity { pages_with: &pages_with, idf: &rarity, most: most_pages(pages.len()) };
    let telling: Vec<Box<[(u32, f32)]>> = counted.into_par_iter().map(|words| rarity.telling(&words)).collect();
    // By word, the pages that it marks out, in rising order.
    let mut carriers: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (page, words) in telling.iter().enumerate().filter(|(page, _)| is_own[*page]) {
        words.iter().for_each(|(word, _)| carriers.entry(*word).or_default().push(page as u32));
    }
    // By page, its terms and where it stands in the list of each.
    let mut terms_of: Vec<Vec<(u32, u32)>> = vec![Vec::new(); pages.len()];
    for (t, term) in terms.iter().enumerate() {
        term.pages.iter().zip(0..).for_each(|(page, at)| terms_of[page.0 as usize].push((t as u32, at)));
    }
    (0..pages.len())
        .into_par_iter()
        .map_init(
            || Scores::among(pages.len()),
            |scores, page| {
                if !is_own[page] {
                    return Vec::new();
                }
                for (word, weight) in &telling[page] {
                    let list = &carriers[word];
                    for other in near(list, list.partition_point(|p| (*p as usize) < page)) {
                        scores.add(*other, *weight);
                    }
                }
                for (term, at) in &terms_of[page] {
                    let list = &terms[*term as usize].pages;
                    let weight = 2.0 * idf(list.len() as u32, pages.len());
                    for other in near(list, *at as usize) {
                        scores.add(other.0, weight);
                    }
                }
                let beside = pages[page].beside();
                let others = scores.taken(page as u32);
                let others = others.filter(|(other, _)| is_own[*other as usize] && !beside.contains(&PageId(*other)));
                highest(others, MOST).into_iter().map(|(page, _)| PageId(page)).collect()
            },
        )
        .collect()
}

/// The neighbours of an entry in a list.
fn near<T>(list: &[T], at: usize) -> &[T] {
    if list.len() <= 2 * NEIGHBOURS {
        return list;
    }
    &list[at.saturating_sub(NEIGHBOURS)..list.len().min(at + NEIGHBOURS + 1)]
}

/// The scores of all pages beside one: a place for each, used again for the next one, and the
/// pages that have a score.
struct Scores {
    of: Vec<f32>,
    scored: Vec<u32>,
}

impl Scores {
    fn among(pages: usize) -> Scores {
        Scores { of: vec![0.0; pages], scored: Vec::new() }
    }

    fn add(&mut self, page: u32, weight: f32) {
        let score = &mut self.of[page as usize];
        if *score == 0.0 {
            self.scored.push(page);
        }
        *score += weight;
    }

    /// The scores of the others, in no order; then all are nought again.
    fn taken(&mut self, own: u32) -> impl Iterator<Item = (u32, f32)> {
        let of = &mut self.of;
        let taken = self.scored.drain(..).map(move |page| (page, std::mem::take(&mut of[page as usize])));
        taken.filter(move |(page, _)| *page != own)
    }
}

/// The highest of some scores, best first; of equal ones those with the lower numbers. One look at each,
/// since few of many are wanted.
fn highest(scores: impl Iterator<Item = (u32, f32)>, most: usize) -> Vec<(u32, f32)> {
    let mut highest: Vec<(u32, f32)> = Vec::with_capacity(most + 1);
    let is_before = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)).is_lt();
    for score in scores {
        if highest.len() < most || highest.last().is_some_and(|last| is_before(&score, last)) {
            highest.insert(highest.partition_point(|other| is_before(other, &score)), score);
            highest.truncate(most);
        }
    }
    highest
}

fn idf(with: u32, all: usize) -> f32 {
    (1.0 + all as f32 / (1.0 + with as f32)).ln()
}

/// A word that more pages have marks none of them out.
fn most_pages(all: usize) -> u32 {
    (all / 10).max(20) as u32
}

/// How rare words are among all pages.
struct Rarity<'a> {
    /// By word, the number of pages that have it.
    pages_with: &'a [u32],
    /// By that number, its [`idf`].
    idf: &'a [f32],
    /// A word that more pages have is not telling.
    most: u32,
}

impl Rarity<'_> {
    /// The words of a page that mark it out most, with what they weigh.
    fn telling(&self, words: &[Counted]) -> Box<[(u32, f32)]> {
        let weighed = |word: &Counted| {
            let with = self.pages_with[word.word() as usize];
            let often = if word.times() == 1 { 1.0 } else { 1.0 + f32::from(word.times()).ln() };
            (2..=self.most).contains(&with).then(|| (word.word(), often * self.idf[with as usize]))
        };
        highest(words.iter().filter_map(weighed), TELLING_WORDS).into()
    }
}

/// A word of a page and how often it occurs there, at most 1023 times: in four bytes, since all
/// words of all pages are held at once.
#[derive(Clone, Copy)]
struct Counted(u32);

impl Counted {
    fn new(word: u32, times: usize) -> Counted {
        Counted(word << (32 - BITS) | (times as u32).min((1 << (32 - BITS)) - 1))
    }

    fn word(self) -> u32 {
        self.0 >> (32 - BITS)
    }

    fn times(self) -> u16 {
        (self.0 & ((1 << (32 - BITS)) - 1)) as u16
    }
}

/// The different words of a page with how often they occur; words of the title count more.
/// `words` is room for the work.
fn counted_words(page: &Page, words: &mut Vec<u32>) -> Box<[Counted]> {
    words.clear();
    for _ in 0..3 {
        push_words(&page.front.title, words);
    }
    page.bodies.iter().flat_map(|b| &b.sections).for_each(|s| push_words(&s.text, words));
    page.bodies.iter().flat_map(|b| &b.headings).for_each(|h| push_words(&h.text, words));
    words.sort_unstable();
    let same = words.chunk_by(|a, b| a == b);
    let counted: Vec<Counted> = same.map(|run| Counted::new(run[0], run.len())).collect();
    counted.into()
}

/// Hashes of the words of four letters and more, without case.
fn push_words(text: &str, words: &mut Vec<u32>) {
    let mut word = Word::default();
    let mut at = 0;
    while at < text.len() {
        let (letters, n) = letters(&text.as_bytes()[at..]);
        if n > 0 {
            word.push(letters, n);
            at += n;
        }
        match text.as_bytes().get(at) {
            Some(byte) if byte.is_ascii_alphabetic() => {}
            Some(0x80..) => {
                let Some(c) = text[at..].chars().next() else { break };
                match c.is_alphabetic() {
                    true => word.push(u64::from(c.to_lowercase().next().unwrap_or(c)), 1),
                    false => word.end(words),
                }
                at += c.len_utf8();
            }
            _ => {
                word.end(words);
                at += 1;
            }
        }
    }
    word.end(words);
}

/// The letters of ASCII that a text begins with, at most eight: in lower case, the first in the lowest byte;
/// and how many there are. All eight are looked at in one number, since this is done for every word of the hub.
fn letters(text: &[u8]) -> (u64, usize) {
    /// One byte in each of the eight.
    const fn each(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let eight = text.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..text.len().min(8)].copy_from_slice(&text[..text.len().min(8)]);
        eight
    });
    let number = u64::from_le_bytes(eight) | each(0x20);
    let low = number & each(0x7f);
    // The highest bit of each byte says whether it is from 'a' on, and whether it is beyond 'z'.
    let from_a = low + each(0x80 - b'a');
    let beyond_z = low + each(0x80 - b'z' - 1);
    let is_letter = from_a & !beyond_z & !number & each(0x80);
    let n = (is_letter ^ each(0x80)).trailing_zeros() as usize / 8;
    (if n == 8 { number } else { number & ((1 << (8 * n)) - 1) }, n)
}

/// The letters of a word so far: their hash (as rustc-hash mixes numbers) and how many there are.
#[derive(Default)]
struct Word {
    hash: u64,
    letters: usize,
}

impl Word {
    fn push(&mut self, letters: u64, n: usize) {
        self.hash = (self.hash.rotate_left(5) ^ letters).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.letters += n;
    }

    fn end(&mut self, words: &mut Vec<u32>) {
        if self.letters >= 4 {
            words.push((self.hash >> (64 - BITS)) as u32);
        }
        *self = Word::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        push_words(text, &mut words);
        words
    }

    #[test]
    fn words_are_the_same_in_any_case_and_anywhere() {
        assert_eq!(hashes("Buurtagenda"), hashes("de BUURTAGENDA, nu"));
        assert_eq!(hashes("Coöperaties"), hashes("2 cOÖPERATIES\u{a0}"));
        assert_ne!(hashes("buurtagenda"), hashes("buurtagendas"));
    }

    proptest! {
        #[test]
        fn every_word_of_four_letters_has_a_hash(text in ".{0,80}|[a-zA-Z@`{\\[ é]{0,40}") {
            let long = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 4);
            let each: Vec<u32> = long.flat_map(hashes).collect();
            prop_assert_eq!(hashes(&text), each);
        }
    }
}
