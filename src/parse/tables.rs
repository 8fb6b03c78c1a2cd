//! The tables of a text. They are written here and not by the library, which would align cells with
//! inline styles.

use crate::parse::escape::escaped;
use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The cells of a row as it is written (GFM, section 4.10): what stands between pipes without a backslash.
pub fn cells(row: &str) -> Vec<Range<usize>> {
    let trimmed = row.trim();
    let start = row.len() - row.trim_start().len() + usize::from(trimmed.starts_with('|'));
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (start, false);
    for (at, c) in row.char_indices().skip_while(|(at, _)| *at < start) {
        if c == '|' && !escaped {
            cells.push(from..at);
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if !row[from..].trim().is_empty() {
        cells.push(from..row.len());
    }
    cells
}

/// Writes tables, one after the other.
#[derive(Debug, Default)]
pub struct Tables {
    /// How many tables each name was given to.
    names: BTreeMap<String, usize>,
    alignments: Vec<Alignment>,
    /// Index of the next cell of the row.
    next: usize,
    head: bool,
}

impl Tables {
    /// The HTML for an event of a table. `name` is asked for where a table begins: several may have the same.
    pub fn event<'a>(&mut self, event: &Event, name: impl FnOnce() -> String) -> Event<'a> {
        let cell = if self.head { "th" } else { "td" };
        let html = |html: &str| Event::Html(CowStr::from(html.to_owned()));
        match event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                self.head = false;
                html(&self.beginning(name()))
            }
            Event::Start(Tag::TableHead) => {
                (self.next, self.head) = (0, true);
                html("<table><thead><tr>")
            }
            Event::End(TagEnd::TableHead) => {
                self.head = false;
                html("</tr></thead><tbody>\n")
            }
            Event::Start(Tag::TableRow) => {
                self.next = 0;
                html("<tr>")
            }
            Event::End(TagEnd::TableRow) => html("</tr>\n"),
            Event::Start(Tag::TableCell) => {
                let class = match self.alignments.get(self.next) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::None) | None => "",
                };
                let scope = if self.head { " scope=\"col\"" } else { "" };
                self.next += 1;
                Event::InlineHtml(CowStr::from(format!("<{cell}{scope}{class}>")))
            }
            Event::End(TagEnd::TableCell) => Event::InlineHtml(CowStr::from(format!("</{cell}>"))),
            _ => html("</tbody></table></div>\n"),
        }
    }

    /// Number of columns of the table that is written.
    pub fn columns(&self) -> usize {
        self.alignments.len()
    }

    /// What stands around a table: wide ones scroll, by keyboard too, so they have a name.
    fn beginning(&mut self, name: String) -> String {
        let n = self.names.entry(name.clone()).or_insert(0);
        *n += 1;
        let label = if *n == 1 { name } else { format!("{name} ({n})") };
        let label = escaped(&label);
        format!("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_between_pipes() {
        let read = |row: &'static str| cells(row).into_iter().map(|c| row[c].trim()).collect::<Vec<_>>();
        assert_eq!(read("| a | b |  \n"), ["a", "b"]);
        assert_eq!(read("a | b \\| c |"), ["a", "b \\| c"]);
        assert_eq!(read("| a || c"), ["a", "", "c"]);
        assert_eq!(read(""), [""; 0]);
    }
}
