//! Diagnostics as people and programs read them: with file, line and column, the line itself, a
//! caret and a hint. The one home of annotate-snippets.

use crate::command::amount::amount;
use crate::source::catalogue::fill;
use crate::source::diagnostic::{Diagnostic, report_order};
use crate::source::language::Language;
use crate::source::place::settle_places;
use crate::source::severity::Severity;
use crate::source::span::Span;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde_json::json;
use std::collections::HashMap;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;

/// Forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Human,
    /// One JSON object, documented in `docs/diagnostics.md`.
    Json,
    /// Workflow commands of GitHub.
    Github,
}

/// How to report.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Form.
    pub format: Format,
    /// Language of the messages.
    pub language: Language,
    /// Whether hints are shown one by one.
    pub hints: bool,
    /// Whether colours may be used.
    pub colour: bool,
}

impl Style {
    /// Whether colours may be used on standard error.
    pub fn terminal_has_colour() -> bool {
        std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
    }
}

/// How many problems there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Hints.
    pub hints: usize,
}

impl Counts {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Counts {
        let with = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Counts { errors: with(Severity::Error), warnings: with(Severity::Warning), hints: with(Severity::Hint) }
    }
}

/// Message and hint of a diagnostic.
pub fn told(diagnostic: &Diagnostic, language: Language) -> (String, Option<String>) {
    let texts = diagnostic.code.texts(language);
    let message = fill(texts.message, &diagnostic.arguments, language).unwrap_or_else(|| texts.message.to_owned());
    let hint = texts.hints.iter().find_map(|hint| fill(hint, &diagnostic.arguments, language));
    (message, hint)
}

/// The whole report, sorted by file and place. Files are read again from `root` to show their lines.
pub fn report(mut diagnostics: Vec<Diagnostic>, root: &Path, style: Style) -> String {
    settle_places(root, &mut diagnostics);
    diagnostics.sort_by(report_order);
    diagnostics.dedup();
    let mut sources = Sources { root, texts: HashMap::new(), reached: Reached::default() };
    match style.format {
        Format::Human => human(&diagnostics, &mut sources, style),
        Format::Json => machine(&diagnostics, &mut sources, style.language),
        Format::Github => github(&diagnostics, &mut sources, style.language),
    }
}

struct Sources<'a> {
    root: &'a Path,
    texts: HashMap<String, String>,
    reached: Reached,
}

/// The place that was asked for last. Diagnostics are sorted, so the next is found by reading on from there.
#[derive(Default)]
struct Reached {
    file: String,
    byte: usize,
    line: usize,
    column: usize,
}

impl Sources<'_> {
    fn text(&mut self, file: &str) -> &str {
        let read = || {
            let bytes = std::fs::read(self.root.join(file)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        if !self.texts.contains_key(file) {
            self.texts.insert(file.to_owned(), read());
        }
        &self.texts[file]
    }

    /// Line and column of a byte, from 1; columns count characters.
    fn position(&mut self, file: &str, byte: usize) -> (usize, usize) {
        let (from, mut line, mut column) = match &self.reached {
            reached if reached.file == file && reached.byte <= byte => (reached.byte, reached.line, reached.column),
            _ => (0, 1, 1),
        };
        let text = self.text(file);
        let to = floor(text, byte).max(from);
        for c in text[from..to].chars() {
            match c {
                '\n' => (line, column) = (line + 1, 1),
                '\u{feff}' if column == 1 => {}
                _ => column += 1,
            }
        }
        (line, column)
    }

    /// The same, for the beginning of a span: what is asked after it is found from here.
    fn beginning(&mut self, file: &str, byte: usize) -> (usize, usize) {
        let (line, column) = self.position(file, byte);
        let byte = floor(self.text(file), byte);
        self.reached = Reached { file: file.to_owned(), byte, line, column };
        (line, column)
    }
}

/// The nearest character border at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn human(diagnostics: &[Diagnostic], sources: &mut Sources, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics.iter().filter(|d| style.hints || d.severity != Severity::Hint) {
        let (message, hint) = told(diagnostic, style.language);
        let message = one_line(&message);
        let level = level(diagnostic.severity, style.language);
        let mut group =
            level.primary_title(message).id(diagnostic.code.text()).elements(Vec::<annotate_snippets::Element>::new());
        let excerpt;
        let mut elsewhere = None;
        if let Some(span) = diagnostic.span {
            excerpt = Excerpt::of(sources.text(&diagnostic.file), span);
            let (line, column) = sources.beginning(&diagnostic.file, span.start);
            // The renderer counts columns from where the excerpt of a long line begins.
            let place = |column| format!("{}:{line}:{column}", diagnostic.file);
            elsewhere = (excerpt.column() != column).then(|| (place(excerpt.column()), place(column)));
            let kind = AnnotationKind::Primary.span(excerpt.span.clone());
            let snippet = Snippet::source(excerpt.text.as_str()).line_start(line).path(diagnostic.file.as_str());
            group = group.element(snippet.annotation(kind));
        } else if !diagnostic.file.is_empty() {
            group = group.element(annotate_snippets::Origin::path(diagnostic.file.as_str()));
        }
        if let Some(hint) = &hint {
            let name = if style.language == Language::Dutch { "hulp" } else { "help" };
            group = group.element(Level::HELP.with_name(name).message(one_line(hint)));
        }
        let told = renderer.render(&[group]);
        let told = match elsewhere {
            Some((shown, real)) => told.replacen(&shown, &real, 1),
            None => told,
        };
        let _ = writeln!(out, "{told}\n");
    }
    let counts = Counts::of(diagnostics);
    out.push_str(&summary(counts, style));
    out
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match (severity, language) {
        (Severity::Error, Language::Dutch) => Level::ERROR.with_name("fout"),
        (Severity::Warning, Language::Dutch) => Level::WARNING.with_name("let op"),
        (Severity::Hint, Language::Dutch) => Level::NOTE.with_name("tip"),
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Warning, Language::English) => Level::WARNING,
        (Severity::Hint, Language::English) => Level::NOTE.with_name("hint"),
    }
}

