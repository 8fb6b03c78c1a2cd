//! Addresses inside the site: the permalink of a file, and the path that a relative link means.

use crate::source::config::Config;
use crate::source::slug::slug;

/// The permalink of a content file: its folders and its slug, each ended by `/`. Files that stand
/// for their folder have the folder's; folders that begin with `_` stay out of it.
pub fn permalink(config: &Config, path: &str, own_slug: Option<&str>) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut permalink = folder_address(folder);
    if !config.stands_for_folder(name) {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        push(&mut permalink, &segment(own_slug.unwrap_or(stem)));
    } else if let Some(own) = own_slug.filter(|_| !folder.is_empty()) {
        permalink.pop();
        permalink.truncate(permalink.rfind('/').map_or(0, |i| i + 1));
        push(&mut permalink, &segment(own));
    }
    permalink
}

/// The address of a folder: empty or ending with `/`.
pub fn folder_address(folder: &str) -> String {
    let mut address = String::with_capacity(folder.len() + 1);
    for part in folder.split('/').filter(|p| !p.is_empty() && !p.starts_with('_')) {
        push(&mut address, &segment(part));
    }
    address
}

/// The address of a file that is copied: its folder's, and its own name.
pub fn asset_address(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    format!("{}{name}", folder_address(folder))
}

/// An older address: that of a file when it ends in `.html`, else as a permalink; none when it cannot be one.
pub fn alias(text: &str) -> Option<String> {
    let path = text.trim().trim_start_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let bad = |part: &str| {
        part.is_empty() || part == "." || part == ".." || part.contains(['\\', '?', '#', ':', '"', '<', '>', '\0'])
    };
    let end = if path.ends_with(".html") { "" } else { "/" };
    // The name of a file is none: visitors never saw it.
    (!path.is_empty() && !path.ends_with(".md") && path.split('/').all(|p| !bad(p))).then(|| format!("{path}{end}"))
}

/// The path below the content folder that `relative` means in the file `from`; none when it leads
/// outside. A path that begins with `/` is meant from the top.
pub fn joined(from: &str, relative: &str) -> Option<String> {
    let (base, relative) = match relative.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (from.rsplit_once('/').map_or("", |(folder, _)| folder), relative),
    };
    let mut parts: Vec<&str> = base.split('/').filter(|p| !p.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path below the content folder, as a link in the file `from` writes it.
pub fn relative(from: &str, path: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count().min(from.len() - 1).min(to.len() - 1);
    let mut parts = vec![".."; from.len() - 1 - common];
    parts.extend(&to[common..]);
    parts.join("/")
}

/// A path as it stands in an `href`: what has a meaning in addresses is percent-encoded, letters stay.
pub fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let mut from = 0;
    for (at, byte) in path.bytes().enumerate() {
        if MEANS_SOMETHING[usize::from(byte)] {
            encoded.push_str(&path[from..at]);
            encoded.push_str(&format!("%{byte:02X}"));
            from = at + 1;
        }
    }
    encoded.push_str(&path[from..]);
    encoded
}

/// By byte, whether it has a meaning in addresses.
const MEANS_SOMETHING: [bool; 256] = {
    let (all, mut table, mut i) = (br#" "<>?#%\^`{|}[]"#, [false; 256], 0);
    while i < all.len() {
        table[all[i] as usize] = true;
        i += 1;
    }
    table
};

/// One part of an address, made from a name: never empty, so that one without letter or digit is `x`.
pub fn segment(text: &str) -> String {
    let segment = slug(text);
    if segment.is_empty() { "x".into() } else { segment }
}

fn push(address: &mut String, segment: &str) {
    address.push_str(segment);
    address.push('/');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn relative_paths_stay_inside() {
        assert_eq!(joined("a/b.md", "../c/d.md").as_deref(), Some("c/d.md"));
        assert_eq!(joined("a/b.md", "./e.png").as_deref(), Some("a/e.png"));
        assert_eq!(joined("a/b.md", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(joined("a/b.md", "../../c.md"), None);
    }

    #[test]
    fn relative_paths_lead_back() {
        for (from, path) in [("a/b.md", "c/d.md"), ("a/b.md", "a/c/d.md"), ("a.md", "b.md"), ("a/b/c.md", "a.md")] {
            assert_eq!(joined(from, &relative(from, path)).as_deref(), Some(path));
        }
    }

    #[test]
    fn older_addresses_are_paths() {
        assert_eq!(alias("/nieuws/oud").as_deref(), Some("nieuws/oud/"));
        assert_eq!(alias("nieuws/oud/index.html").as_deref(), Some("nieuws/oud/"));
        assert_eq!(alias("/oud/y.html").as_deref(), Some("oud/y.html"));
        for bad in ["", "/", "../x", "a//b", "https://x.nl/"] {
            assert_eq!(alias(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_link_leaves_the_content_folder(from in "[a-c/]{0,8}", link in "[./a]{0,12}") {
            if let Some(path) = joined(&from, &link) {
                prop_assert!(!path.starts_with('/') && path.split('/').all(|p| p != ".."));
            }
        }
    }
}
