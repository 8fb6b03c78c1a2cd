// The search of a built hub under Node: the core of the theme, with the files of the index read from the disk.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const require = createRequire(new URL("../../themes/wijkwijzer/assets/", import.meta.url));
require("./search-core.js");

/** What search-core.js gives. */
export const core = globalThis.wijkzoekCore;

/** A search over the hub that is built in `site`: `ask(text, options)` gives the answer, `files()` says what it has read so far. */
export function open(site) {
  const folder = ["zoeken", "search"].map((name) => join(site, name)).find((path) => existsSync(join(path, "m.js")));
  const search = core.create();
  const files = [];
  const read = (file) => {
    files.push(file);
    if (file.startsWith("search-")) return require(`./${file}`);
    globalThis.wijkzoek = search.part;
    runInThisContext(readFileSync(join(folder, file === "m.js" ? file : join(search.folder(), file)), "utf8"));
  };
  return {
    manifest: () => search.manifest(),
    files: () => files,
    ask(text, options) {
      for (let rounds = 0; rounds < 20; rounds += 1) {
        const answer = search.search(text, options);
        if (answer.results) return answer;
        answer.missing.forEach(read);
      }
      throw new Error(`no answer to ${text.slice(0, 50)}`);
    },
  };
}
