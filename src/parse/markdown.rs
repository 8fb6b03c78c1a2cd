//! Markdown into a [`Body`]: HTML in which links, images and components are still open, with the
//! headings, the plain text by section, and what is wrong with it.
//!
//! 1. Directives become markers ([`crate::parse::directive`]).
//! 2. The events of the parser are merged and walked once; each is kept, changed or taken out.
//! 3. The HTML is written, and cleaned when the text holds HTML of its own.

use crate::parse::alert::Alert;
use crate::parse::directive::{Directives, directives, has_directives};
use crate::parse::document::{Body, ComponentUse, END, MARK, Section, UNSEARCHED};
use crate::parse::escape::escaped;
use crate::parse::events::{Elements, Spanned, first_level_headings, lengths, merged};
use crate::parse::footnotes::Footnotes;
use crate::parse::highlight::highlighted;
use crate::parse::html_links::HtmlLinks;
use crate::parse::ids::Ids;
use crate::parse::left_over;
use crate::parse::raw_html::{cleaned, end_tag, rewritten, unended};
use crate::parse::tables::Tables;
use crate::parse::tags::{COVER, COVERED_ADDRESS, covered};
use crate::parse::visible_text::{is_line_break, visible, without_tags, words};
use crate::source::catalogue::Code;
use crate::source::config::RawHtml;
use crate::source::diagnostic::Diagnostic;
use crate::source::nearest::Names;
use crate::source::node::Node;
use crate::source::span::Span;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Tag, TagEnd};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

mod headings;
mod links;
mod remarks;

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
pub enum Position<'a> {
    /// It begins at this byte.
    At(usize),
    /// It is this value, somewhere inside what is written in YAML; where that stands is only looked up for who asks.
    Within(&'a Node<'a>),
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
    options.set(Options::ENABLE_DEFINITION_LIST, has_definitions(source));
    options.set(Options::ENABLE_MATH, rules.math);
    let mut undefined = Vec::new();
    let events = merged(left_over::parser(source, options, &mut undefined).into_offset_iter(), source.len());
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
        swallowing: None,
        quotes: Vec::new(),
        covered: covered.is_some(),
        in_link: false,
        sections_by_title: false,
        dropped: HashSet::new(),
        printed: HashSet::new(),
        defined: OnceCell::new(),
        after_include: false,
        notes: Footnotes::default(),
        notes_read: Vec::new(),
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
    position: Position<'a>,
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
    /// An element that takes out what follows up to its end, when that comes, and the length of the text before it.
    swallowing: Option<(&'static str, usize)>,
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
    /// Advice about syntax that the text prints, so that each sort is reported once.
    printed: HashSet<&'static str>,
    /// Names that the text explains; only made when somebody asks for one that is near.
    defined: OnceCell<Names>,
    /// Whether an include was just taken out, so that a `]` follows that belongs to it.
    after_include: bool,
    notes: Footnotes<'a>,
    /// The plain text of the footnotes. It stands behind all other text, as they do.
    notes_read: Vec<Section>,
}

