//! The forms that stand for one word of a query, and what each counts. Knows nothing of the query.

use crate::search::reader::{Said, Terms};
use rustc_hash::FxHashMap;

/// What a form counts that is not quite what was asked.
pub const STEM: f64 = 0.85;
/// Forms that are looked up for one word.
const MOST_FORMS: usize = 60;

/// Why a form stands for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is the word.
    Exact,
    /// It has the stem of the word.
    Stem,
    /// Only a number or a case sets it apart from the word, which stands nowhere.
    Inflected,
    /// It begins like the word, and ends a little otherwise.
    Sibling,
    /// It begins with the word.
    Prefix,
    /// The word and its neighbour, written together.
    Joined,
    /// It ends with the word, which stands nowhere.
    Ending,
    /// It is a part of the word, which stands nowhere.
    Part,
    /// It is so many edits away from the word.
    Typo(usize),
}

/// How a form matches a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// What it counts of what the form itself counts.
    pub factor: f64,
    /// Why.
    pub why: Why,
}

/// A form, by its shard and its place there.
#[derive(Clone, Copy, Debug)]
pub struct Place<'i> {
    /// The shard.
    pub shard: &'i Terms,
    /// The place in it.
    pub at: usize,
}

impl<'i> Place<'i> {
    /// The form itself.
    pub fn form(&self) -> &'i [u16] {
        &self.shard.forms[self.at]
    }
}

/// One form on one page, with what it counts there.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The form, as it stands in the index.
    pub form: String,
    /// How it matches.
    pub how: Match,
    /// Its level on the page, 0 to 11; none where two parts count together.
    pub level: Option<usize>,
    /// What it counts.
    pub counts: f64,
}

/// Forms that stand for a word, and their pages.
#[derive(Debug, Default)]
pub struct Variants<'i> {
    /// The forms, in the order in which they were found.
    pub list: Vec<Place<'i>>,
    /// How each matches; also forms that are only recognised in titles.
    pub forms: FxHashMap<&'i [u16], Match>,
    /// Pages that have both parts of the word.
    pub more: FxHashMap<u32, f64>,
    /// Whether the word itself is in the index.
    pub known: bool,
    /// How many of the list have the word's own stem.
    pub sure: usize,
}

impl<'i> Variants<'i> {
    /// Adds a form, unless it counts as much already.
    pub fn add(&mut self, place: Place<'i>, how: Match) {
        let known = self.forms.get(place.form());
        if known.is_some_and(|k| k.factor >= how.factor) {
            return;
        }
        if known.is_none() {
            self.list.push(place);
        }
        self.forms.insert(place.form(), how);
    }

    /// Adds the forms that have the stem of one, itself included.
    pub fn add_with_stem(&mut self, found: Place<'i>, how: Match) {
        let group = found.shard.groups[found.at];
        for at in (0..found.shard.forms.len()).filter(|at| found.shard.groups[*at] == group) {
            let own = at == found.at;
            let why = if how.why == Why::Exact && !own { Why::Stem } else { how.why };
            let factor = if own { how.factor } else { how.factor * STEM };
            self.add(Place { at, ..found }, Match { factor, why });
        }
    }

    /// The best that each page has.
    pub fn pages(&self, manifest: &Said) -> FxHashMap<u32, f64> {
        let mut pages = self.more.clone();
        for place in self.best() {
            let factor = self.forms[place.form()].factor;
            for &(level, page) in place.shard.postings(place.at) {
                let counts = factor * impact(manifest, level);
                let best = pages.entry(page).or_insert(0.0);
                *best = best.max(counts);
            }
        }
        pages
    }

    /// On how many pages the word stands: by what is surely meant, else by all that may be.
    pub fn total(&self, pages: &FxHashMap<u32, f64>) -> usize {
        let sure = self.list[..self.sure].iter().map(|place| place.shard.totals[place.at]).max();
        sure.unwrap_or(pages.len()).max(1)
    }

    /// The forms that count on a page, most first.
    pub fn on_page(&self, manifest: &Said, page: u32) -> Vec<Hit> {
        let hit = |place: Place<'i>| {
            let how = self.forms[place.form()];
            let (level, _) = *place.shard.postings(place.at).iter().find(|(_, p)| *p == page)?;
            let counts = how.factor * impact(manifest, level);
            Some(Hit { form: String::from_utf16_lossy(place.form()), how, level: Some(level), counts })
        };
        let mut hits: Vec<Hit> = self.best().into_iter().filter_map(hit).collect();
        if let Some(counts) = self.more.get(&page) {
            let parts = self.forms.iter().filter(|(_, how)| how.why == Why::Part);
            let mut parts: Vec<(String, Match)> =
                parts.map(|(form, how)| (String::from_utf16_lossy(form), *how)).collect();
            parts.sort_by(|a, b| a.0.cmp(&b.0));
            hits.extend(parts.into_iter().map(|(form, how)| Hit { form, how, level: None, counts: *counts }));
        }
        hits.sort_by(|a, b| b.counts.total_cmp(&a.counts));
        hits
    }

    /// The forms that are looked up, most first; of equals the one that was found first.
    fn best(&self) -> Vec<Place<'i>> {
        let mut list = self.list.clone();
        list.sort_by(|a, b| self.forms[b.form()].factor.total_cmp(&self.forms[a.form()].factor));
        list.truncate(MOST_FORMS);
        list
    }
}

fn impact(manifest: &Said, level: usize) -> f64 {
    manifest.lowest * manifest.step.powi(level as i32)
}
