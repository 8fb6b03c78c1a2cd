//! The hub's declaration, `site.yaml`, read and checked once. Everything after it receives this
//! value and never looks at the file again.

use crate::source::catalogue::{Code, disk_reason};
use crate::source::date::{DateOrder, Moment, Zone, written_moment};
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::{KindId, Names, VocabularyId, needed, unknown_name};
use crate::source::images::{Images, images};
use crate::source::kind::{Kind, KindDefaults, built_in_kind, kind, report_or_allow};
use crate::source::language::Language;
use crate::source::node::{Node, YamlText};
use crate::source::questions::{Questions, questions};
use crate::source::span::Span;
use crate::source::vocabulary::{Vocabulary, vocabulary};
use crate::source::yaml::{Value, parse_yaml};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The theme inside the binary.
const BUILT_IN_THEME: &str = "wijkwijzer";

/// Everything that a hub declares.
#[derive(Clone, Debug)]
pub struct Config {
    /// Folder of `site.yaml`.
    pub root: PathBuf,
    /// Name of the hub.
    pub title: String,
    /// Where it is published; ends with `/`.
    pub base_url: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Tag of the language of the pages (BCP 47).
    pub language_tag: String,
    /// Language of the theme's texts and of the diagnostics.
    pub language: Language,
    /// Zone of every local time.
    pub zone: Zone,
    /// Content folder relative to `root`, without slashes at its ends; empty for the root itself.
    pub content: String,
    /// Globs of files below the content folder that are left out.
    pub exclude: Vec<String>,
    /// Globs of files and folders that are part of the hub although their name begins with `_` or `.`.
    pub include: Vec<String>,
    /// File names that stand for their folder; `_index.md` always does.
    pub index: Vec<String>,
    /// Name of the theme.
    pub theme: String,
    /// Publisher.
    pub organisation: Option<Organisation>,
    /// What the home page shows; empty for the first overviews.
    pub home: Vec<HomeBlock>,
    /// Main menu; empty for all overviews.
    pub main_menu: Vec<MenuItem>,
    /// Menu at the foot.
    pub footer_menu: Vec<MenuItem>,
    /// The page with the map; none when the hub declares none.
    pub map: Option<MapPage>,
    /// Items on one page of a term's list.
    pub paginate: usize,
    /// Entries in a feed.
    pub feed_items: usize,
    /// What happens to HTML inside Markdown.
    pub raw_html: RawHtml,
    /// Whether `$` marks math.
    pub math: bool,
    /// In which sizes and formats pictures are made; none to copy them as they are.
    pub images: Option<Images>,
    /// Format of the search index; none for no search.
    pub search: Option<SearchFormat>,
    /// Whether a visitor's device keeps pages for when there is no network.
    pub offline: bool,
    /// Questions that search must answer; none when the hub names none.
    pub questions: Option<Questions>,
    /// Other names for front matter keys.
    pub keys: BTreeMap<String, KeyAlias>,
    /// Accepted way to write dates.
    pub dates: DateOrder,
    /// Language by folder, longest folder first.
    pub languages: Vec<(String, String)>,
    /// For `.well-known/security.txt`.
    pub security: Option<Security>,
    /// Address of a content file in the forge, with `{path}`.
    pub edit_url: Option<String>,
    /// The declared vocabularies.
    pub vocabularies: Vec<Vocabulary>,
    /// The kinds; the first is the built-in `page`.
    pub kinds: Vec<Kind>,
}

/// The publisher of a hub.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its site; may be empty.
    pub url: String,
    /// Its address; may be empty.
    pub email: String,
}

/// A list that a content file introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Introduced {
    /// The home page.
    Home,
    /// The overview of a kind.
    Overview(KindId),
}

/// One block of the home page.
#[derive(Clone, Debug)]
pub struct HomeBlock {
    /// What it lists.
    pub of: Listed,
    /// Heading, when it is not the name of what it lists.
    pub label: Option<String>,
    /// At most so many pages.
    pub limit: usize,
}

/// What a block or a menu item can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// The pages of a kind.
    Kind(KindId),
    /// The terms of a vocabulary.
    Vocabulary(VocabularyId),
}

/// The page with the map of the Netherlands.
#[derive(Clone, Debug)]
pub struct MapPage {
    /// Its address: a folder in the output, ending with `/`.
    pub address: String,
    /// Its title, when it is not that of the theme's texts.
    pub label: Option<String>,
    /// Introduction; may be empty.
    pub description: String,
    /// The vocabulary whose terms have latitude and longitude.
    pub vocabulary: VocabularyId,
    /// The kinds whose pages are counted.
    pub kinds: Vec<KindId>,
}

