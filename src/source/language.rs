//! The languages that the program itself speaks: of its messages and of the theme's texts.

/// A language of the program. Pages may be in any language; see their `language` key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// Dutch.
    #[default]
    Dutch,
    /// English.
    English,
}

/// Whether a text is formed as the tag of a language (BCP 47, RFC 5646 section 2.1): `nl`, `en-GB`, `zh-Hant`.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|p| matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Language {
    /// The language with this tag (`nl`, `en-GB`), or none.
    pub fn from_tag(tag: &str) -> Option<Language> {
        match tag.split(['-', '_']).next() {
            Some("nl") => Some(Language::Dutch),
            Some("en") => Some(Language::English),
            _ => None,
        }
    }

    /// The tag of BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Dutch => "nl",
            Language::English => "en",
        }
    }

    /// Folder of the search page.
    pub fn search_folder(self) -> &'static str {
        match self {
            Language::Dutch => "zoeken",
            Language::English => "search",
        }
    }

    /// Folder of the months of an agenda, below the overview.
    pub fn agenda_folder(self) -> &'static str {
        match self {
            Language::Dutch => "agenda",
            Language::English => "calendar",
        }
    }

    /// Folder of the map, unless the hub names one.
    pub fn map_folder(self) -> &'static str {
        match self {
            Language::Dutch => "kaart",
            Language::English => "map",
        }
    }

    /// Folder of the later pages of a list.
    pub fn page_folder(self) -> &'static str {
        match self {
            Language::Dutch => "pagina",
            Language::English => "page",
        }
    }
}
