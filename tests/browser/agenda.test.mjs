// The agenda by the clock of the visitor: what is to come, what goes on and what has been; the months.
// The clock is set before a page is opened, so what is tested does not depend on the day of the test.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { DESKTOP, PHONE, visitor, wear } from "./browser.mjs";
import { faults, withCheckers } from "./checkers.mjs";
import { browser, server } from "./opened.mjs";
import { SITE, kindOverviews } from "./site.mjs";

const html = (path) => readFileSync(join(SITE, path, "index.html"), "utf8");
const OVERVIEW = kindOverviews().find((path) => html(path).includes("data-agenda"));
const MONTHS = OVERVIEW && ["agenda/", "calendar/"].map((name) => OVERVIEW + name).find((path) => existsSync(join(SITE, path, "index.html")));

/** The events of the overview as they are declared, from old to new: `{ starts, ends, address }`, seconds since 1970. */
const EVENTS = [...html(OVERVIEW).matchAll(/<article class="card[^>]*data-starts="(\d+)" data-ends="(\d+)"[\s\S]*?<a href="([^"]+)"/g)]
  .map(([, starts, ends, address]) => ({ starts: Number(starts), ends: Number(ends), address: new URL(address, `http://x/${OVERVIEW}`).pathname.slice(1) }))
  .sort((a, b) => a.starts - b.starts);
const FIRST = EVENTS[0];
const LAST = EVENTS.at(-1);

/** Opens a page at a moment, in a time zone. */
async function at(page, seconds, address, zone = "Europe/Amsterdam") {
  await page.emulateTimezone(zone);
  await page.evaluateOnNewDocument((now) => { Date.now = () => now * 1000; }, seconds);
  await page.goto(address);
}

/** The addresses that are seen in both parts of the overview. */
const parts = (page) => page.evaluate(() => {
  const seen = (list) => [...list.querySelectorAll("li")].filter((e) => e.checkVisibility()).map((e) => new URL(e.querySelector("a").href).pathname.slice(1));
  return {
    coming: seen(document.querySelector("[data-agenda]")),
    past: seen(document.querySelector("[data-past]")),
    none: document.querySelector("[data-none]").checkVisibility(),
    titles: [...document.querySelectorAll("#Coming-title, #Past-title")].filter((e) => e.checkVisibility()).map((e) => e.textContent),
  };
});

test("the site has an agenda with events", () => {
  assert.ok(OVERVIEW && MONTHS && EVENTS.length > 2, `${EVENTS.length} events on ${OVERVIEW}`);
});

describe("the overview of events", () => {
  const addresses = EVENTS.map((e) => e.address);
  const cases = [
    ["before all of them", FIRST.starts - 60, addresses, []],
    ["while the last goes on", LAST.ends - 1, [LAST.address], addresses.slice(0, -1).reverse()],
    ["the moment at which the last is over", LAST.ends, [], addresses.toReversed()],
  ];
  for (const [name, now, coming, past] of cases) {
    for (const zone of ["Europe/Amsterdam", "America/Los_Angeles"]) {
      test(`${name}, for a visitor in ${zone}`, async () => {
        await visitor(browser, { origin: server.url }, async (page) => {
          await at(page, now, server.url + OVERVIEW, zone);
          const seen = await parts(page);
          assert.deepEqual(seen.coming, coming);
          assert.deepEqual(seen.past, past);
          assert.equal(seen.none, coming.length === 0);
          assert.equal(seen.titles.length, past.length > 0 ? 2 : 1);
        });
      });
    }
  }

  test("moves an event when it ends while the page is open", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await at(page, LAST.ends - 1, server.url + OVERVIEW);
      assert.equal((await parts(page)).coming.length, 1);
      await page.evaluate((now) => {
        Date.now = () => now * 1000;
        document.dispatchEvent(new Event("visibilitychange"));
      }, LAST.ends + 1);
      assert.equal((await parts(page)).coming.length, 0);
    });
  });

  test("is the declared list without JavaScript", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + OVERVIEW);
      const seen = await page.$$eval("[data-past] time", (all) => all.filter((e) => e.checkVisibility()).length);
      assert.ok(seen >= EVENTS.length, "every event has its date");
      assert.ok(!(await page.$eval("[data-agenda]", (e) => e.checkVisibility())));
    });
  });

  test("is divided from a disk too", async () => {
    await visitor(browser, {}, async (page) => {
      await at(page, LAST.ends - 1, pathToFileURL(join(SITE, OVERVIEW, "index.html")).href);
      assert.equal(await page.$$eval("[data-agenda] li", (all) => all.length), 1);
    });
  });

  test("leads to the month that it is, or the next with something in it", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await at(page, LAST.starts - 60, server.url + OVERVIEW);
      await Promise.all([page.waitForNavigation(), page.click("[data-months]")]);
      assert.match(new URL(page.url()).pathname, /\/\d{4}-\d\d\/$/);
      assert.equal(await page.$$eval(".month-busy", (all) => all.length > 0), true);
    });
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + OVERVIEW);
      await Promise.all([page.waitForNavigation(), page.click("[data-months]")]);
      assert.equal(new URL(page.url()).pathname.slice(1), MONTHS);
    });
  });
});

