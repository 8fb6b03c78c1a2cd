//! Dates and local times as editors write them. The one home of the date library:
//! the zone's rules and today's date come from here.

use jiff::civil::{self, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use std::fmt;

/// A day, with a local time when one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Year, for example 2026.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day, 1 to 31.
    pub day: i8,
    /// Hour and minute in the hub's zone; absent for a whole day.
    pub time: Option<(i8, i8)>,
}

/// Ways in which a hub may write dates besides `2026-09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Only year, month, day.
    #[default]
    Iso,
    /// `30-9-2026` and `30/9/2026` too.
    DayFirst,
    /// `9/30/2026` and `9-30-2026` too.
    MonthFirst,
}

/// A moment as it was written, with the offset from UTC when one stood behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The local day and time as they stand there.
    pub moment: Moment,
    /// Minutes east of UTC.
    pub offset: Option<i32>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It looks like day-month-year; the value is the same date as year-month-day.
    DayFirst(String),
    /// A date that is on no calendar, such as 2021-02-30.
    Impossible,
    /// A day with a time that is on no clock, such as 25:00; the value is what was meant by 24:00.
    ImpossibleTime(Option<String>),
    /// It is written in another way; the value is the same moment as it should be written.
    OtherWay(String),
    /// A beginning and an end in one; each as it should be written.
    Range(String, String),
    /// A time without a day, as it should be written.
    TimeAlone(String),
    /// Anything else.
    Unreadable,
}

/// Whether a local time exists in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// Exactly once.
    Once,
    /// Never: the clock jumps over it.
    Never,
    /// Twice: the clock goes back.
    Twice,
}

/// A time zone with its rules.
#[derive(Clone, Debug)]
pub struct Zone {
    rules: TimeZone,
    /// The IANA name, for example `Europe/Amsterdam`.
    pub name: String,
}

impl Zone {
    /// The zone with this IANA name, or none.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(|rules| Zone { rules, name: name.to_owned() })
    }

    /// Whether this local time exists.
    pub fn existence(&self, moment: Moment) -> Existence {
        match self.rules.to_ambiguous_timestamp(moment.civil()).offset() {
            AmbiguousOffset::Unambiguous { .. } => Existence::Once,
            AmbiguousOffset::Gap { .. } => Existence::Never,
            AmbiguousOffset::Fold { .. } => Existence::Twice,
        }
    }

    /// Minutes east of UTC at this local time.
    pub fn offset(&self, moment: Moment) -> i32 {
        let zoned = moment.civil().to_zoned_datetime(self.rules.clone());
        zoned.map_or(0, |z| z.offset().seconds() / 60)
    }

    /// The moment in UTC at this local time; a whole day counts from its midnight.
    pub fn utc(&self, moment: Moment) -> Moment {
        let zoned = moment.civil().to_zoned_datetime(self.rules.clone());
        zoned.map_or(moment, |z| Moment::from_civil(TimeZone::UTC.to_datetime(z.timestamp()), true))
    }

    /// Seconds since 1970 (UTC) at this local time; a whole day counts from its midnight.
    pub fn seconds(&self, moment: Moment) -> i64 {
        moment.civil().to_zoned_datetime(self.rules.clone()).map_or(0, |z| z.timestamp().as_second())
    }

    /// The local moment that a written moment with an offset stands for.
    pub fn local(&self, written: Written) -> Moment {
        let Some(offset) = written.offset else { return written.moment };
        let there = jiff::tz::Offset::from_seconds(offset * 60).ok();
        let instant = there.and_then(|o| o.to_timestamp(written.moment.civil()).ok());
        instant.map_or(written.moment, |i| Moment::from_civil(i.to_zoned_datetime(self.rules.clone()).datetime(), true))
    }

    /// RFC 3339 with this zone's offset; midnight for a whole day.
    pub fn rfc3339(&self, moment: Moment) -> String {
        let minutes = self.offset(moment);
        let sign = if minutes < 0 { '-' } else { '+' };
        let (h, m) = moment.time.unwrap_or((0, 0));
        let offset = minutes.abs();
        format!(
            "{:04}-{:02}-{:02}T{h:02}:{m:02}:00{sign}{:02}:{:02}",
            moment.year,
            moment.month,
            moment.day,
            offset / 60,
            offset % 60
        )
    }

    /// The changes of the clock from the last one before `year` up to the end of it: local moment
    /// before the change, minutes before, minutes after and the abbreviation after it.
    pub fn clock_changes(&self, year: i16) -> Vec<ClockChange> {
        let instant = |y: i16| civil::date(y, 1, 1).to_zoned_datetime(self.rules.clone()).map(|z| z.timestamp()).ok();
        let (Some(from), Some(to)) = (instant(year), instant(year.saturating_add(1))) else { return Vec::new() };
        let mut changes = Vec::new();
        let before = self.rules.preceding(from).next();
        for transition in before.into_iter().chain(self.rules.following(from).take_while(|t| t.timestamp() < to)) {
            let instant = transition.timestamp();
            let old = self.rules.to_offset(instant - jiff::SignedDuration::from_secs(1));
            changes.push(ClockChange {
                local: Moment::from_civil(old.to_datetime(instant), true),
                before: old.seconds() / 60,
                after: transition.offset().seconds() / 60,
                name: transition.abbreviation().to_string(),
                summer: transition.dst().is_dst(),
            });
        }
        changes
    }

    /// Now, in this zone: the one place where the program looks at the clock. `SOURCE_DATE_EPOCH`
    /// (reproducible-builds.org) stands in for it when it is set.
    pub fn now(&self) -> Moment {
        let instant = set_instant().and_then(Result::ok).unwrap_or_else(jiff::Timestamp::now);
        Moment::from_civil(instant.to_zoned_datetime(self.rules.clone()).datetime(), true)
    }
}

