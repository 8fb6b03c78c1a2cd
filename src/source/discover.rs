//! Which files there are: the content folder, walked once and sorted. Knows nothing of what is in them.
//! The one home of walkdir and globset.

use crate::source::catalogue::{Code, disk_reason};
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file below the content folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Path relative to the content folder, `/`-separated.
    pub path: String,
    /// Whether it is Markdown; anything else is copied as it is.
    pub markdown: bool,
}

impl SourceFile {
    /// The folder it is in, relative to the content folder; empty at the top.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its name without folder.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }
}

/// All files of the hub, sorted by path. Hidden files and those that begin with `_` are left out,
/// except `_index.md` and its like, the folder `_posts` and what `include` names. A symbolic link that leads out of the content
/// folder is skipped with a diagnostic.
pub fn discover(config: &Config) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let folder = content_folder(config);
    if !folder.is_dir() {
        let problem = Diagnostic::new(Code::ContentMissing, crate::source::declaration::FILE);
        found.push(problem.with("path", if config.content.is_empty() { "." } else { &config.content }));
        return (Vec::new(), found);
    }
    let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let excluded = glob_set(&config.exclude, "exclude", &mut found);
    let included = glob_set(&config.include, "include", &mut found);
    let mut files = Vec::new();
    let mut walk = WalkDir::new(&folder).follow_links(true).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|p| relative(&folder, p)).unwrap_or_default();
                let code = if error.loop_ancestor().is_some() { Code::LinkEscapes } else { Code::ReadFailed };
                let reason = error.io_error().map_or_else(|| error.to_string(), disk_reason);
                found.push(Diagnostic::new(code, &in_root(config, &path)).with("reason", reason));
                continue;
            }
        };
        let path = relative(&folder, entry.path());
        if path.is_empty() {
            continue;
        }
        let name = entry.file_name().to_string_lossy();
        let hidden = name.starts_with('.')
            || left_behind(&name)
            || (name.starts_with('_') && !config.stands_for_folder(&name) && name != "_posts");
        if (hidden && !included.is_match(&path)) || excluded.is_match(&path) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && entry.path().canonicalize().map_or(true, |target| !target.starts_with(&real)) {
            found.push(Diagnostic::new(Code::LinkEscapes, &in_root(config, &path)));
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            let markdown = is_markdown(&path);
            if let Some(right) = path.to_lowercase().strip_suffix(".md.txt").map(|stem| &path[..stem.len() + 3]) {
                let problem = Diagnostic::new(Code::PageAsText, &in_root(config, &path));
                found.push(problem.with("right", right.rsplit('/').next().unwrap_or(right)));
            }
            files.push(SourceFile { path, markdown });
        }
    }
    files.sort();
    (files, found)
}

/// Whether a path ends as that of a page does.
pub fn is_markdown(path: &str) -> bool {
    without_markdown_ending(path).len() < path.len()
}

/// A path without the `.md` or `.markdown` at its end, also in capitals.
pub fn without_markdown_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if ["md", "markdown"].iter().any(|md| ending.eq_ignore_ascii_case(md)) => stem,
        _ => path,
    }
}

/// Paths of the files below a folder, relative to it, `/`-separated and sorted; hidden files are left out.
pub fn files_below(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(relative(folder, entry.path()));
        }
    }
    paths.sort();
    Ok(paths)
}

/// The content folder on the disk.
pub fn content_folder(config: &Config) -> PathBuf {
    if config.content.is_empty() { config.root.clone() } else { config.root.join(&config.content) }
}

/// A path below the content folder, made relative to the root of the hub: the form that diagnostics show.
pub fn in_root(config: &Config, path: &str) -> String {
    if config.content.is_empty() { path.to_owned() } else { format!("{}/{path}", config.content) }
}

fn relative(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn glob_set(globs: &[String], key: &str, found: &mut Vec<Diagnostic>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        match Glob::new(glob) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(_) => {
                let problem = Diagnostic::new(Code::BadSetting, crate::source::declaration::FILE).with("key", key);
                found.push(problem.with("expected", "@glob").with("example", "drafts/**"));
            }
        }
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

/// Whether a file is one that Word or Windows leaves beside what people make.
fn left_behind(name: &str) -> bool {
    name.starts_with("~$") || name.eq_ignore_ascii_case("thumbs.db") || name.eq_ignore_ascii_case("desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_in_md_or_markdown() {
        for (path, stem) in
            [("a/b.md", "a/b"), ("b.MARKDOWN", "b"), ("b.md.md", "b.md"), ("b.mdx", "b.mdx"), ("md", "md")]
        {
            assert_eq!((without_markdown_ending(path), is_markdown(path)), (stem, stem != path));
        }
    }
}
