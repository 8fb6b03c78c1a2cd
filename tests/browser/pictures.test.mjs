// Pictures as a visitor gets them: the modern format, in a size that fits, and nothing moves.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DESKTOP, PHONE, visitor } from "./browser.mjs";
import { browser, server } from "./opened.mjs";
import { SITE } from "./site.mjs";

/** Pages of the site that hold a picture in several sizes as their lead image. */
const pages = readdirSync(SITE, { recursive: true })
  .filter((path) => path.endsWith("index.html"))
  .filter((path) => /class="page-image"><picture>/.test(readFileSync(join(SITE, path), "utf8")))
  .map((path) => path.replaceAll("\\", "/").replace(/index\.html$/, ""));

test("the hub holds pictures to look at", () => assert.ok(pages.length >= 3, `${pages.length} pages`));

for (const viewport of [PHONE, DESKTOP]) {
  test(`at ${viewport.width} pixels Chromium takes AVIF in a size that fits, and nothing jumps`, async () => {
    for (const path of pages) {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await page.evaluateOnNewDocument(() => {
          window.__shift = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.__shift += e.value))).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(server.url + path, { waitUntil: "load" });
        const seen = await page.evaluate(async () => {
          const image = document.querySelector(".page-image img");
          await image.decode();
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
          const box = image.getBoundingClientRect();
          return { src: image.currentSrc, pixels: Number(image.currentSrc.match(/-(\d+)q\d+\.\w+$/)?.[1]), shown: box.width, ratio: box.width / box.height, declared: image.width / image.height, attributes: image.getAttribute("width") / image.getAttribute("height"), lazy: image.loading, shift: window.__shift };
        });
        assert.match(seen.src, /\/assets\/images\/[^/]+\.avif$/, path);
        assert.ok(seen.pixels >= Math.min(seen.shown, 800) && seen.pixels <= Math.max(400, seen.shown * 2.2), `${path}: ${seen.pixels} pixels for ${seen.shown}`);
        assert.ok(Math.abs(seen.ratio - seen.attributes) < 0.02, `${path}: ${seen.ratio} is not ${seen.attributes}`);
        assert.notEqual(seen.lazy, "lazy", path);
        assert.equal(seen.shift, 0, path);
      });
    }
  });
}

test("a picture in a list waits until it is nearly in sight, and has its size", async () => {
  const cards = readFileSync(join(SITE, "praktijkvoorbeelden/index.html"), "utf8").match(/<picture>.*?<\/picture>/gs) ?? [];
  assert.ok(cards.length > 0);
  for (const card of cards) assert.match(card, /<img class="card-image"[^>]* width="\d+" height="\d+" loading="lazy" decoding="async">/);
});
