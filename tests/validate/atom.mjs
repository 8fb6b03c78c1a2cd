// Are the Atom feeds valid? The shape by the grammar in atom.rnc, which the Nu checker applies
// (it holds a RELAX NG validator), the rest of RFC 4287 here: authors, unique ids, times.

import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, main, read, startedAs } from "./lib.mjs";
import { ask } from "./html.mjs";
import { children, tree } from "./xml.mjs";

const ATOM = "http://www.w3.org/2005/Atom";
const GRAMMAR = new URL("./atom.rnc", import.meta.url).href;
const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export async function check(folder) {
  const findings = [];
  const feeds = [];
  for (const path of filesBelow(folder).filter((p) => p.endsWith(".xml") || p.endsWith(".atom"))) {
    try {
      const root = tree(read(folder, path));
      if (root.uri === ATOM || root.local === "feed") feeds.push([path, root]);
    } catch (error) {
      findings.push(`${path}: not well-formed: ${error.message}`);
    }
  }
  if (feeds.length === 0) findings.push("no feed found");

  const root = resolve(folder);
  const files = feeds.map(([path]) => resolve(root, path));
  for (let at = 0; at < files.length; at += 500) {
    for (const m of await ask(["--xml", "--schema", GRAMMAR], files.slice(at, at + 500))) {
      if (m.type === "info") continue;
      const path = m.url ? relative(root, fileURLToPath(m.url)) : "(checker)";
      findings.push(`${path}:${m.lastLine ?? 0}: ${m.message}`);
    }
  }

  const ids = new Map();
  const entriesSeen = new Map();
  let entries = 0;
  for (const [path, feed] of feeds) {
    const say = (text) => findings.push(`${path}: ${text}`);
    const id = textOf(feed, "id");
    if (ids.has(id)) say(`has the id of ${ids.get(id)}: ${id}`);
    ids.set(id, path);
    checkId(id, say);
    checkTimes(feed, say);
    checkLinks(feed, say);
    if (!links(feed).some((l) => l.rel === "self" && isAbsolute(l.href))) say("has no link rel=self with a full address");
    const here = new Set();
    for (const entry of children(feed, "entry")) {
      entries += 1;
      const entryId = textOf(entry, "id");
      if (here.has(entryId)) say(`two entries have the id ${entryId}`);
      here.add(entryId);
      checkId(entryId, say);
      checkTimes(entry, say);
      checkLinks(entry, say);
      if (children(feed, "author").length === 0 && children(entry, "author").length === 0) {
        say(`neither the feed nor the entry ${entryId} has an author`);
      }
      const content = children(entry, "content");
      const alternate = links(entry).some((l) => l.rel === "alternate");
      if (content.length === 0 && !alternate) say(`entry ${entryId} has neither content nor a link to it`);
      if (content.some((c) => c.attributes.has("src")) && children(entry, "summary").length === 0) {
        say(`entry ${entryId} has its content elsewhere, and no summary`);
      }
      // The same thing in another feed is the same entry: what it says of itself must agree.
      const told = `${textOf(entry, "title")} ${textOf(entry, "updated")}`;
      const before = entriesSeen.get(entryId);
      if (before !== undefined && before.told !== told) say(`entry ${entryId} differs from the one in ${before.path}`);
      else entriesSeen.set(entryId, { told, path });
    }
  }
  return { findings, seen: `${feeds.length} feeds, ${entries} entries` };
}

function textOf(element, local) {
  return children(element, local)[0]?.text ?? "";
}

function links(element) {
  return children(element, "link").map((l) => ({
    rel: l.attributes.get("rel") ?? "alternate",
    href: l.attributes.get("href") ?? "",
    kind: `${l.attributes.get("type") ?? ""} ${l.attributes.get("hreflang") ?? ""}`,
  }));
}

function checkLinks(element, say) {
  const seen = new Set();
  for (const link of links(element).filter((l) => l.rel === "alternate")) {
    if (seen.has(link.kind)) say(`two alternate links of the same type and language: ${link.href}`);
    seen.add(link.kind);
    if (!isAbsolute(link.href)) say(`a link is not a full address: ${link.href}`);
  }
}

function checkId(id, say) {
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id)) say(`an id is no full address (IRI): ${id}`);
}

function checkTimes(element, say) {
  for (const local of ["updated", "published"]) {
    for (const { text } of children(element, local)) {
      const parts = RFC_3339.exec(text);
      if (parts === null) {
        say(`${local} is no time of RFC 3339: ${text}`);
        continue;
      }
      const [, year, month, day] = parts.map(Number);
      const date = new Date(Date.UTC(year, month - 1, day));
      if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) say(`${local} is a day that does not exist: ${text}`);
    }
  }
}

function isAbsolute(address) {
  return /^https?:\/\/[^/]+\//.test(address);
}

if (startedAs(import.meta.url)) await main("atom", check);