describe("an event", () => {
  const notices = (page) => page.$$eval("main [data-when]", (all) => all.filter((e) => e.closest("article.column-main") === e.closest("[data-ends]") && e.checkVisibility()).map((e) => e.dataset.when));
  for (const [name, now, seen] of [
    ["before it", LAST.starts - 1, ["before during"]],
    ["at its beginning", LAST.starts, ["during", "before during"]],
    ["at its end", LAST.ends, ["after"]],
  ]) {
    test(`says what it is: ${name}`, async () => {
      await visitor(browser, { origin: server.url }, async (page) => {
        await at(page, now, server.url + LAST.address);
        assert.deepEqual(await notices(page), seen);
      });
    });
  }

  test("can be put into an agenda without JavaScript", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + LAST.address);
      assert.ok(await page.$eval('a[type="text/calendar"]', (e) => e.checkVisibility()));
    });
  });
});

// On 25 October 2026 clocks go back from 3:00 to 2:00. What an event must be is written here in universal time, by hand.
describe("on the day on which clocks go back", { skip: process.env.PROGRAM ? false : "PROGRAM names no program to build a hub with" }, () => {
  const NIGHT = { start: "2026-10-24 23:00", end: "2026-10-25 04:00", starts: "2026-10-24T21:00:00Z", ends: "2026-10-25T03:00:00Z", times: ["23:00", "04:00"] };
  const NOON = { start: "2026-10-25 13:00", end: "2026-10-25 14:30", starts: "2026-10-25T12:00:00Z", ends: "2026-10-25T13:30:00Z", times: ["13:00", "14:30"] };
  const seconds = (moment) => Date.parse(moment) / 1000;
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "hub-"));
    writeFileSync(join(folder, "site.yaml"), `title: Proefhub
base_url: https://hub.example/
kinds:
  activiteit:
    label: { one: Activiteit, many: Activiteiten }
    calendar: { start: start, end: eind }
    fields:
      start: { type: datetime }
      eind: { type: datetime, after: start }
`);
    mkdirSync(join(folder, "content/activiteit"), { recursive: true });
    for (const [name, { start, end }] of Object.entries({ nacht: NIGHT, middag: NOON })) {
      writeFileSync(join(folder, `content/activiteit/${name}.md`), `---\ntitle: ${name}\nsummary: Kort gezegd.\nstart: ${start}\neind: ${end}\n---\n\nTekst.\n`);
    }
    execFileSync(process.env.PROGRAM, ["build", "--root", folder, "--out", join(folder, "out")], { stdio: "pipe" });
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, { starts, ends, times }] of Object.entries({ nacht: NIGHT, middag: NOON })) {
    for (const zone of ["Europe/Amsterdam", "America/Los_Angeles"]) {
      test(`${name} keeps its time by the clock and is over when it is over, for a visitor in ${zone}`, async () => {
        for (const [now, state] of [[seconds(starts) - 1, "before"], [seconds(starts), "during"], [seconds(ends) - 1, "during"], [seconds(ends), "after"]]) {
          await visitor(browser, {}, async (page) => {
            await at(page, now, pathToFileURL(join(folder, `out/activiteit/${name}/index.html`)).href, zone);
            assert.equal(await page.$eval("main [data-ends]", (e) => e.dataset.state), state, `at ${new Date(now * 1000).toISOString()}`);
            const text = await page.$eval("main", (e) => e.textContent);
            for (const time of times) assert.ok(text.includes(time), `${time} in: ${text}`);
          });
        }
      });
    }
  }
});

