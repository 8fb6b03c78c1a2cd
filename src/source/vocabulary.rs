//! A declared vocabulary and the terms that it declares. Terms that exist by use are not here.

use crate::source::catalogue::{Code, disk_reason};
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::capitalised;
use crate::source::nearest::nearest;
use crate::source::node::{Node, YamlText};
use crate::source::severity::Severity;
use crate::source::slug::{fold, slug};
use crate::source::syntax::syntax_problem;
use crate::source::yaml::{Step, Value, parse_yaml};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A name for one and for many.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Label {
    /// Singular, for example `Praktijkvoorbeeld`.
    pub one: String,
    /// Plural, for example `Praktijkvoorbeelden`.
    pub many: String,
}

/// A taxonomy of the hub.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Its key in `site.yaml`.
    pub name: String,
    /// What visitors read.
    pub label: Label,
    /// Introduction of its index; may be empty.
    pub description: String,
    /// Whether only declared terms exist.
    pub closed: bool,
    /// Folder of its pages in the output, without slashes at its ends.
    pub folder: String,
    /// Whether it has term pages and an index.
    pub pages: bool,
    /// Whether each term has a feed.
    pub feed: bool,
    /// Whether terms that no page carries have a page.
    pub unused: bool,
    /// File of its terms, relative to the root of the hub; empty when there is none.
    pub file: String,
    /// The declared terms, in the order of their file.
    pub terms: Vec<TermDeclaration>,
}

/// A declared term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermDeclaration {
    /// Its key, as written.
    pub id: String,
    /// What visitors read.
    pub label: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Explanation in a glossary; may be empty.
    pub definition: String,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Former names.
    pub former: Vec<String>,
    /// Id of the broader term.
    pub broader: Option<String>,
    /// Code of a place; may be empty.
    pub code: String,
    /// Latitude and longitude in degrees (WGS 84).
    pub point: Option<(f64, f64)>,
    /// The province that a place is listed under; empty for the one that its point lies in.
    pub province: String,
}

impl Vocabulary {
    /// All names of its terms, each with the index of its term and whether it is a former one; of equal names the
    /// first counts. The own names of all terms come before what else they are called.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize, bool)> {
        let terms = || self.terms.iter().enumerate();
        let own = terms().flat_map(|(i, term)| [(&*term.id, i, false), (&*term.label, i, false)]);
        let synonyms = terms().flat_map(|(i, term)| term.synonyms.iter().map(move |name| (&**name, i, false)));
        let former = terms().flat_map(|(i, term)| term.former.iter().map(move |name| (&**name, i, true)));
        own.chain(synonyms).chain(former)
    }
}

impl TermDeclaration {
    /// Every other word for it: its synonyms and its former names.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        self.synonyms.iter().chain(&self.former).map(String::as_str)
    }
}

/// Keys of a term.
pub const TERM_KEYS: &[&str] = &[
    "label",
    "description",
    "definition",
    "synonyms",
    "former",
    "broader",
    "code",
    "latitude",
    "longitude",
    "province",
];

/// Keys of a vocabulary.
pub const VOCABULARY_KEYS: &[&str] =
    &["label", "description", "closed", "file", "terms", "folder", "pages", "feed", "unused"];

