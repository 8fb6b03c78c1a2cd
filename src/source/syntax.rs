//! YAML that does not parse, or that says less than its writer means: the likely mistake behind
//! it, in an editor's words.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::front_block::is_odd_mark;
use crate::source::invisible::{told, unseen};
use crate::source::node::Node;
use crate::source::severity::Severity;
use crate::source::slug::is_invisible;
use crate::source::span::Span;
use crate::source::yaml::{SyntaxError, Value, parse_yaml};

/// The diagnostic for a syntax error in a YAML text that begins at byte `offset` of `file`.
pub fn syntax_problem(file: &str, text: &str, offset: usize, error: &SyntaxError) -> Diagnostic {
    let broken = Broken { file, text, offset, error, lines: lines(text) };
    broken
        .conflict()
        .or_else(|| broken.tab())
        .or_else(|| broken.odd_mark())
        .or_else(|| broken.space_missing())
        .or_else(|| broken.unquoted_colon())
        .or_else(|| broken.colon_in_second_line())
        .or_else(|| broken.invisible())
        .or_else(|| broken.left_open())
        .or_else(|| broken.behind_list())
        .or_else(|| broken.special())
        .or_else(|| broken.anchors())
        .or_else(|| broken.backslash())
        .or_else(|| broken.colon_missing())
        .unwrap_or_else(|| broken.in_words())
}

/// A line of a text, without its end, and the byte at which it begins.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let line = |whole: &str| {
        start += whole.len();
        start - whole.len()
    };
    text.split_inclusive('\n')
        .map(line)
        .zip(text.lines())
        .map(|(start, l)| Line { start, text: l.trim_end() })
        .collect()
}

/// A text that does not parse.
struct Broken<'a> {
    file: &'a str,
    text: &'a str,
    offset: usize,
    error: &'a SyntaxError,
    lines: Vec<Line<'a>>,
}

impl<'a> Broken<'a> {
    /// A problem at bytes of the text.
    fn problem(&self, code: Code, start: usize, end: usize) -> Diagnostic {
        Diagnostic::new(code, self.file).at(Span::new(start, end).shifted(self.offset))
    }

    /// The lines up to the one at which the parser noticed.
    fn before(&self) -> &[Line<'a>] {
        &self.lines[..self.lines.partition_point(|l| l.start <= self.error.at)]
    }

