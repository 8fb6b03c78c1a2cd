//! A declared field of a kind: its type and what it says of its values. Knows no values.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::nearest::nearest;
use crate::source::node::Node;
use crate::source::yaml::Value;

/// Index of a kind in the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// Index of a vocabulary in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VocabularyId(pub u16);

/// A typed entry of the front matter of a kind.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key in the front matter.
    pub name: String,
    /// What visitors read.
    pub label: String,
    /// Explanation for the editor; may be empty.
    pub help: String,
    /// Whether it must be there.
    pub required: bool,
    /// Value when it is not there.
    pub default: Option<Value>,
    /// An example for the diagnostic when it is missing; may be empty.
    pub example: String,
    /// Whether overviews narrow by it.
    pub facet: bool,
    /// Whether it is among the facts on its page.
    pub show: bool,
    /// What its words count in search: 0 for nothing, none for as much as terms do.
    pub search: Option<f32>,
    /// Property of its value in JSON-LD.
    pub schema_org: Option<String>,
    /// Type, with what belongs to it.
    pub of: FieldType,
}

impl Field {
    /// A key that every page may have, of which a kind asks something.
    pub fn of_every_page(name: &str, required: bool, help: String, example: String) -> Field {
        let of = match name {
            "date" | "updated" | "publish" | "expires" => FieldType::Date { after: None },
            "image" => FieldType::Image,
            "weight" => FieldType::Number { min: None, max: None, unit: String::new() },
            "draft" | "search" | "toc" => FieldType::Boolean,
            _ => FieldType::Text { max: None },
        };
        Field {
            name: name.to_owned(),
            label: capitalised(name),
            help,
            required,
            default: None,
            example,
            facet: false,
            show: false,
            search: None,
            schema_org: None,
            of,
        }
    }
}

/// The types of a field.
#[derive(Clone, Debug)]
pub enum FieldType {
    /// Plain text of at most `max` characters.
    Text {
        /// Limit in characters.
        max: Option<usize>,
    },
    /// Markdown.
    Markdown,
    /// A number.
    Number {
        /// Lowest allowed.
        min: Option<f64>,
        /// Highest allowed.
        max: Option<f64>,
        /// Shown behind it; may be empty.
        unit: String,
    },
    /// Yes or no.
    Boolean,
    /// A day.
    Date {
        /// Name of a field that must not be later.
        after: Option<String>,
    },
    /// A day with a local time.
    DateTime {
        /// Name of a field that must not be later.
        after: Option<String>,
    },
    /// An absolute web address.
    Url,
    /// An e-mail address.
    Email,
    /// One of a few values.
    Choice {
        /// Value and label.
        options: Vec<(String, String)>,
    },
    /// One or more terms of a vocabulary.
    Terms {
        /// Which vocabulary.
        vocabulary: VocabularyId,
        /// Whether more than one is allowed.
        many: bool,
    },
    /// One or more other pages.
    Refs {
        /// Allowed kinds; empty for any.
        kinds: Vec<KindId>,
        /// Label of the relation on the other page; none when it is not shown there.
        inverse: Option<String>,
        /// Whether more than one is allowed.
        many: bool,
    },
    /// An image with its alternative text.
    Image,
    /// A download.
    File,
    /// A place by name, address or coordinates.
    Place,
    /// A list of values of one type.
    List(Box<Field>),
    /// Named values together.
    Object(Vec<Field>),
}

/// The names of types, as they are written in `site.yaml`.
pub const TYPES: &[&str] = &[
    "text", "markdown", "number", "boolean", "date", "datetime", "url", "email", "choice", "term", "terms", "ref",
    "refs", "image", "file", "place", "list", "object",
];

/// Keys that every field may have.
pub const COMMON_KEYS: &[&str] =
    &["type", "label", "help", "required", "default", "example", "facet", "show", "search", "schema_org"];

/// Names that fields refer to: resolved while `site.yaml` is read.
#[derive(Debug)]
pub struct Names<'a> {
    /// Names of the kinds, by index.
    pub kinds: &'a [String],
    /// Names of the vocabularies, by index.
    pub vocabularies: &'a [String],
}