/// Reads a vocabulary and its file. `root` is the folder of `site.yaml`.
pub fn vocabulary(name: &str, node: &Node, root: &Path, found: &mut Vec<Diagnostic>) -> Vocabulary {
    const C: Code = Code::BadSetting;
    node.settings(VOCABULARY_KEYS, found);
    let mut flag = |key: &str, default| node.get(key).and_then(|n| n.boolean(C, found)).unwrap_or(default);
    let (closed, pages) = (flag("closed", false), flag("pages", true));
    let (feed, unused) = (flag("feed", true), flag("unused", false));
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    let description = text("description");
    let mut path = |key: &str| node.get(key).and_then(|n| n.path_below(C, found));
    let (folder, file) = (path("folder"), path("file"));
    let mut terms = node.get("terms").map(|n| term_list(&n, found)).unwrap_or_default();
    let own = terms.len();
    if let (Some(file), Some(at)) = (&file, node.get("file")) {
        terms.extend(terms_of_file(file, &at, root, found));
    }
    let place = |code: Code, index: usize, id: &str, key: Option<&str>| {
        let below: &[&str] = if index < own { &["vocabularies", name, "terms"] } else { &[] };
        let keys = below.iter().copied().chain([id]).chain(key);
        let path: Vec<Step> = keys.map(|k| Step::Key(k.to_owned(), 0)).collect();
        let file = if index < own { FILE } else { file.as_deref().unwrap_or(FILE) };
        Diagnostic::new(code, file).at_field(&path)
    };
    check_broader(&terms, |index, id| place(Code::BroaderLoop, index, id, Some("broader")), found);
    let vocabulary = Vocabulary {
        name: name.to_owned(),
        label: label(name, node.get("label").as_ref(), found),
        description: description.unwrap_or_default(),
        closed,
        folder: folder.unwrap_or_else(|| slug(name)),
        pages,
        feed,
        unused,
        file: file.clone().unwrap_or_default(),
        terms,
    };
    for (value, first, second) in doubled_names(&vocabulary) {
        let [first, other] = [first, second].map(|i| &vocabulary.terms[i].id);
        let problem = place(Code::NameTwice, second, other, None).with("value", value);
        found.push(problem.with("first", first).with("second", other));
    }
    vocabulary
}

/// Names of two terms, with the indexes of the term that the name stands for and of the other.
fn doubled_names(vocabulary: &Vocabulary) -> Vec<(&str, usize, usize)> {
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut told = HashSet::new();
    let mut doubled = Vec::new();
    for (name, term, _) in vocabulary.names() {
        let first = *by_name.entry(fold(name)).or_insert(term);
        if first != term && told.insert((first, term)) {
            doubled.push((name, first, term));
        }
    }
    doubled
}

/// A label: one text for both, or `{ one, many }`; without it the name.
pub fn label(name: &str, node: Option<&Node>, found: &mut Vec<Diagnostic>) -> Label {
    let Some(node) = node else {
        return Label { one: capitalised(name), many: capitalised(name) };
    };
    if !matches!(node.value, Value::Map(_)) {
        let text = node.text(Code::BadSetting, found).unwrap_or_default();
        return Label { one: text.clone(), many: text };
    }
    node.settings(&["one", "many"], found);
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(Code::BadSetting, found));
    let (one, many) = (text("one"), text("many"));
    let fallback = one.clone().or_else(|| many.clone()).unwrap_or_else(|| capitalised(name));
    Label { one: one.unwrap_or_else(|| fallback.clone()), many: many.unwrap_or(fallback) }
}

fn terms_of_file(file: &str, at: &Node, root: &Path, found: &mut Vec<Diagnostic>) -> Vec<TermDeclaration> {
    let text = match std::fs::read_to_string(root.join(file)) {
        Ok(text) => text,
        Err(error) => {
            found.push(at.problem(Code::VocabularyFile).with("path", file).with("reason", disk_reason(&error)));
            return Vec::new();
        }
    };
    if file.ends_with(".md") {
        return abbreviations(file, &text, found);
    }
    match parse_yaml(&text) {
        Ok(value) => {
            let node = Node::root(YamlText { file, text: &text, offset: 0 }, &value);
            node.doubles(found);
            term_list(&node, found)
        }
        Err(error) => {
            found.push(syntax_problem(file, &text, 0, &error));
            Vec::new()
        }
    }
}

fn term_list(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<TermDeclaration> {
    if let Value::List(_) = node.value {
        let ids = node.texts(Code::BadSetting, found);
        return ids.into_iter().map(|id| TermDeclaration { label: id.clone(), id, ..Default::default() }).collect();
    }
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        found.push(node.wrong_type(Code::BadSetting, "@map").with("example", "term: Label"));
    }
    node.pairs().iter().map(|(id, node)| term(id, node, found)).collect()
}

