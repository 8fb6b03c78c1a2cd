//! One content file into a [`Document`]: bytes to text, front matter apart, both read.

use crate::parse::document::Document;
use crate::parse::front_matter::{FrontMatter, advice, front_matter, wrong_defaults};
use crate::parse::ids::Ids;
use crate::parse::markdown::{MarkdownRules, Position, markdown};
use crate::parse::mojibake::misread;
use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::Config;
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{SourceFile, content_folder, in_root};
use crate::source::field::capitalised;
use crate::source::front_block::{Block, Parts, front_block};
use crate::source::invisible::{told, unseen};
use crate::source::node::{Node, YamlText};
use crate::source::severity::Severity;
use crate::source::slug::anchor;
use crate::source::span::Span;
use crate::source::syntax::syntax_problem;
use crate::source::yaml::{Value, parse_yaml};
use rayon::prelude::*;

/// What came of a content file.
#[derive(Debug)]
pub enum Parsed {
    /// It was read.
    Document(Box<Document>),
    /// It could not be read; the reason is among the diagnostics. Its path.
    Unreadable(String),
    /// It holds nothing, which is told and is no error of its own. Its path.
    Empty(String),
}

/// Reads all Markdown files, in parallel; the results stand in the order of the files.
pub fn parse(config: &Config, files: &[SourceFile]) -> (Vec<Parsed>, Vec<Diagnostic>) {
    let folder = content_folder(config);
    let read = |file: &SourceFile| match std::fs::read(folder.join(&file.path)) {
        Ok(bytes) => document(config, &file.path, bytes),
        Err(error) => {
            let problem = Diagnostic::new(Code::ReadFailed, &in_root(config, &file.path));
            (Parsed::Unreadable(file.path.clone()), vec![problem.with("reason", disk_reason(&error))])
        }
    };
    let markdown: Vec<&SourceFile> = files.iter().filter(|f| f.markdown).collect();
    let results: Vec<_> = markdown.into_par_iter().map(read).collect();
    let (parsed, found): (Vec<_>, Vec<_>) = results.into_iter().unzip();
    (parsed, found.into_iter().flatten().chain(problems_of_defaults(config)).collect())
}

/// Reads the bytes of one file. `path` is relative to the content folder.
pub fn document(config: &Config, path: &str, bytes: Vec<u8>) -> (Parsed, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let file = in_root(config, path);
    let unreadable = |found| (Parsed::Unreadable(path.to_owned()), found);
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            found.push(not_utf8(&file, error.as_bytes(), error.utf8_error().valid_up_to()));
            return unreadable(found);
        }
    };
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        found.push(Diagnostic::new(Code::EmptyFile, &file));
        return (Parsed::Empty(path.to_owned()), found);
    }
    blank_control_characters(&mut text);
    let Some(parts) = split(&text, &file, &mut found) else { return unreadable(found) };
    let value = match parse_yaml(&text[parts.yaml.clone()]) {
        Ok(value) => value,
        Err(error) => {
            found.push(syntax_problem(&file, &text[parts.yaml.clone()], parts.yaml.start, &error));
            return unreadable(found);
        }
    };
    if !matches!(value, Value::Map(_) | Value::Null) {
        let span = Span::new(parts.yaml.start, parts.yaml.start + text[parts.yaml.clone()].trim_end().len());
        found.push(Diagnostic::new(Code::NotAMap, &file).at(span));
        return unreadable(found);
    }
    let source = YamlText { file: &file, text: &text[parts.yaml.clone()], offset: parts.yaml.start };
    let node = Node::root(source, &value);
    let unseen = unseen(source.text).into_iter().filter(|(at, _)| !is_in_key(source.text, *at));
    found.extend(unseen.map(|(at, c)| told(&file, source.offset + at, c)));
    if let Some((at, meant)) = misread(&text) {
        let problem = Diagnostic::new(Code::Misread, &file).at(Span::new(at.start, at.end));
        found.push(problem.with("found", &text[at]).with("meant", meant));
    }
    let title = written_title(&node, config);
    let rules = rules(config, &title);
    let mut ids = Ids::default();
    let main = markdown(&text[parts.body..], &file, Position::At(parts.body), rules, &mut ids, &mut found);
    let mut bodies = vec![main.body];
    let mut inner = |node: &Node, text: &str, found: &mut Vec<Diagnostic>| {
        bodies.push(markdown(text, &file, Position::Within(node), rules, &mut ids, found).body);
        bodies.len() - 1
    };
    let mut front = front_matter(&node, config, path, &mut inner, &mut found);
    settle_title(&mut front, config, main.title, path, parts.yaml.is_empty(), &mut found);
    if config.introduced_by(path).is_none() {
        let summary = main.marked_summary.unwrap_or_default();
        advice(&front, &node, &file, &mut found);
        if front.summary.is_empty() {
            front.derived_summary = true;
            front.summary = if summary.is_empty() { beginning(&bodies[0].sections) } else { summary };
        }
    }
    (Parsed::Document(Box::new(Document { path: path.to_owned(), front, bodies })), found)
}

/// What is wrong with the defaults in `site.yaml`, with the Markdown among them.
fn problems_of_defaults(config: &Config) -> Vec<Diagnostic> {
    wrong_defaults(config, &mut |node, text, found| {
        markdown(text, FILE, Position::Within(node), rules(config, ""), &mut Ids::default(), found);
        0
    })
}

