//! The addresses of what needs no file: the home page, overviews with their tables, feeds and calendars, agendas,
//! terms, indexes of vocabularies, the map and search. Knows nothing of what is in them.

use crate::model::term::Term;
use crate::source::config::Config;
use crate::source::kind::Kind;
use crate::source::slug::slug;

/// What there is to list.
#[derive(Debug)]
pub struct Lists<'a> {
    /// The folder of the overview of each kind, if it has one.
    pub overviews: &'a [Option<String>],
    /// Whether any page of each kind is an event.
    pub with_events: &'a [bool],
    /// Whether any page of each kind has a date.
    pub dated: &'a [bool],
    /// The folder of the index of each vocabulary, if it has one.
    pub indexes: &'a [Option<String>],
    /// All terms.
    pub terms: &'a [Term],
}

/// The paths of the tables of a kind whose overview is in `folder`: as CSV, JSON and XLSX.
pub fn tables(kind: &Kind, folder: &str) -> [String; 3] {
    let name = slug(&kind.name);
    ["csv", "json", "xlsx"].map(|of| format!("{folder}{name}.{of}"))
}

/// The addresses relative to the root of the site, those of pages ended by `/`; only the first page of a list.
pub fn generated(config: &Config, lists: &Lists) -> Vec<String> {
    let mut all = vec![String::new()];
    for (k, kind) in config.kinds.iter().enumerate() {
        let Some(folder) = &lists.overviews[k] else { continue };
        all.push(folder.clone());
        all.extend(tables(kind, folder));
        all.extend((kind.feed && lists.dated[k]).then(|| format!("{folder}feed.xml")));
        if lists.with_events[k] {
            all.push(format!("{folder}{}/", config.language.agenda_folder()));
            all.push(format!("{folder}calendar.ics"));
        }
    }
    all.extend(lists.dated.contains(&true).then(|| "feed.xml".into()));
    all.extend(lists.with_events.contains(&true).then(|| "calendar.ics".into()));
    all.extend(lists.terms.iter().filter_map(|t| t.permalink.clone()));
    all.extend(lists.indexes.iter().flatten().cloned());
    all.extend(config.map.iter().map(|map| map.address.clone()));
    all.extend(config.search.map(|_| format!("{}/", config.language.search_folder())));
    all
}