fn term(id: &str, node: &Node, found: &mut Vec<Diagnostic>) -> TermDeclaration {
    const C: Code = Code::BadSetting;
    let mut term = TermDeclaration { id: id.to_owned(), label: id.to_owned(), ..Default::default() };
    match node.value {
        Value::Null => return term,
        Value::Map(_) => node.settings(TERM_KEYS, found),
        _ => {
            term.label = node.text(C, found).unwrap_or_default();
            return term;
        }
    }
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    term.label = text("label").unwrap_or(term.label);
    term.description = text("description").unwrap_or_default();
    term.definition = text("definition").unwrap_or_default();
    term.broader = text("broader");
    term.code = text("code").unwrap_or_default();
    term.province = text("province").unwrap_or_default();
    term.synonyms = node.get("synonyms").map(|n| n.texts(C, found)).unwrap_or_default();
    term.former = node.get("former").map(|n| n.texts(C, found)).unwrap_or_default();
    term.point = node.point(C, found);
    term
}

/// Reports terms whose broader term is not there, or is below them. `place` begins a problem with the
/// `broader` of a term, by its index and id.
fn check_broader(terms: &[TermDeclaration], place: impl Fn(usize, &str) -> Diagnostic, found: &mut Vec<Diagnostic>) {
    let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(terms.len());
    for (index, term) in terms.iter().enumerate() {
        by_id.entry(&term.id).or_insert(index);
    }
    let above = |index: usize| by_id.get(terms[index].broader.as_deref()?).copied();
    // The term from which each was first met on a way upwards.
    let mut met_from: Vec<Option<usize>> = vec![None; terms.len()];
    for (start, term) in terms.iter().enumerate() {
        if let Some(id) = term.broader.as_deref().filter(|id| !by_id.contains_key(id)) {
            let problem = Diagnostic { code: Code::UnknownName, ..place(start, &term.id) };
            let problem = problem.with("what", "@term").with("value", id);
            found.push(problem.with_some("best", nearest(id, terms.iter().map(|t| t.id.as_str()))));
        }
        let mut next = Some(start);
        while let Some(index) = next.filter(|index| met_from[*index].is_none()) {
            met_from[index] = Some(start);
            next = above(index);
        }
        // The way leads back to itself: each term of that round is told.
        let Some(first) = next.filter(|index| met_from[*index] == Some(start)) else { continue };
        for index in std::iter::successors(Some(first), |index| above(*index).filter(|next| *next != first)) {
            found.push(place(index, &terms[index].id).with("value", &terms[index].id));
        }
    }
}

/// Terms from lines `*[term]: explanation`, the abbreviations of Python-Markdown. An explanation
/// may begin on the next line.
fn abbreviations(file: &str, text: &str, found: &mut Vec<Diagnostic>) -> Vec<TermDeclaration> {
    let mut terms: Vec<TermDeclaration> = Vec::new();
    let mut lines: HashMap<String, usize> = HashMap::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let at = start;
        start += line.len();
        if let Some((label, rest)) = line.strip_prefix("*[").and_then(|l| l.split_once("]:")) {
            let label = label.trim().to_owned();
            if let Some(first) = lines.insert(slug(&label), number + 1) {
                let span = crate::source::span::Span::new(at, at + "*[".len() + label.len());
                let problem = Diagnostic::new(Code::DuplicateKey, file).at(span).with("key", &label);
                found.push(problem.with("line", first.to_string()).as_severity(Severity::Warning));
                terms.retain(|t| t.id != slug(&label));
            }
            terms.push(TermDeclaration {
                id: slug(&label),
                label,
                definition: rest.trim().to_owned(),
                ..Default::default()
            });
        } else if let Some(last) = terms.last_mut()
            && line.starts_with([' ', '\t'])
            && !line.trim().is_empty()
        {
            if !last.definition.is_empty() {
                last.definition.push(' ');
            }
            last.definition.push_str(line.trim());
        } else if !line.trim().is_empty() && terms.last().is_some_and(|t| t.definition.is_empty()) {
            terms.last_mut().into_iter().for_each(|t| t.definition = line.trim().to_owned());
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glossary_of_abbreviations_is_a_vocabulary() {
        let mut found = Vec::new();
        let terms = abbreviations(
            "a.md",
            "*[ai-systeem]: oud\n*[AI-systeem]: een machine\n*[DPIA]:\n    een toets\n",
            &mut found,
        );
        assert_eq!((terms.len(), found.len()), (2, 1));
        assert_eq!((terms[0].id.as_str(), terms[0].definition.as_str()), ("ai-systeem", "een machine"));
        assert_eq!(terms[1].definition, "een toets");
    }
}
