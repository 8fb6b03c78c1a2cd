// MiniSearch as VitePress sets it up: sections are documents, the whole index is loaded before the first answer.
import fs from "node:fs";
import path from "node:path";

const FIELDS = { fields: ["title", "titles", "text"], storeFields: ["title", "titles"] };
const ASKED = { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } };

/** A page up to its first heading, and each section. */
function documents(corpus) {
  const pages = fs.readFileSync(path.join(corpus, "docs.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  return pages.flatMap((page) => {
    const beginning = page.sections.filter((s) => !s.heading).map((s) => s.text);
    const whole = { id: page.path, title: page.title, titles: [], text: [page.summary, page.tags.join(" "), ...beginning].join("\n") };
    const sections = page.sections.filter((s) => s.heading);
    return [whole, ...sections.map((s, i) => ({ id: `${page.path}#${s.anchor}-${i}`, title: s.heading, titles: [page.title], text: s.text }))];
  });
}

export default {
  name: "MiniSearch",
  whole: true,
  async load(corpus, visit) {
    const MiniSearch = visit.library("minisearch"), file = path.join(corpus, "minisearch.json");
    if (!fs.existsSync(file)) {
      const made = new MiniSearch(FIELDS);
      made.addAll(documents(corpus));
      fs.writeFileSync(file, JSON.stringify(made));
    }
    visit.bytes(path.join(path.dirname(visit.libraryFile("minisearch")), "../umd/index.js"));
    const index = MiniSearch.loadJSON(visit.text(file), FIELDS);
    return { search: (query) => index.search(query, ASKED).map((result) => result.id) };
  },
};
