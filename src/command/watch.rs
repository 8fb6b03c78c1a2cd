//! Changes of the files that a hub is read from. Knows nothing of what they hold.
//! The one home of notify.

use crate::output::cache;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Tells of changes as long as it is held.
pub struct Watch {
    changes: Receiver<()>,
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// What is watched for the pages.
    pages: PathBuf,
}

/// Folders below the root that are written while the hub is shown, or hold nothing of it.
const IGNORED: [&str; 2] = [cache::FOLDER, ".git"];

/// Folders of a hub besides that of its pages.
const FOLDERS: [&str; 2] = ["themes", "data"];

/// How long it must be quiet before a change counts as done.
const QUIET: Duration = Duration::from_millis(80);

impl Watch {
    /// Watches the declaration of a hub; none where the system cannot.
    pub fn of(root: &Path) -> Option<Watch> {
        let (sender, changes) = channel();
        let below = root.to_owned();
        let counts = move |path: &PathBuf| {
            let first = path.strip_prefix(&below).unwrap_or(path).components().next();
            first.is_none_or(|name| IGNORED.iter().all(|ignored| name.as_os_str() != *ignored))
        };
        let notice = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|e| !e.kind.is_access() && (e.paths.is_empty() || e.paths.iter().any(&counts))) {
                let _ = sender.send(());
            }
        };
        let watcher = notify::recommended_watcher(notice).ok()?;
        let mut watch = Watch { changes, watcher, root: root.to_owned(), pages: root.to_owned() };
        watch.begin();
        Some(watch)
    }

    /// Watches the folder with the pages, wherever it was before, the files that the declaration names, and what has
    /// been made since the last time. Of a folder that is not there yet, the nearest above it is watched.
    pub fn follow<'f>(&mut self, pages: &Path, files: impl Iterator<Item = &'f str>) {
        let there = pages.ancestors().find(|folder| folder.is_dir()).unwrap_or(&self.root).to_owned();
        if self.pages != there {
            let _ = self.watcher.unwatch(&self.pages);
            self.pages = there;
        }
        self.begin();
        if self.pages == pages {
            let _ = self.watcher.watch(pages, RecursiveMode::Recursive);
        } else if self.pages != self.root {
            let _ = self.watcher.watch(&self.pages, RecursiveMode::NonRecursive);
        }
        // Editors replace a file: its folder tells.
        for folder in files.filter_map(|file| Some(self.root.join(file).parent()?.to_owned())) {
            if !self.tells_already(&folder, pages) {
                let _ = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// Whether a folder is watched with all that is in it.
    fn tells_already(&self, folder: &Path, pages: &Path) -> bool {
        let whole = FOLDERS.map(|name| self.root.join(name));
        folder == self.root || folder.starts_with(pages) || whole.iter().any(|above| folder.starts_with(above))
    }

    /// Watches what a hub has wherever its pages are. A folder that is watched already stays so.
    fn begin(&mut self) {
        let _ = self.watcher.watch(&self.root, RecursiveMode::NonRecursive);
        for folder in FOLDERS {
            let _ = self.watcher.watch(&self.root.join(folder), RecursiveMode::Recursive);
        }
    }

    /// Waits until something changed and it is quiet again; false when nothing will be told any more.
    pub fn changed(&self) -> bool {
        let changed = self.changes.recv().is_ok();
        while self.changes.recv_timeout(QUIET).is_ok() {}
        changed
    }
}
