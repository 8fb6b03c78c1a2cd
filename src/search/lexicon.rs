//! Every word form of the hub with the pages that have it and what it counts there.
//! Knows nothing of stems, nor of how it is written down.

use crate::search::elasticlunr::WordForms;
use crate::search::record::Record;
use crate::search::weights::{BODY, HEADING, LINKS, PATH, SUMMARY, TERMS, TITLE, Weight};
use crate::search::words::each_word;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// The word forms of all records.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Sorted as JavaScript compares strings: by UTF-16 units.
    pub forms: Vec<Form>,
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
                |word_forms, (i, records)| Chunk::of(records, i * PAGES_AT_ONCE, &average, word_forms),
            )
            .collect();
        merged(chunks)
    }

    /// The pages that have a form, by page.
    pub fn postings(&self, form: usize) -> &[Posting] {
        &self.postings[self.forms[form].first..self.forms[form].end]
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

/// The words of some records: numbered as they come.
#[derive(Default)]
struct Chunk {
    numbers: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// Number of the word, page, impact; by page.
    postings: Vec<(u32, Posting)>,
    /// Words of the page at hand.
    on_page: Vec<u32>,
    /// Words of the text at hand.
    in_text: Vec<u32>,
}

struct Word {
    text: Box<str>,
    is_stop: bool,
    named: bool,
    /// Whether a page has it where it counts: a stop word in a text does not.
    counts: bool,
    /// Occurrences in the text at hand.
    times: u32,
    /// What it counts on the page at hand so far.
    impact: f32,
    /// What it counts in the best heading.
    heading: f32,
}

impl Chunk {
    fn of(records: &[Record], first: usize, average: &Lengths, word_forms: &WordForms) -> Chunk {
        let mut chunk = Chunk::default();
        for (i, record) in records.iter().enumerate() {
            chunk.page(record, average, word_forms);
            chunk.end_page((first + i) as u32);
        }
        chunk
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
        self.text(&[record.address], word_forms);
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

    /// Counts the words of a text that is in pieces.
    fn text(&mut self, pieces: &[&str], word_forms: &WordForms) {
        let Chunk { numbers, words, in_text, .. } = self;
        for piece in pieces {
            each_word(piece, |text| {
                let number = match numbers.get(text) {
                    Some(number) => *number,
                    None => {
                        let number = words.len() as u32;
                        numbers.insert(text.into(), number);
                        words.push(Word::new(text, word_forms));
                        number
                    }
                };
                let word = &mut words[number as usize];
                if word.times == 0 {
                    in_text.push(number);
                }
                word.times += 1;
            });
        }
    }

    fn count(&mut self, weight: Weight, length: f32, which: Counted) {
        for number in self.in_text.drain(..) {
            let word = &mut self.words[number as usize];
            let times = std::mem::take(&mut word.times);
            if word.is_stop && !which.stop_words {
                continue;
            }
            word.named |= which.named;
            if word.impact == 0.0 && word.heading == 0.0 {
                word.counts = true;
                self.on_page.push(number);
            }
            word.impact += weight.of(times as f32, length);
        }
    }

    fn count_heading(&mut self, weight: Weight, length: f32) {
        for number in self.in_text.drain(..) {
            let word = &mut self.words[number as usize];
            let times = std::mem::take(&mut word.times);
            if word.impact == 0.0 && word.heading == 0.0 {
                word.counts = true;
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
        Word { text: text.into(), is_stop, named: false, counts: false, times: 0, impact: 0.0, heading: 0.0 }
    }
}

/// All chunks together. Forms are numbered by their order, postings put in the order of their forms.
fn merged(chunks: Vec<Chunk>) -> Lexicon {
    // Most words stand in most chunks: a set first, so that each is sorted once.
    let all: FxHashSet<&str> = chunks.iter().flat_map(|c| &c.words).filter(|w| w.counts).map(|w| &*w.text).collect();
    let mut texts: Vec<&str> = all.into_iter().collect();
    texts.par_sort_unstable_by(|a, b| by_utf16(a, b));
    let mut forms: Vec<Form> = texts.iter().map(|t| Form { text: (*t).into(), ..Form::default() }).collect();
    let place: FxHashMap<&str, u32> = texts.iter().zip(0..).map(|(t, i)| (*t, i)).collect();
    let number = |word: &Word| place.get(&*word.text).copied().unwrap_or_default();
    let numbers: Vec<Vec<u32>> = chunks.par_iter().map(|c| c.words.iter().map(number).collect()).collect();
    for (chunk, numbers) in chunks.iter().zip(&numbers) {
        let counted = chunk.words.iter().zip(numbers).filter(|(word, _)| word.counts);
        counted.for_each(|(word, form)| forms[*form as usize].named |= word.named);
        chunk.postings.iter().for_each(|(word, _)| forms[numbers[*word as usize] as usize].end += 1);
    }
    let mut begin = 0;
    for form in &mut forms {
        let n = form.end;
        (form.first, form.end) = (begin, begin);
        begin += n;
    }
    let mut postings = vec![Posting { page: 0, impact: 0.0 }; begin];
    for (chunk, numbers) in chunks.into_iter().zip(numbers) {
        for (word, posting) in chunk.postings {
            let form = &mut forms[numbers[word as usize] as usize];
            postings[form.end] = posting;
            form.end += 1;
        }
    }
    Lexicon { forms, postings }
}