    /// The line at which the parser noticed.
    fn here(&self) -> Option<Line<'a>> {
        self.before().last().copied()
    }

    /// That line and the one before it: a parser may notice only on the next.
    fn near(&self) -> &[Line<'a>] {
        let before = self.before();
        &before[before.len().saturating_sub(2)..]
    }

    fn conflict(&self) -> Option<Diagnostic> {
        let line = self.lines.iter().find(|l| l.text.starts_with("<<<<<<<") || l.text.starts_with(">>>>>>>"))?;
        let problem = self.problem(Code::YamlSyntax, line.start, line.start + line.text.len());
        Some(problem.with("reason", "@conflict_lines").with("advice", "@conflict"))
    }

    fn tab(&self) -> Option<Diagnostic> {
        let line = self.lines.iter().find(|l| l.text.trim_start_matches(' ').starts_with('\t'))?;
        Some(self.problem(Code::YamlTab, line.start, line.start + 1))
    }

    /// A line of other dashes where `---` belongs.
    fn odd_mark(&self) -> Option<Diagnostic> {
        let line = self.before().iter().find(|l| is_odd_mark(l.text))?;
        Some(self.problem(Code::OddMark, line.start, line.start + line.text.len()))
    }

    /// A colon without a space behind it. What stands there can mean something, so a space must help:
    /// with it, the text parses or its first mistake is further on.
    fn space_missing(&self) -> Option<Diagnostic> {
        const NEAR: usize = 20;
        let before = self.before();
        let near = &before[before.len().saturating_sub(NEAR)..];
        let tight: Vec<(Line, usize)> = near.iter().filter_map(|l| Some((*l, tight_colon(l.text)?))).collect();
        let others = |without: usize| tight.iter().map(|(l, at)| l.start + at).filter(move |at| *at != without);
        if tight.is_empty() || !self.spaces_help(others(usize::MAX)) {
            return None;
        }
        let (line, at) = tight.iter().find(|(l, at)| !self.spaces_help(others(l.start + at)))?;
        let (key, value) = (&line.text[..*at], &line.text[at + 1..]);
        let value = if value.contains(": ") { quoted(value) } else { value.to_owned() };
        let problem = self.problem(Code::YamlSyntax, line.start + at, line.start + at + 1);
        Some(problem.with("reason", "@space_missing").with("line", format!("{}: {value}", key.trim_start())))
    }

    /// Whether the text gets further with spaces behind the colons at these bytes.
    fn spaces_help(&self, colons: impl Iterator<Item = usize>) -> bool {
        let (mut mended, mut from, mut added) = (String::with_capacity(self.text.len() + 20), 0, 0);
        for at in colons {
            mended.push_str(&self.text[from..=at]);
            mended.push(' ');
            (from, added) = (at + 1, added + 1);
        }
        mended.push_str(&self.text[from..]);
        match parse_yaml(&mended) {
            Ok(value) => matches!(value, Value::Map(_) | Value::List(_)),
            Err(error) => error.at > self.error.at + added,
        }
    }

    fn unquoted_colon(&self) -> Option<Diagnostic> {
        let (line, (key, value)) = self.near().iter().find_map(|l| Some((l, unquoted_colon(l.text)?)))?;
        let colon = line.start + line.text.len() - value.len() + value.find(": ").unwrap_or(0);
        let problem = self.problem(Code::UnquotedColon, colon, colon + 1);
        Some(problem.with("key", key).with("value", value.replace('"', "\\\"")))
    }

    /// A text that goes on over a second line, in which a colon stands.
    fn colon_in_second_line(&self) -> Option<Diagnostic> {
        let here = self.here().filter(|line| line.text.starts_with(' ') && line.text.contains(": "))?;
        let above = self.before().iter().rev().skip(1).find(|line| !line.text.starts_with(' '))?;
        let (key, value) = above.text.split_once(": ").filter(|(key, _)| !key.starts_with(['-', '#']))?;
        let value = value.trim();
        if value.is_empty() || !is_plain(value) {
            return None;
        }
        let lines = self.before().iter().filter(|line| line.start > above.start).map(|line| line.text.trim());
        let whole = std::iter::once(value).chain(lines).collect::<Vec<_>>().join(" ");
        let colon = here.start + here.text.find(": ")?;
        // One word before it is a key that stands too far to the right.
        if !self.text[here.start..colon].trim().contains(' ') {
            return None;
        }
        let problem = self.problem(Code::YamlSyntax, colon, colon + 1).with("reason", "@second_colon");
        Some(problem.with("line", format!("{key}: {}", quoted(&whole))))
    }

    fn invisible(&self) -> Option<Diagnostic> {
        let (at, c) = self.near().iter().find_map(|l| unseen(l.text).first().map(|(at, c)| (l.start + at, *c)))?;
        Some(told(self.file, self.offset + at, c).as_severity(Severity::Error))
    }

    /// What is left open is noticed at the end of the text; the editor must look at where it was opened.
    fn left_open(&self) -> Option<Diagnostic> {
        let (line, (column, reason, advice)) = self.before().iter().find_map(|l| Some((l, left_open(l.text)?)))?;
        let problem = self.problem(Code::YamlSyntax, line.start + column, line.start + line.text.len());
        let problem = problem.with("reason", reason);
        let value = &line.text[column..];
        let inside = value.get(1..value.len() - 1).filter(|_| reason == "@quote_after" && value.ends_with(&value[..1]));
        Some(if begins_with_apostrophe(value) {
            problem.with("line", in_quotes(line.text, column, line.text.len()))
        } else if let Some(inside) = inside {
            problem.with("line", format!("{}{}", line.text[..column].trim_start(), quoted(inside)))
        } else {
            problem.with("advice", advice)
        })
    }

    /// Words behind a list or a block: `[Terugblik] op het jaar`.
    fn behind_list(&self) -> Option<Diagnostic> {
        let line = self.here()?;
        let column = value_column(line.text)?;
        let rest = column + closed_at(&line.text[column..])?;
        let behind = line.text[rest..].trim_start();
        if behind.is_empty() || behind.starts_with('#') {
            return None;
        }
        let problem = self.problem(Code::YamlSyntax, line.start + column, line.start + line.text.len());
        let problem = problem.with("reason", "@list_behind");
        let is_text = behind.starts_with(char::is_alphanumeric) && !line.text[column..rest].contains([',', ':']);
        Some(if is_text {
            problem.with("line", in_quotes(line.text, column, line.text.len()))
        } else {
            problem.with("advice", "@list_behind_advice")
        })
    }

    /// A value, or an item of a list, that begins with a character that means something to YAML.
    fn special(&self) -> Option<Diagnostic> {
        let line = self.here()?;
        let item = (self.error.at - line.start).min(line.text.len());
        let (column, end) = match value_column(line.text) {
            Some(column) if is_special(&line.text[column..]) => (column, line.text.len()),
            Some(column) if line.text[column..].starts_with(['[', '{']) && is_special(line.text.get(item..)?) => {
                (item, line.text[item..].find([',', ']', '}']).map_or(line.text.len(), |i| item + i))
            }
            _ => return None,
        };
        let first = line.text[column..].chars().next().map_or(0, char::len_utf8);
        let problem = self.problem(Code::YamlSyntax, line.start + column, line.start + column + first);
        Some(problem.with("reason", "@special").with("line", in_quotes(line.text, column, end)))
    }

    /// Values that repeat each other (`&one`, `*one`) until there are too many.
    fn anchors(&self) -> Option<Diagnostic> {
        if !self.error.reason.contains("repetition limit") {
            return None;
        }
        let line = self.lines.iter().find(|l| value_column(l.text).is_some_and(|c| l.text[c..].starts_with('&')))?;
        let column = value_column(line.text)?;
        let problem = self.problem(Code::YamlSyntax, line.start + column, line.start + column + 1);
        Some(problem.with("reason", "@anchors").with("advice", "@anchors_advice"))
    }

    /// A backslash in double quotes, where it begins a special character.
    fn backslash(&self) -> Option<Diagnostic> {
        if !["escape", "hexadecimal"].iter().any(|word| self.error.reason.contains(word)) {
            return None;
        }
        let line = self.here()?;
        let end = (self.error.at + 1 - line.start).min(line.text.len());
        let at = line.start + line.text.get(..end)?.rfind('\\')?;
        let problem = self.problem(Code::YamlSyntax, at, at + 1).with("reason", "@backslash");
        let column = value_column(line.text).filter(|c| line.text.len() > c + 1);
        let inner = column.and_then(|c| line.text[c..].strip_prefix('"')?.strip_suffix('"'));
        let mended = inner.zip(column).map(|(inner, c)| format!("{}'{}'", &line.text[..c], inner.replace('\'', "''")));
        Some(problem.with_some("line", mended.map(|l| l.trim_start().to_owned())))
    }

    fn colon_missing(&self) -> Option<Diagnostic> {
        let without = |l: &&Line| !l.text.is_empty() && !l.text.starts_with([' ', '-', '#']) && !l.text.contains(':');
        let line = self.before().iter().find(without)?;
        let problem = self.problem(Code::YamlSyntax, line.start, line.start + line.text.len());
        Some(problem.with("reason", "@colon_missing").with("advice", "@colon_missing_advice"))
    }

    /// What the parser says, as a word of the catalogue with its advice.
    fn in_words(&self) -> Diagnostic {
        let end = self.error.at + self.text[self.error.at..].chars().next().map_or(0, char::len_utf8);
        let (reason, advice) = in_words(&self.error.reason, self.here().map_or("", |l| l.text));
        self.problem(Code::YamlSyntax, self.error.at, end).with("reason", reason).with_some("advice", advice)
    }
}

