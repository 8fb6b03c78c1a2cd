// A small site without a fault, written by hand: what the checks are themselves tested with.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BASE = "https://hub.example/";

function page(path, title, main, head = "") {
  const root = "../".repeat(path.split("/").length - 1);
  const address = path === "404.html" ? "" : `<link rel="canonical" href="${BASE}${path.replace(/index\.html$/, "")}">`;
  const robots = path === "404.html" ? '<meta name="robots" content="noindex">' : "";
  return `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Proefhub</title>
${address}${robots}
<link rel="icon" type="image/svg+xml" href="${root}assets/icon.svg">
<link rel="stylesheet" href="${root}assets/site.css">
${head}
</head>
<body>
<a class="skip" href="#inhoud">Naar de inhoud</a>
<header><a href="${root}./">Proefhub</a>
<nav aria-label="Hoofdmenu"><ul><li><a href="${root}nieuws/">Nieuws</a></li><li><a href="${root}zoeken/">Zoeken</a></li></ul></nav></header>
<main id="inhoud" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
<footer><p>Een hub om mee te proeven.</p></footer>
</body>
</html>
`;
}

const FEED = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">
<title>Proefhub</title>
<id>${BASE}</id>
<updated>2026-01-02T03:04:05+01:00</updated>
<link rel="self" type="application/atom+xml" href="${BASE}feed.xml"/>
<link rel="alternate" type="text/html" href="${BASE}"/>
<author><name>Proefhub</name></author>
<entry>
<title>Opening</title>
<id>${BASE}nieuws/opening/</id>
<updated>2026-01-02T03:04:05+01:00</updated>
<link rel="alternate" type="text/html" href="${BASE}nieuws/opening/"/>
<summary>De hub is open.</summary>
</entry>
</feed>
`;

const CALENDAR = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Proefhub//NL
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:nieuws/opening@hub.example
DTSTAMP:20260102T020405Z
DTSTART;TZID=Europe/Amsterdam:20260930T100000
DTEND;TZID=Europe/Amsterdam:20260930T120000
SUMMARY:Opening
END:VEVENT
END:VCALENDAR
`.replaceAll("\n", "\r\n");

const HEADERS = `/*
  Content-Security-Policy: default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
`;

const SEARCH = `(function () {
  var input = document.getElementById("zoekterm");
  var status = document.getElementById("aantal");
  var items = Array.prototype.slice.call(document.querySelectorAll("#alles li"));
  function answer() {
    var words = input.value.toLowerCase();
    var found = items.filter(function (item) {
      item.hidden = item.textContent.toLowerCase().indexOf(words) === -1;
      return !item.hidden;
    });
    status.textContent = found.length + " resultaten";
  }
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", answer);
  answer();
})();
`;

const CSS = `:root { color-scheme: light dark; --ink: #111; --paper: #fff; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #111; --link: #9ccbff; } }
body { display: flex; flex-direction: column; box-sizing: border-box; min-height: 100vh; margin: 0 auto; max-width: 40rem; padding: 1rem 1rem 0; font: 1.125rem/1.6 sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
footer { margin-block-start: auto; }
a { color: var(--link); }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.skip:not(:focus) { position: absolute; inset-inline-start: -100vw; }
@media print { nav, .skip { display: none; } }
`;

/** Path → text of every file of the sample. */
export function sample() {
  const feed = `<link rel="alternate" type="application/atom+xml" title="Nieuws" href="feed.xml">`;
  const files = new Map([
    ["index.html", page("index.html", "Welkom", '<p>Lees het <a href="nieuws/">nieuws</a>.</p>', feed)],
    ["nieuws/index.html", page("nieuws/index.html", "Nieuws", '<ul><li><a href="opening/">Opening</a></li></ul><p><a href="2/">Volgende</a></p><p><a href="nieuws.csv">CSV</a></p>')],
    ["nieuws/nieuws.csv", "title\r\nOpening\r\n"],
    ["nieuws/2/index.html", page("nieuws/2/index.html", "Nieuws, pagina 2", '<ul><li><a href="../opening/">Opening</a></li></ul>')],
    ["nieuws/opening/index.html", page("nieuws/opening/index.html", "Opening", '<p>De hub is open. <a href="#wie">Wie?</a></p><h2 id="wie">Wie</h2><p>Iedereen. <a href="opening.ics">Zet in agenda</a></p>')],
    ["nieuws/opening/opening.ics", CALENDAR],
    ["zoeken/index.html", page("zoeken/index.html", "Zoeken",
      '<form method="get" role="search"><label for="zoekterm">Zoek</label> <input type="search" id="zoekterm" name="q"> <button>Zoek</button></form>'
      + '<p id="aantal" role="status"></p><ul id="alles"><li><a href="../nieuws/opening/">Opening</a></li></ul>',
      '<script src="../assets/zoek.js" defer></script>')],
    ["404.html", page("404.html", "Niet gevonden", "<p>Deze pagina bestaat niet.</p>").replaceAll('href="assets', 'href="/assets').replaceAll('href="nieuws', 'href="/nieuws').replaceAll('href="zoeken', 'href="/zoeken').replaceAll('href="./"', 'href="/"')],
    ["oud/index.html", `<!doctype html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>Verhuisd</title>\n<meta http-equiv="refresh" content="0; url=../nieuws/">\n<link rel="canonical" href="${BASE}nieuws/">\n</head>\n<body>\n<p><a href="../nieuws/">Verhuisd</a></p>\n</body>\n</html>\n`],
    ["_redirects", "/oud/ /nieuws/ 301\n"],
    ["_headers", HEADERS],
    ["assets/site.css", CSS],
    ["assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>\n'],
    ["assets/zoek.js", SEARCH],
    ["feed.xml", FEED],
    ["robots.txt", `User-agent: *\nAllow: /\nSitemap: ${BASE}sitemap.xml\n`],
  ]);
  const listed = ["", "nieuws/", "nieuws/2/", "nieuws/opening/", "zoeken/"];
  files.set("sitemap.xml", `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${
    listed.map((path) => `<url><loc>${BASE}${path}</loc><lastmod>2026-01-02</lastmod></url>`).join("\n")}\n</urlset>\n`);
  return files;
}

export function write(files, folder) {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
