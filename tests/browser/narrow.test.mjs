// A visitor who narrows an overview: facets, counts, words, order, table, address, keyboard, disk.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inflateRawSync } from "node:zlib";
import vm from "node:vm";
import { DESKTOP, PHONE, photograph, visitor, wear } from "./browser.mjs";
import { faults, withCheckers } from "./checkers.mjs";
import { browser, server } from "./opened.mjs";
import { SITE, kindOverviews } from "./site.mjs";

/** The data of an overview, as its script gives it. */
function dataOf(overview) {
  const html = readFileSync(join(SITE, overview, "index.html"), "utf8");
  const file = /data-file="([^"]*)"/.exec(html)?.[1];
  if (!file) return null;
  let data;
  vm.runInNewContext(readFileSync(join(SITE, overview, file), "utf8"), { wijklijst: (given) => { data = given; } });
  // Arrays of another realm are equal to none of ours.
  return JSON.parse(JSON.stringify(data));
}

const rowsOf = (text) => text.split(",").map((row) => row.split(" ").filter(Boolean).map(Number));

const OVERVIEWS = kindOverviews().filter((path) => dataOf(path));
/** The overview that can be narrowed in most ways. */
const OVERVIEW = OVERVIEWS.reduce((a, b) => (dataOf(b).columns.filter((c) => c.facet).length > dataOf(a).columns.filter((c) => c.facet).length ? b : a));
const DATA = dataOf(OVERVIEW);
const FACETS = DATA.columns.filter((c) => c.facet);
const TOTAL = DATA.titles.length;

/** How many pages have one of these values of a facet, or of a narrower one. */
function having(facet, keys, also = () => true) {
  const wanted = keys.map((key) => facet.keys.indexOf(key));
  const under = (v) => v >= 0 && (wanted.includes(v) || under(facet.broader?.[v] ?? -1));
  return rowsOf(facet.rows).flatMap((row, i) => (row.some(under) && also(i) ? [i] : []));
}

/** A facet and a value of it that some pages have and some have not. */
const [FACET, KEY] = FACETS.flatMap((facet) => facet.keys.map((key) => [facet, key]))
  .find(([facet, key]) => having(facet, [key]).length > 1 && having(facet, [key]).length < TOTAL);
const FOUND = having(FACET, [KEY]);

const box = (name, key) => `.facet input[name="${name}"][value="${key}"]`;
const count = (n) => DATA.texts.count.replace("{n}", n).replace("{total}", TOTAL).replace("{kinds}", DATA.kinds);
const total = (page) => page.$eval(".list-total", (e) => e.textContent);
const settled = (page, n) => page.waitForFunction((n) => document.querySelectorAll(".list-narrowed .cards > li").length === n, { timeout: 5000 }, Math.min(n, 24));
const shown = (page) => page.$$eval(".list-narrowed .cards > li .card-title", (list) => list.map((e) => e.textContent.trim()));
const until = (page, text) => page.waitForFunction((wanted) => document.querySelector(".list-total").textContent === wanted, { timeout: 5000 }, text);
const titles = (items) => items.map((i) => DATA.titles[i]);

/** Ticks a box as a finger does, on its label. */
async function tick(page, name, key) {
  const label = await page.evaluateHandle((selector) => document.querySelector(selector).closest("label"), box(name, key));
  await label.click();
}

