//! What a component lists by: whether the fields in its `filter` and `sort` are there, the values that it asks for
//! mean something, and its `limit` lets any page through.

use crate::check::unknown_page::unknown_page;
use crate::model::condition::wanted;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::targets::kind_names;
use crate::model::terms::unknown_term;
use crate::parse::document::ComponentUse;
use crate::source::catalogue::Code;
use crate::source::component::{Component, ParameterType, conditions};
use crate::source::diagnostic::Diagnostic;
use crate::source::field::{Field, FieldType, unknown_choice};
use crate::source::kind::{Kind, SORTS, Sort};
use crate::source::nearest::nearest;

/// Reports the fields in `filter` and `sort` of a component that no page can have which it lists, values in `filter`
/// that mean nothing there, and a `limit` below one.
pub fn listed(site: &Site, page: &Page, file: &str, used: &ComponentUse, component: &Component) -> Vec<Diagnostic> {
    let written = |key: &str| {
        let declared = component.parameters.iter().any(|p| p.name == key);
        used.parameters.iter().find(|(name, _)| declared && name == key).map(|(_, value)| value.as_str())
    };
    let kinds: Vec<&Kind> = match written("kind") {
        Some(name) => site.config.kinds.iter().filter(|k| k.name == name).collect(),
        None => site.config.kinds.iter().collect(),
    };
    if kinds.is_empty() {
        return Vec::new(); // The kind is not there, which has been told.
    }
    let problem = |code| Diagnostic::new(code, file).at(used.span).with("name", &used.name);
    let fields: Vec<&Field> = kinds.iter().flat_map(|k| &k.fields).collect();
    let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
    let sorts: Vec<&str> = SORTS.iter().copied().chain(names.iter().copied()).collect();
    let label = if kinds.len() == 1 { kinds[0].label.many.clone() } else { "@kinds".into() };
    let unknown = |key: &'static str, name: &str, known: &[&str]| {
        let problem = problem(Code::ComponentField).with("key", key).with("value", name).with("kind", &label);
        let problem = problem.with_some("best", nearest(name, known.iter().copied()));
        problem.with_some("known", (!known.is_empty()).then(|| known.join(", ")))
    };
    let bad = |key: &str, expected: &str, value: &str| {
        problem(Code::BadParameter).with("key", key).with("expected", expected).with("found", value)
    };
    let mut found = Vec::new();
    for (name, value) in conditions(written("filter").unwrap_or("")) {
        let mut named = fields.iter().filter(|f| f.name == name).peekable();
        let Some(first) = named.peek().copied() else {
            found.push(unknown("filter", name, &names));
            continue;
        };
        if named.any(|field| wanted(site, field, value, page).is_some()) {
            continue;
        }
        let meaningless = match first.of {
            FieldType::Boolean => Some(bad("filter", "@boolean", value)),
            FieldType::Number { .. } => Some(bad("filter", "@number", value)),
            _ => unknown_value(site, file, first, value).map(|problem| problem.at(used.span)),
        };
        found.extend(meaningless);
    }
    if let Some(sort) = written("sort").map(|sort| Sort::written(sort).by).filter(|by| !sorts.contains(&by.as_str())) {
        found.push(unknown("sort", &sort, &sorts));
    }
    let lists = component.parameters.iter().any(|p| p.of == ParameterType::Kind);
    if let Some(limit) = written("limit").filter(|limit| lists && limit.parse::<f64>().is_ok_and(|n| n < 1.0)) {
        found.push(bad("limit", "@whole", limit));
    }
    found
}

/// The problem with a term, a page or an option that is not there; nothing for a term that may yet come to be.
fn unknown_value(site: &Site, file: &str, field: &Field, value: &str) -> Option<Diagnostic> {
    match &field.of {
        FieldType::Terms { vocabulary, .. } => {
            let closed = site.config.vocabulary(*vocabulary).closed;
            closed.then(|| unknown_term(&site.config, *vocabulary, value, file))
        }
        FieldType::Refs { kinds, .. } => match site.targets.by_reference(value).first() {
            Some(other) => {
                let kind = site.config.kind(site.pages[*other as usize].front.kind);
                let problem = Diagnostic::new(Code::WrongKind, file).with("value", value);
                let problem = problem.with("found", &kind.label.one);
                Some(problem.with("expected", kind_names(&site.config, kinds, false)))
            }
            None => unknown_page(site, file, value, kinds),
        },
        FieldType::Choice { options } => {
            Some(unknown_choice(Diagnostic::new(Code::UnknownChoice, file), &field.name, options, value))
        }
        _ => None,
    }
}
