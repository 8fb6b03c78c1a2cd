//! The pages of one word form as they are written in a shard: best first, by level, then by page.
//!
//! A group for each level that occurs, from high to low. Its first digit is `level * 6`, plus 3 when
//! it is the last group, plus 0 or 1 when it has one or two pages, or 2 when the number of pages less
//! three follows. Then the pages: the first as its number, each later one as the distance to the one
//! before less one.

use crate::search::alphabet::{digit, push_number, read_number};
use crate::search::lexicon::Posting;
use crate::search::weights::{LEVELS, POSTINGS};

/// The impact of level 0.
pub const LOWEST: f32 = 0.2;
/// How much more each level is than the one below.
pub const STEP: f32 = 1.46;

/// The level of an impact: the nearest on the logarithmic scale.
pub fn level(impact: f32) -> usize {
    ((impact / LOWEST).ln() / STEP.ln()).round().clamp(0.0, (LEVELS - 1) as f32) as usize
}

/// The impact that a level stands for.
pub fn impact(level: usize) -> f32 {
    LOWEST * STEP.powi(level as i32)
}

/// Writes the best [`POSTINGS`] of a form's postings.
pub fn push_postings(text: &mut String, postings: &[Posting]) {
    let mut ordered: Vec<(usize, u32)> = postings.iter().map(|p| (LEVELS - 1 - level(p.impact), p.page)).collect();
    if ordered.len() > POSTINGS {
        ordered.select_nth_unstable(POSTINGS);
        ordered.truncate(POSTINGS);
    }
    ordered.sort_unstable();
    let mut rest = &ordered[..];
    while let Some((down, _)) = rest.first() {
        let (group, after) = rest.split_at(rest.partition_point(|(d, _)| d == down));
        let last = if after.is_empty() { 3 } else { 0 };
        text.push(digit((LEVELS - 1 - down) as u32 * 6 + last + (group.len() as u32 - 1).min(2)));
        if group.len() > 2 {
            push_number(text, group.len() as u32 - 3);
        }
        let mut next = 0;
        for (_, page) in group {
            push_number(text, page - next);
            next = page + 1;
        }
        rest = after;
    }
}

/// Reads the postings that begin at a byte, as level and page, and moves on behind them.
/// None when they are not whole.
pub fn read_postings(text: &[u8], at: &mut usize) -> Option<Vec<(usize, u32)>> {
    let mut postings = Vec::new();
    loop {
        let head = crate::search::alphabet::value(*text.get(*at)?)?;
        *at += 1;
        let pages = match head % 3 {
            2 => read_number(text, at)? + 3,
            few => few + 1,
        };
        let mut next = 0;
        for _ in 0..pages {
            let page = next + read_number(text, at)?;
            postings.push(((head / 6) as usize, page));
            next = page + 1;
        }
        if head % 6 >= 3 {
            return Some(postings);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn the_best_postings_are_read_back(pages in proptest::collection::btree_map(0..50_000u32, 0.01..20.0f32, 1..600)) {
            let postings: Vec<Posting> = pages.iter().map(|(page, impact)| Posting { page: *page, impact: *impact }).collect();
            let mut text = String::new();
            push_postings(&mut text, &postings);
            let mut at = 0;
            let read = read_postings(text.as_bytes(), &mut at).unwrap();
            prop_assert_eq!(at, text.len());
            prop_assert_eq!(read.len(), postings.len().min(POSTINGS));
            prop_assert!(read.windows(2).all(|w| (LEVELS - w[0].0, w[0].1) < (LEVELS - w[1].0, w[1].1)));
            let by_page: BTreeMap<u32, f32> = pages;
            prop_assert!(read.iter().all(|(l, page)| level(by_page[page]) == *l));
        }
    }

    #[test]
    fn every_level_is_read_back_as_itself() {
        assert!((0..LEVELS).all(|l| level(impact(l)) == l));
        assert_eq!((level(0.0), level(1000.0)), (0, LEVELS - 1));
    }
}
