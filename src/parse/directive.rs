//! Components in Markdown: finds the lines `:::name{…}`, `:::` and `::name{…}` (the generic
//! directives of CommonMark's proposal) and puts an HTML comment with a marker in their place, so
//! that one Markdown parser sees the whole text. The admonitions of MkDocs (`!!! note "Title"` and
//! `???`, with an indented text) become the same markers. Does not know which components exist.

use crate::parse::document::{ComponentUse, END, MARK};
use crate::parse::foreign::alert_named;
use crate::parse::signs::holds;
use crate::source::field::capitalised;
use crate::source::span::Span;

/// A text with its directives replaced.
#[derive(Debug, Default)]
pub struct Directives {
    /// The text for the Markdown parser.
    pub text: String,
    /// What was found, in order; the span is that of the line in the original text.
    pub components: Vec<ComponentUse>,
    /// Whether each component is closed, or is a leaf.
    pub closed: Vec<bool>,
    /// Whether each component is a leaf.
    pub leaves: Vec<bool>,
    /// Fence of each component, for example `:::`.
    pub fences: Vec<usize>,
    /// Closing lines without an open component.
    pub stray: Vec<Span>,
    /// Lines that begin as a directive and cannot be read.
    pub broken: Vec<Broken>,
    /// Lines of DocFX, which begins and ends a directive on one line.
    pub foreign: Vec<Span>,
    /// Each marker and the line that it stands for.
    lines: Vec<(String, String)>,
    /// Positions at which the new text and the original run apart: `(new, original)`, rising.
    shifts: Vec<(usize, usize)>,
}

/// A line that begins as a directive and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where it stands in the original text.
    pub span: Span,
    /// The name of the component.
    pub name: String,
    /// Why it cannot be read, as a word of the catalogue.
    pub reason: &'static str,
    /// As it should be written, where that can be told.
    pub right: Option<String>,
}

impl Directives {
    /// A piece of the new text with the original lines in place of the markers: for where the Markdown
    /// parser takes as code what looked like a directive.
    pub fn restored(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (marker, line) in &self.lines {
            text = text.replace(&format!("<!--{MARK}{marker}{END}-->"), line);
        }
        text
    }

    /// The byte of the original text for a byte of the new one.
    pub fn original(&self, position: usize) -> usize {
        let after = self.shifts.partition_point(|(new, _)| *new <= position);
        let original = match after.checked_sub(1).map(|i| self.shifts[i]) {
            Some((new, original)) => original + (position - new),
            None => position,
        };
        // A marker may be longer than the line that it stands for.
        self.shifts.get(after).map_or(original, |(_, next)| original.min(*next))
    }
}

/// Whether a text may hold directives: a quick look before [`directives`].
pub fn has_directives(text: &str) -> bool {
    holds(text, "::") || holds(text, "!!! ") || holds(text, "???")
}

/// Replaces the directives of a text. Lines inside fenced code and inside comments are left alone.
pub fn directives(text: &str) -> Directives {
    let made = Directives { text: String::with_capacity(text.len() + 64), ..Default::default() };
    let mut reading =
        Reading { text, made, open: Vec::new(), admonitions: Vec::new(), code: None, comment_end: 0, in_list: false };
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        reading.line(Line { text: line, start });
    }
    reading.finish()
}

/// A text that is read line by line.
struct Reading<'t> {
    text: &'t str,
    made: Directives,
    /// Colons of each open container and the index of its component; none when its line cannot be read.
    open: Vec<(usize, Option<usize>)>,
    admonitions: Vec<Admonition>,
    /// Mark and length of the fence of the code that is open.
    code: Option<(u8, usize)>,
    /// The byte at which the last comment of several lines ends.
    comment_end: usize,
    in_list: bool,
}

/// An admonition that is open.
struct Admonition {
    /// Columns of its opening line in the text.
    columns: usize,
    /// Columns of its marker in the new text.
    indent: usize,
    component: usize,
}

