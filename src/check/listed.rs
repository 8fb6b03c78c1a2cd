//! Whether the fields by which a component filters and sorts are there.

use crate::model::site::Site;
use crate::parse::document::ComponentUse;
use crate::source::component::{Component, conditions};
use crate::source::diagnostic::Diagnostic;
use crate::source::kind::{Kind, SORTS, Sort};
use crate::source::nearest::nearest;

/// Reports the fields in `filter` and `sort` of a component that no page can have which it lists.
pub fn listed(site: &Site, component: &Component, used: &ComponentUse, problem: Diagnostic) -> Vec<Diagnostic> {
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
    let fields: Vec<&str> = kinds.iter().flat_map(|k| &k.fields).map(|f| f.name.as_str()).collect();
    let sorts: Vec<&str> = SORTS.iter().copied().chain(fields.iter().copied()).collect();
    let label = if kinds.len() == 1 { kinds[0].label.many.clone() } else { "@kinds".into() };
    let unknown = |key: &'static str, name: &str, known: &[&str]| {
        let unknown = !known.contains(&name);
        unknown.then(|| {
            let problem = problem.clone().with("key", key).with("value", name).with("kind", &label);
            let problem = problem.with_some("best", nearest(name, known.iter().copied()));
            problem.with_some("known", (!known.is_empty()).then(|| known.join(", ")))
        })
    };
    let names = conditions(written("filter").unwrap_or("")).map(|(field, _)| field);
    let mut found: Vec<Diagnostic> = names.filter_map(|name| unknown("filter", name, &fields)).collect();
    found.extend(written("sort").and_then(|sort| unknown("sort", &Sort::written(sort).by, &sorts)));
    found
}