impl<'a> Walk<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        place(self.source, &self.directives, self.position, range)
    }

    fn problem(&self, code: Code, range: &Range<usize>) -> Diagnostic {
        Diagnostic::new(code, self.file).at(self.span(range))
    }

    fn line_span(&self, span: Span) -> Span {
        match self.position {
            Position::At(offset) => span.shifted(offset),
            Position::Within(node) => node.part_span(&(span.start..span.end)).unwrap_or_default(),
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
                self.swallowing = self.swallowing.map(|(name, _)| (name, 0));
                self.notes.begin(name, range, (std::mem::take(&mut self.out), std::mem::take(&mut self.text)));
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
            Event::Start(Tag::TableRow) => {
                self.look_at_row(range);
                self.table(event);
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableCell)
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

    fn end_section(&mut self) {
        let text = visible(&self.text);
        self.text.clear();
        self.swallowing = self.swallowing.map(|(name, _)| (name, 0));
        let heading = self.parsed.body.headings.len().checked_sub(1);
        if !text.is_empty() || heading.is_some() {
            self.parsed.body.sections.push(Section { heading, text, searched: self.unsearched == 0 });
        }
    }

    /// The text of all sections up to here, but for what search leaves out.
    fn text_so_far(&self) -> String {
        let searched = self.parsed.body.sections.iter().filter(|s| s.searched).map(|s| s.text.as_str());
        let last = if self.unsearched == 0 { self.text.as_str() } else { "" };
        visible(&searched.chain([last]).collect::<Vec<_>>().join(" "))
    }

    /// Ends a section in the middle: what follows stands below the same heading.
    fn cut_section(&mut self) {
        if !self.text.trim().is_empty() {
            self.end_section();
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
            CodeBlockKind::Indented => {
                self.look_at_indented(&code, range);
                String::new()
            }
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
        if let Some(words) = alert.words {
            self.plain_text(&CowStr::from(words), &events[2].1);
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
        let heading = self.parsed.body.headings.len().checked_sub(1);
        let text = visible(&self.text);
        let note = (!text.is_empty()).then_some(Section { heading, text, searched: self.unsearched == 0 });
        self.notes_read.extend(note);
        let content = std::mem::take(&mut self.out);
        (self.out, self.text) = self.notes.end(content);
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
                let (source, directives, position) = (self.source, &self.directives, self.position);
                let at = |from: usize, length: usize| {
                    let start = range.start + from;
                    let tag = start..(start + length).min(source.len());
                    place(source, directives, position, if whole { &tag } else { range })
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
                self.read_html(&html, block);
                if block { self.push_html(html) } else { self.push_inline(html) }
            }
        }
    }

    /// Keeps the text of a piece of HTML, without what the cleaner takes out together with its element; the end of
    /// such an element may stand in a later piece.
    fn read_html(&mut self, html: &str, block: bool) {
        let mut html = html;
        if let Some((name, from)) = self.swallowing
            && let Some(end) = end_tag(html, name)
        {
            self.swallowing = None;
            if self.text.is_char_boundary(from) {
                self.text.truncate(from);
            }
            html = &html[end..];
        }
        let read = |html: &str| if block || is_line_break(html) { without_tags(html) } else { String::new() };
        if let Some((at, name)) = unended(html).first().filter(|_| self.swallowing.is_none()) {
            self.swallowing = Some((name, self.text.len() + read(&html[..*at]).len()));
        }
        self.text.push_str(&read(html));
        if block {
            self.push_space();
        }
    }

    fn comment(&mut self, comment: &str) {
        let Some(marker) = comment.strip_prefix(MARK).and_then(|c| c.strip_suffix(END)) else {
            let word = comment.trim();
            if matches!(word, "more" | "truncate") && self.parsed.marked_summary.is_none() {
                self.parsed.marked_summary = Some(self.text_so_far());
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

    fn finish(mut self) -> Parsed {
        self.depth = 0;
        for (index, _) in std::mem::take(&mut self.open).into_iter().rev() {
            self.close(index);
        }
        self.end_section();
        self.parsed.body.sections.append(&mut self.notes_read);
        self.report_unmentioned_notes();
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
}

/// Where a part of a source stands in its file.
fn place(source: &str, directives: &Directives, position: Position, range: &Range<usize>) -> Span {
    let end = source[range.clone()].trim_end().len() + range.start;
    let span = Span::new(directives.original(range.start), directives.original(end));
    match position {
        Position::At(offset) => span.shifted(offset),
        Position::Within(node) => node.part_span(&(span.start..span.end)).unwrap_or_default(),
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
        assert!(
            read("## Hoofdzaak {#Main}\n\n## Doel {#Doel}\n").0.contains("id=\"main\">Hoofdzaak</h2>\n<h2 id=\"Doel\"")
        );
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
