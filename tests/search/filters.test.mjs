// Narrowing down: whatever number stands beside a value, choosing it gives so many pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { open } from "./index.mjs";

const { ask, manifest } = open(process.env.SITE);
ask("a");
const FACETS = manifest().facets.map((name, f) => [name, f]).filter(([name]) => name !== null);
const counts = (query, chosen) => ask(query, { facets: true, chosen }).facets;
const total = (query, chosen) => ask(query, { chosen }).total;

for (const query of ["buurtagenda", "veiligheid in de wijk", "gemeente", ""]) {
  test(`each number beside a value of a facet is the number of pages behind it: “${query}”`, () => {
    let seen = 0;
    for (const [, f] of FACETS) {
      for (const { label, count } of counts(query, {})[f].values) {
        assert.equal(total(query, { [f]: [label] }), count, label);
        seen += count;
      }
    }
    assert.ok(seen > 0, "there was something to count");
  });

  test(`numbers follow the choices of the other facets, not those of their own: “${query}”`, () => {
    const [first, second] = FACETS.map(([, f]) => f);
    const largest = (of) => of.values.reduce((a, b) => (b.count > a.count ? b : a));
    const chosen = { [second]: [largest(counts(query, {})[second]).label] };
    const narrowed = counts(query, chosen);
    assert.deepEqual(narrowed[second], counts(query, {})[second]);
    for (const { label, count } of narrowed[first].values) {
      assert.equal(total(query, { ...chosen, [first]: [label] }), count, label);
    }
  });
}

test("of one facet any of the values will do", () => {
  const [a, b] = counts("", {})[0].values;
  assert.equal(total("", { 0: [a.label, b.label] }), a.count + b.count, "a page has one kind");
});

test("a choice without words lists its pages; words without a choice are not narrowed", () => {
  const [value] = counts("", {})[0].values;
  const listed = ask("", { chosen: { 0: [value.label] }, limit: 1000 }).results;
  assert.equal(listed.length, value.count);
  assert.equal(new Set(listed.map((r) => r.kind)).size, 1);
  assert.equal(ask("").total, 0);
  assert.equal(ask("buurtagenda", { chosen: { 0: [] } }).total, ask("buurtagenda").total);
});

test("a value that does not exist gives nothing, and does no harm", () => {
  for (const label of ["__proto__", "constructor", "", "<b>"]) assert.equal(total("wijk", { 0: [label] }), 0);
  assert.equal(ask("wijk", { chosen: { 999: ["x"], x: ["y"] } }).total, ask("wijk").total);
});

test("a choice keeps the order of the results", () => {
  const all = ask("veiligheid", { limit: 1000 }).results;
  const [value] = counts("veiligheid", {})[0].values.filter((v) => v.count > 2);
  const some = ask("veiligheid", { limit: 1000, chosen: { 0: [value.label] } }).results.map((r) => r.page);
  const kind = all.find((r) => r.page === some[0]).kind;
  assert.deepEqual([...some].sort(), all.filter((r) => r.kind === kind).map((r) => r.page).sort());
});

test("a word that stands nowhere is answered with one that does", () => {
  assert.equal(ask("leefbaarhied").meant, "leefbaarheid");
  assert.equal(ask("buurtagnda").meant, "buurtagenda");
  assert.equal(ask("leefbaarh").meant, null, "the beginning of a word is no mistake");
  assert.equal(ask("buurtagenda").meant, null);
  assert.equal(ask("xqzvwkpj").meant, null);
  assert.equal(ask("woningbouw").meant, null, "a part of a word is not what was meant");
  assert.equal(ask("schrijf").results[0].title, "Schrijven in gewone taal", "v is f at the end of a word");
  assert.equal(ask("leefbaarheid metten").results[0].title, "Leefbaarheid meten", "nobody means a word that says nothing");
  assert.equal(ask("meten").forms[0].met, undefined);
});

test("every sort of field narrows: yes and no (in the words of the theme), years, numbers, places", () => {
  const root = mkdtempSync(join(tmpdir(), "hub-facets-"));
  try {
    mkdirSync(join(root, "content", "activiteit"), { recursive: true });
    const fields = { gratis: "boolean", wanneer: "date", aantal: "number", waar: "place" };
    const declared = Object.entries(fields).map(([name, type]) => `      ${name}: { type: ${type}, facet: true, label: ${name} }\n`);
    writeFileSync(join(root, "site.yaml"), `title: P\nbase_url: https://hub.example/\nkinds:\n  activiteit:\n    fields:\n${declared.join("")}`);
    const page = (title, ...lines) => writeFileSync(join(root, "content", "activiteit", `${title}.md`), `---\ntitle: ${title}\n${lines.join("\n")}\n---\n\nTekst.\n`);
    page("een", "gratis: true", "wanneer: 2025-04-01", "aantal: 2.5", "waar: Buurthuis");
    page("twee", "gratis: false", "wanneer: 2026-04-01", "aantal: 3", "waar: { name: Plein, address: Markt 1 }");
    mkdirSync(join(root, "themes", "wijkwijzer", "texts"), { recursive: true });
    writeFileSync(join(root, "themes", "wijkwijzer", "texts", "nl.yaml"), '"yes": Zeker\n');
    execFileSync(process.env.PROGRAM, ["build", "--root", root], { stdio: "ignore" });
    const site = open(join(root, "public")), facets = site.ask("", { facets: true }).facets.slice(1);
    const offered = Object.fromEntries(facets.map((f) => [f.name, f.values.map((v) => v.label).sort()]));
    assert.deepEqual(offered, { gratis: ["Nee", "Zeker"], wanneer: ["2025", "2026"], aantal: ["2,5", "3"], waar: ["Buurthuis", "Plein"] });
    assert.deepEqual(site.ask("tekst", { chosen: { 2: ["2026"] } }).results.map((r) => r.title), ["twee"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