/// A line with its end, and the byte at which it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Line<'t> {
    fn end(self) -> usize {
        self.start + self.text.len()
    }

    fn indent(self) -> &'t str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    fn trimmed(self) -> &'t str {
        self.text.trim()
    }

    /// Where its words stand.
    fn span(self) -> Span {
        let start = self.start + self.indent().len();
        Span::new(start, start + self.trimmed().len())
    }
}

impl<'t> Reading<'t> {
    fn line(&mut self, line: Line<'t>) {
        let in_comment = line.start < self.comment_end;
        let line = if self.admonitions.is_empty() { line } else { self.inside_admonitions(line, in_comment) };
        if in_comment || !(self.opens_admonition(line) || self.is_directive(line)) {
            self.made.text.push_str(line.text);
        }
        if !in_comment && self.code.is_none() && !self.is_indented_code(line) {
            self.comment_end = open_comment(&self.text[line.start..], line.text).map_or(0, |n| line.start + n);
        }
    }

    /// The line without the indent of the admonitions that it is in; those that it ends are closed.
    fn inside_admonitions(&mut self, line: Line<'t>, in_comment: bool) -> Line<'t> {
        let (width, stays) = (columns(line.text), in_comment || line.trimmed().is_empty());
        while let Some(ended) = self.admonitions.pop_if(|open| !stays && width < open.columns + 4) {
            self.close(&ended);
            self.made.text.push('\n');
            self.code = None;
        }
        let text = &line.text[without_columns(line.text, 4 * self.admonitions.len())..];
        let start = line.end() - text.len();
        self.made.shifts.push((self.made.text.len(), start));
        Line { text, start }
    }

    fn close(&mut self, admonition: &Admonition) {
        let (indent, index) = (" ".repeat(admonition.indent), admonition.component);
        self.made.text.push_str(&format!("{indent}<!--{MARK}E{index}{END}-->\n"));
    }

    /// Takes the first line of an admonition.
    fn opens_admonition(&mut self, line: Line) -> bool {
        if self.code.is_some() || self.admonitions.len() >= DEEPEST {
            return false;
        }
        let Some((name, parameters)) = admonition(line.trimmed()) else { return false };
        let indent = line.indent();
        let index = self.add(ComponentUse { name: name.to_owned(), parameters, span: line.span() }, 0);
        self.made.closed[index] = true;
        self.made.text.push_str(&format!("{indent}<!--{MARK}C{index}{END}-->\n"));
        let opening = (format!("C{index}"), line.trimmed().to_owned());
        self.made.lines.extend([opening, (format!("E{index}"), String::new())]);
        self.made.shifts.push((self.made.text.len(), line.end()));
        let indent = columns(indent);
        let columns = indent + 4 * self.admonitions.len();
        self.admonitions.push(Admonition { columns, indent, component: index });
        true
    }

    /// Adds a component with a fence of so many colons, and gives its index. A leaf has two.
    fn add(&mut self, component: ComponentUse, colons: usize) -> usize {
        self.made.components.push(component);
        self.made.closed.push(colons == 2);
        self.made.leaves.push(colons == 2);
        self.made.fences.push(colons);
        self.made.components.len() - 1
    }

    /// Takes a line that begins with colons and means a component; follows code and lists on the way.
    fn is_directive(&mut self, line: Line) -> bool {
        let (trimmed, indent) = (line.trimmed(), line.indent());
        if let Some(fence) = code_fence(trimmed, self.code) {
            self.code = fence;
        }
        let colons = trimmed.bytes().take_while(|b| *b == b':').count();
        if indent.is_empty() && !trimmed.is_empty() && colons < 2 {
            self.in_list = begins_item(trimmed);
        }
        let rest = trimmed[colons..].trim();
        let too_deep = colons > 2 && self.open.len() == DEEPEST && !rest.is_empty();
        if self.code.is_some() || colons < 2 || self.is_indented_code(line) || too_deep {
            return false;
        }
        let Some(marker) = self.marker(colons, rest, line) else { return false };
        let marked = if marker.is_empty() { "<!---->".into() } else { format!("<!--{MARK}{marker}{END}-->") };
        let end = &line.text[line.text.trim_end().len()..];
        self.made.text.extend([indent, &marked, end]);
        self.made.lines.push((marker, trimmed.to_owned()));
        self.made.shifts.push((self.made.text.len(), line.end()));
        true
    }

    /// Deep in a list stands more text of an item, elsewhere code.
    fn is_indented_code(&self, line: Line) -> bool {
        !self.in_list && (line.indent().len() >= 4 || line.indent().contains('\t'))
    }

    /// The marker for a line of so many colons and what stands behind them: empty when it is left out,
    /// none when it is text.
    fn marker(&mut self, colons: usize, rest: &str, line: Line) -> Option<String> {
        let span = line.span();
        let around = colons >= 3;
        if around && rest.is_empty() {
            return Some(self.closing_marker(colons, span));
        }
        if around && rest.len() > 3 && rest.ends_with(":::") {
            self.made.foreign.push(span);
            return Some(String::new());
        }
        let component = match directive(rest, around) {
            Some((name, parameters)) => Some(self.add(ComponentUse { name, parameters, span }, colons)),
            None => {
                self.made.broken.push(broken(&line.trimmed()[..colons], rest, span)?);
                None
            }
        };
        if around {
            self.open.push((colons, component));
        }
        Some(component.map_or_else(String::new, |index| format!("C{index}")))
    }

    fn closing_marker(&mut self, colons: usize, span: Span) -> String {
        match self.open.pop_if(|(fence, _)| *fence <= colons) {
            Some((_, Some(index))) => {
                self.made.closed[index] = true;
                format!("E{index}")
            }
            Some((_, None)) => String::new(),
            None => {
                self.made.stray.push(span);
                String::new()
            }
        }
    }

    fn finish(mut self) -> Directives {
        if !self.admonitions.is_empty() && !self.made.text.ends_with('\n') {
            self.made.text.push('\n');
        }
        while let Some(open) = self.admonitions.pop() {
            self.close(&open);
        }
        self.made.shifts.push((self.made.text.len(), self.text.len()));
        self.made
    }
}

/// Bytes up to the end of the comment that begins in the first line of a text and goes on below it. One that
/// begins its line is ended by `-->` alone, one behind words by the end of their paragraph at the latest: then
/// it is none.
fn open_comment(text: &str, line: &str) -> Option<usize> {
    let begin = line.rfind("<!--").filter(|begin| !line[*begin..].contains("-->"))?;
    let end = text[begin..].find("-->").map(|n| begin + n + "-->".len());
    let before = &line[..begin];
    if before.trim().is_empty() {
        return Some(end.unwrap_or(text.len()));
    }
    let in_code = before.matches('`').count() % 2 == 1;
    end.filter(|end| !in_code && text[begin..*end].lines().all(|line| !line.trim().is_empty()))
}

/// Components inside each other beyond this are text: no editor means them.
const DEEPEST: usize = 40;

/// Component and parameters of a line `!!! note "Title"`, `??? note "Title"` or `???+ note "Title"`.
fn admonition(line: &str) -> Option<(&'static str, Vec<(String, String)>)> {
    let (folded, rest) = match line.strip_prefix("!!!") {
        Some(rest) => (false, rest),
        None => (true, line.strip_prefix("???")?),
    };
    let (open, rest) = rest.strip_prefix('+').filter(|_| folded).map_or((false, rest), |rest| (true, rest));
    let rest = rest.strip_prefix(' ')?.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words, Some(title.trim_end().strip_suffix('"')?.replace("\\\"", "\""))),
        None => (rest, None),
    };
    let word = words.split_whitespace().next()?;
    if !word.starts_with(|c: char| c.is_ascii_alphabetic()) || (title.is_none() && words.trim().contains(' ')) {
        return None;
    }
    let title = title.filter(|t| !t.is_empty());
    let titled = |title: String| vec![("title".to_owned(), title)];
    if folded {
        let mut parameters = titled(title.unwrap_or_else(|| capitalised(word)));
        parameters.extend(open.then(|| ("open".to_owned(), "true".to_owned())));
        return Some(("accordion", parameters));
    }
    Some((alert_named(word).unwrap_or("note"), title.map(titled).unwrap_or_default()))
}