describe("the home page", () => {
  const block = (page) => page.evaluate(() => {
    const list = document.querySelector("[data-upcoming]");
    return { shown: list.closest("section").checkVisibility(), cards: [...list.children].filter((e) => e.checkVisibility()).length };
  });
  test("shows events as long as there are some", async () => {
    if (!html("").includes("data-upcoming")) {
      assert.ok(EVENTS.every((e) => e.ends * 1000 < Date.now()), "a build without a block of events has none to come");
      return;
    }
    await visitor(browser, { origin: server.url }, async (page) => {
      await at(page, LAST.ends - 1, server.url);
      assert.deepEqual(await block(page), { shown: true, cards: 1 });
    });
    await visitor(browser, { origin: server.url }, async (page) => {
      await at(page, LAST.ends, server.url);
      assert.deepEqual(await block(page), { shown: false, cards: 0 });
    });
  });
});

describe("the months", () => {
  test("mark today by the hub's own midnight, wherever the visitor is", async () => {
    for (const zone of ["Europe/Amsterdam", "Asia/Tokyo"]) {
      await visitor(browser, { origin: server.url }, async (page) => {
        await at(page, LAST.starts, server.url + OVERVIEW, zone);
        await Promise.all([page.waitForNavigation(), page.click("[data-months]")]);
        const today = await page.$$eval("td[aria-current=date]", (all) => all.map((e) => e.className));
        assert.deepEqual(today, ["month-busy"], zone);
      });
    }
  });

  test("are walked with the keyboard: to a day, to what happens on it, to the month before", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await at(page, LAST.starts - 60, server.url + OVERVIEW);
      await Promise.all([page.waitForNavigation(), page.click("[data-months]")]);
      await page.focus("a.month-number");
      await page.keyboard.press("Enter");
      const focused = await page.evaluate(() => document.activeElement.tagName + document.activeElement.id);
      assert.equal(`#${focused.slice(2)}`, new URL(page.url()).hash);
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.matches(".month-day a")), "the event follows");
      await page.focus('[rel="prev"]');
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok(await page.$('[rel="next"]'), "and there is a way back");
    });
  });

  test("are a table with headings, and complete without JavaScript", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(server.url + MONTHS);
      const months = await page.$$eval(".months a", (all) => all.map((a) => a.href));
      assert.ok(months.length > 1);
      for (const month of months) {
        await page.goto(month);
        const table = await page.evaluate(() => ({
          heads: document.querySelectorAll(".month thead th[scope=col]").length,
          caption: document.querySelector(".month caption").textContent.trim() !== "",
          rows: [...document.querySelectorAll(".month tbody tr")].map((row) => row.cells.length),
          leads: [...document.querySelectorAll("a.month-number")].every((a) => document.querySelector(a.hash)),
        }));
        assert.equal(table.heads, 7);
        assert.ok(table.caption && table.leads);
        assert.ok(table.rows.every((cells) => cells === 7), `${table.rows}`);
      }
    });
  });

  for (const viewport of [PHONE, DESKTOP]) {
    test(`are accessible and fit: ${viewport.width} pixels, light and dark`, async () => {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await at(page, LAST.starts, server.url + MONTHS);
        const month = await page.$eval("li[aria-current] a", (a) => a.href);
        for (const address of [server.url + MONTHS, month]) {
          await page.goto(address);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no scrolling sideways");
          await withCheckers(page);
          for (const scheme of ["light", "dark"]) {
            await wear(page, scheme);
            assert.deepEqual(await faults(page), [], `${address} ${scheme}`);
          }
        }
      });
    });
  }
});
