//! The theme, ready to render: its templates, texts, components and assets. The one home of Tera.

use crate::output::hash::Hash;
use crate::render::fault::Fault;
use crate::render::theme_asset::served;
use crate::source::component::{Component, component};
use crate::source::language::Language;
use crate::source::texts::Texts;
use crate::source::theme_files::ThemeFiles;
use crate::source::yaml::Value;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error;
use tera::{Context, ErrorKind, Tera};

/// Templates and what belongs to them.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Templates as they are written, by name.
    written: BTreeMap<String, String>,
    /// What every template gets, by name: for each thread a copy of its own, for who renders outside of them the first.
    shared: Vec<Vec<(&'static str, Prepared)>>,
    /// The words of the theme.
    pub texts: Texts,
    /// Components by name.
    pub components: BTreeMap<String, Component>,
    /// Files that are served as they are, by path in the output.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// The script of the service worker.
    pub worker: String,
    /// Hash of all its files.
    pub fingerprint: String,
}

/// A value as a template gets it, made once and given to many.
#[derive(Clone, Debug)]
pub struct Prepared(tera::Value);

impl Prepared {
    /// Bytes of a text; 0 for anything else.
    pub fn text_bytes(&self) -> usize {
        self.0.as_str().map_or(0, str::len)
    }

    /// The text that it is; empty when it is none.
    pub fn text(&self) -> &str {
        self.0.as_str().unwrap_or("")
    }
}

/// Inside another value it is shared and not made again.
impl Serialize for Prepared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Makes a value ready for templates.
pub fn prepared(value: &impl Serialize) -> Prepared {
    Prepared(tera::Value::from_serializable(value))
}

/// The texts of a theme as templates get them.
pub fn prepared_texts(texts: &Texts) -> Prepared {
    prepared(&Value::Map(texts.values.clone().into_iter().collect()))
}

/// Makes HTML ready for templates, which print it as it is.
pub fn html(text: &str) -> Prepared {
    Prepared(tera::Value::safe_string(text))
}

/// Makes one value of two structs: all that the one has and all that the other has.
pub fn together(one: &impl Serialize, other: &impl Serialize) -> Prepared {
    let map = |value: tera::Value| value.into_map().unwrap_or_default();
    let mut all = map(tera::Value::from_serializable(one));
    all.extend(map(tera::Value::from_serializable(other)));
    Prepared(tera::Value::from(all))
}

/// The absence of a value.
pub fn nothing() -> Prepared {
    Prepared(tera::Value::none())
}

impl Theme {
    /// Reads the files of a theme.
    pub fn read(files: &ThemeFiles, language: Language) -> Result<Theme, Fault> {
        let texts = Texts::read(files, language)?;
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        let mut written: BTreeMap<String, String> = BTreeMap::new();
        let mut components = BTreeMap::new();
        let mut assets = BTreeMap::new();
        let mut worker = String::new();
        let mut hashes = String::new();
        for (path, bytes) in files {
            hashes.push_str(&format!("{path} {}\n", Hash::of(bytes).hex()));
            if path.starts_with("assets/") {
                assets.insert(path.clone(), served(path, bytes.clone()));
            } else if path == "sw.js" {
                worker =
                    String::from_utf8(served(path, bytes.clone()).into_owned()).map_err(|e| format!("{path}: {e}"))?;
            } else if path.ends_with(".html") {
                let text = String::from_utf8(bytes.to_vec()).map_err(|e| format!("{path}: {e}"))?;
                if let Some(name) = path.strip_prefix("components/").and_then(|p| p.strip_suffix(".html")) {
                    components.insert(name.to_owned(), component(name, &text)?);
                }
                let name = path.strip_prefix("templates/").unwrap_or(path);
                written.insert(name.to_owned(), text);
            }
        }
        let templates = written.iter().map(|(name, text)| (name.clone(), without_indentation(text)));
        tera.add_raw_templates(templates).map_err(|e| fault(&e, &written))?;
        let fingerprint = Hash::of(hashes.as_bytes()).hex();
        Ok(Theme { tera, written, shared: Vec::new(), texts, components, assets, worker, fingerprint })
    }

    /// Sets what every template gets.
    pub fn share(&mut self, name: &'static str, value: impl Fn() -> Prepared) {
        self.tera.global_context().insert_value(name, value().0);
        self.shared.resize(rayon::current_num_threads() + 1, Vec::new());
        self.shared.iter_mut().for_each(|of_thread| of_thread.push((name, value())));
    }

    /// Whether there is a template of this name.
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    /// Names of the templates that stand around a page, without folder and `.html`.
    pub fn frame_templates(&self) -> Vec<&str> {
        let names = self.tera.get_template_names();
        names.filter_map(|name| name.strip_prefix("frame/")?.strip_suffix(".html")).collect()
    }

    /// Names of the templates that a page can have, without `.html`, sorted.
    pub fn page_templates(&self) -> Vec<&str> {
        let names = self.tera.get_template_names().filter_map(|name| name.strip_suffix(".html"));
        let mut names: Vec<&str> = names.filter(|name| !name.contains('/')).collect();
        names.sort_unstable();
        names
    }

    /// Renders a template. Errors say what it missed.
    pub fn render(&self, template: &str, values: Vec<(Cow<'static, str>, Prepared)>) -> Result<String, String> {
        let mut context = Context::new();
        let thread = rayon::current_thread_index().map_or(0, |i| i + 1);
        for (name, value) in self.shared.get(thread).into_iter().flatten() {
            context.insert_value(*name, value.0.clone());
        }
        for (name, value) in values {
            context.insert_value(name, value.0);
        }
        self.tera.render(template, &context).map_err(|e| fault(&e, &self.written).to_string())
    }
}

/// A template without the blanks that its lines begin with: they would be a fifth of every page.
/// Nothing in HTML but `pre` and `textarea` keeps them; a template that holds one is left alone.
fn without_indentation(template: &str) -> String {
    if keeps_blanks(template) {
        return template.to_owned();
    }
    let mut lines = String::with_capacity(template.len());
    for line in template.lines().map(str::trim_start).filter(|l| !l.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

fn keeps_blanks(template: &str) -> bool {
    template.contains("<pre") || template.contains("<textarea")
}

/// What Tera says of a template, at its place in the file as it is written.
fn fault(error: &tera::Error, written: &BTreeMap<String, String>) -> Fault {
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        let mut told = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            told.push_str(&format!(": {cause}"));
            source = cause.source();
        }
        return Fault::from(told);
    };
    let name = report.filename();
    let file = if name.starts_with("components/") { name.to_owned() } else { format!("templates/{name}") };
    let (line, column) = (report.span().start_line, report.span().start_col);
    let place = written.get(name).map(|text| written_at(text, line, column));
    Fault { reason: report.message().to_owned(), place: place.map(|(line, column)| (file, line, column)) }
}

/// Line and column, both from 1, of a place in a template without its blanks: a line from 1, a column from 0.
fn written_at(template: &str, line: usize, column: usize) -> (usize, usize) {
    if keeps_blanks(template) {
        return (line, column + 1);
    }
    let mut kept = template.lines().enumerate().filter(|(_, text)| !text.trim_start().is_empty());
    kept.nth(line.saturating_sub(1)).map_or((line, column + 1), |(i, text)| {
        let blanks = text.chars().take_while(|c| c.is_whitespace()).count();
        (i + 1, blanks + column + 1)
    })
}