/// One item of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What visitors read, when it is not the target's own name.
    pub label: Option<String>,
    /// Where it leads.
    pub to: MenuTarget,
    /// Where the target is named in `site.yaml`.
    pub span: Option<Span>,
}

/// Where a menu item leads.
#[derive(Clone, Debug)]
pub enum MenuTarget {
    /// An overview or an index.
    Listed(Listed),
    /// The map.
    Map,
    /// A file below the content folder.
    Page(String),
    /// An address.
    Url(String),
}

/// What happens to HTML inside Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum RawHtml {
    /// Harmless elements stay, the rest is dropped with a diagnostic.
    #[default]
    Safe,
    /// Everything stays.
    Allow,
    /// It is shown as text.
    Escape,
}

/// Formats of the search index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFormat {
    /// Our own, in small files of which a visitor needs a few.
    Sharded,
    /// One index of elasticlunr-rs.
    Elasticlunr,
}

/// Another name for a front matter key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyAlias {
    /// The key that is meant.
    pub key: String,
    /// Whether its boolean is turned round.
    pub negated: bool,
}

/// Contents of `security.txt` (RFC 9116).
#[derive(Clone, Debug)]
pub struct Security {
    /// Address for reports.
    pub contact: String,
    /// Day on which the file grows stale, `2027-01-01`.
    pub expires: String,
}

/// Keys of `site.yaml`.
pub const TOP_KEYS: &[&str] = &[
    "title",
    "base_url",
    "description",
    "language",
    "timezone",
    "content",
    "exclude",
    "include",
    "index",
    "theme",
    "organisation",
    "home",
    "menus",
    "map",
    "paginate",
    "feed_items",
    "raw_html",
    "math",
    "images",
    "search",
    "offline",
    "keys",
    "unknown_keys",
    "dates",
    "languages",
    "security",
    "edit_url",
    "vocabularies",
    "kinds",
];

impl Config {
    /// The kind with this index.
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[usize::from(id.0)]
    }

    /// The vocabulary with this index.
    pub fn vocabulary(&self, id: VocabularyId) -> &Vocabulary {
        &self.vocabularies[usize::from(id.0)]
    }

    /// Whether a file name stands for its folder.
    pub fn stands_for_folder(&self, name: &str) -> bool {
        self.index.iter().any(|index| index == name)
    }

    /// What a file introduces: one that stands for the content folder the home page, one that stands
    /// for the folder of an overview that overview.
    pub fn introduced_by(&self, path: &str) -> Option<Introduced> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if !self.stands_for_folder(name) {
            return None;
        }
        if folder.is_empty() {
            return Some(Introduced::Home);
        }
        let overview = self.kinds.iter().position(|k| k.overview && k.folders.first().is_some_and(|f| f == folder));
        overview.map(|k| Introduced::Overview(KindId(k as u16)))
    }

    /// The kind of files in a folder (relative to the content folder): that of the deepest declared folder around it.
    pub fn kind_of_folder(&self, folder: &str) -> KindId {
        let mut best = (0, KindId(0));
        for (i, kind) in self.kinds.iter().enumerate() {
            for declared in &kind.folders {
                let inside = declared.is_empty() || folder == declared || folder.starts_with(&format!("{declared}/"));
                if inside && declared.len() + 1 > best.0 {
                    best = (declared.len() + 1, KindId(i as u16));
                }
            }
        }
        best.1
    }

    /// The files that the declaration names besides those of pages and theme, relative to `root`.
    pub fn named_files(&self) -> impl Iterator<Item = &str> {
        let questions = self.questions.iter().map(|questions| &questions.file);
        self.vocabularies.iter().map(|v| &v.file).chain(questions).map(String::as_str).filter(|file| !file.is_empty())
    }

    /// The language of files in a folder (relative to the content folder).
    pub fn language_of_folder(&self, folder: &str) -> &str {
        let inside = |declared: &str| folder == declared || folder.starts_with(&format!("{declared}/"));
        let found = self.languages.iter().find(|(declared, _)| inside(declared));
        found.map_or(&self.language_tag, |(_, tag)| tag)
    }
}

