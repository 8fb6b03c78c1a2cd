//! Links and images in the texts: each gets the address of what it means, or a diagnostic.

use crate::model::address::{encoded, relative};
use crate::model::id::AssetId;
use crate::model::page::Page;
use crate::model::placed_asset::PlacedAsset;
use crate::model::targets::{Lookup, Target, Targets};
use crate::parse::asset::{is_image, is_unshown};
use crate::parse::document::{Body, Link, ROOT};
use crate::parse::web_address::{decoded, is_email};
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{in_root, is_markdown};
use crate::source::nearest::Names;
use rayon::prelude::*;
use std::sync::OnceLock;

/// What the links of one page lead to.
#[derive(Debug, Default)]
pub struct Resolved {
    /// Addresses, by body and link.
    pub links: Vec<Vec<Option<String>>>,
    /// Images, by body and image.
    pub images: Vec<Vec<Option<AssetId>>>,
    /// Indexes of the pages that are linked to.
    pub pages: Vec<u32>,
}

/// Resolves the links of all pages, in parallel.
pub fn resolve(
    config: &Config,
    pages: &[Page],
    assets: &[PlacedAsset],
    targets: &Targets,
) -> (Vec<Resolved>, Vec<Diagnostic>) {
    let ids: Vec<OnceLock<Box<Names>>> = pages.iter().map(|_| OnceLock::new()).collect();
    let one = |here: (usize, &Page)| {
        let (index, page) = here;
        let mut found = Vec::new();
        let file = in_root(config, &page.path);
        let base_path = base_path(&config.base_url);
        let context = Context { pages, assets, targets, base_path, page, index, ids: &ids, file: &file };
        let mut resolved = Resolved::default();
        for body in &page.bodies {
            let links = body.links.iter().map(|l| context.link(l, &mut resolved.pages, &mut found)).collect();
            resolved.links.push(links);
            resolved.images.push(body.images.iter().map(|i| context.image(&i.target, i.span, &mut found)).collect());
        }
        resolved.pages.sort_unstable();
        resolved.pages.dedup();
        (resolved, found)
    };
    let (resolved, found): (Vec<_>, Vec<_>) = pages.par_iter().enumerate().map(one).unzip();
    (resolved, found.into_iter().flatten().collect())
}

fn base_path(base_url: &str) -> &str {
    let host_and_path = base_url.split_once("//").map_or(base_url, |(_, rest)| rest);
    host_and_path.split_once('/').map_or("", |(_, path)| path.trim_matches('/'))
}

struct Context<'a> {
    pages: &'a [Page],
    assets: &'a [PlacedAsset],
    targets: &'a Targets,
    /// Path of the hub's own address, without slashes at its ends; may be empty.
    base_path: &'a str,
    page: &'a Page,
    index: usize,
    /// The ids of each page, once one was asked for that is not there.
    ids: &'a [OnceLock<Box<Names>>],
    file: &'a str,
}