/// The instant that `SOURCE_DATE_EPOCH` holds, or what it holds instead; none when it is not set.
fn set_instant() -> Option<Result<jiff::Timestamp, String>> {
    let written = std::env::var_os(EPOCH).filter(|value| !value.is_empty())?.to_string_lossy().into_owned();
    let instant = written.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    Some(instant.ok_or(written))
}

/// The variable that stands in for the clock.
pub const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// What [`EPOCH`] holds when that is no moment.
pub fn wrong_epoch() -> Option<String> {
    set_instant()?.err()
}

/// One change of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// Local time just before the change.
    pub local: Moment,
    /// Minutes east of UTC before it.
    pub before: i32,
    /// Minutes east of UTC after it.
    pub after: i32,
    /// Abbreviation after it, for example `CEST`.
    pub name: String,
    /// Whether summer time begins.
    pub summer: bool,
}

impl Moment {
    /// The day after, without time; after the last day of the calendar there is none, and it is that day.
    pub fn next_day(self) -> Moment {
        let next = self.civil().date().tomorrow();
        next.map_or(Moment { time: None, ..self }, |d| Moment::from_civil(d.to_datetime(civil::Time::MIN), false))
    }

    /// Days from Monday (0) to Sunday (6).
    pub fn weekday(self) -> usize {
        self.civil().date().weekday().to_monday_zero_offset() as usize
    }

    /// Days from another moment's day to this one's.
    pub fn days_since(self, other: Moment) -> i32 {
        self.civil().date().since(other.civil().date()).map_or(0, |span| span.get_days())
    }

    /// Minutes from the beginning of 2000 to this local time, from 0 to the highest number that calendars take.
    pub fn minutes_since_2000(self) -> u32 {
        let (hour, minute) = self.time.unwrap_or((0, 0));
        let days = self.days_since(Moment { year: 2000, month: 1, day: 1, time: None });
        let minutes = i64::from(days) * 1440 + i64::from(hour) * 60 + i64::from(minute);
        minutes.clamp(0, i32::MAX.into()) as u32
    }

    /// `2026-09-30`.
    pub fn day_text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `10:00`, or none for a whole day.
    pub fn time_text(self) -> Option<String> {
        self.time.map(|(h, m)| format!("{h:02}:{m:02}"))
    }

