//! A zip file that is being filled: the same files give the same bytes, whenever and wherever it is
//! made. Knows nothing of what the files mean. The one home of zip.

use std::io::{BufWriter, Result, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A zip between its first and its last file. Until it is finished it has another name.
pub struct Zip {
    writer: ZipWriter<BufWriter<std::fs::File>>,
    options: SimpleFileOptions,
    being_made: Unfinished,
    path: PathBuf,
}

/// A file that goes when nothing was made of it.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After the rename there is none.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl std::fmt::Debug for Zip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Zip").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Zip {
    /// Begins a zip at this path.
    pub fn begin(path: &Path) -> Result<Zip> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let being_made = Unfinished(PathBuf::from(name));
        let writer = ZipWriter::new(BufWriter::new(std::fs::File::create(&being_made.0)?));
        // Always the same moment, the first that a zip can hold: 1 January 1980.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        Ok(Zip { writer, options, being_made, path: path.to_owned() })
    }

    /// Adds a file, by its path in the zip, `/`-separated.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        self.writer.start_file(path, self.options)?;
        self.writer.write_all(bytes)
    }

    /// Ends the zip, in the place of an earlier one. Gives its size in bytes.
    pub fn finish(self) -> Result<u64> {
        self.writer.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&self.being_made.0, &self.path)?;
        Ok(std::fs::metadata(&self.path)?.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = |name: &str| {
            let path = folder.path().join(name);
            let mut zip = Zip::begin(&path).expect("a file");
            zip.add("hub/index.html", b"<p>Buurtagenda</p>").expect("a file in it");
            zip.finish().expect("an end");
            std::fs::read(path).expect("its bytes")
        };
        let (one, two) = (made("one.zip"), made("two.zip"));
        assert!(one.starts_with(b"PK") && one == two);
        assert!(!folder.path().join("one.zip.part").exists());
    }
}
