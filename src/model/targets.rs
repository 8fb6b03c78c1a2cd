//! What a name or a path in the content can mean: files by path, by name without folder, by title.
//! Also knows what is there but not to be seen, so that a link to a draft is not "missing".

use crate::model::address::{folder_address, joined};
use crate::model::page::Page;
use crate::source::config::Config;
use crate::source::discover::without_markdown_ending;
use crate::source::field::KindId;
use crate::source::nearest::{Names, nearest};
use crate::source::slug::{composed, fold};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A page, by its index.
    Page(u32),
    /// A copied file, by its index.
    Asset(u32),
    /// A page that visitors cannot see (yet).
    Hidden,
    /// A page whose file is empty: there is nothing to see.
    Empty,
    /// A page that could not be read; that has been reported.
    Unreadable,
    /// A page for which there is no file, by its index: an overview, a term, the map, the search page.
    Generated(u32),
}

/// Everything that can be named.
#[derive(Debug, Default)]
pub struct Targets {
    by_path: BTreeMap<String, Target>,
    /// Paths by themselves in lower case, composed.
    by_lower_path: FxHashMap<String, String>,
    /// By permalink, without the slash at its end.
    by_permalink: FxHashMap<String, u32>,
    /// By older address, without the slash or `.html` at its end.
    by_alias: FxHashMap<String, u32>,
    /// By file name, path without ending, and folded title.
    by_name: FxHashMap<String, Vec<u32>>,
    hidden_names: FxHashMap<String, Target>,
    /// Addresses of pages without a file, and their indexes by address without the slash at its end.
    generated: Vec<String>,
    by_generated: FxHashMap<String, u32>,
    index_names: Vec<String>,
    files: OnceLock<FileNames>,
    all_names: OnceLock<Names>,
}

/// The files by their names, for names that lead to nothing otherwise; only made when there is one.
#[derive(Debug, Default)]
struct FileNames {
    /// The first path of each name, as written and in lower case.
    first: FxHashMap<String, String>,
    first_of_lower: FxHashMap<String, String>,
    /// Names in each folder.
    in_folder: FxHashMap<String, Names>,
}

/// What a path led to, and whether it was written as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A file, found as written.
    Exact(Target),
    /// A file whose path differs in capitals.
    OtherCase(Target, String),
    /// Found as an address on the site; the path of its file.
    ByAddress(Target, String),
    /// Found as an older address of a page.
    Moved(Target),
    /// The path leads out of the content folder.
    Outside,
    /// Nothing is there; the path that was looked for.
    Missing(String),
}

impl Targets {
    /// An empty collection for a hub.
    pub fn new(config: &Config) -> Targets {
        Targets { index_names: config.index.clone(), ..Targets::default() }
    }

    /// Adds the published pages.
    pub fn add_pages(&mut self, config: &Config, pages: &[Page]) {
        let named = |page: &Page| names(config, &page.path, &page.front.title, page.front.slug.as_deref());
        let Targets { by_path, by_lower_path, by_permalink, by_alias, by_name, .. } = self;
        by_lower_path.reserve(pages.len());
        by_permalink.reserve(pages.len());
        by_name.reserve(3 * pages.len());
        let paths = || {
            for (index, page) in (0..).zip(pages) {
                add_path(by_path, by_lower_path, &page.path, Target::Page(index));
                by_permalink.insert(page.permalink.trim_end_matches('/').to_owned(), index);
                for alias in &page.aliases {
                    by_alias.entry(plain(alias)).or_insert(index);
                }
            }
        };
        let names = || {
            let names: Vec<Vec<String>> = pages.par_iter().map(named).collect();
            for (index, names) in (0..).zip(names) {
                for name in names {
                    by_name.entry(name).or_default().push(index);
                }
            }
        };
        rayon::join(paths, names);
    }

    /// Adds a copied file.
    pub fn add_asset(&mut self, index: u32, path: &str) {
        add_path(&mut self.by_path, &mut self.by_lower_path, path, Target::Asset(index));
    }

    /// Adds the page at an address that ends with `/` and that no file stands for.
    pub fn add_generated(&mut self, address: &str) {
        let index = self.generated.len() as u32;
        self.by_generated.entry(address.trim_end_matches('/').to_owned()).or_insert(index);
        self.generated.push(address.to_owned());
    }

    /// The address of a generated page.
    pub fn generated(&self, index: u32) -> &str {
        &self.generated[index as usize]
    }

