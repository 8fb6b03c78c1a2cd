//! The facts of a page, by where they stand best. Knows their types, and no template.

use crate::render::context::{FieldView, LayoutView};
use crate::render::theme::Prepared;

/// Characters of a list up to which it stands among the facts.
const LONG_LIST: usize = 100;

/// Lays out the facts of a page, each with its value for templates. `registration` names the field that says how
/// to register for an event.
pub fn layout(facts: &[(&FieldView, Prepared)], registration: Option<&str>) -> LayoutView {
    let mut layout = LayoutView::default();
    let has_moment = facts.iter().any(|(field, _)| is_moment(field));
    for (field, value) in facts {
        if has_moment && field.url.is_some() && registration == Some(field.name.as_str()) {
            layout.registration = Some(value.clone());
        } else {
            place_of(field, has_moment, &mut layout).push(value.clone());
        }
    }
    layout
}

fn place_of<'l>(field: &FieldView, has_moment: bool, layout: &'l mut LayoutView) -> &'l mut Vec<Prepared> {
    if is_moment(field) {
        &mut layout.moments
    } else if field.of == "place" && has_moment {
        &mut layout.places
    } else if field.of == "file" || field.files {
        &mut layout.documents
    } else if is_long(field) {
        &mut layout.long
    } else {
        &mut layout.facts
    }
}

/// Whether a field says when something is.
fn is_moment(field: &FieldView) -> bool {
    field.of == "datetime" && field.date.is_some()
}

fn is_long(field: &FieldView) -> bool {
    let has_text = field.html.as_ref().is_some_and(|html| !html.text().is_empty());
    has_text || !field.groups.is_empty() || (field.of == "list" && field.text.chars().count() > LONG_LIST)
}
