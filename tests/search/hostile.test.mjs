// A hub of hostile words: every file of its index is a script that runs and does nothing else, and
// words that mean something to JavaScript are found as words. PROGRAM is the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { filesOf, load, searchFolder } from "./scripts.mjs";

const { PROGRAM } = process.env;

const TITLES = [
  "constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then",
  '</script><script>pwned = 1</script>', '");pwned=1;("', "\\\");pwned=1//", "${pwned=1}", "`pwned`", "'+pwned+'",
  "<img src=x onerror=pwned=1>", "🙂 👩‍👩‍👧", "مرحبا بالعالم", "שלום", "‮omgekeerd‬", "regel\u2028einde\u2029", "tab\ttab", "ΣΟΦΟΣ", "İstanbul",
];

function hub(pages, site = "") {
  const root = mkdtempSync(join(tmpdir(), "hub-hostile-"));
  mkdirSync(join(root, "content"));
  const config = `title: Proef\nbase_url: https://hub.example/\nkinds:\n  page:\n    fields:\n      soort: { type: terms, vocabulary: constructor, label: __proto__, facet: true }\nvocabularies:\n  constructor: { label: toString }\n${site}`;
  writeFileSync(join(root, "site.yaml"), config);
  pages.forEach(({ title, body }, i) => {
    writeFileSync(join(root, "content", `p${i}.md`), `---\ntitle: ${JSON.stringify(title)}\nsoort: [__proto__, constructor]\n---\n\n${body}\n`);
  });
  return root;
}

function withHub(pages, look, site) {
  const root = hub(pages, site);
  try {
    execFileSync(PROGRAM, ["build", "--root", root, "--keep-going"], { stdio: "ignore" });
    return look(root, join(root, "public"));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What the terminal finds: files, for each query. */
function terminal(root, queries) {
  const args = ["search", "--root", root, "--format", "json", "--queries", "-"];
  const said = execFileSync(PROGRAM, args, { input: queries.join("\n"), maxBuffer: 1 << 28, encoding: "utf8" });
  return said.trimEnd().split("\n").map((line) => JSON.parse(line).results.map((r) => r.address));
}

test("hostile titles and words do no harm and are found", () => {
  const pages = TITLES.map((title) => ({ title, body: `${title.replace(/[\\`<>]/g, "")} woord` }));
  withHub(pages, (root, site) => {
    const folder = searchFolder(site);
    filesOf(folder).forEach((file) => execFileSync(process.execPath, ["--check", join(folder, file)]));
    const index = load(folder);
    assert.equal(index.run("typeof pwned"), "undefined");
    assert.equal(index.run("({}).polluted"), undefined);
    const queries = [...TITLES.map((title) => title.replace(/[\t\u2028\u2029]/g, " ")), "woord", "soort", "prototype"];
    const found = terminal(root, queries);
    queries.forEach((query, i) => {
      const expected = Array.from(index.search(query, 10).results, (r) => r.address);
      assert.deepEqual(found[i], expected, query);
    });
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then"]) {
      const { results } = index.search(word, 10);
      assert.equal(results[0].title, word);
    }
  });
});

test("a hub without pages, and one with a single page", () => {
  withHub([], (root, site) => {
    const index = load(searchFolder(site));
    assert.equal(index.search("buurt", 10).results.length, 0);
    assert.deepEqual(terminal(root, ["buurt"]), [[]]);
  });
  withHub([{ title: "🙂", body: "" }], (root, site) => {
    const index = load(searchFolder(site));
    assert.deepEqual(Array.from(index.search("p0", 10).results, (r) => r.address), terminal(root, ["p0"])[0]);
  });
});

test("elasticlunr's file is a script too, with digits in it", () => {
  const pages = [...TITLES, "NIS2 in 2025"].map((title) => ({ title, body: "woord" }));
  withHub(pages, (root, site) => {
    const file = join(searchFolder(site), "index.js");
    execFileSync(process.execPath, ["--check", file]);
    const text = readFileSync(file, "utf8");
    const { index } = JSON.parse(text.slice("window.searchIndex = ".length, text.lastIndexOf(";")));
    const node = (word) => Array.from(word).reduce((at, c) => at?.[c], index.title.root);
    assert.equal(node("nis2")?.df, 1);
    assert.equal(node("2025")?.df, 1);
  }, "search: { format: elasticlunr }\n");
});

test("a heading that is cut, and one with an anchor of its own, are still jumped to", () => {
  const long = "Hoe vaak komt de werkgroep Schoon en Heel bijeen, en wie mag er dan nog aanschuiven?";
  const body = `## ${long}\n\nElke maand.\n\n## Kort {#eigen}\n\nTekst.\n\n## Waarom\n\nTekst.`;
  withHub([{ title: "Werkgroep", body }], (root, site) => {
    const [page] = load(searchFolder(site)).search("werkgroep", 10).results;
    const html = readFileSync(join(site, page.address, "index.html"), "utf8");
    const anchors = Array.from(page.headings, (heading) => heading.anchor);
    assert.deepEqual(anchors.slice(1), ["eigen", "waarom"]);
    assert.ok(anchors[0].length > 70, anchors[0]);
    anchors.forEach((anchor) => assert.ok(html.includes(`id="${anchor}"`), anchor));
  });
});
