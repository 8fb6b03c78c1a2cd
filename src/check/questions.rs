//! Whether the questions that a hub names find their pages.

use crate::model::page::Role;
use crate::model::site::Site;
use crate::plan::records::{About, file_of, found, labels, records};
use crate::search::index::index;
use crate::search::query::search;
use crate::search::reader::Index;
use crate::search::record::IndexFile;
use crate::source::catalogue::Code;
use crate::source::config::SearchFormat;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::content_folder;
use crate::source::nearest::nearest;
use crate::source::questions::Question;
use crate::source::texts::Texts;
use rayon::prelude::*;

/// Pages that are named when they stand before the one that was meant.
const NAMED: usize = 3;

/// A warning for every question that does not find its page soon enough. `files` is the index of the
/// hub; one of another format says nothing of our ranking, so ours is made for it.
pub fn questions(site: &Site, texts: &Texts, files: &[IndexFile]) -> Vec<Diagnostic> {
    let Some(asked) = &site.config.questions else { return Vec::new() };
    let made = match site.config.search {
        None => return Vec::new(),
        Some(SearchFormat::Elasticlunr) => index(&records(site, texts), &labels(site, texts)),
        Some(SearchFormat::Sharded) => Vec::new(),
    };
    let Some(index) = Index::open(if made.is_empty() { files } else { &made }) else { return Vec::new() };
    let found = found(site);
    let problem = |question: &Question| {
        let problem = unknown(site, question).or_else(|| unanswered(site, &index, &found, question));
        problem.map(|p| Diagnostic { file: asked.file.clone(), ..p })
    };
    asked.all.par_iter().filter_map(problem).collect()
}

/// The page of a question is not one that visitors can see.
fn unknown(site: &Site, question: &Question) -> Option<Diagnostic> {
    if site.pages.iter().any(|p| p.path == question.page) {
        return None;
    }
    let written = content_folder(&site.config).join(&question.page).is_file();
    let code = if written { Code::QuestionHidden } else { Code::QuestionPage };
    let paths = site.pages.iter().filter(|p| p.role == Role::Page).map(|p| p.path.as_str());
    let problem = Diagnostic::new(code, "").at_some(question.page_span).with("page", &question.page);
    Some(problem.with_some("best", nearest(&question.page, paths)))
}

fn unanswered(site: &Site, index: &Index, found: &[About], question: &Question) -> Option<Diagnostic> {
    let Some(number) = found.iter().position(|about| file_of(site, *about) == Some(&question.page)) else {
        let problem = Diagnostic::new(Code::QuestionHidden, "").at_some(question.page_span);
        return Some(problem.with("page", &question.page));
    };
    let answer = search(index, &question.query);
    if answer.words.is_empty() {
        return Some(Diagnostic::new(Code::QuestionEmpty, "").at_some(question.query_span));
    }
    // A list that is named in full is shown in a line of its own, above the others.
    let ranked = || answer.ranked.iter().filter(|r| !r.named || r.page == number);
    let place = ranked().position(|r| r.page == number);
    if place.is_some_and(|place| place < question.first) {
        return None;
    }
    let before = ranked().take(place.unwrap_or(NAMED).min(NAMED));
    let name = |page: usize| match file_of(site, found[page]) {
        Some(path) => Some(path.to_owned()),
        None => index.page(page).map(|list| format!("/{}", list.address)),
    };
    let before: Vec<String> = before.filter_map(|r| Some(format!("`{}`", name(r.page)?))).collect();
    let problem = Diagnostic::new(Code::QuestionUnanswered, "").at_some(question.query_span);
    let problem = problem.with("query", &question.query).with("page", &question.page);
    let problem = problem.with("n", question.first.to_string());
    let problem = problem.with_some("before", Some(before.join(", ")).filter(|b| !b.is_empty()));
    Some(problem.with_some("place", place.map(|p| (p + 1).to_string())))
}
