//! Letters that were read in a wrong encoding and saved like that: `Ã©` where `é` belongs.

use crate::parse::signs::holds;
use std::ops::Range;

/// The first letters of a text that are UTF-8 read as Windows-1252: where, and what they were.
pub fn misread(text: &str) -> Option<(Range<usize>, String)> {
    // `Ã`, `Â` and `â€` begin nearly all of them: letters of the Latin alphabet, spaces, quotation marks.
    let begins = ["\u{c3}", "\u{c2}", "\u{e2}\u{20ac}"];
    if !begins.iter().any(|begin| holds(text, begin)) {
        return None;
    }
    text.char_indices().filter(|(_, c)| matches!(c, '\u{c3}' | '\u{c2}' | '\u{e2}')).find_map(|(start, first)| {
        let length = if first == '\u{e2}' { 3 } else { 2 };
        let letters: Vec<char> = text[start..].chars().take(length).collect();
        let bytes: Vec<u8> = letters.iter().map(|c| in_windows_1252(*c)).collect::<Option<_>>()?;
        let meant = String::from_utf8(bytes).ok().filter(|meant| !meant.contains(char::is_control))?;
        let end = start + letters.iter().map(|c| c.len_utf8()).sum::<usize>();
        Some((start..end, meant))
    })
}

/// The byte that a character is in Windows-1252. The bytes that it leaves open stand for themselves, as browsers
/// read them (WHATWG Encoding, index windows-1252).
fn in_windows_1252(c: char) -> Option<u8> {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match FROM_80.iter().position(|other| *other == c) {
        Some(i) => Some(0x80 + i as u8),
        None => u8::try_from(u32::from(c)).ok().filter(|byte| !(0x80..0xa0).contains(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_a_wrong_encoding_are_found() {
        for (text, at, meant) in
            [("Een cafÃ© in de wijk", 7..11, "é"), ("de wijkâ€™s", 7..15, "’"), ("BelgiÃ«", 5..9, "ë")]
        {
            assert_eq!(misread(text), Some((at, meant.into())), "{text}");
        }
        for text in ["Één café, België", "SÃO PAULO", "Â", "château â", "Ã, Â en â", "prijs: Â€"] {
            assert_eq!(misread(text), None, "{text}");
        }
    }
}
