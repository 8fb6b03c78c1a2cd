//! The headings of a text: their ids, their levels, and which of them is the title.

use crate::parse::document::Heading;
use crate::parse::escape::escaped;
use crate::parse::events::Elements;
use crate::parse::ids::Ids;
use crate::parse::markdown::{Position, Walk, is_cover, without_id};
use crate::parse::tags::{COVER, COVERED_ADDRESS};
use crate::parse::visible_text::visible;
use crate::source::catalogue::Code;
use crate::source::slug::anchor;
use pulldown_cmark::{CowStr, Event, HeadingLevel};
use std::ops::Range;

impl<'a> Walk<'a, '_> {
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[CowStr],
        here: Elements<'_, 'a>,
    ) -> usize {
        let (events, n) = (here.all, here.length());
        let range = &events[0].1;
        self.end_section();
        let (from, mark) = (self.out.len(), self.text.len());
        let (anchors, images) = (self.parsed.body.anchors.len(), self.parsed.body.images.len());
        let noticed = self.found.len();
        self.events(here.inside());
        let mut content: Vec<Event> = self.out.drain(from..).collect();
        let text = visible(&self.text.split_off(mark.min(self.text.len())));
        let text = if text.is_empty() { self.described(images) } else { text };
        let number = level as u8;
        if text.is_empty() {
            // What was left out of it has been told.
            if self.found.len() == noticed && !self.source[range.clone()].contains([COVER, COVERED_ADDRESS]) {
                let problem = self.problem(Code::EmptyHeading, range);
                self.found.push(problem.with("marks", "#".repeat(usize::from(number))));
            }
            self.keep_anchors(id, self.parsed.body.anchors.len());
            if !content.iter().all(is_cover) {
                self.push_html("<p>".into());
                self.out.extend(content);
                self.push_html("</p>\n".into());
            }
            return n + 1;
        }
        if number == 1 && self.parsed.title.is_none() && self.is_title(&text) {
            self.parsed.title = Some((text, self.span(range)));
            self.keep_anchors(id, anchors);
            return n + 1;
        }
        if number > self.last_level + 1 {
            let problem = self.problem(Code::HeadingSkipped, range);
            let problem = problem.with("from", self.last_level.to_string()).with("to", number.to_string());
            self.found.push(problem.with("marks", "#".repeat(usize::from(self.last_level) + 1)));
        }
        self.look_at_underline(number, &text, range);
        self.last_level = number;
        let id = id.map_or_else(|| anchor(&text), Ids::beside_theme);
        let id = if id.is_empty() { "kop".into() } else { id };
        let id = if self.parsed.body.anchors[anchors..].contains(&id) {
            // `## <a name="kop">Kop</a>`: the anchor of the heading serves for both.
            content.iter_mut().for_each(|event| without_id(event, &id));
            id
        } else {
            self.ids.unique(id)
        };
        let shown = self.shown_level(number);
        let class =
            if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", escaped(&classes.join(" "))) };
        self.push_html(format!("<h{shown} id=\"{}\"{class}>", escaped(&id)));
        self.out.extend(content);
        self.push_html(format!("</h{shown}>\n"));
        self.parsed.body.headings.push(Heading { level: shown, id, text, searched: self.unsearched == 0 });
        n + 1
    }

    /// A sentence with `---` under it was most likely not meant as a heading, but the hyphens as a line.
    fn look_at_underline(&mut self, level: u8, text: &str, range: &Range<usize>) {
        let written = self.source[range.clone()].trim_end();
        let lines = written.lines().count();
        if level == 2 && lines > 1 && !written.starts_with('#') && (text.ends_with(['.', ':', ';', ',']) || lines > 2) {
            let last = written.rfind('\n').map_or(0, |i| i + 1);
            let problem = self.problem(Code::SentenceUnderlined, &(range.start + last..range.start + written.len()));
            self.found.push(problem);
        }
    }

    /// What the images from an index on show.
    pub(super) fn described(&self, from: usize) -> String {
        visible(&self.parsed.body.images[from..].iter().map(|i| i.alt.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Keeps the places that links lead to when their heading is not shown: an id of its own, and the
    /// anchors in it, which are those from an index on.
    pub(super) fn keep_anchors(&mut self, own: Option<&str>, from: usize) {
        let own = own.filter(|id| self.ids.claim(id)).map(str::to_owned);
        let mut kept = self.parsed.body.anchors.split_off(from);
        kept.extend(own);
        for id in &kept {
            self.push_html(format!("<span id=\"{}\"></span>\n", escaped(id)));
        }
        self.parsed.body.anchors.extend(kept);
    }

    /// Whether a heading of level 1 is the title of the page, or one of its parts.
    pub(super) fn is_title(&self, text: &str) -> bool {
        if matches!(self.position, Position::Within(_)) {
            return false; // The title of a page does not stand in one of its fields.
        }
        let first = self.parsed.body.headings.is_empty() && self.parsed.body.sections.is_empty();
        self.rules.title.is_empty() || anchor(text) == anchor(self.rules.title) || (first && !self.sections_by_title)
    }

    /// The level that a heading has on the page: one more than the heading it stands below, whatever
    /// levels the author left out. Below the title, the first is 2.
    pub(super) fn shown_level(&mut self, level: u8) -> u8 {
        while self.above.pop_if(|above| *above >= level).is_some() {}
        self.above.push(level);
        (self.above.len() as u8 + 1).min(6)
    }
}