/// Reads `site.yaml` in `root` and the files of its vocabularies. The configuration is there
/// whenever the file could be read; it may only be used when no diagnostic is an error.
pub fn read_config(root: &Path) -> (Option<Config>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let text = match std::fs::read_to_string(root.join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            found.push(Diagnostic::new(Code::ConfigMissing, ""));
            return (None, found);
        }
        Err(error) => {
            found.push(Diagnostic::new(Code::ReadFailed, FILE).with("reason", disk_reason(&error)));
            return (None, found);
        }
    };
    let offset = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let config = config(root, &text[offset..], offset, &mut found);
    (config, found)
}

/// Reads a declaration from a text that begins at byte `offset` of the file.
pub fn config(root: &Path, text: &str, offset: usize, found: &mut Vec<Diagnostic>) -> Option<Config> {
    const C: Code = Code::BadSetting;
    let value = match parse_yaml(text) {
        Ok(value) => value,
        Err(error) => {
            found.push(crate::source::syntax::syntax_problem(FILE, text, offset, &error));
            return None;
        }
    };
    let node = Node::root(YamlText { file: FILE, text, offset }, &value);
    if !matches!(value, Value::Map(_)) {
        found.push(Diagnostic::new(Code::NotAMap, FILE));
        return None;
    }
    node.only(TOP_KEYS, Code::UnknownSetting, found);
    node.doubles(found);
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    let (title, base_url, description) = (text("title"), text("base_url"), text("description"));
    let zone_name = text("timezone");
    let (theme, edit_url) = (text("theme"), text("edit_url"));
    if let Some(at) = node.get("edit_url").filter(|_| edit_url.as_ref().is_some_and(|url| !leads_elsewhere(url))) {
        found.push(at.problem(Code::BadUrl).with_some("value", edit_url.clone()));
    }
    let beside = |n: &Node| *n.value == Value::Text(".".into());
    let content =
        node.get("content").and_then(|n| if beside(&n) { Some(String::new()) } else { n.path_below(C, found) });
    for (key, value, example) in [("title", &title, "WijkWijzer"), ("base_url", &base_url, "https://voorbeeld.nl/")] {
        let at = node.get(key);
        if value.as_ref().map_or(at.is_none(), |text| text.trim().is_empty()) {
            let place =
                at.map_or_else(|| Diagnostic::new(Code::SettingMissing, FILE), |n| n.problem(Code::SettingMissing));
            found.push(place.with("key", key).with("example", example));
        }
    }
    let base_url = base_url.unwrap_or_default();
    if !is_base_url(&base_url) && !base_url.is_empty() {
        found.extend(node.get("base_url").map(|n| n.wrong_type(C, "@url")));
    }
    let zone_name = zone_name.unwrap_or_else(|| "Europe/Amsterdam".into());
    let zone = Zone::named(&zone_name).or_else(|| {
        found.extend(
            node.get("timezone").map(|n| n.wrong_type(C, "@zone").with("example", "timezone: Europe/Amsterdam")),
        );
        Zone::named("UTC")
    })?;
    let today = zone.now();
    let language_tag = node.get("language").and_then(|n| n.language_tag(C, found)).unwrap_or_else(|| "nl".into());
    let language = Language::from_tag(&language_tag).unwrap_or(Language::English);
    let count = |key: &str, default, found: &mut Vec<Diagnostic>| {
        node.get(key).and_then(|n| n.count(C, found)).unwrap_or(default)
    };
    let paginate = count("paginate", 20, found);
    let feed_items = count("feed_items", 20, found);
    let report_unknown_keys = node.get("unknown_keys").and_then(|n| report_or_allow(&n, found)).unwrap_or(true);
    let list = |key: &str, found: &mut Vec<Diagnostic>| node.get(key).map(|n| n.texts(C, found));
    let (exclude, include) = (list("exclude", found).unwrap_or_default(), list("include", found).unwrap_or_default());
    let mut index = list("index", found).unwrap_or_else(|| vec!["index.md".into()]);
    index.push("_index.md".into());
    let (vocabularies, kinds) = declared(&node, root, KindDefaults { paginate, report_unknown_keys }, found);
    let names = (
        kinds.iter().map(|k| k.name.clone()).collect::<Vec<_>>(),
        vocabularies.iter().map(|v| v.name.clone()).collect::<Vec<_>>(),
    );
    let names = Names { kinds: &names.0, vocabularies: &names.1 };
    if let (Some(name), Some(at)) = (&theme, node.get("theme")) {
        check_theme(name, &at, root, found);
    }
    let home = node.get("home").map(|n| n.items()).unwrap_or_default();
    let menus = node.get("menus");
    if let Some(menus) = &menus {
        menus.settings(&["main", "footer"], found);
    }
    let menu = |key: &str, found: &mut Vec<Diagnostic>| {
        let items = menus.as_ref().and_then(|n| n.get(key)).map(|n| n.items()).unwrap_or_default();
        items.iter().filter_map(|n| menu_item(n, &names, found)).collect::<Vec<_>>()
    };
    Some(Config {
        root: root.to_owned(),
        title: title.unwrap_or_default(),
        base_url: format!("{}/", base_url.trim_end_matches('/')),
        description: description.unwrap_or_default(),
        language,
        language_tag,
        zone,
        content: content.unwrap_or_else(|| "content".into()),
        exclude,
        include,
        index,
        theme: theme.unwrap_or_else(|| BUILT_IN_THEME.into()),
        organisation: node.get("organisation").map(|n| organisation(&n, found)),
        home: home.iter().filter_map(|n| home_block(n, &names, found)).collect(),
        main_menu: menu("main", found),
        footer_menu: menu("footer", found),
        map: node.get("map").and_then(|n| map_page(&n, &names, &vocabularies, language, found)),
        paginate,
        feed_items,
        raw_html: raw_html(&node, found),
        math: node.get("math").and_then(|n| n.boolean(C, found)).unwrap_or(false),
        images: images(&node, found),
        search: search_format(&node, found),
        offline: node.get("offline").and_then(|n| n.boolean(C, found)).unwrap_or(true),
        questions: asked_questions(&node, root, found),
        keys: key_aliases(&node, found),
        dates: date_order(&node, found),
        languages: languages(&node, found),
        security: node.get("security").and_then(|n| security(&n, today, found)),
        edit_url,
        vocabularies,
        kinds,
    })
}

