// Whole questions, as people type them, and words that stand nowhere. SITE is the hub that is built.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./index.mjs";

const site = open(process.env.SITE);
const first = (query) => site.ask(query).results[0]?.address;
const total = (query) => site.ask(query).total;

test("what says nothing by itself does not decide: `wat is …` gives the page about it", () => {
  const asked = {
    "wat is leefbaarheid": "begrippen/leefbaarheid/",
    "wat is buurtpreventie": "begrippen/buurtpreventie/",
    "wat is jongerenwerk": "begrippen/jongerenwerk/",
    "wat is een bewonersinitiatief": "begrippen/bewonersinitiatief/",
    "wat is gebiedsgericht werken": "begrippen/gebiedsgericht-werken/",
    "hoe meet je leefbaarheid": "dossiers/leefbaarheid-meten/",
  };
  for (const [query, address] of Object.entries(asked)) assert.equal(first(query), address, query);
});

test("what says nothing by itself is not marked, unless nothing else is asked", () => {
  const marked = (query) => site.ask(query).forms.map((forms) => Object.keys(forms).length > 0);
  assert.deepEqual(marked("wat is leefbaarheid"), [false, false, true]);
  assert.deepEqual(marked("hoe meet je leefbaarheid"), [false, true, false, true]);
  assert.ok(marked("wat is dat").some(Boolean));
});

test("a list is found by its name, goes first when that is all that is asked, and says what it is", () => {
  const names = { nieuws: "nieuws/", themas: "themas/", jeugdoverlast: "themas/jeugdoverlast/", hangjongeren: "themas/jeugdoverlast/" };
  for (const [query, address] of Object.entries(names)) {
    const [list, ...others] = site.ask(query).results;
    assert.equal(list.address, address);
    assert.equal(list.named, true);
    assert.ok(!others.some((page) => page.named), query);
  }
  const kind = (query) => site.manifest().kinds[site.ask(query).results[0].kind];
  assert.deepEqual([kind("nieuws"), kind("jeugdoverlast"), kind("zaanstad")], ["Overzicht", "Thema", "Gemeente"]);
  assert.match(site.ask("nieuws").results[0].summary, /^\d+ pagina's/);
});

test("a list goes after the pages when more is asked, and is no kind of page to choose", () => {
  for (const query of ["wat is leefbaarheid", "jeugdoverlast in de wijk", "nieuws over jongeren"]) {
    const { results, total } = site.ask(query, { limit: 1000 });
    assert.equal(results.length, total);
    assert.ok(!results[0].named && !/^themas|^nieuws\/$/.test(results[0].address), `${query}: ${results[0].address}`);
  }
  const chosen = { 0: [site.ask("", { facets: true }).facets[0].values[0].label] };
  assert.ok(!site.ask("nieuws", { chosen, limit: 1000 }).results.some((page) => page.named));
});

test("words that say nothing are found when nothing else is asked", () => {
  assert.ok(total("wat is dat") > 0);
});

test("a longer word that stands nowhere gives what its part gives, and not nothing", () => {
  assert.equal(first("privacyverklaring"), "privacy/");
  assert.equal(first("toegankelijkheidsverklaring"), "toegankelijkheid/");
  assert.equal(first("buurtpreventieteam"), "begrippen/buurtpreventie/");
  for (const word of ["wijkteams", "bewonersavonden", "leefbaarheidsmeting", "woningcorporatie", "jongerenoverlast"]) {
    for (let n = 3; n <= word.length; n += 1) assert.ok(total(word.slice(0, n)) > 0, word.slice(0, n));
  }
});

test("no number is taken for another, and no plural for a typing error", () => {
  for (const query of ["2025", "1999", "gemeentes", "corporaties"]) assert.equal(site.ask(query).meant, null, query);
  assert.equal(site.ask("leefbaarheidd").meant, "leefbaarheid");
  assert.equal(site.ask("gemeenet").meant, "gemeente");
});
