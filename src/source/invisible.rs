//! Characters that nobody sees and that a text is better without: where they are, and what is told of them.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::slug::is_invisible;
use crate::source::span::Span;

/// The space at which no line breaks. It looks like a space, and is none to YAML or to a search.
const NO_BREAK: char = '\u{a0}';

/// The places of such characters, the first of each sort. Those that join letters, as some scripts and
/// emoji need, are left alone.
pub fn unseen(text: &str) -> Vec<(usize, char)> {
    let mut found: Vec<(usize, char)> = Vec::new();
    if may_hold_one(text.as_bytes()) {
        for (at, c) in text.char_indices().filter(|(_, c)| is_unseen(*c)) {
            if found.iter().all(|(_, other)| *other != c) {
                found.push((at, c));
            }
        }
    }
    found
}

/// What is told of such a character at its place in a file.
pub fn told(file: &str, at: usize, c: char) -> Diagnostic {
    let name = match c {
        NO_BREAK => "@nbsp",
        '\u{ad}' => "@shy",
        '\u{feff}' => "@bom",
        _ => "@zwsp",
    };
    let problem = Diagnostic::new(Code::InvisibleCharacter, file).at(Span::new(at, at + c.len_utf8()));
    problem.with("name", name).with_some("advice", (c == NO_BREAK).then_some("@nbsp_advice"))
}

fn is_unseen(c: char) -> bool {
    c == NO_BREAK || (is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}'))
}

/// Whether a text holds bytes that such characters begin with, as many others do.
fn may_hold_one(text: &[u8]) -> bool {
    text.iter().fold(false, |found, byte| found | matches!(*byte, 0xc2 | 0xe2 | 0xef))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_is_found_once() {
        assert_eq!(unseen("één €\u{a0}10\u{a0}en\u{200b}"), [(9, '\u{a0}'), (17, '\u{200b}')]);
        assert_eq!(unseen("👩\u{200d}👧 én «citaat»"), []);
    }
}
