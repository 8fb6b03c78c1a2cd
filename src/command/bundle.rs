//! `wijkwijzer bundle`: the hub in a zip, to read without a server.

use crate::command::args::BundleArguments;
use crate::command::exit_code::ExitCode;
use crate::command::report::Format;
use crate::command::run::{
    Ready, configured, counted, files as in_words, held_back, not_written, ready, tell, tell_held_back, with_damaged,
    with_progress,
};
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
    let held = held_back(&prepared, &diagnostics);
    let path = common.root.join(&out);
    match with_progress(common, language, |how| write(prepared, &path, how)) {
        Ok(Bundled { files, bytes, diagnostics: damaged }) => {
            tell(with_damaged(diagnostics, damaged), common, language);
            if Format::from(common.format) == Format::Human {
                println!("{}", done(language, pages, files, bytes, &out.to_string_lossy()));
                tell_held_back(held, language);
            }
            ending
        }
        Err(problems) => not_written(problems, diagnostics, common, language),
    }
}

fn done(language: Language, pages: usize, files: usize, bytes: u64, out: &str) -> String {
    format!("{} in {out}: {}, {} kB", counted(pages, language), in_words(files, language), bytes.div_ceil(1000))
}
