// What a visitor does: look around, use the keyboard, search, print, read from a disk.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DESKTOP, MENU_OPENER, PHONE, visitor } from "./browser.mjs";
import { browser, server } from "./opened.mjs";
import { SEARCH, SITE, kindOverviews, listedPaths, overviews, pageTypes, pagesBelow, serve } from "./site.mjs";

const OVERVIEW = kindOverviews()[0] ?? overviews()[0];
const PAGE = pagesBelow(OVERVIEW)[0];

/** Where the search page tells a screen reader what it found. */
const STATUS = 'main [role="status"], main [aria-live], main output';

/** Clicks the visible link with this address, and waits for the page behind it. */
async function follow(page, address) {
  const link = await visibleLink(page, address);
  assert.ok(link, `${page.url()} shows no link to ${address}`);
  await link.click();
  // Not the first navigation: the search page keeps its place in the history before it goes.
  await page.waitForFunction((wanted) => location.href.split("#")[0] === wanted && document.readyState === "complete", { timeout: 10_000 }, address);
}

async function visibleLink(page, address) {
  for (const link of await page.$$("a[href]")) {
    const is = await link.evaluate((a, wanted) => a.href.split("#")[0] === wanted && a.checkVisibility({ visibilityProperty: true }), address);
    if (is && (await link.isVisible())) return link;
  }
  return null;
}

/** From the home page to the overview, opening the menu when the link hides in it. */
async function toOverview(page, home) {
  await page.goto(home);
  const address = new URL(OVERVIEW, home).href;
  if ((await visibleLink(page, address)) === null) {
    for (const opener of await page.$$(MENU_OPENER)) {
      if (await opener.isVisible()) await opener.click();
    }
  }
  await follow(page, address);
}

/** Looks along a list, page after page, until the link to `address` is there, and follows it. */
async function findInList(page, address) {
  for (let step = 0; step < 50; step += 1) {
    if ((await visibleLink(page, address)) !== null) {
      await follow(page, address);
      return;
    }
    const next = await page.$('main a[rel~="next"]');
    assert.ok(next, `${page.url()} has neither a link to ${address} nor a next page`);
    await Promise.all([page.waitForNavigation(), next.click()]);
  }
  assert.fail(`${address} is on none of the pages`);
}

describe("looking around", () => {
  for (const [device, viewport] of [["desk", DESKTOP], ["phone", PHONE]]) {
    test(`home → overview → page → home, on a ${device}`, async () => {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await toOverview(page, server.url);
        await findInList(page, server.url + PAGE);
        const heading = await page.$eval("h1", (h) => h.textContent.trim());
        assert.notEqual(heading, "");
        await follow(page, server.url);
      });
    });
  }

  test("below a folder of a server it works as well", async () => {
    const below = await serve("/een/hub/");
    try {
      await visitor(browser, { origin: below.url }, async (page) => {
        await toOverview(page, below.url);
        await findInList(page, below.url + PAGE);
        assert.ok(await page.evaluate(() => document.styleSheets.length > 0), "style");
      });
    } finally {
      await below.stop();
    }
  });

  test("without JavaScript every kind of page shows its text and its menu", async () => {
    for (const [, path] of pageTypes()) {
      await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
        await page.goto(server.url + path);
        assert.ok((await page.$eval("main", (m) => m.innerText.trim().length)) > 20, `text of /${path}`);
        assert.ok((await page.$$("nav a[href]")).length > 0, `menu of /${path}`);
      });
    }
  });

  test("an address that does not exist gives a page with a way home", async () => {
    await visitor(browser, { origin: server.url, allow404: true }, async (page) => {
      const response = await page.goto(`${server.url}dit/bestaat/niet/`);
      assert.equal(response.status(), 404);
      assert.ok(await page.evaluate(() => [...document.styleSheets].some((s) => s.cssRules.length > 0)), "style at any depth");
      const home = await visibleLink(page, server.url);
      assert.ok(home, "a link home");
      await Promise.all([page.waitForNavigation(), home.click()]);
      assert.equal(page.url(), server.url);
    });
  });

  test("a page names another as its real address only if that one is there", async () => {
    const listed = new Set(listedPaths());
    for (const path of listed) assert.ok(existsSync(join(SITE, path, "index.html")), `/${path}`);
  });
});

