//! The footnotes of a text: numbered as they are mentioned first, written at its end. Knows nothing of
//! what stands in them.

use crate::parse::document::{END, MARK};
use crate::parse::ids::Ids;
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::collections::{BTreeMap, HashMap};

/// The footnotes of a text.
#[derive(Debug, Default)]
pub struct Footnotes<'a> {
    /// In the order of their first mention, which is that of their numbers from 1.
    order: Vec<Mentioned<'a>>,
    /// Index of each name.
    by_name: HashMap<CowStr<'a>, usize>,
    /// Definitions that are open.
    open: Vec<Open<'a>>,
    /// Events of each definition.
    definitions: BTreeMap<String, Vec<Event<'a>>>,
}

/// A definition that is open.
#[derive(Debug)]
struct Open<'a> {
    name: String,
    /// What was written before it, and the plain text of that.
    before: (Vec<Event<'a>>, String),
}

/// A footnote that the text mentions.
#[derive(Debug)]
struct Mentioned<'a> {
    name: CowStr<'a>,
    /// Its own id.
    id: String,
    /// The id of its first mention.
    mention: String,
}

impl<'a> Footnotes<'a> {
    /// Begins a definition; what was written before it, and the plain text of that, is kept until it ends.
    pub fn begin(&mut self, name: &str, before: (Vec<Event<'a>>, String)) {
        self.open.push(Open { name: name.to_owned(), before });
    }

    /// Ends the definition that began last, with all of its events. Gives what was written before it.
    pub fn end(&mut self, content: Vec<Event<'a>>) -> (Vec<Event<'a>>, String) {
        let Some(open) = self.open.pop() else { return (content, String::new()) };
        self.definitions.insert(open.name, content);
        open.before
    }

    /// The HTML of a mention.
    pub fn mention(&mut self, name: &CowStr<'a>, ids: &mut Ids) -> String {
        let known = self.by_name.get(name).copied();
        let number = known.unwrap_or(self.order.len()) + 1;
        let mention = ids.unique(format!("Fnref-{number}"));
        if known.is_none() {
            self.by_name.insert(name.clone(), number - 1);
            let id = ids.unique(format!("Fn-{number}"));
            self.order.push(Mentioned { name: name.clone(), id, mention: mention.clone() });
        }
        let id = &self.order[number - 1].id;
        format!("<sup class=\"footnote-reference\"><a href=\"#{id}\" id=\"{mention}\">{number}</a></sup>")
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
            let Some(content) = definitions.remove(&*note.name) else { continue };
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
        out.push(html("</ol>".into()));
        for content in definitions.into_values() {
            out.push(html("<div>".into()));
            out.extend(content);
            out.push(html("</div>".into()));
        }
        out.push(html("</div>\n".into()));
        out
    }
}
