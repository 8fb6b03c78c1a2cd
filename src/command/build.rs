//! `wijkwijzer build`: writes the hub into a folder.

use crate::command::amount::{counted, files};
use crate::command::args::BuildArguments;
use crate::command::configured::configured;
use crate::command::exit_code::ExitCode;
use crate::command::left_out::LeftOut;
use crate::command::ready::{Ready, not_written, ready, with_damaged, with_progress};
use crate::command::report::Format;
use crate::command::tell::{tell, tell_timings};
use crate::output::tree::Report;
use crate::pipeline::{Published, publish};
use crate::source::language::Language;

/// Builds a hub, and says what was written.
pub fn build(arguments: &BuildArguments) -> ExitCode {
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

fn done(language: Language, pages: usize, report: Report, out: &str) -> String {
    let Report { written, unchanged, removed } = report;
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
