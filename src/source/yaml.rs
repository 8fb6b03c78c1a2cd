//! YAML as values whose places in the file can be found. The one home of serde_yaml, which reads
//! the values, and of saphyr-parser, which is only asked when a diagnostic needs a position.

use crate::source::span::Span;
use saphyr_parser::{Event, Parser};
use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Serialize, Serializer};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// A YAML value. Maps keep their order and their double keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(String),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping; keys that are no text are written as text.
    Map(Vec<(String, Value)>),
}

/// A step from a value into a value inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key; the number counts the keys of that name, from 0.
    Key(String, usize),
    /// An item of a list, from 0.
    Item(usize),
}

/// Why a text is no YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What the parser says, without its position.
    pub reason: String,
    /// Byte at which it noticed.
    pub at: usize,
}

impl Value {
    /// The value of the last pair with this key that is not empty, or else of the last: the
    /// last wins, as in most YAML readers, but an empty double never hides a filled one.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Map(pairs) = self else { return None };
        let mut same = pairs.iter().rev().filter(|(name, _)| name == key).map(|(_, value)| value);
        let last = same.next()?;
        match last {
            Value::Null => Some(same.find(|v| **v != Value::Null).unwrap_or(last)),
            _ => Some(last),
        }
    }

    /// The value as text when it is a scalar.
    pub fn scalar_text(&self) -> Option<String> {
        match self {
            Value::Text(text) => Some(text.clone()),
            Value::Int(number) => Some(number.to_string()),
            Value::Float(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }
}

/// Reads one YAML document. An empty one is [`Value::Null`].
pub fn parse_yaml(text: &str) -> Result<Value, SyntaxError> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    serde_yaml::from_str(text).map_err(|error| {
        let mut reason = error.to_string();
        if let Some(i) = reason.find(" at line ") {
            reason.truncate(i);
        }
        SyntaxError { reason, at: error.location().map_or(0, |l| l.index().min(text.len())) }
    })
}

/// Where the values of one YAML text stand. Made once for a text: a file may have thousands of problems.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Spans of the key and of the value; the first is the whole document.
    spans: Vec<(Span, Span)>,
    inside: HashMap<(usize, Step), usize>,
    lists: HashSet<usize>,
}

/// A map or a list whose end is yet to come.
struct Open {
    place: usize,
    is_list: bool,
    items: usize,
    /// How often each key was seen, and the key whose value comes next.
    seen: HashMap<String, usize>,
    key: Option<(Option<Step>, Chars)>,
    end: usize,
}

impl Places {
    /// Reads the places of all values, as far as the text is YAML.
    pub fn of(text: &str) -> Places {
        let mut places = Places::default();
        let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let span = |(start, end): Chars| {
            let byte = |chars: usize| borders.get(chars).copied().unwrap_or(text.len());
            let (start, end) = (byte(start), byte(end));
            Span::new(start, start + text[start..end.max(start)].trim_end().len())
        };
        let mut parser = Parser::new_from_str(text);
        let mut open: Vec<Open> = Vec::new();
        while let Some(Ok((event, at))) = parser.next_event() {
            let at: Chars = (at.start.index(), at.end.index());
            match &event {
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    let place = places.add(&mut open, None, at, &span);
                    let is_list = matches!(event, Event::SequenceStart(..));
                    if is_list {
                        places.lists.insert(place);
                    }
                    open.push(Open { place, is_list, items: 0, seen: HashMap::new(), key: None, end: at.1 });
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    let Some(closed) = open.pop() else { break };
                    let end = closed.end.max(at.1);
                    // The value began at a byte, and its end was not known until now.
                    let value = &mut places.spans[closed.place].1;
                    let whole = span((0, end)).end.max(value.start);
                    value.end = value.start + text[value.start..whole].trim_end().len();
                    if let Some(around) = open.last_mut() {
                        around.end = around.end.max(end);
                    }
                }
                Event::Scalar(words, ..) => {
                    places.add(&mut open, Some(words), at, &span);
                }
                Event::Alias(..) => {
                    places.add(&mut open, None, at, &span);
                }
                _ => {}
            }
        }
        places
    }

    /// Adds a value, or takes it as the key of the next; gives its index.
    fn add(&mut self, open: &mut [Open], words: Option<&str>, at: Chars, span: &impl Fn(Chars) -> Span) -> usize {
        let index = self.spans.len();
        let (step, key) = match open.last_mut() {
            None => (None, at),
            Some(list) if list.is_list => {
                list.items += 1;
                (Some(Step::Item(list.items - 1)), at)
            }
            Some(map) => match map.key.take() {
                Some(key) => key,
                None => {
                    let step = words.map(|name| {
                        let seen = map.seen.entry(name.to_owned()).or_default();
                        *seen += 1;
                        Step::Key(name.to_owned(), *seen - 1)
                    });
                    map.key = Some((step, at));
                    (None, at)
                }
            },
        };
        if let Some(around) = open.last_mut() {
            around.end = around.end.max(at.1);
            if let Some(step) = step {
                self.inside.insert((around.place, step), index);
            }
        }
        self.spans.push((span(key), span(at)));
        index
    }

    /// The spans of a key and of its value (for an item, both are the item's), as bytes of the text.
    /// None when the path leads nowhere.
    pub fn at(&self, path: &[Step]) -> Option<(Span, Span)> {
        let (mut place, mut key) = (0, self.spans.first()?.0);
        for step in path {
            match self.inside.get(&(place, step.clone())) {
                Some(inside) => (place, key) = (*inside, self.spans[*inside].0),
                // One value where a list belongs: its first item is the value itself.
                None if *step == Step::Item(0) && !self.lists.contains(&place) => {}
                None => return None,
            }
        }
        Some((key, self.spans[place].1))
    }
}

