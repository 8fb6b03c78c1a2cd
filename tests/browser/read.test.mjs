// A visitor who reads: contents beside the text, footnotes, words that are explained, paper.
// Each test looks for a page that has the thing, and fails when none of the site has it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { DESKTOP, PHONE, visitor } from "./browser.mjs";
import { browser, server } from "./opened.mjs";
import { SITE, listedPaths } from "./site.mjs";

/** The longest page whose HTML matches. */
function pageWith(pattern) {
  const html = (path) => readFileSync(join(SITE, path, "index.html"), "utf8");
  const found = listedPaths().map((path) => [path, html(path)]).filter(([, text]) => pattern.test(text));
  assert.notEqual(found.length, 0, `no page has ${pattern}`);
  return found.sort((a, b) => b[1].length - a[1].length)[0][0];
}

const TOC = /<nav class="toc"/;
const NOTE = /class="footnote-reference"/;
const WORD = /class="explained"/;

describe("contents", () => {
  test("stay in sight on a wide screen, and mark the section that is read", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + pageWith(TOC));
      const last = await page.$$eval(".toc a", (all) => all.at(-1).hash);
      await page.evaluate((hash) => document.getElementById(decodeURIComponent(hash.slice(1))).scrollIntoView(), last);
      await page.waitForSelector(".toc a[aria-current]");
      const seen = await page.evaluate(() => {
        const box = document.querySelector(".toc").getBoundingClientRect();
        return { top: box.top, right: box.right, text: document.querySelector(".prose").getBoundingClientRect().left };
      });
      assert.ok(seen.top >= 0 && seen.top < 200, `the contents are at ${seen.top}`);
      assert.ok(seen.right <= seen.text, "they stand beside the text");
    });
  });

  test("open and lead to a heading on a phone, without JavaScript", async () => {
    await visitor(browser, { origin: server.url, viewport: PHONE, javascript: false }, async (page) => {
      await page.goto(server.url + pageWith(TOC));
      const shown = () => page.$eval(".toc a", (a) => a.checkVisibility());
      assert.ok(!(await shown()), "they do not stand before the text");
      await page.click(".toc summary");
      assert.ok(await shown());
      const link = await page.$(".toc a");
      const hash = await link.evaluate((a) => a.hash);
      await link.click();
      // The address of the page is told to the test a moment after the click.
      await new Promise((done) => setTimeout(done, 300));
      assert.equal(await page.evaluate(() => location.hash), hash);
    });
  });
});

describe("a footnote", () => {
  test("is shown where it is mentioned, and gives the focus back", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + pageWith(NOTE));
      const note = await page.$eval(".footnote-reference a", (a) => document.getElementById(a.hash.slice(1)).innerText.replace(/\s*↑\s*$/, "").trim());
      await page.focus(".footnote-reference a");
      const before = await page.evaluate(() => scrollY);
      await page.keyboard.press("Enter");
      const shown = await page.$eval(":popover-open", (e) => ({ text: e.innerText.trim(), focused: e.contains(document.activeElement) }));
      assert.equal(shown.text, note);
      assert.ok(shown.focused, "a screen reader reads it");
      assert.equal(await page.evaluate(() => scrollY), before, "the text stays where it is");
      await page.keyboard.press("Escape");
      assert.equal(await page.$(":popover-open"), null);
      assert.ok(await page.evaluate(() => document.activeElement.matches(".footnote-reference a")), "reading goes on");
    });
  });

  test("is reached and left by links without JavaScript", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + pageWith(NOTE));
      const there = await page.$eval(".footnote-reference a", (a) => a.hash);
      await page.click(".footnote-reference a");
      assert.equal(new URL(page.url()).hash, there);
      const name = await page.$eval(`${there} .footnote-back`, (a) => a.getAttribute("aria-label"));
      assert.match(name, /\p{L}{4}.*1/u, "the way back has a name in words");
      await page.click(`${there} .footnote-back`);
      assert.equal(new URL(page.url()).hash, there.replace("Fn-", "Fnref-"));
    });
  });
});

