//! YAML as values whose places in the file can be found. The one home of serde_yaml, which reads
//! the values, and of saphyr-parser, which is only asked when a diagnostic needs a position.

use crate::source::diagnostic::Span;
use saphyr_parser::{Event, Parser};
use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Serialize, Serializer};
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The spans of a key and of its value (for an item, both are the item's), as bytes of `text`.
/// None when the path leads nowhere.
pub fn locate(text: &str, path: &[Step]) -> Option<(Span, Span)> {
    let mut events = Events { parser: Parser::new_from_str(text) };
    let (key, value) = loop {
        match events.next()? {
            (Event::StreamStart | Event::DocumentStart(..), _) => {}
            (event, span) => break events.follow(event, span, span, path)?,
        }
    };
    Some((bytes(text, key), bytes(text, value)))
}

struct Events<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
}

type Chars = (usize, usize);

impl<'a> Events<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Chars)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        Some((event, (span.start.index(), span.end.index())))
    }

    fn follow(&mut self, event: Event<'a>, span: Chars, key: Chars, path: &[Step]) -> Option<(Chars, Chars)> {
        let Some((step, rest)) = path.split_first() else {
            let end = self.skip(&event, span)?;
            return Some((key, (span.0, end)));
        };
        match (event, step) {
            (Event::MappingStart(..), Step::Key(name, nth)) => {
                let mut seen = 0;
                loop {
                    let (key_event, key_span) = self.next()?;
                    let matches = match &key_event {
                        Event::MappingEnd => return None,
                        Event::Scalar(text, ..) => text == name,
                        _ => false,
                    };
                    self.skip(&key_event, key_span)?;
                    let (value, value_span) = self.next()?;
                    if matches && seen == *nth {
                        return self.follow(value, value_span, key_span, rest);
                    }
                    seen += usize::from(matches);
                    self.skip(&value, value_span)?;
                }
            }
            (Event::SequenceStart(..), Step::Item(index)) => {
                for i in 0.. {
                    let (item, item_span) = self.next()?;
                    if item == Event::SequenceEnd {
                        return None;
                    }
                    if i == *index {
                        return self.follow(item, item_span, item_span, rest);
                    }
                    self.skip(&item, item_span)?;
                }
                None
            }
            // One value where a list belongs: its first item is the value itself.
            (event, Step::Item(0)) => self.follow(event, span, key, rest),
            _ => None,
        }
    }

    /// Reads up to the end of the value that `event` begins; gives its end.
    fn skip(&mut self, event: &Event<'a>, span: Chars) -> Option<usize> {
        if !matches!(event, Event::MappingStart(..) | Event::SequenceStart(..)) {
            return Some(span.1);
        }
        let (mut depth, mut end) = (1, span.1);
        while depth > 0 {
            let (event, span) = self.next()?;
            match event {
                Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
                Event::MappingEnd | Event::SequenceEnd => depth -= 1,
                _ => {}
            }
            end = end.max(span.1);
        }
        Some(end)
    }
}

fn bytes(text: &str, (start, end): Chars) -> Span {
    let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i);
    let (start, end) = (byte(start), byte(end));
    let trimmed = text[start..end.max(start)].trim_end();
    Span::new(start, start + trimmed.len())
}

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
        let at = |path: &[Step]| locate(text, path).map(|(_, value)| &text[value.start..value.end]);
        assert_eq!(at(&[key("titel")]), Some("Één plek"));
        assert_eq!(at(&[key("themas"), Step::Item(1)]), Some("wonen"));
        assert_eq!(at(&[key("deel"), Step::Item(1), key("naam")]), Some("b"));
        assert_eq!(at(&[key("niets")]), None);
        let (name, _) = locate(text, &[key("deel")]).unwrap();
        assert_eq!(&text[name.start..name.end], "deel");
    }

    #[test]
    fn the_second_of_a_double_key_is_found() {
        let text = "a: 1\nb: 2\na: 3\n";
        let (_, value) = locate(text, &[Step::Key("a".into(), 1)]).unwrap();
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
            let _ = locate(&text, &[key("a"), Step::Item(0)]);
        }
    }
}
