//! A declared kind of page: its fields, its overview and what matches it.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::{Field, FieldType, KindId, Names, fields, inverse_label, needed, unknown_name};
use crate::source::node::Node;
use crate::source::vocabulary::{Label, label};
use crate::source::yaml::Value;

/// A sort of page.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its key in `site.yaml`.
    pub name: String,
    /// What visitors read.
    pub label: Label,
    /// Introduction of its overview; may be empty.
    pub description: String,
    /// Folders below the content folder, without slashes at their ends; the first holds the overview.
    pub folders: Vec<String>,
    /// Order of the overview.
    pub sort: Sort,
    /// Items on one page of the overview.
    pub paginate: usize,
    /// Whether it has an overview.
    pub overview: bool,
    /// Whether it has a feed.
    pub feed: bool,
    /// Whether a visitor can keep a page with all that belongs to it for when there is no network.
    pub offline: bool,
    /// Template of its pages, without `.html`.
    pub template: String,
    /// Type in JSON-LD.
    pub schema_org: String,
    /// Fields that make a calendar.
    pub calendar: Option<CalendarFields>,
    /// Names of the fields on its card.
    pub card: Vec<String>,
    /// Its fields, as declared.
    pub fields: Vec<Field>,
    /// What it asks of keys that every page may have: only `required`, `help` and `example` are declared of them.
    pub asked: Vec<Field>,
    /// What matches it.
    pub matches: Vec<MatchRule>,
    /// Whether keys that are not declared are a diagnostic.
    pub report_unknown_keys: bool,
}

/// An order: a key and a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// `title`, `date`, `updated`, `weight` or a field.
    pub by: String,
    /// Whether the highest comes first.
    pub falling: bool,
}

/// What pages of every kind can be sorted by.
pub const SORTS: &[&str] = &["title", "date", "updated", "weight"];

impl Sort {
    /// The order that `title` or `-date` means.
    pub fn written(text: &str) -> Sort {
        match text.strip_prefix('-') {
            Some(by) => Sort { by: by.to_owned(), falling: true },
            None => Sort { by: text.to_owned(), falling: false },
        }
    }
}

/// The names of the fields that make a calendar event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFields {
    /// Beginning.
    pub start: String,
    /// End.
    pub end: Option<String>,
    /// Where it is.
    pub location: Option<String>,
    /// Whether it was called off.
    pub cancelled: Option<String>,
    /// How to register, or whether one still can.
    pub registration: Option<String>,
}

/// A declaration that pages belong together by what they share.
#[derive(Clone, Debug)]
pub struct MatchRule {
    /// Heading above the matching pages.
    pub label: String,
    /// Kinds that can match.
    pub kinds: Vec<KindId>,
    /// Names of fields, with the weight of each shared value.
    pub by: Vec<(String, f64)>,
    /// At most so many.
    pub limit: usize,
    /// Heading of the same on the matching page.
    pub inverse: Option<String>,
}

/// Keys of a kind.
pub const KIND_KEYS: &[&str] = &[
    "label",
    "description",
    "folder",
    "sort",
    "paginate",
    "overview",
    "feed",
    "offline",
    "template",
    "schema_org",
    "calendar",
    "card",
    "fields",
    "matches",
    "unknown_keys",
];

/// The keys that every page may have, whatever its kind.
pub const PAGE_KEYS: &[&str] = &[
    "title", "summary", "kind", "date", "updated", "slug", "aliases", "draft", "publish", "expires", "image", "weight",
    "search", "toc", "template", "language",
];

/// What a kind takes from the hub when it says nothing itself.
#[derive(Clone, Copy, Debug)]
pub struct KindDefaults {
    /// Items on one page of an overview.
    pub paginate: usize,
    /// Whether keys that are not declared are a diagnostic.
    pub report_unknown_keys: bool,
}