describe("with the keyboard", () => {
  for (const [name, path] of [["home", ""], ["an overview", OVERVIEW], ["a page", PAGE], ["search", SEARCH]]) {
    test(`${name}: the skip link comes first and leads to the main part`, async () => {
      await visitor(browser, { origin: server.url }, async (page) => {
        await page.goto(server.url + path);
        await page.keyboard.press("Tab");
        const first = await page.evaluate(() => {
          const a = document.activeElement;
          const box = a.getBoundingClientRect();
          return { href: a.getAttribute("href"), seen: box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left >= 0 && box.top >= 0 };
        });
        assert.match(first.href ?? "", /^#./, "the first stop is a link inside the page");
        assert.ok(first.seen, "the skip link shows itself when it has the focus");
        await page.keyboard.press("Enter");
        const inside = await page.evaluate((href) => {
          const target = document.getElementById(href.slice(1));
          return { isMain: target !== null && (target.matches("main") || target.closest("main") !== null || target.querySelector("main") !== null), hash: location.hash };
        }, first.href);
        assert.equal(inside.hash, first.href);
        assert.ok(inside.isMain, "it leads to the main part");
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(() => document.activeElement.closest("main, footer") !== null), "the next stop lies behind the menu");
      });
    });

    test(`${name}: every stop is visible, shows its focus, and there is a way out`, async () => {
      await visitor(browser, { origin: server.url }, async (page) => {
        await page.goto(server.url + path);
        const hidden = [];
        let out = false;
        for (let stop = 0; stop < 400 && !out; stop += 1) {
          await page.keyboard.press("Tab");
          const seen = await page.evaluate(() => {
            const e = document.activeElement;
            if (e === null || e === document.body || e === document.documentElement) return null;
            const look = () => {
              const s = getComputedStyle(e);
              return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor, s.textDecorationLine, s.borderColor].join("|");
            };
            const style = getComputedStyle(e);
            const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
            const focused = look();
            e.blur();
            const plain = look();
            e.focus({ preventScroll: true, focusVisible: true });
            const box = e.getBoundingClientRect();
            return {
              name: `<${e.tagName.toLowerCase()}> ${(e.textContent || e.getAttribute("aria-label") || e.getAttribute("name") || "").trim().slice(0, 40)}`,
              visible: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
              marked: outlined || focused !== plain,
            };
          });
          if (seen === null) out = true;
          else if (!seen.visible) hidden.push(`${seen.name} has the focus and cannot be seen`);
          else if (!seen.marked) hidden.push(`${seen.name} does not show its focus`);
        }
        assert.deepEqual(hidden, []);
        // On a long page the end is far away; what counts is that stops go on being new ones.
        if (!out) assert.ok(await page.evaluate(() => document.activeElement.closest("main, footer") !== null), "the keyboard is caught");
      });
    });
  }

  test("on a phone the menu opens with Enter, is reached with Tab, and closes again", async () => {
    await visitor(browser, { origin: server.url, viewport: PHONE }, async (page) => {
      await page.goto(server.url);
      const opener = await page.$(MENU_OPENER);
      if (opener === null || !(await opener.isVisible())) return; // the menu is always open
      const shown = () => page.$eval("header", (h) => [...h.querySelectorAll("nav a")].filter((a) => a.checkVisibility()).length);
      const before = await shown();
      await opener.focus();
      await page.keyboard.press("Enter");
      assert.ok((await shown()) > before, "it shows more links");
      let inside = false;
      for (let stop = 0; stop < 3 && !inside; stop += 1) {
        await page.keyboard.press("Tab");
        inside = await page.evaluate(() => document.activeElement.matches("nav a"));
      }
      assert.ok(inside, "its links come next");
      await page.keyboard.press("Escape");
      if ((await shown()) > before) {
        await opener.focus();
        await page.keyboard.press("Enter");
      }
      assert.equal(await shown(), before, "it closes");
    });
  });
});

