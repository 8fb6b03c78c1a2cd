//! The footnotes of a text: numbered as they are mentioned first, written at its end. Knows nothing of
//! what stands in them.

use crate::parse::document::{END, MARK};
use crate::parse::ids::Ids;
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub struct Footnotes<'a> {
    /// In the order of their first mention, which is that of their numbers from 1.
    order: Vec<Mentioned>,
    /// Index of each name in small letters, since their case says nothing.
    by_name: HashMap<String, usize>,
    /// Definitions that are open.
    open: Vec<Open<'a>>,
    /// Of each definition, by its name in small letters: where it stands, and its events.
    definitions: BTreeMap<String, (Range<usize>, Vec<Event<'a>>)>,
}

/// A definition that is open.
#[derive(Debug)]
struct Open<'a> {
    name: String,
    /// Where it stands in the text.
    at: Range<usize>,
    /// What was written before it, and the plain text of that.
    before: (Vec<Event<'a>>, String),
}

/// A footnote that the text mentions.
#[derive(Debug)]
struct Mentioned {
    name: String,
    /// Its own id.
    id: String,
    /// The id of its first mention.
    mention: String,
}

impl<'a> Footnotes<'a> {
    /// Begins the definition at a place in the text; what was written before it, and the plain text of that, is kept
    /// until it ends.
    pub fn begin(&mut self, name: &str, at: &Range<usize>, before: (Vec<Event<'a>>, String)) {
        self.open.push(Open { name: name.to_lowercase(), at: at.clone(), before });
    }

    /// Ends the definition that began last, with all of its events. Gives what was written before it.
    pub fn end(&mut self, content: Vec<Event<'a>>) -> (Vec<Event<'a>>, String) {
        let Some(open) = self.open.pop() else { return (content, String::new()) };
        self.definitions.insert(open.name, (open.at, content));
        open.before
    }

    /// The HTML of a mention.
    pub fn mention(&mut self, name: &str, ids: &mut Ids) -> String {
        let name = name.to_lowercase();
        let known = self.by_name.get(&name).copied();
        let number = known.unwrap_or(self.order.len()) + 1;
        let mention = ids.unique(format!("Fnref-{number}"));
        if known.is_none() {
            self.by_name.insert(name.clone(), number - 1);
            let id = ids.unique(format!("Fn-{number}"));
            self.order.push(Mentioned { name, id, mention: mention.clone() });
        }
        let id = &self.order[number - 1].id;
        format!("<sup class=\"footnote-reference\"><a href=\"#{id}\" id=\"{mention}\">{number}</a></sup>")
    }

    /// Where the definitions stand that nobody mentions.
    pub fn unmentioned(&self) -> Vec<Range<usize>> {
        let unmentioned = self.definitions.iter().filter(|(name, _)| !self.by_name.contains_key(*name));
        unmentioned.map(|(_, (at, _))| at.clone()).collect()
    }

    /// The list of all definitions, each with the way back; those that nobody mentions come last.
    pub fn written(self) -> Vec<Event<'a>> {
        let mut definitions = self.definitions;
        if definitions.is_empty() {
            return Vec::new();
        }
        let html = |html: String| Event::Html(CowStr::from(html));
        let begin = format!("<div class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{MARK}N0{END}\"><ol>\n");
        let mut out = vec![html(begin)];
        for (i, note) in self.order.iter().enumerate() {
            let Some((_, content)) = definitions.remove(&note.name) else { continue };
            out.push(html(format!("<li id=\"{}\">", note.id)));
            let (number, mention) = (i + 1, &note.mention);
            let label = format!("{MARK}B{number}{END}");
            let back = format!(" <a class=\"footnote-back\" href=\"#{mention}\" aria-label=\"{label}\">↑</a>");
            let closing = content.iter().rposition(|e| matches!(e, Event::End(TagEnd::Paragraph)));
            for (j, event) in content.into_iter().enumerate() {
                if Some(j) == closing {
                    out.push(Event::InlineHtml(CowStr::from(back.clone())));
                }
                out.push(event);
            }
            out.push(html("</li>\n".into()));
        }
        for (_, content) in definitions.into_values() {
            out.push(html("<li>".into()));
            out.extend(content);
            out.push(html("</li>\n".into()));
        }
        out.push(html("</ol></div>\n".into()));
        out
    }
}
