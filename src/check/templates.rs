//! Templates that kinds and pages name: whether the theme has them.

use crate::model::page::Role;
use crate::model::site::Site;
use crate::parse::front_matter::field_path;
use crate::source::catalogue::Code;
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::nearest::nearest;
use crate::source::severity::Severity;
use crate::source::yaml::Step;

/// Checks against the names of the theme's templates, without `.html`. A kind's is an error; a page
/// whose own template is not there is shown with the usual one, which is a warning.
pub fn templates(site: &Site, known: &[&str]) -> Vec<Diagnostic> {
    let problem = |file: &str, name: &str| {
        let problem = Diagnostic::new(Code::UnknownName, file).with("what", "@template").with("value", name);
        problem.with_some("best", nearest(name, known.iter().copied())).with("known", known.join(", "))
    };
    let mut found = Vec::new();
    for kind in site.config.kinds.iter().filter(|k| !known.contains(&k.template.as_str())) {
        let path = ["kinds", &kind.name, "template"].map(|key| Step::Key(key.to_owned(), 0));
        found.push(problem(FILE, &kind.template).at_field(&path));
    }
    for page in site.pages.iter().filter(|p| p.role == Role::Page) {
        let Some(name) = page.front.template.as_deref().filter(|name| !known.contains(name)) else { continue };
        let problem = problem(&in_root(&site.config, &page.path), name).as_severity(Severity::Warning);
        found.push(problem.at_field(&field_path(&page.front, "template")));
    }
    found
}