/// What the parser says, as a word of the catalogue with its advice; `line` is where it noticed.
fn in_words(reason: &str, line: &str) -> (&'static str, Option<&'static str>) {
    if reason.contains("could not find expected ':'") || (!line.trim_start().starts_with('-') && !line.contains(':')) {
        return ("@colon_missing", Some("@colon_missing_advice"));
    }
    if reason.contains("cannot start any token") || reason.contains("anchor") || reason.contains("alias") {
        return ("@special", None);
    }
    if reason.contains("recursion limit") {
        return ("@too_deep", Some("@too_deep_advice"));
    }
    if reason.contains("expected ','") {
        return ("@comma_missing", None);
    }
    let misplaced = ["indent", "block mapping", "block collection", "expected key", "expected '-'", "block end"];
    if misplaced.iter().any(|m| reason.contains(m)) {
        return ("@indentation", Some("@indent"));
    }
    if reason.contains("mapping values are not allowed") && line.starts_with(' ') {
        return ("@indentation", Some("@indent"));
    }
    ("@unreadable", None)
}

/// The problem with a key `title:One` (from `title:One: two`): a space is missing behind the colon at its byte `at`.
pub fn space_missing_in_key(node: &Node, key: &str, at: usize) -> Diagnostic {
    let span = node.key_span().map(|key| Span::new(key.start + at, key.start + at + 1));
    let value = format!("{}: {}", &key[at + 1..], node.value.scalar_text().unwrap_or_default());
    let problem = Diagnostic::new(Code::YamlSyntax, node.source.file).at_some(span);
    problem.with("reason", "@space_missing").with("line", format!("{}: {}", &key[..at], quoted(value.trim_end())))
}

