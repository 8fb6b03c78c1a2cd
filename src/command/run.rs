//! The commands: what `wijkwijzer build` and `check` do with the pipeline.

use crate::command::amount::{counted, files};
use crate::command::args::{BuildArguments, Command, CommonArguments, typed};
use crate::command::bundle::bundle;
use crate::command::exit_code::ExitCode;
use crate::command::left_out::LeftOut;
use crate::command::report::{Counts, Format, Style, report};
use crate::command::search::search;
use crate::command::serve::serve;
use crate::pipeline::{Prepared, Published, Publishing, Timings, prepare, publish};
use crate::source::catalogue::Code;
use crate::source::config::{Config, is_base_url, read_config};
use crate::source::date::{EPOCH, wrong_epoch};
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::discover::content_folder;
use crate::source::language::Language;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match typed() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    match std::panic::catch_unwind(|| command(arguments.command)) {
        Ok(code) => code,
        Err(_) => {
            eprintln!("wijkwijzer: this is a fault in the program; please report it with the text above");
            ExitCode::Internal
        }
    }
}

fn command(command: Command) -> ExitCode {
    let common = match &command {
        Command::Build(build) => &build.common,
        Command::Bundle(bundle) => &bundle.common,
        Command::Check(common) => common,
        Command::Serve(serve) => &serve.common,
        Command::Search(search) => &search.common,
    };
    if let Some(threads) = common.threads {
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    match command {
        Command::Build(arguments) => build(&arguments),
        Command::Bundle(arguments) => bundle(&arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Serve(arguments) => serve(&arguments),
        Command::Search(arguments) => search(&arguments),
    }
}

/// The configuration under the arguments, or the exit code after its problems were told.
pub fn configured(arguments: &CommonArguments) -> Result<(Config, Vec<Diagnostic>), ExitCode> {
    let (config, diagnostics) = read_config(&arguments.root);
    let language = language(arguments, config.as_ref());
    let errors = Counts::of(&diagnostics).errors;
    if let Some(written) = wrong_epoch() {
        let problem = Diagnostic::new(Code::BadSetting, "").with("key", format!("{EPOCH}={written}"));
        tell(
            vec![problem.with("expected", "@seconds").with("example", format!("{EPOCH}=1795521600"))],
            arguments,
            language,
        );
        return Err(ExitCode::Usage);
    }
    match config {
        Some(mut config) if errors == 0 => {
            if let Some(url) = &arguments.base_url {
                if !is_base_url(url) {
                    let problem =
                        Diagnostic::new(Code::BadSetting, "").with("key", "--base-url").with("expected", "@url");
                    let problem = problem.with("example", "--base-url https://voorbeeld.nl/");
                    tell(vec![problem], arguments, language);
                    return Err(ExitCode::Usage);
                }
                config.base_url = format!("{}/", url.trim_end_matches('/'));
            }
            Ok((config, diagnostics))
        }
        _ => {
            tell(diagnostics, arguments, language);
            Err(ExitCode::Usage)
        }
    }
}

/// The language of the messages: asked for, else the hub's, else Dutch.
pub fn language(arguments: &CommonArguments, config: Option<&Config>) -> Language {
    arguments.lang.map_or_else(|| config.map_or(Language::Dutch, |c| c.language), Language::from)
}

/// Prints a report: for people to standard error, for programs to standard output.
pub fn tell(diagnostics: Vec<Diagnostic>, arguments: &CommonArguments, language: Language) {
    let format = Format::from(arguments.format);
    let colour = format == Format::Human && Style::terminal_has_colour();
    let text = report(diagnostics, &arguments.root, Style { format, language, hints: arguments.hints, colour });
    match format {
        Format::Human => eprint!("{text}"),
        Format::Json | Format::Github => print!("{text}"),
    }
}

/// Warnings become errors under `--strict`.
pub fn taken_seriously(mut diagnostics: Vec<Diagnostic>, strict: bool) -> Vec<Diagnostic> {
    for diagnostic in diagnostics.iter_mut().filter(|d| strict && d.severity == Severity::Warning) {
        diagnostic.severity = Severity::Error;
    }
    diagnostics
}

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

fn build(arguments: &BuildArguments) -> ExitCode {
    let common = &arguments.common;
    let ready = configured(common).and_then(|c| ready(common, c, &arguments.out, arguments.keep_going));
    let Ready { prepared, diagnostics, ending, language } = match ready {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let pages = prepared.site.own_pages().count();
    let left_out = LeftOut::of(&prepared.site, &diagnostics);
    let out = common.root.join(&arguments.out);
    match with_progress(common, language, |how| publish(prepared, &out, how)) {
        Ok(Published { report, diagnostics: damaged, timings }) => {
            tell(with_damaged(diagnostics, damaged), common, language);
            if Format::from(common.format) == Format::Human {
                println!("{}", done(language, pages, report, &arguments.out.to_string_lossy()));
                left_out.tell(language);
            }
            tell_timings(&timings, common.timings);
            ending
        }
        Err(problems) => not_written(problems, diagnostics, common, language),
    }
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

fn check(arguments: &CommonArguments) -> ExitCode {
    let (config, mut diagnostics) = match configured(arguments) {
        Ok(configured) => configured,
        Err(code) => return code,
    };
    let language = language(arguments, Some(&config));
    match prepare(&config, arguments.drafts) {
        Ok(prepared) => {
            diagnostics.extend(prepared.diagnostics);
            let diagnostics = taken_seriously(diagnostics, arguments.strict);
            let ending = ExitCode::after(&diagnostics);
            let pages = prepared.site.own_pages().count();
            let routes = prepared.plan.routes.len();
            let left_out = LeftOut::of(&prepared.site, &diagnostics);
            tell(diagnostics, arguments, language);
            if Format::from(arguments.format) == Format::Human {
                println!("{}", checked(language, pages, routes));
                LeftOut { wrong: 0, ..left_out }.tell(language);
            }
            tell_timings(&prepared.timings, arguments.timings);
            ending
        }
        Err(problems) => {
            tell(problems, arguments, language);
            ExitCode::Usage
        }
    }
}

/// For people, the line about what was not published comes last, also when hints are not shown.
fn tell_with_last(mut diagnostics: Vec<Diagnostic>, arguments: &CommonArguments, language: Language) {
    let human = Format::from(arguments.format) == Format::Human;
    let last = if human { diagnostics.pop() } else { None };
    tell(diagnostics, arguments, language);
    if let Some(last) = last {
        let (message, hint) = crate::command::report::told(&last, language);
        eprintln!("{message}\n{}", hint.unwrap_or_default());
    }
}

fn done(language: Language, pages: usize, report: crate::output::tree::Report, out: &str) -> String {
    let crate::output::tree::Report { written, unchanged, removed } = report;
    match language {
        Language::Dutch => format!(
            "{} in {out}: {} geschreven, {unchanged} ongewijzigd, {removed} verwijderd",
            counted(pages, language),
            files(written, language)
        ),
        Language::English => format!(
            "{} in {out}: {} written, {unchanged} unchanged, {removed} removed",
            counted(pages, language),
            files(written, language)
        ),
    }
}

fn checked(language: Language, pages: usize, routes: usize) -> String {
    let (pages, files) = (counted(pages, language), files(routes, language));
    match language {
        Language::Dutch => format!("{pages} nagekeken, samen {files}"),
        Language::English => format!("{pages} checked, {files} in all"),
    }
}

fn tell_timings(timings: &Timings, wanted: bool) {
    for (stage, time) in timings.iter().filter(|_| wanted) {
        eprintln!("{stage:>16} {:>8.1} ms", time.as_secs_f64() * 1000.0);
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
