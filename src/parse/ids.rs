//! The ids of one page: no two are the same, whatever its headings say. Knows nothing of HTML.
//!
//! What the program and the theme add themselves begins with a capital (`Fn-1`, `Main`): the id of a
//! heading is in lower case, so neither has to give way.

use std::collections::HashMap;

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

    /// Takes an id as it is; false when something has it already.
    pub fn claim(&mut self, id: &str) -> bool {
        let free = !self.wanted.contains_key(id);
        if free {
            self.wanted.insert(id.to_owned(), 1);
        }
        free
    }
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
    }
}
