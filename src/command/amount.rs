//! Numbers of things, in words.

use crate::source::language::Language;

/// A number of what is called by the one word or the other: `1 pagina`, `12 pagina's`.
pub fn amount(n: usize, language: Language, dutch: [&str; 2], english: [&str; 2]) -> String {
    let words = match language {
        Language::Dutch => dutch,
        Language::English => english,
    };
    format!("{n} {}", words[usize::from(n != 1)])
}

/// A number of pages, in words.
pub fn counted(pages: usize, language: Language) -> String {
    amount(pages, language, ["pagina", "pagina's"], ["page", "pages"])
}

/// A number of files, in words.
pub fn files(files: usize, language: Language) -> String {
    amount(files, language, ["bestand", "bestanden"], ["file", "files"])
}
