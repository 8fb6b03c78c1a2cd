// The zip of `wijkwijzer bundle`, unpacked and opened from a disk, in Chromium and Firefox.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import { FIREFOX, launch, launchFirefox, visitor } from "./browser.mjs";
import { SEARCH, kindOverviews, pagesBelow } from "./site.mjs";

const zip = process.env.BUNDLE;
if (!zip || !existsSync(zip)) {
  console.error("BUNDLE must name the zip of the same site");
  process.exit(2);
}

let folder, root;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "bundel met spatie "));
  unzip(readFileSync(zip), folder);
  root = join(folder, readdirSync(folder).find((name) => !name.includes(".")));
});
after(() => rmSync(folder, { recursive: true }));

/** Unpacks a zip (APPNOTE 6.3.10): the list at its end, then each file, stored or deflated. */
function unzip(bytes, to) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [method, size, nameLength, extra, comment, head] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const body = bytes.subarray(from, from + size);
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), method === 8 ? inflateRawSync(body) : body);
    at += 46 + nameLength + extra + comment;
  }
}

const files = (below) => readdirSync(below, { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => join(e.parentPath ?? e.path, e.name));

test("every address in it leads to a file", () => {
  const wrong = new Set();
  let seen = 0;
  for (const path of files(folder).filter((f) => f.endsWith(".html"))) {
    const html = readFileSync(path, "utf8").replace(/<script[^>]*ld\+json[\s\S]*?<\/script>/g, "");
    for (const [, name, value] of html.matchAll(/\s(href|src|action|srcset)="([^"]*)"/g)) {
      const addresses = name === "srcset" ? value.split(",").map((part) => part.trim().split(" ")[0]) : [value.replaceAll("&amp;", "&")];
      for (const address of addresses) {
        if (/^([a-z]+:|#)/.test(address)) continue;
        const target = new URL(address, pathToFileURL(path));
        seen += 1;
        const file = fileURLToPath(target.href.split(/[?#]/)[0]);
        if (!existsSync(file) || file.endsWith("/")) wrong.add(`${path.slice(folder.length)}: ${address}`);
      }
    }
  }
  assert.ok(seen > 1000, `${seen} addresses`);
  assert.deepEqual([...wrong].slice(0, 20), []);
});

test("what only a server reads is not in it", () => {
  const names = files(root).map((f) => f.slice(root.length + 1));
  for (const name of ["sw.js", "manifest.webmanifest", "_headers", "_redirects", "robots.txt", "sitemap.xml", "404.html", "offline/index.html"]) {
    assert.ok(!names.includes(name), name);
  }
});

const BROWSERS = [["Chromium", launch], ["Firefox", launchFirefox]];

for (const [name, start] of BROWSERS) {
  const skip = name === "Firefox" && !existsSync(FIREFOX) ? `there is no ${FIREFOX}` : false;
  describe(`from a disk, in ${name}`, { skip }, () => {
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());

    const at = (path) => pathToFileURL(join(root, path)).href;
    const visit = (look) => visitor(browser, { origin: pathToFileURL(folder).href, scheme: null }, look);

    /** Clicks a link by its address, and waits for the page behind it. */
    async function follow(page, address) {
      const found = await page.evaluate((url) => {
        const link = [...document.querySelectorAll("a[href]")].find((a) => a.href.split("#")[0] === url && a.checkVisibility());
        link?.click();
        return link !== undefined;
      }, address);
      assert.ok(found, `${page.url()} has no link to ${address}`);
      await page.waitForFunction((url) => location.href.split("#")[0] === url && document.readyState === "complete", {}, address);
    }

    test("the start file leads home, home to an overview, an overview to a page, a page home", async () => {
      await visit(async (page) => {
        await page.goto(pathToFileURL(join(folder, "start.html")).href);
        await page.waitForFunction((url) => location.href === url, {}, at("index.html"));
        for (const overview of kindOverviews().slice(0, 4)) {
          await page.goto(at("index.html"));
          await page.goto(at(`${overview}index.html`));
          const first = await page.$eval("main h3 a, main .card a", (a) => a.href.split("#")[0]);
          await follow(page, first);
          assert.ok(await page.evaluate(() => document.styleSheets.length > 3), "style");
          await follow(page, at("index.html"));
        }
      });
    });

    test("images are there", async () => {
      let seen = 0;
      for (const path of kindOverviews().flatMap(pagesBelow).filter((p) => /<img /.test(readFileSync(join(root, p, "index.html"), "utf8"))).slice(0, 5)) {
        await visit(async (page) => {
          await page.goto(at(`${path}index.html`));
          const widths = await page.evaluate(async () => {
            for (const image of document.images) image.loading = "eager";
            await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
            return [...document.images].map((image) => image.naturalWidth);
          });
          assert.ok(widths.every((w) => w > 0), `${path}: ${widths}`);
          seen += widths.length;
        });
      }
      assert.ok(seen > 0, "there are images");
    });

    test("an overview narrows, the agenda knows what is over, the map follows a choice", async () => {
      const there = (path) => existsSync(join(root, path, "index.html"));
      const months = kindOverviews().flatMap((path) => [`${path}agenda/`, `${path}calendar/`]).find(there);
      await visit(async (page) => {
        await page.goto(at(`${kindOverviews()[0]}index.html`));
        await page.evaluate(() => document.querySelector(".facet input").click());
        await page.waitForFunction(() => document.querySelector(".list-narrowed .card")?.checkVisibility());
        assert.ok(await page.$eval(".list-narrowed .card a", (a) => a.href.endsWith("index.html")), "a link names the file");
        await page.goto(at(`${months}index.html`));
        assert.ok(await page.evaluate(() => [...document.querySelectorAll("main [data-ends]")].every((e) => e.dataset.state)), "the clock runs");
        await page.goto(at(`${["kaart", "map"].find(there)}/index.html`));
        const before = await page.$eval(".map [role=status]", (e) => e.textContent);
        await page.click(".map-kinds input");
        assert.notEqual(await page.$eval(".map [role=status]", (e) => e.textContent), before);
      });
    });

    test("the search box finds a page, and its result opens", async () => {
      const wanted = kindOverviews().flatMap(pagesBelow)[0];
      const title = /<h1[^>]*>([^<]*)</.exec(readFileSync(join(root, wanted, "index.html"), "utf8"))[1].replace(/&[^;]*;/g, " ").trim();
      await visit(async (page) => {
        await page.goto(at("index.html"));
        const box = await page.$('form[role="search"] input, [role="search"] input');
        await box.type(title);
        await box.press("Enter");
        await page.waitForFunction((folder) => location.href.includes(folder), {}, `${SEARCH}index.html`);
        await page.waitForFunction((url) => [...document.querySelectorAll(".search-results a[href]")].some((a) => a.checkVisibility() && a.href.split("#")[0] === url), { timeout: 15000 }, at(`${wanted}index.html`));
        await follow(page, at(`${wanted}index.html`));
      });
    });
  });
}