/// Columns that the white space at the beginning of a line takes, a tab being four.
fn columns(line: &str) -> usize {
    line.chars()
        .map_while(|c| match c {
            ' ' => Some(1),
            '\t' => Some(4),
            _ => None,
        })
        .sum()
}

/// Bytes of white space at the beginning of a line that take at most so many columns.
fn without_columns(line: &str, columns: usize) -> usize {
    let (mut bytes, mut taken) = (0, 0);
    for c in line.bytes() {
        let width = match c {
            b' ' => 1,
            b'\t' => 4,
            _ => break,
        };
        if taken + width > columns {
            break;
        }
        taken += width;
        bytes += 1;
    }
    bytes
}

/// Whether a line begins something whose text goes on indented: an item, a definition or a footnote.
fn begins_item(line: &str) -> bool {
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '*', '+', ':'])
        || line.starts_with("[^")
        || line.starts_with('>')
        || (after_number.len() < line.len() && after_number.starts_with(['.', ')']))
}

/// Follows fenced code blocks: the new state when this line begins or ends one.
pub fn code_fence(line: &str, state: Option<(u8, usize)>) -> Option<Option<(u8, usize)>> {
    let first = *line.as_bytes().first().filter(|b| **b == b'`' || **b == b'~')?;
    let length = line.bytes().take_while(|b| *b == first).count();
    match state {
        Some((mark, least)) => (mark == first && length >= least && line.len() == length).then_some(None),
        None => (length >= 3 && (first == b'~' || !line[length..].contains('`'))).then_some(Some((first, length))),
    }
}