/// The built-in kind of pages outside every folder.
pub fn built_in_kind(defaults: KindDefaults) -> Kind {
    Kind {
        name: "page".into(),
        label: Label { one: "Pagina".into(), many: "Pagina's".into() },
        description: String::new(),
        folders: Vec::new(),
        sort: Sort { by: "date".into(), falling: true },
        paginate: defaults.paginate,
        overview: false,
        feed: false,
        offline: false,
        template: "page".into(),
        schema_org: "WebPage".into(),
        calendar: None,
        card: Vec::new(),
        fields: Vec::new(),
        asked: Vec::new(),
        matches: Vec::new(),
        report_unknown_keys: defaults.report_unknown_keys,
    }
}

/// Reads a kind.
pub fn kind(name: &str, node: &Node, names: &Names, defaults: KindDefaults, found: &mut Vec<Diagnostic>) -> Kind {
    const C: Code = Code::BadSetting;
    node.settings(KIND_KEYS, found);
    let mut kind = built_in_kind(defaults);
    let built_in = name == kind.name;
    kind.name = name.to_owned();
    if !built_in {
        kind.schema_org = "Article".into();
        kind.folders = vec![name.to_owned()];
    }
    if !built_in || node.get("label").is_some() {
        kind.label = label(name, node.get("label").as_ref(), found);
    }
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    kind.description = text("description").unwrap_or_default();
    kind.template = text("template").unwrap_or(kind.template);
    kind.schema_org = text("schema_org").unwrap_or(kind.schema_org);
    if let Some(folders) = node.get("folder") {
        kind.folders = folders.items().iter().filter_map(|folder| folder.path_below(C, found)).collect();
    }
    let mut flag = |key: &str, default| node.get(key).and_then(|n| n.boolean(C, found)).unwrap_or(default);
    kind.overview = flag("overview", !built_in);
    kind.feed = flag("feed", !built_in);
    kind.offline = flag("offline", false);
    kind.paginate = node.get("paginate").and_then(|n| n.count(C, found)).unwrap_or(kind.paginate);
    if let Some(unknown) = node.get("unknown_keys") {
        kind.report_unknown_keys = report_or_allow(&unknown, found).unwrap_or(kind.report_unknown_keys);
    }
    let declared = node.get("fields").map(|n| n.named(found)).unwrap_or_default();
    let (common, own): (Vec<_>, Vec<_>) = declared.into_iter().partition(|(name, _)| PAGE_KEYS.contains(name));
    kind.fields = fields(&own, names, found);
    kind.asked = common.iter().filter_map(|(name, n)| asked(name, n, found)).collect();
    let known: Vec<String> = kind.fields.iter().map(|f| f.name.clone()).collect();
    if let Some(sort) = node.get("sort") {
        kind.sort = read_sort(&sort, &known, found).unwrap_or(kind.sort);
    }
    kind.calendar = node.get("calendar").and_then(|n| calendar(&n, &kind.fields, found));
    kind.card = match node.get("card") {
        Some(card) => card.items().iter().filter_map(|n| known_field(n, &known, found)).collect(),
        None => usual_card(&kind),
    };
    end_after_start(&mut kind);
    for (_, rule) in node.get("matches").map(|n| n.map(found)).unwrap_or_default() {
        kind.matches.extend(match_rule(&rule, names, &known, found));
    }
    kind
}

/// What a card shows when nobody chose: when it is, for an event, and by what one narrows.
fn usual_card(kind: &Kind) -> Vec<String> {
    let start = kind.calendar.as_ref().map(|calendar| calendar.start.as_str());
    let facets = kind.fields.iter().filter(|f| f.facet).map(|f| f.name.as_str());
    start.into_iter().chain(facets.filter(|name| Some(*name) != start)).map(str::to_owned).collect()
}

/// Reads what a kind asks of a key that every page may have. Another type would hide what the key means.
fn asked(name: &str, node: &Node, found: &mut Vec<Diagnostic>) -> Option<Field> {
    if node.get("type").is_some() {
        found.push(node.key_problem(Code::PageKey).with("key", name));
        return None;
    }
    node.settings(&["required", "help", "example"], found);
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(Code::BadSetting, found)).unwrap_or_default();
    let (help, example) = (text("help"), text("example"));
    let required = node.get("required").and_then(|n| n.boolean(Code::BadSetting, found)).unwrap_or(false);
    Some(Field::of_every_page(name, required, help, example))
}

