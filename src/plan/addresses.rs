//! The addresses that a search engine should know.

use crate::model::site::Site;

/// Address and day of the last change of everything that a search engine should know.
pub fn addresses(site: &Site) -> Vec<(String, Option<String>)> {
    let mut all = vec![(String::new(), None)];
    for (_, page) in site.own_pages().filter(|(_, p)| p.front.search) {
        let changed = page.front.updated.max(page.front.date).map(|m| m.day_text());
        all.push((page.permalink.clone(), changed));
    }
    all.extend(site.overviews.iter().flatten().map(|folder| (folder.clone(), None)));
    all.extend(site.terms.iter().filter_map(|t| t.permalink.clone()).map(|p| (p, None)));
    all.extend(site.indexes.iter().flatten().map(|folder| (folder.clone(), None)));
    all.extend(site.config.search.map(|_| (format!("{}/", site.config.language.search_folder()), None)));
    all.extend(site.config.map.iter().map(|map| (map.address.clone(), None)));
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all
}
