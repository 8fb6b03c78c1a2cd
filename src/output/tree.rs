//! An output folder that is being filled. What is equal stays as it is, what differs is replaced by
//! a rename, what we wrote before and no longer plan goes; files of others are never touched.

use crate::output::checksum::Checksum;
use crate::output::manifest::{Manifest, leads_inside};
use std::collections::{BTreeMap, HashSet};
use std::io::{Error, ErrorKind, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What happened to the files of a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or other than before.
    pub written: usize,
    /// Files that were already right.
    pub unchanged: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
}

/// An output folder between its first and its last file.
#[derive(Debug)]
pub struct Tree {
    folder: PathBuf,
    earlier: Manifest,
    /// Whether the folder held nothing of ours when we began.
    fresh: bool,
    /// What was written or right so far.
    now: Mutex<Vec<(String, Option<Checksum>)>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

/// Why a file could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// Somebody else's file is there.
    Foreign,
    /// The disk said no.
    Disk(Error),
}

impl From<Error> for WriteError {
    fn from(error: Error) -> WriteError {
        WriteError::Disk(error)
    }
}

impl Tree {
    /// Begins filling a folder with files at these paths. From here on an interrupted build leaves a
    /// manifest that names all that it may have written.
    pub fn begin(folder: &Path, planned: &[&str]) -> Result<Tree> {
        planned.iter().try_for_each(|path| refuse_outside(path))?;
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let known = Manifest::read(&folder);
        let fresh = known.is_none() && std::fs::read_dir(&folder)?.next().is_none();
        if known.is_some() {
            remove_temporary(&folder)?;
        }
        let earlier = known.unwrap_or_default();
        let tree = Tree {
            fresh,
            now: Mutex::new(Vec::with_capacity(planned.len())),
            written: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            folder,
            earlier,
        };
        let mut journal = tree.earlier.clone();
        for path in planned.iter().filter(|p| !tree.exists_as_foreign(p)) {
            journal.files.entry((*path).to_owned()).or_insert(None);
        }
        replace(&tree.folder, crate::output::manifest::FILE, journal.text().as_bytes())?;
        tree.clear_way(planned);
        tree.refuse_links(planned)?;
        Ok(tree)
    }

