//! Whether people are still asked to register for what is over.

use crate::model::event::EventTimes;
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::parse::front_matter::field_path;
use crate::source::catalogue::Code;
use crate::source::diagnostic::Diagnostic;
use crate::source::discover::in_root;

/// A warning for each event that was over at the moment of the build and can still be registered for.
pub fn registration(site: &Site) -> Vec<Diagnostic> {
    let now = site.config.zone.seconds(site.now);
    site.own_pages().filter_map(|(_, page)| still_open(site, page, now)).collect()
}

fn still_open(site: &Site, page: &Page, now: i64) -> Option<Diagnostic> {
    let config = &site.config;
    let name = config.kind(page.front.kind).calendar.as_ref()?.registration.as_ref()?;
    let times = EventTimes::of(config, page).filter(|t| t.ends <= now)?;
    // A yes or no is open with yes; an address, a link or words are open as long as they are there.
    let said_by_yes = match page.field(config, name)? {
        Value::Boolean(false) => return None,
        Value::Boolean(true) => true,
        _ => false,
    };
    let path = field_path(&page.front, name);
    let problem = Diagnostic::new(Code::RegistrationOpen, &in_root(config, &page.path)).at_field(&path);
    let problem = problem.with("date", times.last_day().day_text());
    Some(problem.with(if said_by_yes { "key" } else { "field" }, name))
}
