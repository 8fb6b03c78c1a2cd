//! The places of problems that only a later stage could see: it knows the way to a value in the
//! YAML of a file, and here the file is read again to find its bytes. Only done for what is reported.

use crate::source::diagnostic::Diagnostic;
use crate::source::front_block::{Block, front_block};
use crate::source::yaml::Places;
use std::collections::HashMap;
use std::path::Path;

/// Gives every diagnostic its span. `root` is the folder that the files are relative to.
pub fn settle_places(root: &Path, diagnostics: &mut [Diagnostic]) {
    let mut files: HashMap<String, Option<(usize, Places)>> = HashMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|d| d.span.is_none() && !d.field.is_empty()) {
        let read = || places(root, &diagnostic.file);
        let Some((offset, places)) = files.entry(diagnostic.file.clone()).or_insert_with(read) else { continue };
        diagnostic.span = places.at(&diagnostic.field).map(|(_, value)| value.shifted(*offset));
    }
}

/// The byte at which the YAML of a file begins, and the places in it.
fn places(root: &Path, file: &str) -> Option<(usize, Places)> {
    let text = std::fs::read_to_string(root.join(file)).ok()?;
    if file.ends_with(".yaml") || file.ends_with(".yml") {
        return Some((0, Places::of(&text)));
    }
    let Block::Found(parts) = front_block(&text) else { return None };
    Some((parts.yaml.start, Places::of(&text[parts.yaml])))
}