    /// Adds a page that cannot be linked to.
    pub fn add_absent(&mut self, config: &Config, path: &str, title: &str, target: Target) {
        add_path(&mut self.by_path, &mut self.by_lower_path, path, target);
        for name in names(config, path, title, None) {
            self.hidden_names.entry(name).or_insert(target);
        }
    }

    /// The index of the copied file at a path, also when its accents are written in another way.
    pub fn asset_at(&self, path: &str) -> Option<u32> {
        let other = || {
            let real = self.by_lower_path.get(&lower(path)).filter(|real| composed(real) == composed(path))?;
            self.by_path.get(real)
        };
        match self.by_path.get(path).or_else(other)? {
            Target::Asset(index) => Some(*index),
            _ => None,
        }
    }

    /// What a link in the file `from`, whose page is at `permalink`, means by `relative`.
    pub fn by_link(&self, from: &str, permalink: &str, relative: &str) -> Lookup {
        let Some(path) = joined(from, relative) else { return Lookup::Outside };
        if let Some(target) = self.by_path.get(&path) {
            return Lookup::Exact(*target);
        }
        let variants = self.variants(&path);
        if let Some(target) = variants.iter().find_map(|v| self.by_path.get(v)) {
            return Lookup::Exact(*target);
        }
        for variant in std::iter::once(&path).chain(&variants) {
            if let Some(real) = self.by_lower_path.get(&lower(variant)) {
                let target = self.by_path[real];
                let same = composed(real) == composed(variant);
                return if same { Lookup::Exact(target) } else { Lookup::OtherCase(target, real.clone()) };
            }
        }
        let from_page = joined(&format!("{permalink}index.html"), relative).map(|p| plain(&p));
        let folded = plain(&folder_address(&path));
        let addresses = [Some(plain(&path)), from_page, Some(folded)].into_iter().flatten();
        for address in addresses {
            if let Some(index) = self.by_permalink.get(&address) {
                return Lookup::ByAddress(Target::Page(*index), address);
            }
            if let Some(index) = self.by_generated.get(&address) {
                return Lookup::Exact(Target::Generated(*index));
            }
            if let Some(index) = self.by_alias.get(without_markdown_ending(&address)) {
                return Lookup::Moved(Target::Page(*index));
            }
        }
        Lookup::Missing(path)
    }

    /// What a `[[wiki link]]` means: a path or a file name without folder and ending.
    pub fn by_wiki_name(&self, name: &str) -> Option<Target> {
        let key = fold(without_markdown_ending(name));
        let page = self.by_name.get(&key).and_then(|pages| pages.first()).map(|p| Target::Page(*p));
        page.or_else(|| self.hidden_names.get(&key).copied())
            .or_else(|| self.files().first.get(name).map(|path| self.by_path[path]))
    }

    /// The page at an address, which begins and ends without `/`.
    pub fn page_at(&self, address: &str) -> Option<u32> {
        self.by_permalink.get(address).copied()
    }

    /// The pages that a reference names.
    pub fn by_reference(&self, name: &str) -> &[u32] {
        self.by_name.get(&as_reference(name)).map_or(&[], Vec::as_slice)
    }

    /// Why a reference names no page, when it is there all the same.
    pub fn absent(&self, name: &str) -> Option<Target> {
        self.hidden_names.get(&as_reference(name)).copied()
    }

    /// The paths of files that are there and are no page to be seen, with why: `Hidden`, `Empty` or `Unreadable`.
    pub fn absent_files(&self) -> impl Iterator<Item = (&str, Target)> {
        let absent =
            self.by_path.iter().filter(|(_, t)| matches!(t, Target::Hidden | Target::Empty | Target::Unreadable));
        absent.map(|(path, why)| (path.as_str(), *why))
    }

    /// The path nearest to one that is not there: by name in its own folder or anywhere, then by spelling.
    pub fn nearest_path(&self, missing: &str) -> Option<&str> {
        let (folder, name) = missing.rsplit_once('/').unwrap_or(("", missing));
        if let Some(path) = self.files().first_of_lower.get(&name.to_ascii_lowercase()) {
            return Some(path);
        }
        let best = self.files().in_folder.get(folder)?.nearest(name, |_| true)?;
        let path = if folder.is_empty() { best.to_owned() } else { format!("{folder}/{best}") };
        self.by_path.get_key_value(&path).map(|(path, _)| path.as_str())
    }

