//! The questions that a hub says must stay answered: what visitors type, and the page that it must
//! lead to. Knows nothing of search.

use crate::source::catalogue::{Code, disk_reason};
use crate::source::diagnostic::Diagnostic;
use crate::source::field::needed;
use crate::source::node::{Node, YamlText};
use crate::source::span::Span;
use crate::source::syntax::syntax_problem;
use crate::source::yaml::{Value, parse_yaml};
use std::path::Path;

/// A question of visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What they type.
    pub query: String,
    /// The page that it must lead to: a path relative to the content folder.
    pub page: String,
    /// Among how many results the page must be.
    pub first: usize,
    /// Where the query stands in the file.
    pub query_span: Option<Span>,
    /// Where the page stands in the file.
    pub page_span: Option<Span>,
}

/// The questions of a hub.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Their file, relative to the root of the hub.
    pub file: String,
    /// In the order of the file.
    pub all: Vec<Question>,
}

/// Keys of a question.
pub const QUESTION_KEYS: &[&str] = &["query", "page", "first"];
/// Results among which a page must be, when nothing else is said.
pub const FIRST: usize = 5;

/// Reads a file of questions, which `at` names. `root` is the folder of `site.yaml`.
pub fn questions(file: &str, at: &Node, root: &Path, found: &mut Vec<Diagnostic>) -> Questions {
    let text = match std::fs::read_to_string(root.join(file)) {
        Ok(text) => text,
        Err(error) => {
            found.push(at.problem(Code::QuestionsFile).with("path", file).with("reason", disk_reason(&error)));
            return Questions::default();
        }
    };
    let value = match parse_yaml(&text) {
        Ok(value) => value,
        Err(error) => {
            found.push(syntax_problem(file, &text, 0, &error));
            return Questions::default();
        }
    };
    let node = Node::root(YamlText { file, text: &text, offset: 0 }, &value);
    node.doubles(found);
    let all = node.items().iter().filter_map(|item| question(item, found)).collect();
    Questions { file: file.to_owned(), all }
}

fn question(node: &Node, found: &mut Vec<Diagnostic>) -> Option<Question> {
    const C: Code = Code::BadSetting;
    if !matches!(node.value, Value::Map(_)) {
        let problem = node.problem(C).with("key", node.source.file).with("expected", "@map");
        found.push(problem.with("example", "- { query: buurt agenda, page: dossiers/buurtagenda.md }"));
        return None;
    }
    node.settings(QUESTION_KEYS, found);
    let (query, page) = (needed(node, "query", found), needed(node, "page", found));
    let first = node.get("first").and_then(|n| n.count(C, found));
    let (query, page) = (query?, page?);
    Some(Question {
        query: query.text(C, found)?,
        page: page.text(C, found)?,
        first: first.unwrap_or(FIRST),
        query_span: query.span(),
        page_span: page.span(),
    })
}