impl Names<'_> {
    /// The kind that a node names, or a diagnostic.
    pub fn kind(&self, node: &Node, found: &mut Vec<Diagnostic>) -> Option<KindId> {
        self.index("@kind", self.kinds, node, found).map(KindId)
    }

    /// The vocabulary that a node names, or a diagnostic.
    pub fn vocabulary(&self, node: &Node, found: &mut Vec<Diagnostic>) -> Option<VocabularyId> {
        self.index("@vocabulary", self.vocabularies, node, found).map(VocabularyId)
    }

    fn index(&self, what: &str, known: &[String], node: &Node, found: &mut Vec<Diagnostic>) -> Option<u16> {
        let name = node.text(Code::BadSetting, found)?;
        let index = known.iter().position(|k| *k == name);
        if index.is_none() {
            found.push(unknown_name(node, what, &name, known));
        }
        index.and_then(|i| u16::try_from(i).ok())
    }
}

/// The diagnostic for a name in `site.yaml` that is not declared there.
pub fn unknown_name(node: &Node, what: &str, name: &str, known: &[String]) -> Diagnostic {
    let problem =
        node.problem(Code::UnknownName).with("what", what).with("value", name).with("known", known.join(", "));
    problem.with_some("best", nearest(name, known.iter().map(String::as_str)))
}

/// A problem with a value that is none of the options of a choice, with those that are: an option and its label each.
pub fn unknown_choice(problem: Diagnostic, key: &str, options: &[(String, String)], value: &str) -> Diagnostic {
    let known = || options.iter().map(|(option, _)| option.as_str());
    let labels = options.iter().map(|(_, label)| label.as_str());
    let problem = problem.with("value", value).with("key", key);
    let problem = problem.with_some("best", nearest(value, known()).or_else(|| nearest(value, labels)));
    problem.with("known", known().collect::<Vec<_>>().join(", "))
}

/// The fields of a `fields:` map.
pub fn fields(declared: &[(&str, Node)], names: &Names, found: &mut Vec<Diagnostic>) -> Vec<Field> {
    let fields: Vec<Field> = declared.iter().filter_map(|(name, node)| field(name, node, names, found)).collect();
    for (name, node) in declared {
        if let Some(after) = node.get("after")
            && let Some(other) = after.text(Code::BadSetting, found)
            && !fields.iter().any(|f| f.name == other && f.name != *name)
        {
            let known: Vec<String> = fields.iter().map(|f| f.name.clone()).collect();
            found.push(unknown_name(&after, "@field", &other, &known));
        }
    }
    fields
}