    /// The address of a page without a file, in the same folder, that begins like one that is not there or is near it.
    pub fn nearest_generated(&self, missing: &str) -> Option<String> {
        let folder = missing.rfind('/').map_or("", |i| &missing[..=i]);
        let name = &missing[folder.len()..];
        let below = self.generated.iter().filter_map(|a| a.strip_prefix(folder)?.strip_suffix('/'));
        let beside = || below.clone().filter(|name| !name.contains('/'));
        let best = beside().find(|other| other.starts_with(name)).or_else(|| nearest(name, beside()))?;
        Some(format!("/{folder}{best}/"))
    }

    /// The reference nearest to one that names nothing, among pages that `fits`.
    pub fn nearest_reference(&self, name: &str, fits: impl Fn(u32) -> bool) -> Option<&str> {
        let names = self.all_names.get_or_init(|| {
            let mut names: Vec<String> = self.by_name.keys().cloned().collect();
            names.sort_unstable();
            Names::of(names)
        });
        names.nearest(name, |name| self.by_name[name].iter().any(|p| fits(*p)))
    }

    fn files(&self) -> &FileNames {
        self.files.get_or_init(|| {
            let mut files = FileNames::default();
            let mut in_folder: FxHashMap<&str, Vec<String>> = FxHashMap::default();
            for path in self.by_path.keys() {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                files.first.entry(name.to_owned()).or_insert_with(|| path.clone());
                files.first_of_lower.entry(name.to_ascii_lowercase()).or_insert_with(|| path.clone());
                in_folder.entry(folder).or_default().push(name.to_owned());
            }
            files.in_folder = in_folder.into_iter().map(|(f, names)| (f.to_owned(), Names::of(names))).collect();
            files
        })
    }

    /// Other spellings of a path that mean the same file in other generators.
    fn variants(&self, path: &str) -> Vec<String> {
        let base = path.trim_end_matches('/');
        let mut variants = vec![format!("{base}.md")];
        if let Some(stem) = base.strip_suffix(".html") {
            variants.push(format!("{stem}.md"));
        }
        for name in &self.index_names {
            variants.push(if base.is_empty() { name.clone() } else { format!("{base}/{name}") });
            // `map/index.md` stands for `map.md` and the other way round, as editors move between the two.
            let stem = without_markdown_ending(base);
            if stem.len() < base.len() {
                variants.push(format!("{stem}/{name}"));
            }
            if let Some(folder) = base.strip_suffix(&format!("/{name}")) {
                variants.push(format!("{folder}.md"));
            }
        }
        variants
    }
}

/// An address without what may stand at its end.
fn plain(address: &str) -> String {
    address.trim_end_matches('/').trim_end_matches("/index.html").trim_end_matches(".html").to_owned()
}

fn add_path(
    by_path: &mut BTreeMap<String, Target>,
    by_lower_path: &mut FxHashMap<String, String>,
    path: &str,
    target: Target,
) {
    by_path.insert(path.to_owned(), target);
    by_lower_path.entry(lower(path)).or_insert_with(|| path.to_owned());
}

fn lower(path: &str) -> String {
    composed(path).to_lowercase()
}

/// A name or a path by which somebody refers to a page, as [`names`] has it.
fn as_reference(name: &str) -> String {
    fold(without_markdown_ending(name.trim_start_matches('/')))
}

/// The names under which a page can be referred to, folded.
fn names(config: &Config, path: &str, title: &str, slug: Option<&str>) -> Vec<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (whole, last) = if config.stands_for_folder(name) {
        (folder, folder.rsplit('/').next().unwrap_or(folder))
    } else {
        (without_markdown_ending(path), without_markdown_ending(name))
    };
    let mut names = vec![fold(last), fold(whole), fold(title)];
    names.extend(slug.map(fold));
    names.retain(|n| !n.is_empty());
    names.sort();
    names.dedup();
    names
}

/// The names of kinds for a message, with commas.
pub fn kind_names(config: &Config, kinds: &[KindId], many: bool) -> String {
    let label = |k: &KindId| if many { &config.kind(*k).label.many } else { &config.kind(*k).label.one };
    if kinds.is_empty() {
        "@kinds".into()
    } else {
        kinds.iter().map(|k| label(k).as_str()).collect::<Vec<_>>().join(", ")
    }
}
