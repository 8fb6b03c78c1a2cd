// What must hold on every kind of page, in light and dark, on a phone and on a desk.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DESKTOP, MENU_OPENER, PHONE, photograph, visitor, wear } from "./browser.mjs";
import { faults, withCheckers } from "./checkers.mjs";
import { browser, server } from "./opened.mjs";
import { pageTypes } from "./site.mjs";

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

const WIDTHS = [320, 360, 768, 1280];

/** Opens all that can be opened beside each other; gives whether there was something. */
function unfold() {
  const closed = [...document.querySelectorAll("details:not([open])")];
  for (const details of closed) details.open = true;
  document.querySelector("main [popover]")?.showPopover();
  return closed.length > 0 || document.querySelector(":popover-open") !== null;
}

/** Puts a long word into the first text of each sort of element; gives how many that were. */
function lengthen() {
  const word = "Gegevensbeschermingseffectbeoordelingsprocedure";
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (texts.nextNode()) {
    const { parentElement: around } = texts.currentNode;
    const sort = [around.parentElement, around].map((e) => `${e.tagName}.${e.className}`).join(" ");
    // A button and a choice have words of the theme.
    if (texts.currentNode.data.trim() === "" || seen.has(sort) || around.closest("script, style, select, button, svg, .letters, .date-block")) continue;
    seen.add(sort);
    texts.currentNode.data = `${word} ${texts.currentNode.data}`;
  }
  return seen.size;
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
          // The look of the theme itself has no rules: it is where an organisation puts its own.
          styled: document.styleSheets.length > 0 && [...document.styleSheets].every((s) => s.cssRules.length > 0 || s.href.endsWith("/assets/look.css")),
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
      await visitor(browser, { origin: server.url, viewport: { width: WIDTHS[0], height: 740 } }, async (page) => {
        await page.goto(server.url + path);
        await settle(page);
        for (const width of WIDTHS) {
          await page.setViewport({ width, height: 740 });
          assert.deepEqual(await page.evaluate(tooWide), [], `at ${width} pixels`);
        }
        await page.setViewport({ width: WIDTHS[0], height: 740 });
        if (await page.evaluate(unfold)) assert.deepEqual(await page.evaluate(tooWide), [], "opened, at 320 pixels");
      });
    });

    test("has room for words that are longer than a line of a phone", async () => {
      await visitor(browser, { origin: server.url, viewport: { width: WIDTHS[0], height: 740 } }, async (page) => {
        await page.goto(server.url + path);
        await settle(page);
        await page.evaluate(unfold);
        assert.ok((await page.evaluate(lengthen)) > 5);
        assert.deepEqual(await page.evaluate(tooWide), []);
      });
    });

    for (const viewport of [PHONE, DESKTOP]) {
      test(`is accessible: ${viewport.width} pixels, light and dark, closed and opened`, async () => {
        await visitor(browser, { origin: server.url, viewport }, async (page) => {
          await page.goto(server.url + path);
          await settle(page);
          await withCheckers(page);
          for (const scheme of ["light", "dark"]) {
            await wear(page, scheme);
            await photograph(page, `${name}-${scheme}-${viewport.width}`);
            assert.deepEqual(await faults(page), [], scheme);
          }
          if (!(await page.evaluate(unfold))) return;
          for (const scheme of ["dark", "light"]) {
            await wear(page, scheme);
            assert.deepEqual(await faults(page), [], `${scheme}, opened`);
          }
          await photograph(page, `${name}-opened-${viewport.width}`);
        });
      });
    }
  });
}

describe("the menu of a phone", () => {
  for (const scheme of ["light", "dark"]) {
    test(`is accessible when it is open: ${scheme}`, async () => {
      await visitor(browser, { origin: server.url, viewport: PHONE, scheme }, async (page) => {
        await page.goto(server.url);
        const opener = await page.$(MENU_OPENER);
        if (opener === null || !(await opener.isVisible())) return; // the menu is always open
        await opener.click();
        await withCheckers(page);
        await photograph(page, `menu-${scheme}-${PHONE.width}`);
        assert.deepEqual(await faults(page), []);
      });
    });
  }
});

// As a look does that says every colour once, for the light.
const LIGHT_ONLY = {
  "--accent": "#8a1c5c", "--accent-hover": "#5e0f3d", "--on-accent": "#ffffff", "--warm": "#7a4a00", "--sand": "#fdf3d8",
  "--utrecht-document-background-color": "#ffffff", "--utrecht-document-color": "#212121", "--utrecht-focus-outline-color": "#000000",
};

test("a look for the light can be read in the dark", async () => {
  for (const [name, path] of pageTypes().filter((_, i) => i % 3 === 2)) {
    await visitor(browser, { origin: server.url, viewport: DESKTOP }, async (page) => {
      await page.goto(server.url + path);
      await withCheckers(page);
      await page.evaluate((look) => {
        for (const [token, colour] of Object.entries(look)) document.documentElement.style.setProperty(token, colour);
      }, LIGHT_ONLY);
      await wear(page, "dark");
      assert.deepEqual(await faults(page), [], name);
    });
  }
});

test("with colours forced, every control still shows where it is and whether it has the focus", async () => {
  await visitor(browser, { origin: server.url }, async (page) => {
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    await page.goto(server.url);
    const button = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector("main button, main a"));
      return matchMedia("(forced-colors: active)").matches && (style.borderTopStyle !== "none" || style.textDecorationLine !== "none");
    });
    assert.ok(button);
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  });
});

test("nothing moves by itself for who prefers less motion", async () => {
  for (const [, path] of pageTypes().slice(0, 3)) {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + path);
      const moving = await page.evaluate(() => ({
        scroll: getComputedStyle(document.documentElement).scrollBehavior,
        animations: document.getAnimations().length,
        transitions: [...document.querySelectorAll("*")].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length,
      }));
      assert.deepEqual(moving, { scroll: "auto", animations: 0, transitions: 0 });
    });
  }
});
