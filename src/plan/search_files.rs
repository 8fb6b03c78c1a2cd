//! What a search needs without a network, said once for whoever keeps files on a device.
//! Knows nothing of how they are kept.

use crate::search::index::is_first;
use crate::search::record::IndexFile;

/// Scripts of a theme that belong to search begin like this.
const SCRIPTS: &str = "assets/search";

/// Paths relative to the root of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFiles {
    /// Kept always: the search page, the scripts, and the files of the index that any query may need.
    pub always: Vec<String>,
    /// Kept once they were used, or all of them when a visitor keeps the whole hub. Whatever is in a
    /// folder of the index that is not named here or above belongs to an older index.
    pub when_used: Vec<String>,
}

/// What a search in this folder (`zoeken`) needs, with these assets of the theme and these files of the index.
pub fn search_files<'a>(
    folder: &str,
    assets: impl IntoIterator<Item = &'a String>,
    index: &[IndexFile],
) -> SearchFiles {
    let mut files = SearchFiles { always: vec![format!("{folder}/index.html")], when_used: Vec::new() };
    files.always.extend(assets.into_iter().filter(|a| a.starts_with(SCRIPTS) && a.ends_with(".js")).cloned());
    for file in index {
        let list = if is_first(&file.path) { &mut files.always } else { &mut files.when_used };
        list.push(format!("{folder}/{}", file.path));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::index;
    use crate::search::record::{Labels, Record};

    #[test]
    fn manifest_scripts_and_reversed_words_are_kept_always() {
        let page = Record { address: "a/", title: "Buurtagenda", ..Record::default() };
        let files = index(&[page], &Labels { language: "nl", ..Labels::default() });
        let assets = ["assets/base.css".to_owned(), "assets/search-core.js".into(), "assets/share.js".into()];
        let SearchFiles { always, when_used } = search_files("zoeken", &assets, &files);
        assert_eq!(always[..3], ["zoeken/index.html", "assets/search-core.js", "zoeken/m.js"]);
        assert!(always[3].ends_with("/b/r.js") && always[4].ends_with("/r/0.js") && always.len() == 5, "{always:?}");
        let ends: Vec<&str> = when_used.iter().map(|path| &path[path.len() - 7..]).collect();
        assert_eq!(ends, ["/t/0.js", "/d/0.js"]);
    }
}
