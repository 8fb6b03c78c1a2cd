//! The term shards of a hub: every word form with its pages, its stem, and the pages that it gets from
//! compounds and synonyms.

use crate::search::compounds::{compound, language_has_compounds, parts};
use crate::search::elasticlunr::WordForms;
use crate::search::lexicon::{Lexicon, Posting};
use crate::search::postings::Lists;
use crate::search::shard::{Entry, ShardWriter};
use crate::search::shards::{SAME_LETTERS, Shards, same_letters};
use crate::search::synonyms::Lent;
use crate::search::weights::{COMPOUND_FRONT, COMPOUND_TAIL};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The term shards of a hub: about so many files, none smaller than so many bytes without need.
pub fn term_shards(
    lexicon: &Lexicon,
    lent: &Lent,
    language: &str,
    lists: Lists,
    files: usize,
    smallest: usize,
) -> Shards {
    let (stems, derived) = rayon::join(|| stems(lexicon, language), || derived(lexicon, language));
    let entries: Vec<Entry> = (0..lexicon.forms.len())
        .into_par_iter()
        .map_init(
            || Best::among(lists.pages),
            |best, form| {
                Entry::of(&with_derived(lexicon, form, &derived[form], lent.get(&form), best), stems[form], lists)
            },
        )
        .collect();
    let bytes: usize = entries.iter().zip(&lexicon.forms).map(|(e, f)| e.pages.digits() + f.text.len() / 2 + 2).sum();
    // They are cut where letters change, so they come out a third larger.
    let size = (bytes * 8 / 11 / files).max(smallest);
    let mut shards = Shards::default();
    let mut writer = ShardWriter::default();
    let last_of: FxHashMap<u32, usize> = stems.iter().enumerate().filter_map(|(i, stem)| Some(((*stem)?, i))).collect();
    let (mut first, mut before, mut before_shard) = (0, "", "");
    // The last form that has the stem of one in the shard.
    let mut last = 0;
    for (i, (form, entry)) in lexicon.forms.iter().zip(&entries).enumerate() {
        // Words of one stem stand together, such as `meet` and `meten`.
        let more = if i <= last && size < LARGE { size / 2 } else { 0 };
        if writer.len() >= size_before(before, &form.text, size) + more {
            shards.push(writer.end(), &lexicon.forms[first].text, before_shard);
            (first, before_shard, last) = (i, before, 0);
        }
        last = stems[i].and_then(|stem| last_of.get(&stem)).copied().unwrap_or_default().max(last);
        writer.push(&form.text, entry);
        before = &form.text;
    }
    if !writer.is_empty() {
        shards.push(writer.end(), &lexicon.forms[first].text, before_shard);
    }
    shards
}

/// Bytes from which a shard is large enough to be cut between words of one stem.
const LARGE: usize = 1_000;

/// How large a shard gets before a cut between two words: the more they are alike, the larger, since words that
/// are alike are sought together.
fn size_before(before: &str, word: &str, size: usize) -> usize {
    match same_letters(before, word) {
        0..SAME_LETTERS => size,
        SAME_LETTERS..5 => size * 3 / 2,
        5..8 => size * 2,
        _ => size * 4,
    }
}

/// The number of the stem of each form, where other forms have it too.
fn stems(lexicon: &Lexicon, language: &str) -> Vec<Option<u32>> {
    let stems: Vec<Option<String>> =
        lexicon.forms.par_iter().map_init(|| WordForms::of(language), |w, form| w.stem(&form.text)).collect();
    let mut numbers: FxHashMap<&str, (u32, usize)> = FxHashMap::default();
    for (i, stem) in stems.iter().enumerate() {
        if let Some(stem) = stem {
            numbers.entry(stem).or_insert((i as u32, 0)).1 += 1;
        }
    }
    let number = |stem: &Option<String>| stem.as_ref().and_then(|s| numbers.get(&**s)).filter(|n| n.1 > 1).map(|n| n.0);
    stems.iter().map(number).collect()
}

/// For each form the compounds whose pages it gets too, with the share of what they count.
fn derived(lexicon: &Lexicon, language: &str) -> Vec<Vec<(usize, f32)>> {
    let mut derived = vec![Vec::new(); lexicon.forms.len()];
    if language_has_compounds(language) {
        let parts = parts(lexicon);
        let compounds: Vec<_> = lexicon.forms.par_iter().map(|form| compound(&form.text, &parts)).collect();
        for (form, parts) in compounds.iter().enumerate() {
            let Some(parts) = parts else { continue };
            for (part, share) in [(parts.front, COMPOUND_FRONT), (parts.tail, COMPOUND_TAIL)] {
                derived[part].push((form, share));
                if let Some(inner) = compounds[part] {
                    derived[inner.front].push((form, share * COMPOUND_FRONT));
                    derived[inner.tail].push((form, share * COMPOUND_TAIL));
                }
            }
        }
    }
    derived
}

/// The postings of a form with those that it gets from others: for each page the best, in no order.
fn with_derived<'a>(
    lexicon: &'a Lexicon,
    form: usize,
    derived: &[(usize, f32)],
    lent: Option<&Vec<Posting>>,
    best: &mut Best,
) -> Cow<'a, [Posting]> {
    if derived.is_empty() && lent.is_none() {
        return Cow::Borrowed(lexicon.postings(form));
    }
    best.add(lexicon.postings(form), 1.0);
    for (other, share) in derived {
        best.add(lexicon.postings(*other), *share);
    }
    lent.into_iter().for_each(|pages| best.add(pages, 1.0));
    Cow::Owned(best.taken())
}

/// The best impact on each page: a place for each, used again for the next form, and the pages that have one.
struct Best {
    impacts: Vec<f32>,
    pages: Vec<u32>,
}

impl Best {
    fn among(pages: usize) -> Best {
        Best { impacts: vec![0.0; pages], pages: Vec::new() }
    }

    fn add(&mut self, postings: &[Posting], share: f32) {
        for posting in postings {
            let best = &mut self.impacts[posting.page as usize];
            if *best == 0.0 {
                self.pages.push(posting.page);
            }
            *best = best.max(posting.impact * share);
        }
    }

    /// What was added; then there is nothing again.
    fn taken(&mut self) -> Vec<Posting> {
        let impacts = &mut self.impacts;
        let taken = |page| Posting { page, impact: std::mem::take(&mut impacts[page as usize]) };
        self.pages.drain(..).map(taken).collect()
    }
}
