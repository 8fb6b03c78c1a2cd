// How long a visitor waits for results in Chromium, from a server on this machine, and what the page keeps in memory.
// usage: browser.mjs CORPUS [visits]   (CORPUS/queries.tsv, CORPUS/out; the packages of tests/browser, CHROMIUM or /usr/bin/chromium)
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

const [corpus, visits = "40"] = process.argv.slice(2);
const puppeteer = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("puppeteer-core");
const site = path.resolve(corpus, "out"), folder = fs.existsSync(path.join(site, "zoeken")) ? "zoeken/" : "search/";
const rows = fs.readFileSync(path.join(corpus, "queries.tsv"), "utf8").trim().split("\n").map((line) => line.split("\t")[0]);
const queries = rows.filter((_, i) => i % Math.ceil(rows.length / Number(visits)) === 0);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml" };

const server = http.createServer((request, response) => {
  let file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
  if (!file.startsWith(site) || !fs.existsSync(file)) return response.writeHead(404).end();
  // Whole and at once, as a real server does: it shares the processor with the browser, and is not what is measured.
  const bytes = fs.readFileSync(file);
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "content-length": bytes.length });
  response.end(bytes);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const address = `http://127.0.0.1:${server.address().port}/${folder}`;
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const said = (name, values, unit) => console.log(`${name}: median ${at(values, 0.5).toFixed(1)} ${unit}, 95 % ${at(values, 0.95).toFixed(1)} ${unit}`);

async function visit(look) {
  const context = await browser.createBrowserContext(), page = await context.newPage();
  await page.goto(address, { waitUntil: "load" });
  // The list of everything is long at 10,000 pages, and has nothing to do with a search.
  await page.evaluate(() => document.querySelector(".search-all").replaceChildren());
  await new Promise((done) => setTimeout(done, 500));
  try {
    return await look(page);
  } finally {
    await context.close();
  }
}

/** From the query in the box to the first result on the page, in milliseconds. */
const first = (page, query) => page.evaluate(async (query) => {
  const input = document.querySelector("#q"), list = document.querySelector(".search-results ol");
  list.replaceChildren();
  const shown = new Promise((done) => new MutationObserver(() => list.children.length && done(performance.now())).observe(list, { childList: true }));
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return (await Promise.race([shown, new Promise((done) => setTimeout(done, 5000, NaN))])) - start;
}, query);

const cold = [], warm = [], keys = [];
for (const query of queries) {
  await visit(async (page) => {
    cold.push(await first(page, query));
    await new Promise((done) => setTimeout(done, 100));
    warm.push(await first(page, queries[(queries.indexOf(query) + 1) % queries.length]));
  });
}
said("first result of the first search, from the query in the box", cold.filter((ms) => ms > 0), "ms");
said("first result of the second search", warm.filter((ms) => ms > 0), "ms");

// What a keystroke takes of the main thread (its processor time, whatever else this machine does): everything that runs until the page is idle again, layout and paint too.
let memory;
await visit(async (page) => {
  const session = await page.createCDPSession();
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metric = async (name) => (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === name).value;
  await session.send("HeapProfiler.collectGarbage");
  const before = await metric("JSHeapUsedSize");
  await page.focus("#q");
  for (const query of queries) {
    await page.$eval("#q", (input) => { input.value = ""; });
    for (const letter of query) {
      const from = await metric("TaskDuration");
      await page.keyboard.type(letter);
      await new Promise((done) => setTimeout(done, 180));
      keys.push(1000 * ((await metric("TaskDuration")) - from));
    }
  }
  await session.send("HeapProfiler.collectGarbage");
  memory = (await metric("JSHeapUsedSize")) - before;
});
said("a keystroke, on the main thread", keys, "ms");
console.log(`memory after ${queries.length} queries typed letter by letter: ${(memory / 1e6).toFixed(1)} MB more`);
await browser.close();
server.close();
