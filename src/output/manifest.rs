//! The list of files that we wrote into an output folder, with the checksum of each: what tells our
//! files from those of others. Kept in the folder itself.

use crate::output::checksum::Checksum;
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Name of the file in the output folder.
pub const FILE: &str = ".wijkwijzer-manifest";

const HEAD: &str = "wijkwijzer manifest 1";

/// Checksum of what we wrote, by path; none for a file that an interrupted build may have written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Path relative to the output folder, `/`-separated.
    pub files: BTreeMap<String, Option<Checksum>>,
}

/// Whether a path leads no higher than the folder that it begins in.
pub fn leads_inside(path: &str) -> bool {
    let named = |part| matches!(part, Component::Normal(_));
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && Path::new(path).components().all(named)
}

impl Manifest {
    /// The manifest of an output folder; none when there is no readable one.
    pub fn read(folder: &Path) -> Option<Manifest> {
        let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
        Manifest::parsed(&text)
    }

    /// The manifest written in a text: a head line, then a checksum (or something else where it is not
    /// known) and a path on each line.
    pub fn parsed(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        lines.next().filter(|head| *head == HEAD)?;
        let mut files = BTreeMap::new();
        for line in lines {
            let (sum, path) = line.split_once(' ')?;
            if leads_inside(path) {
                files.insert(path.to_owned(), Checksum::read(sum));
            }
        }
        Some(Manifest { files })
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for (path, sum) in &self.files {
            text.push_str(&sum.map_or_else(|| "-".to_owned(), Checksum::text));
            text.push(' ');
            text.push_str(path);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_manifest_names_nothing_outside_its_folder() {
        let manifest = Manifest::parsed(&format!("{HEAD}\n- ../etc/passwd\n- /etc/passwd\n- a/b\n")).unwrap();
        assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["a/b"]);
        assert_eq!(Manifest::parsed("something else"), None);
    }

    proptest! {
        #[test]
        fn it_reads_back(files in proptest::collection::btree_map("[a-z]{1,5}(/[a-z ]{1,5}x)?", proptest::option::of("[a-z]{0,5}"), 0..6)) {
            let files = files.into_iter().map(|(path, text)| (path, text.map(|t| Checksum::of(t.as_bytes())))).collect();
            let manifest = Manifest { files };
            prop_assert_eq!(Manifest::parsed(&manifest.text()), Some(manifest));
        }
    }
}
