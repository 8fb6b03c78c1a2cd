// The built site under test: which kinds of page it has, and a server that sends it as a static
// host does, with the headers of its own `_headers` file (the strict Content-Security-Policy).

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";

const folder = process.env.SITE;
if (!folder || !existsSync(join(folder, "index.html"))) {
  console.error("SITE must name the folder of a built site");
  process.exit(2);
}
/** The folder of the built site. */
export const SITE = resolve(folder);

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8", ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
  ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8",
  ".pdf": "application/pdf", ".webmanifest": "application/manifest+json",
};

/** The rules of `_headers`: `[pattern, [[name, value]…]]`. */
function headerRules() {
  const rules = [];
  const path = join(SITE, "_headers");
  if (!existsSync(path)) return rules;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const pattern = line.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
      rules.push([new RegExp(`^${pattern}$`), []]);
    } else {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line);
      rules.at(-1)[1].push([name, value]);
    }
  }
  return rules;
}

/**
 * Serves the site (or another `folder`) below `prefix`, on a free port of this machine or on this one, with these headers
 * instead of its own when given.
 * A folder named `silence` is a server that takes requests and never answers.
 */
export async function serve(prefix = "/", { folder = SITE, port = 0, headers = null } = {}) {
  const rules = headers === null ? headerRules() : [[/^/, Object.entries(headers)]];
  const server = createServer((request, response) => {
    if (folder === "silence") return;
    let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    path = path.slice(prefix.length - 1);
    for (const [pattern, headers] of rules) {
      if (pattern.test(path)) for (const [name, value] of headers) response.setHeader(name, value);
    }
    let file = normalize(join(folder, path));
    let status = 200;
    if (existsSync(file) && statSync(file).isDirectory()) {
      if (!path.endsWith("/")) {
        response.writeHead(301, { location: `${prefix.slice(0, -1)}${path}/` }).end();
        return;
      }
      file = join(file, "index.html");
    }
    if (!file.startsWith(folder) || !existsSync(file)) {
      status = 404;
      file = join(folder, "404.html");
    }
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.writeHead(status).end(existsSync(file) ? readFileSync(file) : "");
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    stop: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}

/** The paths in the site map, relative to the root of the site: `""`, `"nieuws/"`, … */
export function listedPaths() {
  const map = readFileSync(join(SITE, "sitemap.xml"), "utf8");
  const addresses = [...map.matchAll(/<loc>([^<]*)<\/loc>/g)].map((m) => m[1].replaceAll("&amp;", "&"));
  const base = addresses.reduce((a, b) => (b.length < a.length ? b : a));
  return addresses.map((address) => decodeURIComponent(address.slice(base.length))).sort();
}

const size = (path) => statSync(join(SITE, path, "index.html")).size;
const parentOf = (path) => path.replace(/[^/]+\/$/, "");
const isLaterPage = (path) => /(^|\/)\d+\/$/.test(path);

/** The folder of the map. */
export const MAP = ["kaart/", "map/"].find((path) => existsSync(join(SITE, path, "index.html")));

/** The folder of the search page. */
export const SEARCH = ["zoeken/", "search/"].find((path) => existsSync(join(SITE, path, "index.html")));

/** Pages that have pages below them: overviews of kinds, indexes of vocabularies. */
export function overviews() {
  const paths = listedPaths().filter((path) => path !== "" && !isLaterPage(path));
  const parents = new Set(paths.map(parentOf));
  return paths.filter((path) => parents.has(path));
}

/** The pages directly below an overview, the largest first: it has most on it that can go wrong. */
export function pagesBelow(overview) {
  return listedPaths()
    .filter((path) => path !== overview && parentOf(path) === overview && !isLaterPage(path))
    .sort((a, b) => size(b) - size(a));
}

/** Overviews of kinds: they offer their list as a table. */
export function kindOverviews() {
  return overviews().filter((path) => /href="[^"]*\.csv"/.test(readFileSync(join(SITE, path, "index.html"), "utf8")));
}

/** Every kind of page that the site has: `[name, path]`, one of each. */
export function pageTypes() {
  const types = [["home", ""]];
  const lists = overviews();
  for (const overview of lists) {
    const name = overview.slice(0, -1).replaceAll("/", "-");
    types.push([name, overview]);
    const below = pagesBelow(overview).filter((path) => !lists.includes(path));
    if (below.length > 0) types.push([`${name}-page`, below[0]]);
  }
  const standing = listedPaths().filter((path) => path !== "" && parentOf(path) === "" && !lists.includes(path) && path !== SEARCH && !isLaterPage(path));
  for (const path of standing.slice(0, 4)) types.push([path.slice(0, -1), path]);
  const later = laterPages();
  if (later.length > 0) types.push(["second-page", later[0]]);
  if (SEARCH) types.push(["search", SEARCH]);
  if (existsSync(join(SITE, "404.html"))) types.push(["404", "404.html"]);
  return types;
}

/** One page of each template, and the largest text of all: `[name, path]`. */
export function templates() {
  const types = pageTypes();
  const kind = kindOverviews()[0];
  const vocabulary = overviews().find((path) => !kindOverviews().includes(path));
  const pages = kindOverviews().flatMap(pagesBelow);
  const largest = pages.reduce((a, b) => (size(b) > size(a) ? b : a), pages[0]);
  const wanted = ["", kind, pagesBelow(kind)[0], vocabulary, vocabulary && pagesBelow(vocabulary)[0], largest, SEARCH, "404.html"];
  const named = (path) => types.find(([, p]) => p === path) ?? [path, path];
  return [...new Set(wanted)].filter((path) => path !== undefined).map(named);
}

/** Second and later pages of lists, in the site map or not. */
function laterPages() {
  const found = [];
  for (const overview of overviews()) {
    for (const name of readdirSync(join(SITE, overview))) {
      if (name === "2" && existsSync(join(SITE, overview, name, "index.html"))) found.push(`${overview}${name}/`);
    }
  }
  return found;
}
