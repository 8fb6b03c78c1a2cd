//! What an editor declares at the top of a page: the keys that every page has, and the typed fields
//! of its kind. Terms and references stay as written; whether they exist is for the model to say.

use crate::parse::plain_line::{markup, without_markup};
use crate::parse::value::{ExtraKey, FieldValue, FileUse, ImageUse, Place};
use crate::parse::web_address::{alt_is_missing, decoded, image_elsewhere, image_source, is_email, is_web_address};
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::date::{DateError, Existence, Moment, written_moment};
use crate::source::declaration::FILE;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::{Field, FieldType, KindId, unknown_choice};
use crate::source::invisible::{told, unseen};
use crate::source::kind::PAGE_KEYS;
use crate::source::language::Language;
use crate::source::nearest::nearest;
use crate::source::node::{Node, YamlText};
use crate::source::severity::Severity;
use crate::source::slug::fold;
use crate::source::syntax::{cut_off, deeper_dash, may_eat_words, space_missing_in_key, words_eaten};
use crate::source::yaml::{Step, Value};
use std::collections::HashSet;

/// The front matter of a page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// Its kind.
    pub kind: KindId,
    /// Name of the page; filled in from the text or the file name when it was not there.
    pub title: String,
    /// As written; may be empty.
    pub summary: String,
    /// Whether the summary was taken from the text.
    pub derived_summary: bool,
    /// When it was published.
    pub date: Option<Moment>,
    /// Last change that matters to a reader.
    pub updated: Option<Moment>,
    /// Last part of the address, as written.
    pub slug: Option<String>,
    /// Older addresses, as written.
    pub aliases: Vec<String>,
    /// Whether it is only built with `--drafts`.
    pub draft: bool,
    /// Not before.
    pub publish: Option<Moment>,
    /// Not after.
    pub expires: Option<Moment>,
    /// Its image.
    pub image: Option<ImageUse>,
    /// Order where a kind sorts by weight.
    pub weight: f64,
    /// Whether search finds it.
    pub search: bool,
    /// Whether it may show a table of contents.
    pub toc: bool,
    /// Template without `.html`, when it is not that of the kind.
    pub template: Option<String>,
    /// Tag of its language.
    pub language: String,
    /// Declared fields that have a value: index in the kind's fields, and the value.
    pub fields: Vec<(usize, FieldValue<String, String>)>,
    /// Keys that the hub does not declare.
    pub extra: Vec<ExtraKey>,
    /// The key under which a field was written, where that is not its name.
    pub written_as: Vec<(String, String)>,
}

/// Whether nothing was written behind a key or a dash.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// The steps to a field in the YAML of a page.
pub fn field_path(front: &FrontMatter, field: &str) -> Vec<Step> {
    vec![Step::Key(written_key(front, field).to_owned(), 0)]
}

/// The key under which a field was written.
fn written_key<'a>(front: &'a FrontMatter, field: &'a str) -> &'a str {
    front.written_as.iter().find(|(name, _)| name == field).map_or(field, |(_, key)| key)
}

