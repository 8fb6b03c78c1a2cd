//! A page that a component names and that visitors cannot see, or that is not there.

use crate::model::site::Site;
use crate::model::targets::{Target, kind_names};
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::field::KindId;

/// Why a name leads to no page of these kinds (of any when there are none); nothing when that has been told.
pub fn unknown_page(site: &Site, file: &str, name: &str, kinds: &[KindId]) -> Option<Diagnostic> {
    let problem = |code| Diagnostic::new(code, file);
    let fits = |page: u32| kinds.is_empty() || kinds.contains(&site.pages[page as usize].front.kind);
    match site.targets.absent(name) {
        Some(Target::Unreadable) => None,
        Some(_) => Some(problem(Code::LinkToDraft).with("target", name)),
        None => {
            let missing = problem(Code::UnknownReference).with("value", name);
            let missing = missing.with("kinds", kind_names(&site.config, kinds, true));
            Some(missing.with_some("best", site.targets.nearest_reference(name, fits)))
        }
    }
}
