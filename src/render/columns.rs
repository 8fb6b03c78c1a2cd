//! What the pages of a kind have in common in its overview: columns of values, by some of which it is
//! narrowed. Knows neither templates nor the format of files.

use crate::model::id::{PageId, TermId};
use crate::model::order::Alphabet;
use crate::model::page::{Page, Value};
use crate::render::bodies::Bodies;
use crate::render::view::{View, inside, is_long};
use crate::source::date::Moment;
use crate::source::field::{Field, FieldType, KindId};
use crate::source::slug::slug;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// A column: the values of one field, and which pages have them.
#[derive(Debug, Default)]
pub struct Column {
    /// Its name in addresses and tables: that of the field.
    pub name: String,
    /// What visitors read.
    pub label: String,
    /// Whether its values are days, written `2026-09-30` or `2026-09-30 10:00`.
    pub dates: bool,
    /// Whether the overview narrows by it.
    pub facet: bool,
    /// Whether it is shown in a table.
    pub table: bool,
    /// Its values, in the order in which they are offered.
    pub values: Vec<ColumnValue>,
    /// For each page, in the order of the overview, the numbers of its values.
    pub rows: Vec<Vec<u32>>,
    /// The field that it is made of; none for the year of `date`.
    pub field: Option<usize>,
}

/// A value of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnValue {
    /// Its name in addresses, alone in its column.
    pub key: String,
    /// What visitors read.
    pub label: String,
    /// Where it has a page of its own.
    pub url: Option<String>,
    /// The term that it is.
    pub term: Option<TermId>,
    /// The number of the broader value: who chooses that one, means this one too.
    pub broader: Option<u32>,
}

impl Column {
    /// How many pages have each value, those of narrower values among them.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.values.len()];
        for row in &self.rows {
            let mut all = BTreeSet::new();
            for value in row {
                let mut at = Some(*value);
                while let Some(v) = at.filter(|v| all.insert(*v)) {
                    at = self.values[v as usize].broader;
                }
            }
            all.into_iter().for_each(|v| counts[v as usize] += 1);
        }
        counts
    }
}

/// A value before its column is sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item {
    Term(TermId),
    Page(PageId),
    /// Place among the options of a choice; 0 and 1 for yes and no.
    Option(usize),
    Number(u64),
    Year(i16),
    Text(String),
}

/// Adds what a page has in a column, with labels.
type Items<'a> = dyn Fn(&Page, &mut Vec<(Item, String)>) + 'a;

/// The columns of a kind: its facets, and the fields on its cards. A date with `facet` gives its years
/// too; so does the `date` of pages, when there are pages of at least two years.
pub fn columns(view: View, kind: KindId) -> Vec<Column> {
    let site = view.site;
    let declared = site.config.kind(kind);
    let alphabet = Alphabet::of(&site.config.language_tag);
    let mut columns = Vec::new();
    for (index, field) in declared.fields.iter().enumerate() {
        let of_value = |page: &Page, take: &mut dyn FnMut(&Value)| {
            let value = page.fields.iter().find(|(i, _)| *i == index);
            value.into_iter().for_each(|(_, value)| take(value));
        };
        let is_date = matches!(field.of, FieldType::Date { .. } | FieldType::DateTime { .. });
        let shown = field.facet || declared.card.contains(&field.name);
        if field.facet && is_date {
            let years = |page: &Page, out: &mut Vec<(Item, String)>| {
                of_value(page, &mut |value| out.extend(year(value)));
            };
            let column = Column { facet: true, ..Column::of(field, index) };
            columns.extend(filled(view, kind, column, &alphabet, &years));
        }
        if shown && !is_long(field) {
            let items = |page: &Page, out: &mut Vec<(Item, String)>| {
                of_value(page, &mut |value| push(view, page, field, value, out));
            };
            let column =
                Column { facet: field.facet && !is_date, table: true, dates: is_date, ..Column::of(field, index) };
            columns.extend(filled(view, kind, column, &alphabet, &items));
        }
    }
    let name = slug(view.texts.get("year"));
    if declared.fields.iter().all(|f| f.name != name) {
        let years = |page: &Page, out: &mut Vec<(Item, String)>| out.extend(page.front.date.map(year_of));
        let label = view.texts.get("year").to_owned();
        let column = Column { name, label, facet: true, ..Column::default() };
        columns.extend(filled(view, kind, column, &alphabet, &years).filter(|c| c.values.len() > 1));
    }
    columns
}

impl Column {
    fn of(field: &Field, index: usize) -> Column {
        Column { name: field.name.clone(), label: field.label.clone(), field: Some(index), ..Column::default() }
    }
}

fn year(value: &Value) -> Option<(Item, String)> {
    if let Value::Date(moment) = value { Some(year_of(*moment)) } else { None }
}

fn year_of(moment: Moment) -> (Item, String) {
    (Item::Year(moment.year), moment.year.to_string())
}

