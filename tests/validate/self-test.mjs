// Do the checks find what they are for? A site without a fault passes all of them; every case
// below breaks one thing in it, and the check must name that thing.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { sample, write } from "./sample-site.mjs";

const CHECKS = ["html", "links", "atom", "calendar", "sitemap", "csp"];
const check = Object.fromEntries(
  await Promise.all(CHECKS.map(async (name) => [name, (await import(`./${name}.mjs`)).check])),
);

async function findingsOf(name, change) {
  const folder = mkdtempSync(join(tmpdir(), "hub-check-"));
  try {
    const files = sample();
    change(files);
    write(files, folder);
    return (await check[name](folder)).findings;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const name of CHECKS) {
  test(`${name}: a site without a fault passes`, async () => {
    assert.deepEqual(await findingsOf(name, () => {}), []);
  });
}

const PAGE = "nieuws/opening/index.html";
const EVENT = "nieuws/opening/opening.ics";
const replace = (path, from, to) => (files) => {
  const before = files.get(path);
  const after = before.replace(from, to);
  assert.notEqual(after, before, `the case does not change ${path}`);
  files.set(path, after);
};

const CASES = [
  ["html", "an id twice", replace(PAGE, "<h2 id", '<p id="wie">x</p><h2 id'), /Duplicate ID/],
  ["html", "a block in a paragraph", replace(PAGE, "<p>De hub", "<p><div>De hub</div>"), /No “p” element in scope/],
  ["html", "an image without alternative", replace(PAGE, "<h2", '<img src="x.png"><h2'), /“alt” attribute/],
  ["links", "a link to nowhere", replace(PAGE, "#wie", "../sluiting/"), /leads nowhere: \.\.\/sluiting\//],
  ["links", "a link without its slash", replace("nieuws/index.html", '"opening/"', '"opening"'), /slash at its end is missing/],
  ["links", "an anchor that is not there", replace(PAGE, '"#wie"', '"#wat"'), /anchor that is not there: #wat/],
  ["links", "a link out of the site", replace(PAGE, "#wie", "../../../geheim/"), /leaves the site/],
  ["links", "a link from the root of the server", replace(PAGE, "#wie", "/nieuws/"), /starts at the root/],
  ["links", "a redirect to nowhere", replace("_redirects", "/nieuws/", "/weg/"), /_redirects: target leads nowhere/],
  ["links", "a full address of the site that is not there", replace(PAGE, "example/nieuws/opening/", "example/weg/"), /leads nowhere: https:\/\/hub\.example\/weg\//],
  ["atom", "a feed that is not well-formed", replace("feed.xml", "</entry>", ""), /not well-formed/],
  ["atom", "no updated", replace("feed.xml", /<updated>.*<\/updated>/, ""), /missing a required instance of child element “updated”/],
  ["atom", "a time without zone", replace("feed.xml", "T03:04:05+01:00</updated>\n<link rel=\"self", "T03:04:05</updated>\n<link rel=\"self"), /no time of RFC 3339/],
  ["atom", "a day that does not exist", replace("feed.xml", "2026-01-02T", "2026-02-30T"), /does not exist/],
  ["atom", "the same id twice", (files) => {
    const [entry] = /<entry>[\s\S]*<\/entry>/.exec(files.get("feed.xml"));
    replace("feed.xml", entry, entry + entry)(files);
  }, /two entries have the id/],
  ["atom", "nobody wrote it", replace("feed.xml", /<author>.*<\/author>/, ""), /has an author/],
  ["atom", "an element that Atom does not know", replace("feed.xml", "<summary>", "<pubDate>x</pubDate><summary>"), /“pubDate”/],
  ["calendar", "line ends without CR", (files) => files.set(EVENT, files.get(EVENT).replaceAll("\r\n", "\n")), /not CRLF/],
  ["calendar", "a long line", replace(EVENT, "SUMMARY:", `SUMMARY:${"é".repeat(40)}`), /octets; 75 are allowed/],
  ["calendar", "no zone", replace(EVENT, /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/, ""), /not described by a VTIMEZONE/],
  ["calendar", "a wrong zone", replace(EVENT, "TZOFFSETTO:+0200", "TZOFFSETTO:+0300"), /is described with offset 3 h/],
  ["calendar", "no UID", replace(EVENT, /UID:.*\r\n/, ""), /no UID/],
  ["calendar", "no DTSTAMP", replace(EVENT, /DTSTAMP.*\r\n/, ""), /no DTSTAMP/],
  ["calendar", "an end before the start", replace(EVENT, "T120000", "T090000"), /end is not after the start/],
  ["calendar", "a time without zone", replace(EVENT, "DTSTART;TZID=Europe/Amsterdam:", "DTSTART:"), /without a zone/],
  ["calendar", "the same event told in two ways", (files) => files.set("nieuws/nieuws.ics", files.get(EVENT).replace("T120000", "T130000")), /differs from the one in/],
  ["sitemap", "an address that does not exist", replace("sitemap.xml", "nieuws/2/", "nieuws/3/"), /does not exist/],
  ["sitemap", "a page that is not named", replace("sitemap.xml", /<url><loc>[^<]*opening.*<\/url>/, ""), /does not name nieuws\/opening\/index.html/],
  ["sitemap", "a page that hides", replace(PAGE, "<title>", '<meta name="robots" content="noindex"><title>'), /asks not to be found/],
  ["sitemap", "no date", replace("sitemap.xml", "2026-01-02", "2 januari"), /no date/],
  ["csp", "unsafe-inline", replace("_headers", "style-src 'self'", "style-src 'self' 'unsafe-inline'"), /style-src allows 'unsafe-inline'/],
  ["csp", "any source", replace("_headers", "script-src 'self'", "script-src *"), /script-src allows \*/],
  ["csp", "frames not shut out", replace("_headers", "; frame-ancestors 'none'", ""), /no frame-ancestors/],
  ["csp", "a script inside the page", replace(PAGE, "</head>", "<script>alert(1)</script></head>"), /script inside the page/],
  ["csp", "a style on an element", replace(PAGE, "<h2", '<h2 style="color:red"'), /<h2 style=/],
  ["csp", "a handler on an element", replace(PAGE, "<h2", '<h2 onclick="x()"'), /<h2 onclick=/],
  ["csp", "an image from elsewhere", replace(PAGE, "<h2", '<img alt="" src="https://elders.example/x.png"><h2'), /loads from elsewhere/],
];

for (const [name, what, change, wanted] of CASES) {
  test(`${name}: ${what} is found`, async () => {
    const findings = await findingsOf(name, change);
    const found = findings.some((f) => wanted.test(f));
    assert.ok(found, `findings: ${JSON.stringify(findings, null, 1)}`);
  });
}
