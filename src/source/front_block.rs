//! Where the front matter of a content file begins and ends. Does not read what is in it.

use crate::source::span::Span;
use std::ops::Range;

/// The parts of a file, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the lines `---`; empty when there is none. Lines of other dashes are part of it,
    /// so that it does not parse and its reader tells of them.
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
        /// The last line that looks like data.
        at: Span,
        /// Its number, from 1.
        last_line: usize,
        /// Whether it is a line `---` with a space before it.
        spaced: bool,
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
    if is_odd_mark(first_line)
        && let Some(parts) = oddly_marked(text, start)
    {
        return Block::Found(parts);
    }
    if first_line != "---" {
        return late(text, start).map_or(none, |length| Block::Late(Span::new(start, start + length)));
    }
    let from = start + text[start..].find('\n').map_or(text.len() - start, |i| i + 1);
    let skipped = if start > bom { Span::new(bom, start) } else { Span::default() };
    let mut position = from;
    let first_is_data = text[from..].lines().next().is_some_and(is_data);
    for line in text[from..].split_inclusive('\n') {
        let end = position + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return match open_end(text, from, position).filter(|_| first_is_data) {
                Some(open) => open,
                None => Block::Found(Parts { yaml: from..position, body: end, skipped }),
            };
        }
        if first_is_data && is_odd_mark(line.trim_end()) && open_end(text, from, position).is_none() {
            return Block::Found(Parts { yaml: from..end, body: end, skipped });
        }
        position = end;
    }
    if !first_is_data {
        return none;
    }
    open_end(text, from, text.len()).unwrap_or_else(|| {
        let data = text[from..].lines().take_while(|l| may_be_data(l) && !l.is_empty());
        ended(text, from, data.count())
    })
}

/// Whether a line is a row of dashes that editors and their programs write for `---`.
pub fn is_odd_mark(line: &str) -> bool {
    let long = line.contains(['–', '—', '―', '−']);
    let dashes = line.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '−'));
    dashes && line != "---" && (long || line.len() > 1)
}

/// Data whose first line, at byte `start`, is a row of other dashes, up to the line that closes it.
fn oddly_marked(text: &str, start: usize) -> Option<Parts> {
    let mut lines = text[start..].split_inclusive('\n');
    let mut end = start + lines.next()?.len();
    for (nth, line) in lines.enumerate() {
        end += line.len();
        let mark = line.trim_end();
        if nth > 0 && (mark == "---" || is_odd_mark(mark)) {
            return Some(Parts { yaml: start..end, body: end, skipped: Span::default() });
        }
        if !(is_data(line) || nth > 0 && may_be_data(mark)) {
            return None;
        }
    }
    None
}

/// Whether a line is `key: value`.
fn is_data(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| !key.is_empty() && !key.trim().contains(' '))
}

/// Whether a line may stand in data: a key, something inside a value, a remark, or nothing.
fn may_be_data(line: &str) -> bool {
    line.trim().is_empty() || is_data(line) || line.starts_with([' ', '\t', '-', '#', ']', '}', '"', '\''])
}

/// Where data from byte `from` seem to end, when a paragraph of text stands before `to`: a line that
/// is no data, behind an empty one.
fn open_end(text: &str, from: usize, to: usize) -> Option<Block> {
    let lines: Vec<&str> = text[from..to].lines().map(str::trim_end).collect();
    let first = lines.iter().position(|l| !may_be_data(l)).filter(|i| *i > 0 && lines[i - 1].is_empty())?;
    let mut paragraphs = lines.windows(2).filter(|pair| pair[0].is_empty() && !may_be_data(pair[1]));
    if !paragraphs.any(|pair| !pair[1].contains(": ") && !pair[1].ends_with(':')) || goes_on(&lines[..first]) {
        return None;
    }
    let data = lines[..first].iter().rposition(|l| !l.is_empty() && !l.starts_with('#'))? + 1;
    Some(ended(text, from, data))
}

/// Whether the last value of these lines is opened with a quote or a bracket and not closed.
fn goes_on(lines: &[&str]) -> bool {
    let value = lines.iter().rev().find(|l| is_data(l)).and_then(|l| l.split_once(':'));
    value.is_some_and(|(_, value)| match value.trim_start().chars().next() {
        Some(quote @ ('"' | '\'')) => value.matches(quote).count() % 2 == 1,
        Some('[') => !value.contains(']'),
        Some('{') => !value.contains('}'),
        _ => false,
    })
}

/// Data from byte `from` that end with so many lines, and are not closed. A `---` with a space before it was to.
fn ended(text: &str, from: usize, data: usize) -> Block {
    let mark = text[from..].lines().take(data).position(|line| line.trim() == "---");
    let data = mark.map_or(data, |line| line + 1);
    let before: usize = text[from..].split_inclusive('\n').take(data.saturating_sub(1)).map(str::len).sum();
    let length = text[from + before..].lines().next().map_or(0, |l| l.trim_end().len());
    let at = Span::new(from + before, from + before + length);
    Block::Open { at, last_line: text[..from].matches('\n').count() + data, spaced: mark.is_some() }
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
        let open = Block::Open { at: Span::new(9, 13), last_line: 3, spaced: false };
        for rest in ["", "\n\n---\n", "\n\n----\n", "\n\n# Kop\n\nLet op: tekst\n\n---\n"] {
            assert_eq!(front_block(&format!("---\na: 1\nb: 2\n\ntekst{rest}")), open, "{rest}");
        }
        assert_eq!(front_block("---\na: 1\nb: 2\n\n## Kop\n\ntekst\n\n---\n"), open);
        assert_eq!(yaml("---\na: \"een\n\ntwee\"\n---\n"), "a: \"een\n\ntwee\"\n");
        assert_eq!(yaml("---\na: 1\n\n# over b\nb: 2\n---\n"), "a: 1\n\n# over b\nb: 2\n");
        assert_eq!(yaml("---\na: 1\n----\ntekst\n---\n"), "a: 1\n----\n");
        assert_eq!(yaml("–––\na: 1\n–––\ntekst"), "–––\na: 1\n–––\n");
        assert_eq!(yaml("----\n\nEen: streep\n\n----\n"), "");
        assert_eq!(front_block("Hallo\n\n---\ntitle: a\nb: 2\n---\nc"), Block::Late(Span::new(0, 5)));
        assert_eq!(yaml("Kop\n---\nlet op: dit\n\n---\n"), "");
        assert_eq!(front_block("+++\na = 1\n+++"), Block::Toml(Span::new(0, 3)));
    }

    proptest! {
        #[test]
        fn the_parts_lie_in_the_text(text in "[-–a:+. \n\r\u{feff}]{0,30}") {
            if let Block::Found(parts) = front_block(&text) {
                prop_assert!(text.get(parts.yaml.clone()).is_some() && text.get(parts.body..).is_some());
            }
        }
    }
}
