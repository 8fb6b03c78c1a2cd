//! Alerts: block quotes that begin with `[!NOTE]` and its like, as GitHub and others write them.

use crate::parse::events::Spanned;
use crate::parse::foreign;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// The opening of an alert.
#[derive(Debug)]
pub struct Alert {
    /// Name of the component that shows it.
    pub name: &'static str,
    /// Its own title.
    pub title: Option<String>,
    /// Words of the line of the opening with which its text begins: a line with markup is no title.
    pub words: Option<String>,
    /// Number of events before its text begins.
    pub skip: usize,
    /// Whether the text begins inside the paragraph of the opening.
    pub inside: bool,
}

impl Alert {
    /// The alert that a block quote of this kind, with these events, is; none when it is a quote.
    pub fn of(kind: Option<BlockQuoteKind>, events: &[Spanned]) -> Option<Alert> {
        kind.map(Alert::named).or_else(|| Alert::titled(events))
    }

    fn named(kind: BlockQuoteKind) -> Alert {
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        Alert { name, title: None, words: None, skip: 0, inside: false }
    }

    /// `[!INFO] Own title`, which the parser takes for text.
    fn titled(events: &[Spanned]) -> Option<Alert> {
        let [(Event::Start(Tag::Paragraph), _), (Event::Text(first), _), ..] = events else { return None };
        let (name, title) = foreign::titled_alert(first)?;
        let (skip, inside) = match events.get(2) {
            Some((Event::SoftBreak | Event::HardBreak, _)) => (3, true),
            Some((Event::End(TagEnd::Paragraph), _)) => (3, false),
            _ => {
                let blank = if first.ends_with(' ') { " " } else { "" };
                let words = title.map(|words| words + blank);
                return Some(Alert { name, title: None, words, skip: 2, inside: true });
            }
        };
        Some(Alert { name, title, words: None, skip, inside })
    }
}
