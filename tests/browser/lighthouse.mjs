// Lighthouse over one page of each template and a search, as a phone; the worst of three runs counts. Not a part of
// tests/run: what it says about speed depends on what else the machine is doing. By hand, with the folder of a built site:
//
//   cd tests/browser && npm install --no-save lighthouse@12.8.2 && SITE=… node lighthouse.mjs

import lighthouse from "lighthouse";
import { launch } from "./browser.mjs";
import { SEARCH, serve, templates } from "./site.mjs";

/** The least that each category must score. */
const WANTED = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const RUNS = 3;

const server = await serve();
const browser = await launch();
const port = Number(new URL(browser.wsEndpoint()).port);

/** What Lighthouse says of a page once: the scores by category, and the audits that cost it something. */
async function once(path) {
  const { lhr } = await lighthouse(server.url + path, { port, logLevel: "silent", onlyCategories: Object.keys(WANTED) });
  return { lhr, scores: Object.entries(lhr.categories).map(([category, { score }]) => [category, Math.round(score * 100)]) };
}

let failed = 0;
// A page that does not exist is not meant to be found.
const pages = templates().filter(([, path]) => path !== "404.html");
for (const [name, path] of [...pages, ["results", `${SEARCH}?q=jongeren`]]) {
  const runs = [];
  for (let i = 0; i < RUNS; i += 1) runs.push(await once(path));
  const sum = ({ scores }) => scores.reduce((total, [, score]) => total + score, 0);
  const { lhr, scores } = runs.reduce((a, b) => (sum(b) < sum(a) ? b : a));
  console.log(`${name}: ${scores.map(([category, score]) => `${category} ${score}`).join(", ")}`);
  for (const [category, score] of scores) {
    if (score >= WANTED[category]) continue;
    failed += 1;
    for (const { id, weight } of lhr.categories[category].auditRefs) {
      const audit = lhr.audits[id];
      if (weight > 0 && audit.score !== null && audit.score < 1) console.log(`  ${category}: ${audit.title} ${audit.displayValue ?? ""}`);
    }
  }
}
await browser.close();
await server.stop();
process.exit(failed > 0 ? 1 : 0);