/// Name and parameters of `name{key="value"}`; a container may be followed by its title, as
/// `name[Title]` or `name Title`.
fn directive(text: &str, container: bool) -> Option<(String, Vec<(String, String)>)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut parameters = Vec::new();
    if let Some(labelled) = rest.strip_prefix('[') {
        let (title, after) = labelled.split_once(']')?;
        parameters.push(("title".to_owned(), title.to_owned()));
        rest = after;
    }
    let rest = rest.trim();
    if let Some(inside) = rest.strip_prefix('{') {
        if straight(inside).is_some() {
            return None;
        }
        parameters.extend(read_parameters(inside.strip_suffix('}')?)?);
    } else if !rest.is_empty() {
        // `:::tip title="A"` lacks its braces, and is no title.
        if !container || !text[end..].starts_with(' ') || (rest.contains("=\"") && read_parameters(rest).is_some()) {
            return None;
        }
        parameters.push(("title".to_owned(), rest.to_owned()));
    }
    Some((name.to_owned(), parameters))
}

/// Why a line that begins with colons and a name is no directive; none when it was not meant as one.
fn broken(colons: &str, text: &str, span: Span) -> Option<Broken> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    let (name, behind) = text.split_at(end);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let inside = behind.trim_start();
    let (reason, right) = if inside.starts_with('{') && !inside.contains('}') {
        let quotes = inside.matches('"').count() % 2;
        ("@brace_open", Some(format!("{colons}{name}{inside}{}}}", &"\""[..quotes])))
    } else if inside.starts_with('{')
        && let Some(straight) = straight(inside)
    {
        ("@curly", Some(format!("{colons}{name}{straight}")))
    } else if inside.starts_with('{') {
        ("@parameters_wrong", None)
    } else if behind.starts_with('[') && !behind.contains(']') {
        ("@bracket_open", Some(format!("{colons}{text}]")))
    } else if behind.starts_with(' ') && read_parameters(inside).is_some_and(|p| !p.is_empty()) && inside.contains('=')
    {
        ("@braces_missing", Some(format!("{colons}{name}{{{inside}}}")))
    } else {
        return None;
    };
    Some(Broken { span, name: name.to_owned(), reason, right })
}

/// The text with straight quotation marks, when curly ones stand around a value.
fn straight(text: &str) -> Option<String> {
    const CURLY: [char; 4] = ['“', '”', '„', '‟'];
    let begins = text.match_indices('=').any(|(at, _)| text[at + 1..].starts_with(CURLY));
    begins.then(|| text.replace(CURLY, "\""))
}

