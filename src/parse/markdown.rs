//! Markdown into a [`Body`]: HTML in which links, images and components are still open, with the
//! headings, the plain text by section, and what is wrong with it.
//!
//! 1. Directives become markers ([`crate::parse::directive`]).
//! 2. The events of the parser are merged and walked once; each is kept, changed or taken out.
//! 3. The HTML is written, and cleaned when the text holds HTML of its own.

use crate::parse::alert::Alert;
use crate::parse::directive::{Directives, directives, has_directives};
use crate::parse::document::{Body, ComponentUse, END, Heading, Image, Link, MARK, Section, UNSEARCHED};
use crate::parse::escape::escaped;
use crate::parse::events::{Elements, Spanned, first_level_headings, lengths, merged, plain};
use crate::parse::footnotes::Footnotes;
use crate::parse::foreign;
use crate::parse::highlight::highlighted;
use crate::parse::html_links::HtmlLinks;
use crate::parse::ids::Ids;
use crate::parse::left_over::{self, Undefined};
use crate::parse::raw_html::{cleaned, rewritten};
use crate::parse::tables::Tables;
use crate::parse::tags::{COVER, COVERED_ADDRESS, Covered, covered};
use crate::parse::visible_text::{may_hold_control, visible, without_tags, words};
use crate::parse::web_address;
use crate::source::catalogue::Code;
use crate::source::config::RawHtml;
use crate::source::diagnostic::{Diagnostic, Span};
use crate::source::invisible::{told, unseen};
use crate::source::slug::anchor;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// How Markdown is read.
#[derive(Clone, Copy, Debug)]
pub struct MarkdownRules<'a> {
    /// What happens to HTML.
    pub raw_html: RawHtml,
    /// Whether `$` marks math.
    pub math: bool,
    /// The hub's own address, to find links that should be relative.
    pub base_url: &'a str,
    /// The title in the front matter; empty when there is none, so that the first `# heading` is it.
    pub title: &'a str,
}

/// Where a text stands in its file.
#[derive(Clone, Copy, Debug)]
pub enum Position {
    /// It begins at this byte.
    At(usize),
    /// It is a value somewhere inside this span, as written in YAML.
    Within(Span),
}

/// A parsed text, with its first heading of level 1 when it had one.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The text.
    pub body: Body,
    /// Text and place of the first `# heading`; it is not in the HTML.
    pub title: Option<(String, Span)>,
    /// Plain text before `<!-- more -->`, when it was marked.
    pub marked_summary: Option<String>,
}

/// Whether a line could explain what stands above it: a colon and then a blank. Our parser would take one without the
/// blank as well, and `:smile: Hello` would make a word to explain of the paragraph above.
fn has_definitions(text: &str) -> bool {
    text.lines()
        .map(|line| line.trim_start_matches([' ', '>']))
        .any(|line| line.starts_with(": ") || line.starts_with(":\t"))
}

/// Reads Markdown. Never fails: what cannot be understood is text, and what is doubtful is in `found`.
/// `ids` are those of the page, which several texts may share.
pub fn markdown(
    text: &str,
    file: &str,
    position: Position,
    rules: MarkdownRules,
    ids: &mut Ids,
    found: &mut Vec<Diagnostic>,
) -> Parsed {
    let text = &*without_control_references(text);
    let original = text;
    let covered = covered(text);
    let text = covered.as_ref().map_or(text, |c| c.text.as_str());
    let mut replaced = if has_directives(text) { directives(text) } else { Directives::default() };
    let new_text = std::mem::take(&mut replaced.text);
    let source = if new_text.is_empty() { text } else { new_text.as_str() };
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    if rules.math {
        options |= Options::ENABLE_MATH;
    }
    let mut undefined = Vec::new();
    let events = merged(left_over::parser(source, options, &mut undefined).into_offset_iter());
    let mut walk = Walk {
        source,
        file,
        position,
        rules,
        directives: replaced,
        found,
        parsed: Parsed::default(),
        out: Vec::with_capacity(events.len() + 8),
        text: String::new(),
        ids,
        tables: Tables::default(),
        open: Vec::new(),
        unsearched: 0,
        depth: 0,
        last_level: 1,
        above: Vec::new(),
        raw: false,
        quotes: Vec::new(),
        covered: covered.is_some(),
        in_link: false,
        sections_by_title: false,
        dropped: HashSet::new(),
        printed: HashSet::new(),
        after_include: false,
        notes: Footnotes::default(),
    };
    walk.report_directives();
    if let Some(covered) = &covered {
        walk.report_tags(original, covered);
    }
    walk.report_undefined(undefined);
    let lengths = lengths(&events);
    walk.sections_by_title = first_level_headings(&events) > 1;
    walk.events(Elements { all: &events, lengths: &lengths });
    walk.finish()
}

