//! Every word form of the hub with the pages that have it and what it counts there.
//! Knows nothing of stems, nor of how it is written down.

use crate::search::elasticlunr::WordForms;
use crate::search::level::impact;
use crate::search::record::Record;
use crate::search::weights::{BODY, HEADING, LINKS, LIST_TEXT, PATH, SUMMARY, TERMS, TITLE, Weight, name_level};
use crate::search::words::{each_part, each_word, parts};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The word forms of all records.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Sorted as JavaScript compares strings: by UTF-16 units.
    pub forms: Vec<Form>,
    /// The words of the language that say nothing by themselves, as far as the hub has them; sorted.
    pub stop_words: Vec<String>,
    /// The postings of all forms, by form and then by page.
    postings: Vec<Posting>,
}

/// A word as it is written in texts, folded.
#[derive(Debug, Default)]
pub struct Form {
    /// The word.
    pub text: Box<str>,
    /// Whether it stands in a title, or a link to a page.
    pub named: bool,
    first: usize,
    end: usize,
}

/// A page that has a word form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// Index of the record.
    pub page: u32,
    /// What the word counts there.
    pub impact: f32,
}

impl Lexicon {
    /// Reads all records, in parallel.
    pub fn of(records: &[Record], language: &str) -> Lexicon {
        let average = Lengths::average(records);
        let chunks: Vec<Chunk> = records
            .par_chunks(PAGES_AT_ONCE)
            .enumerate()
            .map_init(
                || WordForms::of(language),
                |word_forms, (i, records)| Counter::of(records, i * PAGES_AT_ONCE, &average, word_forms).chunk(),
            )
            .collect();
        merged(chunks)
    }

    /// The pages that have a form, by page.
    pub fn postings(&self, form: usize) -> &[Posting] {
        &self.postings[self.forms[form].first..self.forms[form].end]
    }

    /// The forms that begin with some letters, by index.
    pub fn beginning_with(&self, letters: &str) -> impl Iterator<Item = usize> {
        let first = self.forms.partition_point(|f| by_utf16(&f.text, letters) == Ordering::Less);
        (first..self.forms.len()).take_while(move |form| self.forms[*form].text.starts_with(letters))
    }

    /// Adds names as forms, as far as they are new; no page has them.
    pub fn add_names<'a>(&mut self, names: impl Iterator<Item = &'a String>) {
        let new = names.filter(|name| self.find(name).is_none());
        let new: BTreeSet<&str> = new.map(String::as_str).collect();
        self.forms.extend(new.into_iter().map(|name| Form { text: name.into(), named: true, first: 0, end: 0 }));
        self.forms.sort_by(|a, b| by_utf16(&a.text, &b.text));
    }

    /// The index of a form.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.forms.binary_search_by(|f| by_utf16(&f.text, text)).ok()
    }
}

/// The order in which JavaScript compares strings. It differs from that of Rust only where a
/// character beyond U+FFFF meets one between U+E000 and U+FFFF.
pub fn by_utf16(a: &str, b: &str) -> Ordering {
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((x, y)) if x >= FROM_E000 && y >= FROM_E000 => a.encode_utf16().cmp(b.encode_utf16()),
        Some((x, y)) => x.cmp(&y),
        None => a.len().cmp(&b.len()),
    }
}

/// First byte of the characters from U+E000 on.
const FROM_E000: u8 = 0xee;

/// Few enough that every core has work, and enough that words are shared.
const PAGES_AT_ONCE: usize = 256;
/// Different words that so many pages may have before room for more is made.
const WORDS_AT_ONCE: usize = 14_000;

/// Bytes of the fields of the average page that has them.
#[derive(Debug, Default)]
struct Lengths {
    title: f32,
    heading: f32,
    terms: f32,
    summary: f32,
    path: f32,
    body: f32,
}

impl Lengths {
    fn average(records: &[Record]) -> Lengths {
        let records = &records[..records.iter().filter(|r| r.names.is_empty()).count()];
        let mean = |lengths: &mut dyn Iterator<Item = usize>| {
            let (sum, n) = lengths.filter(|l| *l > 0).fold((0, 0), |(sum, n), length| (sum + length, n + 1));
            (sum as f32 / (n as f32).max(1.0)).max(1.0)
        };
        Lengths {
            title: mean(&mut records.iter().map(|r| r.title.len())),
            heading: mean(&mut records.iter().flat_map(|r| &r.headings).map(|(_, text)| text.len())),
            terms: mean(&mut records.iter().map(|r| total(&r.terms))),
            summary: mean(&mut records.iter().map(|r| r.summary.len())),
            path: mean(&mut records.iter().map(|r| r.address.len())),
            body: mean(&mut records.iter().map(|r| total(&r.body))),
        }
    }
}

