// What must hold on every kind of page, in light and dark, on a phone and on a desk.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DESKTOP, PHONE, launch, visitor } from "./browser.mjs";
import { pageTypes, serve } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREENSHOTS = process.env.SCREENSHOTS ?? fileURLToPath(new URL("./screenshots/", import.meta.url));

let browser;
let server;
before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Lazy images are loaded before a picture is taken or a width is measured. */
async function settle(page) {
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
  });
}

/** What is wider than the window, outside of boxes that scroll by themselves. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const culprits = [...document.querySelectorAll("body *")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1) && getComputedStyle(e).position !== "fixed";
  });
  return [`${document.documentElement.scrollWidth} wide in ${width}`,
    ...culprits.slice(0, 5).map((e) => `<${e.tagName.toLowerCase()} class="${e.className}"> ${e.textContent.trim().slice(0, 40)}`)];
}

for (const [name, path] of pageTypes()) {
  describe(`${name} (/${path})`, () => {
    test("has one h1, a language, a title and a main part", async () => {
      await visitor(browser, { origin: server.url }, async (page) => {
        await page.goto(server.url + path);
        const facts = await page.evaluate(() => ({
          h1: document.querySelectorAll("h1").length,
          main: document.querySelectorAll("main").length,
          language: document.documentElement.lang,
          title: document.title.trim(),
          styled: document.styleSheets.length > 0 && [...document.styleSheets].every((s) => s.cssRules.length > 0),
          broken: [...document.images].filter((i) => i.complete && i.naturalWidth === 0).map((i) => i.src),
        }));
        assert.equal(facts.h1, 1, "number of h1");
        assert.equal(facts.main, 1, "number of main");
        assert.match(facts.language, /^[a-z]{2,3}(-|$)/);
        assert.notEqual(facts.title, "");
        assert.ok(facts.styled, "the style sheets are there");
        assert.deepEqual(facts.broken, [], "broken images");
      });
    });

    test("never scrolls sideways, from 320 pixels on", async () => {
      for (const width of [320, 360, 768, 1280]) {
        await visitor(browser, { origin: server.url, viewport: { width, height: 740 } }, async (page) => {
          await page.goto(server.url + path);
          await settle(page);
          assert.deepEqual(await page.evaluate(tooWide), [], `at ${width} pixels`);
        });
      }
    });

    for (const scheme of ["light", "dark"]) {
      for (const viewport of [PHONE, DESKTOP]) {
        test(`is accessible: ${scheme}, ${viewport.width} pixels`, async () => {
          await visitor(browser, { origin: server.url, viewport, scheme }, async (page) => {
            await page.goto(server.url + path);
            await settle(page);
            await page.screenshot({ path: join(SCREENSHOTS, `${name}-${scheme}-${viewport.width}.png`), fullPage: true });
            await page.evaluate(AXE);
            const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
            assert.ok(passes.length > 5, "the checker looked at the page");
            assert.deepEqual(violations.map((v) => `${v.id}: ${v.help}\n  ${
              v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")}: ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`).join("\n  ")}`), []);
          });
        });
      }
    }
  });
}
