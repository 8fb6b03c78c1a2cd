// Are the calendars valid? Read with ical.js, an independent parser; the bytes are looked at
// first (RFC 5545: CRLF, at most 75 octets a line), and the zones are compared with the zone
// data of Node itself: a calendar that carries its own wrong VTIMEZONE is found too.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import { filesBelow, main, startedAs } from "./lib.mjs";

const STATES = new Set(["TENTATIVE", "CONFIRMED", "CANCELLED"]);

export function check(folder) {
  const findings = [];
  const files = filesBelow(folder).filter((p) => p.endsWith(".ics"));
  if (files.length === 0) findings.push("no calendar found");
  const told = new Map();
  let events = 0;
  for (const path of files) {
    const say = (text) => findings.push(`${path}: ${text}`);
    const bytes = readFileSync(join(folder, path));
    checkBytes(bytes, say);
    let calendar;
    try {
      calendar = new ICAL.Component(ICAL.parse(bytes.toString("utf8")));
    } catch (error) {
      say(`cannot be read: ${error.message}`);
      continue;
    }
    if (calendar.name !== "vcalendar") say(`is a ${calendar.name}, not a calendar`);
    if (calendar.getFirstPropertyValue("version") !== "2.0") say("has no VERSION:2.0");
    if (!calendar.getFirstPropertyValue("prodid")) say("has no PRODID");

    const zones = new Map();
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      const id = zone.getFirstPropertyValue("tzid");
      if (zones.has(id)) say(`describes the zone ${id} twice`);
      if (zone.getAllSubcomponents("standard").length + zone.getAllSubcomponents("daylight").length === 0) {
        say(`the zone ${id} has neither STANDARD nor DAYLIGHT`);
      }
      zones.set(id, new ICAL.Timezone(zone));
    }
    const uids = new Set();
    const all = calendar.getAllSubcomponents("vevent");
    if (all.length === 0 && path.split("/").length > 2) say("holds no event");
    for (const event of all) {
      events += 1;
      checkEvent(event, zones, uids, told, path, say);
    }
  }
  return { findings, seen: `${files.length} calendars, ${events} events` };
}

function checkBytes(bytes, say) {
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    say("is not UTF-8");
  }
  if (text.startsWith("\ufeff")) say("starts with a byte order mark");
  if (!text.endsWith("\r\n")) say("does not end with CRLF");
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) say("has a line end that is not CRLF");
  // Control characters other than the tab may not occur, not even escaped.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) say("holds a control character");
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const end = bytes.indexOf("\r\n", start);
    const stop = end === -1 ? bytes.length : end;
    if (stop - start > 75) say(`line ${line} has ${stop - start} octets; 75 are allowed`);
    // A character that is cut in two by folding is lost in parsers that decode line by line.
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, stop));
    } catch {
      say(`line ${line} cuts a character in two`);
    }
    start = stop + 2;
  }
}

function checkEvent(event, zones, uids, told, path, say) {
  const uid = event.getFirstPropertyValue("uid");
  if (!uid) say("an event has no UID");
  const key = `${uid} ${event.getFirstPropertyValue("recurrence-id") ?? ""}`;
  if (uids.has(key)) say(`two events have the UID ${uid}`);
  uids.add(key);

  const stamp = event.getFirstPropertyValue("dtstamp");
  if (!stamp) say(`${uid}: no DTSTAMP`);
  else if (!event.getFirstProperty("dtstamp").toICALString().endsWith("Z")) say(`${uid}: DTSTAMP is not in UTC`);
  if (!event.getFirstPropertyValue("summary")) say(`${uid}: no SUMMARY`);
  const state = event.getFirstPropertyValue("status");
  if (state && !STATES.has(state)) say(`${uid}: unknown STATUS ${state}`);

  const start = event.getFirstProperty("dtstart");
  const end = event.getFirstProperty("dtend");
  if (!start) {
    say(`${uid}: no DTSTART`);
    return;
  }
  if (end && event.getFirstProperty("duration")) say(`${uid}: both DTEND and DURATION`);
  const moments = [start, end].filter(Boolean).map((property) => moment(property, zones, uid, say));
  if (end) {
    if (start.getFirstValue().isDate !== end.getFirstValue().isDate) say(`${uid}: a day and a time are mixed`);
    else if (!(moments[0] < moments[1])) say(`${uid}: the end is not after the start (for whole days it is the day after)`);
  }
  // The same event in another calendar must be the same, or a calendar program sees a change.
  const now = [uid, start.toICALString(), end?.toICALString(), stamp, event.getFirstPropertyValue("sequence"), state].join("|");
  const before = told.get(key);
  if (before !== undefined && before.now !== now) say(`${uid}: differs from the one in ${before.path}`);
  else told.set(key, { now, path });
}

/** The moment that a property means, in milliseconds. */
function moment(property, zones, uid, say) {
  const time = property.getFirstValue();
  const id = property.getParameter("tzid");
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.isDate) {
    if (id) say(`${uid}: a whole day has a zone`);
    return local;
  }
  if (property.toICALString().endsWith("Z")) {
    if (id) say(`${uid}: a time in UTC has a zone`);
    return local;
  }
  if (!id) {
    say(`${uid}: a time without a zone means another moment for every reader`);
    return local;
  }
  const zone = zones.get(id);
  if (!zone) {
    say(`${uid}: the zone ${id} is not described by a VTIMEZONE`);
    return local;
  }
  const offset = zone.utcOffset(time) * 1000;
  const truth = offsetOf(id, local - offset);
  if (truth !== null && truth !== offset) {
    say(`${uid}: ${id} is described with offset ${offset / 3600000} h at ${time}, and it is ${truth / 3600000} h`);
  }
  return local - offset;
}

/** How far a zone is ahead of UTC at a moment, by the zone data of Node. */
function offsetOf(zone, at) {
  let format;
  try {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", second: "2-digit",
    });
  } catch {
    return null;
  }
  const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - at;
}

if (startedAs(import.meta.url)) await main("calendar", check);
