//! The addresses of what needs no file: the home page, overviews with their tables, feeds and calendars, agendas,
//! terms, indexes of vocabularies, the map and search. Knows nothing of what is in them.

use crate::model::site::Term;
use crate::source::config::Config;
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

/// The addresses relative to the root of the site, those of pages ended by `/`; only the first page of a list.
pub fn generated(config: &Config, lists: &Lists) -> Vec<String> {
    let mut all = vec![String::new()];
    for ((folder, kind), (events, dated)) in
        lists.overviews.iter().zip(&config.kinds).zip(lists.with_events.iter().zip(lists.dated))
    {
        let Some(folder) = folder else { continue };
        all.push(folder.clone());
        let name = slug(&kind.name);
        all.extend(["csv", "json", "xlsx"].map(|of| format!("{folder}{name}.{of}")));
        all.extend((kind.feed && *dated).then(|| format!("{folder}feed.xml")));
        if *events {
            all.push(format!("{folder}{}/", config.language.agenda_folder()));
            all.push(format!("{folder}calendar.ics"));
        }
    }
    all.extend(lists.dated.contains(&true).then(|| "feed.xml".into()));
    all.extend(lists.with_events.contains(&true).then(|| "calendar.ics".into()));
    all.extend(lists.terms.iter().filter_map(|t| t.permalink.clone()));
    all.extend(lists.indexes.iter().flatten().cloned());
    all.extend(config.map.iter().map(|map| format!("{}/", map.folder)));
    all.extend(config.search.map(|_| format!("{}/", config.language.search_folder())));
    all
}
