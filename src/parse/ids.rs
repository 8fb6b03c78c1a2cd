//! The ids of one page: no two are the same, whatever its headings say. Knows nothing of HTML.
//!
//! What the program and the theme add themselves begins with a capital (`Fn-1`, `Main`): the id of a
//! heading is in lower case, so neither has to give way.

use std::collections::HashMap;

/// The ids that the theme gives on pages with a text of an editor.
const OF_THEME: &[&str] = &[
    "Backlinks-title",
    "Coming-title",
    "Exports-title",
    "Facts-title",
    "Footer-follow",
    "Header-q",
    "Home-q",
    "Main",
    "Main-menu",
    "Narrow-words",
    "Past-title",
    "Related-title",
];

/// What the theme numbers there: its blocks, and its components.
const NUMBERED: &[&str] =
    &["Block", "Caution", "Important", "Map", "Match", "Note", "Overview", "Relation", "Steps", "Tip", "Warning"];

/// The ids that are given, with how often each was wanted.
#[derive(Debug, Default)]
pub struct Ids {
    wanted: HashMap<String, usize>,
}

impl Ids {
    /// The id itself when nothing has it, else with the number that GitHub adds: `kop`, `kop-1`, `kop-2`.
    pub fn unique(&mut self, id: String) -> String {
        let n = self.wanted.entry(id.clone()).or_insert(0);
        *n += 1;
        if *n == 1 {
            return id;
        }
        let numbered = format!("{id}-{}", *n - 1);
        self.unique(numbered)
    }

    /// An id that an editor wrote: in lower case when the theme may have it, else as it is.
    pub fn beside_theme(id: &str) -> String {
        if is_of_theme(id) { id.to_lowercase() } else { id.to_owned() }
    }

    /// Takes an id as it is; false when something has it already, or the theme may have it.
    pub fn claim(&mut self, id: &str) -> bool {
        let free = !is_of_theme(id) && !self.wanted.contains_key(id);
        if free {
            self.wanted.insert(id.to_owned(), 1);
        }
        free
    }
}

/// Whether the theme may have an id on a page with a text of an editor.
pub fn is_of_theme(id: &str) -> bool {
    let mut words = id.split('-');
    let numbered = words.next().is_some_and(|first| NUMBERED.contains(&first))
        && words.next().is_some_and(|second| second.starts_with(|c: char| c.is_ascii_digit()));
    OF_THEME.contains(&id) || numbered || id.starts_with("Field-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let given: Vec<String> = ["kop", "kop", "kop-1", "kop"].map(|id| ids.unique(id.to_owned())).into();
        assert_eq!(given, ["kop", "kop-1", "kop-1-1", "kop-2"]);
        assert!(!ids.claim("kop-2") && ids.claim("anders") && !ids.claim("anders"));
        assert_eq!(ids.unique("anders".into()), "anders-1");
        assert!(!ids.claim("Main") && !ids.claim("Note-1") && ids.claim("Doelen"));
        assert_eq!(["Main", "Facts-title", "Doelen"].map(Ids::beside_theme), ["main", "facts-title", "Doelen"]);
    }
}