/// The value of an `unknown_keys`: whether they are reported.
pub fn report_or_allow(node: &Node, found: &mut Vec<Diagnostic>) -> Option<bool> {
    match node.text(Code::BadSetting, found)?.as_str() {
        "report" => Some(true),
        "allow" => Some(false),
        _ => {
            found.push(node.wrong_type(Code::BadSetting, "`report` / `allow`"));
            None
        }
    }
}

fn read_sort(node: &Node, known: &[String], found: &mut Vec<Diagnostic>) -> Option<Sort> {
    let text = node.text(Code::BadSetting, found)?;
    let sort = Sort::written(&text);
    if !SORTS.contains(&sort.by.as_str()) && !known.contains(&sort.by) {
        let all: Vec<String> = SORTS.iter().map(|s| (*s).to_owned()).chain(known.iter().cloned()).collect();
        found.push(unknown_name(node, "@field", &sort.by, &all));
        return None;
    }
    Some(sort)
}

fn known_field(node: &Node, known: &[String], found: &mut Vec<Diagnostic>) -> Option<String> {
    let name = node.text(Code::BadSetting, found)?;
    if !known.contains(&name) {
        found.push(unknown_name(node, "@field", &name, known));
        return None;
    }
    Some(name)
}

/// The end of an event comes after its start, whether its field says so or not.
fn end_after_start(kind: &mut Kind) {
    let Some(CalendarFields { start, end: Some(end), .. }) = &kind.calendar else { return };
    for field in kind.fields.iter_mut().filter(|f| f.name == *end) {
        if let FieldType::Date { after } | FieldType::DateTime { after } = &mut field.of {
            after.get_or_insert_with(|| start.clone());
        }
    }
}

fn calendar(node: &Node, fields: &[Field], found: &mut Vec<Diagnostic>) -> Option<CalendarFields> {
    node.settings(&["start", "end", "location", "cancelled", "registration"], found);
    let known: Vec<String> = fields.iter().map(|f| f.name.clone()).collect();
    let mut field = |key: &str| node.get(key).and_then(|n| known_field(&n, &known, found));
    let (end, location) = (field("end"), field("location"));
    let (cancelled, registration) = (field("cancelled"), field("registration"));
    let start = needed(node, "start", found)?;
    let name = known_field(&start, &known, found)?;
    let dated = |f: &&Field| matches!(f.of, FieldType::Date { .. } | FieldType::DateTime { .. });
    if fields.iter().filter(dated).all(|f| f.name != name) {
        found.push(start.wrong_type(Code::BadSetting, "@datetime"));
        return None;
    }
    Some(CalendarFields { start: name, end, location, cancelled, registration })
}

fn match_rule(node: &Node, names: &Names, known: &[String], found: &mut Vec<Diagnostic>) -> Option<MatchRule> {
    const C: Code = Code::BadSetting;
    node.settings(&["label", "kinds", "by", "limit", "inverse"], found);
    let label = needed(node, "label", found)?.text(C, found)?;
    let kinds = needed(node, "kinds", found)?.items();
    let kinds = kinds.iter().filter_map(|k| names.kind(k, found)).collect();
    let by = needed(node, "by", found)?;
    let by = match by.value {
        Value::Map(_) => {
            let weight = |(name, n): &(&str, Node)| {
                if !known.iter().any(|k| k == name) {
                    found.push(unknown_name(n, "@field", name, known));
                    return None;
                }
                Some(((*name).to_owned(), n.number(C, found)?))
            };
            by.pairs().iter().filter_map(weight).collect()
        }
        _ => by.items().iter().filter_map(|n| Some((known_field(n, known, found)?, 1.0))).collect(),
    };
    let limit = node.get("limit").and_then(|n| n.count(C, found)).unwrap_or(6);
    let inverse = node.get("inverse").and_then(|n| inverse_label(&n, found));
    Some(MatchRule { label, kinds, by, limit, inverse })
}
