//! The places of problems that only a later stage could see: it knows the way to a value in the
//! YAML of a file, and here the file is read again to find its bytes. Only done for what is reported.

use crate::source::diagnostic::Diagnostic;
use crate::source::front_block::{Block, front_block};
use crate::source::yaml::locate;
use std::collections::HashMap;
use std::path::Path;

/// Gives every diagnostic its span. `root` is the folder that the files are relative to.
pub fn settle_places(root: &Path, diagnostics: &mut [Diagnostic]) {
    let mut texts: HashMap<String, Option<String>> = HashMap::new();
    for diagnostic in diagnostics.iter_mut().filter(|d| d.span.is_none() && !d.field.is_empty()) {
        let read = || std::fs::read_to_string(root.join(&diagnostic.file)).ok();
        let Some(text) = texts.entry(diagnostic.file.clone()).or_insert_with(read) else { continue };
        let yaml = if diagnostic.file.ends_with(".yaml") {
            0..text.len()
        } else if let Block::Found(parts) = front_block(text) {
            parts.yaml
        } else {
            continue;
        };
        let found = locate(&text[yaml.clone()], &diagnostic.field);
        diagnostic.span = found.map(|(_, value)| value.shifted(yaml.start));
    }
}
