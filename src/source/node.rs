//! Reading YAML with a purpose: a value together with where it stands, and readers that give
//! the wanted type or a diagnostic at the right place.

use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::language::is_language_tag;
use crate::source::nearest::nearest;
use crate::source::severity::Severity;
use crate::source::span::Span;
use crate::source::yaml::{Places, Step, Value};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// Keys that are too far from their Dutch names to be found by their letters.
const IN_DUTCH: &[(&str, &str)] = &[
    ("naam", "name"),
    ("adres", "address"),
    ("breedtegraad", "latitude"),
    ("lengtegraad", "longitude"),
    ("bron", "src"),
    ("bestand", "src"),
    ("bijschrift", "caption"),
    ("titel", "title"),
    ("taal", "language"),
    ("datum", "date"),
    ("soort", "kind"),
    ("samenvatting", "summary"),
];

/// A YAML text inside a file.
#[derive(Clone, Copy, Debug)]
pub struct YamlText<'a> {
    /// Path relative to the root of the hub.
    pub file: &'a str,
    /// The YAML itself.
    pub text: &'a str,
    /// Byte of the file at which it begins.
    pub offset: usize,
}

/// A value and the way to it.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Where it was read.
    pub source: YamlText<'a>,
    /// The value.
    pub value: &'a Value,
    path: Vec<Step>,
    /// Only made when somebody asks for a place.
    places: Rc<OnceCell<Places>>,
}

/// Longer texts are not gone through for every problem in them.
const LONGEST_SEARCHED: usize = 65_536;

/// Where a part of a text stands in what is written for it: in a block (`|`) on the line of the same number, else
/// where the same letters are. As far as the first line of the part.
fn written_part(text: &str, part: &Range<usize>, written: &str) -> Option<Span> {
    let before = text.get(..part.start).filter(|_| text.len() <= LONGEST_SEARCHED)?;
    let sought = text.get(part.clone())?.lines().next().filter(|line| !line.is_empty())?;
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = text[line_start..].lines().next()?.trim_end();
    let mut lines = written.split_inclusive('\n');
    let above: usize = lines.by_ref().take(before.matches('\n').count()).map(str::len).sum();
    let same = lines.next().and_then(|there| there.find(line)).filter(|_| part.start < line_start + line.len());
    let start = match same {
        Some(indentation) => above + indentation + part.start - line_start,
        None => written.find(sought)?,
    };
    Some(Span::new(start, start + sought.trim_end().len()))
}

