//! The words that vocabularies explain, and which of them a text begins with.
//! Knows neither pages nor HTML, but compares with text as it stands in HTML.

use crate::model::id::TermId;
use crate::model::term::Term;
use crate::parse::escape::escaped;
use crate::source::config::Config;
use std::collections::HashMap;

/// All words with a definition, by their first word in small letters.
#[derive(Debug, Default)]
pub struct Glossary {
    words: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// As it stands in HTML; in small letters unless capitals count.
    name: String,
    /// An abbreviation such as `LSA` is not the word `lsa`.
    capitals_count: bool,
    term: TermId,
}

impl Glossary {
    /// Label and synonyms of every declared term that has a definition.
    pub fn of(config: &Config, terms: &[Term]) -> Glossary {
        let mut glossary = Glossary::default();
        for (i, term) in terms.iter().enumerate() {
            let Some(declared) = term.declaration(config) else { continue };
            if !declared.definition.is_empty() {
                let names = [&declared.label].into_iter().chain(&declared.synonyms);
                names.for_each(|name| glossary.add(name, TermId(i as u32)));
            }
        }
        glossary
    }

    fn add(&mut self, name: &str, term: TermId) {
        let name = escaped(name.trim());
        let first = first_word(&name).to_lowercase();
        if first.is_empty() {
            return;
        }
        let capitals_count = name.chars().filter(|c| c.is_uppercase()).count() > 1;
        let name = if capitals_count { name } else { name.to_lowercase() };
        let entries = self.words.entry(first).or_default();
        entries.push(Entry { name, capitals_count, term });
        entries.sort_by(|a, b| b.name.len().cmp(&a.name.len()).then_with(|| a.term.cmp(&b.term)));
    }

    /// Whether nothing is explained.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The longest explained word that a piece of HTML text begins with: its length in bytes and its term.
    pub fn at_start(&self, text: &str) -> Option<(usize, TermId)> {
        let entries = self.words.get(&first_word(text).to_lowercase())?;
        entries.iter().find_map(|entry| entry.length_in(text).map(|length| (length, entry.term)))
    }
}

impl Entry {
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut rest = text.chars();
        for wanted in self.name.chars() {
            let found = rest.next()?;
            let same = found == wanted
                || (wanted == ' ' && found.is_whitespace())
                || (!self.capitals_count && found.to_lowercase().eq([wanted]));
            if !same {
                return None;
            }
        }
        let after = rest.as_str();
        (!after.starts_with(char::is_alphanumeric)).then(|| text.len() - after.len())
    }
}

/// The letters and digits that a text begins with.
pub fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_whole_word_is_found() {
        let mut glossary = Glossary::default();
        for (i, name) in ["LSA", "boa", "sociale basis", "basis", "R&D", "(los)"].into_iter().enumerate() {
            glossary.add(name, TermId(i as u32));
        }
        let found = |text: &str| glossary.at_start(text).map(|(length, term)| (text[..length].to_owned(), term.0));
        assert_eq!(found("LSA bewoners"), Some(("LSA".into(), 0)));
        assert_eq!(found("lsa"), None, "an abbreviation has its capitals");
        assert_eq!(found("Boa's lopen"), Some(("Boa".into(), 1)), "a sentence begins with a capital");
        assert_eq!(found("boaten"), None);
        assert_eq!(found("Sociale\nbasis."), Some(("Sociale\nbasis".into(), 2)));
        assert_eq!(found("basis"), Some(("basis".into(), 3)));
        assert_eq!(found("R&amp;D."), Some(("R&amp;D".into(), 4)));
        assert_eq!(found("(los)"), None, "a word begins with a letter");
    }
}
