//! A condition of a `filter`: its value understood as in front matter, once for all pages that it is asked of.

use crate::model::id::{PageId, TermId};
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::source::component::boolean;
use crate::source::field::{Field, FieldType, KindId, VocabularyId};
use crate::source::slug::{fold, slug};

/// The value of a filter that stands for the page that the component is on.
pub const THIS: &str = "this";

/// The values of a field that meet a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Any of these terms.
    Terms(Vec<TermId>),
    /// Any of these pages.
    Pages(Vec<PageId>),
    /// This option.
    Choice(String),
    /// This text, folded.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A moment that is written with this beginning.
    Beginning(String),
    /// This number.
    Number(f64),
}

/// What a field must have to meet a condition with this value, on the page `here`; none when the value means nothing.
pub fn wanted(site: &Site, field: &Field, value: &str, here: &Page) -> Option<Wanted> {
    let folded = fold(value);
    match &field.of {
        FieldType::Terms { vocabulary, .. } => {
            term_named(site, *vocabulary, value).map(|term| Wanted::Terms(with_narrower(site, term)))
        }
        FieldType::Refs { kinds, .. } => {
            let pages = if value == THIS { this(site, here) } else { pages_named(site, kinds, value) };
            (!pages.is_empty()).then_some(Wanted::Pages(pages))
        }
        FieldType::Choice { options } => {
            let option = options.iter().find(|(v, label)| fold(v) == folded || fold(label) == folded);
            option.map(|(v, _)| Wanted::Choice(v.clone()))
        }
        FieldType::Text { .. } => Some(Wanted::Text(folded)),
        FieldType::Boolean => boolean(value).map(Wanted::Boolean),
        FieldType::Date { .. } | FieldType::DateTime { .. } => Some(Wanted::Beginning(value.to_owned())),
        FieldType::Number { .. } => value.parse().ok().map(Wanted::Number),
        _ => None,
    }
}

impl Wanted {
    /// Whether a value of the field is what is wanted.
    pub fn is_met_by(&self, value: &Value) -> bool {
        match (self, value) {
            (Wanted::Terms(wanted), Value::Terms(terms)) => terms.iter().any(|t| wanted.contains(t)),
            (Wanted::Pages(wanted), Value::Refs(pages)) => pages.iter().any(|p| wanted.contains(p)),
            (Wanted::Choice(wanted), Value::Choice(option, _)) => wanted == option,
            (Wanted::Text(wanted), Value::Text(text)) => *wanted == fold(text),
            (Wanted::Boolean(wanted), Value::Boolean(yes)) => wanted == yes,
            (Wanted::Beginning(wanted), Value::Date(moment)) => moment.day_text().starts_with(wanted),
            (Wanted::Number(wanted), Value::Number(number)) => wanted == number,
            _ => false,
        }
    }
}

/// The term that a name means: its id, its label, a synonym or a former name.
fn term_named(site: &Site, vocabulary: VocabularyId, name: &str) -> Option<TermId> {
    let folded = fold(name);
    let terms = &site.by_vocabulary[usize::from(vocabulary.0)];
    let is_called = |id: &&TermId| {
        let term = site.term(**id);
        let declared = term.declaration(&site.config).into_iter();
        let mut names = declared.flat_map(|d| std::iter::once(&d.id).chain(&d.synonyms)).chain([&term.label]);
        names.any(|name| fold(name) == folded)
    };
    let was_called = |id: &&TermId| {
        site.term(**id).declaration(&site.config).is_some_and(|d| d.former.iter().any(|name| fold(name) == folded))
    };
    let by_address = || terms.iter().find(|id| site.term(**id).slug == slug(name));
    terms.iter().find(is_called).or_else(|| terms.iter().find(was_called)).or_else(by_address).copied()
}

/// A term and all that are narrower.
fn with_narrower(site: &Site, term: TermId) -> Vec<TermId> {
    let mut all = vec![term];
    let mut next = 0;
    while let Some(term) = all.get(next) {
        let narrower = site.term(*term).narrower.iter().filter(|t| !all.contains(t)).copied().collect::<Vec<_>>();
        all.extend(narrower);
        next += 1;
    }
    all
}

fn this(site: &Site, here: &Page) -> Vec<PageId> {
    site.targets.page_at(here.permalink.trim_end_matches('/')).map(PageId).into_iter().collect()
}

/// The pages of these kinds that a name means; of any kind when there are none.
fn pages_named(site: &Site, kinds: &[KindId], name: &str) -> Vec<PageId> {
    let pages = site.targets.by_reference(name).iter().map(|p| PageId(*p));
    pages.filter(|p| kinds.is_empty() || kinds.contains(&site.page(*p).front.kind)).collect()
}
