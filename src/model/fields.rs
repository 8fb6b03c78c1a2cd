//! The fields of all pages, resolved: terms and references that editors wrote become ids, and what
//! is unknown becomes a diagnostic.

use crate::model::id::{PageId, TermId};
use crate::model::page::{Page, Value};
use crate::model::targets::{Target, Targets, kind_names};
use crate::model::terms::Terms;
use crate::parse::front_matter::field_path;
use crate::parse::value::FieldValue;
use crate::source::catalogue::Code;
use crate::source::config::Config;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::{in_root, without_markdown_ending};
use crate::source::field::{Field, FieldType, KindId, VocabularyId};
use crate::source::yaml::Step;

/// What resolving needs and gathers.
#[derive(Debug)]
pub struct Fields<'a> {
    /// The hub.
    pub config: &'a Config,
    /// What names can mean.
    pub targets: &'a Targets,
    /// The pages, without their fields.
    pub pages: &'a [Page],
    /// Every use of a term.
    pub uses: Vec<(TermId, PageId)>,
    /// Every reference through a field with an inverse: referring page, page referred to, label, field.
    pub inverse: Vec<(PageId, PageId, String, String)>,
}

impl<'a> Fields<'a> {
    /// The fields of one page, of what was written in its front matter.
    pub fn resolve(
        &mut self,
        id: PageId,
        page: &Page,
        written: Vec<(usize, FieldValue<String, String>)>,
        terms: &mut Terms,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(usize, Value)> {
        let config = self.config;
        let file = in_root(config, &page.path);
        let resolved = written.into_iter().filter_map(|(index, value)| {
            let field = &config.kind(page.front.kind).fields[index];
            let path = field_path(&page.front, &field.name);
            let value = self.value(id, field, value, &file, path, terms, found);
            (!is_empty(&value)).then_some((index, value))
        });
        resolved.collect()
    }

    #[allow(clippy::too_many_arguments, reason = "the walk carries where it is, who asks and what it fills")]
    fn value(
        &mut self,
        id: PageId,
        field: &Field,
        value: FieldValue<String, String>,
        file: &str,
        mut path: Vec<Step>,
        terms: &mut Terms,
        found: &mut Vec<Diagnostic>,
    ) -> Value {
        match (&field.of, value) {
            (FieldType::List(of), FieldValue::List(items)) => {
                let each = items.into_iter().enumerate().map(|(i, item)| {
                    let mut inside = path.clone();
                    inside.push(Step::Item(i));
                    self.value(id, of, item, file, inside, terms, found)
                });
                FieldValue::List(each.filter(|v| !is_empty(v)).collect())
            }
            (FieldType::Object(fields), FieldValue::Object(pairs)) => {
                let each = pairs.into_iter().filter_map(|(name, value)| {
                    let field = fields.iter().find(|f| f.name == name)?;
                    let mut inside = path.clone();
                    inside.push(Step::Key(name.clone(), 0));
                    let value = self.value(id, field, value, file, inside, terms, found);
                    (!is_empty(&value)).then_some((name, value))
                });
                FieldValue::Object(each.collect())
            }
            (of, value) => {
                let mut term_problems = Vec::new();
                let mut reference_problems = Vec::new();
                let mut uses = Vec::new();
                let mut named = Vec::new();
                let vocabulary =
                    if let FieldType::Terms { vocabulary, .. } = of { *vocabulary } else { VocabularyId(0) };
                let allowed: &[KindId] = if let FieldType::Refs { kinds, .. } = of { kinds } else { &[] };
                let value = value.resolved(
                    &mut path,
                    &mut |text, path| {
                        let term = terms.meant(vocabulary, &text, file, path, &mut term_problems)?;
                        if uses.contains(&(term, id)) {
                            let problem = Diagnostic::new(Code::DoubleItem, file).at_field(path);
                            term_problems.push(problem.with("key", &field.name).with("value", terms.label(term)));
                            return None;
                        }
                        uses.push((term, id));
                        Some(term)
                    },
                    &mut |text, path| {
                        let page = self.reference(&text, allowed, file, path, &mut reference_problems)?;
                        if named.contains(&page) {
                            let problem = Diagnostic::new(Code::DoubleItem, file).at_field(path);
                            let meant = without_markdown_ending(&self.pages[page.0 as usize].path);
                            reference_problems.push(problem.with("key", &field.name).with("value", meant));
                            return None;
                        }
                        named.push(page);
                        Some(page)
                    },
                );
                found.append(&mut term_problems);
                found.append(&mut reference_problems);
                self.uses.append(&mut uses);
                if let FieldType::Refs { inverse: Some(label), .. } = of {
                    let inverse = named.into_iter().filter(|p| *p != id);
                    self.inverse.extend(inverse.map(|page| (id, page, label.clone(), field.name.clone())));
                }
                value
            }
        }
    }

    fn reference(
        &self,
        name: &str,
        kinds: &[KindId],
        file: &str,
        path: &[Step],
        found: &mut Vec<Diagnostic>,
    ) -> Option<PageId> {
        let candidates = self.targets.by_reference(name);
        let fits = |page: &u32| kinds.is_empty() || kinds.contains(&self.pages[*page as usize].front.kind);
        let fitting: Vec<u32> = candidates.iter().copied().filter(|p| fits(p)).collect();
        let problem = |code| Diagnostic::new(code, file).at_field(path).with("value", name);
        match fitting[..] {
            [page] => return Some(PageId(page)),
            [] => {}
            [first, ..] => {
                let names: Vec<&str> = fitting.iter().map(|p| self.pages[*p as usize].path.as_str()).collect();
                let best = without_markdown_ending(&self.pages[first as usize].path);
                found.push(problem(Code::AmbiguousReference).with("candidates", names.join(", ")).with("best", best));
                return None;
            }
        }
        if let Some(other) = candidates.first() {
            let kind = self.config.kind(self.pages[*other as usize].front.kind);
            let problem = problem(Code::WrongKind).with("found", &kind.label.one);
            found.push(problem.with("expected", kind_names(self.config, kinds, false)));
            return None;
        }
        match self.targets.absent(name) {
            Some(Target::Unreadable) => {}
            Some(_) => found.push(Diagnostic::new(Code::LinkToDraft, file).at_field(path).with("target", name)),
            None => {
                let problem = problem(Code::UnknownReference).with("kinds", kind_names(self.config, kinds, true));
                let folder = kinds.first().and_then(|k| self.config.kind(*k).folders.first());
                let suggested =
                    folder.map(|f| in_root(self.config, &format!("{f}/{}.md", crate::source::slug::slug(name))));
                let best = self.targets.nearest_reference(name, |p| fits(&p));
                let several = self.several(name).map(|names| format!("[{}]", names.join(", ")));
                found.push(problem.with_some("several", several).with_some("best", best).with_some("path", suggested));
            }
        }
        None
    }

    /// The names of pages in a text that holds more than one of them.
    fn several<'n>(&self, text: &'n str) -> Option<Vec<&'n str>> {
        let split = |between: &str| text.split(between).map(str::trim).collect::<Vec<&'n str>>();
        let known =
            |names: &Vec<&str>| names.len() > 1 && names.iter().all(|n| !self.targets.by_reference(n).is_empty());
        [" en ", " and ", ";", " & ", "/", ","].into_iter().map(split).find(known)
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Terms(items) => items.is_empty(),
        Value::Refs(items) => items.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Object(pairs) => pairs.is_empty(),
        _ => false,
    }
}