describe(`narrowing ${OVERVIEW}`, () => {
  test("the data is not in the page, and is asked for when a control is touched", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(server.url + OVERVIEW, { waitUntil: "networkidle0" });
      const file = new URL(`${DATA.name}.js`, server.url + OVERVIEW).href;
      assert.ok(!asked.includes(file), "before");
      await page.hover(".narrow-words input");
      await page.waitForFunction(() => typeof window.wijklijst === "function");
      assert.ok(asked.includes(file), "after");
    });
  });

  for (const [device, viewport] of [["desk", DESKTOP], ["phone", PHONE]]) {
    test(`a choice, its counts and its way back, on a ${device}`, async () => {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        await page.goto(server.url + OVERVIEW);
        const before = await total(page);
        if (viewport === PHONE) await page.click(".narrow > summary");
        await tick(page, FACET.name, KEY);
        await until(page, count(FOUND.length));
        await settled(page, FOUND.length);
        assert.deepEqual(await shown(page), titles(FOUND).slice(0, 24));
        assert.equal(new URL(page.url()).searchParams.get(FACET.name), KEY);
        await page.waitForFunction((text) => document.querySelector('main [role="status"]').textContent === text, { timeout: 3000 }, count(FOUND.length));
        // The numbers behind the values are those that a choice gives.
        for (const facet of FACETS) {
          const counts = await page.$$eval(`.facet input[name="${facet.name}"]`, (inputs) => inputs.map((i) => [i.value, Number(i.closest("label").querySelector(".count").textContent)]));
          const among = facet === FACET ? () => true : (i) => FOUND.includes(i);
          for (const [key, number] of counts) assert.equal(number, having(facet, [key], among).length, `${facet.name} ${key}`);
        }
        await page.click(".chosen .chip");
        await until(page, before);
        assert.ok(await page.$eval(".list-narrowed", (e) => e.hidden));
        assert.ok(await page.$eval(".list-all", (e) => !e.hidden));
        await page.goBack();
        await until(page, count(FOUND.length));
        assert.ok(await page.$eval(box(FACET.name, KEY), (e) => e.checked));
        await page.goBack();
        await until(page, before);
      });
    });
  }

  test("an address that was shared shows the choice; the table, the order and the words are in it", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${OVERVIEW}?${FACET.name}=${KEY}`);
      await until(page, count(FOUND.length));
      await page.select(".list-sort select", "title");
      await page.click('.list-view input[value="table"]');
      await page.waitForSelector(".list-narrowed table");
      const sorted = (DATA.alphabet ? rowsOf(DATA.alphabet).flat() : DATA.titles.map((_, i) => i)).filter((i) => FOUND.includes(i));
      assert.deepEqual(await page.$$eval(".list-narrowed tbody th", (list) => list.map((e) => e.textContent)), titles(sorted).slice(0, 24));
      const word = DATA.titles[sorted[0]].split(/\s+/).reduce((a, b) => (b.length > a.length ? b : a)).toUpperCase();
      await page.type(".narrow-words input", word);
      await page.waitForFunction(() => document.querySelectorAll(".chosen .chip").length === 2);
      await page.waitForFunction((word) => new URLSearchParams(location.search).get("q") === word, { timeout: 5000 }, word);
      const address = page.url();
      const rows = await page.$$eval(".list-narrowed tbody th", (list) => list.map((e) => e.textContent));
      assert.ok(rows.includes(DATA.titles[sorted[0]]));
      await page.goto("about:blank");
      await page.goto(address);
      await page.waitForSelector(".list-narrowed table");
      assert.deepEqual(await page.$$eval(".list-narrowed tbody th", (list) => list.map((e) => e.textContent)), rows);
      assert.equal(await page.$eval(".narrow-words input", (e) => e.value), word);
    });
  });

  test("with the keyboard alone: tick, hear, take away", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + OVERVIEW);
      const focused = () => page.evaluate(() => document.activeElement.matches(".facet input"));
      for (let i = 0; i < 60 && !(await focused()); i += 1) await page.keyboard.press("Tab");
      assert.ok(await focused(), "Tab reaches a checkbox");
      await page.keyboard.press("Space");
      await page.waitForSelector(".chosen .chip");
      assert.ok(await focused(), "the focus stays");
      const text = await total(page);
      await page.waitForFunction((t) => document.querySelector('main [role="status"]').textContent === t, { timeout: 3000 }, text);
      await page.focus(".chosen .chip");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector(".chosen").hidden);
      assert.ok(await page.evaluate(() => document.activeElement.matches(".list-total")), "the focus goes to the number");
    });
  });

  test("nothing left says what to leave out", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${OVERVIEW}?${FACET.name}=${KEY}&q=xyzxyz`);
      await page.waitForSelector(".list-nothing");
      assert.equal(await total(page), count(0));
      const way = await page.$(".list-nothing ul button");
      assert.match(await way.evaluate((e) => e.textContent), new RegExp(`\\(${FOUND.length}\\)`));
      await way.click();
      await until(page, count(FOUND.length));
    });
  });

  test("words: letter by letter, more and fewer, what is left is what has them all; and the list comes back at once", async () => {
    const overview = OVERVIEWS.reduce((a, b) => (dataOf(b).titles.length > dataOf(a).titles.length ? b : a));
    const data = dataOf(overview);
    const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const columns = data.columns.map(({ values, rows }) => rowsOf(rows).map((row) => row.map((v) => values[v]).join(" ")));
    const texts = data.titles.map((title, i) => fold([title, data.summaries[i], ...columns.map((column) => column[i])].join(" ")));
    const left = (words) => texts.filter((text) => fold(words).split(/\s+/).every((part) => text.includes(part))).length;
    const letters = (text) => [...text].map((_, i) => text.slice(0, i + 1));
    const asked = [...letters("de buurt"), ...letters("ën"), "e", "de x", "d e", "e v", "qx", "q", data.columns[0].values[0], ...letters(data.titles.at(-1))];
    assert.ok(new Set(asked.map(left)).size > 4, "these words tell the pages apart");
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + overview);
      await page.hover(".narrow-words input");
      await page.waitForFunction(() => document.querySelector("[data-file]") && window.wijklijst && document.querySelector(".export-chosen") === null);
      const write = (words) => page.evaluate((words) => {
        const input = document.querySelector(".narrow-words input");
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }, words);
      await write("a");
      await page.waitForSelector(".list-narrowed > *");
      for (const words of asked) {
        await write(words);
        const wanted = data.texts.count.replace("{n}", left(words)).replace("{total}", texts.length).replace("{kinds}", data.kinds);
        if (words.trim()) assert.equal(await total(page), wanted, words);
      }
      // Before all cards of the last answer are there.
      await write("e");
      await write("");
      await page.waitForFunction(() => !document.querySelector(".list-all").hidden);
      await new Promise((done) => setTimeout(done, 400));
      assert.equal(new URL(page.url()).search, "", "the address follows");
    });
  });

  test("what is shown goes along as CSV", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${OVERVIEW}?${FACET.name}=${KEY}`);
      await until(page, count(FOUND.length));
      const csv = await page.evaluate(async () => {
        const made = new Promise((done) => {
          URL.createObjectURL = (blob) => {
            blob.arrayBuffer().then((b) => done(new TextDecoder("utf-8", { ignoreBOM: true }).decode(b)));
            return "#";
          };
        });
        document.querySelector(".export-chosen button").click();
        return made;
      });
      assert.ok(csv.startsWith("\ufefftitle,url,summary,date,"), csv.slice(0, 60));
      for (const title of titles(FOUND)) assert.ok(csv.includes(title.replaceAll('"', '""')), title);
      const whole = readFileSync(join(SITE, OVERVIEW, `${DATA.name}.csv`), "utf8");
      const addresses = csv.match(/https?:[^,\r\n]*\/(?=,)/g);
      assert.ok(addresses.length >= FOUND.length && addresses.every((a) => whole.includes(a)));
    });
  });

  test("without JavaScript: the list, links to terms, no control that does nothing", async () => {
    await visitor(browser, { origin: server.url, javascript: false, viewport: DESKTOP }, async (page) => {
      await page.goto(server.url + OVERVIEW);
      assert.ok((await page.$$(".list-all .card")).length > 0);
      assert.ok((await page.$$(".facet a[href]")).length > 0);
      for (const control of await page.$$(".column-main input, .column-main select, .narrow input, .narrow-done")) {
        assert.equal(await control.isVisible(), false);
      }
      const link = await page.$(".facet a[href]");
      assert.ok(await link.isVisible(), "facets are open on a desk");
    });
  });

  test("from a disk", async () => {
    await visitor(browser, {}, async (page) => {
      await page.goto(pathToFileURL(join(SITE, OVERVIEW, "index.html")).href);
      await tick(page, FACET.name, KEY);
      await until(page, count(FOUND.length));
      const address = page.url();
      assert.match(address, new RegExp(`${FACET.name}=`));
      const link = await page.$eval(".list-narrowed .card a", (a) => a.href);
      assert.ok(existsSync(fileURLToPath(link)), link);
      await page.goto("about:blank");
      await page.goto(address);
      await until(page, count(FOUND.length));
    });
  });

  for (const viewport of [PHONE, DESKTOP, { ...PHONE, width: 320 }]) {
    test(`is accessible and fits while narrowed: ${viewport.width} pixels, light and dark`, async () => {
      await visitor(browser, { origin: server.url, viewport }, async (page) => {
        for (const [state, query] of [["cards", ""], ["table", "&view=table"], ["nothing", "&q=xyzxyz"]]) {
          await page.goto(`${server.url}${OVERVIEW}?${FACET.name}=${KEY}${query}`);
          await page.waitForSelector(".list-narrowed > *");
          if (viewport.width < 992) await page.click(".narrow > summary");
          await withCheckers(page);
          for (const scheme of ["light", "dark"]) {
            await wear(page, scheme);
            await photograph(page, `narrowed-${state}-${scheme}-${viewport.width}`);
            assert.deepEqual(await faults(page), [], `${state}, ${scheme}`);
          }
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${state} fits`);
        }
      });
    });
  }
});

