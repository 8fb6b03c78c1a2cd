//! A place in a file.

/// A range of bytes in a file, from `start` up to but not including `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The character at a line and a column of a text, both from 1; the end of the text when there is none.
    pub fn of(text: &str, line: usize, column: usize) -> Span {
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let found = text[start..].char_indices().nth(column - 1).map(|(i, c)| (start + i, c.len_utf8()));
        found.map_or(Span::new(text.len(), text.len()), |(at, length)| Span::new(at, at + length))
    }

    /// The same span in a text that begins `by` bytes earlier.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}