fn read_parameters(text: &str) -> Option<Vec<(String, String)>> {
    let mut parameters = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        if key.is_empty() {
            return None;
        }
        rest = &rest[end..];
        let value = match rest.strip_prefix('=') {
            None => "true".to_owned(),
            Some(after) => {
                let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'');
                let (value, after) = match quote {
                    Some(quote) => after[1..].split_once(quote)?,
                    None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
                };
                rest = after;
                value.to_owned()
            }
        };
        parameters.push((key, value));
        rest = rest.trim_start();
    }
    Some(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn components_nest_by_their_colons() {
        let made = directives("::::steps\n:::note{title=\"Let op\" open}\nTekst\n:::\n::::\n::figure{src=a.png}\n");
        let names: Vec<&str> = made.components.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["steps", "note", "figure"]);
        assert_eq!(made.components[1].parameters, [("title".into(), "Let op".into()), ("open".into(), "true".into())]);
        assert_eq!(made.closed, [true, true, true]);
        assert_eq!(made.text.matches("<!--\u{2}").count(), 5);
    }

    #[test]
    fn code_keeps_its_colons() {
        let text = "```\n:::note\n```\nstd::vec\n::\n";
        assert_eq!(directives(text).text, text);
    }

    #[test]
    fn a_comment_keeps_its_colons() {
        for text in [
            "<!--\n:::note\nGeheim\n:::\n\n::map\n-->\n",
            "  <!-- weg:\n!!! note\n    Geheim\n-->\n",
            "Zie <!-- dit\n::map\n--> verder\n",
            "<!-- nergens gesloten\n\n:::note\n",
        ] {
            let made = directives(text);
            assert_eq!((made.text.as_str(), made.components.len()), (text, 0));
        }
        for text in
            ["<!-- a -->\n::map\n", "Typ `<!--`\n::map\n-->\n", "a <!-- b\n\n::map\n-->\n", "<!-- a\n-->\n::map\n"]
        {
            assert_eq!(directives(text).components.len(), 1, "{text}");
        }
    }

    #[test]
    fn indented_code_keeps_its_colons_and_a_list_does_not() {
        let code = "Zo schrijf je het:\n\n    :::note\n    Tekst\n    :::\n";
        assert_eq!(directives(code).text, code);
        let list = directives("10. punt\n\n    :::note\n    Tekst\n    :::\n");
        assert_eq!((list.components.len(), list.closed[0]), (1, true));
    }

    #[test]
    fn positions_lead_back_to_the_original() {
        let text = "a\n:::note\nzoek\n:::\nook\n";
        let made = directives(text);
        for word in ["zoek", "ook"] {
            assert_eq!(made.original(made.text.find(word).unwrap()), text.find(word).unwrap());
        }
    }

    #[test]
    fn admonitions_hold_their_indented_text() {
        let text = "!!! info \"Let op\"\n\n    Tekst\n\n    - punt\n\n        ??? expander\n\n            diep\n\nweer gewoon\n";
        let made = directives(text);
        let names: Vec<_> = made.components.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["note", "accordion"]);
        assert_eq!(made.components[0].parameters, [("title".into(), "Let op".into())]);
        let plain = made.text.replace([MARK, END], "");
        assert!(plain.starts_with("<!--C0-->\n\nTekst\n\n- punt\n\n    <!--C1-->\n\n"), "{plain}");
        assert!(plain.ends_with("    diep\n\n    <!--E1-->\n\n<!--E0-->\n\nweer gewoon\n"), "{plain}");
        for word in ["Tekst", "diep", "weer"] {
            assert_eq!(made.original(made.text.find(word).unwrap()), text.find(word).unwrap());
        }
        assert_eq!(directives("Wat nu???\n!!! Let op: dit is tekst\n").components.len(), 0);
    }

    proptest! {
        #[test]
        fn every_other_line_stays(text in "[a:{}=\"\\[\\] `\n]{0,60}") {
            let made = directives(&text);
            prop_assert_eq!(made.text.lines().count(), text.lines().count());
            for (i, _) in made.text.char_indices() {
                prop_assert!(made.original(i) <= text.len());
            }
        }
    }
}
