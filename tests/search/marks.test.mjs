// What is marked in the text of a result, by the script of the theme and with as much of a document as it needs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = (name) => readFileSync(new URL(`../../themes/wijkwijzer/assets/${name}`, import.meta.url), "utf8");
const element = (name) => ({ name, nodes: [], append(...nodes) { this.nodes.push(...nodes); } });
const document = { currentScript: { src: "https://hub.example/assets/search-client.js" }, createDocumentFragment: () => element("text"), createElement: element };
const context = vm.createContext({ document });
context.window = context;
for (const name of ["search-core.js", "search-client.js"]) vm.runInContext(script(name), context);
const client = context.wijkzoekClient("./", "./zoeken/");

/** A text with [what is marked], for an answer with these forms of the words asked. */
function marked(text, forms) {
  const answer = { words: Object.keys(forms), forms: Object.values(forms).map((own) => Object.fromEntries(own.map((form) => [form, 1]))) };
  return client.marked(text, answer).nodes.map((node) => (node.name === "mark" ? `[${node.nodes.join("")}]` : node)).join("");
}

test("a word that was asked as one is marked with its hyphen", () => {
  assert.equal(marked("Het AI-systeem werkt", { aisysteem: ["aisysteem"] }), "Het [AI-systeem] werkt");
  assert.equal(marked("Het AI\u2011systeem", { aisys: ["aisysteem"] }), "Het [AI\u2011systeem]");
});

test("of a word with hyphens only the part that was asked is marked", () => {
  assert.equal(marked("In 2024-2025, en buurt-agenda's", { 2024: ["2024"], buurt: ["buurt"] }), "In [2024]-2025, en [buurt]-agenda's");
  assert.equal(marked("open-source", { open: ["open", "opensource"], source: ["source", "opensource"] }), "[open]-[source]");
});

test("what stands between words is left as it is", () => {
  assert.equal(marked("- een -- twee - (drie).", { twee: ["twee"] }), "- een -- [twee] - (drie).");
  assert.equal(marked("-twee- foto’s", { twee: ["twee"], fotos: ["fotos"] }), "-[twee]- [foto’s]");
});
