//! The events of a kind by month. Knows neither today nor what a calendar looks like.

use crate::model::event::EventTimes;
use crate::model::id::PageId;
use crate::model::page::Page;
use crate::source::config::Config;
use crate::source::date::Moment;
use std::collections::BTreeMap;

/// The months that an event may be spread over: one that lasts longer is an exhibition, or a typing error.
const MONTHS_OF_AN_EVENT: usize = 24;

/// The events of a kind.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// The months in which there is something, from old to new, with what happens in it, from old to new.
    pub months: Vec<(YearMonth, Vec<PageId>)>,
}

/// A month of a year, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// For example 2027.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl YearMonth {
    /// The month of a moment.
    pub fn of(moment: Moment) -> YearMonth {
        YearMonth { year: moment.year, month: moment.month }
    }

    /// Its first day.
    pub fn first_day(self) -> Moment {
        Moment { year: self.year, month: self.month, day: 1, time: None }
    }

    /// The month after it.
    pub fn next(self) -> YearMonth {
        match self.month {
            12 => YearMonth { year: self.year.saturating_add(1), month: 1 },
            month => YearMonth { month: month + 1, ..self },
        }
    }
}

/// `2027-01`.
impl std::fmt::Display for YearMonth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Agenda {
    /// The agenda of the events among these pages.
    pub fn of(config: &Config, pages: &[Page], ids: &[PageId]) -> Agenda {
        let mut events: Vec<(EventTimes, PageId)> =
            ids.iter().filter_map(|id| Some((EventTimes::of(config, &pages[id.0 as usize])?, *id))).collect();
        events.sort_by_key(|(times, id)| (times.starts, times.ends, *id));
        let mut months: BTreeMap<YearMonth, Vec<PageId>> = BTreeMap::new();
        for (times, id) in events {
            let last = YearMonth::of(times.last_day());
            let following = std::iter::successors(Some(YearMonth::of(times.start)), |m| Some(m.next()));
            for month in following.take_while(|m| *m <= last).take(MONTHS_OF_AN_EVENT) {
                months.entry(month).or_default().push(id);
            }
        }
        Agenda { months: months.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn december_is_followed_by_january() {
        let december = YearMonth { year: 2026, month: 12 };
        assert_eq!(december.next().to_string(), "2027-01");
        assert_eq!(december.next().next().to_string(), "2027-02");
        assert!(december < december.next());
    }
}
