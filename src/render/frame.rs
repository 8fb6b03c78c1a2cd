//! What stands around every page and is the same on all of a section: the menu, the search form, the
//! footer. Rendered once for each section, since that is cheaper than once for each page.

use crate::model::site::Site;
use crate::render::context::{FrameRouteView, MenusView};
use crate::render::theme::{Prepared, Theme, html, prepared};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The frames of a site.
#[derive(Debug)]
pub struct Frames {
    /// Paths that a frame marks as the page at hand: those in menus, and the home page.
    marked: BTreeSet<String>,
    /// By section, what its other pages have around them.
    sections: BTreeMap<Option<String>, OnceLock<Prepared>>,
}

impl Frames {
    /// Room for the frames of all sections of a site with these menus.
    pub fn of(site: &Site, menus: &MenusView) -> Frames {
        let marked = menus.main.iter().chain(&menus.footer).map(|item| item.path.clone());
        let sections = site.overviews.iter().chain(&site.indexes).flatten().cloned().map(Some);
        Frames {
            marked: marked.chain([String::new()]).collect(),
            sections: sections.chain([None]).map(|section| (section, OnceLock::new())).collect(),
        }
    }

    /// The frame of the page at a path, in a section: a map of HTML by the name of its template.
    pub fn around(&self, theme: &Theme, path: &str, section: &Option<String>) -> Result<Prepared, String> {
        let marked = self.marked.contains(path);
        let Some(slot) = self.sections.get(section).filter(|_| !marked) else {
            return frame(theme, FrameRouteView { path: marked.then(|| path.to_owned()), section: section.clone() });
        };
        match slot.get() {
            Some(made) => Ok(made.clone()),
            None => {
                let made = frame(theme, FrameRouteView { path: None, section: section.clone() })?;
                Ok(slot.get_or_init(|| made).clone())
            }
        }
    }
}

fn frame(theme: &Theme, route: FrameRouteView) -> Result<Prepared, String> {
    let route = prepared(&route);
    let part = |name: &str| {
        let text = theme.render(&format!("frame/{name}.html"), vec![("route".into(), route.clone())])?;
        Ok((name.to_owned(), html(&text)))
    };
    let parts: BTreeMap<String, Prepared> =
        theme.frame_templates().into_iter().map(part).collect::<Result<_, String>>()?;
    Ok(prepared(&parts))
}
