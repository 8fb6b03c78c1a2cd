//! The links and images of a text, and the words between them: what they lead to stays open until all pages are known.

use crate::parse::document::{END, Image, Link, MARK};
use crate::parse::escape::escaped;
use crate::parse::events::{Elements, plain};
use crate::parse::foreign;
use crate::parse::markdown::Walk;
use crate::parse::signs::Signs;
use crate::parse::tags::{COVER, COVERED_ADDRESS};
use crate::parse::visible_text::visible;
use crate::parse::web_address;
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use pulldown_cmark::{CowStr, Event, LinkType, Tag};
use std::ops::Range;

impl<'a> Walk<'a, '_> {
    pub(super) fn link(&mut self, kind: LinkType, target: &str, here: Elements<'_, 'a>) -> usize {
        let (events, n) = (here.all, here.length());
        let range = events[0].1.clone();
        if matches!(self.out.last(), Some(Event::Text(text)) if foreign::ends_with_include(text)) {
            self.drop_include(&range);
            return n + 1;
        }
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let (from, mark) = (self.out.len(), self.text.len());
        let has_image = events[1..n].iter().any(|(e, _)| matches!(e, Event::Start(Tag::Image { .. })));
        let outside = std::mem::replace(&mut self.in_link, true);
        self.events(here.inside());
        self.in_link = outside;
        if target.contains([COVERED_ADDRESS, COVER]) {
            return n + 1;
        }
        if target.starts_with("#tab/") {
            let problem = self.problem(Code::ForeignSyntax, &range).with("text", target).with("system", "@docfx");
            self.found.push(problem);
            return n + 1;
        }
        let content: Vec<Event> = self.out.drain(from..).collect();
        let text = visible(self.text.get(mark..).unwrap_or(""));
        if text.is_empty() && !has_image {
            let problem = self.problem(Code::EmptyLink, &range);
            self.found.push(problem);
            return n + 1;
        }
        if target.is_empty() {
            let problem = self.problem(Code::TargetMissing, &range).with("what", "@the_link").with("text", text);
            self.found.push(problem.with("advice", "@target_advice"));
            self.out.extend(content);
            return n + 1;
        }
        let span = self.span(&range);
        if let Some(problem) = web_address::vague_text(&text, &target, self.file, span) {
            self.found.push(problem);
        }
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let (address, problem) = web_address::classify(&target, self.rules.base_url, self.file, span);
        self.found.extend(problem);
        match address {
            web_address::Address::Elsewhere(url) => self.push_inline(format!("<a href=\"{}\">", escaped(&url))),
            web_address::Address::Refused => {
                self.out.extend(content);
                return n + 1;
            }
            web_address::Address::Here { target, own } => {
                let index = self.parsed.body.links.len();
                self.parsed.body.links.push(Link { target, text, wiki, own, span });
                self.push_inline(format!("<a href=\"{MARK}L{index}{END}\">"));
            }
        }
        self.out.extend(content);
        self.push_inline("</a>".into());
        n + 1
    }

    pub(super) fn drop_include(&mut self, range: &Range<usize>) {
        let problem = self.problem(Code::ForeignSyntax, range);
        self.found.push(problem.with("text", "[!INCLUDE]").with("system", "@docfx").with("advice", "@include"));
        if let Some(Event::Text(before)) = self.out.pop() {
            let kept = foreign::without_include(&before).to_owned();
            self.out.push(Event::Text(CowStr::from(kept)));
        }
        self.text.truncate(foreign::without_include(&self.text).len());
        self.after_include = true;
    }

    pub(super) fn image(&mut self, target: &str, title: &str, here: Elements<'_, 'a>) -> usize {
        let (events, n) = (here.all, here.length());
        let range = &events[0].1;
        let alt = visible(&plain(&events[1..n]));
        let span = self.span(range);
        if target.is_empty() {
            let problem = self.problem(Code::TargetMissing, range).with("what", "@the_image").with("text", &alt);
            self.found.push(problem.with("advice", "@image_advice"));
            self.text.push_str(&alt);
            self.push_inline(escaped(&alt));
            return n + 1;
        }
        if web_address::alt_is_missing(&alt, target) {
            self.found.push(Diagnostic::new(Code::AltMissing, self.file).at(span).with("target", target));
        }
        let target = match web_address::image_source(target, self.rules.base_url) {
            Ok(target) => target,
            Err(url) => {
                if !url.contains([COVERED_ADDRESS, COVER]) {
                    let problem = Diagnostic::new(Code::ImageElsewhere, self.file).at(span);
                    self.found.push(web_address::image_elsewhere(problem, &url));
                }
                self.text.push_str(&alt);
                self.push_elsewhere(&url, if alt.is_empty() { &url } else { &alt });
                return n + 1;
            }
        };
        let index = self.parsed.body.images.len();
        self.parsed.body.images.push(Image { target, alt, title: title.replace(char::is_control, " "), span });
        self.push_inline(format!("{MARK}I{index}{END}"));
        n + 1
    }

    /// What stands elsewhere is not fetched: visitors may follow the link.
    pub(super) fn push_elsewhere(&mut self, url: &str, text: &str) {
        if self.in_link || url.contains([COVERED_ADDRESS, COVER]) {
            self.push_inline(escaped(text));
        } else {
            self.push_inline(format!("<a href=\"{}\">{}</a>", escaped(&url.replace(' ', "%20")), escaped(text)));
        }
    }

    pub(super) fn plain_text(&mut self, text: &CowStr<'a>, range: &Range<usize>) {
        let written = &self.source[range.clone()];
        let signs = if written == &**text { Signs::of(text) } else { Signs::of(text) | Signs::of(written) };
        if signs.is_none() && !foreign::may_import(text) && !web_address::may_hold_bare(text, signs) {
            // Nearly every text.
            self.text.push_str(text);
            self.out.push(Event::Text(text.clone()));
            return;
        }
        let (kept, found) = foreign::without_foreign(text, signs);
        for (what, system, advice) in found {
            let at = self.place_of(&what, range.clone()).unwrap_or_else(|| range.clone());
            let problem = self.problem(Code::ForeignSyntax, &at).with("text", what).with("system", system);
            self.found.push(problem.with_some("advice", advice));
        }
        self.report_printed(range, signs);
        if signs.hold(Signs::COLON) && text.contains("::") {
            self.report_inner_components(range);
        }
        if signs.hold(Signs::STAR) && written.contains("**") {
            self.report_spaced_bold(range);
        }
        let bracket = signs.hold(Signs::BRACKET);
        let some = bracket && ["[^", "](", ")["].iter().any(|row| text.contains(row));
        let left_over = some && self.report_left_over(range);
        let spaced = bracket.then(|| web_address::spaced_link(written)).flatten();
        if let Some((at, target)) = &spaced {
            let problem = self.problem(Code::SpacedLink, &(range.start + at.start..range.start + at.end));
            self.found.push(problem.with("target", *target));
        }
        let may_be_bare = spaced.is_none() && !left_over;
        let kept = match kept.strip_prefix(']') {
            Some(rest) if std::mem::take(&mut self.after_include) => rest.to_owned().into(),
            _ => kept,
        };
        let kept = if signs.hold(Signs::CONTROL) {
            kept.replace(|c: char| c.is_control() && !c.is_whitespace(), "").into()
        } else {
            kept
        };
        self.text.push_str(&kept);
        if let Some(parts) = (!self.in_link).then(|| web_address::with_links(&kept, signs)).flatten() {
            let mut from = range.start;
            for part in parts {
                match part {
                    web_address::Part::Text(text) => self.out.push(Event::Text(CowStr::from(text))),
                    web_address::Part::Link { url, text } => {
                        let at = self.place_of(&text, from..range.end).unwrap_or_else(|| range.clone());
                        from = if at == *range { from } else { at.end };
                        let span = self.span(&at);
                        if may_be_bare {
                            self.found.extend(web_address::vague_text(&text, &url, self.file, span));
                        }
                        let href = match web_address::classify(&url, self.rules.base_url, self.file, span).0 {
                            web_address::Address::Here { target, own } => {
                                let link = Link { target, text: text.clone(), wiki: false, own, span };
                                self.parsed.body.links.push(link);
                                format!("{MARK}L{}{END}", self.parsed.body.links.len() - 1)
                            }
                            web_address::Address::Elsewhere(url) => escaped(&url),
                            web_address::Address::Refused => escaped(&url),
                        };
                        self.push_inline(format!("<a href=\"{href}\">{}</a>", escaped(&text)));
                    }
                }
            }
        } else {
            match kept {
                std::borrow::Cow::Borrowed(_) => self.out.push(Event::Text(text.clone())),
                std::borrow::Cow::Owned(kept) => self.out.push(Event::Text(CowStr::from(kept))),
            }
        }
    }

    /// Where a text stands in a part of the source, when it is written there as it is read.
    pub(super) fn place_of(&self, text: &str, within: Range<usize>) -> Option<Range<usize>> {
        let start = within.start + self.source[within].find(text)?;
        Some(start..start + text.len())
    }
}
