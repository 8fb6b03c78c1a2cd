// What a first visit costs: bytes, requests, and whether the page jumps while it loads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { DESKTOP, PHONE, visitor } from "./browser.mjs";
import { browser, server } from "./opened.mjs";
import { SEARCH, SITE, kindOverviews, listedPaths, pagesBelow, templates } from "./site.mjs";

/** The most that HTML, style and scripts of a text page may weigh, in bytes after Brotli 11. */
const LIMIT = 30_000;

/** Bytes after Brotli 11; pages share most of their files, and each is weighed once. */
const weighed = new Map();
function weight(body) {
  const text = body.toString();
  if (!weighed.has(text)) weighed.set(text, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length);
  return weighed.get(text);
}
const TEXT = new Set(["document", "stylesheet", "script"]);

/** A network on which scripts come after the page is shown, in bytes a second and milliseconds. */
const SLOW = { download: 200_000, upload: 100_000, latency: 150 };

/** Visits a page and looks at all of it; gives the weight of its parts and what moved by itself. With `late`, over a
 * slow network, and not before that element is there. */
async function firstVisit(viewport, path, late) {
  return visitor(browser, { origin: server.url, viewport, allow404: path === "404.html" }, async (page) => {
    const parts = [];
    page.on("response", (response) => {
      if (TEXT.has(response.request().resourceType())) parts.push(response.buffer().then((body) => [response.url(), weight(body)]));
    });
    await page.evaluateOnNewDocument(() => {
      window.__shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const moved = entry.sources.map((s) => s.node?.className || s.node?.textContent?.slice(0, 40) || s.node?.nodeName);
          // Setting the size of the window counts as input, so `hadRecentInput` would hide them.
          window.__shifts.push(`${entry.value.toFixed(4)} ${moved.join(", ")}`);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    if (late) await page.emulateNetworkConditions(SLOW);
    await page.goto(server.url + path, { waitUntil: "load" });
    if (late) await page.waitForSelector(late);
    const shifts = await page.evaluate(async () => {
      const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await painted();
      }
      // What comes late, comes within a moment.
      await new Promise((done) => setTimeout(done, 500));
      await painted();
      return window.__shifts;
    });
    return { weights: await Promise.all(parts), shifts };
  });
}

for (const [name, path] of templates()) {
  for (const viewport of [PHONE, DESKTOP]) {
    // Requests to other places fail in `visitor`.
    test(`${name} at ${viewport.width} pixels: at most 30 kB of HTML, style and scripts, and nothing jumps`, async (t) => {
      const { weights, shifts } = await firstVisit(viewport, path);
      assert.ok(weights.length >= 2, "the page and its style were seen");
      const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
      t.diagnostic(`${total} bytes in ${weights.length} files`);
      assert.ok(total <= LIMIT, `${total} bytes: ${weights.map(([url, bytes]) => `${url.slice(server.url.length)} ${bytes}`).join(", ")}`);
      assert.deepEqual(shifts, []);
    });
  }
}

const htmlOf = (path) => readFileSync(join(SITE, path, "index.html"), "utf8");

/** What a page weighs with its style and scripts, printed style included. */
function weightOf(path, html) {
  const parts = [...html.matchAll(/<(?:link rel="stylesheet"|script)[^>]*? (?:href|src)="([^"]+)"/g)].map((m) => resolve(SITE, path, m[1]));
  assert.ok(parts.length > 5, `style and scripts of /${path}`);
  return parts.reduce((sum, file) => sum + weight(readFileSync(file)), weight(html));
}

test("every page of the hub: at most 30 kB of HTML, style and scripts", () => {
  for (const path of listedPaths()) {
    const bytes = weightOf(path, htmlOf(path));
    assert.ok(bytes <= LIMIT, `/${path}: ${bytes} bytes`);
  }
});

test("a text of 3,500 words too, made of the texts of this hub", (t) => {
  const pages = kindOverviews().flatMap(pagesBelow);
  const content = (html) => /<div class="prose[^"]*">([\s\S]*?)<\/article>/.exec(html)?.[1] ?? "";
  const words = (html) => html.replace(/<[^>]*>/g, " ").split(/\s+/).length;
  // The page that has most besides its text.
  const around = (path) => weightOf(path, htmlOf(path)) - weight(content(htmlOf(path)));
  const path = pages.reduce((a, b) => (around(b) > around(a) ? b : a));
  let text = "";
  for (const other of pages) if (words(text) < 3500) text += content(htmlOf(other));
  assert.ok(words(text) >= 3500, `${words(text)} words`);
  const bytes = weightOf(path, htmlOf(path).replace("</article>", () => `${text}</article>`));
  t.diagnostic(`/${path} with ${words(text)} words more: ${bytes} bytes`);
  assert.ok(bytes <= LIMIT, `${bytes} bytes`);
});

for (const viewport of [PHONE, DESKTOP]) {
  test(`the search page over a slow network at ${viewport.width} pixels: nothing jumps`, async () => {
    assert.deepEqual((await firstVisit(viewport, SEARCH, ".search-keys:not([hidden])")).shifts, []);
  });
  test(`a search over a slow network at ${viewport.width} pixels: nothing jumps when results come`, async () => {
    assert.deepEqual((await firstVisit(viewport, `${SEARCH}?q=jongeren`, ".results li")).shifts, []);
  });
}
