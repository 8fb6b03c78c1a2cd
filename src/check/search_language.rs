//! Whether search knows the language of the hub.

use crate::search::elasticlunr::knows;
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;

/// A hint when search takes the words of the hub's language as they are.
pub fn search_language(config: &Config) -> Vec<Diagnostic> {
    let unknown = config.search.is_some() && !knows(&config.language_tag);
    let problem = || Diagnostic::new(Code::SearchLanguage, FILE).with("language", &config.language_tag);
    unknown.then(problem).into_iter().collect()
}
