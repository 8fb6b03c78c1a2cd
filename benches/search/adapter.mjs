// Our client for the evaluation: the core that the browser runs, and every file that it asks for.
// CORPUS/out is the hub that hub.py makes of the corpus, built.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const name = (p) => p.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

export default [{
  name: "WijkWijzer", lazy: true,
  async load(dir, io) {
    const folder = ["zoeken", "search"].map((f) => path.join(dir, process.env.OUT || "out", f)).find((f) => fs.existsSync(f));
    const paths = new Map(fs.readFileSync(path.join(dir, "docs.jsonl"), "utf8").trim().split("\n").map((l) => JSON.parse(l).path).map((p) => [name(p) || "front", p]));
    const core = process.env.CORE || path.join(dir, process.env.OUT || "out", "assets/search-core.js");
    const context = vm.createContext({});
    vm.runInContext(io.script(core), context);
    const index = context.wijkzoekCore.create();
    context.wijkzoek = index.part;
    const get = (file) => vm.runInContext(io.script(path.join(folder, file === "m.js" ? file : path.join(index.folder(), file))), context);
    return {
      search(query) {
        for (let round = 0; round < 10; round++) {
          const answer = index.search(query);
          if (answer.results) return answer.results.map((r) => paths.get(name(r.address)) ?? "?" + r.address);
          answer.missing.forEach(get);
        }
        throw new Error("still missing after 10 rounds");
      },
    };
  },
}];
