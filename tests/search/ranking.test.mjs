// What goes before what, and what is found at all: a tiny hub for each symptom that was mended. The terminal has to
// find the same. PROGRAM is the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { open } from "./index.mjs";

const roots = [];
after(() => roots.forEach((root) => rmSync(root, { recursive: true })));

/** A hub of pages, `{ title: text }` or `{ path: [title, text] }`, that is asked in the browser's way and in the terminal. */
function hub(pages, declared = "") {
  const root = mkdtempSync(join(tmpdir(), "hub-ranking-"));
  roots.push(root);
  writeFileSync(join(root, "site.yaml"), `title: Proef\nbase_url: https://hub.example/\n${declared}`);
  Object.entries(pages).forEach(([name, page], i) => {
    const [path, title, text] = Array.isArray(page) ? [name, ...page] : [`p${i}.md`, name, page];
    const file = join(root, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}\n`);
  });
  execFileSync(process.env.PROGRAM, ["build", "--root", root, "--keep-going"], { stdio: "ignore" });
  const site = open(join(root, "public"));
  const ask = (query) => {
    const answer = site.ask(query);
    const said = JSON.parse(execFileSync(process.env.PROGRAM, ["search", "--root", root, "--format", "json", ...query.split(" ")], { encoding: "utf8" }));
    assert.deepEqual(said.results.map((r) => r.address), answer.results.map((r) => r.address), query);
    return answer;
  };
  return { ask, titles: (query) => ask(query).results.map((r) => r.title) };
}

test("a word with a hyphen is found before pages that have its parts far apart", () => {
  const others = Object.fromEntries([..."abcdefghijkl"].map((letter) => [`De lange naam van een API ${letter}${letter}`, `## API\n\nDe API van ${letter}. Zie de standaard, en nog een API, en nog een.`]));
  const { titles } = hub({ ...others, "Hoe komen we samen tot API-standaarden": "Samen maken we ze." });
  for (const query of ["api-standaarden", "API standaarden", "apistandaarden"]) assert.equal(titles(query)[0], "Hoe komen we samen tot API-standaarden", query);
});

test("a title that was typed word for word goes first, with its hyphen or without", () => {
  const { titles } = hub({
    "Zaken-API": "Een oude tekst.",
    "Zaken API": "## De Zaken API\n\nDe Zaken API in het kort. Alles over zaken en de API van zaken.",
    "Over de Zaken API": "Lees over de [zaken API](p1.md), de API van zaken.",
  });
  assert.equal(titles("zaken-api")[0], "Zaken-API");
  assert.equal(titles("zaken api")[0], "Zaken API");
});

test("a page of which the title was typed goes before a list that has another name", () => {
  const declared = "kinds:\n  stuk: { label: { one: Stuk, many: Stukken } }\nmenus:\n  main:\n    - { kind: stuk, label: Hangplek }\n";
  const text = "Over een hangplek voor jongeren.";
  const pages = { "stuk/a.md": ["Bankje", text], "stuk/b.md": ["Bushokje", text] };
  const first = (site) => site.ask("hangplek").results.slice(0, 2).map((r) => [r.title, r.named]);
  assert.deepEqual(first(hub(pages, declared))[0], ["Stukken", true]);
  assert.deepEqual(first(hub({ ...pages, "stuk/c.md": ["Hangplek", text] }, declared)), [["Hangplek", false], ["Stukken", true]]);
});

test("what has only the words that say nothing is no result, and no section", () => {
  const { ask, titles } = hub({
    Leefbaarheid: "## Wat is het?\n\nHoe prettig een wijk is.\n\n## Over leefbaarheid in de wijk\n\nVeel.",
    "Wat is een buurt": "## Wat is het\n\nEen deel van een wijk.",
  });
  assert.deepEqual(titles("wat is leefbaarheid"), ["Leefbaarheid"]);
  assert.equal(ask("wat is leefbaarheid").results[0].best.text, "Over leefbaarheid in de wijk");
  assert.deepEqual(titles("wat is xqzwvkpj"), []);
  assert.ok(titles("wat is").length > 0, "nothing else is asked");
});

test("a word that says nothing is not completed, unless it is all that is typed", () => {
  const { titles } = hub({ Wijkagent: "Over de agent.", "Wat doen wij": "Van alles.", Onderwerp: "Iets." });
  assert.deepEqual(titles("wat doen wij"), ["Wat doen wij"]);
  assert.ok(titles("wij").includes("Wijkagent"));
});

test("a doubled vowel and a doubled consonant make two words, and no plural", () => {
  const { titles } = hub({ "Volle maan": "Over de maan.", Huis: "Een huis.", Straat: "Een straat." });
  assert.deepEqual(titles("mannen"), []);
  assert.deepEqual(titles("huizen"), ["Huis"]);
  assert.deepEqual(titles("straten"), ["Straat"]);
});

test("a word is not its last four letters", () => {
  const { titles } = hub({ Pauze: "Rust even uit, even maar.", Brug: "Een team op een brug." , Stilte: "Nog even." });
  assert.deepEqual(titles("brieven"), []);
});

test("a word with digits may be mistyped, but for the digits", () => {
  const { ask, titles } = hub({ "Een avond bij Platform31": "Over de stad.", "Verslag van Platform31": "Over de wijk." });
  assert.equal(titles("platvorm31").length, 2);
  assert.equal(ask("platvorm31").meant, "platform31");
  assert.deepEqual(titles("platvorm32"), []);
});

test("an y for an ij is one letter", () => {
  const { titles } = hub({ Bijles: "Over leren.", "Bijles geven": "Over lesgeven." });
  assert.equal(titles("byles").length, 2);
});

test("a word of an address does not hide the pages that have it apart", () => {
  const { titles } = hub({ "darkmode.md": ["Donker scherm", "Minder licht."], "scherm.md": ["Dark mode instellen", "Zo doe je dat."], "thema.md": ["Kleuren", "Iets over dark mode."] });
  assert.deepEqual(titles("darkmode").sort(), ["Dark mode instellen", "Donker scherm"]);
});

test("the hyphens of an address join no words", () => {
  const { titles } = hub({ "dark-mode.md": ["Donker scherm", "Minder licht."], "scherm.md": ["Een scherm", "Zo stel je dark en mode in: de mode."], "twee.md": ["Mode", "Dark."] });
  assert.ok(titles("darkmode").includes("Mode"));
});