/// Reads the front matter of a file, whose path is relative to the content folder. Markdown values
/// are given to `body`, which says which body of the document they became.
pub fn front_matter(
    node: &Node,
    config: &Config,
    path: &str,
    body: &mut impl FnMut(&Node, &str, &mut Vec<Diagnostic>) -> usize,
    found: &mut Vec<Diagnostic>,
) -> FrontMatter {
    node.doubles(found);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let pairs = node.pairs();
    let mut front = FrontMatter {
        kind: kind_of(&pairs, config, folder, found),
        search: true,
        toc: true,
        language: config.language_of_folder(folder).to_owned(),
        ..FrontMatter::default()
    };
    let kind = config.kind(front.kind);
    let mut read = Reader { config, file: node.source.file, page: node, body, found };
    let remarks = node.source.text.contains(" #");
    let eating = may_eat_words(node.source.text);
    let mut meant: Vec<&str> = Vec::new();
    for (written, value) in &pairs {
        let alias = config.keys.get(*written);
        let key = alias.map_or(*written, |a| a.key.as_str());
        let shadowed = alias.is_some() && pairs.iter().any(|(k, v)| *k == key && *v.value != Value::Null);
        if shadowed {
            front.extra.push(((*written).to_owned(), value.value.clone()));
            continue;
        }
        if eating {
            words_eaten(value, read.found);
        }
        if remarks {
            let text = kind
                .fields
                .iter()
                .any(|f| f.name == key && matches!(f.of, FieldType::Text { .. } | FieldType::Markdown));
            cut_off(value, text || matches!(key, "title" | "summary"), read.found);
        }
        if alias.is_some() {
            front.written_as.push((key.to_owned(), (*written).to_owned()));
        }
        let empty = is_empty(value.value);
        if let Some(index) = kind.fields.iter().position(|f| f.name == key) {
            if empty && !kind.fields[index].required {
                read.nothing_behind(value);
            } else if !empty && let Some(v) = read.field(&kind.fields[index], value) {
                front.fields.push((index, v));
            }
        } else if PAGE_KEYS.contains(&key) {
            if !empty {
                read.common(key, value, alias.is_some_and(|a| a.negated), &mut front);
            } else if !matches!(key, "title" | "summary") && !kind.asked.iter().any(|k| k.required && k.name == key) {
                read.nothing_behind(value);
            }
        } else {
            if let Some((at, c)) = unseen(written).first() {
                let place = value.key_span().map_or(0, |span| span.start);
                read.found.push(told(node.source.file, place + at, *c).as_severity(Severity::Error));
            } else if kind.report_unknown_keys && !written.starts_with("x-") {
                let best = read.unknown(written, value, &kind.label.one, &kind.fields);
                meant.extend(best);
                front.draft |= matches!(best, Some("draft" | "publish" | "expires"));
            }
            front.extra.push(((*written).to_owned(), value.value.clone()));
        }
    }
    let introduces = config.introduced_by(path).is_some();
    for (index, field) in kind.fields.iter().enumerate().filter(|_| !introduces) {
        if meant.contains(&field.name.as_str()) {
            continue; // What is meant is told with the key that is mistyped.
        }
        if front.fields.iter().all(|(i, _)| *i != index) {
            match &field.default {
                Some(default) => front.fields.extend(read.default(field, default).map(|value| (index, value))),
                None => read.missing(field, node, &pairs, &kind.label.one),
            }
        }
    }
    kind.asked.iter().filter(|_| !introduces).for_each(|key| read.missing(key, node, &pairs, &kind.label.one));
    front.fields.sort_by_key(|(index, _)| *index);
    read.order(&mut front, &kind.fields, node);
    front
}

fn kind_of(pairs: &[(&str, Node)], config: &Config, folder: &str, found: &mut Vec<Diagnostic>) -> KindId {
    let by_folder = config.kind_of_folder(folder);
    let named = pairs.iter().find(|(key, v)| *key == "kind" && *v.value != Value::Null);
    let Some((_, node)) = named else { return by_folder };
    let Some(name) = node.text(Code::WrongType, found) else { return by_folder };
    match config.kinds.iter().position(|k| k.name == name) {
        Some(index) => KindId(index as u16),
        None => {
            let names = || config.kinds.iter().map(|k| k.name.as_str());
            let problem =
                node.problem(Code::UnknownKind).with("value", &name).with_some("best", nearest(&name, names()));
            found.push(problem.with("known", names().collect::<Vec<_>>().join(", ")));
            by_folder
        }
    }
}

/// What somebody could write behind the key of a field: the declared example, else one of its type.
fn example(config: &Config, field: &Field) -> Option<String> {
    if !field.example.is_empty() {
        return Some(field.example.clone());
    }
    Some(match &field.of {
        FieldType::Number { min, .. } => min.unwrap_or(3.0).to_string(),
        FieldType::Boolean => "true".into(),
        FieldType::Date { .. } => "2026-09-30".into(),
        FieldType::DateTime { .. } => "2026-09-30 10:00".into(),
        FieldType::Url => "https://voorbeeld.nl/".into(),
        FieldType::Email => "naam@voorbeeld.nl".into(),
        FieldType::Choice { options } => options.first()?.0.clone(),
        FieldType::Terms { vocabulary, many } => {
            let first = &config.vocabulary(*vocabulary).terms.first()?.id;
            if *many { format!("[{first}]") } else { first.clone() }
        }
        FieldType::Image => "{ src: foto.jpg, alt: … }".into(),
        FieldType::File => "rapport.pdf".into(),
        _ => return None,
    })
}

struct Reader<'a, B> {
    config: &'a Config,
    file: &'a str,
    /// All of the front matter.
    page: &'a Node<'a>,
    body: &'a mut B,
    found: &'a mut Vec<Diagnostic>,
}