impl Context<'_> {
    fn link(&self, link: &Link, linked: &mut Vec<u32>, found: &mut Vec<Diagnostic>) -> Option<String> {
        let problem = |code| Diagnostic::new(code, self.file).at(link.span).with("target", &link.target);
        let (path, anchor) = link.target.split_once('#').map_or((link.target.as_str(), None), |(p, a)| (p, Some(a)));
        // `#kop:~:text=…` points at words; the browser looks for them, and only the heading is ours to check.
        let anchor = anchor.map(|a| a.split(":~:").next().unwrap_or(a));
        let (path, query) = path.split_once('?').map_or((path, ""), |(p, q)| (p, q));
        let (path, query, anchor) = (decoded(path), decoded(query), anchor.map(decoded));
        let (path, query, anchor) = (path.as_str(), query.as_str(), anchor.as_deref());
        let target = if path.is_empty() {
            if !query.is_empty() {
                return Some(format!("?{query}"));
            }
            return self.on_this_page(anchor, link, found);
        } else if link.wiki {
            match self.targets.by_wiki_name(path) {
                Some(target) => target,
                None => {
                    found.push(problem(Code::LinkMissing).with_some("best", self.targets.nearest_path(path)));
                    return None;
                }
            }
        } else if let Some(whole) = &link.own {
            match self.own(path) {
                Some((target, file)) => {
                    let problem = Diagnostic::new(Code::OwnAddress, self.file).at(link.span);
                    found.extend((!file.is_empty()).then(|| problem.with("best", self.relative_to(&file))));
                    target
                }
                None => {
                    let problem = Diagnostic::new(Code::LinkMissing, self.file).at(link.span).with("target", whole);
                    found.push(problem.with_some("best", self.targets.nearest_path(path).map(|p| self.relative_to(p))));
                    return None;
                }
            }
        } else {
            self.looked_up(path, link, found)?
        };
        match target {
            Target::Unreadable => None,
            Target::Hidden | Target::Empty => {
                found.push(problem(Code::LinkToDraft));
                None
            }
            Target::Asset(index) => Some(format!("{ROOT}{}", encoded(&self.assets[index as usize].address))),
            Target::Generated(index) => {
                // What its headings are is for the theme to say, and a question for search may go along.
                let query = Some(query).filter(|q| !q.is_empty()).map(|q| format!("?{}", encoded(q)));
                let anchor = anchor.filter(|a| !a.is_empty()).map(|a| format!("#{}", encoded(a)));
                let address = encoded(self.targets.generated(index));
                Some(format!("{ROOT}{address}{}{}", query.unwrap_or_default(), anchor.unwrap_or_default()))
            }
            Target::Page(index) => {
                let page = &self.pages[index as usize];
                linked.push(index);
                let mut address = format!("{ROOT}{}", encoded(&page.permalink));
                if let Some(anchor) = anchor.filter(|a| !a.is_empty()) {
                    match anchor_on(page, anchor) {
                        Some(anchor) => address.push_str(&format!("#{anchor}")),
                        None => found.push(self.missing_anchor(index as usize, anchor, link)),
                    }
                }
                Some(address)
            }
        }
    }

    /// What an address of the hub itself leads to, with the path of its file.
    fn own(&self, path: &str) -> Option<(Target, String)> {
        match self.targets.by_link(&self.page.path, &self.page.permalink, path) {
            Lookup::Exact(target)
            | Lookup::OtherCase(target, _)
            | Lookup::ByAddress(target, _)
            | Lookup::Moved(target) => match target {
                Target::Page(index) => Some((target, self.pages[index as usize].path.clone())),
                Target::Asset(index) => Some((target, self.assets[index as usize].asset.path.clone())),
                Target::Generated(index) => Some((target, self.targets.generated(index).to_owned())),
                Target::Hidden | Target::Empty | Target::Unreadable => Some((target, String::new())),
            },
            Lookup::Outside | Lookup::Missing(_) => None,
        }
    }

    /// What a link means; a path from the top of the host may begin with that of the hub.
    fn lookup(&self, path: &str) -> Lookup {
        let here = self.targets.by_link(&self.page.path, &self.page.permalink, path);
        let below = path.strip_prefix('/').and_then(|p| p.strip_prefix(self.base_path)).filter(|p| p.starts_with('/'));
        match (here, below) {
            (Lookup::Missing(_), Some(below)) if !self.base_path.is_empty() => {
                self.targets.by_link(&self.page.path, &self.page.permalink, below)
            }
            (here, _) => here,
        }
    }

    fn looked_up(&self, path: &str, link: &Link, found: &mut Vec<Diagnostic>) -> Option<Target> {
        let problem = |code| Diagnostic::new(code, self.file).at(link.span).with("target", &link.target);
        let seen = self.lookup(path);
        match seen.clone() {
            Lookup::Exact(target) => Some(target),
            Lookup::OtherCase(target, best) => {
                found.push(problem(Code::LinkCase).with("best", best));
                Some(target)
            }
            Lookup::ByAddress(target, _) | Lookup::Moved(target) => {
                let file = match target {
                    Target::Page(index) => self.pages[index as usize].path.as_str(),
                    _ => "",
                };
                let code = if matches!(seen, Lookup::Moved(_)) { Code::LinkMoved } else { Code::LinkToAddress };
                found.push(problem(code).with("best", self.relative_to(file)));
                Some(target)
            }
            Lookup::Outside => {
                found.push(problem(Code::LinkOutside).with_some("best", self.with_fewer_steps_up(path)));
                None
            }
            Lookup::Missing(missing) => {
                let file = missing
                    .rsplit('/')
                    .next()
                    .is_some_and(|n| n.contains('.') && !is_markdown(n) && !n.ends_with(".html"));
                let code = if file { Code::FileMissing } else { Code::LinkMissing };
                let turned = path.contains('\\').then(|| path.replace('\\', "/"));
                let turned = turned.filter(|path| matches!(self.lookup(path), Lookup::Exact(_)));
                let near = || turned.or_else(|| self.targets.nearest_path(&missing).map(|p| self.relative_to(p)));
                let best = near().or_else(|| elsewhere(path)).or_else(|| self.targets.nearest_generated(&missing));
                found.push(problem(code).with_some("best", best));
                None
            }
        }
    }

    /// The path without one `../` or more that are too many, when something is there.
    fn with_fewer_steps_up<'p>(&self, path: &'p str) -> Option<&'p str> {
        let shorter = |path: &&'p str| -> Option<&'p str> { path.strip_prefix("../") };
        let mut paths = std::iter::successors(shorter(&path), shorter);
        paths.find(|path| matches!(self.lookup(path), Lookup::Exact(_)))
    }

    fn on_this_page(&self, anchor: Option<&str>, link: &Link, found: &mut Vec<Diagnostic>) -> Option<String> {
        let anchor = anchor.filter(|a| !a.is_empty() && *a != "top");
        let Some(anchor) = anchor else { return Some("#".into()) };
        match anchor_on(self.page, anchor) {
            Some(anchor) => Some(format!("#{anchor}")),
            None => {
                found.push(self.missing_anchor(self.index, anchor, link));
                None
            }
        }
    }

    fn image(&self, target: &str, span: crate::source::span::Span, found: &mut Vec<Diagnostic>) -> Option<AssetId> {
        let problem = |code| Diagnostic::new(code, self.file).at(span).with("target", target);
        let path = decoded(target.split(['?', '#']).next().unwrap_or(target));
        match self.lookup(&path) {
            Lookup::Exact(Target::Asset(index)) => {
                found.extend(is_unshown(&path).then(|| problem(Code::ImageUnshown)));
                Some(AssetId(index))
            }
            Lookup::OtherCase(Target::Asset(index), best) => {
                found.push(problem(Code::LinkCase).with("best", best));
                Some(AssetId(index))
            }
            Lookup::Outside => {
                found.push(problem(Code::LinkOutside).with_some("best", self.with_fewer_steps_up(&path)));
                None
            }
            _ => {
                found.push(self.missing_file(Code::ImageMissing, target, span));
                None
            }
        }
    }

    /// The problem that a file is not there, with what is there instead.
    fn missing_file(&self, code: Code, target: &str, span: crate::source::span::Span) -> Diagnostic {
        let problem = Diagnostic::new(code, self.file).at(span).with("target", target);
        let path = crate::model::address::joined(&self.page.path, target).unwrap_or_default();
        let problem = problem.with_some("best", self.targets.nearest_path(&path).map(|p| self.relative_to(p)));
        problem.with_some("known", images_beside(self.assets, &path))
    }

    fn missing_anchor(&self, page: usize, anchor: &str, link: &Link) -> Diagnostic {
        let all = || self.pages[page].bodies.iter().flat_map(ids_of);
        let names = self.ids[page].get_or_init(|| Box::new(Names::of(all().map(str::to_owned))));
        let problem = Diagnostic::new(Code::AnchorMissing, self.file).at(link.span).with("anchor", anchor);
        let problem = problem.with_some("best", names.nearest(anchor, |_| true));
        let shown: Vec<String> = all().take(8).map(|id| format!("#{id}")).collect();
        problem.with_some("known", (!shown.is_empty()).then(|| shown.join(", ")))
    }

    /// A path below the content folder, as a link in this page writes it.
    fn relative_to(&self, path: &str) -> String {
        relative(&self.page.path, path)
    }
}

