//! When an event is: its local days and times, and the instants at which it begins and is over.
//! Whether it is over now is not known here: a visitor's clock decides.

use crate::model::page::Page;
use crate::source::config::Config;
use crate::source::date::Moment;

/// The times of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTimes {
    /// Local beginning.
    pub start: Moment,
    /// Local end, when there is one.
    pub end: Option<Moment>,
    /// Seconds since 1970 (UTC) at which it begins; a whole day begins at its midnight.
    pub starts: i64,
    /// Seconds since 1970 (UTC) at which it is over. Without a time of its end that is the end of its (last) day.
    pub ends: i64,
}

impl EventTimes {
    /// The times of a page; none when it is no event.
    pub fn of(config: &Config, page: &Page) -> Option<EventTimes> {
        let fields = config.kind(page.front.kind).calendar.as_ref().filter(|_| page.is_event(config))?;
        let start = page.start(config)?;
        let end = fields.end.as_deref().and_then(|name| page.moment(config, name));
        let zone = &config.zone;
        let last = end.unwrap_or(start);
        let over = if end.is_some() && last.time.is_some() { last } else { last.next_day() };
        Some(EventTimes { start, end, starts: zone.seconds(start), ends: zone.seconds(over) })
    }

    /// Its last local day, never before its first.
    pub fn last_day(&self) -> Moment {
        let day = |moment: Moment| Moment { time: None, ..moment };
        self.end.map_or(day(self.start), |end| day(end).max(day(self.start)))
    }
}
