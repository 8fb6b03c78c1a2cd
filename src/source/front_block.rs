//! Where the front matter of a content file begins and ends. Does not read what is in it.

use crate::source::diagnostic::Span;
use std::ops::Range;

/// The parts of a file, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines `---`; empty when there is none.
    pub yaml: Range<usize>,
    /// The first byte of the text.
    pub body: usize,
    /// Empty lines before the front matter.
    pub skipped: Span,
}

/// What a file begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Front matter, or none at all.
    Found(Parts),
    /// A line `+++`, which begins TOML.
    Toml(Span),
    /// Data between lines `---` with text before them: that text.
    Late(Span),
    /// Data without a closing line.
    Open {
        /// The opening line.
        at: Span,
        /// Number of the last line that looks like data, from 1.
        last_line: usize,
    },
}

/// Finds the front matter: a line `---`, YAML, a line `---` or `...`. A byte order mark, empty lines
/// before it, blanks behind the marks and Windows line ends are allowed.
pub fn front_block(text: &str) -> Block {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let start = bom + (text[bom..].len() - text[bom..].trim_start().len());
    let none = Block::Found(Parts { yaml: bom..bom, body: bom, skipped: Span::default() });
    let first_line = text[start..].lines().next().unwrap_or("").trim_end();
    if first_line == "+++" {
        return Block::Toml(Span::new(start, start + 3));
    }
    if first_line != "---" {
        return late(text, start).map_or(none, |length| Block::Late(Span::new(start, start + length)));
    }
    let from = start + text[start..].find('\n').map_or(text.len() - start, |i| i + 1);
    let mut position = from;
    for line in text[from..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let skipped = if start > bom { Span::new(bom, start) } else { Span::default() };
            return Block::Found(Parts { yaml: from..position, body: position + line.len(), skipped });
        }
        position += line.len();
    }
    let is_data =
        |line: &str| line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.trim().contains(' '));
    if !text[from..].lines().next().is_some_and(is_data) {
        return none;
    }
    let data = text[from..].lines().take_while(|l| is_data(l) || l.starts_with([' ', '-', '#'])).count();
    Block::Open { at: Span::new(start, start + 3), last_line: text[..from].matches('\n').count() + data }
}

/// The length of the text before a block of data that names a title: a line under a heading or between two
/// paragraphs is no such block.
fn late(text: &str, start: usize) -> Option<usize> {
    const LATEST: usize = 10;
    let mut at = 0;
    let lines: Vec<(usize, &str)> = text[start..]
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        })
        .take(LATEST + 40)
        .collect();
    let open = lines.iter().take(LATEST).position(|(_, line)| *line == "---")?;
    let data = &lines[open + 1..];
    let close = data.iter().position(|(_, line)| *line == "---")?;
    let is_data = |line: &str| {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        !key.is_empty() && !key.contains(' ') || line.starts_with([' ', '-', '#'])
    };
    let titled = data[..close].iter().any(|(_, line)| line.starts_with("title:"));
    (titled && data[..close].iter().all(|(_, line)| is_data(line)))
        .then(|| text[start..start + lines[open].0].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_is_found_or_missed_with_reason() {
        let yaml = |text: &'static str| match front_block(text) {
            Block::Found(parts) => &text[parts.yaml],
            other => panic!("{other:?}"),
        };
        assert_eq!(yaml("---\na: 1\n---\nb"), "a: 1\n");
        assert_eq!(yaml("\u{feff}\n--- \r\na: 1\r\n---"), "a: 1\r\n");
        assert_eq!(yaml("tekst\n---\n"), "");
        assert_eq!(yaml("---\n\nEen streep is nog geen gegevensblok."), "");
        assert_eq!(front_block("---\na: 1\nb: 2\n\ntekst"), Block::Open { at: Span::new(0, 3), last_line: 3 });
        assert_eq!(front_block("Hallo\n\n---\ntitle: a\nb: 2\n---\nc"), Block::Late(Span::new(0, 5)));
        assert_eq!(yaml("Kop\n---\nlet op: dit\n\n---\n"), "");
        assert_eq!(front_block("+++\na = 1\n+++"), Block::Toml(Span::new(0, 3)));
    }

    proptest! {
        #[test]
        fn the_parts_lie_in_the_text(text in "[-a:+. \n\r\u{feff}]{0,30}") {
            if let Block::Found(parts) = front_block(&text) {
                prop_assert!(text.get(parts.yaml.clone()).is_some() && text.get(parts.body..).is_some());
            }
        }
    }
}