impl<B: FnMut(&Node, &str, &mut Vec<Diagnostic>) -> usize> Reader<'_, B> {
    fn common(&mut self, key: &str, node: &Node, negated: bool, front: &mut FrontMatter) {
        const C: Code = Code::WrongType;
        match key {
            "title" => front.title = self.line(node).unwrap_or_default(),
            "summary" => front.summary = self.line(node).unwrap_or_default(),
            "date" => front.date = self.moment(node, false).inspect(|moment| self.year(node, *moment)),
            "updated" => front.updated = self.moment(node, false).inspect(|moment| self.year(node, *moment)),
            // Who writes when a page may be seen, or that it may not yet, and is not understood, gets no page.
            "draft" => front.draft |= node.boolean(C, self.found).is_none_or(|yes| yes != negated),
            "publish" => {
                front.publish = self.moment(node, false).inspect(|moment| self.year(node, *moment));
                front.draft |= front.publish.is_none();
            }
            "expires" => {
                front.expires = self.moment(node, false);
                front.draft |= front.expires.is_none();
            }
            "slug" => front.slug = self.slug(node),
            "template" => front.template = node.text(C, self.found),
            "language" => {
                if let Some(tag) = node.language_tag(C, self.found) {
                    front.language = tag;
                }
            }
            "aliases" if matches!(node.value, Value::Map(_)) => self.found.push(node.wrong_type(C, "@list")),
            "aliases" => front.aliases = self.list(node).iter().filter_map(|n| n.text(C, self.found)).collect(),
            "toc" => front.toc = node.boolean(C, self.found).unwrap_or(true) != negated,
            "search" => front.search = self.search(node) != negated,
            "weight" => front.weight = node.number(C, self.found).unwrap_or(0.0),
            "image" => front.image = self.image(node),
            _ => {}
        }
    }

    /// `search: false`, or `search: { exclude: true }` as MkDocs Material writes it.
    fn search(&mut self, node: &Node) -> bool {
        if let Some(exclude) = node.get("exclude") {
            return !exclude.boolean(Code::WrongType, self.found).unwrap_or(false);
        }
        node.boolean(Code::WrongType, self.found).unwrap_or(true)
    }

    /// The last part of the address, also where somebody writes the whole of it; then that is told.
    fn slug(&mut self, node: &Node) -> Option<String> {
        let text = node.text(Code::WrongType, self.found)?;
        let path = text.trim().trim_matches('/');
        let last = path.rsplit('/').next().filter(|last| !last.is_empty());
        if last != Some(path) {
            let problem = node.wrong_type(Code::WrongType, "@slug").as_severity(Severity::Warning);
            self.found.push(problem.with_some("example", last.map(|last| format!("{}: {last}", node.name()))));
        }
        last.map(str::to_owned)
    }

    fn line(&mut self, node: &Node) -> Option<String> {
        let text = node.text(Code::WrongType, self.found)?;
        let visible: String =
            text.chars().filter(|c| !crate::source::slug::is_invisible(*c) && !c.is_control() || *c == '\n').collect();
        Some(visible.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Reports a key that nobody declared; gives the one that was meant, perhaps.
    fn unknown<'f>(&mut self, key: &str, node: &Node, kind: &str, fields: &'f [Field]) -> Option<&'f str> {
        const OTHER_WORDS: &[(&str, &str)] = &[
            ("description", "summary"),
            ("samenvatting", "summary"),
            ("titel", "title"),
            ("datum", "date"),
            ("lang", "language"),
            ("taal", "language"),
            ("concept", "draft"),
            ("lastmod", "updated"),
            ("permalink", "slug"),
            ("expirydate", "expires"),
            ("publishdate", "publish"),
            ("layout", "template"),
        ];
        let names = PAGE_KEYS.iter().copied().chain(fields.iter().map(|f| f.name.as_str()));
        if let Some((name, _)) = key.split_once(':')
            && let Some(known) = names.clone().find(|known| *known == name)
        {
            self.found.push(space_missing_in_key(node, key, name.len()));
            return Some(known);
        }
        let other = || {
            let word = nearest(key, OTHER_WORDS.iter().map(|(word, _)| *word))?;
            OTHER_WORDS.iter().find(|(w, _)| *w == word).map(|(_, best)| *best)
        };
        let problem = node.key_problem(Code::UnknownKey).with("key", key).with("kind", kind);
        let best = nearest(key, names).or_else(other);
        self.found.push(problem.with_some("best", best));
        best
    }

    /// The value that `site.yaml` gives; [`wrong_defaults`] says once what is wrong with it.
    fn default(&mut self, field: &Field, default: &Value) -> Option<FieldValue<String, String>> {
        let source = YamlText { file: self.file, text: "", offset: 0 };
        let told = self.found.len();
        let value = self.field(field, &Node::root(source, default));
        self.found.truncate(told);
        value
    }

    /// Reports a field that must be there and is not.
    fn missing(&mut self, field: &Field, node: &Node, pairs: &[(&str, Node)], kind: &str) {
        if !field.required {
            return;
        }
        let meant = |key: &str| self.config.keys.get(key).map_or(key == field.name, |alias| alias.key == field.name);
        let written = pairs.iter().find(|(key, _)| meant(key));
        if written.is_some_and(|(_, v)| !is_empty(v.value) && *v.value != Value::List(Vec::new())) {
            return; // What is there and not right is reported by itself.
        }
        let problem = match written {
            Some((_, v)) => v.key_problem(Code::FieldMissing),
            None => Diagnostic::new(Code::FieldMissing, node.source.file)
                .at_some(pairs.first().and_then(|(_, v)| v.key_span())),
        };
        let problem = problem.with("key", &field.name).with("kind", kind);
        let problem = problem.with_some("example", example(self.config, field));
        self.found.push(problem.with_some("help", (!field.help.is_empty()).then_some(&field.help)));
    }

    fn field(&mut self, field: &Field, node: &Node) -> Option<FieldValue<String, String>> {
        const C: Code = Code::WrongType;
        let single = !matches!(
            field.of,
            FieldType::Terms { many: true, .. } | FieldType::Refs { many: true, .. } | FieldType::List(_)
        );
        if single
            && let Value::List(items) = node.value
            && items.len() == 1
        {
            let item = node.items().remove(0);
            return self.field(field, &item);
        }
        match &field.of {
            FieldType::Text { max } => {
                let text = node.text(C, self.found)?;
                let count = text.chars().count();
                if max.is_some_and(|max| count > max) {
                    let problem = node.problem(Code::OutOfRange).with("key", &field.name).with("problem", "@too_long");
                    let problem = problem.with("found", count.to_string());
                    self.found.push(problem.with("longest", max.unwrap_or_default().to_string()));
                }
                Some(FieldValue::Text(text))
            }
            FieldType::Markdown => {
                let text = node.text(C, self.found)?;
                Some(FieldValue::Markdown((self.body)(node, &text, self.found)))
            }
            FieldType::Number { min, max, .. } => {
                let number = node.number(C, self.found)?;
                self.thousands(node, number);
                let low = min.filter(|m| number < *m).map(|m| m.to_string());
                let high = max.filter(|m| number > *m).map(|m| m.to_string());
                if low.is_some() || high.is_some() {
                    let what = if low.is_some() { "@too_low" } else { "@too_high" };
                    let problem = node.problem(Code::OutOfRange).with("key", &field.name).with("problem", what);
                    let problem = problem.with("found", number.to_string());
                    self.found.push(problem.with_some("least", low).with_some("most", high));
                    return None;
                }
                Some(FieldValue::Number(number))
            }
            FieldType::Boolean => node.boolean(C, self.found).map(FieldValue::Boolean),
            FieldType::Date { after } => {
                let moment = self.moment_after(node, false, after.as_deref());
                moment.map(|m| FieldValue::Date(Moment { time: None, ..m }))
            }
            FieldType::DateTime { after } => {
                let moment = self.moment_after(node, true, after.as_deref());
                moment.inspect(|moment| self.year(node, *moment)).map(FieldValue::Date)
            }
            FieldType::Url => self.checked(node, Code::BadUrl, is_web_address).map(FieldValue::Url),
            FieldType::Email => self.checked(node, Code::BadEmail, is_email).map(FieldValue::Email),
            FieldType::Choice { options } => self.choice(node, &field.name, options),
            FieldType::Terms { vocabulary, many: true } => {
                let terms = &self.config.vocabulary(*vocabulary).terms;
                self.names(node, |text| terms.iter().any(|t| t.id == text || t.label == text)).map(FieldValue::Terms)
            }
            FieldType::Refs { many: true, .. } => self.names(node, |_| false).map(FieldValue::Refs),
            FieldType::Terms { .. } => self.name(node).map(FieldValue::Terms),
            FieldType::Refs { .. } => self.name(node).map(FieldValue::Refs),
            FieldType::Image => self.image(node).map(FieldValue::Image),
            FieldType::File => self.file(node).map(FieldValue::File),
            FieldType::Place => self.place(node).map(FieldValue::Place),
            FieldType::List(of) => {
                let fits = match node.value {
                    Value::Map(_) => takes_map(&of.of),
                    _ => !matches!(of.of, FieldType::Object(_)),
                };
                let items = if fits { self.list(node) } else { self.items(node) };
                let values: Vec<_> = items.iter().filter_map(|item| self.field(of, item)).collect();
                (!values.is_empty()).then_some(FieldValue::List(values))
            }
            FieldType::Object(fields) => self.object(node, fields),
        }
    }

    /// Who writes Dutch may mean thousands with a dot, where it says a fraction here.
    fn thousands(&mut self, node: &Node, number: f64) {
        // Where a whole number stands need not be known, and takes a second look at the YAML.
        if self.config.language != Language::Dutch || matches!(node.value, Value::Int(_)) {
            return;
        }
        let written = node.written().unwrap_or_default();
        let is_group = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let groups = written.trim_start_matches('-').split_once('.');
        if groups.is_some_and(|(first, rest)| is_group(first) && first != "0" && is_group(rest) && rest.len() == 3) {
            let problem = node.problem(Code::ThousandsDot).with("key", node.name()).with("value", &written);
            let problem = problem.with("read", number.to_string().replace('.', ","));
            self.found.push(problem.with("right", written.replace('.', "")));
        }
    }

    fn object(&mut self, node: &Node, fields: &[Field]) -> Option<FieldValue<String, String>> {
        if !matches!(node.value, Value::Map(_)) {
            self.found.push(node.wrong_type(Code::WrongType, "@map"));
            return None;
        }
        let mut values = Vec::new();
        for field in fields {
            match node.get(&field.name) {
                Some(inner) => values.extend(self.field(field, &inner).map(|v| (field.name.clone(), v))),
                None if field.required => {
                    let problem = node.problem(Code::FieldMissing).with("key", &field.name).with("kind", node.name());
                    self.found.push(problem.with_some("example", example(self.config, field)));
                }
                None => {}
            }
        }
        for (key, inner) in node.pairs() {
            if fields.iter().all(|f| f.name != key) {
                let problem =
                    inner.key_problem(Code::UnknownKey).with("key", key).with("kind", format!("`{}`", node.name()));
                let names = || fields.iter().map(|f| f.name.as_str());
                let problem = problem.with_some("best", nearest(key, names()));
                self.found.push(problem.with("known", names().collect::<Vec<_>>().join(", ")));
            }
        }
        Some(FieldValue::Object(values))
    }

    /// The items of a list without its empty and its double ones, which are reported.
    fn items<'n>(&mut self, node: &Node<'n>) -> Vec<Node<'n>> {
        let (mut full, empty): (Vec<_>, Vec<_>) = node.items().into_iter().partition(|n| !is_empty(n.value));
        for item in empty {
            self.found.push(
                item.problem(Code::EmptyItem).at_some(item.span().or_else(|| node.key_span())).with("key", node.name()),
            );
        }
        full.retain(|item| {
            let deeper = deeper_dash(item);
            let fine = deeper.is_none();
            self.found.extend(deeper);
            fine
        });
        let mut seen = HashSet::with_capacity(full.len());
        let (once, again): (Vec<_>, Vec<_>) =
            full.into_iter().partition(|n| n.value.scalar_text().is_none_or(|text| seen.insert(text)));
        for item in again {
            let problem = item.problem(Code::DoubleItem).with("key", node.name());
            self.found.push(problem.with_some("value", item.value.scalar_text()));
        }
        once
    }

    /// The items of a list. One value without a list is one item, with a word about it.
    fn list<'n>(&mut self, node: &Node<'n>) -> Vec<Node<'n>> {
        // What is a list gone wrong is told for its value.
        let broken = |text: &String| text.starts_with("-") || text.ends_with(']');
        if !matches!(node.value, Value::List(_)) && !node.written().is_some_and(|text| broken(&text)) {
            let value = node.written().map(|text| in_list(&text.replace(';', ",")));
            self.found.push(node.problem(Code::OneForList).with("key", node.name()).with_some("value", value));
        }
        self.items(node)
    }

    /// A key without a value. Who wrote `null` says that there is none.
    fn nothing_behind(&mut self, node: &Node) {
        if *node.value == Value::Null && node.span().is_some_and(|span| span.start < span.end) {
            return;
        }
        self.found.push(node.key_problem(Code::EmptyValue).with("key", node.name()));
    }

    /// One name.
    fn name(&mut self, node: &Node) -> Option<Vec<String>> {
        if matches!(node.value, Value::List(items) if items.len() > 1) {
            self.found.push(node.wrong_type(Code::WrongType, "@one"));
            return None;
        }
        let names: Vec<String> = self.items(node).iter().filter_map(|n| n.text(Code::WrongType, self.found)).collect();
        (!names.is_empty()).then_some(names)
    }

    /// Several names. A text with commas is several too, unless `is_one` says that it is one name.
    fn names(&mut self, node: &Node, is_one: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        if let Value::Text(text) = node.value
            && text.contains(", ")
            && !is_one(text)
        {
            let quoted: Vec<&str> = text.split(',').map(str::trim).collect();
            self.found.push(node.problem(Code::CommaList).with("key", node.name()).with("value", quoted.join(", ")));
            return Some(quoted.into_iter().filter(|s| !s.is_empty()).map(str::to_owned).collect());
        }
        let items = if matches!(node.value, Value::Map(_)) { self.items(node) } else { self.list(node) };
        let names: Vec<String> = items.iter().filter_map(|n| n.text(Code::WrongType, self.found)).collect();
        (!names.is_empty()).then_some(names)
    }

    fn checked(&mut self, node: &Node, code: Code, is_right: impl Fn(&str) -> bool) -> Option<String> {
        let text = node.text(Code::WrongType, self.found)?.trim().to_owned();
        if !is_right(&text) {
            let best = Some(address_in(&text)).filter(|address| is_right(address));
            self.found.push(node.problem(code).with("value", text).with_some("best", best));
            return None;
        }
        Some(text)
    }

    fn choice(&mut self, node: &Node, key: &str, options: &[(String, String)]) -> Option<FieldValue<String, String>> {
        let text = node.text(Code::WrongType, self.found)?;
        let folded = fold(&text);
        let option = options.iter().find(|(v, l)| *v == text || fold(v) == folded || fold(l) == folded);
        if option.is_none() {
            self.found.push(unknown_choice(node.problem(Code::UnknownChoice), key, options, &text));
        }
        option.map(|(value, label)| FieldValue::Choice(value.clone(), label.clone()))
    }

    fn image(&mut self, node: &Node) -> Option<ImageUse> {
        const C: Code = Code::WrongType;
        let mut image = ImageUse::default();
        let mut decorative = false;
        if let Value::Map(_) = node.value {
            node.only(&["src", "alt", "caption", "decorative"], Code::UnknownKey, self.found);
            let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, self.found)).unwrap_or_default();
            (image.src, image.alt, image.caption) = (text("src"), text("alt"), text("caption"));
            decorative = node.get("decorative").and_then(|n| n.boolean(C, self.found)).unwrap_or(false);
        } else {
            image.src = node.text(C, self.found)?;
        }
        if image.src.is_empty() {
            self.found.push(
                node.wrong_type(C, "@image").with("example", format!("{}: {{ src: foto.jpg, alt: … }}", node.name())),
            );
            return None;
        }
        if !decorative && alt_is_missing(&image.alt, &image.src) {
            self.found.push(node.problem(Code::AltMissing).with("target", &image.src).with("key", node.name()));
        }
        match image_source(&image.src, &self.config.base_url) {
            Ok(src) => Some(ImageUse { src, ..image }),
            Err(url) => {
                self.found.push(image_elsewhere(node.problem(Code::ImageElsewhere), &url));
                None
            }
        }
    }

    fn file(&mut self, node: &Node) -> Option<FileUse> {
        const C: Code = Code::WrongType;
        if !matches!(node.value, Value::Map(_)) {
            return Some(FileUse { src: decoded(&node.text(C, self.found)?), ..FileUse::default() });
        }
        node.only(&["src", "title", "language", "date"], Code::UnknownKey, self.found);
        let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, self.found)).unwrap_or_default();
        let (src, title) = (decoded(&text("src")), text("title"));
        let language = node.get("language").and_then(|n| n.language_tag(C, self.found)).unwrap_or_default();
        let date = node.get("date").and_then(|n| self.moment(&n, false));
        let file = FileUse { src, title, language, date };
        if file.src.is_empty() {
            self.found.push(node.wrong_type(C, "@file").with("example", format!("{}: rapport.pdf", node.name())));
            return None;
        }
        Some(file)
    }

    fn place(&mut self, node: &Node) -> Option<Place> {
        const C: Code = Code::WrongType;
        if !matches!(node.value, Value::Map(_)) {
            return Some(Place { name: node.text(C, self.found)?, ..Place::default() });
        }
        node.only(&["name", "address", "latitude", "longitude"], Code::UnknownKey, self.found);
        let mut text = |key: &str| node.get(key).and_then(|n| n.text(C, self.found)).unwrap_or_default();
        let (name, address) = (text("name"), text("address"));
        let point = node.point(C, self.found);
        for (one, other, example) in [("latitude", "longitude", "4.9"), ("longitude", "latitude", "52.1")] {
            if let (Some(there), None) = (node.get(one), node.get(other)) {
                let problem = there.key_problem(Code::FieldMissing).with("key", other).with("example", example);
                self.found.push(problem.with("kind", format!("`{one}`")));
            }
        }
        Some(Place { name, address, point })
    }

    /// The day of the field of this name, on the same page.
    fn day_of(&self, field: &str) -> Option<String> {
        let is_it = |key: &str| self.config.keys.get(key).map_or(key == field, |alias| alias.key == field);
        let (_, node) = self.page.pairs().into_iter().find(|(key, _)| is_it(key))?;
        let written = written_moment(&node.written()?, self.config.dates).ok()?;
        Some(written.moment.day_text())
    }

    /// Reports a year that is likely mistyped.
    fn year(&mut self, node: &Node, moment: Moment) {
        const FAR: i16 = 10;
        const LONG_AGO: i16 = 1000;
        let now = self.config.zone.now().year;
        if moment.year > now + FAR || moment.year < LONG_AGO {
            let right = now.to_string();
            let problem = node.problem(Code::FarYear).with("year", moment.year.to_string());
            self.found.push(problem.with("key", node.name()).with("now", right));
        }
    }

    /// A moment that has nothing to do with another field.
    fn moment(&mut self, node: &Node, strict: bool) -> Option<Moment> {
        self.moment_after(node, strict, None)
    }

    /// A moment; an event's (`strict`) may not carry an offset from UTC that is wrong. `after` names the field that
    /// must not be later.
    fn moment_after(&mut self, node: &Node, strict: bool, after: Option<&str>) -> Option<Moment> {
        let Some(text) = node.written() else {
            self.found.push(node.wrong_type(Code::WrongType, "@date"));
            return None;
        };
        let written = match written_moment(&text, self.config.dates) {
            Ok(written) => written,
            Err(error) => {
                let problem = |code| node.problem(code).with("value", &text);
                self.found.push(match error {
                    DateError::DayFirst(iso) => problem(Code::DayOrder).with("iso", iso),
                    DateError::Impossible => problem(Code::ImpossibleDate),
                    DateError::ImpossibleTime(right) => problem(Code::ImpossibleTime).with_some("right", right),
                    DateError::OtherWay(right) => problem(Code::BadDate).with("right", right),
                    DateError::Range(start, end) => problem(Code::BadDate).with("start", start).with("end", end),
                    DateError::TimeAlone(time) => {
                        let day = after.and_then(|other| self.day_of(other));
                        problem(Code::BadDate).with_some("right", day.map(|day| format!("{day} {time}")))
                    }
                    DateError::Unreadable => problem(Code::BadDate),
                });
                return None;
            }
        };
        let zone = &self.config.zone;
        if let Some(offset) = written.offset {
            if !strict {
                return Some(zone.local(written));
            }
            let local = written.moment.to_string();
            let right = zone.offset(written.moment);
            if offset != right {
                let shown =
                    format!("{}{:02}:{:02}", if right < 0 { '-' } else { '+' }, right.abs() / 60, right.abs() % 60);
                let problem = node.problem(Code::WrongOffset).with("value", &text).with("local", local);
                self.found.push(problem.with("zone", &zone.name).with("offset", shown));
                return None;
            }
            self.found.push(node.problem(Code::NeedlessOffset).with("local", local));
        }
        if written.moment.time.is_some() {
            match zone.existence(written.moment) {
                Existence::Once => {}
                Existence::Never => {
                    self.found.push(node.problem(Code::TimeMissing).with("value", written.moment.to_string()));
                    return None;
                }
                Existence::Twice if strict => {
                    self.found.push(node.problem(Code::TimeTwice).with("value", written.moment.to_string()));
                    return None;
                }
                Existence::Twice => {}
            }
        }
        Some(written.moment)
    }

    /// Whether two fields are the beginning and the end of an event, and both may have a time.
    fn makes_event(&self, front: &FrontMatter, start: &str, end: &str) -> bool {
        let kind = self.config.kind(front.kind);
        let timed =
            |name: &str| kind.fields.iter().any(|f| f.name == name && matches!(f.of, FieldType::DateTime { .. }));
        kind.calendar.as_ref().is_some_and(|c| c.start == start && c.end.as_deref() == Some(end))
            && timed(start)
            && timed(end)
    }

    /// Ends that lie before their starts, and those of events that cannot be meant.
    fn order(&mut self, front: &mut FrontMatter, fields: &[Field], node: &Node) {
        let value = |front: &FrontMatter, name: &str| {
            let index = fields.iter().position(|f| f.name == name)?;
            front
                .fields
                .iter()
                .find(|(i, _)| *i == index)
                .and_then(|(_, v)| if let FieldValue::Date(m) = v { Some(*m) } else { None })
        };
        for field in fields {
            let (FieldType::Date { after: Some(other) } | FieldType::DateTime { after: Some(other) }) = &field.of
            else {
                continue;
            };
            let (Some(end), Some(start)) = (value(front, &field.name), value(front, other)) else { continue };
            let whole_day = end.time.is_none() || start.time.is_none();
            let before = if whole_day { end.day_text() < start.day_text() } else { end < start };
            let code = if before {
                Code::EndBeforeStart
            } else if !self.makes_event(front, other, &field.name) {
                continue;
            } else if end.time.is_some() != start.time.is_some() {
                Code::TimeOnOneSide
            } else if end == start && !whole_day {
                Code::EndIsStart
            } else {
                continue;
            };
            let written = node.get(written_key(front, &field.name));
            let problem = written.map_or_else(|| Diagnostic::new(code, self.file), |n| n.problem(code));
            let problem = problem.with("key", &field.name).with("end", end.to_string()).with("other", other);
            let lost = if start.time.is_some() { "@the_end" } else { "@the_time_of_end" };
            self.found.push(problem.with("start", start.to_string()).with("lost", lost));
            if before {
                // Who publishes all the same, publishes no event that runs backwards.
                front.fields.retain(|(i, _)| fields[*i].name != field.name);
            }
        }
        if let (Some(publish), Some(expires)) = (front.publish, front.expires)
            && expires <= publish
        {
            let [end, start] = ["expires", "publish"].map(|key| written_key(front, key));
            let problem = node.get(end).map(|n| n.problem(Code::ExpiredBeforePublish).with("key", end));
            let problem = problem.map(|p| p.with("other", start).with("end", expires.to_string()));
            self.found.extend(problem.map(|p| p.with("start", publish.to_string())));
        }
    }
}

