// The search in the browser and that in the terminal give the same results. SITE is a built hub,
// ROOT the folder that it was made from, PROGRAM the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { load, searchFolder } from "./scripts.mjs";

const { SITE, ROOT, PROGRAM } = process.env;
const hub = load(searchFolder(SITE));

/** Numbers that are the same at every run. */
function* numbers(seed) {
  for (;;) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    yield seed >>> 8;
  }
}
const random = numbers(7);
const below = (n) => random.next().value % n;
const some = (list) => list[below(list.length)];

function mistyped(word) {
  const letters = Array.from(word), at = below(letters.length);
  switch (below(4)) {
    case 0: letters.splice(at, 1); break;
    case 1: letters.splice(at, 0, some(Array.from("aeinrst"))); break;
    case 2: letters[at] = some(Array.from("aeinrst")); break;
    default: if (at > 0) [letters[at - 1], letters[at]] = [letters[at], letters[at - 1]];
  }
  return letters.join("");
}

function queries() {
  const packs = hub.calls.filter(([kind]) => kind === "d").map(([, , content]) => content);
  const titles = packs.flatMap((pack) => pack.split("\u001e").map((page) => page.split("\t")[1]));
  const texts = packs.flatMap((pack) => pack.split("\u001e").flatMap((page) => page.split("\t").slice(3)));
  const words = [...new Set(hub.words([...titles, ...texts].join(" ")))].filter((word) => word.length > 3);
  const all = [...titles];
  for (let i = 0; i < 150; i++) {
    const word = some(words), other = some(words), title = some(titles);
    const middle = 3 + below(word.length);
    all.push(word, mistyped(word), mistyped(mistyped(word)), mistyped(title));
    all.push(word.slice(0, 1 + below(word.length)), `${word.slice(0, middle)} ${word.slice(middle)}`, word.slice(middle - 3));
    all.push(`${word}en`, word.slice(0, -1), `${word.slice(0, -1)}zen`);
    all.push(`${word} ${other}`, `${word}${other}`, `${word}-${other}`, `${word}s${other} ${some(words)}`);
    all.push(title.split(" ").reverse().join(" ").toUpperCase(), `${some(words)} ${mistyped(word)} ${other.slice(0, 4)}`);
  }
  all.push("", " ", "de", "het van een", "a", "e", "xqzw", "qqqqqqqqqqqqqqqq", "2025", "nis2", "constructor", "__proto__", "toString hasOwnProperty");
  all.push("<script>alert(1)</script>", "🙂", "👩‍👩‍👧 buurt", "مرحبا بالعالم", "שלום buurt", "ΣΟΦΟΣ", "İstanbul", "ﬁets", "buurt\u00adagenda", "foto's", "‘s-Gravenhage");
  all.push("\ud83d", "a-b-c-d-e-f", "wijk ".repeat(2000), "x".repeat(10000), Array.from({ length: 40 }, () => some(words)).join(" "));
  return all.map((query) => query.replace(/[\r\n\ud800]/g, " ").toWellFormed?.() ?? query);
}

test("the terminal finds what the browser finds, in the same order", () => {
  const all = queries();
  const args = ["search", "--root", ROOT, "--format", "json", "--queries", "-"];
  const said = execFileSync(PROGRAM, args, { input: all.join("\n"), maxBuffer: 1 << 30, encoding: "utf8" });
  const answers = said.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(answers.length, all.length);
  let results = 0;
  all.forEach((query, i) => {
    const expected = hub.search(query, 10), answer = answers[i];
    const name = `query ${i}: ${query.slice(0, 80)}`;
    assert.equal(answer.query, query, name);
    assert.deepEqual(answer.words, Array.from(expected.words), name);
    assert.equal(answer.total, expected.total, name);
    const shown = (r) => [r.address, r.title.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ")];
    assert.deepEqual(answer.results.map(shown), Array.from(expected.results, shown), name);
    assert.deepEqual(
      answer.results.map((r) => r.section?.anchor ?? null),
      Array.from(expected.results, (r) => r.best?.anchor ?? null),
      name,
    );
    answer.results.forEach((r, n) => {
      const score = expected.results[n].score;
      assert.ok(Math.abs(r.score - score) <= 1e-9 * score, `${name}: ${r.score} is not ${score}`);
      results++;
    });
  });
  console.log(`${all.length} queries, ${results} results are the same`);
  assert.ok(results > all.length);
});

test("every section that search can jump to stands on its page", () => {
  let sections = 0;
  for (const query of new Set(queries().slice(0, 60))) {
    for (const page of hub.search(query, 20).results) {
      const html = readFileSync(join(SITE, page.address, "index.html"), "utf8");
      for (const heading of page.headings) {
        assert.ok(html.includes(`id="${heading.anchor}"`), `${page.address}#${heading.anchor}`);
        sections++;
      }
    }
  }
  assert.ok(sections > 100);
});