/// The text with references to control characters (`&#2;`) made spaces: such characters mean
/// something to us, see [`MARK`]. Its length stays the same.
fn without_control_references(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    for (at, _) in text.match_indices('&') {
        let Some(rest) = text[at + 1..].strip_prefix('#') else { continue };
        let (digits, radix) = rest.strip_prefix(['x', 'X']).map_or((rest, 10), |hex| (hex, 16));
        let Some(end) = digits.find(|c: char| !c.is_digit(radix)) else { continue };
        let number = u32::from_str_radix(&digits[..end], radix);
        if digits[end..].starts_with(';') && number.is_ok_and(|n| n < 0x20 && !matches!(n, 0 | 9 | 10 | 13)) {
            let length = 2 + (rest.len() - digits.len()) + end + 1;
            kept.to_mut().replace_range(at..at + length, &" ".repeat(length));
        }
    }
    kept
}

struct Walk<'a, 'f> {
    source: &'a str,
    file: &'a str,
    position: Position,
    rules: MarkdownRules<'a>,
    directives: Directives,
    found: &'f mut Vec<Diagnostic>,
    parsed: Parsed,
    out: Vec<Event<'a>>,
    /// Plain text of the section so far.
    text: String,
    ids: &'f mut Ids,
    tables: Tables,
    /// Components that are open: index and depth of the block they opened in.
    open: Vec<(usize, usize)>,
    depth: usize,
    last_level: u8,
    /// Levels of the headings that the last one stands below, and its own.
    above: Vec<u8>,
    raw: bool,
    /// How many of the open components keep their text out of search.
    unsearched: usize,
    /// Quotes that are open, with the component that shows them when they are alerts.
    quotes: Vec<Option<usize>>,
    /// Whether template tags of other generators are covered in the text.
    covered: bool,
    /// Whether the text is that of a link, in which no other link may stand.
    in_link: bool,
    /// Whether headings of level 1 cut the text into parts: there are several.
    sections_by_title: bool,
    /// HTML that was left out, so that each is reported once.
    dropped: HashSet<String>,
    /// Systems of which the text prints the syntax, so that each is reported once.
    printed: HashSet<&'static str>,
    /// Whether an include was just taken out, so that a `]` follows that belongs to it.
    after_include: bool,
    notes: Footnotes<'a>,
}

