//! Why a page has a word form: in which of its texts the form stands, or which other word brought it
//! there. Knows nothing of queries and scores.

use crate::search::apart::neighbours;
use crate::search::compounds::{Parts, compound, language_has_compounds, parts};
use crate::search::distance::{distance, same_start};
use crate::search::elasticlunr::WordForms;
use crate::search::lexicon::Lexicon;
use crate::search::reader::units;
use crate::search::record::{Labels, Record};
use crate::search::synonyms::telling;
use crate::search::words::{each_word, parts as parts_of};
use std::collections::BTreeSet;

/// A text of a page, as [`crate::search::weights`] weighs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// A heading.
    Heading,
    /// Its terms, choices and other values.
    Terms,
    /// A field with a weight of its own.
    Weighted,
    /// Its summary.
    Summary,
    /// Its address.
    Address,
    /// The text of a link to it.
    Links,
    /// The text itself.
    Body,
}

/// Where a form comes from on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The texts in which it stands.
    pub fields: Vec<Field>,
    /// Words of the page of which it is a part.
    pub compounds: Vec<String>,
    /// Names on the page that mean the same, as the vocabularies say.
    pub synonyms: Vec<String>,
}

/// What is needed to explain forms.
#[derive(Debug)]
pub struct Explainer<'a> {
    lexicon: &'a Lexicon,
    parts: Parts<'a>,
    labels: &'a Labels<'a>,
    word_forms: WordForms,
}

impl<'a> Explainer<'a> {
    /// Explains with the words of all records: an index does not say where its words come from.
    pub fn of(lexicon: &'a Lexicon, labels: &'a Labels<'a>) -> Explainer<'a> {
        Explainer { lexicon, parts: parts(lexicon), labels, word_forms: WordForms::of(labels.language) }
    }

    /// Where a form comes from on a page.
    pub fn origin(&self, record: &Record, form: &str) -> Origin {
        let there = words_of(record);
        let in_field = |field: &(Field, BTreeSet<String>)| field.1.contains(form).then_some(field.0);
        let all: BTreeSet<&str> = there.iter().flat_map(|(_, words)| words.iter().map(String::as_str)).collect();
        let compounds = all.iter().filter(|word| self.is_part(form, word, 2));
        Origin {
            fields: there.iter().filter_map(in_field).collect(),
            compounds: compounds.map(|w| (*w).to_owned()).collect(),
            synonyms: self.synonyms(form, &all),
        }
    }

    /// Whether a word says nothing by itself, so that it does not count in texts.
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.word_forms.is_stop_word(word)
    }

    /// Words of a page that are like one, at most five, nearest first.
    pub fn alike(&self, record: &Record, word: &str) -> Vec<String> {
        let asked = units(word);
        let all: BTreeSet<String> = words_of(record).into_iter().flat_map(|(_, words)| words).collect();
        let near = |other: String| {
            let found = units(&other);
            let d = distance(&asked, &found, 2);
            let same = same_start(&asked, &found);
            let long = same >= 4 && same * 2 >= asked.len();
            ((d <= 2 && asked.len() > 4 && found.len() > 3) || long).then_some((d, usize::MAX - same, other))
        };
        let mut alike: Vec<_> = all.into_iter().filter_map(near).collect();
        alike.sort();
        alike.into_iter().take(5).map(|(.., word)| word).collect()
    }

    fn is_part(&self, form: &str, whole: &str, depth: usize) -> bool {
        if depth == 0 || form.len() >= whole.len() || !language_has_compounds(self.labels.language) {
            return false;
        }
        let Some(parts) = compound(whole, &self.parts) else { return false };
        [parts.front, parts.tail].iter().any(|part| {
            let text = &self.lexicon.forms[*part].text;
            **text == *form || self.is_part(form, text, depth - 1)
        })
    }

    /// The names on a page, in whatever number, that mean the same as one of which a form is a word.
    fn synonyms(&self, form: &str, there: &BTreeSet<&str>) -> Vec<String> {
        let mut all = BTreeSet::new();
        for group in &self.labels.synonyms {
            let names: Vec<Vec<String>> = group.iter().map(|name| telling(name, &self.word_forms)).collect();
            if names.iter().any(|name| name.iter().any(|word| word == form)) {
                let others = names.into_iter().filter(|name| !name.iter().any(|word| word == form));
                all.extend(others.filter(|name| name.iter().all(|word| self.stands(word, there))));
            }
        }
        all.into_iter().filter(|name| !name.is_empty()).map(|name| name.join(" ")).collect()
    }

    fn stands(&self, word: &str, there: &BTreeSet<&str>) -> bool {
        let stem = self.word_forms.stem(word);
        there.contains(word) || stem.is_some() && there.iter().any(|other| self.word_forms.stem(other) == stem)
    }
}

/// The title of a page, its other names, and the words that it has apart.
fn titles<'a>(record: &'a Record, joined: &'a [String]) -> impl Iterator<Item = &'a str> {
    [record.title].into_iter().chain(record.names.iter().copied()).chain(joined.iter().map(String::as_str))
}

/// The words of each text of a page.
fn words_of(record: &Record) -> Vec<(Field, BTreeSet<String>)> {
    let of = |field, texts: &mut dyn Iterator<Item = &str>| {
        let mut all = BTreeSet::new();
        texts.for_each(|text| {
            each_word(text, |word| {
                if !all.contains(word) {
                    all.insert(word.to_owned());
                }
            });
        });
        (field, all)
    };
    let joined: Vec<String> = neighbours(record.title).iter().map(|both| both.concat()).collect();
    vec![
        of(Field::Title, &mut titles(record, &joined)),
        of(Field::Heading, &mut record.headings.iter().map(|(_, text)| *text)),
        of(Field::Terms, &mut record.terms.iter().copied()),
        of(Field::Weighted, &mut record.fields.iter().map(|(_, text)| *text)),
        of(Field::Summary, &mut [record.summary].into_iter()),
        (Field::Address, parts_of(record.address).into_iter().collect()),
        of(Field::Links, &mut record.links.iter().copied()),
        of(Field::Body, &mut record.body.iter().copied()),
    ]
}
