//! Names that mean the same, as the vocabularies say: the words of each get the pages of the others, also where
//! they stand in no text. Knows nothing of compounds, nor of how it is written down.

use crate::search::elasticlunr::WordForms;
use crate::search::lexicon::{Lexicon, Posting};
use crate::search::record::Labels;
use crate::search::shards::SAME_LETTERS;
use crate::search::variants::STEM;
use crate::search::weights::SYNONYM;
use crate::search::words::parts;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// For each form the pages that it gets from other names, in no order and with doubles.
pub type Lent = FxHashMap<usize, Vec<Posting>>;

/// The pages that words get from other names. Words that stand in no text become forms of the lexicon.
pub fn lent(lexicon: &mut Lexicon, labels: &Labels) -> Lent {
    if labels.synonyms.is_empty() {
        return Lent::default();
    }
    let word_forms = WordForms::of(labels.language);
    let mut by_word: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for group in &labels.synonyms {
        let names: Vec<Vec<String>> = group.iter().map(|name| telling(name, &word_forms)).collect();
        for (i, name) in names.iter().enumerate() {
            let pages = pages_of(name, lexicon, &word_forms);
            let others = names.iter().enumerate().filter(|(other, _)| *other != i && !pages.is_empty());
            for (_, other) in others {
                // A part of a name says less than all of it.
                let share = SYNONYM / other.len() as f32;
                for word in other.iter().filter(|word| !name.contains(word)) {
                    let lent = pages.iter().map(|(page, impact)| Posting { page: *page, impact: impact * share });
                    by_word.entry(word.clone()).or_default().extend(lent);
                }
            }
        }
    }
    lexicon.add_names(by_word.keys());
    by_word.into_iter().filter_map(|(word, pages)| Some((lexicon.find(&word)?, pages))).collect()
}

/// The words of a name that say something; all of them when none does.
pub fn telling(name: &str, word_forms: &WordForms) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in parts(name) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    if all.iter().any(|word| !word_forms.is_stop_word(word)) {
        all.retain(|word| !word_forms.is_stop_word(word));
    }
    all
}

/// The pages that have all words of a name, in whatever number, with what they count there on average.
fn pages_of(name: &[String], lexicon: &Lexicon, word_forms: &WordForms) -> BTreeMap<u32, f32> {
    let of_words = name.iter().map(|word| pages_of_word(word, lexicon, word_forms));
    let both = |mut all: BTreeMap<u32, f32>, other: BTreeMap<u32, f32>| {
        all.retain(|page, impact| {
            let more = other.get(page);
            *impact += more.copied().unwrap_or_default();
            more.is_some()
        });
        all
    };
    let mut pages = of_words.reduce(both).unwrap_or_default();
    pages.values_mut().for_each(|impact| *impact /= name.len() as f32);
    pages
}

fn pages_of_word(word: &str, lexicon: &Lexicon, word_forms: &WordForms) -> BTreeMap<u32, f32> {
    let mut pages: BTreeMap<u32, f32> = BTreeMap::new();
    let mut add = |form: usize, share: f32| {
        for posting in lexicon.postings(form) {
            let best = pages.entry(posting.page).or_default();
            *best = best.max(posting.impact * share);
        }
    };
    lexicon.find(word).into_iter().for_each(|form| add(form, 1.0));
    if let Some(stem) = word_forms.stem(word) {
        // What has the same stem begins alike.
        let letters: String = stem.chars().take(SAME_LETTERS).collect();
        let same = lexicon.beginning_with(&letters).filter(|form| {
            let text = &lexicon.forms[*form].text;
            **text != *word && word_forms.stem(text).is_some_and(|other| other == stem)
        });
        same.for_each(|form| add(form, STEM as f32));
    }
    pages
}