type Chars = (usize, usize);

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_none(),
            Value::Bool(v) => serializer.serialize_bool(*v),
            Value::Int(v) => serializer.serialize_i64(*v),
            Value::Float(v) => serializer.serialize_f64(*v),
            Value::Text(v) => serializer.serialize_str(v),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(pairs) => serializer.collect_map(pairs.iter().map(|(k, v)| (k, v))),
        }
    }
}

/// A text without the control characters that escapes like `"\u0002"` can put into it; they become
/// spaces, and line ends become `\n`.
fn printable(text: &str) -> String {
    if !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return text.to_owned();
    }
    let blank = |c: char| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().map(blank).collect()
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, v: bool) -> Result<Value, E> {
        Ok(Value::Bool(v))
    }

    fn visit_i64<E>(self, v: i64) -> Result<Value, E> {
        Ok(Value::Int(v))
    }

    fn visit_u64<E>(self, v: u64) -> Result<Value, E> {
        Ok(i64::try_from(v).map_or_else(|_| Value::Text(v.to_string()), Value::Int))
    }

    fn visit_i128<E>(self, v: i128) -> Result<Value, E> {
        Ok(Value::Text(v.to_string()))
    }

    fn visit_u128<E>(self, v: u128) -> Result<Value, E> {
        Ok(Value::Text(v.to_string()))
    }

    fn visit_f64<E>(self, v: f64) -> Result<Value, E> {
        Ok(Value::Float(v))
    }

    fn visit_str<E>(self, v: &str) -> Result<Value, E> {
        Ok(Value::Text(printable(v)))
    }

    fn visit_string<E>(self, v: String) -> Result<Value, E> {
        Ok(Value::Text(printable(&v)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some((key, value)) = access.next_entry::<Value, Value>()? {
            pairs.push((key.scalar_text().unwrap_or_default(), value));
        }
        Ok(Value::Map(pairs))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_tag, content) = access.variant::<Value>()?;
        content.newtype_variant()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(name: &str) -> Step {
        Step::Key(name.into(), 0)
    }

    #[test]
    fn values_are_found_in_the_text() {
        let text = "titel: Één plek\nthemas: [jeugd, wonen]\ndeel:\n  - naam: a\n  - naam: b\n";
        let at = |path: &[Step]| Places::of(text).at(path).map(|(_, value)| &text[value.start..value.end]);
        assert_eq!(at(&[key("titel")]), Some("Één plek"));
        assert_eq!(at(&[key("themas"), Step::Item(1)]), Some("wonen"));
        assert_eq!(at(&[key("deel"), Step::Item(1), key("naam")]), Some("b"));
        assert_eq!(at(&[key("niets")]), None);
        assert_eq!(at(&[key("titel"), Step::Item(0)]), Some("Één plek"));
        assert_eq!(at(&[key("themas")]), Some("[jeugd, wonen]"));
        assert_eq!(at(&[key("themas"), Step::Item(2)]), None);
        let (name, value) = Places::of(text).at(&[key("deel")]).unwrap();
        assert_eq!(&text[name.start..name.end], "deel");
        assert_eq!(&text[value.start..value.end], "- naam: a\n  - naam: b");
    }

    #[test]
    fn the_second_of_a_double_key_is_found() {
        let text = "a: 1\nb: 2\na: 3\n";
        let (_, value) = Places::of(text).at(&[Step::Key("a".into(), 1)]).unwrap();
        assert_eq!(&text[value.start..value.end], "3");
        assert_eq!(parse_yaml(text).unwrap().get("a"), Some(&Value::Int(3)));
    }

    #[test]
    fn errors_have_a_place() {
        let error = parse_yaml("a: b\ntitle: een: twee\n").unwrap_err();
        assert!((5..=20).contains(&error.at), "{error:?}");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in "[a-c:\\- \n\\[\\]{}\"'#|>é&*]{0,60}") {
            let _ = parse_yaml(&text);
            let _ = Places::of(&text).at(&[key("a"), Step::Item(0)]);
        }
    }
}