fn total(texts: &[&str]) -> usize {
    texts.iter().map(|t| t.len()).sum()
}

/// The words of some records, with their pages.
struct Chunk {
    words: Vec<Word>,
    /// The postings of all words, by word and then by page.
    postings: Vec<Posting>,
    /// How many postings come before those of each word, and how many there are.
    first: Vec<u32>,
}

impl Chunk {
    /// Index and postings of each word that counts.
    fn counted(&self) -> impl Iterator<Item = (usize, &[Posting])> {
        let ranges = self.first.windows(2).map(|w| &self.postings[w[0] as usize..w[1] as usize]);
        ranges.enumerate().filter(|(_, postings)| !postings.is_empty())
    }
}

/// Counts the words of some records: they are numbered as they come.
#[derive(Default)]
struct Counter {
    numbers: Numbers,
    words: Vec<Word>,
    /// Occurrences of each word in the text at hand: looked at for every word of every text, so together.
    times: Vec<u32>,
    /// Number of the word, page, impact; by page.
    postings: Vec<(u32, Posting)>,
    /// Words of the page at hand.
    on_page: Vec<u32>,
    /// Words of the text at hand.
    in_text: Vec<u32>,
}

/// The numbers of words. Most are short: their bytes are the key itself, so that nothing else is looked at.
struct Numbers {
    short: FxHashMap<[u64; 2], u32>,
    long: FxHashMap<Box<str>, u32>,
}

impl Default for Numbers {
    fn default() -> Numbers {
        let short = FxHashMap::with_capacity_and_hasher(WORDS_AT_ONCE, FxBuildHasher);
        Numbers { short, long: FxHashMap::default() }
    }
}

impl Numbers {
    /// The number of a word, which is `next` when it is new.
    fn of(&mut self, text: &str, next: u32) -> u32 {
        let bytes = text.as_bytes();
        if bytes.len() > 16 {
            if let Some(number) = self.long.get(text) {
                return *number;
            }
            return *self.long.entry(text.into()).or_insert(next);
        }
        // No word holds a byte that is nought, so what fills the rest is no part of any.
        let mut all = [0; 16];
        all[..bytes.len()].copy_from_slice(bytes);
        let key = [0, 8].map(|half| u64::from_le_bytes(std::array::from_fn(|i| all[half + i])));
        *self.short.entry(key).or_insert(next)
    }
}

struct Word {
    text: Box<str>,
    is_stop: bool,
    named: bool,
    /// What it counts on the page at hand so far.
    impact: f32,
    /// What it counts in the best heading.
    heading: f32,
}

impl Counter {
    fn of(records: &[Record], first: usize, average: &Lengths, word_forms: &WordForms) -> Counter {
        let mut counter = Counter::default();
        for (i, record) in records.iter().enumerate() {
            match record.names.is_empty() {
                true => counter.page(record, average, word_forms),
                false => counter.list(record, average, word_forms),
            }
            counter.end_page((first + i) as u32);
        }
        counter
    }

    fn page(&mut self, record: &Record, average: &Lengths, word_forms: &WordForms) {
        let all = Counted { stop_words: true, named: false };
        let named = Counted { stop_words: true, named: true };
        let content = Counted { stop_words: false, named: false };
        self.text(&[record.title], word_forms);
        self.count(TITLE, record.title.len() as f32 / average.title, named);
        for (_, heading) in &record.headings {
            self.text(&[heading], word_forms);
            self.count_heading(HEADING, heading.len() as f32 / average.heading);
        }
        self.text(&record.terms, word_forms);
        self.count(TERMS, total(&record.terms) as f32 / average.terms, all);
        self.text(&[record.summary], word_forms);
        self.count(SUMMARY, record.summary.len() as f32 / average.summary, content);
        self.address(record.address, word_forms);
        self.count(PATH, record.address.len() as f32 / average.path, all);
        self.text(&record.links, word_forms);
        self.count(LINKS, 1.0, Counted { stop_words: false, named: true });
        for (weight, text) in &record.fields {
            self.text(&[text], word_forms);
            self.count(Weight { weight: *weight, ..TERMS }, 1.0, all);
        }
        self.text(&record.body, word_forms);
        self.count(BODY, total(&record.body) as f32 / average.body, content);
    }

