//! `wijkwijzer bundle`: the hub in a zip, to read without a server.

use crate::command::amount::{counted, files as in_words};
use crate::command::args::BundleArguments;
use crate::command::configured::configured;
use crate::command::exit_code::ExitCode;
use crate::command::left_out::LeftOut;
use crate::command::ready::{Ready, not_written, ready, with_damaged, with_progress};
use crate::command::report::Format;
use crate::command::tell::tell;
use crate::pipeline::{Bundled, bundle as write, bundle_name};
use crate::source::language::Language;
use std::path::PathBuf;

/// Writes the zip.
pub fn bundle(arguments: &BundleArguments) -> ExitCode {
    let common = &arguments.common;
    let config = match configured(common) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(bundle_name(&config.0) + ".zip"));
    let Ready { prepared, diagnostics, ending, language } = match ready(common, config, &out, arguments.keep_going) {
        Ok(ready) => ready,
        Err(code) => return code,
    };
    let pages = prepared.site.own_pages().count();
    let left_out = LeftOut::of(&prepared.site, &diagnostics);
    let path = common.root.join(&out);
    match with_progress(common, language, |how| write(prepared, &path, how)) {
        Ok(Bundled { files, bytes, diagnostics: damaged }) => {
            tell(with_damaged(diagnostics, damaged), common, language);
            if Format::from(common.format) == Format::Human {
                println!("{}", done(language, pages, files, bytes, &out.to_string_lossy()));
                left_out.tell(language);
            }
            ending
        }
        Err(problems) => not_written(problems, diagnostics, common, language),
    }
}

fn done(language: Language, pages: usize, files: usize, bytes: u64, out: &str) -> String {
    format!("{} in {out}: {}, {} kB", counted(pages, language), in_words(files, language), bytes.div_ceil(1000))
}