    fn civil(self) -> DateTime {
        let (hour, minute) = self.time.unwrap_or((0, 0));
        DateTime::new(self.year, self.month, self.day, hour, minute, 0, 0).unwrap_or_default()
    }

    fn from_civil(civil: DateTime, timed: bool) -> Moment {
        Moment {
            year: civil.year(),
            month: civil.month(),
            day: civil.day(),
            time: timed.then(|| (civil.hour(), civil.minute())),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day_text())?;
        self.time_text().map_or(Ok(()), |time| write!(f, " {time}"))
    }
}

/// Reads `2026-09-30`, `2026-09-30 10:00`, with `T` for the space, seconds and an offset allowed,
/// and the hub's other order. Errors say what the text looks like instead.
pub fn written_moment(text: &str, order: DateOrder) -> Result<Written, DateError> {
    let text = text.trim();
    numbers(text, order).map_err(|error| if error == DateError::Unreadable { meant(text, order) } else { error })
}

/// What an unreadable text means, if that can be told.
fn meant(text: &str, order: DateOrder) -> DateError {
    if let Some(right) = right(text, order) {
        return DateError::OtherWay(right);
    }
    if let Some((start, end)) = range(text, order) {
        return DateError::Range(start, end);
    }
    time_alone(text).map_or(DateError::Unreadable, DateError::TimeAlone)
}

/// One moment as it should be written, however it is.
fn right(text: &str, order: DateOrder) -> Option<String> {
    let right = |text: &str| match numbers(text, order) {
        Ok(written) => Some(written.moment.to_string()),
        Err(DateError::OtherWay(right) | DateError::DayFirst(right)) => Some(right),
        Err(_) => None,
    };
    right(text).or_else(|| right(&in_numbers(text)?))
}

/// Beginning and end in one text, such as `2026-09-30 10:00 - 12:00` and `2026-09-30 t/m 2026-10-02`.
fn range(text: &str, order: DateOrder) -> Option<(String, String)> {
    const BETWEEN: &[&str] = &[" tot en met ", " t/m ", " tot ", " until ", " to ", " - ", "–", "-"];
    BETWEEN.iter().find_map(|between| {
        let (start, end) = text.rsplit_once(between)?;
        let start = right(start.trim(), order)?;
        let (day, time) = start.split_once(' ').unwrap_or((&start, ""));
        let same_day = || time_alone(end.trim()).filter(|_| !time.is_empty()).map(|end| format!("{day} {end}"));
        let end = right(end.trim(), order).or_else(same_day)?;
        Some((start, end))
    })
}

/// A time without a day, as it should be written; digits alone are none.
fn time_alone(text: &str) -> Option<String> {
    let (hour, minute) = any_clock(text).filter(|_| !text.bytes().all(|b| b.is_ascii_digit()))?;
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then(|| format!("{hour:02}:{minute:02}"))
}

/// A day such as `5 oktober 2026`, `October 5, 2026` or `2026/10/05`, and what stands behind it, in numbers.
fn in_numbers(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if matches!(first.as_bytes().get(4), Some(b'/' | b'.')) {
        return Some(format!("{} {rest}", first.replace(['/', '.'], "-")));
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let named = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[named])?;
    let (day, rest) = if named == 0 { (1, 2) } else { (named - 1, named + 1) };
    let (day, year) = (words.get(day)?.trim_end_matches('.'), words.get(rest)?);
    Some(format!("{year}-{month:02}-{day} {}", words[rest + 1..].join(" ")))
}