describe("searching", () => {
  const title = (path) => /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(readFileSync(join(SITE, path, "index.html"), "utf8"))[1].replace(/<[^>]+>/g, " ");
  const longest = (text) => text.replace(/&[a-z#0-9]+;/g, " ").split(/[^\p{L}]+/u).reduce((a, b) => (b.length > a.length ? b : a));

  /** Types a word into the search page, and waits until the page has an answer. */
  async function search(page, word) {
    const input = await page.waitForSelector('main input[type="search"]');
    await input.click({ clickCount: 3 });
    await page.keyboard.type(word, { delay: 5 });
    await page.waitForFunction(
      (status) => [...document.querySelectorAll(status)].some((e) => e.textContent.trim() !== ""),
      { timeout: 10000 },
      STATUS,
    );
    // Later answers, of words that were typed further, replace earlier ones.
    await new Promise((done) => setTimeout(done, 500));
    return page.evaluate((status) => ({
      announced: [...document.querySelectorAll(status)].map((e) => e.textContent.trim()).join(" "),
      links: [...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility()).map((a) => a.href.split("#")[0]),
    }), STATUS);
  }

  test("typing a word of a title finds the page, and says how many there are", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      const found = await search(page, longest(title(PAGE)));
      assert.match(found.announced, /\d/, "the number is announced");
      assert.ok(found.links.slice(0, 15).includes(server.url + PAGE), `${longest(title(PAGE))} → ${found.links.slice(0, 15)}`);
      await follow(page, server.url + PAGE);
    });
  });

  test("a page of every kind is found by its title", async () => {
    for (const overview of kindOverviews()) {
      const path = pagesBelow(overview)[0];
      if (!path) continue;
      await visitor(browser, { origin: server.url }, async (page) => {
        await page.goto(server.url + SEARCH);
        const found = await search(page, title(path).replace(/&[a-z#0-9]+;/g, " ").trim());
        assert.ok(found.links.slice(0, 10).includes(server.url + path), `“${title(path)}” → ${found.links.slice(0, 10)}`);
      });
    }
  });

  test("a word that does not exist gives no result, and says so", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      const found = await search(page, "xqzvwkpj");
      assert.match(found.announced, /(^|\D)0\D|geen|niets|nothing|no /i);
    });
  });

  test("what a visitor types is text, never markup", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=${encodeURIComponent('"><img src=x onerror=alert(1)><b>')}`);
      await search(page, "<img src=x onerror=alert(1)>");
      assert.ok((await page.$("main img[src='x']")) === null, "what was typed became an element of the page");
    });
  });

  test("an address with a question (?q=) gives the answer at once", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      const word = longest(title(PAGE));
      await page.goto(`${server.url}${SEARCH}?q=${encodeURIComponent(word)}`);
      await page.waitForFunction((address) => [...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility()).slice(0, 15).some((a) => a.href.split("#")[0] === address), { timeout: 10000 }, server.url + PAGE);
      assert.equal(await page.$eval('main input[type="search"]', (i) => i.value), word);
    });
  });

  test("the search box above every page leads to the answer", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url);
      const box = await page.$('header input[name="q"]');
      if (box === null) return; // there is a link to the search page instead
      const word = longest(title(PAGE));
      await box.type(word);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok(page.url().startsWith(server.url + SEARCH), page.url());
      await page.waitForFunction((status) => /\d/.test(document.querySelector(status)?.textContent ?? ""), { timeout: 10000 }, STATUS);
    });
  });

  test("without JavaScript there is a list of everything", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + SEARCH);
      const links = new Set(await page.$$eval("main a[href]", (all) => all.filter((a) => a.checkVisibility()).map((a) => a.href.split("#")[0])));
      const missing = kindOverviews().flatMap(pagesBelow).filter((path) => !links.has(server.url + path));
      assert.deepEqual(missing, []);
    });
  });

  test("it works from a disk", async () => {
    await visitor(browser, {}, async (page) => {
      await page.goto(pathToFileURL(join(SITE, SEARCH, "index.html")).href);
      const found = await search(page, longest(title(PAGE)));
      const wanted = pathToFileURL(join(SITE, PAGE)).href.replace(/\/?$/, "/");
      assert.ok(found.links.some((a) => a === wanted || a === `${wanted}index.html`), `${wanted} in ${found.links.slice(0, 15)}`);
    });
  });
});

describe("elsewhere", () => {
  test("a page from a disk has its style and does not complain", async () => {
    for (const path of ["", OVERVIEW, PAGE]) {
      await visitor(browser, {}, async (page) => {
        await page.goto(pathToFileURL(join(SITE, path, "index.html")).href);
        const look = await page.evaluate(() => ({ font: getComputedStyle(document.body).fontFamily, sheets: document.styleSheets.length }));
        assert.ok(look.sheets > 0);
        assert.doesNotMatch(look.font, /^"?Times New Roman"?$/, `/${path} has the style of a page without style`);
      });
    }
  });

  test("below a short page in a tall window, the footer stands at the lower edge", async () => {
    await visitor(browser, { origin: server.url, viewport: { width: 1280, height: 1600 }, allow404: true }, async (page) => {
      await page.goto(`${server.url}404.html`);
      assert.equal(await page.evaluate(() => innerHeight - document.querySelector("body > footer").getBoundingClientRect().bottom), 0);
    });
  });

  test("on paper: a PDF of the page, dark on white, without the menu", async () => {
    await visitor(browser, { origin: server.url, scheme: "dark" }, async (page) => {
      await page.goto(server.url + PAGE);
      await page.emulateMediaType("print");
      const paper = await page.evaluate(() => {
        const visible = (e) => e !== null && e.checkVisibility();
        const shade = (color) => (/(\d+)\D+(\d+)\D+(\d+)/.exec(color) ?? []).slice(1, 4).reduce((sum, n) => sum + Number(n), 0) / 3;
        const h1 = document.querySelector("h1");
        return { h1: visible(h1), ink: shade(getComputedStyle(h1).color), menu: visible(document.querySelector("header nav a")) };
      });
      assert.ok(paper.h1, "the heading is printed");
      assert.ok(!paper.menu, "the menu is not");
      assert.ok(paper.ink < 110, `the ink is dark (${paper.ink}), also for a visitor who prefers dark screens`);
      const pdf = Buffer.from(await page.pdf({ format: "A4", tagged: true }));
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
      assert.ok(pdf.length > 5000);
    });
  });
});