for (const overview of OVERVIEWS) {
  test(`${overview}: a card in a narrowed list is the card of the full list, and the counts agree`, async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + overview);
      const cards = (selector) => page.$$eval(`${selector} .cards > li`, (list) => list.map((li) => li.innerHTML.replace(/\s+/g, " ").trim()));
      const counts = () => page.$$eval(".facet label", (list) => list.map((l) => `${l.querySelector("input").name} ${l.textContent.trim()}`));
      const [full, first] = [await cards(".list-all"), await counts()];
      await page.goto(`${server.url}${overview}?sort=title`);
      await page.waitForSelector(".list-narrowed .cards");
      const data = dataOf(overview);
      await settled(page, data.titles.length);
      assert.deepEqual(await counts(), first);
      const narrowed = new Set(await cards(".list-narrowed"));
      if (data.titles.length <= 24) for (const card of full) assert.ok(narrowed.has(card), card);
      assert.ok(full.some((card) => narrowed.has(card)));
    });
  });

  test(`${overview}: the workbook holds every title`, () => {
    const data = dataOf(overview);
    const strings = unzipped(readFileSync(join(SITE, overview, `${data.name}.xlsx`)), "xl/sharedStrings.xml");
    const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    for (const title of data.titles) assert.ok(strings.includes(`>${escaped(title)}</t>`), title);
  });
}

/** A file of a zip, by its central directory. */
function unzipped(zip, name) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  for (let at = zip.readUInt32LE(end + 16); at < end;) {
    const [compressed, length, extra, comment] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    if (zip.toString("utf8", at + 46, at + 46 + length) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + compressed)).toString("utf8");
    }
    at += 46 + length + extra + comment;
  }
  throw new Error(`no ${name}`);
}
