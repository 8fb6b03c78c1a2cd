// Our client: the core that the browser runs, and every file that it asks for. CORPUS/out is the hub that hub.py makes
// of the corpus, built (OUT names another folder). All scripts of the search page are counted, but for the filters, which
// load when they are opened; with CORE_ALONE=1 the core alone, as the others are counted without their interface.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const name = (p) => p.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
let paths;

function pathsOf(corpus) {
  const all = fs.readFileSync(path.join(corpus, "docs.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line).path);
  return new Map(all.map((p) => [name(p) || "front", p]));
}

export default {
  name: "WijkWijzer",
  async load(corpus, visit) {
    paths ??= pathsOf(corpus);
    const site = path.join(corpus, process.env.OUT ?? "out");
    const folder = ["zoeken", "search"].map((f) => path.join(site, f)).find((f) => fs.existsSync(f));
    const context = vm.createContext({});
    vm.runInContext(visit.text(process.env.CORE ?? path.join(site, "assets/search-core.js")), context);
    if (!process.env.CORE_ALONE) for (const script of ["search-client.js", "search.js"]) visit.text(path.join(site, "assets", script));
    const index = context.wijkzoekCore.create();
    context.wijkzoek = index.part;
    const get = (file) => vm.runInContext(visit.text(path.join(folder, file === "m.js" ? file : path.join(index.folder(), file))), context);
    return {
      search(query) {
        for (let round = 0; round < 20; round++) {
          const answer = index.search(query);
          if (answer.results) return answer.results.filter((r) => !r.named).map((r) => paths.get(name(r.address)) ?? `?${r.address}`);
          answer.missing.forEach(get);
        }
        throw new Error("still missing after 20 rounds");
      },
    };
  },
};