    /// Writes a file, unless it is already there with the same bytes.
    pub fn write(&self, path: &str, bytes: &[u8]) -> std::result::Result<(), WriteError> {
        refuse_outside(path)?;
        let sum = Checksum::of(bytes);
        let target = self.folder.join(path);
        let ours = self.earlier.files.contains_key(path);
        if !self.fresh
            && let Ok(metadata) = std::fs::symlink_metadata(&target)
        {
            let same = metadata.is_file() && metadata.len() == bytes.len() as u64 && std::fs::read(&target)? == bytes;
            if same {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                self.remember(path, sum);
                return Ok(());
            }
            if !ours {
                return Err(WriteError::Foreign);
            }
        }
        // Where nothing was, nobody can see half a file in the place of a whole one.
        let put = if self.fresh { create } else { replace };
        // Nearly every page is the first file of its folder: without this look it would be opened in vain.
        if self.fresh && path.ends_with("/index.html") {
            let _ = std::fs::create_dir(target.parent().unwrap_or(&self.folder));
        }
        match put(&self.folder, path, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                std::fs::create_dir_all(target.parent().unwrap_or(&self.folder))?;
                put(&self.folder, path, bytes)?;
            }
            done => done?,
        }
        self.written.fetch_add(1, Ordering::Relaxed);
        self.remember(path, sum);
        Ok(())
    }

    /// Ends the build: removes what is no longer planned, and writes the manifest.
    pub fn finish(self) -> Result<Report> {
        let now = std::mem::take(&mut *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        let files: BTreeMap<String, Option<Checksum>> = now.into_iter().collect();
        let gone = self.earlier.files.iter().filter(|(path, _)| !files.contains_key(*path));
        let removed = gone.filter(|(path, sum)| self.remove(path, **sum)).count();
        let text = Manifest { files }.text();
        replace(&self.folder, crate::output::manifest::FILE, text.as_bytes())?;
        Ok(Report { written: self.written.into_inner(), unchanged: self.unchanged.into_inner(), removed })
    }

    fn remember(&self, path: &str, sum: Checksum) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        now.push((path.to_owned(), Some(sum)));
    }

    /// Removes our files that stand where a folder must come, or in a folder where a file must come.
    fn clear_way(&self, planned: &[&str]) {
        if self.earlier.files.is_empty() {
            return;
        }
        let files: HashSet<&str> = planned.iter().copied().collect();
        let folders: HashSet<&str> = planned.iter().flat_map(|path| ancestors(path)).collect();
        let in_way = |path: &str| folders.contains(path) || ancestors(path).any(|folder| files.contains(folder));
        for (path, sum) in self.earlier.files.iter().filter(|(path, _)| in_way(path)) {
            self.remove(path, *sum);
        }
    }

    /// Removes a file of an earlier build, and the folders that are empty then. What somebody changed since is theirs.
    fn remove(&self, path: &str, sum: Option<Checksum>) -> bool {
        let target = self.folder.join(path);
        let ours = || sum.is_none_or(|sum| std::fs::read(&target).is_ok_and(|bytes| Checksum::of(&bytes) == sum));
        let removed = is_inside(&self.folder, &target) && ours() && std::fs::remove_file(&target).is_ok();
        if removed {
            remove_empty_folders(&self.folder, &target);
        }
        removed
    }

    /// Whether something is there that no earlier build of ours wrote.
    pub fn exists_as_foreign(&self, path: &str) -> bool {
        !self.fresh
            && !self.earlier.files.contains_key(path)
            && std::fs::symlink_metadata(self.folder.join(path)).is_ok()
    }

    /// A folder that is a link would lead out of the output, and a file cannot hold one; both are refused.
    fn refuse_links(&self, planned: &[&str]) -> Result<()> {
        let mut seen: HashSet<&str> = HashSet::new();
        for path in planned.iter().filter(|_| !self.fresh) {
            for folder in ancestors(path).filter(|folder| seen.insert(folder)) {
                match std::fs::symlink_metadata(self.folder.join(folder)) {
                    Ok(found) if !found.is_dir() => {
                        return Err(Error::new(ErrorKind::AlreadyExists, format!("{folder}: not a folder")));
                    }
                    Ok(_) => {}
                    Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                    Err(e) => return Err(Error::new(e.kind(), format!("{folder}: {e}"))),
                }
            }
        }
        Ok(())
    }
}

/// The folders on the way to a file, without slashes at their ends.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(move |(i, _)| &path[..i])
}

/// No path may lead higher than where it begins.
fn refuse_outside(path: &str) -> Result<()> {
    match leads_inside(path) {
        true => Ok(()),
        false => Err(Error::new(ErrorKind::InvalidInput, format!("{path}: outside the folder"))),
    }
}

/// Writes a file where nothing was.
fn create(folder: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    std::fs::write(folder.join(path), bytes)
}

/// How files begin that are written and not yet in their place. They all stand at the top of the folder.
const TEMPORARY: &str = ".wijkwijzer-new-";

