// Do the browser tests find what they are for? They pass on a small site without a fault; every
// case below breaks one thing in it, and the named test must fail and say why.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { describe } from "node:test";
import { fileURLToPath } from "node:url";
import { sample, write } from "../validate/sample-site.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Runs the tests of one file whose name holds `pattern` on a changed sample. */
async function run(file, pattern, change) {
  const folder = mkdtempSync(join(tmpdir(), "hub-browser-"));
  try {
    const files = sample();
    change(files);
    write(files, folder);
    return await new Promise((done) => {
      const args = ["--test", "--test-reporter=tap", `--test-name-pattern=${pattern}`, file];
      // A test that runs inside a test would report to it instead of to us.
      const env = { ...process.env, SITE: folder, SCREENSHOTS: join(folder, "screenshots"), NODE_TEST_CONTEXT: undefined };
      execFile(process.execPath, args, { cwd: here, env, maxBuffer: 1 << 26 }, (error, output) => {
        done({ failed: error !== null, output: output.split("\n").filter((line) => !/# SKIP/.test(line)).join("\n") });
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PAGE = "nieuws/opening/index.html";
const replace = (path, from, to) => (files) => {
  const before = files.get(path);
  const after = before.replace(from, to);
  assert.notEqual(after, before, `the case does not change ${path}`);
  files.set(path, after);
};

test("a site without a fault passes what a visitor does", async () => {
  const { failed, output } = await run("visit.test.mjs", ".", () => {});
  assert.ok(!failed, output);
  assert.match(output, /^# pass [1-9]/m);
});

const CASES = [
  ["a box that is wider than a phone", "pages.test.mjs", "scrolls sideways", replace("assets/site.css", "a {", "h1 { width: 500px } a {"), /at 320 pixels/],
  ["two h1", "pages.test.mjs", "one h1", replace(PAGE, "<h2", "<h1>Twee</h1><h2"), /number of h1/],
  ["grey on white", "pages.test.mjs", "accessible: 1280", replace("assets/site.css", "--ink: #111", "--ink: #aaa"), /color-contrast/],
  ["grey on black", "pages.test.mjs", "accessible: 360", replace("assets/site.css", "--ink: #eee", "--ink: #444"), /color-contrast/],
  ["contrast that only one of the checkers measures", "pages.test.mjs", "accessible: 1280", replace("assets/site.css", "--ink: #111", "--ink: #aaa"), /HTML_CodeSniffer WCAG2AA/],
  ["a box that is wider than a phone once it is open", "pages.test.mjs", "scrolls sideways", (files) => {
    replace(PAGE, "<h2", '<details><summary>Open</summary><p class="wide">Breed</p></details><h2')(files);
    replace("assets/site.css", "a {", ".wide { width: 900px } a {")(files);
  }, /opened, at 320 pixels/],
  ["a heavy style sheet", "weigh.test.mjs", "at 360 pixels: at most", (files) => {
    const noise = Array.from({ length: 20000 }, (_, i) => ((i * 7919 * 104729) % 999983).toString(36)).join(" ");
    files.set("assets/site.css", `${files.get("assets/site.css")}/* ${noise} */`);
  }, /bytes: .*site\.css/],
  ["a text that comes late", "weigh.test.mjs", "at 360 pixels: at most", (files) => {
    files.set("assets/late.js", 'setTimeout(() => document.querySelector("h1").insertAdjacentHTML("beforebegin", "<p>Laat</p><p>Later</p><p>Laatst</p>"), 200);');
    replace(PAGE, "</body>", '<script defer src="../../assets/late.js"></script></body>')(files);
  }, /0\.\d{4}/],
  ["a link to an overview that is gone", "visit.test.mjs", "on a desk", replace("index.html", /href="nieuws\/"/g, 'href="oud.html"'), /shows no link to/],
  ["no skip link", "visit.test.mjs", "a page: the skip link", replace(PAGE, /<a class="skip".*<\/a>/, ""), /first stop/],
  ["focus that does not show", "visit.test.mjs", "home: every stop", replace("assets/site.css", "outline: 3px solid currentColor", "outline: none"), /does not show its focus/],
  ["a search that finds nothing", "visit.test.mjs", "typing a word", replace("assets/zoek.js", "=== -1", "!== -2"), /Opening →/],
  ["a search without its list", "visit.test.mjs", "without JavaScript there is", replace("zoeken/index.html", /<li><a href="..\/nieuws\/opening\/">.*?<\/li>/, ""), /nieuws\/opening/],
  ["a search that writes markup", "visit.test.mjs", "never markup", replace("assets/zoek.js", 'status.textContent = found.length', 'status.innerHTML = input.value + found.length'), /became an element/],
  ["a script inside the page", "visit.test.mjs", "on a desk", replace("index.html", "</body>", "<script>1</script></body>"), /script-src/],
  ["a picture from elsewhere", "visit.test.mjs", "on a desk", replace("index.html", "</main>", '<img alt="" src="https://elders.example/x.png"></main>'), /another place/],
  ["a style that only a server can find", "visit.test.mjs", "from a disk has", replace(PAGE, "../../assets/site.css", "/assets/site.css"), /Times New Roman|ERR_FILE_NOT_FOUND/],
  ["a footer in the middle of the window", "visit.test.mjs", "lower edge", replace("assets/site.css", "margin-block-start: auto", "margin-block-start: 0"), /strictly equal/],
  ["pale ink on paper", "visit.test.mjs", "on paper", (files) => files.set("assets/site.css", `${files.get("assets/site.css")}@media print { h1 { color: #ccc } }`), /the ink is dark/],
];

// Each waits most of the time for a browser that starts.
describe("a fault", { concurrency: 2 }, () => {
  for (const [what, file, pattern, change, wanted] of CASES) {
    test(`${what} is found`, async () => {
      const { failed, output } = await run(file, pattern, change);
      assert.ok(failed, `nothing was found:\n${output}`);
      assert.ok(wanted.test(output), `it failed for another reason:\n${output}`);
    });
  }
});
