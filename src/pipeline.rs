//! The whole program in one place: discover → parse → model → plan → render → write.

use crate::check::components::components;
use crate::check::files::files;
use crate::check::questions::questions;
use crate::check::registration::registration;
use crate::check::search_language::search_language;
use crate::check::templates::templates;
use crate::model::assemble::{Visibility, assemble};
use crate::model::related::related;
use crate::model::site::Site;
use crate::output::tree::{Report, Tree, WriteError};
use crate::output::zip::Zip;
use crate::parse::asset::assets;
use crate::parse::file::parse;
use crate::pictures::{Pictures, Progress};
use crate::plan::offline::{Offline, for_disk, said};
use crate::plan::plan::{Plan, file_of, plan};
use crate::plan::records::{labels, records};
use crate::plan::route::Route;
use crate::plan::samples::samples;
use crate::render::medium::Medium;
use crate::render::plain::start_page;
use crate::render::renderer::Renderer;
use crate::render::theme::Theme;
use crate::search::elasticlunr;
use crate::search::index::index;
use crate::search::record::IndexFile;
use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::{Config, SearchFormat};
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::discover;
use crate::source::severity::Severity;
use crate::source::slug::slug;
use crate::source::span::Span;
use crate::source::texts::Texts;
use crate::source::theme_files::theme_files;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
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
    let (theme, (sources, mut diagnostics)) = rayon::join(|| theme(config), || discover(config));
    let theme = theme?;
    clock.lap("discover");
    let ((parsed, in_text), (assets, in_assets)) = rayon::join(|| parse(config, &sources), || assets(config, &sources));
    clock.lap("parse");
    let see = Visibility { drafts, now: config.zone.now() };
    let (mut site, telling, in_site) = assemble(config, parsed, assets, see);
    clock.lap("model");
    // Side by side, since each has work for one core alone.
    let (search, (alike, said)) =
        rayon::join(|| search(&site, &theme.texts), || (related(&site.pages, &site.terms, &telling), said(&site)));
    site.relate(alike);
    clock.lap("search");
    let names: Vec<String> = theme.assets.keys().cloned().collect();
    let in_use = || {
        [
            components(&site, &theme.components),
            files(&site),
            registration(&site),
            templates(&site, &theme.page_templates()),
            search_language(config),
            questions(&site, &theme.texts, &search),
        ]
        .concat()
    };
    let ((plan, in_plan), in_use) = rayon::join(|| plan(&site, &names, &search, &said), in_use);
    clock.lap("plan and check");
    for found in [in_text, in_assets, in_site, in_plan, in_use] {
        diagnostics.extend(found);
    }
    Ok(Prepared { site, theme, search, plan, diagnostics, timings: clock.laps })
}

/// How to publish.
#[derive(Clone, Copy)]
pub struct Publishing<'a> {
    /// Whether what an earlier build made counts for nothing.
    pub anew: bool,
    /// Whether a damaged picture stops it.
    pub strict: bool,
    /// Told how far the pictures are.
    pub progress: Progress<'a>,
}

/// What was published.
#[derive(Debug)]
pub struct Published {
    /// What happened to the files.
    pub report: Report,
    /// Pictures that are damaged.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took.
    pub timings: Timings,
}

/// What was bundled.
#[derive(Debug)]
pub struct Bundled {
    /// Number of files in the zip.
    pub files: usize,
    /// Size of the zip.
    pub bytes: u64,
    /// Pictures that are damaged.
    pub diagnostics: Vec<Diagnostic>,
}

/// Pictures first, since one file makes many of them; then render and write, one route at a time on
/// every core: bytes are made, written and dropped.
pub fn publish(prepared: Prepared, folder: &Path, how: Publishing) -> Result<Published, Vec<Diagnostic>> {
    let mut clock = Clock { laps: prepared.timings, ..Clock::start() };
    // Never dropped: the program ends after this, and taking a large site apart costs time for nothing.
    let site = ManuallyDrop::new(Arc::new(prepared.site));
    let (pictures, damaged) = made(&site, how)?;
    clock.lap("pictures");
    let offline = Offline { pictures: pictures.kept(&site), ..prepared.plan.offline };
    let renderer =
        ManuallyDrop::new(Renderer::new(Arc::clone(&site), prepared.theme, prepared.search, offline, Medium::Web));
    let routes = &prepared.plan.routes;
    let render = |route: &Route| rendered(&renderer, &site, &pictures, route);
    // What the theme cannot make is told before anything is written.
    if samples(&site, routes).into_par_iter().any(|route| render(route).is_err()) {
        let pages = routes.par_iter().filter(|route| route.path.ends_with(".html"));
        return Err(once(pages.filter_map(|route| render(route).err()).collect()));
    }
    let paths: Vec<&str> = routes.iter().map(|r| r.path.as_str()).collect();
    let tree = Tree::begin(folder, &paths).map_err(|e| vec![write_failed(&folder.to_string_lossy(), &e)])?;
    let write = |route: &&Route| {
        let bytes = match render(route) {
            Ok(bytes) => bytes,
            Err(problem) => return Some(problem),
        };
        match tree.write(&route.path, &bytes) {
            Ok(()) => None,
            Err(WriteError::Foreign) => Some(Diagnostic::new(Code::ForeignFile, "").with("path", &route.path)),
            Err(WriteError::Disk(error)) => Some(write_failed(&route.path, &error)),
        }
    };
    // First where something of others is: unless it is the same, nothing else is written. Then what takes long
    // begins, so that no core waits for it at the end.
    let (foreign, own): (Vec<&Route>, Vec<&Route>) = routes.iter().partition(|r| tree.exists_as_foreign(&r.path));
    let (long, short): (Vec<&Route>, Vec<&Route>) = own.into_iter().partition(|route| route.shows.takes_long());
    for some in [foreign, [long, short].concat()] {
        let problems: Vec<Diagnostic> = some.par_iter().filter_map(write).collect();
        if !problems.is_empty() {
            return Err(once(problems));
        }
    }
    let report = tree.finish().map_err(|e| vec![write_failed(&folder.to_string_lossy(), &e)])?;
    clock.lap("render and write");
    Ok(Published { report, diagnostics: damaged, timings: clock.laps })
}

