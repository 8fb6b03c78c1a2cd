//! The addresses that a search engine should know.

use crate::model::site::Site;
use crate::plan::plan::overview_folder;
use crate::source::field::KindId;

/// Address and day of the last change of everything that a search engine should know.
pub fn addresses(site: &Site) -> Vec<(String, Option<String>)> {
    let mut all = vec![(String::new(), None)];
    for (_, page) in site.own_pages().filter(|(_, p)| p.front.search) {
        let changed = page.front.updated.max(page.front.date).map(|m| m.day_text());
        all.push((page.permalink.clone(), changed));
    }
    all.extend((0..site.config.kinds.len()).filter_map(|k| overview_folder(site, KindId(k as u16))).map(|f| (f, None)));
    all.extend(site.terms.iter().filter_map(|t| t.permalink.clone()).map(|p| (p, None)));
    for (v, vocabulary) in site.config.vocabularies.iter().enumerate() {
        if vocabulary.pages && site.by_vocabulary[v].iter().any(|t| site.term(*t).permalink.is_some()) {
            all.push((format!("{}/", vocabulary.folder), None));
        }
    }
    all.extend(site.config.map.iter().map(|map| (format!("{}/", map.folder), None)));
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all
}
