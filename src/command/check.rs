//! `wijkwijzer check`: tells what is wrong with a hub, and writes nothing.

use crate::command::amount::{counted, files};
use crate::command::args::CommonArguments;
use crate::command::configured::{configured, language};
use crate::command::exit_code::ExitCode;
use crate::command::left_out::LeftOut;
use crate::command::report::Format;
use crate::command::tell::{taken_seriously, tell, tell_timings};
use crate::pipeline::prepare;
use crate::source::language::Language;

/// Checks a hub.
pub fn check(arguments: &CommonArguments) -> ExitCode {
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

fn checked(language: Language, pages: usize, routes: usize) -> String {
    let (pages, files) = (counted(pages, language), files(routes, language));
    match language {
        Language::Dutch => format!("{pages} nagekeken, samen {files}"),
        Language::English => format!("{pages} checked, {files} in all"),
    }
}