impl<'a> Walk<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        match self.position {
            Position::At(offset) => {
                let original = |at: usize| self.directives.original(at);
                let end = self.source[range.clone()].trim_end().len() + range.start;
                Span::new(original(range.start), original(end.max(range.start))).shifted(offset)
            }
            Position::Within(span) => span,
        }
    }

    fn problem(&self, code: Code, range: &Range<usize>) -> Diagnostic {
        Diagnostic::new(code, self.file).at(self.span(range))
    }

    fn line_span(&self, span: Span) -> Span {
        match self.position {
            Position::At(offset) => span.shifted(offset),
            Position::Within(within) => within,
        }
    }

    fn report_directives(&mut self) {
        let spans: Vec<_> = self.directives.stray.iter().map(|s| (Code::StrayFence, self.line_span(*s))).collect();
        for (code, span) in spans {
            self.found.push(Diagnostic::new(code, self.file).at(span));
        }
        for span in self.directives.foreign.clone() {
            let problem = Diagnostic::new(Code::ForeignSyntax, self.file).at(self.line_span(span));
            self.found.push(problem.with("text", ":::").with("system", "@docfx"));
        }
        for broken in self.directives.broken.clone() {
            let problem = Diagnostic::new(Code::ComponentUnreadable, self.file).at(self.line_span(broken.span));
            let problem = problem.with("name", broken.name).with("reason", broken.reason);
            self.found.push(problem.with_some("right", broken.right));
        }
        for i in 0..self.directives.components.len() {
            if !self.directives.closed[i] {
                let component = &self.directives.components[i];
                let problem = Diagnostic::new(Code::ComponentOpen, self.file).at(self.line_span(component.span));
                let fence = ":".repeat(self.directives.fences[i]);
                self.found.push(problem.with("name", &component.name).with("fence", fence));
            }
        }
        self.parsed.body.components = self.directives.components.clone();
        for i in 0..self.parsed.body.components.len() {
            self.parsed.body.components[i].span = self.line_span(self.parsed.body.components[i].span);
        }
    }

    fn report_tags(&mut self, text: &str, covered: &Covered) {
        for (span, system) in &covered.tags {
            let what: String = text[span.start..span.end].chars().take(40).collect();
            let problem = Diagnostic::new(Code::ForeignSyntax, self.file).at(self.line_span(*span));
            self.found.push(problem.with("text", what).with("system", *system));
        }
    }

    fn report_undefined(&mut self, undefined: Vec<Undefined>) {
        for Undefined { at, name } in undefined {
            let example = if name.starts_with('^') { "@a_note" } else { "@an_address" };
            let problem = self.problem(Code::DefinitionMissing, &at).with("text", &self.source[at]);
            self.found.push(problem.with("name", name).with("example", example));
        }
    }

    /// Reports what an editor wrote as a link in a piece of text and that is none; says whether there is some.
    fn report_left_over(&mut self, range: &Range<usize>) -> bool {
        let written = &self.source[range.clone()];
        let there = |at: &Range<usize>| range.start + at.start..range.start + at.end;
        let notes = left_over::undefined_notes(written);
        self.report_undefined(notes.into_iter().map(|n| Undefined { at: there(&n.at), ..n }).collect());
        let spaced = left_over::spaced_targets(written);
        let some = !spaced.is_empty();
        for spaced in spaced {
            let problem = self.problem(Code::SpacedTarget, &there(&spaced.at)).with("target", spaced.target);
            let problem = problem.with("what", if spaced.image { "@an_image" } else { "@a_link" });
            let elsewhere = web_address::is_absolute(spaced.target);
            self.found.push(problem.with(if elsewhere { "web" } else { "right" }, spaced.right));
        }
        some
    }

    /// Reports the first of each sort of syntax that is printed in a text: of emoji, and of abbreviations.
    fn report_printed(&mut self, range: &Range<usize>) {
        let written = &self.source[range.clone()];
        let mut names = foreign::short_names(written, self.source[range.end..].chars().next());
        let emoji = names.find(|at| !foreign::is_icon(&written[at.clone()]));
        let abbreviation = written.starts_with("*[").then(|| written.find("]:")).flatten().map(|end| 0..end + 2);
        let sorts = [(emoji, "@emoji_systems", "@emoji_advice"), (abbreviation, "@mkdocs", "@abbreviation_advice")];
        for (at, system, advice) in sorts {
            let Some(at) = at.filter(|_| self.printed.insert(system)) else { continue };
            let problem = self.problem(Code::PrintedSyntax, &(range.start + at.start..range.start + at.end));
            self.found.push(problem.with("text", &written[at]).with("system", system).with("advice", advice));
        }
    }

    fn events(&mut self, mut events: Elements<'_, 'a>) {
        while !events.all.is_empty() {
            let taken = self.event(events);
            events = events.from(taken);
        }
    }

    /// Takes the first event, and as many after it as belong to it; gives how many. Elements that can
    /// hold their like are taken as two events, so that no text is too deep.
    fn event(&mut self, here: Elements<'_, 'a>) -> usize {
        let events = here.all;
        let (event, range) = &events[0];
        match event {
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                return self.heading(*level, id.as_deref(), classes, here);
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => return self.link(*link_type, dest_url, here),
            Event::Start(Tag::Image { dest_url, title, .. }) => return self.image(dest_url, title, here),
            Event::Start(Tag::CodeBlock(kind)) => return self.code_block(kind, here),
            Event::Start(Tag::BlockQuote(kind)) => return self.open_quote(*kind, events),
            Event::End(TagEnd::BlockQuote(_)) => self.close_quote(),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.depth += 1;
                self.notes.begin(name, std::mem::take(&mut self.out));
            }
            Event::End(TagEnd::FootnoteDefinition) => self.close_footnote(),
            Event::Start(Tag::Paragraph) => {
                if self.covered && here.inside().all.iter().all(|(e, _)| is_cover(e)) {
                    return here.length() + 1;
                }
                self.depth += 1;
                self.look_at_paragraph(events);
                self.out.push(event.clone());
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell) => self.table(event),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(_) => {
                self.depth += 1;
                self.out.push(event.clone());
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                self.close_components_inside();
                if is_block(*end) {
                    self.push_space();
                }
                self.out.push(event.clone());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range, matches!(event, Event::Html(_))),
            Event::Text(text) => self.plain_text(text, range),
            Event::Code(code) => {
                self.text.push_str(code);
                self.out.push(event.clone());
            }
            Event::SoftBreak | Event::HardBreak => {
                self.push_space();
                self.out.push(event.clone());
            }
            Event::FootnoteReference(name) => {
                let mention = self.notes.mention(name, self.ids);
                self.push_inline(mention);
            }
            Event::TaskListMarker(done) => {
                let (class, sign) = if *done { ("task done", '☑') } else { ("task", '☐') };
                self.push_html(format!("<span class=\"{class}\">{sign}</span> "));
            }
            Event::InlineMath(tex) => self.math(tex, "span", "$"),
            Event::DisplayMath(tex) => self.math(tex, "span", "$$"),
            Event::Rule => self.out.push(event.clone()),
        }
        1
    }

    fn push_html(&mut self, html: String) {
        self.out.push(Event::Html(CowStr::from(html)));
    }

    fn push_inline(&mut self, html: String) {
        self.out.push(Event::InlineHtml(CowStr::from(html)));
    }

    fn push_space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn math(&mut self, tex: &str, element: &str, mark: &str) {
        self.text.push_str(tex);
        self.push_inline(format!("<{element} class=\"math\">{mark}{}{mark}</{element}>", escaped(tex)));
    }

    // Headings.

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>, classes: &[CowStr], here: Elements<'_, 'a>) -> usize {
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
        self.last_level = number;
        let id = id.map_or_else(|| anchor(&text), str::to_owned);
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

    /// What the images from an index on show.
    fn described(&self, from: usize) -> String {
        visible(&self.parsed.body.images[from..].iter().map(|i| i.alt.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Keeps the places that links lead to when their heading is not shown: an id of its own, and the
    /// anchors in it, which are those from an index on.
    fn keep_anchors(&mut self, own: Option<&str>, from: usize) {
        let own = own.filter(|id| self.ids.claim(id)).map(str::to_owned);
        let mut kept = self.parsed.body.anchors.split_off(from);
        kept.extend(own);
        for id in &kept {
            self.push_html(format!("<span id=\"{}\"></span>\n", escaped(id)));
        }
        self.parsed.body.anchors.extend(kept);
    }

    /// Whether a heading of level 1 is the title of the page, or one of its parts.
    fn is_title(&self, text: &str) -> bool {
        if matches!(self.position, Position::Within(_)) {
            return false; // The title of a page does not stand in one of its fields.
        }
        let first = self.parsed.body.headings.is_empty() && self.parsed.body.sections.is_empty();
        self.rules.title.is_empty() || anchor(text) == anchor(self.rules.title) || (first && !self.sections_by_title)
    }

    /// The level that a heading has on the page: one more than the heading it stands below, whatever
    /// levels the author left out. Below the title, the first is 2.
    fn shown_level(&mut self, level: u8) -> u8 {
        while self.above.pop_if(|above| *above >= level).is_some() {}
        self.above.push(level);
        (self.above.len() as u8 + 1).min(6)
    }

    fn end_section(&mut self) {
        let text = visible(&self.text);
        self.text.clear();
        let heading = self.parsed.body.headings.len().checked_sub(1);
        if !text.is_empty() || heading.is_some() {
            self.parsed.body.sections.push(Section { heading, text, searched: self.unsearched == 0 });
        }
    }

    /// Ends a section in the middle: what follows stands below the same heading.
    fn cut_section(&mut self) {
        if !self.text.trim().is_empty() {
            self.end_section();
        }
    }

    // Links and images.

    fn link(&mut self, kind: LinkType, target: &str, here: Elements<'_, 'a>) -> usize {
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

    fn drop_include(&mut self, range: &Range<usize>) {
        let problem = self.problem(Code::ForeignSyntax, range);
        self.found.push(problem.with("text", "[!INCLUDE]").with("system", "@docfx").with("advice", "@include"));
        if let Some(Event::Text(before)) = self.out.pop() {
            let kept = foreign::without_include(&before).to_owned();
            self.out.push(Event::Text(CowStr::from(kept)));
        }
        self.text.truncate(foreign::without_include(&self.text).len());
        self.after_include = true;
    }

    fn image(&mut self, target: &str, title: &str, here: Elements<'_, 'a>) -> usize {
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
                    let problem = Diagnostic::new(Code::ImageElsewhere, self.file).at(span).with("target", &url);
                    self.found.push(problem);
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
    fn push_elsewhere(&mut self, url: &str, text: &str) {
        if self.in_link || url.contains([COVERED_ADDRESS, COVER]) {
            self.push_inline(escaped(text));
        } else {
            self.push_inline(format!("<a href=\"{}\">{}</a>", escaped(&url.replace(' ', "%20")), escaped(text)));
        }
    }

    // Blocks.

    fn code_block(&mut self, kind: &CodeBlockKind, here: Elements<'_, 'a>) -> usize {
        let (events, n) = (here.all, here.length());
        let range = &events[0].1;
        let code: String =
            events[1..n].iter().filter_map(|(e, _)| if let Event::Text(t) = e { Some(&**t) } else { None }).collect();
        let code = if code.contains(MARK) { self.directives.restored(&code) } else { code };
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                self.look_at_fence(range);
                info.split([' ', ',', '{']).next().unwrap_or("").to_owned()
            }
            CodeBlockKind::Indented => String::new(),
        };
        self.text.push_str(&code);
        self.push_space();
        let coloured = (!language.is_empty()).then(|| highlighted(&code, &language)).flatten();
        let class =
            if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", escaped(&language)) };
        let content = coloured.unwrap_or_else(|| escaped(&code));
        self.push_html(format!("<pre class=\"code\" tabindex=\"0\"><code{class}>{content}</code></pre>\n"));
        n + 1
    }

    fn look_at_fence(&mut self, range: &Range<usize>) {
        let block = self.source[range.clone()].trim_end();
        let fence: String = block.chars().take_while(|c| *c == '`' || *c == '~').collect();
        let last = block.rsplit('\n').next().unwrap_or("").trim_start_matches([' ', '\t', '>']);
        let closed = block.contains('\n') && last.starts_with(&fence) && last.chars().all(|c| fence.starts_with(c));
        if !closed && !fence.is_empty() && range.end >= self.source.trim_end().len() {
            let line = range.start..range.start + block.find('\n').unwrap_or(block.len());
            let problem = self.problem(Code::FenceOpen, &line);
            self.found.push(problem.with("fence", fence));
        }
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>, events: &[Spanned<'a>]) -> usize {
        self.depth += 1;
        let Some(alert) = Alert::of(kind, &events[1..]) else {
            self.quotes.push(None);
            self.out.push(Event::Start(Tag::BlockQuote(None)));
            return 1;
        };
        let index = self.parsed.body.components.len();
        let parameters = alert.title.into_iter().map(|t| ("title".to_owned(), t)).collect();
        let span = self.span(&events[0].1);
        self.parsed.body.components.push(ComponentUse { name: alert.name.to_owned(), parameters, span });
        self.quotes.push(Some(index));
        self.push_html(format!("{MARK}C{index}{END}"));
        if alert.inside {
            self.out.push(Event::Start(Tag::Paragraph));
            self.depth += 1;
        }
        1 + alert.skip
    }

    fn close_quote(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.close_components_inside();
        self.push_space();
        match self.quotes.pop().flatten() {
            Some(index) => self.push_html(format!("{MARK}E{index}{END}")),
            None => self.out.push(Event::End(TagEnd::BlockQuote(None))),
        }
    }

    fn close_footnote(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.close_components_inside();
        self.push_space();
        let content = std::mem::take(&mut self.out);
        self.out = self.notes.end(content);
    }

    fn table(&mut self, event: &Event<'a>) {
        if matches!(event, Event::End(TagEnd::TableCell)) {
            self.push_space();
        }
        let Walk { tables, parsed, .. } = self;
        // A table is called as the heading that it stands below, or the page.
        let title = || format!("{MARK}T0{END}");
        let html = tables.event(event, || parsed.body.headings.last().map_or_else(title, |h| h.text.clone()));
        self.out.push(html);
    }

    fn close_components_inside(&mut self) {
        while let Some((index, depth)) = self.open.last().copied()
            && depth > self.depth
        {
            self.open.pop();
            self.close(index);
        }
    }

    // HTML and text.

    fn html(&mut self, html: &str, range: &Range<usize>, block: bool) {
        if let Some(marker) = html.trim().strip_prefix("<!--").and_then(|h| h.strip_suffix("-->"))
            && !marker.contains("-->")
        {
            self.comment(marker);
            return;
        }
        if html.contains(MARK) {
            for line in html.split_inclusive('\n') {
                self.html(line, range, block);
            }
            return;
        }
        match self.rules.raw_html {
            RawHtml::Escape => {
                self.text.push_str(html);
                self.out.push(Event::Text(CowStr::from(html.to_owned())));
            }
            RawHtml::Safe | RawHtml::Allow => {
                self.raw = true;
                // Inside a quote or list the lines of a block stand apart in the file; its beginning is then the place.
                let whole = self.source.get(range.clone()).is_some_and(|s| s.starts_with(html));
                let spans: Vec<Span> = vec![self.span(range)];
                let (source, directives, position) = (self.source, &self.directives, self.position);
                let at = |from: usize, length: usize| match position {
                    Position::At(offset) if whole => {
                        let start = range.start + from;
                        let end = (start + length).min(source.len());
                        Span::new(directives.original(start), directives.original(end)).shifted(offset)
                    }
                    _ => spans[0],
                };
                let mut links = HtmlLinks {
                    body: &mut self.parsed.body,
                    found: self.found,
                    file: self.file,
                    base_url: self.rules.base_url,
                    safe: self.rules.raw_html == RawHtml::Safe,
                    dropped: &mut self.dropped,
                    ids: self.ids,
                    at: &at,
                    html,
                };
                let html = rewritten(html, &mut links);
                if block {
                    let text = without_tags(&html);
                    self.text.push_str(&text);
                    self.push_space();
                    self.push_html(html);
                } else {
                    self.push_inline(html);
                }
            }
        }
    }

    fn comment(&mut self, comment: &str) {
        let Some(marker) = comment.strip_prefix(MARK).and_then(|c| c.strip_suffix(END)) else {
            let word = comment.trim();
            if matches!(word, "more" | "truncate") && self.parsed.marked_summary.is_none() {
                self.parsed.marked_summary = Some(visible(&self.text));
            }
            return;
        };
        let Ok(index) = marker[1..].parse::<usize>() else { return };
        if marker.starts_with('C') {
            self.push_html(format!("{MARK}{marker}{END}"));
            if !self.directives.leaves[index] {
                if self.is_unsearched(index) {
                    self.cut_section();
                    self.unsearched += 1;
                }
                self.open.push((index, self.depth));
            } else {
                self.push_html(format!("{MARK}E{index}{END}"));
            }
        } else if let Some(i) = self.open.iter().rposition(|(open, _)| *open == index) {
            for (index, _) in self.open.split_off(i).into_iter().rev() {
                self.close(index);
            }
        }
    }

    fn close(&mut self, index: usize) {
        if self.is_unsearched(index) {
            self.cut_section();
            self.unsearched -= 1;
        }
        self.push_html(format!("{MARK}E{index}{END}"));
    }

    fn is_unsearched(&self, component: usize) -> bool {
        self.directives.components.get(component).is_some_and(|c| c.name == UNSEARCHED)
    }

    fn plain_text(&mut self, text: &CowStr<'a>, range: &Range<usize>) {
        let (kept, found) = foreign::without_foreign(text);
        for (what, system, advice) in found {
            let at = self.place_of(&what, range.clone()).unwrap_or_else(|| range.clone());
            let problem = self.problem(Code::ForeignSyntax, &at).with("text", what).with("system", system);
            self.found.push(problem.with_some("advice", advice));
        }
        self.report_printed(range);
        let left_over = (text.contains("[^") || text.contains("](")) && self.report_left_over(range);
        let spaced = web_address::spaced_link(&self.source[range.clone()]);
        if let Some((at, target)) = &spaced {
            let problem = self.problem(Code::SpacedLink, &(range.start + at.start..range.start + at.end));
            self.found.push(problem.with("target", *target));
        }
        let may_be_bare = spaced.is_none() && !left_over;
        let kept = match kept.strip_prefix(']') {
            Some(rest) if std::mem::take(&mut self.after_include) => rest.to_owned().into(),
            _ => kept,
        };
        let kept = if may_hold_control(kept.as_bytes()) {
            kept.replace(|c: char| c.is_control() && !c.is_whitespace(), "").into()
        } else {
            kept
        };
        self.text.push_str(&kept);
        if let Some(parts) = (!self.in_link).then(|| web_address::with_links(&kept)).flatten() {
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
    fn place_of(&self, text: &str, within: Range<usize>) -> Option<Range<usize>> {
        let start = within.start + self.source[within].find(text)?;
        Some(start..start + text.len())
    }

    fn look_at_paragraph(&mut self, events: &[Spanned<'a>]) {
        let range = &events[0].1;
        let line = self.source[range.clone()].lines().next().unwrap_or("");
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        if (2..=6).contains(&marks) && line[marks..].starts_with(|c: char| c.is_alphanumeric()) {
            let problem = self.problem(Code::HeadingWithoutSpace, &(range.start..range.start + line.len()));
            let text = line[marks..].trim_end().to_owned();
            self.found.push(problem.with("marks", &line[..marks]).with("text", text));
        }
        if let [
            _,
            (Event::Start(Tag::Strong), _),
            (Event::Text(text), _),
            (Event::End(TagEnd::Strong), _),
            (Event::End(TagEnd::Paragraph), _),
            ..,
        ] = events
            && text.len() < 80
            && self.depth == 1
        {
            let problem = self.problem(Code::BoldHeading, range);
            self.found.push(problem);
        }
    }

    fn finish(mut self) -> Parsed {
        self.depth = 0;
        for (index, _) in std::mem::take(&mut self.open).into_iter().rev() {
            self.close(index);
        }
        self.end_section();
        self.out.extend(std::mem::take(&mut self.notes).written());
        let mut html = String::with_capacity(self.source.len() + self.source.len() / 4);
        pulldown_cmark::html::push_html(&mut html, std::mem::take(&mut self.out).into_iter());
        if self.raw && self.rules.raw_html == RawHtml::Safe {
            html = cleaned(&html);
        }
        if self.covered {
            html.retain(|c| c != COVER && c != COVERED_ADDRESS);
        }
        // All texts of the hub are held until they are rendered.
        html.shrink_to_fit();
        self.parsed.body.html = html;
        self.parsed.body.words = self.parsed.body.sections.iter().map(|s| words(&s.text)).sum();
        self.look_at_characters();
        self.parsed
    }

    fn look_at_characters(&mut self) {
        // In a field they are found with the rest of the front matter.
        if matches!(self.position, Position::Within(_)) {
            return;
        }
        for (at, c) in unseen(self.source) {
            let place = self.span(&(at..at + c.len_utf8()));
            self.found.push(told(self.file, at, c).at(place));
        }
    }
}

/// Takes an `id` out of the HTML of an event.
fn without_id(event: &mut Event, id: &str) {
    if let Event::InlineHtml(html) = event {
        let attribute = format!(" id=\"{}\"", escaped(id));
        if html.contains(&attribute) {
            *html = CowStr::from(html.replace(&attribute, ""));
        }
    }
}

/// Whether an event shows nothing but a covered tag.
fn is_cover(event: &Event) -> bool {
    match event {
        Event::Text(text) => text.chars().all(|c| c == COVER || c.is_whitespace()),
        Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}

fn is_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::language::Language;

    /// HTML, and codes of what is wrong.
    fn read(text: &str) -> (String, Vec<&'static str>) {
        read_below(text, "")
    }

    fn read_below(text: &str, title: &str) -> (String, Vec<&'static str>) {
        let rules = MarkdownRules { raw_html: RawHtml::Safe, math: false, base_url: "https://hub.nl/kennis/", title };
        let mut found = Vec::new();
        let parsed = markdown(text, "a.md", Position::At(0), rules, &mut Ids::default(), &mut found);
        let html = parsed.body.html.replace(MARK, "«").replace(END, "»");
        assert!(found.iter().all(|d| !d.code.texts(Language::Dutch).message.is_empty()));
        (html, found.iter().map(|d| d.code.text()).collect())
    }

    #[test]
    fn an_image_in_an_image_is_its_text() {
        assert_eq!(read("![a ![b](c.png) d](e.png)").0, "<p>«I0»</p>\n");
        assert_eq!(read("[![a [b](c.md)](d.png)](e.md)").0.matches("«I").count(), 1);
    }

    #[test]
    fn one_title_is_shown_and_parts_stay() {
        assert_eq!(read_below("# Kop\n\nTekst", "Titel").0, "<p>Tekst</p>\n");
        assert!(read_below("Tekst\n\n# Deel", "Titel").0.contains("<h2 id=\"deel\">Deel</h2>"));
        assert!(read_below("# Deel\n\n# Tweede", "Titel").0.starts_with("<h2 id=\"deel\">"));
        assert!(!read_below("# Titel!\n\n# Tweede", "Titel").0.contains("titel"));
        assert!(!read("a\n\n# Kop").0.contains("Kop"));
    }

    #[test]
    fn what_belongs_to_other_systems_is_not_printed() {
        assert_eq!(read("a {{< ref x >}} b").0, "<p>a  b</p>\n");
        assert_eq!(read("{% include x %}\n\nb").0, "<p>b</p>\n");
        assert_eq!(read("[a]({{ url }}/b) [c](#tab/d)"), ("<p>a c</p>\n".into(), vec!["W0209", "W0209"]));
        assert_eq!(read("{% raw %}{{ a }}{% endraw %}"), ("<p>{{ a }}</p>\n".into(), vec![]));
        assert_eq!(read("Met [!INCLUDE [x](a.md)] erbij").0, "<p>Met  erbij</p>\n");
        assert_eq!(read("<a href=\"{{ url }}\">b</a>").0, "<p><a>b</a></p>\n");
    }

    #[test]
    fn an_image_from_elsewhere_is_a_link() {
        let (html, codes) = read("![kaart](https://elders.nl/k.png) [![k](//e.nl/k.png)](https://e.nl)");
        let links = "<a href=\"https://elders.nl/k.png\">kaart</a> <a href=\"https://e.nl\">k</a>";
        assert_eq!((html, codes), (format!("<p>{links}</p>\n"), vec!["W0314", "W0314"]));
        assert_eq!(read("![kaart](https://hub.nl/kennis/k.png)"), ("<p>«I0»</p>\n".into(), vec![]));
    }

    #[test]
    fn ids_are_unique_and_levels_follow_each_other() {
        let (html, _) = read("## <a name=\"kop\">Kop</a>\n\n#### Diep\n\n#### Diep\n\n<i id=\"diep\">x</i>\n");
        assert_eq!(
            html,
            "<h2 id=\"kop\"><a>Kop</a></h2>\n<h3 id=\"diep\">Diep</h3>\n<h3 id=\"diep-1\">Diep</h3>\n<p><i>x</i></p>\n"
        );
        assert!(read("### Eerst\n\n## Dan\n").0.starts_with("<h2 id=\"eerst\">"));
    }

    #[test]
    fn no_link_stands_in_a_link() {
        assert_eq!(read("[https://a.nl](https://a.nl/)").0.matches("<a ").count(), 1);
    }

    #[test]
    fn a_place_in_html_is_that_of_the_tag() {
        let rules = MarkdownRules { raw_html: RawHtml::Safe, math: false, base_url: "", title: "" };
        let mut found = Vec::new();
        let text = "tekst\n\n<div>\n<p onclick=\"x\">a</p>\n</div>\n";
        markdown(text, "a.md", Position::At(0), rules, &mut Ids::default(), &mut found);
        assert_eq!(found[0].span.map(|s| &text[s.start..s.end]), Some("<p"));
    }

    #[test]
    fn no_character_reference_makes_a_marker() {
        assert!(!read("&#2;I0&#3; `&#2;` <i>&#2;</i>").0.contains('«'));
    }

    #[test]
    fn deep_texts_neither_overflow_nor_take_long() {
        for (text, times) in [("> ", 20_000), ("- ", 20_000), ("![", 50_000), ("[", 50_000), ("[^a]: > ", 5_000)] {
            let (html, _) = read(&format!("{}kern\n", text.repeat(times)));
            assert!(html.contains("kern") || html.contains("footnote"), "{text}");
        }
    }

    #[test]
    fn an_address_in_the_text_of_a_link_is_not_a_second_link() {
        let link = "<a href=\"mailto:a@b.nl\">a@b.nl</a>";
        assert_eq!(read("Mail a@b.nl.").0, format!("<p>Mail {link}.</p>\n"));
        assert_eq!(read("Mail [a@b.nl](mailto:a@b.nl).").0, format!("<p>Mail {link}.</p>\n"));
        assert_eq!(read("Mail [**a@b.nl**](mailto:a@b.nl) of a@b.nl.").0.matches("<a ").count(), 2);
    }
}
