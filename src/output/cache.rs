//! A folder of files that were costly to make, each under a name that follows from all that decides
//! on its bytes. Does not know what the files mean. It can be thrown away at any time.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Name of the folder, at the root of a hub.
pub const FOLDER: &str = ".wijkwijzer-cache";

/// Written before and after the bytes of a file, so that half a file is no file.
const SEAL: &[u8] = b"wijkwijzer cache 1\n";

/// What was made before, and what is made now.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The names made in this run, when earlier ones do not count.
    only: Option<Mutex<HashSet<String>>>,
    /// What the disk did not take.
    kept: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl Cache {
    /// The cache of the hub at `root`; with `anew` nothing that was made before counts, and it is replaced.
    pub fn of(root: &Path, anew: bool) -> Cache {
        Cache { folder: root.join(FOLDER), only: anew.then(Mutex::default), kept: Mutex::default() }
    }

    /// The bytes under a name; none when they were not made, or the file is damaged.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        if let Some(kept) = locked(&self.kept).get(name) {
            return Some(kept.to_vec());
        }
        if !self.counts(name) {
            return None;
        }
        let mut bytes = std::fs::read(self.folder.join(name)).ok()?;
        let inside = bytes.strip_prefix(SEAL)?.strip_suffix(SEAL)?.len();
        bytes.copy_within(SEAL.len()..SEAL.len() + inside, 0);
        bytes.truncate(inside);
        Some(bytes)
    }

    /// Whether there is a file under a name, without reading it.
    pub fn has(&self, name: &str) -> bool {
        locked(&self.kept).contains_key(name) || (self.counts(name) && self.folder.join(name).is_file())
    }

    /// The number of bytes under a name, without reading them.
    pub fn size(&self, name: &str) -> Option<u64> {
        if let Some(kept) = locked(&self.kept).get(name) {
            return Some(kept.len() as u64);
        }
        let file = std::fs::metadata(self.folder.join(name)).ok().filter(|_| self.counts(name))?;
        file.len().checked_sub(2 * SEAL.len() as u64)
    }

    /// Keeps bytes under a name: on the disk, or for this run when the disk does not take them.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        if self.write(name, bytes).is_err() {
            locked(&self.kept).insert(name.to_owned(), bytes.into());
        } else if let Some(only) = &self.only {
            locked(only).insert(name.to_owned());
        }
    }

    fn counts(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| locked(only).contains(name))
    }

    /// Beside it and renamed: two builds at once do no harm, and a stopped one leaves no half file.
    fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        std::fs::create_dir_all(&self.folder)?;
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!(".{}-{number}", std::process::id()));
        let written = std::fs::File::create(&beside)
            .and_then(|mut file| [SEAL, bytes, SEAL].iter().try_for_each(|part| file.write_all(part)))
            .and_then(|()| std::fs::rename(&beside, self.folder.join(name)));
        if written.is_err() {
            let _ = std::fs::remove_file(&beside);
        }
        written
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_there_unless_it_is_made_anew() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::of(root.path(), false);
        assert!(cache.get("een").is_none() && !cache.has("een"));
        cache.put("een", b"bytes");
        assert_eq!(Cache::of(root.path(), false).get("een").as_deref(), Some(b"bytes".as_slice()));
        assert_eq!((cache.size("een"), cache.size("twee")), (Some(5), None));
        let anew = Cache::of(root.path(), true);
        assert!(anew.get("een").is_none() && !anew.has("een"));
        anew.put("een", b"other");
        assert_eq!(anew.get("een").as_deref(), Some(b"other".as_slice()));
    }

    #[test]
    fn half_a_file_is_no_file() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::of(root.path(), false);
        cache.put("een", b"bytes");
        let file = root.path().join(FOLDER).join("een");
        let whole = std::fs::read(&file).unwrap();
        for end in 0..whole.len() {
            std::fs::write(&file, &whole[..end]).unwrap();
            assert_eq!(cache.get("een"), None, "{end}");
        }
    }

    #[test]
    fn a_disk_that_takes_nothing_costs_memory_only() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join(FOLDER), "a file in the way").unwrap();
        let cache = Cache::of(root.path(), true);
        cache.put("een", b"bytes");
        assert!(cache.has("een"));
        assert_eq!(cache.get("een").as_deref(), Some(b"bytes".as_slice()));
    }
}
