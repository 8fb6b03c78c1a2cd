// Is every page valid HTML? Asked of the Nu Html Checker, over all pages.
//
// Why this one: it is the reference checker of the HTML standard (content model, duplicate ids,
// ARIA in HTML), it reads all pages in one process, and it brings no house style of its own.
// So no rule is switched off, with two settings:
// - language detection is off: it guesses from letters, and is wrong on short pages and place names;
// - information is left out: "trailing slash on void elements" and its like are matters of taste.
// Errors and warnings both count.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow, main, startedAs } from "./lib.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** Runs the checker, and gives its messages. It writes them to its error output, as JSON. */
export function ask(options, files) {
  return new Promise((done, failed) => {
    const args = ["-Xss4m", "-jar", JAR, "--format", "json", "--exit-zero-always", "--stdout", ...options, ...files];
    execFile("java", args, { maxBuffer: 1 << 30 }, (error, output) => {
      if (error) failed(error);
      else done(JSON.parse(output).messages);
    });
  });
}

export async function check(folder) {
  const pages = filesBelow(folder).filter((path) => path.endsWith(".html"));
  const findings = pages.length === 0 ? ["no page found"] : [];
  const root = resolve(folder);
  // A command line has a limit, and a batch keeps the memory of the checker small.
  for (let at = 0; at < pages.length; at += 500) {
    const batch = pages.slice(at, at + 500).map((path) => resolve(root, path));
    for (const m of await ask(["--no-langdetect", "--skip-info-messages", "--html"], batch)) {
      const path = m.url ? relative(root, fileURLToPath(m.url)) : "(checker)";
      const kind = m.subType ?? m.type;
      if (m.type === "info" && m.subType !== "warning") continue;
      findings.push(`${path}:${m.lastLine ?? 0}:${m.lastColumn ?? 0}: ${kind}: ${m.message}`);
    }
  }
  return { findings, seen: `${pages.length} pages` };
}

if (startedAs(import.meta.url)) await main("html", check);
