//! A hub up to where it is written, for the commands that write it.

use crate::command::args::CommonArguments;
use crate::command::configured::language;
use crate::command::exit_code::ExitCode;
use crate::command::report::{Counts, Format};
use crate::command::tell::{taken_seriously, tell, tell_with_last};
use crate::pipeline::{Prepared, Publishing, prepare};
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::content_folder;
use crate::source::language::Language;
use crate::source::severity::Severity;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// A hub that may be published, and what is to be told about it.
#[derive(Debug)]
pub struct Ready {
    /// The hub up to its plan.
    pub prepared: Prepared,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// How the command ends once it is written: with errors, some of it is kept back.
    pub ending: ExitCode,
    /// Language of the messages.
    pub language: Language,
}

/// The hub up to its plan, or the exit code after it was told why it cannot be written to `out`.
pub fn ready(
    common: &CommonArguments,
    config: (Config, Vec<Diagnostic>),
    out: &Path,
    keep_going: bool,
) -> Result<Ready, ExitCode> {
    let (config, mut diagnostics) = config;
    let language = language(common, Some(&config));
    if let Some(problem) = overlap(&config, &common.root.join(out), &out.to_string_lossy()) {
        tell(vec![problem], common, language);
        return Err(ExitCode::Usage);
    }
    let mut prepared = prepare(&config, common.drafts).map_err(|problems| {
        tell(problems, common, language);
        ExitCode::Usage
    })?;
    diagnostics.append(&mut prepared.diagnostics);
    let mut diagnostics = taken_seriously(diagnostics, common.strict);
    let errors = Counts::of(&diagnostics).errors;
    if errors > 0 && !keep_going {
        diagnostics.push(
            Diagnostic::new(Code::NothingPublished, "").with("n", errors.to_string()).as_severity(Severity::Hint),
        );
        let ending = ExitCode::after(&diagnostics);
        tell_with_last(diagnostics, common, language);
        return Err(ending);
    }
    let ending = ExitCode::after(&diagnostics);
    Ok(Ready { prepared, diagnostics, ending, language })
}

/// Does the work that makes pictures, and shows on a terminal how far it is.
pub fn with_progress<T>(common: &CommonArguments, language: Language, work: impl FnOnce(Publishing) -> T) -> T {
    let shown = Format::from(common.format) == Format::Human && std::io::stderr().is_terminal();
    let progress = |done: usize, of: usize| {
        if shown {
            eprint!("\r{} {done}/{of}", if language == Language::Dutch { "beelden" } else { "images" });
        }
    };
    let made = work(Publishing { anew: common.no_cache, strict: common.strict, progress: &progress });
    if shown {
        eprint!("\r\x1b[K");
    }
    made
}

/// Damaged pictures among the rest. One that is cut off was told about when it was read.
pub fn with_damaged(mut diagnostics: Vec<Diagnostic>, damaged: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let known = |d: &Diagnostic| diagnostics.iter().any(|o| o.code == d.code && o.file == d.file);
    let new: Vec<Diagnostic> = damaged.into_iter().filter(|d| !known(d)).collect();
    diagnostics.extend(new);
    diagnostics
}

/// Tells why a hub could not be written.
pub fn not_written(
    problems: Vec<Diagnostic>,
    mut diagnostics: Vec<Diagnostic>,
    common: &CommonArguments,
    language: Language,
) -> ExitCode {
    let theme = problems.iter().all(|p| p.code == Code::RenderFailed);
    let foreign = problems.iter().any(|p| p.code == Code::ForeignFile);
    let damaged = problems.iter().all(|p| p.code == Code::ImageDamaged);
    diagnostics.extend(problems);
    tell(diagnostics, common, language);
    match (theme || foreign, damaged) {
        (true, _) => ExitCode::Usage,
        (false, true) => ExitCode::Content,
        (false, false) => ExitCode::Disk,
    }
}

/// A path without links, as far as there is something at it already.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|above| Some((above.canonicalize().ok()?, whole.strip_prefix(above).ok()?)));
    there.map_or_else(|| whole.clone(), |(there, rest)| there.join(rest))
}

/// The output may not lie over what it is made of.
fn overlap(config: &Config, out: &Path, shown: &str) -> Option<Diagnostic> {
    let (out, root, content) = (real(out), real(&config.root), real(&content_folder(config)));
    let over = root.starts_with(&out) || content.starts_with(&out) || (out.starts_with(&content) && content != root);
    let themes = real(&config.root.join("themes"));
    let over = over
        || out.starts_with(&themes)
        || themes.starts_with(&out)
        || config.named_files().any(|file| real(&config.root.join(file)).starts_with(&out));
    over.then(|| Diagnostic::new(Code::OutputOverlaps, "").with("path", shown))
}
