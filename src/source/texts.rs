//! The words of the theme in one language, and the sentences made of them: dates, counts, sizes.

use crate::source::date::Moment;
use crate::source::language::Language;
use crate::source::theme_files::{ThemeFiles, built_in};
use crate::source::yaml::{Value, parse_yaml};
use std::collections::BTreeMap;

/// The texts of a theme.
#[derive(Clone, Debug)]
pub struct Texts {
    /// By key a text, `{ one, many }` or a list.
    pub values: BTreeMap<String, Value>,
}

impl Texts {
    /// The texts of a language: those of the hub's theme, and of the built-in one where that has none.
    /// Errors name the file.
    pub fn read(files: &ThemeFiles, language: Language) -> Result<Texts, String> {
        let name = format!("texts/{}.yaml", language.tag());
        let own = files.get(&name).map_or(Ok(Vec::new()), |bytes| pairs(&name, bytes))?;
        let built_in = built_in(&name).map_or(Ok(Vec::new()), |bytes| pairs(&name, bytes))?;
        let mut values: BTreeMap<String, Value> = built_in.into_iter().collect();
        for (key, value) in own {
            if let Some(old) = values.get(&key).filter(|old| shape(old) != shape(&value)) {
                return Err(format!("{name}: {key}: {}", shape(old)));
            }
            values.insert(key, value);
        }
        Ok(Texts { values })
    }

    /// The text of a key; the key itself when there is none, so that it is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.values.get(key) {
            Some(Value::Text(text)) => text,
            _ => key,
        }
    }

    /// A text with `{name}` replaced.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.get(key).replace(&format!("{{{name}}}"), value)
    }

    /// A counted text: `1 pagina`, `12 pagina's`.
    pub fn counted(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "many" };
        let text = self.values.get(key).and_then(|v| v.get(form)).and_then(Value::scalar_text);
        text.unwrap_or_else(|| "{n}".into()).replace("{n}", &n.to_string())
    }

    /// `30 september 2026`.
    pub fn day(&self, moment: Moment) -> String {
        format!("{} {}", moment.day, self.month(moment.year, moment.month))
    }

    /// `september 2026`.
    pub fn month(&self, year: i16, month: i8) -> String {
        let name = self.item("months", month as usize - 1);
        format!("{} {year}", name.unwrap_or_else(|| month.to_string()))
    }

    /// `woensdag 30 september 2026`.
    pub fn weekday(&self, moment: Moment) -> String {
        let name = self.item("weekdays", moment.weekday()).unwrap_or_default();
        format!("{name} {}", self.day(moment)).trim_start().to_owned()
    }

    /// `30 september 2026, 10:00 uur`; a whole day is only its date.
    pub fn moment(&self, moment: Moment) -> String {
        match moment.time_text() {
            Some(time) => self.with("date_time", "date", &self.day(moment)).replace("{time}", &time),
            None => self.day(moment),
        }
    }

    /// `Ja` or `Nee`.
    pub fn yes_or_no(&self, yes: bool) -> &str {
        self.get(if yes { "yes" } else { "no" })
    }

    /// `2,5`.
    pub fn number(&self, number: f64) -> String {
        number.to_string().replace('.', self.get("decimal_mark"))
    }

    /// `25.000`: a number of something, in groups of three digits from five digits on.
    pub fn amount(&self, number: f64) -> String {
        let text = self.number(number);
        let digits = text.bytes().skip_while(|b| *b == b'-').take_while(u8::is_ascii_digit).count();
        let first = text.len() - text.trim_start_matches('-').len();
        let mut grouped = String::with_capacity(text.len() + digits / 3);
        for (i, c) in text.chars().enumerate() {
            let left = (first + digits).saturating_sub(i);
            if digits > 4 && i > first && left > 0 && left % 3 == 0 {
                grouped.push_str(self.get("thousands_mark"));
            }
            grouped.push(c);
        }
        grouped
    }

    /// `240 kB`, `1,2 MB`.
    pub fn size(&self, bytes: u64) -> String {
        if bytes < 1_000_000 {
            return self.with("file_size_kb", "n", &bytes.div_ceil(1000).max(1).to_string());
        }
        let tenths = (bytes + 50_000) / 100_000;
        let mark = self.get("decimal_mark");
        self.with("file_size_mb", "n", &format!("{}{mark}{}", tenths / 10, tenths % 10))
    }

    fn item(&self, key: &str, index: usize) -> Option<String> {
        match self.values.get(key) {
            Some(Value::List(items)) => items.get(index).and_then(Value::scalar_text),
            _ => None,
        }
    }
}

/// How a text is written.
fn shape(value: &Value) -> &'static str {
    match value {
        Value::Map(_) => "{ one: …, many: … }",
        Value::List(_) => "[…, …]",
        _ => "…",
    }
}

fn pairs(name: &str, bytes: &[u8]) -> Result<Vec<(String, Value)>, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| format!("{name}: {e}"))?;
    match parse_yaml(text).map_err(|e| format!("{name}: {}", e.reason))? {
        Value::Map(pairs) => Ok(pairs),
        _ => Err(format!("{name}: key: text")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_groups_of_three_digits() {
        let texts = Texts::read(&ThemeFiles::new(), Language::Dutch).unwrap();
        let amounts = [0.0, -1.5, 2026.0, 25_000.0, -1_250_000.5].map(|n| texts.amount(n));
        assert_eq!(amounts, ["0", "-1,5", "2026", "25.000", "-1.250.000,5"]);
    }

    #[test]
    fn a_hub_changes_one_text_and_keeps_the_others() {
        let mut files = ThemeFiles::new();
        files.insert("texts/nl.yaml".into(), b"search: Vind".to_vec().into());
        let texts = Texts::read(&files, Language::Dutch).unwrap();
        assert_eq!(texts.get("search"), "Vind");
        assert_eq!(texts.get("home"), "Home");
        files.insert("texts/nl.yaml".into(), b"minutes: kort".to_vec().into());
        let wrong = Texts::read(&files, Language::Dutch).unwrap_err();
        assert_eq!(wrong, "texts/nl.yaml: minutes: { one: …, many: … }");
    }
}
