//! The whole program in one place: discover → parse → model → plan → render → write.

use crate::check::components::components;
use crate::check::files::files;
use crate::check::search_language::search_language;
use crate::check::templates::templates;
use crate::model::assemble::{Visibility, assemble};
use crate::model::site::Site;
use crate::output::tree::{Report, Tree, WriteError};
use crate::parse::asset::assets;
use crate::parse::file::parse;
use crate::plan::plan::{Plan, plan};
use crate::plan::records::{labels, records};
use crate::render::renderer::{Output, Renderer};
use crate::render::theme::Theme;
use crate::search::elasticlunr;
use crate::search::index::index;
use crate::search::record::IndexFile;
use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::{Config, SearchFormat};
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{content_folder, discover};
use crate::source::theme_files::theme_files;
use rayon::prelude::*;
use std::borrow::Cow;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A hub up to its plan: everything that is known before anything is rendered.
#[derive(Debug)]
pub struct Prepared {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Theme,
    /// Its search index.
    pub search: Vec<IndexFile>,
    /// Its outputs.
    pub plan: Plan,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Names of stages with their durations.
pub type Timings = Vec<(&'static str, Duration)>;

/// Discover, parse, model, plan. An error is a theme that cannot be used.
pub fn prepare(config: &Config, drafts: bool) -> Result<Prepared, Vec<Diagnostic>> {
    let mut clock = Clock::start();
    let theme = theme(config)?;
    let (sources, mut diagnostics) = discover(config);
    clock.lap("discover");
    let ((parsed, in_text), (assets, in_assets)) = rayon::join(|| parse(config, &sources), || assets(config, &sources));
    clock.lap("parse");
    let see = Visibility { drafts, now: config.zone.now() };
    let (site, in_site) = assemble(config, parsed, assets, see);
    clock.lap("model");
    let search = search(&site);
    clock.lap("search");
    let names: Vec<String> = theme.assets.keys().cloned().collect();
    let (plan, in_plan) = plan(&site, &names, &search);
    clock.lap("plan");
    let templates = templates(&site, &theme.page_templates());
    let in_use = [components(&site, &theme.components), files(&site), templates, search_language(config)].concat();
    clock.lap("check");
    for found in [in_text, in_assets, in_site, in_plan, in_use] {
        diagnostics.extend(found);
    }
    Ok(Prepared { site, theme, search, plan, diagnostics, timings: clock.laps })
}

/// Render and write, one route at a time on every core: bytes are made, written and dropped.
pub fn publish(prepared: Prepared, folder: &Path) -> Result<(Report, Timings), Vec<Diagnostic>> {
    let mut clock = Clock { laps: prepared.timings, ..Clock::start() };
    let content = content_folder(&prepared.site.config);
    // Never dropped: the program ends after this, and taking a large site apart costs time for nothing.
    let renderer = ManuallyDrop::new(Renderer::new(Arc::new(prepared.site), prepared.theme, prepared.search));
    let routes = &prepared.plan.routes;
    let paths: Vec<&str> = routes.iter().map(|r| r.path.as_str()).collect();
    let tree = Tree::begin(folder, &paths).map_err(|e| vec![write_failed(&folder.to_string_lossy(), &e)])?;
    let problems: Vec<Diagnostic> = routes
        .par_iter()
        .filter_map(|route| {
            let failed =
                |reason| Diagnostic::new(Code::RenderFailed, "").with("path", &route.path).with("reason", reason);
            let bytes = match renderer.render(route) {
                Ok(Output::Bytes(bytes)) => bytes,
                Ok(Output::Copy(path)) => match std::fs::read(content.join(path)) {
                    Ok(bytes) => Cow::Owned(bytes),
                    Err(error) => {
                        return Some(Diagnostic::new(Code::ReadFailed, path).with("reason", disk_reason(&error)));
                    }
                },
                Err(reason) => return Some(failed(reason)),
            };
            match tree.write(&route.path, &bytes) {
                Ok(()) => None,
                Err(WriteError::Foreign) => Some(Diagnostic::new(Code::ForeignFile, "").with("path", &route.path)),
                Err(WriteError::Disk(error)) => Some(write_failed(&route.path, &error)),
            }
        })
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let report = tree.finish().map_err(|e| vec![write_failed(&folder.to_string_lossy(), &e)])?;
    clock.lap("render and write");
    Ok((report, clock.laps))
}

fn search(site: &Site) -> Vec<IndexFile> {
    match site.config.search {
        None => Vec::new(),
        Some(SearchFormat::Sharded) => index(&records(site), &labels(site)),
        Some(SearchFormat::Elasticlunr) => vec![elasticlunr::index(&records(site), &site.config.language_tag)],
    }
}

fn theme(config: &Config) -> Result<Theme, Vec<Diagnostic>> {
    let broken = |reason: String| vec![Diagnostic::new(Code::ThemeBroken, "").with("reason", reason)];
    let files = theme_files(config).map_err(|e| broken(e.to_string()))?;
    Theme::read(&files, config.language).map_err(broken)
}

fn write_failed(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::WriteFailed, "").with("path", path).with("reason", disk_reason(error))
}

struct Clock {
    last: Instant,
    laps: Timings,
}

impl Clock {
    fn start() -> Clock {
        Clock { last: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, name: &'static str) {
        self.laps.push((name, self.last.elapsed()));
        self.last = Instant::now();
    }
}
