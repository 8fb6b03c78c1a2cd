// Does the site map name what exists, and does it name every page that may be found?

import { baseOf, elements, fileFor, filesBelow, main, read, startedAs } from "./lib.mjs";
import { children, tree } from "./xml.mjs";

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const W3C_DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

export function check(folder) {
  const findings = [];
  const files = filesBelow(folder);
  const exists = new Set(files);
  const base = exists.has("index.html") ? baseOf(folder) : null;
  if (base === null) return { findings: ["the home page has no canonical address"], seen: "nothing" };
  if (!exists.has("sitemap.xml")) return { findings: ["there is no sitemap.xml"], seen: "nothing" };

  const listed = new Set();
  const visit = (path) => {
    const say = (text) => findings.push(`${path}: ${text}`);
    let root;
    try {
      root = tree(read(folder, path));
    } catch (error) {
      say(`not well-formed: ${error.message}`);
      return;
    }
    if (root.uri !== SITEMAP) say(`is of another namespace: ${root.uri}`);
    const index = root.local === "sitemapindex";
    const items = children(root, index ? "sitemap" : "url");
    if (items.length > 50000) say(`holds ${items.length} addresses; 50,000 are allowed`);
    for (const item of items) {
      const address = children(item, "loc")[0]?.text ?? "";
      const lastmod = children(item, "lastmod")[0]?.text;
      if (lastmod !== undefined && (!W3C_DATE.test(lastmod) || Number.isNaN(Date.parse(lastmod)))) say(`no date: ${lastmod}`);
      if (!address.startsWith(base.href)) {
        say(`an address of another site: ${address}`);
        continue;
      }
      const inside = decodeURIComponent(address.slice(base.href.length));
      const target = fileFor(inside);
      if (!exists.has(target)) say(`an address that does not exist: ${address}`);
      else if (index) visit(target);
      else if (listed.has(target)) say(`an address that is named twice: ${address}`);
      else {
        listed.add(target);
        const page = elements(read(folder, target));
        if (isHidden(page)) say(`a page that asks not to be found: ${address}`);
        const canonical = page.find((e) => e.tag === "link" && e.attributes.get("rel") === "canonical");
        if (canonical && canonical.attributes.get("href") !== address) {
          say(`${address} calls itself ${canonical.attributes.get("href")}`);
        }
      }
    }
  };
  visit("sitemap.xml");

  for (const path of files.filter((p) => p.endsWith("index.html") && !listed.has(p))) {
    // Later pages of a list may be left out: what they list is named itself.
    if (/(^|\/)\d+\/index\.html$/.test(path)) continue;
    const page = elements(read(folder, path));
    if (isHidden(page)) continue;
    const canonical = page.find((e) => e.tag === "link" && e.attributes.get("rel") === "canonical")?.attributes.get("href");
    // A page that names another one as its real address (a redirect) belongs to that one.
    if (canonical !== undefined && canonical !== new URL(path.slice(0, -"index.html".length), base).href) continue;
    findings.push(`sitemap.xml: does not name ${path}`);
  }
  if (exists.has("robots.txt")) {
    const named = /^sitemap:\s*(\S+)/im.exec(read(folder, "robots.txt"))?.[1];
    if (named !== new URL("sitemap.xml", base).href) findings.push(`robots.txt: names ${named ?? "no site map"}`);
  } else findings.push("there is no robots.txt");
  return { findings, seen: `${listed.size} addresses` };
}

function isHidden(page) {
  return page.some((e) => e.tag === "meta"
    && ((e.attributes.get("name") === "robots" && /noindex/.test(e.attributes.get("content") ?? ""))
      || e.attributes.get("http-equiv")?.toLowerCase() === "refresh"));
}

if (startedAs(import.meta.url)) await main("sitemap", check);