/// The address in what somebody wrote for one: a Markdown link, one between angles, one without its scheme.
fn address_in(text: &str) -> String {
    let inside = text.rsplit_once("](").map_or(text, |(_, rest)| rest.trim_end_matches(')'));
    let address = inside.trim_matches(['<', '>', ' ']).trim_start_matches("mailto:");
    if address.starts_with("www.") { format!("https://{address}") } else { address.to_owned() }
}

/// What is wrong with the values that `site.yaml` gives to fields that a page does not have. Markdown values are
/// given to `body`.
pub fn wrong_defaults(
    config: &Config,
    body: &mut impl FnMut(&Node, &str, &mut Vec<Diagnostic>) -> usize,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for kind in &config.kinds {
        for field in &kind.fields {
            let Some(default) = &field.default else { continue };
            let mut problems = Vec::new();
            // Called as it is there, and without a place: where it stands is found by the way to it.
            let value = Value::Map(vec![("default".into(), default.clone())]);
            let node = Node::root(YamlText { file: FILE, text: "", offset: 0 }, &value);
            let mut read = Reader { config, file: FILE, page: &node, body, found: &mut problems };
            node.get("default").and_then(|node| read.field(field, &node));
            let way = ["kinds", &kind.name, "fields", &field.name, "default"];
            let way: Vec<Step> = way.iter().map(|key| Step::Key((*key).to_owned(), 0)).collect();
            found.extend(problems.into_iter().map(|problem| Diagnostic { span: None, ..problem }.at_field(&way)));
        }
    }
    found
}

