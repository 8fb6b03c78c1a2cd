//! Numbers of pages and files, in words.

use crate::source::language::Language;

/// A number of pages, in words.
pub fn counted(pages: usize, language: Language) -> String {
    match (language, pages) {
        (Language::Dutch, 1) => "1 pagina".into(),
        (Language::Dutch, n) => format!("{n} pagina's"),
        (Language::English, 1) => "1 page".into(),
        (Language::English, n) => format!("{n} pages"),
    }
}

/// A number of files, in words.
pub fn files(files: usize, language: Language) -> String {
    match (language, files) {
        (Language::Dutch, 1) => "1 bestand".into(),
        (Language::Dutch, n) => format!("{n} bestanden"),
        (Language::English, 1) => "1 file".into(),
        (Language::English, n) => format!("{n} files"),
    }
}