/// Whether a text may hold values that [`words_eaten`] tells of: a quick look before it.
pub fn may_eat_words(text: &str) -> bool {
    let begins = |sign: &str| [": ", "- ", "[", ", "].iter().any(|before| text.contains(&format!("{before}{sign}")));
    begins("&") || begins("!")
}

/// Warns of values that begin with `&word` or `!word`, here and inside: YAML takes that for a name or a type.
pub fn words_eaten(node: &Node, found: &mut Vec<Diagnostic>) {
    found.extend(word_eaten(node));
    match node.value {
        Value::Map(_) => node.pairs().iter().for_each(|(_, inside)| words_eaten(inside, found)),
        Value::List(_) => node.items().iter().for_each(|item| words_eaten(item, found)),
        _ => {}
    }
}

/// The warning for a value whose first word is eaten. A name that another value repeats (`*word`), and a type of
/// YAML itself (`!!str`), are meant.
fn word_eaten(node: &Node) -> Option<Diagnostic> {
    let (text, offset) = (node.source.text, node.source.offset);
    let (key, place) = (node.key_span()?, node.span()?);
    let (at, value) = if key == place { signed_item(text, place, offset)? } else { signed_value(text, key, offset)? };
    let name = value.strip_prefix(['&', '!'])?;
    let name = &name[..name.find(char::is_whitespace).unwrap_or(name.len())];
    if !name.starts_with(char::is_alphanumeric) || text.contains(&format!("*{name}")) {
        return None;
    }
    let span = Span::new(at, at + 1 + name.len()).shifted(offset);
    let problem = Diagnostic::new(Code::WordEaten, node.source.file).at(span).with("word", &value[..1 + name.len()]);
    let line = if key == place { quoted(value) } else { format!("{}: {}", node.name(), quoted(value)) };
    Some(problem.with("sign", &value[..1]).with("key", node.name()).with("line", line))
}

/// What stands behind a key on its line, and where.
fn signed_value(text: &str, key: Span, offset: usize) -> Option<(usize, &str)> {
    let key = key.end.checked_sub(offset)?;
    let line = text.get(key..)?.lines().next()?.trim_end();
    let value = line.strip_prefix(':')?.trim_start();
    Some((key + line.len() - value.len(), value))
}

/// An item of a list with the word before it that was eaten, and where.
fn signed_item(text: &str, item: Span, offset: usize) -> Option<(usize, &str)> {
    let (start, end) = (item.start.checked_sub(offset)?, item.end.checked_sub(offset)?);
    let before = text.get(..start)?.trim_end();
    let at = if text[start..].starts_with(['&', '!']) { start } else { before.rfind([' ', '[', ',', '\n'])? + 1 };
    Some((at, text.get(at..end)?.trim_end()))
}

/// The problem with an item of a list that took in the next one: its dash stands deeper, and YAML takes that for more
/// words.
pub fn deeper_dash(item: &Node) -> Option<Diagnostic> {
    let Value::Text(value) = item.value else { return None };
    if !value.contains(" - ") {
        return None;
    }
    let (span, offset) = (item.span()?, item.source.offset);
    let written = item.source.text.get(span.start.checked_sub(offset)?..span.end.checked_sub(offset)?)?;
    if written.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let dash = |(at, _)| {
        let line = written[at + 1..].trim_start_matches(' ');
        line.starts_with("- ").then(|| span.start + written.len() - line.len())
    };
    let at = written.match_indices('\n').find_map(dash)?;
    let problem = Diagnostic::new(Code::YamlSyntax, item.source.file).at(Span::new(at, at + 1));
    Some(problem.with("reason", "@indentation").with("advice", "@indent"))
}

