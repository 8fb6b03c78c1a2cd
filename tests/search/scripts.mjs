// The index of a built site, loaded into the core as a browser would: every file is run as a classic
// script of its own, the scripts of the theme as they are served.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";


/** The folder of the search page in a site. */
export function searchFolder(site) {
  return readdirSync(site).includes("zoeken") ? join(site, "zoeken") : join(site, "search");
}

/** Files of an index, relative to its folder. */
export function filesOf(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const inside = (entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1);
  return all.filter((entry) => entry.isFile() && entry.name.endsWith(".js")).map(inside);
}

/** The core with an index in it: `search(query, limit)`, `calls`, what each file said, and `run`, a script beside them. */
export function load(folder) {
  const context = vm.createContext({ console });
  for (const name of ["search-core.js", "search-filters.js"]) vm.runInContext(readFileSync(join(folder, "../assets", name), "utf8"), context, { filename: name });
  const hub = context.wijkzoekCore.create();
  const calls = [];
  context.wijkzoek = (kind, number, content) => calls.push([kind, number, content]);
  for (const file of filesOf(folder)) {
    const before = calls.length;
    vm.runInContext(readFileSync(join(folder, file), "utf8"), context, { filename: file });
    if (calls.length !== before + 1) throw new Error(`${file} makes ${calls.length - before} calls`);
  }
  calls.forEach(([kind, number, content]) => hub.part(kind, number, content));
  const search = (query, limit) => {
    const answer = hub.search(query, { limit });
    if (answer.missing) throw new Error(`${query}: ${answer.missing} is not there`);
    return answer;
  };
  const run = (script) => vm.runInContext(script, context);
  return { search, calls, run, words: context.wijkzoekCore.words };
}
