// A hub with so many words that the beginnings of its shards stand in files of their own, and a word and what it may
// be made of far apart. PROGRAM is the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open } from "./index.mjs";

const { PROGRAM } = process.env;
const PAGES = 1500, WORDS = 90, OTHERS = 30;
const SYLLABLES = "ba be bo da de di fa ga ka ki ko la le lo ma me mi na ne no pa ra re ro sa se so ta te to va we za zo".split(" ");

let seed = 5;
const below = (n) => ((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) >>> 8) % n;
const word = () => Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join("");

// Words that many pages have, and for each page words of its own: half of them two of the others written together.
const common = Array.from({ length: 400 }, word);
const some = () => common[below(common.length)];
const titles = Array.from({ length: PAGES }, (_, i) => `${some()}${some()} ${some()} ${i}`);

let root, site;
before(() => {
  root = mkdtempSync(join(tmpdir(), "hub-large-"));
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "site.yaml"), "title: Proef\nbase_url: https://hub.example/\nkinds:\n  page: {}\n");
  titles.forEach((title, i) => {
    const own = Array.from({ length: WORDS }, () => (below(2) ? some() + some() : word() + word()));
    const text = [...own, ...Array.from({ length: OTHERS }, some)].join(" ");
    writeFileSync(join(root, "content", `p${i}.md`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}\n${i === 7 ? "gemeentehuijs" : ""}${i > 20 && i < 40 ? "gemeentehuis" : ""}\n`);
  });
  execFileSync(PROGRAM, ["build", "--root", root, "--keep-going"], { stdio: "ignore" });
  site = join(root, "public");
});
after(() => rmSync(root, { recursive: true }));

test("the beginnings of shards stand in groups, and no group is without shards", () => {
  const index = open(site);
  index.ask("a");
  const { shards, group, folder } = index.manifest();
  assert.ok(shards > 300 && group > 1, `${shards} shards`);
  const groups = readdirSync(join(site, "zoeken", folder, "b")).filter((name) => name !== "r.js");
  assert.equal(groups.length, Math.ceil(shards / group));
});

test("every title is found through the groups, by a visitor who comes for the first time", () => {
  for (const title of titles.filter((_, i) => i % 25 === 0)) {
    const cold = open(site);
    assert.equal(cold.ask(title).results[0].title, title);
    assert.ok(cold.files().filter((file) => /^b\/\d/.test(file)).length <= 7, String(cold.files()));
  }
});

test("the terminal finds the same through the groups", () => {
  const index = open(site);
  const queries = titles.flatMap((title, i) => (i % 10 ? [] : [title, title.slice(0, 7), title.replace(/^(..)./, "$1x"), title.split(" ").slice(0, 2).join(""), `${some()} ${some()}`]));
  const said = execFileSync(PROGRAM, ["search", "--root", root, "--format", "json", "--queries", "-"], { input: queries.join("\n"), maxBuffer: 1 << 28, encoding: "utf8" });
  said.trimEnd().split("\n").forEach((line, i) => {
    const found = JSON.parse(line).results.map((r) => r.address);
    assert.deepEqual(found, index.ask(queries[i]).results.map((r) => r.address), queries[i]);
  });
});

test("a word that the hub has takes its own shard, and at most those that go on with it", () => {
  for (const title of titles.filter((_, i) => i % 25 === 0)) {
    const cold = open(site), [word] = title.split(" ");
    cold.ask(word);
    const shards = cold.files().flatMap((file) => /^t\/(\d+)/.exec(file)?.[1] ?? []).map(Number);
    assert.ok(shards.length > 0 && shards.every((n, i) => n === shards[0] + i), `${word}: ${shards}`);
  }
});

test("a word that one editor mistyped too is answered with the right one", () => {
  const index = open(site), answer = index.ask("gemeentehuijs");
  assert.equal(answer.meant, "gemeentehuis");
  assert.equal(answer.results[0].title, titles[7]);
  assert.equal(index.ask("gemeentehuis").meant, null);
});

test("two letters that changed places, in a word that many pages have, are no obstacle", () => {
  const index = open(site), lost = [];
  for (const word of new Set(common.filter((w) => w.length > 5))) {
    const at = word.length - 2;
    if (word[at] === word[at + 1]) continue;
    const typed = word.slice(0, at) + word[at + 1] + word[at];
    const right = new Set(index.ask(word, { limit: 1000 }).results.map((r) => r.page));
    if (!index.ask(typed, { limit: 1000 }).results.some((r) => right.has(r.page))) lost.push(`${typed}: ${word}`);
  }
  assert.deepEqual(lost, []);
});