/// Removes what a build that was cut off had not yet put in its place.
fn remove_temporary(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) && entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes in the same folder and renames, so that a reader sees the old file or the new one.
fn replace(folder: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let target = folder.join(path);
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("{TEMPORARY}{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let beside = folder.join(name);
    let written = std::fs::File::create_new(&beside).and_then(|mut file| file.write_all(bytes));
    let renamed = written.and_then(|()| std::fs::rename(&beside, &target));
    if renamed.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    renamed
}

/// Whether no folder on the way to a file is a link.
fn is_inside(folder: &Path, target: &Path) -> bool {
    let mut parent = target.parent();
    while let Some(p) = parent.filter(|p| *p != folder) {
        if !std::fs::symlink_metadata(p).is_ok_and(|m| m.is_dir()) {
            return false;
        }
        parent = p.parent();
    }
    parent.is_some()
}

fn remove_empty_folders(folder: &Path, file: &Path) {
    let mut parent = file.parent();
    while let Some(p) = parent.filter(|p| *p != folder) {
        if std::fs::remove_dir(p).is_err() {
            return;
        }
        parent = p.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(folder: &Path, files: &[(&str, &str)]) -> std::result::Result<Report, WriteError> {
        let planned: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        let tree = Tree::begin(folder, &planned)?;
        for (path, text) in files {
            tree.write(path, text.as_bytes())?;
        }
        Ok(tree.finish()?)
    }

    #[test]
    fn what_a_build_that_was_cut_off_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &[("a.html", "a")]).unwrap();
        let left = folder.path().join(format!("{TEMPORARY}1-1"));
        std::fs::write(&left, "half").unwrap();
        build(folder.path(), &[("a.html", "b")]).unwrap();
        assert!(!left.exists());
        assert_eq!(std::fs::read_to_string(folder.path().join("a.html")).unwrap(), "b");
    }

    #[test]
    fn a_second_build_touches_only_what_changed() {
        let folder = tempfile::tempdir().unwrap();
        let first = build(folder.path(), &[("a/index.html", "1"), ("b.txt", "2"), ("c/d/e.txt", "3")]).unwrap();
        assert_eq!(first, Report { written: 3, unchanged: 0, removed: 0 });
        let before = std::fs::metadata(folder.path().join("b.txt")).unwrap().modified().unwrap();
        let second = build(folder.path(), &[("a/index.html", "other"), ("b.txt", "2")]).unwrap();
        assert_eq!(second, Report { written: 1, unchanged: 1, removed: 1 });
        assert_eq!(std::fs::metadata(folder.path().join("b.txt")).unwrap().modified().unwrap(), before);
        assert!(!folder.path().join("c").exists());
    }

    #[test]
    fn files_of_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("CNAME"), "x.nl").unwrap();
        build(folder.path(), &[("a.txt", "1")]).unwrap();
        std::fs::write(folder.path().join("a.txt"), "changed by hand").unwrap();
        build(folder.path(), &[("b.txt", "1")]).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("CNAME")).unwrap(), "x.nl");
        assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).unwrap(), "changed by hand");
        assert!(matches!(build(folder.path(), &[("CNAME", "y.nl")]), Err(WriteError::Foreign)));
    }

    #[test]
    fn a_file_makes_way_for_a_folder_and_back() {
        let folder = tempfile::tempdir().unwrap();
        for files in [["a.pdf"].as_slice(), &["a.pdf/index.html", "a.pdf/b/c.txt"], &["a.pdf"]] {
            let files: Vec<(&str, &str)> = files.iter().map(|path| (*path, "1")).collect();
            let report = build(folder.path(), &files).unwrap();
            assert_eq!(report.written, files.len());
        }
        std::fs::write(folder.path().join("b"), "of somebody else").unwrap();
        assert!(build(folder.path(), &[("b/c.txt", "1")]).is_err());
        assert_eq!(std::fs::read_to_string(folder.path().join("b")).unwrap(), "of somebody else");
    }

    #[test]
    fn an_interrupted_build_is_known_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let tree = Tree::begin(folder.path(), &["a.txt", "b.txt"]).unwrap();
        tree.write("a.txt", b"1").unwrap();
        drop(tree);
        let report = build(folder.path(), &[("b.txt", "2")]).unwrap();
        assert_eq!(report, Report { written: 1, unchanged: 0, removed: 1 });
    }

    #[test]
    fn a_path_that_leads_out_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("out");
        let absolute = outside.path().join("b.txt").to_string_lossy().into_owned();
        for path in ["../b.txt", "a/../../b.txt", absolute.as_str()] {
            assert!(build(&folder, &[(path, "1")]).is_err(), "{path}");
            let tree = Tree::begin(&folder, &[]).unwrap();
            assert!(tree.write(path, b"1").is_err(), "{path}");
            assert!(!outside.path().join("b.txt").exists(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_leads_out_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("a")).unwrap();
        assert!(build(folder.path(), &[("a/b.txt", "1")]).is_err());
        assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}
