//! Images and downloads that pages name in their front matter: whether they are there.

use crate::model::address::{joined, relative};
use crate::model::links::images_beside;
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::model::targets::Target;
use crate::parse::asset::is_unshown;
use crate::parse::front_matter::field_path;
use crate::parse::web_address::is_absolute;
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;
use crate::source::yaml::Step;

/// Checks the image and the image and file fields of every page, and the pages that menus name.
pub fn files(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in &site.pages {
        let file = in_root(&site.config, &page.path);
        let mut check = |src: &str, code: Code, path: &[Step]| {
            let there = is_absolute(src) || site.asset_beside(page, src).is_some();
            if !there {
                found.push(missing(site, page, &file, src, code).at_field(path));
            } else if code == Code::ImageMissing && !is_absolute(src) && is_unshown(src) {
                found.push(Diagnostic::new(Code::ImageUnshown, &file).with("target", src).at_field(path));
            }
        };
        if let Some(image) = &page.front.image {
            check(&image.src, Code::ImageMissing, &field_path(&page.front, "image"));
        }
        for (index, value) in &page.fields {
            let name = &site.config.kind(page.front.kind).fields[*index].name;
            walk(value, &mut field_path(&page.front, name), &mut check);
        }
    }
    found.extend(menus(site));
    found
}

/// The problem that a file is not there, with the nearest that is.
pub fn missing(site: &Site, page: &Page, file: &str, src: &str, code: Code) -> Diagnostic {
    let path = joined(&page.path, src);
    let known = path.as_ref().and_then(|path| images_beside(&site.assets, path));
    let best = path.as_ref().and_then(|path| site.targets.nearest_path(path));
    let only_case = best.zip(path.as_ref()).is_some_and(|(best, path)| best.to_lowercase() == path.to_lowercase());
    let name = if only_case { "other_case" } else { "best" };
    let best = best.map(|best| relative(&page.path, best));
    Diagnostic::new(code, file).with("target", src).with_some(name, best).with_some("known", known)
}

fn walk(value: &Value, path: &mut Vec<Step>, check: &mut impl FnMut(&str, Code, &[Step])) {
    match value {
        Value::Image(image) => check(&image.src, Code::ImageMissing, path),
        Value::File(file) => check(&file.src, Code::FileMissing, path),
        Value::List(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Step::Item(i));
                walk(item, path, check);
                path.pop();
            }
        }
        Value::Object(pairs) => {
            for (name, item) in pairs {
                path.push(Step::Key(name.clone(), 0));
                walk(item, path, check);
                path.pop();
            }
        }
        _ => {}
    }
}

fn menus(site: &Site) -> Vec<Diagnostic> {
    use crate::source::config::MenuTarget;
    use crate::source::declaration::FILE;
    let items = site.config.main_menu.iter().chain(&site.config.footer_menu);
    let wrong = items.filter_map(|item| match &item.to {
        MenuTarget::Page(path) if !site.pages.iter().any(|p| p.path == *path) => {
            let problem = |code| Diagnostic::new(code, FILE).at_some(item.span).with("target", path);
            match site.targets.absent_files().find(|(absent, _)| absent == path) {
                Some((_, Target::Unreadable)) => None, // That has been told.
                Some(_) => Some(problem(Code::LinkToDraft)),
                None => Some(problem(Code::LinkMissing).with_some("best", site.targets.nearest_path(path))),
            }
        }
        _ => None,
    });
    wrong.collect()
}
