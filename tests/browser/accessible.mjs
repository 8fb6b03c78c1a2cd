// Two checkers of accessibility, put into a page: axe-core and HTML_CodeSniffer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const packaged = (file) => readFileSync(createRequire(import.meta.url).resolve(file), "utf8");
/** Two checkers with rules of their own: what one does not see, the other may. */
export const AXE = packaged("axe-core/axe.min.js");
export const SNIFFER = packaged("html_codesniffer/build/HTMLCS.js");

/** What both checkers say is wrong, one line for each fault. */
export async function faults(page) {
  const axe = await page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document, { resultTypes: ["violations"] });
    return {
      looked: passes.length,
      wrong: violations.map((v) => `axe ${v.id}: ${v.help}\n  ${
        v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")}: ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""}`).join("\n  ")}`),
    };
  });
  assert.ok(axe.looked > 5, "the checker looked at the page");
  const sniffed = await page.evaluate(() => new Promise((done, failed) => {
    window.HTMLCS.process("WCAG2AA", document, () => {
      const errors = window.HTMLCS.getMessages().filter((m) => m.type === window.HTMLCS.ERROR);
      done(errors.map((m) => `HTML_CodeSniffer ${m.code}: ${m.msg}\n  ${m.element?.outerHTML?.slice(0, 200) ?? ""}`));
    }, failed, "en");
  }));
  return [...axe.wrong, ...sniffed];
}
