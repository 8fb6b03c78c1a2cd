//! The months of an agenda as pages: a table of days and the list of what happens on them. What is
//! over is not said here: the page gets instants, and the visitor's clock decides.

use crate::model::agenda::YearMonth;
use crate::model::event::EventTimes;
use crate::model::id::PageId;
use crate::model::site::Site;
use crate::plan::plan::{month_folder, months_folder};
use crate::render::body::Cards;
use crate::render::context::{
    DayEventView, DayView, DaysView, MonthLinkView, MonthView, MonthsView, UpcomingView, YearView,
};
use crate::render::theme::Prepared;
use crate::render::view::{View, inside};
use crate::source::date::Moment;
use crate::source::field::KindId;

/// A month of the agenda of a kind; none when nothing happens in it.
pub fn month(view: View, cards: &dyn Cards, kind: KindId, at: YearMonth) -> Result<Option<MonthView>, String> {
    let site = view.site;
    let months = &site.agendas[usize::from(kind.0)].months;
    let Some(index) = months.iter().position(|(month, _)| *month == at) else { return Ok(None) };
    let events: Vec<(PageId, EventTimes)> =
        months[index].1.iter().filter_map(|id| Some((*id, EventTimes::of(&site.config, site.page(*id))?))).collect();
    let days: Vec<DayView> = days_of(at).map(|day| day_view(view, day, &events)).collect();
    let blanks = at.first_day().weekday();
    let mut cells: Vec<Option<DayView>> = (0..blanks).map(|_| None).collect();
    let mut list = Vec::new();
    for moment in days_of(at) {
        let on_day = events.iter().filter(|(_, times)| shown_under(times, at) == moment);
        let cards: Vec<Prepared> = on_day.map(|(id, _)| cards.card(*id)).collect::<Result<_, _>>()?;
        if !cards.is_empty() {
            list.push(DaysView { id: day_id(moment), text: view.texts.weekday(moment), cards });
        }
    }
    cells.extend(days.into_iter().map(Some));
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    let mut weeks = Vec::new();
    while !cells.is_empty() {
        let rest = cells.split_off(7);
        weeks.push(std::mem::replace(&mut cells, rest));
    }
    let link = |i: usize| months.get(i).map(|(month, pages)| month_link(view, kind, *month, pages.len()));
    Ok(Some(MonthView {
        title: view.texts.month(at.year, at.month),
        weeks,
        days: list,
        previous: index.checked_sub(1).and_then(link),
        next: link(index + 1),
        months_url: inside(&months_folder(site, kind)),
    }))
}

/// All months of the agenda of a kind, newest year first.
pub fn months(view: View, kind: KindId) -> MonthsView {
    let mut years: Vec<YearView> = Vec::new();
    for (month, pages) in &view.site.agendas[usize::from(kind.0)].months {
        let label = month.year.to_string();
        if years.last().is_none_or(|y| y.label != label) {
            years.push(YearView { label, months: Vec::new() });
        }
        years.last_mut().into_iter().for_each(|y| y.months.push(month_link(view, kind, *month, pages.len())));
    }
    years.reverse();
    MonthsView { years }
}

/// What the overview of a kind with a calendar adds: the way to the months, and what was not over on
/// the day of the build, soonest first. Cards only with `all`: a list of one page has them itself.
pub fn upcoming(view: View, cards: &dyn Cards, kind: KindId, all: bool) -> Result<UpcomingView, String> {
    let site = view.site;
    let now = site.config.zone.seconds(site.now);
    let links = site.agendas[usize::from(kind.0)].months.iter();
    let links = links.map(|(month, pages)| month_link(view, kind, *month, pages.len()));
    let found = if all { not_over(site, kind) } else { Vec::new() };
    Ok(UpcomingView {
        months_url: inside(&months_folder(site, kind)),
        months: links.filter(|m| m.ends > now).collect(),
        cards: found.into_iter().map(|id| cards.card(id)).collect::<Result<_, _>>()?,
    })
}

/// The events of a kind that are not over at the moment of the build, soonest first.
pub fn not_over(site: &Site, kind: KindId) -> Vec<PageId> {
    let now = site.config.zone.seconds(site.now);
    let times = |id: &PageId| EventTimes::of(&site.config, site.page(*id));
    let list = site.by_kind[usize::from(kind.0)].iter();
    let mut found: Vec<(EventTimes, PageId)> =
        list.filter_map(|id| Some((times(id)?, *id))).filter(|(t, _)| t.ends > now).collect();
    found.sort_by_key(|(times, id)| (times.starts, times.ends, *id));
    found.into_iter().map(|(_, id)| id).collect()
}

fn month_link(view: View, kind: KindId, month: YearMonth, count: usize) -> MonthLinkView {
    let zone = &view.site.config.zone;
    MonthLinkView {
        name: month.to_string(),
        label: view.texts.month(month.year, month.month),
        url: inside(&month_folder(view.site, kind, month)),
        count,
        starts: zone.seconds(month.first_day()),
        ends: zone.seconds(month.next().first_day()),
    }
}

fn days_of(at: YearMonth) -> impl Iterator<Item = Moment> {
    let days = at.next().first_day().days_since(at.first_day());
    (1..=days).map(move |day| Moment { day: day as i8, ..at.first_day() })
}

/// The day of a month under which an event is listed: its first, or that of the month when it began before.
fn shown_under(times: &EventTimes, at: YearMonth) -> Moment {
    at.first_day().max(Moment { time: None, ..times.start })
}

/// The id of the list of a day.
fn day_id(day: Moment) -> String {
    format!("day-{}", day.day)
}

fn day_view(view: View, day: Moment, events: &[(PageId, EventTimes)]) -> DayView {
    let site = view.site;
    let zone = &site.config.zone;
    let on_day = |times: &EventTimes| Moment { time: None, ..times.start } <= day && day <= times.last_day();
    let listed = events.iter().find(|(_, t)| on_day(t)).map_or(day, |(_, t)| shown_under(t, YearMonth::of(day)));
    let events_at = day_id(listed);
    let events: Vec<DayEventView> = events
        .iter()
        .filter(|(_, times)| on_day(times))
        .map(|(id, times)| {
            let page = view.neighbour(*id);
            let begins = Moment { time: None, ..times.start } == day;
            let time = times.start.time_text().filter(|_| begins);
            DayEventView { title: page.title, url: page.url, time, cancelled: view.cancelled(site.page(*id)) }
        })
        .collect();
    DayView {
        number: day.day,
        id: events_at,
        text: view.texts.day(day),
        starts: zone.seconds(day),
        ends: zone.seconds(day.next_day()),
        events,
    }
}
