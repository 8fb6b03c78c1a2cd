//! Text into the words that search knows. The client in the browser does the same, so whatever is
//! changed here is changed in `themes/wijkwijzer/assets/search-core.js` too; a test compares them
//! word by word. Knows no language: stems and stop words are elsewhere.
//!
//! A word is a longest run of letters, digits and marks (Unicode `Alphabetic`, `N`, `M`) in
//! compatibility decomposition (NFKD), in lower case, without the accents U+0300 to U+036F.
//! Apostrophes and invisible characters are left out (`foto's` is `fotos`). Words with hyphens
//! between them are given one by one, and then joined: `ai-systeem` is `ai`, `systeem`, `aisysteem`.

use crate::source::slug::{decomposed, is_mark};

/// Characters of a word that count; the rest of a longer word is left out.
pub const LONGEST: usize = 40;

/// Calls `found` with every word of a text, in order.
pub fn each_word(text: &str, mut found: impl FnMut(&str)) {
    walk(text, Words::default(), &mut found);
}

/// The same, but of words with hyphens only their parts.
pub fn each_part(text: &str, mut found: impl FnMut(&str)) {
    walk(text, Words { apart: true, ..Words::default() }, &mut found);
}

/// Runs of ASCII are taken as they are: what stands beside them does not change what they decompose to.
fn walk(text: &str, mut words: Words, found: &mut impl FnMut(&str)) {
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let taken = match first {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                let run = run(rest, |byte| byte.is_ascii_alphanumeric());
                if words.is_whole(run, rest.as_bytes().get(run.len())) {
                    found(run);
                    run.len() + 1
                } else {
                    words.push_ascii(run);
                    run.len()
                }
            }
            0x80.. => {
                let run = run(rest, |byte| !byte.is_ascii());
                words.take_decomposed(run, found);
                run.len()
            }
            _ => {
                words.take(first as char, found);
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    words.end(found);
}

/// The beginning of a text whose bytes are alike.
fn run(text: &str, alike: impl Fn(u8) -> bool) -> &str {
    &text[..text.bytes().position(|byte| !alike(byte)).unwrap_or(text.len())]
}

/// The words of a text.
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_word(text, |word| all.push(word.to_owned()));
    all
}

/// The words of a text, those with hyphens only in their parts: what a query asks for.
pub fn parts(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    each_part(text, |word| all.push(word.to_owned()));
    all
}

/// The words of a text with hyphens between them: what most addresses make of a title.
pub fn hyphenated(text: &str) -> String {
    let mut slug = String::new();
    let mut push = |word: &str| {
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    };
    each_part(text, &mut push);
    slug
}

/// Letters that Unicode does not take apart, as people type them without the right keyboard.
fn plain(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => "",
    }
}

fn is_skipped(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

#[derive(Default)]
struct Words {
    /// Whether joined words are left out.
    apart: bool,
    word: String,
    letters: usize,
    joined: String,
    parts: usize,
    hyphen: bool,
}

impl Words {
    fn take(&mut self, c: char, found: &mut impl FnMut(&str)) {
        if is_skipped(c) {
            // As if it were not there.
        } else if c.is_alphanumeric() || (!c.is_ascii() && is_mark(c)) {
            self.hyphen = false;
            match plain(c) {
                "" => self.push(c),
                letters => letters.chars().for_each(|c| self.push(c)),
            }
        } else if matches!(c, '-' | '\u{2010}' | '\u{2011}') {
            self.hyphen(found);
        } else {
            self.end(found);
        }
    }

    /// A hyphen: what follows is another part of the same word.
    fn hyphen(&mut self, found: &mut impl FnMut(&str)) {
        if self.word.is_empty() || self.hyphen {
            return self.end(found);
        }
        self.part(found);
        self.hyphen = true;
    }

    /// Takes characters outside ASCII, which may decompose to others in it.
    fn take_decomposed(&mut self, run: &str, found: &mut impl FnMut(&str)) {
        for c in decomposed(run) {
            match c {
                'A'..='Z' => self.take(c.to_ascii_lowercase(), found),
                '\0'..='\x7f' => self.take(c, found),
                '\u{300}'..='\u{36f}' => {}
                _ => c.to_lowercase().for_each(|c| self.take(c, found)),
            }
        }
    }

    /// Whether letters and digits of ASCII are a word as they are: nothing belongs before them, nor what follows.
    /// That is so for most words of most texts, which need not be copied.
    fn is_whole(&self, run: &str, next: Option<&u8>) -> bool {
        let ends = next.is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'-' | b'\''));
        let clear = self.word.is_empty() && self.parts == 0;
        ends && clear && run.len() <= LONGEST && !run.bytes().any(|byte| byte.is_ascii_uppercase())
    }

    /// Adds letters and digits of ASCII.
    fn push_ascii(&mut self, run: &str) {
        let end = run.len().min(LONGEST - self.letters);
        let from = self.word.len();
        self.word.push_str(&run[..end]);
        self.word[from..].make_ascii_lowercase();
        self.letters += end;
        self.hyphen = false;
    }

    fn push(&mut self, c: char) {
        if self.letters < LONGEST {
            self.word.push(c);
            self.letters += 1;
        }
    }

    /// Ends a part of a word with hyphens.
    fn part(&mut self, found: &mut impl FnMut(&str)) {
        if self.word.is_empty() {
            return;
        }
        found(&self.word);
        self.joined.push_str(&self.word);
        self.parts += 1;
        self.word.clear();
        self.letters = 0;
    }

    fn end(&mut self, found: &mut impl FnMut(&str)) {
        if self.parts == 0 {
            // Nearly every word.
            if !self.word.is_empty() {
                found(&self.word);
                self.word.clear();
                self.letters = 0;
            }
            return;
        }
        self.part(found);
        if self.parts > 1 && !self.apart && self.joined.chars().nth(LONGEST).is_none() {
            found(&self.joined);
        }
        self.joined.clear();
        self.parts = 0;
        self.hyphen = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected);
    }

    #[test]
    fn words_are_lower_case_without_accents_and_apostrophes() {
        check(
            "Eén Coöperatie, foto’s en ’s-Gravenhage!",
            &["een", "cooperatie", "fotos", "en", "s", "gravenhage", "sgravenhage"],
        );
    }

    #[test]
    fn digits_stay() {
        check("NIS2 in 2025, art. 10.3", &["nis2", "in", "2025", "art", "10", "3"]);
    }

    #[test]
    fn words_with_hyphens_are_whole_and_in_parts() {
        check("ai-systeem - los--eind -x", &["ai", "systeem", "aisysteem", "los", "eind", "x"]);
    }

    #[test]
    fn invisible_characters_do_not_cut_a_word() {
        check("W\u{feff}e zijn buurt\u{ad}agenda", &["we", "zijn", "buurtagenda"]);
    }

    #[test]
    fn other_scripts_are_words_too() {
        check("Σοφός مرحبا 東京 straße 🙂", &["σοφοσ", "مرحبا", "東京", "strasse"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        check(&"a".repeat(100_000), &["a".repeat(LONGEST).as_str()]);
    }
}
