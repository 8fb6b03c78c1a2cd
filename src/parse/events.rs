//! What pulldown-cmark says of a text, event by event: texts that it cuts are joined, and it is known
//! where each element ends. Knows nothing of what is made of them.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};
use std::ops::Range;

/// An event with where it stands in the text.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// In running text there is about one event for so many bytes.
const BYTES_AN_EVENT: usize = 24;

/// Neighbouring texts joined, so that a pattern is seen whole; the HTML of a block likewise.
/// `bytes` is the length of the text that they are of: it tells about how many they will be.
pub fn merged<'a>(events: impl Iterator<Item = Spanned<'a>>, bytes: usize) -> Vec<Spanned<'a>> {
    let mut merged: Vec<Spanned> = Vec::with_capacity(bytes / BYTES_AN_EVENT + 8);
    // What follows on the last event and was not added to it yet: once for a run of any length.
    let mut more = String::new();
    for (event, range) in events {
        match (merged.last_mut(), &event) {
            (Some((Event::Text(first), at)), Event::Text(text))
            | (Some((Event::Html(first), at)), Event::Html(text)) => {
                if more.is_empty() {
                    more.push_str(first);
                }
                more.push_str(text);
                at.end = range.end;
            }
            _ => {
                lengthen(&mut merged, &mut more);
                merged.push((event, range));
            }
        }
    }
    lengthen(&mut merged, &mut more);
    merged
}

fn lengthen(merged: &mut [Spanned], more: &mut String) {
    if !more.is_empty()
        && let Some((Event::Text(text) | Event::Html(text), _)) = merged.last_mut()
    {
        *text = CowStr::from(std::mem::take(more));
    }
}

/// A run of events, with for each that opens an element how far away its end is.
#[derive(Clone, Copy)]
pub struct Elements<'e, 'a> {
    /// The events.
    pub all: &'e [Spanned<'a>],
    /// For each, the number of events to the one that closes it; 0 where it opens nothing.
    pub lengths: &'e [u32],
}

impl Elements<'_, '_> {
    /// Those from an index on.
    pub fn from(self, start: usize) -> Self {
        let start = start.min(self.all.len());
        Elements { all: &self.all[start..], lengths: &self.lengths[start..] }
    }

    /// Number of events from the first to the one that ends its element.
    pub fn length(self) -> usize {
        (self.lengths[0] as usize).clamp(1, self.all.len().max(2) - 1)
    }

    /// The events between the first and the one that ends its element.
    pub fn inside(self) -> Self {
        let end = self.length().min(self.all.len());
        Elements { all: &self.all[1..end.max(1)], lengths: &self.lengths[1..end.max(1)] }
    }
}

/// The text of some events, without markup.
pub fn plain(events: &[Spanned]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(t) | Event::Code(t) => text.extend(t.chars().filter(|c| !c.is_control())),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// For each event that opens an element, the number of events to the one that closes it.
pub fn lengths(events: &[Spanned]) -> Vec<u32> {
    let mut lengths = vec![0; events.len()];
    let mut open = Vec::new();
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(i),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    lengths[start] = (i - start) as u32;
                }
            }
            _ => {}
        }
    }
    lengths
}

/// Number of headings of level 1; those that stand for a tab of DocFX do not count.
pub fn first_level_headings(events: &[Spanned]) -> usize {
    let first = |e: &Event| matches!(e, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    let tab = |e: &Event| matches!(e, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("#tab/"));
    events.windows(2).filter(|pair| first(&pair[0].0) && !tab(&pair[1].0)).count()
}
