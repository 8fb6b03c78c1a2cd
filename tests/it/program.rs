//! The program as people start it, in a folder of its own. Knows no case and no feature.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The moment at which every test takes place: noon on 24 November 2026, UTC.
pub const NOW: &str = "1795521600";

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// Exit code; absent when a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to standard error, then to standard output, without paths of this machine.
    pub log: String,
}

/// A hub in a folder that goes away with this value.
#[derive(Debug)]
pub struct Hub {
    folder: TempDir,
}

impl Hub {
    /// An empty folder.
    pub fn empty() -> Hub {
        Hub { folder: tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for tests") }
    }

    /// A hub of these files: path and text.
    pub fn of(files: &[(&str, &str)]) -> Hub {
        let hub = Hub::empty();
        files.iter().for_each(|(path, text)| hub.write(path, text));
        hub
    }

    /// The folder of `site.yaml`.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the root.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        path.parent().map(fs::create_dir_all).transpose().expect("folders");
        fs::write(path, text).expect("a file");
    }

    /// The text of a file; empty when there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// Whether something is at a path.
    pub fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path(path)).is_ok()
    }

    /// Copies the files of a folder into this one; links stay links.
    pub fn copy_from(&self, from: &Path, below: &str) {
        copy(from, &self.path(below));
    }

    /// Runs the program here. `arguments` are separated by spaces.
    pub fn run(&self, arguments: &str) -> Run {
        let mut words = arguments.split_whitespace();
        let command = words.next().unwrap_or("check");
        let output = Command::new(env!("CARGO_BIN_EXE_wijkwijzer"))
            .arg(command)
            .arg("--root")
            .arg(self.root())
            .args(words)
            .env("SOURCE_DATE_EPOCH", NOW)
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let log = format!("{}{}", text(&output.stderr), text(&output.stdout));
        Run { code: output.status.code(), log: log.replace(&*self.root().to_string_lossy(), "…") }
    }

    /// Builds, and insists that it went well.
    pub fn build(&self) -> Run {
        let run = self.run("build");
        assert_eq!(run.code, Some(0), "{}", run.log);
        run
    }
}

/// All files below a folder, sorted, relative to it and `/`-separated.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                _ => files.extend(path.strip_prefix(folder).ok().map(|p| p.to_string_lossy().replace('\\', "/"))),
            }
        }
    }
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for file in files_below(from) {
        let (source, target) = (from.join(&file), to.join(&file));
        target.parent().map(fs::create_dir_all).transpose().expect("folders");
        match fs::read_link(&source) {
            #[cfg(unix)]
            Ok(link) => std::os::unix::fs::symlink(link, &target).expect("a link"),
            _ => {
                fs::copy(&source, &target).expect("a copy");
            }
        }
    }
}