fn declared(
    node: &Node,
    root: &Path,
    defaults: KindDefaults,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Vocabulary>, Vec<Kind>) {
    let vocabulary_nodes = node.get("vocabularies").map(|n| n.named(found)).unwrap_or_default();
    let kind_nodes = node.get("kinds").map(|n| n.named(found)).unwrap_or_default();
    let others = kind_nodes.iter().map(|(name, _)| (*name).to_owned()).filter(|n| n != "page");
    let kind_names: Vec<String> = std::iter::once("page".to_owned()).chain(others).collect();
    let vocabulary_names: Vec<String> = vocabulary_nodes.iter().map(|(name, _)| (*name).to_owned()).collect();
    let names = Names { kinds: &kind_names, vocabularies: &vocabulary_names };
    let vocabularies = vocabulary_nodes.iter().map(|(name, n)| vocabulary(name, n, root, found)).collect();
    let mut kinds = vec![built_in_kind(defaults)];
    for (name, n) in &kind_nodes {
        let kind = kind(name, n, &names, defaults, found);
        if let Some(folder) = kind.folders.iter().find(|f| kinds.iter().any(|other| other.folders.contains(f))) {
            let problem =
                n.get("folder").unwrap_or_else(|| n.clone()).key_problem(Code::BadSetting).with("key", "folder");
            found.push(problem.with("expected", "@own_folder").with("example", format!("folder: {folder}-{name}")));
        }
        match *name {
            "page" => kinds[0] = kind,
            _ => kinds.push(kind),
        }
    }
    (vocabularies, kinds)
}

/// A theme is a folder below `themes`, or the built-in one.
fn check_theme(name: &str, at: &Node, root: &Path, found: &mut Vec<Diagnostic>) {
    let folder = root.join("themes");
    let inside = !name.contains(['/', '\\']) && name != ".." && name != ".";
    if name == BUILT_IN_THEME || (inside && folder.join(name).is_dir()) {
        return;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|e| e.path().is_dir()).map(|e| e.file_name().to_string_lossy().into_owned());
    let mut known: Vec<String> = names.chain([BUILT_IN_THEME.to_owned()]).collect();
    known.sort();
    known.dedup();
    found.push(unknown_name(at, "@theme", name, &known));
}

fn organisation(node: &Node, found: &mut Vec<Diagnostic>) -> Organisation {
    node.settings(&["name", "url", "email"], found);
    if let Some(url) = node.get("url").filter(|n| n.value.scalar_text().is_some_and(|url| !leads_elsewhere(&url))) {
        found.push(url.problem(Code::BadUrl).with_some("value", url.value.scalar_text()));
    }
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(Code::BadSetting, found)).unwrap_or_default();
    Organisation { name: text("name"), url: text("url"), email: text("email") }
}