    /// Counts a list: the words of its names by how long the name is, those of its texts as a page, but less.
    fn list(&mut self, record: &Record, average: &Lengths, word_forms: &WordForms) {
        let content = Counted { stop_words: false, named: false };
        for (_, heading) in &record.headings {
            self.text(&[heading], word_forms);
            self.count(HEADING, heading.len() as f32 / average.heading, content);
        }
        self.text(&[record.summary], word_forms);
        self.count(SUMMARY, record.summary.len() as f32 / average.summary, content);
        self.text(&record.body, word_forms);
        self.count(BODY, total(&record.body) as f32 / average.body, content);
        for number in &self.on_page {
            let word = &mut self.words[*number as usize];
            word.impact = word.impact.min(impact(LIST_TEXT));
        }
        for name in &record.names {
            let counts = impact(name_level(parts(name).iter().collect::<BTreeSet<_>>().len()));
            self.text(&[name], word_forms);
            for number in self.in_text.drain(..) {
                let word = &mut self.words[number as usize];
                self.times[number as usize] = 0;
                if word.impact == 0.0 {
                    self.on_page.push(number);
                }
                word.named = true;
                word.impact = word.impact.max(counts);
            }
        }
    }

    /// Counts the words of a text that is in pieces.
    fn text(&mut self, pieces: &[&str], word_forms: &WordForms) {
        for piece in pieces {
            each_word(piece, |text| self.word(text, word_forms));
        }
    }

    /// Counts the words of an address: hyphens stand between all of them, and join none.
    fn address(&mut self, address: &str, word_forms: &WordForms) {
        each_part(address, |text| self.word(text, word_forms));
    }

    fn word(&mut self, text: &str, word_forms: &WordForms) {
        let number = self.numbers.of(text, self.words.len() as u32);
        if number as usize == self.words.len() {
            self.words.push(Word::new(text, word_forms));
            self.times.push(0);
        }
        let times = &mut self.times[number as usize];
        if *times == 0 {
            self.in_text.push(number);
        }
        *times += 1;
    }

    fn count(&mut self, weight: Weight, length: f32, which: Counted) {
        for number in self.in_text.drain(..) {
            let word = &mut self.words[number as usize];
            let times = std::mem::take(&mut self.times[number as usize]);
            if word.is_stop && !which.stop_words {
                continue;
            }
            word.named |= which.named;
            if word.impact == 0.0 && word.heading == 0.0 {
                self.on_page.push(number);
            }
            word.impact += weight.of(times as f32, length);
        }
    }

    fn count_heading(&mut self, weight: Weight, length: f32) {
        for number in self.in_text.drain(..) {
            let word = &mut self.words[number as usize];
            let times = std::mem::take(&mut self.times[number as usize]);
            if word.impact == 0.0 && word.heading == 0.0 {
                self.on_page.push(number);
            }
            word.heading = word.heading.max(weight.of(times as f32, length));
        }
    }

    fn end_page(&mut self, page: u32) {
        for number in self.on_page.drain(..) {
            let word = &mut self.words[number as usize];
            let impact = std::mem::take(&mut word.impact) + std::mem::take(&mut word.heading);
            self.postings.push((number, Posting { page, impact }));
        }
    }

    /// What was counted, by word.
    fn chunk(self) -> Chunk {
        let mut first = vec![0; self.words.len() + 1];
        self.postings.iter().for_each(|(word, _)| first[*word as usize + 1] += 1);
        (1..first.len()).for_each(|i| first[i] += first[i - 1]);
        let mut next = first.clone();
        let mut postings = vec![Posting { page: 0, impact: 0.0 }; self.postings.len()];
        for (word, posting) in self.postings {
            let place = &mut next[word as usize];
            postings[*place as usize] = posting;
            *place += 1;
        }
        Chunk { words: self.words, postings, first }
    }
}

/// Which words of a field count.
#[derive(Clone, Copy)]
struct Counted {
    stop_words: bool,
    named: bool,
}

impl Word {
    fn new(text: &str, word_forms: &WordForms) -> Word {
        let is_stop = word_forms.is_stop_word(text);
        Word { text: text.into(), is_stop, named: false, impact: 0.0, heading: 0.0 }
    }
}

