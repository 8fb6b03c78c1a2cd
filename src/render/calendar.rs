//! Events as iCalendar (RFC 5545): local times with their zone, stable identities, an exclusive end
//! for whole days. The one home of the icalendar package.

use crate::model::event::EventTimes;
use crate::model::id::PageId;
use crate::model::page::{Page, Value};
use crate::model::site::Site;
use crate::plan::plan::is_event;
use crate::source::date::{Moment, Zone};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use std::fmt::Write;

/// The calendar of the events among these pages, under a name.
pub fn calendar(site: &Site, name: &str, pages: &[PageId]) -> String {
    let mut calendar = Calendar::new();
    calendar.properties.clear();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//WijkWijzer//WijkWijzer//NL"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    // The package writes `NAME` of RFC 7986 without escaping it; every reader knows this older property.
    calendar.append_property(Property::new("X-WR-CALNAME", name));
    let mut years: Vec<i16> = Vec::new();
    for id in pages.iter().filter(|id| is_event(site, **id)) {
        if let Some((event, moments)) = event(site, site.page(*id)) {
            years.extend(moments.iter().filter(|m| m.time.is_some()).map(|m| m.year));
            calendar.push(event);
        }
    }
    let mut text = calendar.to_string();
    if let (Some(first), Some(last)) = (years.iter().min(), years.iter().max())
        && let Some(at) = text.find("BEGIN:VEVENT")
    {
        text.insert_str(at, &time_zone(&site.config.zone, *first, *last));
    }
    folded(&text)
}

/// The text with lines of at most 75 octets, of which a space that says that the line goes on is one
/// (RFC 5545, 3.1). The package does not count that space.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    for line in text.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut rest = line.strip_suffix("\r\n").unwrap_or(line);
        let mut room = 75;
        while rest.len() > room {
            let border = (0..=room).rev().find(|i| rest.is_char_boundary(*i)).unwrap_or(0);
            out.push_str(&rest[..border]);
            out.push_str("\r\n ");
            (rest, room) = (&rest[border..], 74);
        }
        out.push_str(rest);
        out.push_str("\r\n");
    }
    out
}

fn event(site: &Site, page: &Page) -> Option<(Event, Vec<Moment>)> {
    let config = &site.config;
    let fields = config.kind(page.front.kind).calendar.as_ref()?;
    let EventTimes { start, end, .. } = EventTimes::of(config, page)?;
    let zone = &config.zone;
    let host = config.base_url.split("//").nth(1).unwrap_or("").split('/').next().unwrap_or("");
    let address = format!("{}{}", config.base_url, crate::model::address::encoded(&page.permalink));
    let changed = page.front.updated.or(page.front.date).unwrap_or(start);
    let mut event = Event::with_uid(&format!("{}@{host}", page.permalink.trim_end_matches('/')));
    event.summary(&page.front.title);
    event.append_property(Property::new("DTSTAMP", utc(zone, changed)));
    // A calendar takes a change over when this number rose (RFC 5545, 3.8.7.4).
    event.sequence(page.front.updated.map_or(0, Moment::minutes_since_2000));
    event.url(&address);
    if !page.front.summary.is_empty() {
        event.description(&page.front.summary);
    }
    if let Some(place) = fields.location.as_ref().and_then(|name| page.field(config, name)) {
        let place = location(place);
        if !place.is_empty() {
            event.location(&place);
        }
    }
    let cancelled = fields.cancelled.as_ref().and_then(|name| page.field(config, name));
    let called_off = matches!(cancelled, Some(Value::Boolean(true)));
    event.status(if called_off { EventStatus::Cancelled } else { EventStatus::Confirmed });
    event.append_property(dated("DTSTART", start, zone));
    // A whole day ends before the next one begins; RFC 5545, 3.6.1 calls the end non-inclusive.
    let timed = start.time.is_some();
    match end {
        // RFC 5545, 3.8.2.2: later than the start, or not there.
        Some(end) if timed && end.time.is_some() && end > start => event.append_property(dated("DTEND", end, zone)),
        Some(end) if !timed => event.append_property(dated("DTEND", Moment { time: None, ..end }.next_day(), zone)),
        _ if !timed => event.append_property(dated("DTEND", start.next_day(), zone)),
        _ => &mut event,
    };
    Some((event.done(), vec![start, end.unwrap_or(start)]))
}

fn location(value: &Value) -> String {
    match value {
        Value::Place(place) => {
            let parts = [&place.name, &place.address].into_iter().filter(|p| !p.is_empty());
            parts.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
        Value::Text(text) => text.clone(),
        _ => String::new(),
    }
}

fn dated(name: &str, moment: Moment, zone: &Zone) -> Property {
    let mut property = Property::new(name, compact(moment));
    match moment.time {
        Some(_) => property.add_parameter("TZID", &zone.name),
        None => property.add_parameter("VALUE", "DATE"),
    };
    property.done()
}

fn compact(moment: Moment) -> String {
    let day = format!("{:04}{:02}{:02}", moment.year, moment.month, moment.day);
    moment.time.map_or(day.clone(), |(h, m)| format!("{day}T{h:02}{m:02}00"))
}

fn utc(zone: &Zone, moment: Moment) -> String {
    format!("{}Z", compact(zone.utc(moment)))
}

/// The rules of a zone for some years, as the package does not write them.
fn time_zone(zone: &Zone, first: i16, last: i16) -> String {
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name);
    let mut changes = Vec::new();
    for year in first..=last.min(first.saturating_add(60)) {
        changes.extend(zone.clock_changes(year));
    }
    changes.sort_by_key(|c| c.local);
    changes.dedup();
    if changes.is_empty() {
        let offset = offset(zone.offset(Moment { year: first, month: 1, day: 1, time: None }));
        let _ = write!(
            text,
            "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\n"
        );
    }
    for change in changes {
        let name = if change.summer { "DAYLIGHT" } else { "STANDARD" };
        let _ = write!(
            text,
            "BEGIN:{name}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\nEND:{name}\r\n",
            compact(change.local),
            offset(change.before),
            offset(change.after),
            change.name
        );
    }
    text + "END:VTIMEZONE\r\n"
}

fn offset(minutes: i32) -> String {
    format!("{}{:02}{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_has_more_than_75_octets() {
        for word in ["aan de slag ", "één ", "buurtagenda", "🏘"] {
            let line = format!("DESCRIPTION:{}", word.repeat(60));
            let text = folded(&format!("BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n"));
            assert!(text.split("\r\n").all(|l| l.len() <= 75), "{text}");
            assert_eq!(text.replace("\r\n ", ""), format!("BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n"));
            assert_eq!(folded(&text), text);
        }
    }
}
