//! By what results can be narrowed: for each facet a file with the pages of each of its values.
//! It is read when a visitor opens the filters. A line (divided by U+001E) for each value, most pages
//! first: the label, a tab, and the pages as numbers (see [`crate::search::alphabet`]):
//! the first itself, each later one as the distance to the one before less one.

use crate::search::alphabet::push_number;
use crate::search::record::Record;
use std::collections::BTreeMap;

/// The text of a facet; empty when no page has it.
pub fn facet(records: &[Record], facet: usize) -> String {
    let mut pages: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (page, record) in records.iter().enumerate() {
        for (_, label) in record.facets.iter().filter(|(f, _)| *f == facet) {
            let of = pages.entry(label).or_default();
            if of.last() != Some(&(page as u32)) {
                of.push(page as u32);
            }
        }
    }
    let mut values: Vec<(&str, Vec<u32>)> = pages.into_iter().collect();
    values.sort_by(|a, b| (b.1.len(), a.0).cmp(&(a.1.len(), b.0)));
    values.iter().map(|(label, pages)| value(label, pages)).collect::<Vec<_>>().join("\u{1e}")
}

fn value(label: &str, pages: &[u32]) -> String {
    let mut text: String = label.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.push('\t');
    let mut next = 0;
    for page in pages {
        push_number(&mut text, page - next);
        next = page + 1;
    }
    text
}