/// `2 fouten, 1 waarschuwing, 40 tips (toon ze met --hints)`; empty when there is nothing.
fn summary(counts: Counts, style: Style) -> String {
    let one = |n, dutch, english| (n > 0).then(|| amount(n, style.language, dutch, english));
    let mut parts: Vec<String> = Vec::new();
    parts.extend(one(counts.errors, ["fout", "fouten"], ["error", "errors"]));
    parts.extend(one(counts.warnings, ["waarschuwing", "waarschuwingen"], ["warning", "warnings"]));
    if let Some(hints) = one(counts.hints, ["tip", "tips"], ["hint", "hints"]) {
        let how = match style.language {
            Language::Dutch => "toon ze met",
            Language::English => "show them with",
        };
        parts.push(if style.hints { hints } else { format!("{hints} ({how} --hints)") });
    }
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// The line of a span; of a very long line only what is around it.
struct Excerpt {
    text: String,
    span: std::ops::Range<usize>,
}

const LONGEST_LINE: usize = 160;

impl Excerpt {
    fn of(text: &str, span: Span) -> Excerpt {
        let (start, end) = (floor(text, span.start), floor(text, span.end.max(span.start)));
        // Never the whole of a line, which may be as long as the file.
        let near = floor(text, start.saturating_sub(LONGEST_LINE + 1));
        let from = match text[near..start].rfind('\n') {
            Some(i) => near + i + 1,
            None if start <= LONGEST_LINE => 0,
            None => floor(text, start - LONGEST_LINE / 2),
        };
        let to = floor(text, from + 2 * LONGEST_LINE);
        let to = text[start.min(to)..to].find('\n').map_or(to, |i| start + i);
        let to = to.max(start);
        let clean = |s: &str| {
            s.chars().map(|c| if c == '\t' || c == '\r' || c == '\u{feff}' { ' ' } else { c }).collect::<String>()
        };
        let before = clean(&text[from..start]);
        let marked = clean(&text[start..end.clamp(start, to)]);
        let after = clean(&text[end.clamp(start, to)..to]);
        let width = marked
            .len()
            .max(usize::from(marked.is_empty() && !after.is_empty()) * after.chars().next().map_or(0, char::len_utf8));
        Excerpt { span: before.len()..before.len() + width, text: format!("{before}{marked}{}", after.trim_end()) }
    }

    /// Where the span begins in the excerpt, from 1.
    fn column(&self) -> usize {
        self.text[..self.span.start].chars().count() + 1
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn machine(diagnostics: &[Diagnostic], sources: &mut Sources, language: Language) -> String {
    let mut items = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let (message, hint) = told(diagnostic, language);
        let start = diagnostic.span.map(|s| sources.beginning(&diagnostic.file, s.start)).unzip();
        let end = diagnostic.span.map(|s| sources.position(&diagnostic.file, s.end)).unzip();
        items.push(json!({
            "code": diagnostic.code.text(), "severity": severity_name(diagnostic.severity), "file": diagnostic.file,
            "line": start.0, "column": start.1, "end_line": end.0, "end_column": end.1,
            "message": message, "hint": hint,
        }));
    }
    let counts = Counts::of(diagnostics);
    let whole =
        json!({ "errors": counts.errors, "warnings": counts.warnings, "hints": counts.hints, "diagnostics": items });
    format!("{}\n", serde_json::to_string_pretty(&whole).unwrap_or_default())
}

fn github(diagnostics: &[Diagnostic], sources: &mut Sources, language: Language) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for diagnostic in diagnostics {
        let (message, hint) = told(diagnostic, language);
        let command = if diagnostic.severity == Severity::Hint { "notice" } else { severity_name(diagnostic.severity) };
        let mut properties = Vec::new();
        if !diagnostic.file.is_empty() {
            properties.push(format!("file={}", property(&diagnostic.file)));
        }
        if let Some(span) = diagnostic.span {
            let (line, column) = sources.beginning(&diagnostic.file, span.start);
            properties.push(format!("line={line},col={column}"));
        }
        let hint = hint.map_or_else(String::new, |h| format!("\n{h}"));
        properties.push(format!("title={}", diagnostic.code.text()));
        let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(&format!("{message}{hint}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_any_order() {
        let texts = HashMap::from([("a".to_owned(), "\u{feff}één\ntwee\n".to_owned())]);
        let mut sources = Sources { root: Path::new(""), texts, reached: Reached::default() };
        assert_eq!(sources.beginning("a", 10), (2, 2));
        assert_eq!(sources.position("a", 12), (2, 4));
        assert_eq!(sources.beginning("a", 5), (1, 2));
        assert_eq!(sources.position("a", 99), (3, 1));
    }
}