fn listed(node: &Node, names: &Names, found: &mut Vec<Diagnostic>) -> Option<Listed> {
    if let Some(kind) = node.get("kind") {
        return names.kind(&kind, found).map(Listed::Kind);
    }
    names.vocabulary(&node.get("vocabulary")?, found).map(Listed::Vocabulary)
}

fn home_block(node: &Node, names: &Names, found: &mut Vec<Diagnostic>) -> Option<HomeBlock> {
    node.settings(&["kind", "vocabulary", "label", "limit"], found);
    if let (Some(_), Some(second)) = (node.get("kind"), node.get("vocabulary")) {
        let problem = second.key_problem(Code::BadSetting).with("key", "vocabulary");
        found.push(problem.with("expected", "`kind` / `vocabulary`"));
    }
    if node.get("kind").is_none() && node.get("vocabulary").is_none() {
        found.push(node.problem(Code::SettingMissing).with("key", "kind"));
    }
    Some(HomeBlock {
        of: listed(node, names, found)?,
        label: node.get("label").and_then(|n| n.text(Code::BadSetting, found)),
        limit: node.get("limit").and_then(|n| n.count(Code::BadSetting, found)).unwrap_or(3),
    })
}

fn map_page(
    node: &Node,
    names: &Names,
    vocabularies: &[Vocabulary],
    language: Language,
    found: &mut Vec<Diagnostic>,
) -> Option<MapPage> {
    const C: Code = Code::BadSetting;
    node.settings(&["vocabulary", "kinds", "folder", "label", "description"], found);
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    let (label, description) = (text("label"), text("description"));
    let folder = node.get("folder").and_then(|n| n.path_below(C, found));
    let kinds = match node.get("kinds") {
        Some(kinds) => kinds.items().iter().filter_map(|k| names.kind(k, found)).collect(),
        None => (0..names.kinds.len()).map(|k| KindId(k as u16)).collect(),
    };
    let at = needed(node, "vocabulary", found)?;
    let vocabulary = names.vocabulary(&at, found)?;
    let declared = &vocabularies[usize::from(vocabulary.0)];
    if declared.terms.iter().all(|t| t.point.is_none()) {
        found.push(at.problem(Code::MapWithoutPlaces).with("vocabulary", &declared.name));
    }
    let folder = folder.filter(|f| !f.is_empty());
    Some(MapPage {
        address: format!("{}/", folder.as_deref().unwrap_or(language.map_folder())),
        label,
        description: description.unwrap_or_default(),
        vocabulary,
        kinds,
    })
}

fn menu_item(node: &Node, names: &Names, found: &mut Vec<Diagnostic>) -> Option<MenuItem> {
    const C: Code = Code::BadSetting;
    node.settings(&["kind", "vocabulary", "page", "map", "url", "label"], found);
    let label = node.get("label").and_then(|n| n.text(C, found));
    let (page, url) = (node.get("page"), node.get("url"));
    let span =
        [node.get("kind"), node.get("vocabulary"), page.clone(), url.clone()].iter().flatten().find_map(Node::span);
    let mut targets = ["kind", "vocabulary", "page", "url", "map"].iter().filter_map(|key| node.get(key));
    if let Some(second) = targets.nth(1) {
        found.push(second.key_problem(C).with("key", second.name()).with("expected", "@one_target"));
    }
    let to = if let Some(page) = page {
        MenuTarget::Page(page.text(C, found)?)
    } else if let Some(url) = url {
        if label.is_none() {
            needed(node, "label", found);
        }
        let target = url.text(C, found)?;
        if !leads_elsewhere(&target) {
            found.push(url.problem(Code::BadUrl).with("value", &target));
        }
        MenuTarget::Url(target)
    } else if let Some(map) = node.get("map") {
        map.boolean(C, found).filter(|yes| *yes)?;
        MenuTarget::Map
    } else if node.get("kind").is_some() || node.get("vocabulary").is_some() {
        MenuTarget::Listed(listed(node, names, found)?)
    } else {
        found.push(node.problem(Code::SettingMissing).with("key", "page"));
        return None;
    };
    Some(MenuItem { label, to, span })
}