/// How the Markdown of a page with this title is read.
fn rules<'a>(config: &'a Config, title: &'a str) -> MarkdownRules<'a> {
    MarkdownRules { raw_html: config.raw_html, math: config.math, base_url: &config.base_url, title }
}

/// The problem with bytes of which the one at `at` is not UTF-8, with the encoding that they probably have.
fn not_utf8(file: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotUtf8, file);
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => problem.with("encoding", "UTF-16"),
        _ => problem.at(Span::new(at, at + 1)).with("encoding", "Windows-1252"),
    }
}

/// Whether a place in YAML is in a key: the reader of keys tells what is wrong there.
fn is_in_key(yaml: &str, at: usize) -> bool {
    let line = yaml[..at].rfind('\n').map_or(0, |i| i + 1);
    let rest = yaml[at..].lines().next().unwrap_or("");
    !yaml[line..at].contains(':') && rest.contains(": ")
}

/// The title as it stands in the front matter, under its own name or that of the hub; empty when there is none.
fn written_title(node: &Node, config: &Config) -> String {
    let is_title = |key: &str| key == "title" || config.keys.get(key).is_some_and(|alias| alias.key == "title");
    let written = node.pairs().into_iter().filter(|(key, _)| is_title(key)).find_map(|(_, v)| v.value.scalar_text());
    written.map(|t| t.trim().to_owned()).unwrap_or_default()
}

/// Title from the front matter, else the first heading, else the file name.
fn settle_title(
    front: &mut FrontMatter,
    config: &Config,
    heading: Option<(String, Span)>,
    path: &str,
    without_block: bool,
    found: &mut Vec<Diagnostic>,
) {
    let file = &in_root(config, path);
    match heading {
        Some((text, _)) if front.title.is_empty() && !text.is_empty() => front.title = text,
        Some((text, span)) if !front.title.is_empty() => {
            let other = (anchor(&text) != anchor(&front.title)).then_some(text);
            let problem = Diagnostic::new(Code::SecondTitle, file).at(span).with("title", &front.title);
            found.push(problem.with_some("other", other));
        }
        _ => {}
    }
    let mistyped = |problem: &Diagnostic| {
        problem.code == Code::UnknownKey && problem.arguments.contains(&("best", "title".to_owned()))
    };
    if front.title.is_empty() {
        let named = front.extra.iter().find(|(key, _)| matches!(key.as_str(), "name" | "display_name" | "Title"));
        front.title = named.and_then(|(_, v)| v.scalar_text()).unwrap_or_else(|| readable_name(config, path));
        let problem = Diagnostic::new(Code::TitleMissing, file).with("value", &front.title);
        let problem = problem.with_some("quoted", without_block.then_some(&front.title));
        let introduces = config.introduced_by(path).is_some();
        if !found.iter().any(mistyped) {
            found.push(if introduces { problem.as_severity(Severity::Hint) } else { problem });
        }
    }
}

fn readable_name(config: &Config, path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if config.stands_for_folder(name) && !folder.is_empty() {
        folder.rsplit('/').next().unwrap_or(folder)
    } else {
        stem
    };
    capitalised(stem)
}

/// The first sentences of a text, at most about 200 characters, cut at a word.
fn beginning(sections: &[crate::parse::document::Section]) -> String {
    let text = sections.iter().filter(|s| s.searched).map(|s| s.text.as_str()).find(|t| !t.is_empty()).unwrap_or("");
    if text.chars().count() <= 220 {
        return text.to_owned();
    }
    let end = text.char_indices().nth(200).map_or(text.len(), |(i, _)| i);
    let cut = match text[..end].rfind(". ") {
        Some(i) if i > end / 2 => return text[..=i].to_owned(),
        _ => text[..end].rfind(' ').unwrap_or(end),
    };
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

/// Finds the front matter. None when it is broken beyond reading; the reason is then in `found`.
fn split(text: &str, file: &str, found: &mut Vec<Diagnostic>) -> Option<Parts> {
    match front_block(text) {
        Block::Found(parts) => {
            if parts.skipped.start < parts.skipped.end {
                found.push(Diagnostic::new(Code::TextBeforeFrontMatter, file).at(parts.skipped));
            }
            Some(parts)
        }
        Block::Toml(at) => {
            found.push(Diagnostic::new(Code::TomlFrontMatter, file).at(at));
            None
        }
        Block::Late(before) => {
            found.push(Diagnostic::new(Code::WordsBeforeFrontMatter, file).at(before));
            None
        }
        Block::Open { at, last_line, spaced } => {
            let problem = Diagnostic::new(Code::FrontMatterOpen, file).at(at);
            let problem = problem.with_some("mark", spaced.then_some("---"));
            found.push(problem.with("line", last_line.to_string()));
            None
        }
    }
}

/// Control characters other than tabs and line ends have no place in a text; each becomes a space.
fn blank_control_characters(text: &mut String) {
    let bad = |b: &u8| *b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r');
    // Without an early end, so that many bytes are looked at at once.
    if text.bytes().fold(false, |found, b| found | bad(&b)) {
        *text = text.chars().map(|c| if c < ' ' && !matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }).collect();
    }
}