/// All chunks together. Forms are numbered by their order, postings put in the order of their forms.
fn merged(chunks: Vec<Chunk>) -> Lexicon {
    // Most words stand in most chunks: a set first, so that each is sorted once.
    let all = chunks.par_iter().fold(FxHashSet::default, with_words).reduce(FxHashSet::default, union);
    let mut texts: Vec<(u64, &str)> = all.into_iter().map(|text| (beginning(text), text)).collect();
    texts.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| by_utf16(a.1, b.1)));
    let place: FxHashMap<&str, u32> = texts.iter().zip(0..).map(|((_, text), i)| (*text, i)).collect();
    let number = |word: &Word| place.get(&*word.text).copied().unwrap_or_default();
    let numbers: Vec<Vec<u32>> = chunks.par_iter().map(|c| c.words.iter().map(number).collect()).collect();
    let mut named = vec![false; texts.len()];
    let mut ends: Vec<usize> = vec![0; texts.len()];
    for (chunk, numbers) in chunks.iter().zip(&numbers) {
        for (word, postings) in chunk.counted() {
            let form = numbers[word] as usize;
            named[form] |= chunk.words[word].named;
            ends[form] += postings.len();
        }
    }
    (1..ends.len()).for_each(|i| ends[i] += ends[i - 1]);
    let form = |(i, (_, text)): (usize, &(u64, &str))| {
        let first = i.checked_sub(1).map_or(0, |before| ends[before]);
        Form { text: (*text).into(), named: named[i], first, end: ends[i] }
    };
    let forms: Vec<Form> = texts.par_iter().enumerate().map(form).collect();
    let postings = in_order(&forms, &chunks, &numbers);
    let stop_words = chunks.iter().flat_map(|c| &c.words).filter(|w| w.is_stop).map(|w| w.text.to_string());
    let stop_words: BTreeSet<String> = stop_words.collect();
    Lexicon { forms, stop_words: stop_words.into_iter().collect(), postings }
}

fn with_words<'a>(mut all: FxHashSet<&'a str>, chunk: &'a Chunk) -> FxHashSet<&'a str> {
    all.extend(chunk.counted().map(|(word, _)| &*chunk.words[word].text));
    all
}

fn union<'a>(one: FxHashSet<&'a str>, other: FxHashSet<&'a str>) -> FxHashSet<&'a str> {
    let (mut all, fewer) = if one.len() < other.len() { (other, one) } else { (one, other) };
    all.extend(fewer);
    all
}

/// The postings of all chunks in the order of their forms. Every core puts those of some forms in their place.
fn in_order(forms: &[Form], chunks: &[Chunk], numbers: &[Vec<u32>]) -> Vec<Posting> {
    let mut postings = vec![Posting { page: 0, impact: 0.0 }; forms.last().map_or(0, |form| form.end)];
    let mut ranges = Vec::new();
    let (mut rest, mut done) = (postings.as_mut_slice(), 0);
    for forms in forms.chunks(forms.len().div_ceil(rayon::current_num_threads()).max(1)) {
        let (own, others) = rest.split_at_mut(forms.iter().map(|form| form.end - form.first).sum());
        ranges.push((done, forms, own));
        done += forms.len();
        rest = others;
    }
    ranges.into_par_iter().for_each(|(first, forms, postings)| {
        let mut places: Vec<usize> = forms.iter().map(|form| form.first - forms[0].first).collect();
        for (chunk, numbers) in chunks.iter().zip(numbers) {
            for (word, own) in chunk.counted() {
                // A form before the first becomes a number beyond the last.
                let form = (numbers[word] as usize).wrapping_sub(first);
                if let Some(place) = places.get_mut(form) {
                    postings[*place..*place + own.len()].copy_from_slice(own);
                    *place += own.len();
                }
            }
        }
    });
    postings
}

/// The first letters of a word as a number: in the order of [`by_utf16`], as far as it goes.
fn beginning(text: &str) -> u64 {
    let mut eight = [0; 8];
    for (to, byte) in eight.iter_mut().zip(text.bytes()) {
        *to = byte.min(FROM_E000);
        if byte >= FROM_E000 {
            // From here on the order is not that of bytes.
            break;
        }
    }
    u64::from_be_bytes(eight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_in_the_order_of_javascript(a in "[a-c\\u{80}\\u{d7ff}\\u{e000}\\u{ffff}\\u{10000}]{0,10}", b in "[a-c\\u{80}\\u{d7ff}\\u{e000}\\u{ffff}\\u{10000}]{0,10}") {
            let order = a.encode_utf16().cmp(b.encode_utf16());
            prop_assert_eq!(by_utf16(&a, &b), order);
            prop_assert_eq!(beginning(&a).cmp(&beginning(&b)).then_with(|| by_utf16(&a, &b)), order);
        }
    }
}
