//! Pages that are like each other, by the words that mark them out and the terms they share.
//!
//! Each page is represented by its few most telling words (tf × idf). Two pages are alike by the
//! telling words and terms that they share, each weighing less the more pages have it; what many
//! pages have is not looked at beyond its nearest neighbours, so that the work grows with the number of pages and no faster.

use crate::model::site::{Page, PageId, Role, Term};
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
    let counted: Vec<Vec<Counted>> = pages.par_iter().map(counted_words).collect();
    let mut pages_with: Vec<u32> = vec![0; 1 << BITS];
    for words in &counted {
        words.iter().for_each(|c| pages_with[c.word() as usize] += 1);
    }
    let rarity: Vec<f32> = (0..=most_pages(pages.len())).map(|with| idf(with, pages.len())).collect();
    let telling: Vec<Vec<(u32, f32)>> =
        counted.into_par_iter().map(|words| telling(words, &pages_with, &rarity, pages.len())).collect();
    // By word, the pages that it marks out, in rising order.
    let mut carriers: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (page, words) in telling.iter().enumerate() {
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
                if pages[page].role != Role::Page {
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
                best(scores.taken(page as u32), pages)
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

fn best(scores: impl Iterator<Item = (u32, f32)>, pages: &[Page]) -> Vec<PageId> {
    let mut scored: Vec<(u32, f32)> = scores.filter(|(p, _)| pages[*p as usize].role == Role::Page).collect();
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if scored.len() > MOST {
        scored.select_nth_unstable_by(MOST - 1, order);
        scored.truncate(MOST);
    }
    scored.sort_by(order);
    scored.into_iter().map(|(page, _)| PageId(page)).collect()
}

fn idf(with: u32, all: usize) -> f32 {
    (1.0 + all as f32 / (1.0 + with as f32)).ln()
}

/// A word that more pages have marks none of them out.
fn most_pages(all: usize) -> u32 {
    (all / 10).max(20) as u32
}

/// `rarity` holds the [`idf`] of words, by the number of pages that have them.
fn telling(words: Vec<Counted>, pages_with: &[u32], rarity: &[f32], all: usize) -> Vec<(u32, f32)> {
    let most = most_pages(all);
    let wanted = words.into_iter().filter(|c| (2..=most).contains(&pages_with[c.word() as usize]));
    let mut weighed: Vec<(u32, f32)> = wanted
        .map(|c| {
            let often = if c.times() == 1 { 1.0 } else { 1.0 + f32::from(c.times()).ln() };
            (c.word(), often * rarity[pages_with[c.word() as usize] as usize])
        })
        .collect();
    let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if weighed.len() > TELLING_WORDS {
        weighed.select_nth_unstable_by(TELLING_WORDS - 1, order);
        weighed.truncate(TELLING_WORDS);
    }
    weighed.sort_by(order);
    weighed
}

/// A word of a page and how often it occurs there, at most 1023 times: in four bytes, since all
/// words of all pages are held at once.
#[derive(Clone, Copy)]
struct Counted(u32);

impl Counted {
    fn once(word: u32) -> Counted {
        Counted(word << (32 - BITS) | 1)
    }

    fn word(self) -> u32 {
        self.0 >> (32 - BITS)
    }

    fn times(self) -> u16 {
        (self.0 & ((1 << (32 - BITS)) - 1)) as u16
    }

    fn again(&mut self) {
        if self.times() < (1 << (32 - BITS)) - 1 {
            self.0 += 1;
        }
    }
}

/// The different words of a page with how often they occur; words of the title count more.
fn counted_words(page: &Page) -> Vec<Counted> {
    let mut words: Vec<u32> = Vec::with_capacity(256);
    for _ in 0..3 {
        push_words(&page.front.title, &mut words);
    }
    page.bodies.iter().flat_map(|b| &b.sections).for_each(|s| push_words(&s.text, &mut words));
    page.bodies.iter().flat_map(|b| &b.headings).for_each(|h| push_words(&h.text, &mut words));
    words.sort_unstable();
    let mut counted: Vec<Counted> = Vec::with_capacity(words.len() / 2);
    for word in words {
        match counted.last_mut() {
            Some(last) if last.word() == word => last.again(),
            _ => counted.push(Counted::once(word)),
        }
    }
    counted.shrink_to_fit();
    counted
}

/// Hashes (FNV-1a) of the words of four letters and more, without case.
fn push_words(text: &str, words: &mut Vec<u32>) {
    let mut hash: u32 = 0x811c_9dc5;
    let mut letters = 0;
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphabetic() {
            let lower = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            hash = (hash ^ lower as u32).wrapping_mul(0x0100_0193);
            letters += 1;
        } else if letters > 0 {
            if letters >= 4 {
                words.push((hash ^ (hash >> BITS)) & ((1 << BITS) - 1));
            }
            hash = 0x811c_9dc5;
            letters = 0;
        }
    }
}