fn raw_html(node: &Node, found: &mut Vec<Diagnostic>) -> RawHtml {
    let Some(setting) = node.get("raw_html") else { return RawHtml::default() };
    match setting.text(Code::BadSetting, found).as_deref() {
        Some("safe") => RawHtml::Safe,
        Some("allow") => RawHtml::Allow,
        Some("escape") => RawHtml::Escape,
        _ => {
            found.push(setting.wrong_type(Code::BadSetting, "`safe` / `allow` / `escape`"));
            RawHtml::default()
        }
    }
}

fn search_format(node: &Node, found: &mut Vec<Diagnostic>) -> Option<SearchFormat> {
    let Some(setting) = node.get("search") else { return Some(SearchFormat::Sharded) };
    if let Some(wanted) = setting.boolean(Code::BadSetting, &mut Vec::new()) {
        return wanted.then_some(SearchFormat::Sharded);
    }
    setting.settings(&["format", "questions"], found);
    let format = setting.get("format");
    match format.as_ref().and_then(|n| n.text(Code::BadSetting, found)).as_deref() {
        Some("elasticlunr") => return Some(SearchFormat::Elasticlunr),
        Some("sharded") | None => {}
        Some(name) => {
            let known = ["sharded".to_owned(), "elasticlunr".to_owned()];
            found.extend(format.map(|n| unknown_name(&n, "format", name, &known)));
        }
    }
    Some(SearchFormat::Sharded)
}

/// Whether an address leads to the web, to mail or to a telephone.
fn leads_elsewhere(url: &str) -> bool {
    let rest = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

/// Whether a hub can stand at an address: one of the web, with a host, and without a question or an anchor.
pub fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', ' ', '"', '<', '>'])
    })
}

fn asked_questions(node: &Node, root: &Path, found: &mut Vec<Diagnostic>) -> Option<Questions> {
    let at = node.get("search")?.get("questions")?;
    let file = at.path_below(Code::BadSetting, found)?;
    Some(questions(&file, &at, root, found))
}

fn key_aliases(node: &Node, found: &mut Vec<Diagnostic>) -> BTreeMap<String, KeyAlias> {
    let pairs = node.get("keys").map(|n| n.map(found)).unwrap_or_default();
    let alias = |(name, n): &(&str, Node)| {
        let text = n.text(Code::BadSetting, found)?;
        let key = text.trim_start_matches('!').to_owned();
        Some(((*name).to_owned(), KeyAlias { negated: text.starts_with('!'), key }))
    };
    pairs.iter().filter_map(alias).collect()
}

fn date_order(node: &Node, found: &mut Vec<Diagnostic>) -> DateOrder {
    let Some(setting) = node.get("dates") else { return DateOrder::Iso };
    let mut order = DateOrder::Iso;
    for item in setting.items() {
        let wanted = match item.text(Code::BadSetting, found).as_deref() {
            Some("iso") => continue,
            Some("day-first") => DateOrder::DayFirst,
            Some("month-first") => DateOrder::MonthFirst,
            _ => DateOrder::Iso,
        };
        if wanted == DateOrder::Iso || (order != DateOrder::Iso && order != wanted) {
            found.push(item.wrong_type(Code::BadSetting, "`iso` / `day-first` / `month-first`"));
        }
        order = wanted;
    }
    order
}

fn languages(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let pairs = node.get("languages").map(|n| n.map(found)).unwrap_or_default();
    let language = |(folder, n): &(&str, Node)| {
        Some((folder.trim_matches('/').to_owned(), n.language_tag(Code::BadSetting, found)?))
    };
    let mut languages: Vec<_> = pairs.iter().filter_map(language).collect();
    languages.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    languages
}

fn security(node: &Node, today: Moment, found: &mut Vec<Diagnostic>) -> Option<Security> {
    node.settings(&["contact", "expires"], found);
    let contact = needed(node, "contact", found)?.text(Code::BadSetting, found)?;
    let at = needed(node, "expires", found)?;
    let expires = at.text(Code::BadSetting, found)?;
    match written_moment(&expires, DateOrder::Iso) {
        Ok(end) if end.moment < today => {
            let next = Moment { year: today.year + 1, day: 1, ..today };
            let problem = at.problem(Code::SecurityExpired).with("date", end.moment.day_text());
            found.push(problem.with("right", next.day_text()));
        }
        Ok(_) => {}
        Err(_) => found.push(at.wrong_type(Code::BadSetting, "@date")),
    }
    Some(Security { contact, expires })
}
