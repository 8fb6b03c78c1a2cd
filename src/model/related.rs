//! Pages that are like each other, by the words that mark them out and the terms they share.
//!
//! Two pages are alike by the telling words and terms that they share, each weighing less the more pages
//! have it; what many pages have is not looked at beyond its nearest neighbours, so that the work grows
//! with the number of pages and no faster.

use crate::model::id::PageId;
use crate::model::page::{Page, Role};
use crate::model::telling::{Telling, highest, idf};
use crate::model::term::Term;
use rayon::prelude::*;

/// How many pages are proposed.
const MOST: usize = 4;
/// Of the pages that share something, at most so many on either side in its list are looked at.
const NEIGHBOURS: usize = 40;

/// The pages related to each page, best first.
pub fn related(pages: &[Page], terms: &[Term], telling: &Telling) -> Vec<Vec<PageId>> {
    // What is no page of its own is never proposed.
    let is_own: Vec<bool> = pages.iter().map(|page| page.role == Role::Page).collect();
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
                for (word, weight) in telling.words(page) {
                    let list = telling.carriers(*word);
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
