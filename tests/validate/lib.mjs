// What every check here shares: the files of a built site, and how findings are told.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";

/** Every file below `folder`, as sorted paths with forward slashes. */
export function filesBelow(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else found.push(path);
    }
  };
  walk("");
  return found.sort();
}

/** Runs one check on the folder named on the command line; exits with 1 when it finds something. */
export async function main(name, check) {
  const folder = process.argv[2];
  if (!folder) {
    console.error(`usage: node ${name}.mjs FOLDER`);
    process.exit(2);
  }
  const { findings, seen } = await check(folder);
  console.log([...findings, `${name}: ${seen}, ${findings.length} findings`].join("\n"));
  // Not process.exit: it would cut off what a pipe has not taken yet.
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** Whether the module at `url` was started by hand, and not imported. */
export function startedAs(url) {
  return process.argv[1] !== undefined && url === new URL(`file://${process.argv[1]}`).href;
}

/** Every element of an HTML text, in document order, each with `tag`, `attributes` and `text`. */
export function elements(html) {
  const found = [];
  const visit = (node) => {
    if (node.tagName) {
      const attributes = new Map(node.attrs.map((a) => [a.name, a.value]));
      const text = (node.childNodes ?? []).map((c) => c.value ?? "").join("");
      found.push({ tag: node.tagName, attributes, text });
    }
    for (const child of node.childNodes ?? []) visit(child);
    if (node.content) visit(node.content);
  };
  visit(parse(html));
  return found;
}

export function read(folder, path) {
  return readFileSync(join(folder, path), "utf8");
}

/** Where the hub says it is published: the canonical address of its home page. */
export function baseOf(folder) {
  const canonical = elements(read(folder, "index.html"))
    .find((e) => e.tag === "link" && e.attributes.get("rel") === "canonical");
  return canonical ? new URL(canonical.attributes.get("href")) : null;
}

/** The file that a server sends for a path relative to the root of the site. */
export function fileFor(path) {
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}
