//! The hub that the arguments name: its declaration, and the language in which it is spoken of.

use crate::command::args::CommonArguments;
use crate::command::exit_code::ExitCode;
use crate::command::report::Counts;
use crate::command::tell::tell;
use crate::source::catalogue::Code;
use crate::source::config::{Config, is_base_url, read_config};
use crate::source::date::{EPOCH, wrong_epoch};
use crate::source::diagnostic::Diagnostic;
use crate::source::language::Language;

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