impl<'a> Node<'a> {
    /// The whole document.
    pub fn root(source: YamlText<'a>, value: &'a Value) -> Node<'a> {
        Node { source, value, path: Vec::new(), places: Rc::default() }
    }

    /// The name of this value: its key, or that of the list it is in; empty for the whole document.
    pub fn name(&self) -> &str {
        let key = |step: &'_ Step| matches!(step, Step::Key(..));
        match self.path.iter().rev().find(|s| key(s)) {
            Some(Step::Key(name, _)) => name,
            _ => "",
        }
    }

    /// The value of a key, unless it is not there or null.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        let Value::Map(pairs) = self.value else { return None };
        let value = self.value.get(key)?;
        let nth = pairs.iter().filter(|(name, _)| name == key).position(|(_, v)| std::ptr::eq(v, value))?;
        (*value != Value::Null).then(|| self.child(value, Step::Key(key.to_owned(), nth)))
    }

    /// The pairs of a map, also those without a value; of double keys only the first.
    pub fn pairs(&self) -> Vec<(&'a str, Node<'a>)> {
        let Value::Map(pairs) = self.value else { return Vec::new() };
        let mut nodes: Vec<(&str, Node)> = Vec::with_capacity(pairs.len());
        let mut seen = HashSet::with_capacity(pairs.len());
        for (key, value) in pairs {
            if seen.insert(key.as_str()) {
                nodes.push((key, self.child(value, Step::Key(key.clone(), 0))));
            }
        }
        nodes
    }

    /// The items of a list; one value counts as a list of one, nothing as an empty list.
    pub fn items(&self) -> Vec<Node<'a>> {
        match self.value {
            Value::List(items) => items.iter().enumerate().map(|(i, v)| self.child(v, Step::Item(i))).collect(),
            Value::Null => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    /// Where the value stands in its file.
    pub fn span(&self) -> Option<Span> {
        self.places().map(|(_, value)| value.shifted(self.source.offset))
    }

    /// Where a part of the text that it is stands in its file, as far as its first line; the whole value where
    /// YAML writes it in other letters.
    pub fn part_span(&self, part: &Range<usize>) -> Option<Span> {
        let whole = self.span()?;
        let Value::Text(text) = self.value else { return Some(whole) };
        let written = self.source.text.get(whole.start - self.source.offset..whole.end - self.source.offset);
        let found = written.and_then(|written| written_part(text, part, written));
        Some(found.map_or(whole, |found| found.shifted(whole.start)))
    }

    /// Where its key stands in its file.
    pub fn key_span(&self) -> Option<Span> {
        self.places().map(|(key, _)| key.shifted(self.source.offset))
    }

    /// The spans of its key and its value, in the YAML.
    fn places(&self) -> Option<(Span, Span)> {
        self.places.get_or_init(|| Places::of(self.source.text)).at(&self.path)
    }

    /// A problem with the value.
    pub fn problem(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code, self.source.file).at_some(self.span().or_else(|| self.key_span()))
    }

    /// A problem with the key.
    pub fn key_problem(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code, self.source.file).at_some(self.key_span())
    }

    /// What was meant by a key that is the rest of a number written with a comma: `{ latitude: 52,47 }`.
    fn decimal(&self, digits: &str) -> Option<String> {
        let Value::Map(pairs) = self.value else { return None };
        let at = pairs.iter().position(|(key, value)| key == digits && *value == Value::Null)?;
        match pairs.get(at.checked_sub(1)?)? {
            (key, Value::Int(whole)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                Some(format!("{key}: {whole}.{digits}"))
            }
            _ => None,
        }
    }

    /// The problem that the value has another type than `expected` (a word of the catalogue).
    pub fn wrong_type(&self, code: Code, expected: &str) -> Diagnostic {
        let problem = self.problem(code).with("key", self.name()).with("expected", expected);
        let problem = problem.with("found", self.found());
        match expected {
            "@list" => {
                problem.with_some("example", self.value.scalar_text().map(|t| format!("{}: [{t}]", self.name())))
            }
            "@boolean" => problem.with("example", format!("{}: true", self.name())),
            "@number" | "@whole" => {
                let meant = self.value.scalar_text().filter(|_| expected == "@number").and_then(|text| amount(&text));
                problem.with("example", format!("{}: {}", self.name(), meant.unwrap_or_else(|| "3".into())))
            }
            "@date" => problem.with("example", format!("{}: 2026-09-30", self.name())),
            "@text" | "@one" => {
                let first = match self.value {
                    Value::List(items) => items.iter().find_map(Value::scalar_text),
                    Value::Map(pairs) => pairs.iter().find_map(|(_, value)| value.scalar_text()),
                    _ => None,
                };
                problem.with("example", format!("{}: {}", self.name(), first.unwrap_or_else(|| "…".into())))
            }
            _ => problem,
        }
    }

    /// The scalar as it was written: `1.10` and `08:30` stay what they are.
    pub fn written(&self) -> Option<String> {
        match self.value {
            Value::Text(text) => Some(text.clone()),
            Value::Float(_) | Value::Int(_) => {
                let span = self.places().map(|(_, value)| value);
                span.map(|s| self.source.text[s.start..s.end].to_owned()).or_else(|| self.value.scalar_text())
            }
            value => value.scalar_text(),
        }
    }

    /// Text; a number or a boolean is taken as it was written.
    pub fn text(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<String> {
        let text = self.written();
        if text.is_none() {
            found.push(self.wrong_type(code, "@text"));
        }
        text
    }

    /// The tag of a language, with hyphens.
    pub fn language_tag(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<String> {
        let tag = self.text(code, found)?.replace('_', "-");
        if is_language_tag(&tag) {
            // Capitals mean nothing (RFC 5646, section 2.1.1); the language itself is written small.
            let end = tag.find('-').unwrap_or(tag.len());
            return Some(tag[..end].to_ascii_lowercase() + &tag[end..]);
        }
        found.push(self.wrong_type(code, "@language_tag").with("example", format!("{}: en", self.name())));
        None
    }

    /// A path that leads no higher than where it is read from, without slashes around it.
    pub fn path_below(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<String> {
        let text = self.text(code, found)?;
        let path = text.trim_start_matches("./").trim_matches('/');
        if is_below(path) {
            return Some(path.to_owned());
        }
        let best =
            path.split(['/', '\\']).filter(|part| is_below(part) && !part.is_empty()).collect::<Vec<_>>().join("/");
        let example = (!best.is_empty()).then(|| format!("{}: {best}", self.name()));
        found.push(self.wrong_type(code, "@path_below").with_some("example", example));
        None
    }

    /// `true` or `false`, also in Dutch.
    pub fn boolean(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<bool> {
        match self.value {
            Value::Bool(truth) => Some(*truth),
            Value::Text(text) if matches!(text.to_lowercase().as_str(), "ja" | "yes") => Some(true),
            Value::Text(text) if matches!(text.to_lowercase().as_str(), "nee" | "no") => Some(false),
            _ => {
                found.push(self.wrong_type(code, "@boolean"));
                None
            }
        }
    }

    /// A number.
    pub fn number(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<f64> {
        match self.value {
            Value::Int(number) => Some(*number as f64),
            Value::Float(number) if number.is_finite() => Some(*number),
            Value::Text(text) if text.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite) => {
                text.replace(',', ".").parse().ok()
            }
            _ => {
                found.push(self.wrong_type(code, "@number"));
                None
            }
        }
    }

    /// Degrees on the map under a key, at most so many to each side.
    fn degrees(&self, key: &str, most: f64, code: Code, found: &mut Vec<Diagnostic>) -> Option<f64> {
        let at = self.get(key)?;
        let degrees = at.number(code, found)?;
        if degrees.abs() <= most {
            return Some(degrees);
        }
        let problem = at.problem(Code::OutOfRange).with("key", key).with("found", degrees.to_string());
        let limit = most.copysign(degrees).to_string();
        found.push(if degrees > 0.0 {
            problem.with("problem", "@too_high").with("most", limit)
        } else {
            problem.with("problem", "@too_low").with("least", limit)
        });
        None
    }

    /// A point on the map, from `latitude` and `longitude`. Those of a place in the Netherlands in the wrong order
    /// lie in the sea before Somalia: reported.
    pub fn point(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<(f64, f64)> {
        let (latitude, longitude) =
            (self.degrees("latitude", 90.0, code, found), self.degrees("longitude", 180.0, code, found));
        let (latitude, longitude) = latitude.zip(longitude)?;
        if (3.0..7.5).contains(&latitude) && (50.5..54.0).contains(&longitude) {
            let right = format!("latitude: {longitude}, longitude: {latitude}");
            let problem = self.get("latitude")?.problem(Code::OutOfRange).with("key", "latitude");
            found.push(problem.with("found", latitude.to_string()).with("problem", "@swapped").with("right", right));
            return None;
        }
        Some((latitude, longitude))
    }

    /// A whole number above zero.
    pub fn count(&self, code: Code, found: &mut Vec<Diagnostic>) -> Option<usize> {
        match self.value {
            Value::Int(number) if *number > 0 => usize::try_from(*number).ok(),
            _ => {
                found.push(self.wrong_type(code, "@whole"));
                None
            }
        }
    }

    /// A list of texts; one text counts as a list of one.
    pub fn texts(&self, code: Code, found: &mut Vec<Diagnostic>) -> Vec<String> {
        self.items().iter().filter_map(|item| item.text(code, found)).collect()
    }

    /// The pairs of a map in `site.yaml`; reports anything else, but for nothing.
    pub fn map(&self, found: &mut Vec<Diagnostic>) -> Vec<(&'a str, Node<'a>)> {
        self.expect_map(self.value.scalar_text(), found);
        self.pairs()
    }

    /// Reports what is no map of settings in `site.yaml`, and settings that are not among `known`.
    pub fn settings(&self, known: &[&str], found: &mut Vec<Diagnostic>) {
        self.expect_map(known.first().map(|first| (*first).to_owned()), found);
        self.only(known, Code::UnknownSetting, found);
    }

    /// Reports what is neither a map nor nothing. `key` is what could stand in one.
    fn expect_map(&self, key: Option<String>, found: &mut Vec<Diagnostic>) {
        if !matches!(self.value, Value::Map(_) | Value::Null) {
            let example = key.map(|key| format!("{}: {{ {key}: … }}", self.name()));
            found.push(self.wrong_type(Code::BadSetting, "@map").with_some("example", example));
        }
    }

    /// The pairs of a map whose keys are names that the editor chose: they stand in templates and in addresses.
    pub fn named(&self, found: &mut Vec<Diagnostic>) -> Vec<(&'a str, Node<'a>)> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || "/\\\"'`<>{}[]?#%&".contains(c);
        let pairs = self.map(found);
        for (key, node) in pairs.iter().filter(|(key, _)| key.is_empty() || key.contains(odd)) {
            let name = key.replace(odd, "-");
            let name = Some(name.trim_matches('-')).filter(|name| !name.is_empty());
            let problem = node.key_problem(Code::BadSetting).with("key", *key).with("expected", "@name");
            found.push(problem.with_some("example", name.map(|name| format!("{name}:"))));
        }
        pairs
    }

    /// Reports the keys of a map that are not among `known`, and double keys.
    pub fn only(&self, known: &[&str], unknown: Code, found: &mut Vec<Diagnostic>) {
        for (key, node) in self.pairs() {
            if !known.contains(&key) {
                let problem = node.key_problem(unknown).with("key", key).with("known", known.join(", "));
                let problem = problem.with("kind", format!("`{}`", self.name()));
                let english = || IN_DUTCH.iter().find(|(dutch, _)| *dutch == key).map(|(_, english)| *english);
                let best =
                    nearest(key, known.iter().copied()).or_else(|| english().filter(|name| known.contains(name)));
                found.push(problem.with_some("best", best.map(str::to_owned).or_else(|| self.decimal(key))));
            }
        }
    }

    /// Reports double keys, here and inside. Two different values are an error; an empty double
    /// or the same value again is a warning.
    pub fn doubles(&self, found: &mut Vec<Diagnostic>) {
        if !has_doubles(self.value) {
            return; // Nearly every map: nothing to find a place for.
        }
        let Value::Map(pairs) = self.value else {
            if matches!(self.value, Value::List(_)) {
                self.items().iter().for_each(|item| item.doubles(found));
            }
            return;
        };
        let mut earlier: HashMap<&str, (usize, &Value)> = HashMap::with_capacity(pairs.len());
        for (key, value) in pairs {
            let (times, first) = *earlier.entry(key).and_modify(|(n, _)| *n += 1).or_insert((0, value));
            let node = self.child(value, Step::Key(key.clone(), times));
            if times > 0 {
                found.push(self.double(key, &node, first));
            }
            node.doubles(found);
        }
    }

    /// The problem that a key is there again, after its first value.
    fn double(&self, key: &str, again: &Node, first: &Value) -> Diagnostic {
        let harmless = first == again.value || *first == Value::Null || *again.value == Value::Null;
        let place = self.child(first, Step::Key(key.to_owned(), 0)).places().map_or(0, |(key, _)| key.start);
        let line = self.source.text[..place].matches('\n').count() + 1 + usize::from(self.source.offset > 0);
        let problem = again.key_problem(Code::DuplicateKey).with("key", key).with("line", line.to_string());
        if harmless { problem.as_severity(Severity::Warning) } else { problem }
    }

    fn found(&self) -> String {
        match self.value {
            Value::Null => "@nothing".into(),
            Value::List(_) => "@list".into(),
            Value::Map(_) => "@map".into(),
            value => {
                let text = value.scalar_text().unwrap_or_default();
                let short: String = text.chars().take(40).collect();
                format!("`{short}{}`", if short.len() < text.len() { "…" } else { "" })
            }
        }
    }

    fn child<'b>(&self, value: &'b Value, step: Step) -> Node<'b>
    where
        'a: 'b,
    {
        let mut path = Vec::with_capacity(self.path.len() + 1);
        path.extend_from_slice(&self.path);
        path.push(step);
        Node { source: self.source, value, path, places: Rc::clone(&self.places) }
    }
}

/// The number in an amount such as `€ 12,50`, `€ 12,-` or `100 euro`.
fn amount(text: &str) -> Option<String> {
    let first = text.find(|c: char| c.is_ascii_digit()).filter(|first| !text[..*first].contains('-'))?;
    let number = text[first..].trim_end_matches(|c: char| !c.is_ascii_digit()).replace(',', ".");
    let is_plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_plain && number.parse::<f64>().is_ok()).then_some(number)
}

/// Whether a path leads no higher than where it begins.
fn is_below(path: &str) -> bool {
    let strange = |c: char| c.is_control() || matches!(c, '\\' | ':' | '"' | '<' | '>' | '|' | '?' | '*');
    path.is_empty() || path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(strange))
}

/// Whether a key stands twice in a map of a value.
fn has_doubles(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().any(has_doubles),
        Value::Map(pairs) => {
            let mut keys: Vec<&str> = pairs.iter().map(|(key, _)| key.as_str()).collect();
            keys.sort_unstable();
            keys.windows(2).any(|two| two[0] == two[1]) || pairs.iter().any(|(_, value)| has_doubles(value))
        }
        _ => false,
    }
}