fn field(name: &str, node: &Node, names: &Names, found: &mut Vec<Diagnostic>) -> Option<Field> {
    const C: Code = Code::BadSetting;
    if !matches!(node.value, Value::Map(_)) {
        found.push(node.wrong_type(C, "@map").with("example", format!("{name}: {{ type: text }}")));
        return None;
    }
    let Some(type_node) = node.get("type") else {
        found.push(node.key_problem(Code::SettingMissing).with("key", "type").with("example", "text"));
        return None;
    };
    let type_name = type_node.text(C, found)?;
    if !TYPES.contains(&type_name.as_str()) {
        let known: Vec<String> = TYPES.iter().map(|t| (*t).to_owned()).collect();
        found.push(unknown_name(&type_node, "@type", &type_name, &known));
        return None;
    }
    let own: &[&str] = match type_name.as_str() {
        "text" => &["max"],
        "number" => &["min", "max", "unit"],
        "date" | "datetime" => &["after"],
        "choice" => &["options"],
        "term" | "terms" => &["vocabulary"],
        "ref" | "refs" => &["kind", "inverse"],
        "list" => &["of"],
        "object" => &["fields"],
        _ => &[],
    };
    node.settings(&[COMMON_KEYS, own].concat(), found);
    let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, found));
    let (label, help, example) = (text("label"), text("help"), text("example"));
    let (schema_org, after, unit) = (text("schema_org"), text("after"), text("unit"));
    let mut flag = |key: &str, default| node.get(key).and_then(|n| n.boolean(C, found)).unwrap_or(default);
    let (required, facet, show) = (flag("required", false), flag("facet", false), flag("show", true));
    let is_number = type_name == "number";
    let mut number = |key: &str| node.get(key).filter(|_| is_number).and_then(|n| n.number(C, found));
    let (min, max) = (number("min"), number("max"));
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        found.extend(node.get("min").map(|n| n.wrong_type(C, "@below_max")));
    }
    let search = node.get("search").and_then(|n| search_weight(&n, found));
    let of = match type_name.as_str() {
        "text" => FieldType::Text { max: node.get("max").and_then(|n| n.count(C, found)) },
        "markdown" => FieldType::Markdown,
        "number" => FieldType::Number { min, max, unit: unit.unwrap_or_default() },
        "boolean" => FieldType::Boolean,
        "date" => FieldType::Date { after },
        "datetime" => FieldType::DateTime { after },
        "url" => FieldType::Url,
        "email" => FieldType::Email,
        "choice" => FieldType::Choice { options: options(node, found) },
        "term" | "terms" => {
            let vocabulary = needed(node, "vocabulary", found)?;
            FieldType::Terms { vocabulary: names.vocabulary(&vocabulary, found)?, many: type_name == "terms" }
        }
        "ref" | "refs" => {
            let kinds = node.get("kind").map(|k| k.items()).unwrap_or_default();
            let kinds = kinds.iter().filter_map(|k| names.kind(k, found)).collect();
            let inverse = node.get("inverse").and_then(|i| inverse_label(&i, found));
            FieldType::Refs { kinds, inverse, many: type_name == "refs" }
        }
        "image" => FieldType::Image,
        "file" => FieldType::File,
        "place" => FieldType::Place,
        "list" => FieldType::List(Box::new(field(name, &needed(node, "of", found)?, names, found)?)),
        _ => FieldType::Object(fields(&needed(node, "fields", found)?.named(found), names, found)),
    };
    Some(Field {
        name: name.to_owned(),
        label: label.unwrap_or_else(|| capitalised(name)),
        help: help.unwrap_or_default(),
        required,
        default: node.get("default").map(|n| n.value.clone()),
        example: example.unwrap_or_default(),
        facet,
        show,
        search,
        schema_org,
        of,
    })
}

/// `search: false`, or `search: { weight: … }`.
fn search_weight(node: &Node, found: &mut Vec<Diagnostic>) -> Option<f32> {
    if !matches!(node.value, Value::Map(_)) {
        return (!node.boolean(Code::BadSetting, found)?).then_some(0.0);
    }
    node.settings(&["weight"], found);
    let weight = needed(node, "weight", found)?;
    let number = weight.number(Code::BadSetting, found)?;
    if !(0.0..=10.0).contains(&number) {
        found.push(weight.wrong_type(Code::BadSetting, "0 … 10"));
        return None;
    }
    Some(number as f32)
}

/// The label of an `inverse`: `{ label: … }` or just the label.
pub fn inverse_label(node: &Node, found: &mut Vec<Diagnostic>) -> Option<String> {
    if !matches!(node.value, Value::Map(_)) {
        return node.text(Code::BadSetting, found);
    }
    node.settings(&["label"], found);
    needed(node, "label", found)?.text(Code::BadSetting, found)
}

/// The value of a key that must be there, or a diagnostic.
pub fn needed<'a>(node: &Node<'a>, key: &str, found: &mut Vec<Diagnostic>) -> Option<Node<'a>> {
    let value = node.get(key);
    if value.is_none() {
        found.push(node.key_problem(Code::SettingMissing).with("key", key));
    }
    value
}

/// A name made readable: `start_datum` becomes `Start datum`.
pub fn capitalised(name: &str) -> String {
    let mut chars = name.chars().map(|c| if c == '_' || c == '-' { ' ' } else { c });
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn options(node: &Node, found: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let Some(options) = needed(node, "options", found) else { return Vec::new() };
    if matches!(options.value, Value::List(items) if items.is_empty()) {
        let problem = options.wrong_type(Code::BadSetting, "@list");
        found.push(problem.with("example", "options: [open, gesloten]"));
    }
    if let Value::Map(_) = options.value {
        let pairs = options.pairs();
        let label = |(value, node): &(&str, Node)| Some(((*value).to_owned(), node.text(Code::BadSetting, found)?));
        return pairs.iter().filter_map(label).collect();
    }
    let values = options.texts(Code::BadSetting, found);
    values.into_iter().map(|v| (v.clone(), capitalised(&v))).collect()
}
