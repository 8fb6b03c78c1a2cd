//! The words that mark each page out: those that it has often and others seldom (tf × idf).

use crate::model::page::{Page, Role};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How many words represent a page.
const TELLING_WORDS: usize = 12;
/// Words are counted by a hash of so many bits; that two share one now and then does no harm.
const BITS: u32 = 21;

/// The words that mark pages out. Needs nothing of them but their texts.
#[derive(Debug)]
pub struct Telling {
    /// By page.
    words: Vec<Box<[(u32, f32)]>>,
    /// By word.
    carriers: FxHashMap<u32, Vec<u32>>,
}

impl Telling {
    /// The words of a page, with what they weigh.
    pub fn words(&self, page: usize) -> &[(u32, f32)] {
        &self.words[page]
    }

    /// The pages of their own that a word marks out, in rising order.
    pub fn carriers(&self, word: u32) -> &[u32] {
        self.carriers.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The words of these pages.
    pub fn of(pages: &[Page]) -> Telling {
        let counted: Vec<Box<[Counted]>> =
            pages.par_iter().map_init(Room::default, |room, page| counted_words(page, room)).collect();
        // What is no page of its own counts for how rare a word is, and carries none.
        let mut pages_with: Vec<u16> = vec![0; 1 << BITS];
        for words in &counted {
            for word in words {
                let with = &mut pages_with[word.word() as usize];
                *with = with.saturating_add(1);
            }
        }
        let rarity: Vec<f32> = (0..=most_pages(pages.len())).map(|with| idf(with.into(), pages.len())).collect();
        let rarity = Rarity { pages_with: &pages_with, idf: &rarity, most: most_pages(pages.len()) };
        let words: Vec<Box<[(u32, f32)]>> = counted.into_par_iter().map(|words| rarity.telling(&words)).collect();
        let mut carriers: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (page, words) in words.iter().enumerate().filter(|(page, _)| pages[*page].role == Role::Page) {
            words.iter().for_each(|(word, _)| carriers.entry(*word).or_default().push(page as u32));
        }
        Telling { words, carriers }
    }
}

/// The highest of some scores, best first; of equal ones those with the lower numbers. One look at each,
/// since few of many are wanted.
pub fn highest(scores: impl Iterator<Item = (u32, f32)>, most: usize) -> Vec<(u32, f32)> {
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

/// How rare something is that so many of all pages have.
pub fn idf(with: u32, all: usize) -> f32 {
    (1.0 + all as f32 / (1.0 + with as f32)).ln()
}

/// A word that more pages have marks none of them out.
fn most_pages(all: usize) -> u16 {
    (all / 10).clamp(20, usize::from(u16::MAX) - 1) as u16
}

/// How rare words are among all pages.
struct Rarity<'a> {
    /// By word, the number of pages that have it, as far as it fits.
    pages_with: &'a [u16],
    /// By that number, its [`idf`].
    idf: &'a [f32],
    /// A word that more pages have is not telling.
    most: u16,
}

impl Rarity<'_> {
    /// The words of a page that mark it out most, with what they weigh.
    fn telling(&self, words: &[Counted]) -> Box<[(u32, f32)]> {
        let weighed = |word: &Counted| {
            let with = self.pages_with[word.word() as usize];
            let often = if word.times() == 1 { 1.0 } else { 1.0 + f32::from(word.times()).ln() };
            (2..=self.most).contains(&with).then(|| (word.word(), often * self.idf[usize::from(with)]))
        };
        highest(words.iter().filter_map(weighed), TELLING_WORDS).into()
    }
}

/// A word of a page and how often it occurs there, at most 2047 times: in four bytes, since all
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
fn counted_words(page: &Page, room: &mut Room) -> Box<[Counted]> {
    room.words.clear();
    for _ in 0..3 {
        push_words(&page.front.title, &mut room.words);
    }
    page.bodies.iter().flat_map(|b| &b.sections).for_each(|s| push_words(&s.text, &mut room.words));
    page.bodies.iter().flat_map(|b| &b.headings).for_each(|h| push_words(&h.text, &mut room.words));
    room.counted()
}

/// Room to count the words of one page after another: a table of places in which each word has its own,
/// the first free one from where its number points. Sorting the words instead takes several times as long.
#[derive(Default)]
struct Room {
    words: Vec<u32>,
    /// By place, a word and how often it was met; a count of 0 is a free place. A power of two of them.
    places: Vec<(u32, u32)>,
    /// The places that are taken.
    taken: Vec<u32>,
}

impl Room {
    /// The different words among `words`, in the order in which they came.
    fn counted(&mut self) -> Box<[Counted]> {
        let size = (2 * self.words.len()).next_power_of_two();
        if self.places.len() < size {
            self.places.resize(size, (0, 0));
        }
        let mask = size - 1;
        for word in &self.words {
            let mut at = *word as usize & mask;
            while self.places[at].1 > 0 && self.places[at].0 != *word {
                at = (at + 1) & mask;
            }
            if self.places[at].1 == 0 {
                self.taken.push(at as u32);
            }
            self.places[at] = (*word, self.places[at].1 + 1);
        }
        let counted = self.taken.drain(..).map(|at| {
            let (word, times) = std::mem::take(&mut self.places[at as usize]);
            Counted::new(word, times as usize)
        });
        counted.collect()
    }
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
    use std::collections::BTreeMap;

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
        fn words_are_counted_one_page_after_another(pages in prop::collection::vec(prop::collection::vec(0u32..40, 0..60), 1..4)) {
            let mut room = Room::default();
            for page in pages {
                // Some of them point at the same place.
                room.words = page.iter().map(|n| n << (n % 12)).collect();
                let mut expected: BTreeMap<u32, u16> = BTreeMap::new();
                room.words.iter().for_each(|word| *expected.entry(*word).or_default() += 1);
                let counted: Vec<(u32, u16)> = room.counted().iter().map(|c| (c.word(), c.times())).collect();
                prop_assert_eq!(counted.len(), expected.len());
                prop_assert_eq!(counted.into_iter().collect::<BTreeMap<_, _>>(), expected);
            }
        }

        #[test]
        fn every_word_of_four_letters_has_a_hash(text in ".{0,80}|[a-zA-Z@`{\\[ é]{0,40}") {
            let long = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() >= 4);
            let each: Vec<u32> = long.flat_map(hashes).collect();
            prop_assert_eq!(hashes(&text), each);
        }
    }
}
