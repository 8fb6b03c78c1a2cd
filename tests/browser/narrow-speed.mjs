// How long a choice takes in the overview of the site in SITE with the most pages, with the processor of
// Chromium slowed down four times: from the click on a box, or a letter, to the next frame after the list has changed;
// `first` is a letter a third of a second after the data came. By hand: SITE=folder node narrow-speed.mjs. Ends with 1 when a median
// is above 100 ms.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DESKTOP, launch, visitor } from "./browser.mjs";
import { SITE, kindOverviews, serve } from "./site.mjs";

const LIMIT = 100;
const SLOWER = Number(process.env.SLOWER ?? 4);

const totalOf = (path) => Number(/class="list-total"[^>]*>(\d+)/.exec(readFileSync(join(SITE, path, "index.html"), "utf8"))?.[1] ?? 0);
const overview = kindOverviews().reduce((a, b) => (totalOf(b) > totalOf(a) ? b : a));
const browser = await launch();
const server = await serve();
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
let slow = false;
try {
  await visitor(browser, { origin: server.url, viewport: DESKTOP }, async (page) => {
    await page.emulateCPUThrottling(SLOWER);
    await page.goto(server.url + overview, { waitUntil: "load" });
    const loaded = await page.evaluate(async () => {
      const before = performance.now();
      document.querySelector(".narrow").dispatchEvent(new Event("pointerover"));
      while (!window.wijklijst || !document.querySelector(".facet-more button, .facet input")) await new Promise((done) => setTimeout(done, 5));
      await new Promise((done) => { const wait = () => (performance.getEntriesByType("resource").some((e) => e.name === new URL(document.querySelector("[data-file]").dataset.file, location).href) ? setTimeout(done) : setTimeout(wait, 5)); wait(); });
      return performance.now() - before;
    });
    const measured = await page.evaluate(async () => {
      /** Time to the frame after `act`, when its result is painted. */
      const timed = async (act) => {
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150)));
        const from = performance.now();
        act();
        const script = performance.now() - from;
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return [performance.now() - from, script];
      };
      const times = { first: [], choice: [], words: [], order: [] };
      const words = document.querySelector(".narrow-words input");
      const write = (text) => () => { words.value = text; words.dispatchEvent(new Event("input", { bubbles: true })); };
      await new Promise((done) => setTimeout(done, 333));
      times.first.push(await timed(write("g")));
      await timed(write(""));
      // The texts of all items are made ready meanwhile.
      await new Promise((done) => setTimeout(done, 8000));
      const boxes = [...document.querySelectorAll(".facet")].flatMap((f) => [...f.querySelectorAll("input")].slice(0, 4));
      for (const input of boxes) times.choice.push(await timed(() => input.click()));
      for (const input of boxes) times.choice.push(await timed(() => input.click()));
      for (const text of ["a", "an", "and", "ander", "de", "", "g", "ge", "gem", "geme", "gemeente", "gemeente a", "the"]) times.words.push(await timed(write(text)));
      const sort = document.querySelector(".list-sort select");
      for (const order of ["title", "new", "", "title", "new"]) {
        times.order.push(await timed(() => { sort.value = order; sort.dispatchEvent(new Event("change", { bubbles: true })); }));
      }
      return times;
    });
    console.log(`${overview}: ${totalOf(overview)} pages, processor ${SLOWER} times slower; data read in ${Math.round(loaded)} ms`);
    for (const [what, list] of Object.entries(measured)) {
      const all = list.map((l) => l[0]);
      console.log(`${what}: median ${Math.round(median(all))} ms, most ${Math.round(Math.max(...all))} ms to the frame (script: median ${Math.round(median(list.map((l) => l[1])))} ms), ${list.length} times`);
      slow ||= median(all) > LIMIT;
    }
  });
} finally {
  await browser.close();
  await server.stop();
}
process.exit(slow ? 1 : 0);
