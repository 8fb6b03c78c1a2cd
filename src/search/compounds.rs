//! Compound words and what they are made of, by what stands in the texts themselves: `buurtagenda`
//! is `buurt` and `agenda` because both occur alone. Knows no dictionary.

use crate::search::lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// A compound: the word forms that it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compound {
    /// Index of the form of the first part.
    pub front: usize,
    /// Index of the form of the last part.
    pub tail: usize,
}

/// Letters that the shortest part has.
const PART: usize = 4;
/// Pages that each part must occur on by itself.
const PAGES: usize = 2;
/// Letters between the parts.
const LINKS: &[&str] = &["", "s", "e", "en", "n", "er"];
/// Endings that occur alone by chance, and make no compound.
const ENDINGS: &[&str] = &[
    "heid", "heden", "lijk", "lijke", "lijks", "baar", "bare", "loos", "loze", "schap", "schappen", "ingen", "iteit",
    "iteiten", "eren", "erend", "erende", "atie", "aties", "isch", "ische", "erij", "zaam", "zame", "achtig",
    "achtige", "isme", "isten", "ende", "ings", "enden", "ster", "sters", "uele", "elijk", "elijke",
];

/// Whether words of a language (BCP 47) are written together without end.
pub fn language_has_compounds(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("nl" | "de" | "da" | "sv" | "no" | "nb" | "nn" | "fy" | "af" | "li" | "fi"))
}

/// Forms that can be parts, with their index and on how many pages each is.
pub type Parts<'a> = FxHashMap<&'a str, (usize, usize)>;

/// The forms that can be parts of compounds.
pub fn parts(lexicon: &Lexicon) -> Parts<'_> {
    let forms = lexicon.forms.iter().enumerate().map(|(i, form)| (&*form.text, (i, lexicon.postings(i).len())));
    forms.filter(|(text, (_, pages))| text.len() >= PART && *pages >= PAGES).collect()
}

/// How a word comes apart, if it does: where the parts occur most often (geometric mean).
pub fn compound(text: &str, parts: &Parts) -> Option<Compound> {
    if text.len() < 2 * PART || !text.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let part = |text: &str| parts.get(text).copied();
    let mut best = None;
    let mut most = 0;
    for cut in PART..=text.len() - PART {
        let ending = &text[cut..];
        let Some((tail, tail_pages)) = part(ending).filter(|_| !ENDINGS.contains(&ending)) else { continue };
        for link in LINKS {
            let Some(front) = text[..cut].strip_suffix(link).filter(|f| f.len() >= PART) else { continue };
            let Some((front, front_pages)) = part(front) else { continue };
            if front_pages * tail_pages > most {
                most = front_pages * tail_pages;
                best = Some(Compound { front, tail });
            }
        }
    }
    best
}
