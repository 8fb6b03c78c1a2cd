//! The files of the theme: those in the binary, replaced one by one by those of the hub.
//! Knows their names and bytes, not what they mean.

use crate::source::config::Config;
use crate::source::discover::files_below;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::BTreeMap;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/wijkwijzer");

/// Bytes by path, `/`-separated and relative to the theme, for example `templates/page.html`.
pub type ThemeFiles = BTreeMap<String, Cow<'static, [u8]>>;

/// All files of the hub's theme over those of the built-in one.
pub fn theme_files(config: &Config) -> std::io::Result<ThemeFiles> {
    let mut files = ThemeFiles::new();
    collect(&BUILT_IN, &mut files);
    let folder = config.root.join("themes").join(&config.theme);
    if !folder.is_dir() {
        return Ok(files);
    }
    for name in files_below(&folder)? {
        let bytes = std::fs::read(folder.join(&name))?;
        files.insert(name, Cow::Owned(bytes));
    }
    Ok(files)
}

/// The bytes of a file of the built-in theme, whether the hub replaces it or not.
pub fn built_in(name: &str) -> Option<&'static [u8]> {
    BUILT_IN.get_file(name).map(include_dir::File::contents)
}

fn collect(dir: &'static Dir<'_>, files: &mut ThemeFiles) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        files.insert(name, Cow::Borrowed(file.contents()));
    }
    dir.dirs().for_each(|dir| collect(dir, files));
}