/// The whole address, when a path is one of mail or the web that lacks its beginning.
fn elsewhere(path: &str) -> Option<String> {
    if is_email(path) && !path.contains('/') && !is_image(path) {
        Some(format!("mailto:{path}"))
    } else {
        path.starts_with("www.").then(|| format!("https://{path}"))
    }
}

/// The names of the images in the folder of a path, the first few, with commas; none when there is none.
/// The assets are sorted by path.
pub fn images_beside(assets: &[PlacedAsset], path: &str) -> Option<String> {
    let folder = path.rfind('/').map_or("", |i| &path[..=i]);
    let first = assets.partition_point(|a| a.asset.path.as_str() < folder);
    let below = assets[first..].iter().map_while(|a| a.asset.path.strip_prefix(folder));
    let names: Vec<&str> = below.filter(|name| !name.contains('/') && is_image(name)).take(8).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The anchor as the page has it; GitHub compares without regard to case.
fn anchor_on(page: &Page, anchor: &str) -> Option<String> {
    let ids = || page.bodies.iter().flat_map(ids_of);
    if ids().any(|id| id == anchor) {
        return Some(encoded(anchor));
    }
    ids().find(|id| id.eq_ignore_ascii_case(anchor)).map(encoded)
}

fn ids_of(body: &Body) -> impl Iterator<Item = &str> {
    body.headings.iter().map(|h| h.id.as_str()).chain(body.anchors.iter().map(String::as_str))
}