describe("a word of the glossary", () => {
  for (const javascript of [true, false]) {
    test(`is explained by click and by keyboard ${javascript ? "with" : "without"} JavaScript`, async () => {
      await visitor(browser, { origin: server.url, viewport: PHONE, javascript }, async (page) => {
        await page.goto(server.url + pageWith(WORD));
        const open = () => page.$eval(".explanation", (e) => e.matches(":popover-open"));
        await page.click(".explained button");
        assert.ok(await open(), "a click opens it");
        const box = await page.$eval(".explanation", (e) => {
          const { left, right, top, bottom } = e.getBoundingClientRect();
          return { inside: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight, size: (right - left) * (bottom - top) };
        });
        assert.ok(box.inside && box.size > 1000, "it is in sight");
        await page.keyboard.press("Escape");
        assert.ok(!(await open()), "Escape closes it");
        await page.focus(".explained button");
        await page.keyboard.press("Enter");
        assert.ok(await open(), "Enter opens it");
      });
    });
  }

  test("is explained once on a page, and never in a heading, link or code", async () => {
    for (const path of listedPaths()) {
      const html = readFileSync(join(SITE, path, "index.html"), "utf8");
      if (!WORD.test(html)) continue;
      await visitor(browser, { origin: server.url, viewport: DESKTOP }, async (page) => {
        await page.goto(server.url + path);
        const found = await page.$$eval(".explained", (all) => all.map((e) => ({
          word: e.querySelector("[popover]").textContent,
          inside: e.parentElement.closest("h1, h2, h3, h4, h5, h6, a, code, pre, button, summary, label, th")?.tagName,
        })));
        assert.deepEqual(found.filter((f) => f.inside), [], `/${path}`);
        assert.equal(new Set(found.map((f) => f.word)).size, found.length, `a word is explained twice on /${path}`);
      });
    }
  });

  test("has its explanation behind it on paper", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + pageWith(WORD));
      await page.emulateMediaType("print");
      assert.ok(await page.$eval(".explanation", (e) => e.checkVisibility() && getComputedStyle(e).position === "static"));
    });
  });
});

test("a page offers to be improved, mailed and shared", async () => {
  await visitor(browser, { origin: server.url }, async (page) => {
    await page.goto(server.url + pageWith(NOTE));
    const foot = await page.$$eval(".page-foot a", (all) => all.map((a) => a.href));
    assert.ok(foot.some((href) => /\/content\/.*\.md$/.test(href)), "its file in the forge");
    const letter = new URL(foot.find((href) => href.startsWith("mailto:")));
    assert.equal(letter.searchParams.get("subject"), await page.$eval("h1", (h) => h.textContent.trim()));
    assert.equal(letter.searchParams.get("body"), await page.$eval('link[rel="canonical"]', (l) => l.href));
    await page.evaluate(() => {
      window.__copied = null;
      Object.defineProperty(navigator, "share", { value: undefined, configurable: true });
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.__copied = text; } }, configurable: true });
    });
    await page.click("[data-share]");
    assert.equal(await page.evaluate(() => window.__copied), letter.searchParams.get("body"));
    assert.notEqual(await page.$eval(".page-foot [role=status]", (e) => e.textContent), "", "it is said");
  });
});

test("at 400 % zoom nothing scrolls sideways and the contents do not cover the text", async () => {
  for (const pattern of [TOC, NOTE, WORD]) {
    await visitor(browser, { origin: server.url, viewport: { width: 320, height: 256, deviceScaleFactor: 4 } }, async (page) => {
      await page.goto(server.url + pageWith(pattern));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      const fixed = await page.$$eval("main *", (all) => all.filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position) && e.checkVisibility()).map((e) => e.className));
      assert.deepEqual(fixed, []);
    });
  }
});
