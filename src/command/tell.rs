//! What a command says: its messages, and how long it took.

use crate::command::args::CommonArguments;
use crate::command::report::{Format, Style, report, told};
use crate::pipeline::Timings;
use crate::source::diagnostic::Diagnostic;
use crate::source::language::Language;
use crate::source::severity::Severity;

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

/// For people, the line about what was not published comes last, also when hints are not shown.
pub fn tell_with_last(mut diagnostics: Vec<Diagnostic>, arguments: &CommonArguments, language: Language) {
    let human = Format::from(arguments.format) == Format::Human;
    let last = if human { diagnostics.pop() } else { None };
    tell(diagnostics, arguments, language);
    if let Some(last) = last {
        let (message, hint) = told(&last, language);
        eprintln!("{message}\n{}", hint.unwrap_or_default());
    }
}

/// Prints how long each stage took, where that is wanted.
pub fn tell_timings(timings: &Timings, wanted: bool) {
    for (stage, time) in timings.iter().filter(|_| wanted) {
        eprintln!("{stage:>16} {:>8.1} ms", time.as_secs_f64() * 1000.0);
    }
}
