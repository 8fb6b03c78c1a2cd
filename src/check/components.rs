//! Components as they are used, against what each declares: unknown names, missing or unknown
//! parameters, values that name nothing.

use crate::check::listed::listed;
use crate::check::unknown_page::unknown_page;
use crate::model::page::{Page, Role};
use crate::model::site::Site;
use crate::parse::asset::is_unshown;
use crate::parse::document::{Body, ComponentUse, END, MARK};
use crate::parse::web_address::{is_absolute, is_web_address};
use crate::source::catalogue::Code;
use crate::source::component::{Component, ParameterType, boolean, number};
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::language::is_language_tag;
use crate::source::nearest::nearest;
use crate::source::severity::Severity;
use std::collections::BTreeMap;

/// Checks every component of every page.
pub fn components(site: &Site, known: &BTreeMap<String, Component>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in &site.pages {
        let file = in_root(&site.config, &page.path);
        for (used, holds) in page.bodies.iter().flat_map(uses) {
            match known.get(&used.name) {
                Some(component) => {
                    one(site, page, &file, used, component, &mut found);
                    found.extend(held(&file, used, component, holds));
                }
                None => {
                    let names = || known.keys().map(String::as_str);
                    let problem = Diagnostic::new(Code::UnknownComponent, &file).at(used.span).with("name", &used.name);
                    let problem = problem.with_some("best", nearest(&used.name, names()));
                    found.push(problem.with("known", names().collect::<Vec<_>>().join(", ")));
                }
            }
        }
    }
    found
}

/// The components of a text, each with whether anything stands in it.
fn uses(body: &Body) -> impl Iterator<Item = (&ComponentUse, bool)> {
    let mut begins = vec![0; body.components.len()];
    let mut holds = vec![false; body.components.len()];
    // Most texts have no component, and are not looked through.
    let html = if holds.is_empty() { "" } else { body.html.as_str() };
    for (at, _) in html.match_indices(MARK) {
        let marker = &html[at + MARK.len_utf8()..];
        let Some(end) = marker.find(END) else { break };
        let Some(index) = marker.get(1..end).and_then(|n| n.parse::<usize>().ok()).filter(|n| *n < holds.len()) else {
            continue;
        };
        match marker.as_bytes()[0] {
            b'C' => begins[index] = at + MARK.len_utf8() + end + END.len_utf8(),
            b'E' => holds[index] = !html[begins[index]..at].trim().is_empty(),
            _ => {}
        }
    }
    body.components.iter().zip(holds)
}

/// Text in a component that holds none, or none in one that is there for it.
fn held(file: &str, used: &ComponentUse, component: &Component, holds: bool) -> Option<Diagnostic> {
    let problem = Diagnostic::new(Code::ComponentUnreadable, file).at(used.span).as_severity(Severity::Warning);
    let problem = problem.with("name", &used.name);
    match (component.around, holds) {
        (false, true) => Some(problem.with("reason", "@holds_no_text").with("right", format!("::{}{{…}}", used.name))),
        (true, false) => Some(problem.with("reason", "@holds_text").with("empty", &used.name)),
        _ => None,
    }
}

fn one(site: &Site, page: &Page, file: &str, used: &ComponentUse, component: &Component, found: &mut Vec<Diagnostic>) {
    let problem = |code| Diagnostic::new(code, file).at(used.span).with("name", &used.name);
    let fence = if component.around { ":::" } else { "::" };
    let known = || component.parameters.iter().map(|p| p.name.as_str());
    let mistyped = used.parameters.iter().filter(|(key, _)| known().all(|name| name != key));
    let meant: Vec<&str> = mistyped.filter_map(|(key, _)| nearest(key, known())).collect();
    for names in component.missing(&used.parameters) {
        if names.iter().any(|name| meant.iter().any(|meant| meant == name)) {
            continue; // What is meant is told with the name that is mistyped.
        }
        let missing = problem(Code::ParameterMissing).with("key", names.join(" / ")).with("example", names[0]);
        let missing = missing.with_some("more", (!used.parameters.is_empty()).then_some(names[0]));
        found.push(missing.with("fence", fence));
    }
    found.extend(listed(site, page, file, used, component));
    for (key, value) in &used.parameters {
        let Some(parameter) = component.parameters.iter().find(|p| p.name == *key) else {
            let unknown = problem(Code::UnknownParameter).with("key", key).with_some("best", nearest(key, known()));
            found.push(unknown.with("known", known().collect::<Vec<_>>().join(", ")));
            continue;
        };
        let bad = |expected: &str| {
            problem(Code::BadParameter).with("key", key).with("expected", expected).with("found", value)
        };
        match parameter.of {
            ParameterType::Text => {}
            ParameterType::Boolean if boolean(value).is_none() => found.push(bad("@boolean")),
            ParameterType::Number if number(value).is_none() => found.push(bad("@number")),
            ParameterType::Language if !is_language_tag(value) => found.push(bad("@language_tag")),
            ParameterType::Url if !is_web_address(value) => found.push(bad("@url")),
            ParameterType::Image | ParameterType::File if is_absolute(value) => found.push(bad("@file")),
            ParameterType::Image | ParameterType::File if site.asset_beside(page, value).is_none() => {
                let code = if parameter.of == ParameterType::Image { Code::ImageMissing } else { Code::FileMissing };
                found.push(super::files::missing(site, page, file, value, code).at(used.span));
            }
            ParameterType::Image if !is_absolute(value) && is_unshown(value) => {
                found.push(problem(Code::ImageUnshown).with("target", value));
            }
            ParameterType::Page => {
                let pages = site.targets.by_reference(value);
                if pages.iter().any(|p| site.pages[*p as usize].role == Role::Page) {
                    continue;
                }
                found.extend(unknown_page(site, file, value, &[]).map(|problem| problem.at(used.span)));
            }
            ParameterType::Kind if !site.config.kinds.iter().any(|k| k.name == *value) => {
                let names = || site.config.kinds.iter().map(|k| k.name.as_str());
                let missing = Diagnostic::new(Code::UnknownKind, file).at(used.span).with("value", value);
                let missing = missing.with_some("best", nearest(value, names()));
                found.push(missing.with("known", names().collect::<Vec<_>>().join(", ")));
            }
            _ => {}
        }
    }
}
