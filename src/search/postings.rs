//! The pages of one word form as bits: best first, by level, then by page.
//!
//! 1. How many pages are listed, less one; where these are as many as is enough, also how many more the
//!    form has.
//! 2. A group for each level that occurs, from high to low: the level (of the first in four bits, then
//!    how many levels lie between), the number of its pages less one (not where one is left), and its
//!    pages: the first itself, each later one as the distance to the one before less one.
//!
//! How the numbers become bits is said in docs/search-format.md. How high most distances are follows
//! from the number of pages in all and in the group (Golomb's code; Gallager and Van Voorhis 1975).

use crate::search::bits::{BitReader, BitWriter};
use crate::search::level::level;
use crate::search::lexicon::Posting;
use crate::search::weights::{ALWAYS_LISTED, LEVELS, MOST_TIMES};

/// Bits of a level.
const LEVEL: u32 = 4;
const _: () = assert!(LEVELS <= 1 << LEVEL);

/// What both sides know of the lists of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lists {
    /// Pages of the hub.
    pub pages: usize,
    /// Pages that a form lists, of those below [`ALWAYS_LISTED`].
    pub enough: usize,
}

impl Lists {
    /// How many of a form's postings are listed, given how far each is below the highest level.
    fn listed(self, postings: &[(usize, u32)]) -> usize {
        if postings.len() <= self.enough {
            return postings.len();
        }
        let high = postings.iter().filter(|(down, _)| LEVELS - 1 - down >= ALWAYS_LISTED).count();
        high.clamp(self.enough, MOST_TIMES * self.enough).min(postings.len())
    }

    /// Bits of the rest of a distance, in a group of so many pages.
    fn distance(self, group: usize) -> u32 {
        (self.pages / (group + 1)).max(1).ilog2()
    }
}

/// Bits of the rest of the size of a group, when so many pages are left.
fn size(left: usize) -> u32 {
    (left / 4).max(1).ilog2()
}

/// Writes the best of a form's postings, of which there is at least one.
pub fn push_postings(bits: &mut BitWriter, postings: &[Posting], lists: Lists) {
    let mut ordered: Vec<(usize, u32)> = postings.iter().map(|p| (LEVELS - 1 - level(p.impact), p.page)).collect();
    let listed = lists.listed(&ordered);
    if listed < ordered.len() {
        ordered.select_nth_unstable(listed);
        ordered.truncate(listed);
    }
    ordered.sort_unstable();
    bits.any(ordered.len() as u32 - 1);
    if ordered.len() >= lists.enough {
        bits.any((postings.len() - ordered.len()) as u32);
    }
    let mut rest = &ordered[..];
    let mut above = None;
    while let Some((down, _)) = rest.first() {
        match above {
            None => bits.plain((LEVELS - 1 - down) as u32, LEVEL),
            Some(above) => bits.ones((down - above - 1) as u32),
        }
        above = Some(*down);
        let (group, after) = rest.split_at(rest.partition_point(|(d, _)| d == down));
        if rest.len() > 1 {
            bits.rice(group.len() as u32 - 1, size(rest.len()));
        }
        let distance = lists.distance(group.len());
        let mut next = 0;
        for (_, page) in group {
            bits.rice(page - next, distance);
            next = page + 1;
        }
        rest = after;
    }
}

/// Reads the postings of a form: on how many pages it stands, and level and page of those that are
/// listed. None when they are not whole.
pub fn read_postings(bits: &mut BitReader, lists: Lists) -> Option<(usize, Vec<(usize, u32)>)> {
    let listed = bits.any()? as usize + 1;
    let total = if listed >= lists.enough { listed + bits.any()? as usize } else { listed };
    let mut postings = Vec::with_capacity(listed.min(lists.pages));
    let mut level = None;
    while postings.len() < listed {
        let at = match level {
            None => bits.plain(LEVEL)? as usize,
            Some(above) => usize::checked_sub(above, bits.ones()? as usize + 1)?,
        };
        level = Some(at);
        let left = listed - postings.len();
        let group = if left > 1 { bits.rice(size(left))? as usize + 1 } else { 1 };
        if group > left {
            return None;
        }
        let mut next = 0u32;
        for _ in 0..group {
            let page = next.checked_add(bits.rice(lists.distance(group))?)?;
            postings.push((at, page));
            next = page.checked_add(1)?;
        }
    }
    Some((total, postings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_postings_are_read_back(
            forms in proptest::collection::vec(proptest::collection::btree_map(0..50_000u32, 0.01..20.0f32, 1..600), 1..4),
            enough in 1..200usize,
        ) {
            let lists = Lists { pages: 50_000, enough };
            let mut bits = BitWriter::default();
            for pages in &forms {
                let postings: Vec<Posting> = pages.iter().map(|(page, impact)| Posting { page: *page, impact: *impact }).collect();
                push_postings(&mut bits, &postings, lists);
            }
            let text = bits.end();
            let mut bits = BitReader::new(&text);
            for pages in forms {
                let (total, read) = read_postings(&mut bits, lists).unwrap();
                prop_assert_eq!(total, pages.len());
                let high = pages.values().filter(|impact| level(**impact) >= ALWAYS_LISTED).count();
                prop_assert_eq!(read.len(), pages.len().min(enough.max(high.min(MOST_TIMES * enough))));
                prop_assert!(read.windows(2).all(|w| (LEVELS - w[0].0, w[0].1) < (LEVELS - w[1].0, w[1].1)));
                prop_assert!(read.iter().all(|(l, page)| level(pages[page]) == *l));
                let lowest = read.iter().map(|(l, _)| *l).min();
                let left = pages.iter().filter(|(page, _)| !read.iter().any(|(_, p)| p == *page));
                prop_assert!(left.map(|(_, impact)| level(*impact)).max() <= lowest);
            }
        }

        #[test]
        fn nothing_is_read_from_what_is_no_list(text in "[#-}]{0,40}", pages in 1..50usize) {
            let mut bits = BitReader::new(&text);
            while read_postings(&mut bits, Lists { pages, enough: 5 }).is_some() {}
        }
    }
}
