//! Components as they are used, against what each declares: unknown names, missing or unknown
//! parameters, values that name nothing.

use crate::check::listed::listed;
use crate::check::unknown_page::unknown_page;
use crate::model::page::{Page, Role};
use crate::model::site::Site;
use crate::parse::document::ComponentUse;
use crate::parse::web_address::{is_absolute, is_web_address};
use crate::source::catalogue::Code;
use crate::source::component::{Component, ParameterType};
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::nearest::nearest;
use std::collections::BTreeMap;

/// Checks every component of every page.
pub fn components(site: &Site, known: &BTreeMap<String, Component>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in &site.pages {
        let file = in_root(&site.config, &page.path);
        for used in page.bodies.iter().flat_map(|b| &b.components) {
            match known.get(&used.name) {
                Some(component) => one(site, page, &file, used, component, &mut found),
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

fn one(site: &Site, page: &Page, file: &str, used: &ComponentUse, component: &Component, found: &mut Vec<Diagnostic>) {
    let problem = |code| Diagnostic::new(code, file).at(used.span).with("name", &used.name);
    let fence = if component.around { ":::" } else { "::" };
    let missing = |keys: &str, example: &str| {
        problem(Code::ParameterMissing).with("key", keys).with("example", example).with("fence", fence)
    };
    let is_there = |name: &String| used.parameters.iter().any(|(key, _)| key == name);
    for parameter in component.parameters.iter().filter(|p| p.required && !is_there(&p.name)) {
        found.push(missing(&parameter.name, &parameter.name));
    }
    if let Some(first) = component.one_of.first().filter(|_| !component.one_of.iter().any(is_there)) {
        found.push(missing(&component.one_of.join(" / "), first));
    }
    found.extend(listed(site, page, file, used, component));
    for (key, value) in &used.parameters {
        let Some(parameter) = component.parameters.iter().find(|p| p.name == *key) else {
            let names = || component.parameters.iter().map(|p| p.name.as_str());
            let unknown = problem(Code::UnknownParameter).with("key", key).with_some("best", nearest(key, names()));
            found.push(unknown.with("known", names().collect::<Vec<_>>().join(", ")));
            continue;
        };
        let bad = |expected: &str| {
            problem(Code::BadParameter).with("key", key).with("expected", expected).with("found", value)
        };
        match parameter.of {
            ParameterType::Text => {}
            ParameterType::Boolean if !matches!(value.as_str(), "true" | "false" | "ja" | "nee") => {
                found.push(bad("@boolean"))
            }
            ParameterType::Number if value.parse::<f64>().is_err() => found.push(bad("@number")),
            ParameterType::Url if !is_web_address(value) => found.push(bad("@url")),
            ParameterType::Image | ParameterType::File if is_absolute(value) => found.push(bad("@file")),
            ParameterType::Image | ParameterType::File if site.asset_beside(page, value).is_none() => {
                let code = if parameter.of == ParameterType::Image { Code::ImageMissing } else { Code::FileMissing };
                found.push(super::files::missing(site, page, file, value, code).at(used.span));
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