/// One mistake in a template spoils every file that it makes: of those that fail alike the first is told, with how many more.
fn once(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    let mut by_reason: HashMap<String, usize> = HashMap::new();
    for problem in problems {
        let reason = problem.arguments.iter().find(|(name, _)| *name == "reason" && problem.code == Code::RenderFailed);
        let place = reason.map(|(_, why)| *by_reason.entry(why.clone()).or_insert(told.len()));
        match place.and_then(|place| told.get_mut(place)) {
            Some((_, more)) => *more += 1,
            None => told.push((problem, 0)),
        }
    }
    told.into_iter().map(|(d, more)| d.with_some("more", (more > 0).then(|| more.to_string()))).collect()
}

/// Render into a zip that is read from a disk, some routes at once: in it a folder with the hub, and a
/// file beside it to start with.
pub fn bundle(prepared: Prepared, path: &Path, how: Publishing) -> Result<Bundled, Vec<Diagnostic>> {
    let name = bundle_name(&prepared.site.config);
    let start = start_page(&prepared.site, &prepared.theme.texts, &name);
    let site = Arc::new(prepared.site);
    let (pictures, damaged) = made(&site, how)?;
    let renderer =
        Renderer::new(Arc::clone(&site), prepared.theme, prepared.search, prepared.plan.offline, Medium::Disk);
    let routes = for_disk(&site, &prepared.plan.routes);
    let failed = |e: &std::io::Error| vec![write_failed(&path.to_string_lossy(), e)];
    let mut zip = Zip::begin(path).map_err(|e| failed(&e))?;
    for some in routes.chunks(AT_ONCE) {
        let made: Vec<_> = some.par_iter().map(|route| rendered(&renderer, &site, &pictures, route)).collect();
        for (route, bytes) in some.iter().zip(made) {
            zip.add(&format!("{name}/{}", route.path), &bytes.map_err(|p| vec![p])?).map_err(|e| failed(&e))?;
        }
    }
    zip.add("start.html", start.as_bytes()).map_err(|e| failed(&e))?;
    let bytes = zip.finish().map_err(|e| failed(&e))?;
    Ok(Bundled { files: routes.len() + 1, bytes, diagnostics: damaged })
}

/// Routes of a bundle that are rendered before they are written.
const AT_ONCE: usize = 256;

/// The name of a bundle and of the folder in it.
pub fn bundle_name(config: &Config) -> String {
    Some(slug(&config.title)).filter(|s| !s.is_empty()).unwrap_or_else(|| "hub".into())
}

/// Makes the pictures that are not there yet.
fn made(site: &Site, how: Publishing) -> Result<(Pictures, Vec<Diagnostic>), Vec<Diagnostic>> {
    let pictures = Pictures::of(site, how.anew);
    let damaged = pictures.make(site, how.progress);
    if how.strict && !damaged.is_empty() {
        return Err(damaged.into_iter().map(|d| d.as_severity(Severity::Error)).collect());
    }
    Ok((pictures, damaged))
}

fn rendered<'a>(
    renderer: &'a Renderer,
    site: &Site,
    pictures: &Pictures,
    route: &Route,
) -> Result<Cow<'a, [u8]>, Diagnostic> {
    let output = renderer
        .render(route)
        .map_err(|reason| Diagnostic::new(Code::RenderFailed, "").with("path", &route.path).with("reason", reason))?;
    pictures.bytes(site, output).map_err(|error| {
        Diagnostic::new(Code::ReadFailed, &file_of(site, &route.shows)).with("reason", disk_reason(&error))
    })
}

fn search(site: &Site, texts: &Texts) -> Vec<IndexFile> {
    match site.config.search {
        None => Vec::new(),
        Some(SearchFormat::Sharded) => index(&records(site, texts), &labels(site, texts)),
        Some(SearchFormat::Elasticlunr) => vec![elasticlunr::index(&records(site, texts), &site.config.language_tag)],
    }
}

fn theme(config: &Config) -> Result<Theme, Vec<Diagnostic>> {
    let broken = |reason: String| vec![Diagnostic::new(Code::ThemeBroken, "").with("reason", reason)];
    let files = theme_files(config).map_err(|e| broken(e.to_string()))?;
    Theme::read(&files, config.language).map_err(|fault| {
        let Some((file, line, column)) = &fault.place else { return broken(fault.to_string()) };
        let own = format!("themes/{}/{file}", config.theme);
        let text = files.get(file).and_then(|bytes| std::str::from_utf8(bytes).ok());
        match text.filter(|_| config.root.join(&own).is_file()) {
            Some(text) => {
                let problem = Diagnostic::new(Code::ThemeBroken, &own).at(Span::of(text, *line, *column));
                vec![problem.with("reason", fault.reason)]
            }
            None => broken(fault.to_string()),
        }
    })
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