/// The values of a field as items with their labels.
fn push(view: View, page: &Page, field: &Field, value: &Value, out: &mut Vec<(Item, String)>) {
    let site = view.site;
    match value {
        Value::Terms(terms) => out.extend(terms.iter().map(|t| (Item::Term(*t), site.term(*t).label.clone()))),
        Value::Refs(pages) => out.extend(pages.iter().map(|p| (Item::Page(*p), site.page(*p).front.title.clone()))),
        Value::Choice(option, label) => {
            let FieldType::Choice { options } = &field.of else { return };
            let place = options.iter().position(|(value, _)| value == option).unwrap_or(options.len());
            out.push((Item::Option(place), label.clone()));
        }
        Value::Boolean(yes) => {
            out.push((Item::Option(usize::from(!yes)), view.texts.yes_or_no(*yes).to_owned()));
        }
        Value::Number(number) => {
            let text = view.field(page, field, value, &Bodies::default()).text;
            out.push((Item::Number(number.to_bits()), text));
        }
        Value::Date(moment) => {
            let text = moment.to_string();
            out.push((Item::Text(text.clone()), text));
        }
        Value::Place(place) => {
            let text = place.label().to_owned();
            if !text.is_empty() {
                out.push((Item::Text(text.clone()), text));
            }
        }
        Value::List(values) => {
            let FieldType::List(of) = &field.of else { return };
            values.iter().for_each(|value| push(view, page, of, value, out));
        }
        Value::Text(_) | Value::Url(_) | Value::Email(_) => {
            let text = view.field(page, field, value, &Bodies::default()).text;
            if !text.is_empty() {
                out.push((Item::Text(text.clone()), text));
            }
        }
        Value::Markdown(_) | Value::Image(_) | Value::File(_) | Value::Object(_) => {}
    }
}

/// The column with the values that `items` finds on the pages of the kind; none when it finds nothing.
fn filled(view: View, kind: KindId, mut column: Column, alphabet: &Alphabet, items: &Items) -> Option<Column> {
    let mut known: HashMap<Item, u32> = HashMap::new();
    let mut all: Vec<(Item, String)> = Vec::new();
    let mut number = |item: Item, label: String, all: &mut Vec<(Item, String)>| {
        *known.entry(item.clone()).or_insert_with(|| {
            all.push((item, label));
            all.len() as u32 - 1
        })
    };
    let mut found = Vec::new();
    for id in &view.site.by_kind[usize::from(kind.0)] {
        found.clear();
        items(view.site.page(*id), &mut found);
        let mut row: Vec<u32> = Vec::with_capacity(found.len());
        for (item, label) in found.drain(..) {
            let value = number(item, label, &mut all);
            if !row.contains(&value) {
                row.push(value);
            }
        }
        column.rows.push(row);
    }
    // A broader term is offered too, even when no page carries it itself.
    let mut at = 0;
    while at < all.len() {
        if let Item::Term(term) = all[at].0
            && let Some(broader) = view.site.term(term).broader
        {
            number(Item::Term(broader), view.site.term(broader).label.clone(), &mut all);
        }
        at += 1;
    }
    sorted_values(view, &mut column, all, alphabet);
    (!column.values.is_empty()).then_some(column)
}

fn sorted_values(view: View, column: &mut Column, all: Vec<(Item, String)>, alphabet: &Alphabet) {
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    order.sort_by(|a, b| compared(&all[*a as usize], &all[*b as usize], alphabet).then(a.cmp(b)));
    let mut place = vec![0; all.len()];
    (0..).zip(&order).for_each(|(to, from)| place[*from as usize] = to);
    column.rows.iter_mut().flatten().for_each(|value| *value = place[*value as usize]);
    let numbers: HashMap<&Item, u32> = all.iter().zip(&place).map(|((item, _), place)| (item, *place)).collect();
    let mut keys = BTreeSet::new();
    for from in order {
        let (item, label) = &all[from as usize];
        let mut value = ColumnValue { key: slug(label), label: label.clone(), ..ColumnValue::default() };
        match item {
            Item::Term(id) => {
                let term = view.site.term(*id);
                value.key.clone_from(&term.slug);
                value.url = term.permalink.as_deref().map(inside);
                value.term = Some(*id);
                value.broader = term.broader.and_then(|b| numbers.get(&Item::Term(b)).copied());
            }
            Item::Page(id) => value.url = Some(inside(&view.site.page(*id).permalink)),
            _ => {}
        }
        let (key, mut n) = (value.key.clone(), 1);
        while value.key.is_empty() || !keys.insert(value.key.clone()) {
            n += 1;
            value.key = format!("{key}-{n}");
        }
        column.values.push(value);
    }
}

fn compared((a, a_label): &(Item, String), (b, b_label): &(Item, String), alphabet: &Alphabet) -> Ordering {
    match (a, b) {
        (Item::Term(a), Item::Term(b)) => a.cmp(b),
        (Item::Option(a), Item::Option(b)) => a.cmp(b),
        (Item::Number(a), Item::Number(b)) => f64::from_bits(*a).total_cmp(&f64::from_bits(*b)),
        (Item::Year(a), Item::Year(b)) => b.cmp(a),
        _ => alphabet.compare(a_label, b_label),
    }
}
