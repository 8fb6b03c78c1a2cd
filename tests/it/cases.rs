//! The runner of `tests/cases`: a folder is a tiny site with what must come of it. Knows no feature.

use crate::program::{Hub, files_below};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of all cases.
pub fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Whether what is expected is to be written anew.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Runs the cases of a feature, in parallel, and fails with all that differs. With `UPDATE=1` the
/// expected files are written anew instead.
pub fn run_feature(feature: &str) {
    let folder = cases_folder().join(feature);
    let update = is_update();
    let cases = cases_in(&folder);
    assert!(!cases.is_empty(), "no case in {}", folder.display());
    let mut differences: Vec<String> = cases.par_iter().filter_map(|case| run_case(case, update).err()).collect();
    differences.sort();
    assert!(
        differences.is_empty(),
        "{} of {} cases differ; UPDATE=1 cargo test rewrites what is expected\n\n{}",
        differences.len(),
        cases.len(),
        differences.join("\n")
    );
}

/// The folders of the cases of a feature: those with an `in/`.
pub fn cases_in(feature: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(feature).into_iter().flatten().flatten();
    let mut cases: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| p.join("in").is_dir()).collect();
    cases.sort();
    cases
}

fn run_case(case: &Path, update: bool) -> Result<(), String> {
    let name = case.strip_prefix(cases_folder()).unwrap_or(case).to_string_lossy().into_owned();
    let hub = laid_out(case);
    let mut log = String::new();
    for command in commands(case) {
        let run = hub.run(&command);
        let code = run.code.map_or("a signal".to_owned(), |c| c.to_string());
        let _ = write!(log, "$ wijkwijzer {command}\n{}(exit code {code})\n", without_counts(&run.log));
    }
    if update {
        fs::write(case.join("log.txt"), &log).map_err(|e| format!("{name}: {e}"))?;
        return update_outputs(case, &hub).map_err(|e| format!("{name}: {e}"));
    }
    let mut wrong = String::new();
    let expected = fs::read_to_string(case.join("log.txt")).unwrap_or_default();
    if expected != log {
        let _ = writeln!(wrong, "== {name}: log.txt\n{}", difference(&expected, &log));
    }
    for (path, wanted) in outputs(case) {
        let built = fs::read(hub.path("public").join(&path)).ok();
        match (wanted, built) {
            (false, None) => {}
            (false, Some(_)) => {
                let _ = writeln!(wrong, "== {name}: {path} must not be there");
            }
            (true, None) => {
                let _ = writeln!(wrong, "== {name}: {path} was not built");
            }
            (true, Some(built)) => {
                let expected = fs::read(case.join("out").join(&path)).unwrap_or_default();
                if expected != built {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let _ = writeln!(wrong, "== {name}: {path}\n{}", difference(&text(&expected), &text(&built)));
                }
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The case in a folder of its own: its `in/`, the plain theme, and the `site.yaml` of its feature
/// when it has none (a file `no-site` beside `in/` says that there is to be none).
fn laid_out(case: &Path) -> Hub {
    let hub = Hub::empty();
    hub.copy_from(&cases_folder().join("theme"), "themes/plain");
    hub.copy_from(&case.join("in"), "");
    let shared = case.parent().map(|feature| feature.join("site.yaml")).filter(|file| file.is_file());
    if let Some(shared) = shared.filter(|_| !hub.has("site.yaml") && !case.join("no-site").exists()) {
        hub.write("site.yaml", &fs::read_to_string(shared).unwrap_or_default());
    }
    hub
}

fn commands(case: &Path) -> Vec<String> {
    match fs::read_to_string(case.join("args.txt")) {
        Ok(text) => text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect(),
        Err(_) if outputs(case).is_empty() => vec!["check".into()],
        Err(_) => vec!["build".into()],
    }
}

/// Paths in the output, and whether each must be there: those of `outputs.txt`, and the files in `out/`.
fn outputs(case: &Path) -> Vec<(String, bool)> {
    let listed = fs::read_to_string(case.join("outputs.txt")).unwrap_or_default();
    let listed = listed.lines().map(str::trim).filter(|l| !l.is_empty());
    let mut outputs: Vec<(String, bool)> = listed
        .map(|line| line.strip_prefix('!').map_or((line.to_owned(), true), |path| (path.to_owned(), false)))
        .collect();
    outputs.extend(files_below(&case.join("out")).into_iter().map(|path| (path, true)));
    outputs.sort();
    outputs.dedup();
    outputs
}

fn update_outputs(case: &Path, hub: &Hub) -> std::io::Result<()> {
    for (path, _) in outputs(case).into_iter().filter(|(_, wanted)| *wanted) {
        let target = case.join("out").join(&path);
        match fs::read(hub.path("public").join(&path)) {
            Ok(bytes) => {
                target.parent().map(fs::create_dir_all).transpose()?;
                fs::write(target, bytes)?;
            }
            Err(_) => eprintln!("{}: {path} was not built", case.display()),
        }
    }
    Ok(())
}

/// How many files there are changes with every file of the theme, and is no business of a case: such
/// a number above zero becomes `N`. The number of removed files stays.
fn without_counts(log: &str) -> String {
    let words: Vec<&str> = log.split_inclusive(' ').collect();
    let counted = |next: &str| ["bestand", "file", "ongewijzigd", "unchanged"].iter().any(|w| next.starts_with(w));
    let mut out = String::with_capacity(log.len());
    for (i, word) in words.iter().enumerate() {
        let number = word.trim_end().parse::<usize>().is_ok_and(|n| n > 0);
        out.push_str(if number && words.get(i + 1).is_some_and(|next| counted(next)) { "N " } else { word });
    }
    out
}

/// The lines between the first and the last that differ, with the number of the first.
fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.split('\n').collect(), found.split('\n').collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut out = format!("  from line {}\n", head + 1);
    for (sign, lines) in [('-', &a[head..a.len() - tail]), ('+', &b[head..b.len() - tail])] {
        for line in lines {
            let _ = writeln!(out, "  {sign} {line}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_numbers_of_files_are_hidden() {
        let log = "1 pagina in public: 25 bestanden geschreven, 0 ongewijzigd, 2 verwijderd";
        assert_eq!(without_counts(log), "1 pagina in public: N bestanden geschreven, 0 ongewijzigd, 2 verwijderd");
    }
}
