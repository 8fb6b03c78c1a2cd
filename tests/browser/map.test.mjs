// The map: places as circles and as a list, narrowed by kind.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, test } from "node:test";
import { DESKTOP, PHONE, visitor, wear } from "./browser.mjs";
import { faults, withCheckers } from "./checkers.mjs";
import { browser, server } from "./opened.mjs";
import { MAP, SITE } from "./site.mjs";

const NARROW = { width: 320, height: 740 };

/** What is seen of a map: names of circles and places, the status. */
// In a drawing that is not shown everything is 0 wide; checkVisibility does not know that of SVG.
const seen = (page) => page.evaluate(() => ({
  circles: [...document.querySelectorAll(".map-marker")].filter((e) => e.getBoundingClientRect().width > 0).map((e) => e.getAttribute("aria-label")),
  places: [...document.querySelectorAll(".map-list li[data-counts]")].filter((e) => e.checkVisibility())
    .map((e) => `${e.querySelector("a").textContent}: ${e.querySelector(".count").textContent}`),
  status: document.querySelector(".map [role=status]").textContent,
}));

/** Whether circles stand for places: those for one place as in the list, the others naming theirs. */
function same(circles, places) {
  const several = circles.filter((name) => name.includes(" ("));
  const names = several.join();
  return circles.every((name) => several.includes(name) || places.includes(name))
    && places.every((place) => circles.includes(place) || names.includes(place.split(": ")[0]));
}

test("the site has a map", () => assert.ok(MAP));

describe("the map", () => {
  test("shows the same places as circles and as a list, each a link that leads somewhere", async () => {
    for (const javascript of [true, false]) {
      await visitor(browser, { origin: server.url, javascript }, async (page) => {
        await page.goto(server.url + MAP);
        const { circles, places } = await seen(page);
        assert.ok(places.length > 1);
        assert.ok(same(circles, places), `${circles} and ${places}`);
        assert.match(places[0], /^\S.*: \d+ \S+/);
        const addresses = await page.$$eval(".map-list a", (all) => all.map((a) => a.href));
        for (const address of addresses) assert.equal((await fetch(address)).status, 200, address);
      });
    }
  });

  test("follows the kinds that are chosen", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + MAP);
      const all = await seen(page);
      await page.$$eval(".map-kinds input", (boxes) => boxes.slice(1).forEach((box) => box.click()));
      const some = await seen(page);
      const count = await page.$eval(".map-kinds input", (box) => Number(box.dataset.count));
      assert.equal(parseInt(some.status), count);
      assert.notDeepEqual(some.places, all.places);
      assert.ok(same(some.circles, some.places), `${some.circles} and ${some.places}`);
      const sum = some.places.reduce((n, place) => n + Number(/: (\d+)/.exec(place)[1]), 0);
      assert.ok(sum >= count, "the numbers are those of the kind");
      await page.$eval(".map-kinds input", (box) => box.click());
      assert.deepEqual((await seen(page)).places, []);
      await page.$$eval(".map-kinds input", (boxes) => boxes.forEach((box) => box.click()));
      assert.deepEqual(await seen(page), all);
    });
  });

  test("is walked with the keyboard", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + MAP);
      const circle = await page.evaluateHandle(() => [...document.querySelectorAll(".map-marker")].find((e) => e.getBoundingClientRect().width > 0));
      const to = await circle.evaluate((e) => new URL(e.getAttribute("href"), location.href).href);
      await circle.evaluate((e) => e.focus());
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(page.url(), to);
    });
  });

  test("has circles for a finger: 24 pixels, and none on top of another", async () => {
    for (const viewport of [NARROW, PHONE, { width: 768, height: 900 }, DESKTOP]) {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await page.goto(server.url + MAP);
        const reaches = await page.$$eval(".map-reach", (all) => all.filter((e) => e.getBoundingClientRect().width > 0).map((e) => {
          const box = e.getBoundingClientRect();
          return { size: box.width, x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }));
        assert.ok(reaches.length > 0);
        for (const [i, a] of reaches.entries()) {
          assert.ok(a.size >= 24, `${a.size} at ${viewport.width}`);
          for (const b of reaches.slice(i + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= 24, `${viewport.width}`);
        }
      });
    }
  });

  test("leads from a circle of several places to the list, where there is one", async () => {
    await visitor(browser, { origin: server.url, viewport: NARROW }, async (page) => {
      await page.goto(server.url + MAP);
      const hashes = await page.$$eval('.map-marker[href^="#"]', (all) => all.map((e) => e.getAttribute("href")));
      for (const hash of hashes) assert.ok(await page.$(hash), hash);
    });
  });

  test("works from a disk", async () => {
    await visitor(browser, {}, async (page) => {
      await page.goto(pathToFileURL(join(SITE, MAP, "index.html")).href);
      await page.click(".map-kinds input");
      assert.ok((await seen(page)).status.length > 0);
      assert.ok(!(await page.$eval(".map-kinds input", (box) => box.checked)));
    });
  });

  for (const viewport of [PHONE, DESKTOP]) {
    test(`is accessible and fits, all and narrowed: ${viewport.width} pixels, light and dark`, async () => {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await page.goto(server.url + MAP);
        await withCheckers(page);
        for (const scheme of ["light", "dark"]) {
          await wear(page, scheme);
          assert.deepEqual(await faults(page), [], scheme);
          await page.click(".map-kinds input");
          assert.deepEqual(await faults(page), [], `${scheme}, narrowed`);
        }
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no scrolling sideways");
      });
    });
  }
});
