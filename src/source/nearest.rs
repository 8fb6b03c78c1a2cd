//! "Did you mean": the known name that is most like what somebody wrote.

use crate::source::slug::fold;
use std::collections::HashMap;

/// The candidate nearest to `written`, when it is near enough to be worth proposing.
/// Distance is that of Damerau and Levenshtein over folded text, at most a third of the length.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = Written::of(fold(written));
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = fold(candidate);
        let length = folded.chars().count();
        let allowed = (written.length.max(length) / 3).max(1);
        if length.abs_diff(written.length) > allowed {
            continue;
        }
        let distance = written.distance(&folded);
        if distance <= allowed && best.is_none_or(|(least, name)| (distance, candidate) < (least, name)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// A text that is compared with others: for each character a bit for every place where it stands.
struct Written {
    text: String,
    /// Number of characters.
    length: usize,
    ascii: [u128; 128],
    others: Vec<(char, u128)>,
}

impl Written {
    fn of(text: String) -> Written {
        let mut written = Written { length: text.chars().count(), text, ascii: [0; 128], others: Vec::new() };
        for (i, c) in written.text.chars().take(128).enumerate() {
            let place = 1 << i;
            match written.ascii.get_mut(c as usize) {
                Some(places) => *places |= place,
                None => match written.others.iter_mut().find(|(other, _)| *other == c) {
                    Some((_, places)) => *places |= place,
                    None => written.others.push((c, place)),
                },
            }
        }
        written
    }

    fn places(&self, c: char) -> u128 {
        let other = || self.others.iter().find(|(other, _)| *other == c).map_or(0, |(_, places)| *places);
        self.ascii.get(c as usize).copied().unwrap_or_else(other)
    }

    /// The restricted distance of Damerau and Levenshtein, a whole column of its table in each step:
    /// H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003).
    fn distance(&self, other: &str) -> usize {
        if self.length == 0 || self.length > 128 {
            return strsim::osa_distance(&self.text, other);
        }
        let last = 1_u128 << (self.length - 1);
        // Bits of the places in a column that are one more, or one less, than the place above.
        let (mut more, mut less) = (u128::MAX, 0_u128);
        let (mut same, mut places_before) = (0_u128, 0_u128);
        let mut distance = self.length;
        for c in other.chars() {
            let places = self.places(c);
            let swapped = ((!same & places) << 1) & places_before;
            same = ((places & more).wrapping_add(more) ^ more) | places | less | swapped;
            let (right_more, right_less) = (less | !(same | more), same & more);
            distance = distance + usize::from(right_more & last != 0) - usize::from(right_less & last != 0);
            let (right_more, right_less) = ((right_more << 1) | 1, right_less << 1);
            more = right_less | !(same | right_more);
            less = right_more & same;
            places_before = places;
        }
        distance
    }
}

/// Many names of which the nearest is asked again and again: every question is answered by a few of them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<String>,
    /// The names in which two characters stand beside each other, by those characters.
    by_pair: HashMap<[char; 2], Vec<u32>>,
}

/// Names that are counted, and then compared, for one question.
const COUNTED: usize = 600;
const COMPARED: usize = 8;

impl Names {
    /// Makes names ready to be asked for.
    pub fn of(names: impl IntoIterator<Item = String>) -> Names {
        let mut all = Names::default();
        for name in names {
            let index = all.names.len() as u32;
            for pair in pairs(&fold(&name)) {
                let list = all.by_pair.entry(pair).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
            all.names.push(name);
        }
        all
    }

    /// What [`nearest`] finds among the names that fit, of those that have most pairs of characters in common with
    /// what was written. The rarest pairs are looked at first, and only as many as keep the work the same for any
    /// number of names.
    pub fn nearest(&self, written: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
        let mut lists: Vec<&[u32]> =
            pairs(&fold(written)).filter_map(|p| self.by_pair.get(&p)).map(Vec::as_slice).collect();
        lists.sort_by_key(|list| list.len());
        let mut shared: Vec<u32> = Vec::with_capacity(COUNTED);
        for list in lists {
            if !shared.is_empty() && shared.len() + list.len() > COUNTED {
                break;
            }
            shared.extend(list.iter().take(COUNTED));
        }
        shared.sort_unstable();
        let mut best: Vec<(usize, u32)> = shared.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        best.sort_unstable_by_key(|(n, name)| (std::cmp::Reverse(*n), *name));
        let names = best.iter().map(|(_, name)| self.names[*name as usize].as_str()).filter(|name| fits(name));
        nearest(written, names.take(COMPARED))
    }
}

/// Each two characters that follow each other, with those at the two ends.
fn pairs(folded: &str) -> impl Iterator<Item = [char; 2]> + '_ {
    let before = std::iter::once('\0').chain(folded.chars());
    before.zip(folded.chars().chain(std::iter::once('\0'))).map(|(a, b)| [a, b])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn proposes_what_is_near_and_nothing_else() {
        let known = ["themas", "title", "summary"];
        assert_eq!(nearest("thema", known), Some("themas"));
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("locatie", known), None);
    }

    #[test]
    fn many_names_give_the_same_answers() {
        let names: Vec<String> = (0..5_000).map(|i| format!("buurtagenda-{}.md", i * 7919 % 100_003)).collect();
        let all = Names::of(names.iter().cloned());
        for i in (0..5_000).step_by(500) {
            let wrong = names[i].replace("agenda", "agneda");
            assert_eq!(all.nearest(&wrong, |_| true), nearest(&wrong, names.iter().map(String::as_str)));
        }
        assert_eq!(all.nearest("vergadering", |_| true), None);
        let few = Names::of(["Jeugd", "Wonen"].map(String::from));
        assert_eq!(few.nearest("jeugt", |_| true), Some("Jeugd"));
        assert_eq!(few.nearest("jeugt", |name| name != "Jeugd"), None);
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_table(one in "[abcé-]{0,140}", other in "[abcé-]{0,140}") {
            prop_assert_eq!(Written::of(one.clone()).distance(&other), strsim::osa_distance(&one, &other));
        }

        #[test]
        fn distances_of_any_texts_are_those_of_the_table(one in ".{0,12}", other in ".{0,12}") {
            prop_assert_eq!(Written::of(one.clone()).distance(&other), strsim::osa_distance(&one, &other));
        }
    }
}
