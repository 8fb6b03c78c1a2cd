//! The addresses of pages that need no file: the home page, overviews, agendas, terms, indexes of vocabularies,
//! the map and search. Knows nothing of what is on them, nor of what else is written beside them.

use crate::model::site::Term;
use crate::source::config::Config;

/// What there is to list.
#[derive(Debug)]
pub struct Lists<'a> {
    /// The folder of the overview of each kind, if it has one.
    pub overviews: &'a [Option<String>],
    /// Whether any page of each kind is an event.
    pub with_events: &'a [bool],
    /// The folder of the index of each vocabulary, if it has one.
    pub indexes: &'a [Option<String>],
    /// All terms.
    pub terms: &'a [Term],
}

/// The addresses relative to the root of the site, each ended by `/`; only the first page of a list.
pub fn generated(config: &Config, lists: &Lists) -> Vec<String> {
    let mut all = vec![String::new()];
    for (folder, events) in lists.overviews.iter().zip(lists.with_events) {
        let Some(folder) = folder else { continue };
        all.push(folder.clone());
        if *events {
            all.push(format!("{folder}{}/", config.language.agenda_folder()));
        }
    }
    all.extend(lists.terms.iter().filter_map(|t| t.permalink.clone()));
    all.extend(lists.indexes.iter().flatten().cloned());
    all.extend(config.map.iter().map(|map| format!("{}/", map.folder)));
    all.extend(config.search.map(|_| format!("{}/", config.language.search_folder())));
    all
}
