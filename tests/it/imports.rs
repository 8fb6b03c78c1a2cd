//! Imports of the program's files: only downward, and never in a circle (see ARCHITECTURE.md).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// From below to above: a layer imports only those before it.
const LAYERS: [&str; 11] =
    ["source", "output", "parse", "search", "model", "plan", "check", "render", "pictures", "pipeline", "command"];

/// The files of the program by module (`model::page`), with the modules of ours that each imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new("src");
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files: Vec<_> = files.filter(|f| f.path().extension().is_some_and(|e| e == "rs")).collect();
    let module = |path: &Path| {
        let path = path.strip_prefix(root).unwrap().with_extension("").to_string_lossy().replace('/', "::");
        path.strip_suffix("::mod").map_or(path.clone(), str::to_owned)
    };
    let modules: BTreeSet<String> = files.iter().map(|f| module(f.path())).collect();
    let named = |text: &str| {
        let path: Vec<&str> = text.split("::").take(3).collect();
        let longest = (1..=path.len()).rev().map(|n| path[..n].join("::"));
        longest.map(|path| first_name(&path).to_owned()).find(|path| modules.contains(path))
    };
    let read = |path: &Path| -> BTreeSet<String> {
        let text = std::fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.flat_map(|line| line.split("crate::").skip(1)).filter_map(named).collect()
    };
    files.iter().map(|f| (module(f.path()), read(f.path()))).collect()
}

/// A path up to where it is no path any more: `plan::plan` of `plan::plan::{Plan, plan}`.
fn first_name(path: &str) -> &str {
    path.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).next().unwrap_or_default()
}

#[test]
fn layers_import_only_what_lies_below() {
    let place = |module: &str| LAYERS.iter().position(|layer| Some(*layer) == module.split("::").next());
    let mut seen = 0;
    for (module, imported) in imports() {
        for other in imported {
            let (Some(from), Some(to)) = (place(&module), place(&other)) else { continue };
            seen += 1;
            assert!(to <= from, "{module} imports {other}, which lies above it");
            assert!(
                LAYERS[from] != "search" || to < 2 || to == from,
                "{module} imports {other}: search knows no stage"
            );
        }
    }
    assert!(seen > 500, "{seen} imports were looked at");
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut left = imports();
    assert!(left.len() > 100, "{} files were looked at", left.len());
    // A file that imports none of those that are left is in no circle.
    while let Some(module) =
        left.iter().find(|(m, of)| of.iter().all(|o| o == *m || !left.contains_key(o))).map(|(m, _)| m.clone())
    {
        left.remove(&module);
    }
    assert!(left.is_empty(), "these import each other, or something that does: {:?}", left.keys().collect::<Vec<_>>());
}
