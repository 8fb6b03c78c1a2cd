// Without a network: what was read, what is always there, what was saved; a new build; taking it all away.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { faults, withCheckers } from "./checkers.mjs";
import { DESKTOP, PHONE, launch, visitor, wear } from "./browser.mjs";
import { MAP, SEARCH, SITE, kindOverviews, pagesBelow, serve } from "./site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const OVERVIEW = kindOverviews()[0];
const [READ, UNREAD] = pagesBelow(OVERVIEW);
const MONTHS = kindOverviews().flatMap((path) => [`${path}agenda/`, `${path}calendar/`]).find((path) => existsSync(join(SITE, path, "index.html")));
/** A page with a button to save it. */
const SAVED = kindOverviews().flatMap(pagesBelow).find((path) => /data-save=/.test(readFileSync(join(SITE, path, "index.html"), "utf8")));
const SAVED_LIST = JSON.parse(readFileSync(join(SITE, SAVED, "offline.json"), "utf8"));

/** A server that can be stopped and started again at the same address. */
async function host(folder) {
  let server = await serve("/een/hub/", { folder });
  const port = Number(new URL(server.url).port);
  return {
    url: server.url,
    stop: () => server.stop(),
    start: async (other = folder) => {
      server = await serve("/een/hub/", { folder: other, port });
    },
  };
}

/** A visitor whose server may go away: then the browser complains, and so it should. */
async function traveller(visit, options = {}, folder = SITE) {
  const server = await host(folder);
  try {
    return await visitor(browser, { origin: server.url, mayFail: true, ...options }, (page) => visit(page, server));
  } finally {
    await server.stop().catch(() => {});
  }
}

/** Waits until the worker is in charge and has kept the page that was open before it. */
async function settled(page, url) {
  await page.waitForFunction(async (address) => navigator.serviceWorker.controller !== null && (await caches.match(address)) !== undefined, { timeout: 30000, polling: 200 }, url);
}

async function leaveTheNetwork(page, server) {
  await server.stop();
  await page.setOfflineMode(true);
}

async function comeBack(page, server, folder) {
  await server.start(folder);
  await page.setOfflineMode(false);
}

const heading = (page) => page.$eval("h1", (h) => h.textContent.trim());
const shown = (page, selector) => page.$eval(selector, (e) => e.checkVisibility({ visibilityProperty: true }));
const status = (page) => page.$eval(".save-offline [role=status]", (e) => e.textContent);

async function save(page) {
  await page.waitForSelector(".save-offline.is-ready");
  await page.click(".save-offline button");
  await page.waitForSelector('.save-offline[data-state="saved"]', { timeout: 60000 });
}

