//! Orders of pages and words: as declared, and as the language sorts. The one home of icu_collator.

use crate::model::id::PageId;
use crate::model::page::{Page, Value};
use crate::source::config::Config;
use crate::source::date::Moment;
use crate::source::kind::Sort;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// Compares words as a language does: case and accents only where all else is equal, numbers as text.
pub struct Alphabet(CollatorBorrowed<'static>);

impl std::fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Alphabet")
    }
}

impl Alphabet {
    /// The alphabet of a language; of the root locale (CLDR) when it has none of its own.
    pub fn of(tag: &str) -> Alphabet {
        let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
        let collator = Collator::try_new(locale.into(), CollatorOptions::default())
            .or_else(|_| Collator::try_new(Locale::UNKNOWN.into(), CollatorOptions::default()));
        Alphabet(collator.expect("the root collation is compiled in"))
    }

    /// The order of two words. What stands before the first letter or digit, as the dot of `.png`, counts last.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let begun = |word: &'_ str| word.find(char::is_alphanumeric).unwrap_or(0);
        let words = self.0.compare(&a[begun(a)..], &b[begun(b)..]);
        words.then_with(|| self.0.compare(a, b)).then_with(|| a.cmp(b))
    }
}

/// The order of an overview. Pages without the value come last; ties are newest first, then by path.
pub fn sorted(config: &Config, pages: &[Page], mut ids: Vec<PageId>, sort: &Sort, alphabet: &Alphabet) -> Vec<PageId> {
    let page = |id: &PageId| &pages[id.0 as usize];
    ids.sort_by(|a, b| {
        let (a, b) = (page(a), page(b));
        let directed = |order: Ordering| if sort.falling { order.reverse() } else { order };
        let by_key = match sort.by.as_str() {
            "title" => directed(alphabet.compare(&a.front.title, &b.front.title)),
            "weight" => directed(a.front.weight.total_cmp(&b.front.weight)),
            "date" => last_if_absent(a.front.date, b.front.date, directed),
            "updated" => last_if_absent(a.front.updated.or(a.front.date), b.front.updated.or(b.front.date), directed),
            field => match (a.field(config, field), b.field(config, field)) {
                (Some(a), Some(b)) => directed(compared(a, b, alphabet)),
                (a, b) => b.is_some().cmp(&a.is_some()),
            },
        };
        by_key.then_with(|| newest_first(a, b))
    });
    ids
}

/// The order of term pages: newest first, by the start of an event that has no date; then by path.
pub fn latest_first(config: &Config, a: &Page, b: &Page) -> Ordering {
    falling(a, b, |page| page.front.date.or_else(|| page.start(config)))
}

/// Newest first, then by path: the order of feeds.
pub fn newest_first(a: &Page, b: &Page) -> Ordering {
    falling(a, b, |page| page.front.date)
}

fn falling(a: &Page, b: &Page, moment: impl Fn(&Page) -> Option<Moment>) -> Ordering {
    last_if_absent(moment(a), moment(b), Ordering::reverse).then_with(|| a.path.cmp(&b.path))
}

fn last_if_absent<T: Ord>(a: Option<T>, b: Option<T>, directed: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => directed(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn compared(a: &Value, b: &Value, alphabet: &Alphabet) -> Ordering {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::Choice(a, _), Value::Choice(b, _)) | (Value::Text(a), Value::Text(b)) => alphabet.compare(a, b),
        (Value::Terms(a), Value::Terms(b)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_break_the_alphabet() {
        let alphabet = Alphabet::of("nl");
        let mut words = ["Zeist", "één", ".png", "Eemnes", "ijs", "Ede", "aarde", "(oud)", "png"];
        words.sort_by(|a, b| alphabet.compare(a, b));
        assert_eq!(words, ["aarde", "Ede", "Eemnes", "één", "ijs", "(oud)", ".png", "png", "Zeist"]);
    }
}