/// The month of a name in Dutch or English, whole or by its first letters.
fn month(word: &str) -> Option<usize> {
    const NAMES: [[&str; 2]; 12] = [
        ["januari", "january"],
        ["februari", "february"],
        ["maart", "march"],
        ["april", "april"],
        ["mei", "may"],
        ["juni", "june"],
        ["juli", "july"],
        ["augustus", "august"],
        ["september", "september"],
        ["oktober", "october"],
        ["november", "november"],
        ["december", "december"],
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    let word = if word == "mrt" { "maart" } else { &word };
    let is_it = |names: &[&str; 2]| word.len() > 2 && names.iter().any(|name| name.starts_with(word));
    NAMES.iter().position(is_it).map(|index| index + 1)
}

/// A moment in numbers.
fn numbers(text: &str, order: DateOrder) -> Result<Written, DateError> {
    let (day, rest) = match text.find(['T', ' ', 't']) {
        Some(i) => (&text[..i], text[i + 1..].trim()),
        None => (text, ""),
    };
    let (year, month, day) = day_parts(day, order).map_err(|error| match (error, any_clock(rest)) {
        (DateError::DayFirst(day), Some((hour, minute))) => DateError::DayFirst(format!("{day} {hour:02}:{minute:02}")),
        (error, _) => error,
    })?;
    let Ok(date) = civil::Date::new(year, month, day) else { return Err(DateError::Impossible) };
    let whole_day = Moment { year: date.year(), month: date.month(), day: date.day(), time: None };
    if rest.is_empty() {
        return Ok(Written { moment: whole_day, offset: None });
    }
    let Some(time) = any_clock(rest) else { return Err(DateError::Unreadable) };
    let moment = Moment { time: Some(time), ..whole_day };
    match (time, clock_parts(rest)) {
        ((24, 0), _) => {
            let midnight = Moment { time: Some((0, 0)), ..whole_day.next_day() };
            Err(DateError::ImpossibleTime(Some(midnight.to_string())))
        }
        ((24.., _) | (_, 60..), _) => Err(DateError::ImpossibleTime(None)),
        (_, None) => Err(DateError::OtherWay(moment.to_string())),
        (_, Some((_, offset))) => Ok(Written { moment, offset }),
    }
}

fn day_parts(day: &str, order: DateOrder) -> Result<(i16, i8, i8), DateError> {
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return Err(DateError::Unreadable) };
    let numeric = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    if ![a, b, c].into_iter().all(numeric) {
        return Err(DateError::Unreadable);
    }
    let small = |s: &str| s.parse::<i8>().unwrap_or(100);
    let year = |s: &str| s.parse::<i16>().unwrap_or(0);
    if a.len() == 4 && day.contains('-') {
        return Ok((year(a), small(b), small(c)));
    }
    if c.len() != 4 {
        return Err(DateError::Unreadable);
    }
    match order {
        DateOrder::DayFirst => Ok((year(c), small(b), small(a))),
        DateOrder::MonthFirst => Ok((year(c), small(a), small(b))),
        DateOrder::Iso if small(b) <= 12 && (1..=31).contains(&small(a)) => {
            Err(DateError::DayFirst(format!("{:04}-{:02}-{:02}", year(c), small(b), small(a))))
        }
        DateOrder::Iso => Err(DateError::Unreadable),
    }
}

/// Hour and minute, and minutes east of UTC when they are there.
type Clock = ((i8, i8), Option<i32>);

fn clock_parts(text: &str) -> Option<Clock> {
    let end = text.find(['+', '-', 'Z', 'z', ' ']).unwrap_or(text.len());
    let (clock, zone) = (text[..end].trim(), text[end..].trim());
    let mut parts = clock.split(':');
    let number = |s: Option<&str>| s.filter(|s| s.len() <= 2).and_then(|s| s.parse::<i8>().ok());
    let (hour, minute) = (number(parts.next())?, number(parts.next())?);
    if let Some(seconds) = parts.next() {
        seconds.split('.').next()?.parse::<u8>().ok().filter(|s| *s < 61)?;
    }
    if parts.next().is_some() {
        return None;
    }
    let offset = match zone {
        "" => None,
        "Z" | "z" | "UTC" => Some(0),
        zone => Some(minutes_east(zone)?),
    };
    // `10:00-12:00` has the form of an offset, and means from ten to twelve.
    let is_range = clock.len() <= 5 && offset.is_some_and(|east| -east > i32::from(hour) * 60 + i32::from(minute));
    (!is_range).then_some(((hour, minute), offset))
}

