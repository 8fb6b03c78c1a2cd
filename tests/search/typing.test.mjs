// What happens while somebody types, and when somebody types what nobody would.

import assert from "node:assert/strict";
import { test } from "node:test";
import { core, open } from "./index.mjs";

const site = open(process.env.SITE);
site.ask("a");

/** All pages: those of all kinds. */
const kinds = site.ask("", { facets: true }).facets[0].values.map((v) => v.label);
const PAGES = site.ask("", { chosen: { 0: kinds }, limit: 10_000 }).results;

test("the hub is here", () => assert.ok(PAGES.length > 50 && PAGES.every((p) => p.title)));

/** Whether a page is among those found, at any place. */
const found = (query, page) => site.ask(query, { limit: 10_000 }).results.some((r) => r.page === page);

test("a page stays found while a word of its title is typed, from three letters on", () => {
  const lost = [];
  for (const { page, title } of PAGES) {
    for (const word of new Set(core.words(title))) {
      for (let n = 3; n <= word.length; n += 1) {
        const typed = word.slice(0, n);
        if (!found(typed, page)) lost.push(`${typed}: ${title}`);
      }
    }
  }
  assert.deepEqual(lost, []);
});

test("and while its whole title is typed, word by word", () => {
  const lost = [];
  for (const { page, title } of PAGES) {
    const words = title.split(" ");
    for (let n = 1; n <= words.length; n += 1) {
      const typed = words.slice(0, n).join(" ");
      if (core.words(typed).some((w) => w.length > 2) && !found(typed, page)) lost.push(`${typed}: ${title}`);
    }
  }
  assert.deepEqual(lost, []);
});

test("the title itself gives its page among the first three", () => {
  const lost = PAGES.filter(({ page, title }) => !site.ask(title).results.slice(0, 3).some((r) => r.page === page || r.title === title));
  assert.deepEqual(lost.map((p) => p.title), []);
});

const ODD = {
  "words of JavaScript": "constructor __proto__ prototype hasOwnProperty toString",
  "__proto__": "__proto__",
  markup: "<img src=x onerror=alert(1)><script>alert(1)</script>",
  "right to left": "\u202eمرحبا بالعالم שלום",
  emoji: "🙂👍🏽👨‍👩‍👧 🇳🇱",
  "half a character": "\ud83d wijk \udc4d",
  quotes: "\"'`\\${a}",
  "no letters": "!!! ??? --- ...",
  "10,000 letters": "a".repeat(10_000),
  "10,000 letters in words": "wijkbuurt ".repeat(1000),
  "different words, 10,000 letters": Array.from({ length: 1200 }, (_, i) => `w${i}ijk`).join(" "),
  "accents without end": `e${"\u0301".repeat(10_000)}`,
  "hyphens without end": "a-".repeat(5_000),
};
for (const [name, query] of Object.entries(ODD)) {
  test(`an odd query is answered soon: ${name}`, () => {
    const start = performance.now();
    const answer = site.ask(query, { facets: true });
    assert.ok(performance.now() - start < 2_000, "within two seconds");
    assert.ok(Array.isArray(answer.results) && answer.results.every((r) => r.title && typeof r.address === "string"));
    assert.equal(answer.total >= answer.results.length, true);
    assert.equal({}.polluted, undefined);
  });
}
