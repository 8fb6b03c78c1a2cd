// Pagefind: its own client, with fetch answered from CORPUS/pagefind. Shows five results, as its interface does.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";

const SHOWN = 5;
let copies = 0;

/** Its client keeps the index in the module: each visit gets a module of its own. */
async function client(text) {
  const file = path.join(os.tmpdir(), `pagefind-${process.pid}-${copies++}.mjs`);
  fs.writeFileSync(file, text);
  const module = await import(pathToFileURL(file));
  fs.unlinkSync(file);
  return module;
}

/** The address of each fragment: only for judging, so it is not counted. */
function addresses(folder) {
  const read = (name) => JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(folder, "fragment", name))).toString("utf8").slice("pagefind_dcd".length));
  return new Map(fs.readdirSync(path.join(folder, "fragment")).map((name) => [name.replace(/\.pf_fragment$/, ""), read(name).url]));
}

let known;
export default {
  name: "Pagefind",
  async load(corpus, visit) {
    const folder = path.join(corpus, "pagefind");
    known ??= addresses(folder);
    globalThis.window = { location: { origin: "http://localhost" } };
    globalThis.location = { href: "http://localhost/" };
    globalThis.document = { querySelector: (s) => (s === "html" ? { getAttribute: () => "nl" } : null), currentScript: null };
    globalThis.fetch = async (url) => new Response(visit.bytes(path.join(folder, decodeURIComponent(String(url).replace(/^.*?\/pagefind\//, "").split("?")[0]))));
    const pagefind = await client(visit.text(path.join(folder, "pagefind.js")));
    await pagefind.options({ basePath: "http://localhost/pagefind/", baseUrl: "/", noWorker: true });
    await pagefind.init();
    let results = [];
    return {
      async search(query) {
        ({ results } = await pagefind.search(query));
        return results.slice(0, 10).map((result) => known.get(result.id));
      },
      show: () => Promise.all(results.slice(0, SHOWN).map((result) => result.data())),
    };
  },
};