/// Minutes east of UTC of an offset: `+02:00`, `-0400`.
fn minutes_east(offset: &str) -> Option<i32> {
    // No zone is more than 14 hours east. But hundreds of real files say `+15:00` or `+17:25`, for the hour once more.
    let (sign, most, digits) = match offset.split_at_checked(1)? {
        ("+", digits) => (1, 23, digits.replace(':', "")),
        ("-", digits) => (-1, 14, digits.replace(':', "")),
        _ => return None,
    };
    let is_number = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse::<i32>().ok().filter(|_| is_number)?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= most && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// A time as it should be written, or else as people write it.
fn any_clock(text: &str) -> Option<(i8, i8)> {
    clock_parts(text).map(|(time, _)| time).or_else(|| other_clock(text))
}

/// A time as people write it: `10.00`, `10:00 uur`, `1000`, `10u30`, `om 10 uur`, `2 pm`.
fn other_clock(text: &str) -> Option<(i8, i8)> {
    const BEHIND: &[&str] = &["uur", "u.", "u", "h", "a.m.", "am", "p.m.", "pm"];
    let text = text.to_lowercase();
    let whole = text.strip_prefix("om ").or_else(|| text.strip_prefix("at ")).unwrap_or(&text);
    let word = BEHIND.iter().find(|word| whole.ends_with(**word));
    let clock = word.map_or(whole, |word| whole[..whole.len() - word.len()].trim_end());
    let (hour, minute) = match clock.split_once([':', '.', 'u', 'h', ' ']) {
        Some((hour, minute)) => (hour.trim(), minute.trim()),
        None if clock.len() == 4 && clock.is_ascii() => clock.split_at(2),
        None if word.is_some() => (clock, "00"),
        None => return None,
    };
    let number = |s: &str| s.parse::<i8>().ok().filter(|_| s.len() <= 2 && s.bytes().all(|b| b.is_ascii_digit()));
    let (hour, minute) = (number(hour)?, number(minute).filter(|_| minute.len() == 2)?);
    Some(match word {
        Some(&("pm" | "p.m.")) if hour < 12 => (hour + 12, minute),
        Some(&("am" | "a.m.")) if hour == 12 => (0, minute),
        _ => (hour, minute),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, DateError> {
        written_moment(text, DateOrder::Iso).map(|w| w.moment.to_string())
    }

    #[test]
    fn dates_are_read_as_written() {
        assert_eq!(read("2026-09-30"), Ok("2026-09-30".into()));
        assert_eq!(read("2026-09-30 9:05"), Ok("2026-09-30 09:05".into()));
        assert_eq!(read("2016-01-04 13:00:44 -0400"), Ok("2016-01-04 13:00".into()));
        assert_eq!(read("2016-01-04 13:00-04:00"), Ok("2016-01-04 13:00".into()));
        assert_eq!(read("2021-29-11"), Err(DateError::Impossible));
        assert_eq!(read("20-6-2018"), Err(DateError::DayFirst("2018-06-20".into())));
        assert_eq!(read("06/26/2024"), Err(DateError::Unreadable));
        assert_eq!(read("morgen"), Err(DateError::Unreadable));
        let american = written_moment("06/26/2024", DateOrder::MonthFirst).map(|w| w.moment.to_string());
        assert_eq!(american, Ok("2024-06-26".into()));
    }

    #[test]
    fn a_time_in_another_way_is_understood() {
        let error = |time: &str| written_moment(&format!("2026-07-02 {time}"), DateOrder::Iso).unwrap_err();
        for time in ["10.00", "10:00 uur", "1000", "10.00u", "10u00", "om 10 uur", "10 am", "10:00 AM"] {
            assert_eq!(error(time), DateError::OtherWay("2026-07-02 10:00".into()), "{time}");
        }
        assert_eq!(error("2.30 pm"), DateError::OtherWay("2026-07-02 14:30".into()));
        assert_eq!(error("24:00"), DateError::ImpossibleTime(Some("2026-07-03 00:00".into())));
        for time in ["25:00", "10:60", "25.00"] {
            assert_eq!(error(time), DateError::ImpossibleTime(None), "{time}");
        }
        for time in ["10", "ochtend", "10.000", "12345", "uur", "vanaf 10 uur", "10:00 51200", "10:00 +2400"] {
            assert_eq!(error(time), DateError::Unreadable, "{time}");
        }
    }

    #[test]
    fn a_day_in_words_and_an_end_behind_it_are_understood() {
        let other = |text: &str| Err(DateError::OtherWay(text.into()));
        for text in ["5 oktober 2026", "maandag 5 okt. 2026", "October 5, 2026", "2026/10/05", "2026.10.5"] {
            assert_eq!(read(text), other("2026-10-05"), "{text}");
        }
        assert_eq!(read("5 oktober 2026 om 10.00 uur"), other("2026-10-05 10:00"));
        let range = |start: &str, end: &str| Err(DateError::Range(start.into(), end.into()));
        for text in ["2027-01-14 10:00 - 12:00", "2027-01-14 10:00-12:00", "2027-01-14 10.00 tot 12.00 uur"] {
            assert_eq!(read(text), range("2027-01-14 10:00", "2027-01-14 12:00"), "{text}");
        }
        assert_eq!(read("2027-01-14 t/m 2027-01-16"), range("2027-01-14", "2027-01-16"));
        assert_eq!(read("5 okt 2026 - 7 okt 2026"), range("2026-10-05", "2026-10-07"));
        assert_eq!(read("11:00"), Err(DateError::TimeAlone("11:00".into())));
        for text in ["2026", "oktober 2026", "31 februari 2026", "5 oktober", "mei", "2027-01-14 - 12:00", "25:00"] {
            assert_eq!(read(text), Err(DateError::Unreadable), "{text}");
        }
    }

    #[test]
    fn days_are_counted() {
        let at = |text| written_moment(text, DateOrder::Iso).unwrap().moment;
        assert_eq!(at("2026-11-24").weekday(), 1);
        assert_eq!(at("2027-01-03 10:00").weekday(), 6);
        assert_eq!(at("2027-03-01").days_since(at("2026-12-31")), 60);
        assert_eq!(at("2000-01-02 00:01").minutes_since_2000(), 1441);
        assert_eq!(at("1999-12-31").minutes_since_2000(), 0);
        assert_eq!(at("9999-12-31 23:59").minutes_since_2000(), i32::MAX as u32);
        assert_eq!(at("2026-12-31 10:00").next_day(), at("2027-01-01"));
        assert_eq!(at("9999-12-31 10:00").next_day(), at("9999-12-31"));
    }

    #[test]
    fn the_clock_of_amsterdam() {
        let zone = Zone::named("Europe/Amsterdam").unwrap();
        let at = |text| written_moment(text, DateOrder::Iso).unwrap().moment;
        assert_eq!(zone.existence(at("2026-03-29 02:30")), Existence::Never);
        assert_eq!(zone.existence(at("2026-10-25 02:30")), Existence::Twice);
        assert_eq!(zone.existence(at("2026-09-30 10:00")), Existence::Once);
        assert_eq!(zone.offset(at("2026-09-30 10:00")), 120);
        // The day on which the clock goes back lasts 25 hours, the one on which it goes forward 23.
        assert_eq!(zone.seconds(at("2026-10-26")) - zone.seconds(at("2026-10-25")), 25 * 3600);
        assert_eq!(zone.seconds(at("2026-03-30")) - zone.seconds(at("2026-03-29")), 23 * 3600);
        assert_eq!(zone.seconds(at("1970-01-01 01:00")), 0);
        assert_eq!(zone.rfc3339(at("2026-12-01")), "2026-12-01T00:00:00+01:00");
        let changes = zone.clock_changes(2026);
        assert_eq!(changes.len(), 3);
        assert_eq!(changes[1].local.to_string(), "2026-03-29 02:00");
        assert_eq!((changes[1].before, changes[1].after), (60, 120));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "([0-9TZ:+. /–-]|mei|t/m){0,24}") {
            let _ = written_moment(&text, DateOrder::DayFirst);
        }

        #[test]
        fn every_day_reads_back(year in 1000i16..9999, month in 1i8..=12, day in 1i8..=28) {
            let moment = Moment { year, month, day, time: Some((7, 30)) };
            prop_assert_eq!(written_moment(&moment.to_string(), DateOrder::Iso).unwrap().moment, moment);
        }
    }
}
