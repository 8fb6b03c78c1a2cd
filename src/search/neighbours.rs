//! In which order pages are numbered. Pages of one pack are loaded together, so those that one query finds are best
//! neighbours: they share a word of their titles.

use crate::search::words::words;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Titles on which a word may stand that makes neighbours: some packs full. A word of more titles says less than
/// another word of the same title.
const MOST: usize = 20;
/// Letters that such a word has at least.
const LETTERS: usize = 3;

/// Which page comes first, second and so on, by their titles: those whose titles share a word together, by its most
/// frequent one first; of equals the one that was first stays so.
pub fn neighbours(titles: &[&str]) -> Vec<usize> {
    let words: Vec<Vec<String>> = titles.par_iter().map(|title| distinct(title)).collect();
    let mut titles_of: FxHashMap<&str, usize> = FxHashMap::default();
    words.iter().flatten().for_each(|word| *titles_of.entry(word).or_default() += 1);
    let shared: Vec<Vec<(Reverse<usize>, &str)>> = words.par_iter().map(|words| shared(words, &titles_of)).collect();
    let mut order: Vec<usize> = (0..titles.len()).collect();
    order.sort_by(|a, b| shared[*a].cmp(&shared[*b]));
    order
}

/// The words that other titles have too, most frequent first, with of how many titles each is.
fn shared<'a>(words: &'a [String], titles_of: &FxHashMap<&str, usize>) -> Vec<(Reverse<usize>, &'a str)> {
    let frequent = words.iter().map(|word| (Reverse(titles_of[word.as_str()]), word.as_str()));
    let mut shared: Vec<_> = frequent.filter(|(n, _)| (2..=MOST).contains(&n.0)).collect();
    shared.sort_unstable();
    shared
}

fn distinct(title: &str) -> Vec<String> {
    let mut words = words(title);
    words.retain(|word| word.chars().count() >= LETTERS);
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_whose_titles_share_a_word_are_neighbours() {
        let titles = ["De buurt", "Een plan", "Buurt en wijk", "Los", "Het plan", "Buurt"];
        let order = neighbours(&titles);
        assert_eq!(order, [3, 0, 2, 5, 1, 4]);
    }
}