/// Warns of what stands behind a `#` in a value without quotes, here and inside: YAML takes it for a remark.
/// When `whole`, any `#` is meant; else only one directly before a letter or a digit.
pub fn cut_off(node: &Node, whole: bool, found: &mut Vec<Diagnostic>) {
    match node.value {
        Value::Map(_) => node.pairs().iter().for_each(|(_, inside)| cut_off(inside, false, found)),
        Value::List(_) => node.items().iter().for_each(|item| cut_off(item, false, found)),
        _ => found.extend(remark(node, whole)),
    }
}

/// The warning for a value that stops at a `#`.
fn remark(node: &Node, whole: bool) -> Option<Diagnostic> {
    let (text, offset) = (node.source.text, node.source.offset);
    let key = node.key_span()?;
    let value = match node.value {
        Value::Null => Span::new(key.end + 1, key.end + 1),
        _ => node.span()?,
    };
    let (start, end) = (value.start.checked_sub(offset)?, value.end.checked_sub(offset)?);
    if text.get(start..)?.starts_with(['"', '\'', '|', '>', '&', '*', '!']) {
        return None;
    }
    let behind = text.get(end..)?.lines().next()?.trim_end();
    let lost = behind.trim_start();
    let sign = lost.strip_prefix('#').filter(|_| behind.len() > lost.len())?;
    let is_word = sign.starts_with(char::is_alphanumeric);
    if sign.trim().is_empty() || !(is_word || (whole && *node.value != Value::Null)) {
        return None;
    }
    let at = end + behind.len() - lost.len();
    let problem = Diagnostic::new(Code::CutOff, node.source.file).at(Span::new(at, at + lost.len()).shifted(offset));
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line = &text[line_start..at + lost.len()];
    let column = value_column(line).filter(|c| line_start + c == start || *node.value == Value::Null);
    Some(problem.with("key", node.name()).with_some("line", column.map(|c| in_quotes(line, c, line.len()))))
}

/// The byte of a line at which the value of a key, or of a dash, begins.
fn value_column(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches([' ', '-']);
    let from = match bare.find(": ") {
        Some(colon) if !bare.starts_with(['"', '\'', '[', '{']) => line.len() - bare.len() + colon + 2,
        _ => line.find("- ")? + 2,
    };
    let value = line[from..].trim_start();
    (!value.is_empty()).then(|| line.len() - value.len())
}