describe("without a network", () => {
  test("what was read is there, with its style and images, and home, overviews and search", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url + READ);
      await settled(page, server.url + READ);
      // Read to the end: images below the fold are loaded on the way.
      await page.evaluate(async () => {
        for (let y = 0; y <= document.documentElement.scrollHeight; y += innerHeight / 2) {
          scrollTo(0, y);
          await new Promise((done) => setTimeout(done, 100));
        }
        await Promise.all([...document.images].map((image) => image.decode()));
      });
      const title = await heading(page);
      await leaveTheNetwork(page, server);
      await page.goto(server.url + READ);
      assert.equal(await heading(page), title);
      assert.ok(await page.evaluate(() => [...document.styleSheets].filter((s) => s.cssRules.length > 0).length > 3), "style");
      assert.deepEqual(await page.evaluate(() => [...document.images].filter((i) => i.complete && i.naturalWidth === 0).map((i) => i.src)), []);
      for (const path of ["", ...kindOverviews()]) {
        await page.goto(server.url + path);
        assert.equal(page.url(), server.url + path, "it is there");
      }
      // By clicking, as visitors do.
      await page.goto(server.url + OVERVIEW);
      await Promise.all([page.waitForNavigation(), page.evaluate((url) => [...document.querySelectorAll("a")].find((a) => a.href === url).click(), server.url + READ)]);
      assert.equal(await heading(page), title);
    });
  });

  test("search finds a page", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url);
      await settled(page, server.url + SEARCH);
      await leaveTheNetwork(page, server);
      const title = /<h1[^>]*>([^<]*)</.exec(readFileSync(join(SITE, READ, "index.html"), "utf8"))[1].replace(/&[^;]*;/g, " ");
      await page.goto(`${server.url}${SEARCH}?q=${encodeURIComponent(title)}`);
      await page.waitForFunction((url) => [...document.querySelectorAll(".search-results a[href]")].some((a) => a.checkVisibility() && a.href.split("#")[0] === url), { timeout: 15000 }, server.url + READ);
      // The number is told once typing pauses.
      await page.waitForFunction(() => /\d/.test(document.querySelector('main [role="status"]').textContent), { timeout: 15000 });
    });
  });

  test("an overview narrows although nobody narrowed it before; the agenda and the map that were read work", async () => {
    await traveller(async (page, server) => {
      for (const path of ["", MONTHS, MAP]) {
        await page.goto(server.url + path);
        await settled(page, server.url + path);
      }
      await leaveTheNetwork(page, server);
      await page.goto(server.url + OVERVIEW);
      await page.evaluate(() => document.querySelector(".facet input").click());
      await page.waitForFunction(() => document.querySelector(".list-narrowed .card")?.checkVisibility());
      const { count, total } = await page.evaluate(() => ({
        count: document.querySelector(".facet .count").textContent.trim(),
        total: document.querySelector(".list-total").textContent,
      }));
      assert.ok(total.startsWith(`${count} `), `${count} in the facet, "${total}" above the list`);
      await page.goto(server.url + MONTHS);
      assert.ok(await page.evaluate(() => [...document.querySelectorAll("main [data-ends]")].every((e) => e.dataset.state)), "the clock runs");
      await page.goto(server.url + MAP);
      const before = await page.$eval(".map [role=status]", (e) => e.textContent);
      await page.click(".map-kinds input");
      assert.notEqual(await page.$eval(".map [role=status]", (e) => e.textContent), before);
    });
  });

  test("a page that was not read says so, and comes when the network is back", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url + READ);
      await settled(page, server.url + READ);
      await leaveTheNetwork(page, server);
      await page.goto(`${server.url}${UNREAD}?a=b`);
      assert.ok(page.url().startsWith(`${server.url}offline/?page=`), page.url());
      await page.waitForSelector(".offline-page.is-ready");
      assert.ok(await shown(page, "[data-wanted]"));
      const read = await page.$$eval("#offline-read + ul a", (links) => links.map((a) => a.href));
      assert.deepEqual(read, [server.url + READ]);
      await comeBack(page, server);
      await Promise.all([page.waitForNavigation(), page.click("[data-wanted] a")]);
      assert.equal(page.url(), `${server.url}${UNREAD}?a=b`);
      assert.notEqual(await heading(page), "");
    });
  });

  test("a page elsewhere is never offered by the page for who is offline", async () => {
    await traveller(async (page, server) => {
      for (const bad of ["https://kwaad.example/", "javascript:alert(1)", "//kwaad.example/", "../../"]) {
        await page.goto(`${server.url}offline/?page=${encodeURIComponent(bad)}`);
        await page.waitForSelector(".offline-page.is-ready");
        assert.equal(await shown(page, "[data-wanted]"), false, bad);
      }
    });
  });
});

