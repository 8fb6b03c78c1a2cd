// Somebody who searches: types, narrows, opens a section, goes back; with the keyboard alone; on a small screen;
// from a server, under the strictest policy that works, and from a disk.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DESKTOP, launchFirefox, visitor } from "./browser.mjs";
import { faults, withCheckers } from "./checkers.mjs";
import { browser, server } from "./opened.mjs";
import { SEARCH, SITE, pageTypes, serve } from "./site.mjs";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";
const SMALL = { width: 320, height: 640, isMobile: true, hasTouch: true };
const QUERIES = ["buurtagenda", "overlast", "leefbaarheidd", "buurt agenda", "gemeente subsidie aanvragen", "jongren"];

const TITLES = ".search-results h3 a";
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Waits until this is true in the page; says what was wanted when it stays away. */
async function until(page, wanted, what, ...args) {
  try {
    await page.waitForFunction(what, { timeout: 10_000, polling: 30 }, ...args);
  } catch (error) {
    throw new Error(`${wanted} — ${error.message}; ${await page.evaluate(() => `${location.href}: ${document.querySelector("main").innerText.slice(0, 300)}`)}`);
  }
}

const counted = (page) => until(page, "a number of results", () => /\d/.test(document.querySelector(".search-count").textContent));
const titles = (page) => page.$$eval(TITLES, (all) => all.map((a) => a.textContent));
const visible = (page, selector) => page.$eval(selector, (e) => e.checkVisibility());

/** Types a question into the search page and gives the titles found. */
async function ask(page, query) {
  await page.focus("#q");
  await page.$eval("#q", (input) => input.select());
  await page.keyboard.type(query);
  await until(page, `results of ${query}`, (q) => new URLSearchParams(location.search).get("q") === q || location.protocol === "file:", query);
  await pause(150);
  await until(page, `an answer to ${query}`, () => document.querySelector(".search-results").getAttribute("aria-busy") === "false");
  return titles(page);
}