/// The colon of a line `key:value`: the key is one word, and the value is no rest of a web address.
fn tight_colon(line: &str) -> Option<usize> {
    let from = line.len() - line.trim_start_matches([' ', '-']).len();
    let (key, value) = line[from..].split_once(':')?;
    let is_word =
        key.starts_with(char::is_alphabetic) && !key.contains(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
    let is_address = value.starts_with("//") || matches!(key, "mailto" | "tel");
    (is_word && !is_address && !value.is_empty() && !value.starts_with(|c: char| c.is_whitespace() || is_invisible(c)))
        .then_some(from + key.len())
}

/// Where the list or block with which a value begins is closed, when that is on the same line.
fn closed_at(value: &str) -> Option<usize> {
    if !value.starts_with(['[', '{']) {
        return None;
    }
    let mut depth = 0;
    for (at, c) in value.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// Whether a value begins with a character that means something to YAML, and does not go on as it should.
fn is_special(value: &str) -> bool {
    let mut rest = value.chars();
    match rest.next() {
        Some('&' | '*' | '@' | '%' | '`' | '!' | ',' | ']' | '}') => true,
        Some('-' | '?') => rest.as_str().starts_with(' '),
        Some('|' | '>') => {
            !rest.as_str().trim_start_matches(|c: char| c.is_ascii_digit() || "+- ".contains(c)).is_empty()
        }
        _ => false,
    }
}

/// Whether a value is a text like `'s Avonds open` or `'s-Gravenhage`.
fn begins_with_apostrophe(value: &str) -> bool {
    let mut letters = value.chars();
    let one = letters.next() == Some('\'') && letters.next().is_some_and(char::is_alphabetic);
    one && matches!(letters.next(), Some(' ' | '-'))
}

/// A line with quotes around what stands from `start` to `end`.
fn in_quotes(line: &str, start: usize, end: usize) -> String {
    format!("{}{}{}", &line[..start], quoted(&line[start..end]), &line[end..]).trim_start().to_owned()
}

/// A text in quotes: single ones where double ones would need more signs.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// The column at which a line `key: value` opens a list, a block or a quotation that it does not
/// close, or goes on behind one; with reason and advice. A value may go on over several lines, so
/// this is only asked when the text does not parse.
fn left_open(line: &str) -> Option<(usize, &'static str, &'static str)> {
    let from = line.find(": ").map_or_else(|| line.find("- ").map(|i| i + 2), |i| Some(i + 2))?;
    let value = line[from..].trim_start();
    let column = line.len() - value.len();
    let first = value.chars().next()?;
    match first {
        '[' if !value.contains(']') => Some((column, "@list_open", "@list_open_advice")),
        '{' if !value.contains('}') => Some((column, "@map_open", "@map_open_advice")),
        '"' | '\'' => match value[1..].find(first) {
            None => Some((column, "@quote_open", "@quote_open_advice")),
            Some(end) => {
                let rest = value[end + 2..].trim_start();
                let more = !rest.is_empty() && !rest.starts_with(['#', ':', ',']) && !value[..=end + 1].contains('\\');
                more.then_some((column, "@quote_after", "@quote_after_advice"))
            }
        },
        _ => None,
    }
}

/// Whether a value begins with no sign that means something to YAML.
fn is_plain(value: &str) -> bool {
    !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#'])
}

/// Key and value of a line `key: one: two` whose value is not in quotes.
fn unquoted_colon(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(": ")?;
    let key = key.trim_start_matches([' ', '-']).trim();
    let value = value.trim_start();
    (is_plain(value) && value.contains(": ") && !key.contains(['"', '\''])).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> (Code, usize) {
        let error = parse_yaml(text).unwrap_err();
        let problem = syntax_problem("a.md", text, 0, &error);
        (problem.code, problem.span.unwrap().start)
    }

    #[test]
    fn only_a_key_has_a_tight_colon() {
        assert_eq!(tight_colon("title:Een"), Some(5));
        assert_eq!(tight_colon("  - src:a.jpg"), Some(7));
        assert_eq!(tight_colon("bron:https://voorbeeld.nl"), Some(4));
        for line in [
            "https://voorbeeld.nl",
            "- https://voorbeeld.nl",
            "10:00",
            "bron: https://x.nl",
            "tijd: 10:00",
            "op:",
            "op:\u{a0}",
        ] {
            assert_eq!(tight_colon(line), None, "{line}");
        }
    }

    #[test]
    fn the_mistake_is_named() {
        assert_eq!(code("title: Terugblik: veiligheid\n"), (Code::UnquotedColon, 16));
        assert_eq!(code("title: a\n\tsummary: b\n"), (Code::YamlTab, 9));
        assert_eq!(code("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\n").0, Code::YamlSyntax);
        assert_eq!(code("a: [1, 2\nb: 3\n").0, Code::YamlSyntax);
        assert_eq!(code("title:Een\nsummary: Kort.\n"), (Code::YamlSyntax, 5));
        assert_eq!(code("title: Een\nbron:https://x.nl\nb: c: d\n"), (Code::YamlSyntax, 15));
        assert_eq!(code("title: |\n  een:twee\nb: c: d\n"), (Code::UnquotedColon, 24));
        assert_eq!(code("title: [Een] en twee\nsummary: Kort.\n"), (Code::YamlSyntax, 7));
        assert_eq!(code("–––\ntitle: Een\n–––\n"), (Code::OddMark, 0));
        assert_eq!(code("title:\u{a0}Een\nsummary: Kort.\n"), (Code::InvisibleCharacter, 6));
    }

    proptest! {
        #[test]
        fn every_text_that_does_not_parse_has_a_problem(text in "[a-c:\\- \n\\[\\]{}\"'#|>é&*@–!\\\\]{0,40}") {
            if let Err(error) = parse_yaml(&text) {
                let span = syntax_problem("a.md", &text, 0, &error).span.unwrap();
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
