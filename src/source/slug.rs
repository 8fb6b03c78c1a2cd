//! Path segments, anchors and folded words: the ways in which text becomes a name.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One path segment made from a title, a file name or a term: lower case, accents folded,
/// everything else that is not a letter or digit one hyphen. Letters of other scripts stay.
/// Empty only when the text holds no letter or digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in folded_chars(text) {
        match c {
            '+' => push_word(&mut slug, "plus"),
            '#' => push_word(&mut slug, "sharp"),
            '_' => slug.push('_'),
            c if c.is_alphanumeric() => slug.push(c),
            '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The text in lower case without accents, with single spaces: for comparing names as people do.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_whitespace() {
            folded.push_str(if folded.is_empty() { "" } else { " " });
            folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        }
        return folded;
    }
    for c in folded_chars(text) {
        if c.is_whitespace() || c == '\u{a0}' {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !is_invisible(c) {
            folded.push(if c == '’' || c == '‘' { '\'' } else { c });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The anchor that GitHub gives a heading (github-slugger 2): lower case, without
/// punctuation, spaces as hyphens. Numbering of doubles is the caller's.
pub fn anchor(heading: &str) -> String {
    let mut anchor = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            ' ' | '\u{a0}' => anchor.push('-'),
            '-' | '_' => anchor.push(c),
            c if c.is_alphanumeric() || is_combining_mark(c) => anchor.extend(c.to_lowercase()),
            _ => {}
        }
    }
    anchor
}

/// The characters of a text in compatibility decomposition (NFKD): letters apart from their accents.
pub fn decomposed(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd()
}

/// The text with each letter and its accents as one character (NFC): macOS writes names of files apart.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether a character is a mark (Unicode `M`), such as an accent.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Whether a character takes no space and is no letter: soft hyphen, zero-width ones, byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn push_word(slug: &mut String, word: &str) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
    slug.push_str(word);
    slug.push('-');
}

fn folded_chars(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).flat_map(|c| {
        let plain: &'static [char] = match c {
            'ß' => &['s', 's'],
            'æ' => &['a', 'e'],
            'œ' => &['o', 'e'],
            'ø' => &['o'],
            'ł' => &['l'],
            'đ' | 'ð' => &['d'],
            'þ' => &['t', 'h'],
            'ı' => &['i'],
            _ => &[],
        };
        plain.iter().copied().chain(plain.is_empty().then_some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_are_readable_path_segments() {
        for (text, expected) in [
            ("Thema's en Wijken", "themas-en-wijken"),
            ("Definiëren: hoe?", "definieren-hoe"),
            ("Súdwest-Fryslân", "sudwest-fryslan"),
            ("C++", "c-plus-plus"),
            ("'s-Hertogenbosch", "s-hertogenbosch"),
            ("11.1", "11-1"),
            ("  -- ", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn anchors_are_those_of_github() {
        for (heading, expected) in [
            ("Wat is een buurtagenda?", "wat-is-een-buurtagenda"),
            ("A & B", "a--b"),
            ("Één plek", "één-plek"),
            ("1.2 Begin_nu", "12-begin_nu"),
        ] {
            assert_eq!(anchor(heading), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_one_segment_and_stays_the_same(text in ".{0,40}") {
            let once = slug(&text);
            prop_assert!(!once.contains(['/', '\\', '.', ' ', '%', '?', '"', '<']));
            prop_assert!(!once.starts_with('-') && !once.ends_with('-'));
            prop_assert_eq!(slug(&once), once);
        }
    }
}
