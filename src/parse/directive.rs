//! Components in Markdown: finds the lines `:::name{…}`, `:::` and `::name{…}` (the generic
//! directives of CommonMark's proposal) and puts an HTML comment with a marker in their place, so
//! that one Markdown parser sees the whole text. The admonitions of MkDocs (`!!! note "Title"` and
//! `???`, with an indented text) become the same markers. Does not know which components exist.

use crate::parse::document::{ComponentUse, END, MARK};
use crate::parse::foreign::alert_named;
use crate::source::diagnostic::Span;
use crate::source::field::capitalised;

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
    text.contains("::") || text.contains("!!! ") || text.contains("???")
}

/// Replaces the directives of a text. Lines inside fenced code are left alone.
pub fn directives(text: &str) -> Directives {
    let mut made = Directives { text: String::with_capacity(text.len() + 64), ..Default::default() };
    // Colons of each open container and the index of its component; none when its line cannot be read.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    let mut code: Option<(u8, usize)> = None;
    // Columns of its opening line, columns of its marker, index of the component.
    let mut admonitions: Vec<(usize, usize, usize)> = Vec::new();
    let mut in_list = false;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        let (mut start, mut line) = (position, line);
        position += line.len();
        if !admonitions.is_empty() {
            let (width, blank) = (columns(line), line.trim().is_empty());
            while let Some((_, indent, index)) = admonitions.pop_if(|(indent, ..)| !blank && width < *indent + 4) {
                made.text.push_str(&format!("{}<!--{MARK}E{index}{END}-->\n\n", " ".repeat(indent)));
                code = None;
            }
            let inside = &line[without_columns(line, 4 * admonitions.len())..];
            start += line.len() - inside.len();
            made.shifts.push((made.text.len(), start));
            line = inside;
        }
        let content = line.trim_end();
        let trimmed = content.trim_start();
        let indent = &content[..content.len() - trimmed.len()];
        if code.is_none()
            && admonitions.len() < DEEPEST
            && let Some((name, parameters)) = admonition(trimmed)
        {
            let index = made.components.len();
            let span = Span::new(start + indent.len(), start + content.len());
            made.components.push(ComponentUse { name: name.to_owned(), parameters, span });
            made.closed.push(true);
            made.leaves.push(false);
            made.fences.push(0);
            made.text.push_str(&format!("{indent}<!--{MARK}C{index}{END}-->\n"));
            made.lines.extend([(format!("C{index}"), trimmed.to_owned()), (format!("E{index}"), String::new())]);
            made.shifts.push((made.text.len(), position));
            admonitions.push((columns(indent) + 4 * admonitions.len(), columns(indent), index));
            continue;
        }
        if let Some(fence) = code_fence(trimmed, code) {
            code = fence;
        }
        let colons = trimmed.bytes().take_while(|b| *b == b':').count();
        if indent.is_empty() && !trimmed.is_empty() && colons < 2 {
            in_list = begins_item(trimmed);
        }
        // Deep in a list stands more text of an item, elsewhere code.
        let indented_code = !in_list && (indent.len() >= 4 || indent.contains('\t'));
        let too_deep = colons > 2 && open.len() == DEEPEST && !trimmed[colons..].trim().is_empty();
        if code.is_some() || colons < 2 || indented_code || too_deep {
            made.text.push_str(line);
            continue;
        }
        let span = Span::new(start + indent.len(), start + content.len());
        let rest = trimmed[colons..].trim();
        let marker = if rest.is_empty() && colons >= 3 {
            match open.pop_if(|(fence, _)| *fence <= colons) {
                Some((_, Some(index))) => {
                    made.closed[index] = true;
                    format!("E{index}")
                }
                Some((_, None)) => String::new(),
                None => {
                    made.stray.push(span);
                    String::new()
                }
            }
        } else if colons >= 3 && rest.len() > 3 && rest.ends_with(":::") {
            made.foreign.push(span);
            String::new()
        } else if let Some((name, parameters)) = directive(rest, colons >= 3) {
            let index = made.components.len();
            made.components.push(ComponentUse { name, parameters, span });
            made.closed.push(colons == 2);
            made.leaves.push(colons == 2);
            made.fences.push(colons);
            if colons >= 3 {
                open.push((colons, Some(index)));
            }
            format!("C{index}")
        } else if let Some(broken) = broken(&trimmed[..colons], rest, span) {
            made.broken.push(broken);
            if colons >= 3 {
                open.push((colons, None));
            }
            String::new()
        } else {
            made.text.push_str(line);
            continue;
        };
        made.text.push_str(indent);
        made.lines.push((marker.clone(), content[indent.len()..].to_owned()));
        if marker.is_empty() {
            made.text.push_str("<!---->");
        } else {
            made.text.push_str(&format!("<!--{MARK}{marker}{END}-->"));
        }
        made.text.push_str(&line[content.len()..]);
        made.shifts.push((made.text.len(), position));
    }
    if !admonitions.is_empty() && !made.text.ends_with('\n') {
        made.text.push('\n');
    }
    while let Some((_, indent, index)) = admonitions.pop() {
        made.text.push_str(&format!("{}<!--{MARK}E{index}{END}-->\n", " ".repeat(indent)));
    }
    made.shifts.push((made.text.len(), text.len()));
    made
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
        parameters.extend(read_parameters(inside.strip_suffix('}')?)?);
    } else if !rest.is_empty() {
        if !container || !text[end..].starts_with(' ') {
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