describe("the search page", () => {
  test("what says nothing is not marked, and an overview that is asked for stands in a line above the pages", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await ask(page, "wat is leefbaarheid");
      await until(page, "no mark on what says nothing", () => {
        const marked = [...document.querySelectorAll(".search-results mark")].map((mark) => mark.textContent.toLowerCase());
        return marked.includes("leefbaarheid") && !marked.some((word) => word === "wat" || word === "is");
      });
      await ask(page, "nieuws");
      await until(page, "the overview, in a line above the pages", () => {
        const [list, page] = document.querySelectorAll(".results > li");
        return list.matches(".result-list") && /^Nieuws\s*Overzicht\s*\d+ pagina/.test(list.textContent) && !page.matches(".result-list");
      });
    });
  });

  test("a visitor types, narrows, opens a section and goes back", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      const all = await ask(page, "buurtagenda");
      assert.ok(all.length === 10 && all.includes("Buurtagenda"), String(all));
      assert.ok((await page.$$(".search-results mark")).length > 3, "what was found is marked");
      assert.ok((await page.$$eval(".result-kind", (k) => k.map((e) => e.textContent))).every((k) => k !== ""), "each has its kind");

      assert.equal((await page.$$("script[src*='/f/'], script[src*='search-filters']")).length, 0, "filters are not loaded before they are opened");
      await page.click(".search-filters summary");
      await page.waitForSelector(".search-groups input");
      const label = await page.$eval(".search-groups li:not([hidden]) label", (l) => [l.textContent.replace(/\s*[\d.]+\s*$/, "").trim(), l.querySelector(".count").textContent]);
      await page.click(".search-groups li:not([hidden]) input");
      await until(page, "the choice in the address", (l) => new URLSearchParams(location.search).get("kind") === l, label[0]);
      await until(page, "the number that was promised", (n) => document.querySelector(".search-count").textContent.startsWith(`${n} `), label[1]);
      const narrowed = await titles(page);
      assert.ok(narrowed.length <= Number(label[1]));

      // Somebody else gets the same from the address.
      const address = page.url();
      await visitor(browser, { origin: server.url }, async (other) => {
        await other.goto(address);
        await counted(other);
        assert.deepEqual(await titles(other), narrowed);
        assert.ok(await other.$eval(".search-groups input:checked", (box) => box.checked), "the choice is ticked");
      });

      await page.goBack();
      await until(page, "all again", () => !location.search.includes("kind"));
      await until(page, "ten results", () => document.querySelectorAll(".search-results h3").length === 10);
      assert.deepEqual(await titles(page), all);
    });
  });

  test("a section opens at its heading, and going back gives the same list, as long as it was", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=wijk`);
      await counted(page);
      await page.click(".search-more");
      await until(page, "twenty results", () => document.querySelectorAll(".search-results h3").length === 20);
      assert.equal(await page.evaluate(() => [...document.querySelectorAll(".search-results h3 a")].indexOf(document.activeElement)), 10, "the focus is on the first new one");
      const before = await titles(page);
      const section = await page.waitForSelector(".result-sections a");
      await section.click();
      await until(page, "another page", () => !document.querySelector("[data-search]"));
      const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
      assert.ok(id !== "" && (await page.evaluate((i) => document.getElementById(i) !== null, id)), `#${id} is on the page`);
      await page.goBack();
      await until(page, "twenty results", () => document.querySelectorAll(".search-results h3").length === 20);
      assert.deepEqual(await titles(page), before);
    });
  });

  test("the address follows when typing rests, and at once when a link is followed", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await page.focus("#q");
      await page.keyboard.type("buurtagenda");
      await until(page, "the question in the address", () => new URLSearchParams(location.search).get("q") === "buurtagenda");
      assert.match(await page.title(), /^buurtagenda - /);
      await page.keyboard.type(" zaanstad");
      await pause(60);
      await Promise.all([page.waitForNavigation(), page.click(".site-header .brand")]);
      await page.goBack();
      await until(page, "all that was typed", () => document.querySelector("#q")?.value === "buurtagenda zaanstad");
      assert.equal(new URL(page.url()).searchParams.get("q"), "buurtagenda zaanstad");
    });
  });

  test("the number is announced once typing pauses, in the numbers of the language", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await page.evaluate(() => {
        window.__said = [];
        new MutationObserver(() => window.__said.push(document.querySelector("main [role=status]").textContent)).observe(document.querySelector("main [role=status]"), { childList: true, characterData: true, subtree: true });
      });
      await page.focus("#q");
      await page.keyboard.type("veiligheid", { delay: 90 });
      await pause(1500);
      const said = await page.evaluate(() => window.__said);
      assert.equal(said.length, 1, `said once: ${said}`);
      assert.match(said[0], /^\d+ (resultaten|results)$/);
    });
  });

  test("results stay while more is typed: the list is never empty in between", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await ask(page, "buu");
      await page.evaluate((selector) => {
        window.__least = Infinity;
        const look = () => {
          window.__least = Math.min(window.__least, document.querySelectorAll(selector).length);
          requestAnimationFrame(look);
        };
        look();
      }, TITLES);
      await page.keyboard.type("rtagenda", { delay: 120 });
      await pause(400);
      assert.ok((await page.evaluate(() => window.__least)) > 0);
    });
  });

  test("a mistyped word has results, and the right one is offered", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      assert.ok((await ask(page, "leefbaarhied")).includes("Leefbaarheid"));
      await until(page, "the offer", () => document.querySelector(".search-meant a") !== null);
      await page.click(".search-meant a");
      await until(page, "the right word in the box", () => document.querySelector("#q").value === "leefbaarheid");
      await until(page, "no offer any more", () => document.querySelector(".search-meant").hidden);
    });
  });

  test("what is offered for a mistyped word is announced with the number", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await ask(page, "leefbaarhied");
      await until(page, "the offer in the status", () => /leefbaarheid\?$/.test(document.querySelector("main [role=status]").textContent));
    });
  });

  test("one letter that stands nowhere leaves the list of everything", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await ask(page, "b");
      assert.ok(await visible(page, ".search-all"));
      assert.ok(!(await visible(page, ".search-none")));
      assert.equal(await page.$eval(".search-count", (e) => e.textContent), "");
    });
  });

  test("a hub may be built anew again and again while its search page is open, also with other filters", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hub-anew-"));
    cpSync(SITE, folder, { recursive: true });
    const manifest = join(folder, SEARCH, "m.js");
    const anew = (name, drop) => {
      const text = readFileSync(manifest, "utf8"), old = /"folder":"(\w+)"/.exec(text)[1];
      renameSync(join(folder, SEARCH, old), join(folder, SEARCH, name));
      writeFileSync(manifest, text.replace(old, name));
      if (!drop) return;
      // A kind is gone, and the values of the others moved up.
      const file = join(folder, SEARCH, name, "f/0.js"), values = readFileSync(file, "utf8");
      writeFileSync(file, values.replace(/,"[^\u001e]*\u001e/, ',"'));
    };
    const other = await serve("/", { folder });
    try {
      await visitor(browser, { origin: other.url, allow404: true }, async (page) => {
        // Who keeps files on the device keeps the index that fits them.
        await page.setBypassServiceWorker(true);
        await page.setCacheEnabled(false);
        await page.goto(other.url + SEARCH);
        assert.ok((await ask(page, "buurtagenda")).length > 0);
        await page.click(".search-filters summary");
        await until(page, "filters", () => document.querySelectorAll(".search-groups input").length > 3);
        const boxes = () => page.$$eval(".search-groups fieldset:first-of-type input", (all) => all.length);
        const before = await boxes();
        for (const [name, query] of [["aaaaaaaaaaaa", "ondermijning"], ["bbbbbbbbbbbb", "roosendaal"], ["cccccccccccc", "zaanstad"]]) {
          anew(name, name === "bbbbbbbbbbbb");
          assert.ok((await ask(page, query)).length > 0, `${query} after ${name}`);
          assert.match(await page.$eval(".search-count", (e) => e.textContent), /\d/);
        }
        assert.equal(await boxes(), before - 1);
      });
    } finally {
      await other.stop();
      rmSync(folder, { recursive: true });
    }
  });

  test("nothing found is said, with ways on: without filters, and overviews", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await ask(page, "xqzvwkpj");
      assert.ok(await visible(page, ".search-none"));
      assert.ok((await page.$$(".search-none li a")).length > 3, "overviews");
      assert.ok(!(await visible(page, ".search-wider")));
      await page.goto(`${server.url}${SEARCH}?q=buurtagenda&kind=bestaat-niet`);
      await until(page, "a way without filters", () => document.querySelector(".search-wider").checkVisibility());
      await page.click(".search-wider");
      await counted(page);
      assert.equal(new URL(page.url()).search, "?q=buurtagenda");
    });
  });

  test("on paper stands what was asked and chosen, and the results, without the box", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=jongeren`);
      await counted(page);
      assert.match(await page.title(), /^jongeren - /);
      assert.ok(!await visible(page, ".search-asked"), "on a screen the box says it");
      await page.click(".search-filters summary");
      await page.waitForSelector(".search-groups input");
      await page.click(".search-groups li:not([hidden]) input");
      const kind = await page.evaluate(() => new Promise((done) => {
        const look = () => (new URLSearchParams(location.search).has("kind") ? done(new URLSearchParams(location.search).get("kind")) : setTimeout(look, 20));
        look();
      }));
      await page.emulateMediaType("print");
      assert.ok((await page.$eval(".search-asked", (p) => p.innerText)).endsWith(`jongeren, ${kind}`));
      for (const shown of [".search-asked", ".search-count", TITLES]) assert.ok(await visible(page, shown), `${shown} is printed`);
      for (const left of [".search-form", ".search-filters", ".search-clear", ".search-keys", ".search-all"]) assert.ok(!await visible(page, left), `${left} is not printed`);
    });
  });

  test("a choice without words lists its pages", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await page.click(".search-filters summary");
      await page.waitForSelector(".search-groups input");
      assert.ok(await visible(page, ".search-all"), "without a choice the list of everything stays");
      const n = await page.$eval(".search-groups li .count", (c) => c.textContent);
      await page.click(".search-groups input");
      await until(page, `${n} pages`, (count) => document.querySelector(".search-count").textContent.startsWith(`${count} `), n);
      await page.click(".search-clear");
      await until(page, "the list of everything", () => document.querySelector(".search-all").checkVisibility());
    });
  });

  test("the keyboard is enough: / to the box, arrows along results, Enter opens, Escape goes back and empties", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "q");
      await page.keyboard.type("buurtagenda");
      await counted(page);
      await pause(300);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      const at = () => page.evaluate((s) => [...document.querySelectorAll(s)].indexOf(document.activeElement), TITLES);
      assert.equal(await at(), 1);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await page.evaluate(() => document.activeElement.id), "q");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.id), "q");
      await page.keyboard.press("ArrowDown");
      const target = await page.evaluate(() => document.activeElement.href);
      await page.keyboard.press("Enter");
      await until(page, "another page", () => !document.querySelector("[data-search]"));
      assert.equal(page.url(), target);
      await page.goBack();
      await counted(page);
      await page.focus("#q");
      await page.keyboard.press("Escape");
      await until(page, "an empty box and the list of everything", () => document.querySelector("#q").value === "" && document.querySelector(".search-all").checkVisibility());
    });
  });

  test("the key / can be switched off, and stays off", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      await page.click(".search-keys summary");
      await page.click(".search-keys input");
      for (const path of [SEARCH, pageTypes()[1][1]]) {
        await page.goto(server.url + path);
        await page.keyboard.press("/");
        assert.equal(await page.evaluate(() => document.activeElement.nodeName), "BODY", path);
      }
    });
  });

  test("what was asked stays on the device, is offered again, and can be cleared", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + SEARCH);
      assert.ok(!(await visible(page, ".search-recent")));
      await ask(page, "overlast");
      await page.keyboard.press("Enter");
      await page.goto(server.url + SEARCH);
      assert.deepEqual(await page.$$eval(".search-recent a", (all) => all.map((a) => a.textContent)), ["overlast"]);
      await page.click(".search-recent a");
      await counted(page);
      assert.equal(await page.$eval("#q", (i) => i.value), "overlast");
      await page.goto(server.url + SEARCH);
      await page.click(".search-forget");
      assert.ok(!(await visible(page, ".search-recent")));
      await page.reload();
      assert.ok(!(await visible(page, ".search-recent")));
    });
  });

  const ODD = ["constructor __proto__ toString", "<img src=x onerror=alert(1)><script>alert(1)</script>", "مرحبا \u202eשלום", "🙂👍🏽 👨‍👩‍👧", "a".repeat(10_000), "wijk buurt ".repeat(909), "%", "\ud83d", "' \" ` \\"];
  for (const query of ODD) {
    test(`an odd question is answered within two seconds: ${query.slice(0, 24)}`, async () => {
      await visitor(browser, { origin: server.url }, async (page) => {
        await page.goto(server.url + SEARCH);
        await page.waitForFunction(() => window.wijkzoek);
        const took = await page.evaluate(async (q) => {
          const input = document.querySelector("#q"), start = performance.now();
          input.value = q;
          input.dispatchEvent(new Event("input"));
          while (document.querySelector(".search-count").textContent === "" && performance.now() - start < 5000) await new Promise((done) => setTimeout(done, 20));
          return performance.now() - start;
        }, query);
        assert.ok(took < 2000, `${took} ms`);
        assert.equal(await page.$("main img, main script"), null, "what was typed became an element");
        await page.goto(`${server.url}${SEARCH}?q=${encodeURIComponent(query.slice(0, 2000).toWellFormed?.() ?? query.slice(0, 2000).replace(/[\ud800-\udfff]/g, ""))}&kind=__proto__&__proto__=x`);
        await until(page, "an answer", () => document.querySelector(".search-count").textContent !== "");
        assert.equal(await page.$("main img, main script"), null);
      });
    });
  }

  test("without JavaScript the form leads to the list of everything, and no control is shown that does nothing", async () => {
    await visitor(browser, { origin: server.url, javascript: false }, async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=buurtagenda`);
      for (const selector of [".search-filters", ".search-keys", ".search-recent", ".search-results", ".search-none", ".search-clear"]) {
        assert.ok(!(await page.$eval(selector, (e) => e.checkVisibility())), selector);
      }
      assert.ok((await page.$$(".search-all a")).length > 50);
    });
  });
});

describe("the box above every page", () => {
  const PAGE = pageTypes().find(([name]) => name.endsWith("-page"))[1];
  const BOX = "header input[name=q]";
  const options = (page) => page.$$eval("[role=option]", (all) => all.map((o) => o.textContent));

  test("loads nothing before it is used", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + PAGE);
      const loaded = () => page.$$eval("script[src]", (all) => all.map((s) => s.getAttribute("src")).filter((s) => /search-c|zoeken\/|search\//.test(s)));
      assert.deepEqual(await loaded(), []);
      await page.type(BOX, "buurt");
      await page.waitForSelector("[role=option]");
      assert.ok((await loaded()).length > 3);
    });
  });

  test("suggests six pages with their kind, by mouse and by arrows, and says how many", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + PAGE);
      await page.keyboard.press("/");
      await page.keyboard.type("buurtagenda");
      await page.waitForSelector("[role=option]");
      await pause(300);
      const all = await options(page);
      assert.equal(all.length, 7, `six and the way to all: ${all}`);
      assert.ok(all.some((o) => o.startsWith("Buurtagenda ")), String(all));
      assert.equal(await page.$eval(BOX, (i) => i.getAttribute("aria-expanded")), "true");
      await until(page, "how many", () => /^6 /.test(document.querySelector("header [role=status]").textContent));

      const pointed = () => page.$eval(BOX, (i) => document.getElementById(i.getAttribute("aria-activedescendant"))?.textContent ?? "");
      await page.keyboard.press("ArrowDown");
      assert.equal(await pointed(), all[0]);
      await page.keyboard.press("ArrowUp");
      assert.equal(await pointed(), "", "back in the box");
      await page.keyboard.press("ArrowUp");
      assert.equal(await pointed(), all[6]);
      await page.keyboard.press("Escape");
      assert.ok(!(await visible(page, "[role=listbox]")));
      await page.keyboard.press("ArrowDown");
      await page.waitForSelector("[role=option]");
      await page.keyboard.press("ArrowDown");
      const target = await page.$eval(BOX, (i) => document.getElementById(i.getAttribute("aria-activedescendant")).href);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(page.url(), target);
    });
  });

  test("a click opens a suggestion; Enter without a choice asks the search page", async () => {
    await visitor(browser, { origin: server.url }, async (page) => {
      await page.goto(server.url + PAGE);
      await page.type(BOX, "buurtagenda");
      const option = await page.waitForSelector("[role=option]");
      await pause(300);
      const target = await page.$eval("[role=option]", (o) => o.href);
      await Promise.all([page.waitForNavigation(), (await page.$("[role=option]")).click()]);
      assert.ok(option && page.url() === target);
      await page.type(BOX, "overlast");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.equal(page.url(), `${server.url}${SEARCH}?q=overlast`);
      await counted(page);
    });
  });

  test("fits on 320 pixels, suggestions and results", async () => {
    await visitor(browser, { origin: server.url, viewport: SMALL }, async (page) => {
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await page.goto(server.url + PAGE);
      await page.type(BOX, "buurtagenda");
      await page.waitForSelector("[role=option]");
      const inside = await page.$eval("[role=listbox]", (l) => {
        const box = l.getBoundingClientRect();
        return box.left >= 0 && box.right <= innerWidth && box.width > 200;
      });
      assert.ok(inside, "the suggestions");
      assert.ok((await wide()) <= 0);
      await page.goto(`${server.url}${SEARCH}?q=buurtagenda`);
      await counted(page);
      assert.ok((await wide()) <= 0);
      await page.click(".search-filters summary");
      await page.waitForSelector(".search-groups input");
      assert.ok((await wide()) <= 0);
    });
  });
});

describe("is accessible", () => {
  const states = {
    "results and filters": async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=buurtagenda`);
      await counted(page);
      await page.click(".search-filters summary");
      // Who touches has no keyboard to be told about.
      const keys = await page.$(".search-keys summary");
      assert.equal(await keys.isVisible(), !page.viewport().hasTouch);
      if (await keys.isVisible()) await keys.click();
      await page.waitForSelector(".search-groups input");
    },
    "nothing found, with an earlier question": async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=xqzvwkpj`);
      await until(page, "nothing", () => document.querySelector(".search-none").checkVisibility());
    },
    "an earlier question": async (page) => {
      await page.goto(`${server.url}${SEARCH}?q=overlast`);
      await counted(page);
      await page.goto(server.url + SEARCH);
      await page.waitForSelector(".search-recent a");
    },
    suggestions: async (page) => {
      await page.goto(server.url + pageTypes().find(([name]) => name.endsWith("-page"))[1]);
      await page.type("header input[name=q]", "buurtagenda");
      await page.waitForSelector("[role=option]");
      await pause(300);
      await page.keyboard.press("ArrowDown");
    },
  };
  for (const [name, to] of Object.entries(states)) {
    for (const scheme of ["light", "dark"]) {
      for (const viewport of [DESKTOP, SMALL]) {
        test(`${name}, ${scheme}, at ${viewport.width} pixels`, async () => {
          await visitor(browser, { origin: server.url, viewport, scheme }, async (page) => {
            await to(page);
            await withCheckers(page);
            assert.deepEqual(await faults(page), []);
          });
        });
      }
    }
  }
});

describe("the same results everywhere", () => {
  /** What the search page and the box show for each question. */
  async function everything(page, start) {
    const seen = {};
    await page.goto(start + SEARCH + (start.startsWith("file:") ? "index.html" : ""));
    await page.waitForSelector(".search-filters:not([hidden])");
    for (const query of QUERIES) {
      await ask(page, query);
      await counted(page);
      seen[query] = await page.evaluate((s) => [document.querySelector(".search-count").textContent, ...[...document.querySelectorAll(`${s}, .result-sections a`)].map((a) => `${a.textContent} ${a.hash}`)], TITLES);
    }
    await page.click(".search-filters summary");
    await page.waitForSelector(".search-groups input");
    seen.filters = await page.$$eval(".search-groups label", (all) => all.map((l) => l.textContent));
    await page.goto(start + pageTypes()[1][1] + (start.startsWith("file:") ? "index.html" : ""));
    await page.type("header input[name=q]", QUERIES[0]);
    await page.waitForSelector("[role=option]");
    await pause(400);
    seen.suggestions = await page.$$eval("[role=option]", (all) => all.map((o) => o.textContent));
    return seen;
  }

  let plain;
  const fromServer = async () => {
    plain ??= await (async () => {
      const bare = await serve("/", { headers: {} });
      try {
        return await visitor(browser, { origin: bare.url }, (page) => everything(page, bare.url));
      } finally {
        await bare.stop();
      }
    })();
    for (const query of QUERIES) assert.ok(plain[query].length > 3, `${query}: ${plain[query]}`);
    return plain;
  };

  test("under the policy that allows scripts of the site itself and nothing more", async () => {
    const strict = await serve("/", { headers: { "content-security-policy": POLICY } });
    try {
      const got = await visitor(browser, { origin: strict.url }, (page) => everything(page, strict.url));
      assert.deepEqual(got, await fromServer());
    } finally {
      await strict.stop();
    }
  });

  test("from a disk", async () => {
    const start = pathToFileURL(`${SITE}/`).href;
    const got = await visitor(browser, { origin: start }, (page) => everything(page, start));
    assert.deepEqual(got, await fromServer());
  });

  test("below a folder of a server", async () => {
    const below = await serve("/een/hub/");
    try {
      const got = await visitor(browser, { origin: below.url }, (page) => everything(page, below.url));
      assert.deepEqual(got, await fromServer());
    } finally {
      await below.stop();
    }
  });

  for (const from of ["a server", "a disk"]) {
    test(`in Firefox, from ${from}`, async () => {
      assert.ok(existsSync(join(SITE, SEARCH)));
      const firefox = await launchFirefox();
      try {
        const page = await firefox.newPage();
        const start = from === "a disk" ? pathToFileURL(`${SITE}/`).href : server.url;
        assert.deepEqual(await everything(page, start), await fromServer());
      } finally {
        await firefox.close();
      }
    });
  }
});
