//! One route of each sort that the theme makes: enough to know whether its templates work before anything is written.

use crate::model::site::Site;
use crate::plan::route::{Route, Shows};
use std::collections::HashSet;
use std::mem::discriminant;

/// The first page of HTML of each sort, for pages of their own the first of each template of each kind. Those that
/// take long are left out.
pub fn samples<'r>(site: &Site, routes: &'r [Route]) -> Vec<&'r Route> {
    let mut sorts = HashSet::new();
    let template = |shows: &Shows| match shows {
        Shows::Page(id) => Some((site.page(*id).front.kind, site.page(*id).front.template.as_deref())),
        Shows::Overview(kind, _) => Some((*kind, None)),
        _ => None,
    };
    let pages = routes.iter().filter(|route| route.path.ends_with(".html") && !route.shows.takes_long());
    pages.filter(|route| sorts.insert((discriminant(&route.shows), template(&route.shows)))).collect()
}