describe("with a network", () => {
  test("what is new is seen at once, and after two visits without a network too", async () => {
    const copy = mkdtempSync(join(tmpdir(), "hub-"));
    try {
      cpSync(SITE, copy, { recursive: true });
      await traveller(async (page, server) => {
        await page.goto(server.url + READ);
        await settled(page, server.url);
        const file = join(copy, READ, "index.html");
        const home = join(copy, "index.html");
        for (const path of [file, home]) writeFileSync(path, readFileSync(path, "utf8").replace(/(<h1[^>]*>)[^<]*/, "$1Een nieuwe kop"));
        const worker = join(copy, "sw.js");
        const build = /"build":"([0-9a-f]+)"/.exec(readFileSync(worker, "utf8"))[1];
        writeFileSync(worker, readFileSync(worker, "utf8").replace(build, "0123456789ab"));
        await page.reload();
        assert.equal(await heading(page), "Een nieuwe kop", "after one reload");
        await page.waitForFunction(async () => {
          const cores = (await caches.keys()).filter((name) => name.includes(" core "));
          return cores.length === 1 && cores[0].endsWith("0123456789ab");
        }, { timeout: 30000, polling: 200 });
        await page.reload();
        assert.equal(await heading(page), "Een nieuwe kop", "after two");
        await leaveTheNetwork(page, server);
        // The home page was never visited: the new worker fetched it.
        await page.goto(server.url);
        assert.equal(await heading(page), "Een nieuwe kop", "without a network");
        await page.goto(server.url + READ);
        assert.equal(await heading(page), "Een nieuwe kop", "without a network");
      }, {}, copy);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  test("a server that does not answer is not waited for when the page is kept", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url + READ);
      await settled(page, server.url + READ);
      await server.stop();
      await server.start("silence");
      await page.goto(server.url + READ, { timeout: 15000 });
      assert.notEqual(await heading(page), "");
    });
  });

  test("at most sixty pages that were read are kept, the newest", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url);
      await settled(page, server.url);
      // More of them than the hub has: what a page is asked makes another page of a subresource only.
      const pages = kindOverviews().flatMap(pagesBelow).slice(0, 66);
      assert.ok(pages.length > 62, "enough pages");
      for (const path of pages) await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
      await page.waitForFunction(async (last) => {
        const keys = await (await caches.open((await caches.keys()).find((name) => name.endsWith(" read")))).keys();
        return keys.length <= 60 && keys.some((k) => k.url === last);
      }, { polling: 200 }, server.url + pages.at(-1));
      const kept = await page.evaluate(async () => (await (await caches.open((await caches.keys()).find((name) => name.endsWith(" read")))).keys()).map((k) => k.url));
      assert.ok(!kept.includes(server.url + pages[0]), "the oldest is gone");
    });
  });
});