/// Advice about titles and summaries that are there but could be better.
pub fn advice(front: &FrontMatter, node: &Node, file: &str, found: &mut Vec<Diagnostic>) {
    let written = |key: &str| node.get(written_key(front, key));
    let count = front.title.chars().count();
    if count > 90 {
        let problem = written("title").map(|n| n.problem(Code::TitleLong));
        found.extend(problem.map(|p| p.with("n", count.to_string()).as_severity(Severity::Hint)));
    }
    if is_shouted(&front.title) {
        found.extend(written("title").map(|n| n.problem(Code::TitleCapitals)));
    }
    for (key, text) in [("title", &front.title), ("summary", &front.summary)] {
        let Some(at) = written(key) else { continue };
        if let Some(value) = in_curly_quotes(text) {
            found.push(at.problem(Code::CurlyQuotes).with("key", at.name()).with("value", value));
        }
        if let Some(markup) = markup(text) {
            let problem = at.problem(Code::TitleMarkup).with("key", at.name()).with("found", markup);
            found.push(problem.with_some("value", without_markup(text)));
        }
    }
    if front.summary.is_empty() {
        found.push(Diagnostic::new(Code::SummaryMissing, file));
    }
}

/// A text as it is written between `[` and `]`: in quotes when it would mean something else there.
fn in_list(text: &str) -> String {
    let plain = !text.contains([',', '[', ']', '{', '}', '"', '#', '\'']) && !text.contains(": ");
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// Whether a value of this type may be a block of names and values.
fn takes_map(of: &FieldType) -> bool {
    matches!(of, FieldType::Object(_) | FieldType::Image | FieldType::File | FieldType::Place)
}

/// Whether a title of several words is in capitals; a name or an abbreviation may be.
fn is_shouted(title: &str) -> bool {
    let letters = || title.chars().filter(|c| c.is_alphabetic());
    title.split_whitespace().count() > 2 && letters().count() > 12 && letters().all(char::is_uppercase)
}

/// What stands between curly quotes, when they are around the whole text.
fn in_curly_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['“', '”', '„'])?.strip_suffix(['“', '”'])?;
    (!inner.contains(['“', '”', '„', '"'])).then_some(inner)
}