describe("saving", () => {
  test("a page with all that belongs to it: size beforehand, how far it is, without a network, and away again", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url + SAVED);
      await settled(page, server.url + SAVED);
      await page.waitForSelector(".save-offline.is-ready");
      const label = await page.$eval(".save-offline button", (b) => b.textContent);
      assert.match(label, /\d.*\d.*(kB|MB)/, "number of pages and size");
      await page.evaluate(() => {
        window.said = [];
        new MutationObserver(() => window.said.push(document.querySelector(".save-offline [role=status]").textContent)).observe(document.querySelector(".save-offline [role=status]"), { childList: true, characterData: true, subtree: true });
      });
      await save(page);
      const said = await page.evaluate(() => window.said);
      assert.match(said.join("|"), /25 ?%.*50 ?%.*75 ?%/, "how far it is");
      const last = await status(page);
      assert.match(last, /\d+ .*(kB|MB)/);
      // What was said beforehand is about what it is.
      const bytes = await page.evaluate(async (list) => (await (await caches.match(list)).json()).bytes, `${server.url}${SAVED}offline.json`);
      assert.ok(Math.abs(bytes - SAVED_LIST.bytes) < 0.05 * bytes, `${SAVED_LIST.bytes} was said, ${bytes} it is`);
      await page.reload();
      await page.waitForSelector('.save-offline.is-ready[data-state="saved"]');
      assert.equal(await status(page), last, "the next visit shows that it is saved");
      await leaveTheNetwork(page, server);
      let pictures = 0;
      for (const path of SAVED_LIST.files.filter((f) => f.endsWith("/"))) {
        await page.goto(server.url + path);
        assert.equal(page.url(), server.url + path);
        // One size of each picture was saved, and is shown whichever the browser asks for. Cards also lead to pages
        // that were not saved.
        const images = await page.evaluate(() => Promise.all([...document.images].filter((image) => !image.closest(".card")).map(async (image) => {
          image.loading = "eager";
          await image.decode().catch(() => {});
          return { src: image.currentSrc, width: image.naturalWidth };
        })));
        assert.deepEqual(images.filter((image) => image.width === 0), [], path);
        pictures += images.filter((image) => image.src.includes("/assets/images/")).length;
      }
      assert.ok(pictures > 0, "a picture in several sizes is among them");
      for (const path of SAVED_LIST.files.filter((f) => /\.(svg|png|jpg|webp|avif)$/.test(f))) {
        const width = await page.evaluate((src) => new Promise((done) => {
          const image = new Image();
          image.onload = () => done(image.naturalWidth);
          image.onerror = () => done(0);
          image.src = src;
        }), server.url + path);
        assert.ok(width > 0, path);
      }
      await page.goto(`${server.url}offline/`);
      await page.waitForSelector(".offline-page.is-ready");
      assert.deepEqual(await page.$$eval("#offline-saved + ul a", (links) => links.map((a) => a.href)), [server.url + SAVED]);
      await page.goto(server.url + SAVED);
      await page.waitForSelector('.save-offline[data-state="saved"]');
      await page.click(".save-offline .link-button");
      await page.waitForFunction(() => document.querySelector(".save-offline").dataset.state === "");
      assert.ok(await page.evaluate(() => document.activeElement === document.querySelector(".save-offline button")), "the focus stays");
      const other = SAVED_LIST.files.filter((f) => f.endsWith("/")).at(-1);
      await page.evaluate(async () => caches.delete((await caches.keys()).find((name) => name.endsWith(" read"))));
      await page.goto(server.url + other);
      assert.ok(page.url().includes("/offline/?page="), "what was removed is gone");
    });
  });

  test("that fails half-way says so, and leaves nothing", async () => {
    await traveller(async (page, server) => {
      await page.goto(server.url + SAVED);
      await settled(page, server.url + SAVED);
      await page.waitForSelector(".save-offline.is-ready");
      await leaveTheNetwork(page, server);
      await page.click(".save-offline button");
      await page.waitForFunction(() => document.querySelector(".save-offline").dataset.state === "" && document.querySelector(".save-offline [role=status]").textContent !== "");
      assert.doesNotMatch(await status(page), /\d/);
      assert.deepEqual(await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(" saved "))), []);
    });
  });

  test("the whole hub: then every page is there, and search finds all", async () => {
    await traveller(async (page, server) => {
      await page.goto(`${server.url}offline/`);
      await settled(page, server.url);
      await save(page);
      await leaveTheNetwork(page, server);
      for (const path of kindOverviews().map((overview) => pagesBelow(overview).at(-1)).filter(Boolean)) {
        await page.goto(server.url + path);
        assert.equal(page.url(), server.url + path);
      }
      await page.goto(`${server.url}offline/`);
      await page.waitForSelector(".offline-page.is-ready");
      await page.click("[data-clear] button");
      await page.waitForFunction(() => document.querySelector("p[data-cleared]").textContent !== "");
      const left = await page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => !name.includes(" core "));
        return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((k) => k.url)))).flat();
      });
      assert.deepEqual(left, []);
    });
  });
});

describe("is accessible", () => {
  for (const viewport of [PHONE, DESKTOP]) {
    test(`saving and saved, without a network, at ${viewport.width} pixels`, async () => {
      await traveller(async (page, server) => {
        const look = async (what) => {
          await withCheckers(page);
          for (const scheme of ["light", "dark"]) {
            await wear(page, scheme);
            assert.deepEqual(await faults(page), [], `${what}, ${scheme}`);
          }
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${what} scrolls sideways`);
        };
        await page.goto(server.url + SAVED);
        await settled(page, server.url + SAVED);
        await page.waitForSelector(".save-offline.is-ready");
        await look("before");
        await page.evaluate(() => { document.querySelector(".save-offline progress").hidden = false; });
        await look("busy");
        await save(page);
        await look("saved");
        await leaveTheNetwork(page, server);
        await page.goto(server.url + UNREAD);
        await page.waitForSelector(".offline-page.is-ready");
        await look("a page that is not there");
      }, { viewport });
    });
  }
});
