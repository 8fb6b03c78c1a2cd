// Is the Content-Security-Policy in `_headers` strict, and does every page keep to it?
//
// A page that breaks its policy looks well in a file viewer, and loses a script or its style on
// the real server; so what a browser would block is looked for in every page.

import { elements, filesBelow, main, read, startedAs } from "./lib.mjs";

const NEEDED = ["default-src", "base-uri", "form-action", "frame-ancestors"];
const WIDE = /^('unsafe-[a-z-]+'|\*|https?:|data:|blob:|filesystem:)$/;
const SCRIPT_LIKE = ["default-src", "script-src", "script-src-elem", "style-src", "style-src-elem", "object-src", "worker-src", "base-uri"];
// A script element of one of these types is data, and never run.
const DATA_TYPES = /^(application\/(ld\+)?json|importmap|text\/plain)$/;
const LOADED = new Map([
  ["script", "src"], ["img", "src"], ["iframe", "src"], ["audio", "src"], ["video", "src"], ["source", "src"],
  ["embed", "src"], ["object", "data"], ["track", "src"],
]);

export function check(folder) {
  const findings = [];
  const files = filesBelow(folder);
  if (!files.includes("_headers")) return { findings: ["there is no _headers"], seen: "nothing" };
  const policies = policiesIn(read(folder, "_headers"));
  if (!policies.some(([pattern]) => pattern === "/*")) findings.push("_headers: no Content-Security-Policy for /*");
  for (const [pattern, policy] of policies) {
    const say = (text) => findings.push(`_headers: ${pattern}: ${text}`);
    for (const name of NEEDED) {
      if (!policy.has(name)) say(`no ${name}`);
    }
    for (const [name, sources] of policy) {
      for (const source of sources) {
        if (source.startsWith("'unsafe-")) say(`${name} allows ${source}`);
        else if (SCRIPT_LIKE.includes(name) && WIDE.test(source)) say(`${name} allows ${source}`);
      }
    }
    if (!policy.has("object-src") && !policy.get("default-src")?.includes("'none'") && !policy.get("default-src")?.includes("'self'")) {
      say("plug-ins are not shut out");
    }
  }

  const pages = files.filter((p) => p.endsWith(".html"));
  for (const path of pages) {
    const say = (text) => findings.push(`${path}: ${text}`);
    for (const { tag, attributes, text } of elements(read(folder, path))) {
      const type = attributes.get("type") ?? "";
      if (tag === "script" && !attributes.has("src") && !DATA_TYPES.test(type)) say(`a script inside the page: ${text.trim().slice(0, 60)}`);
      if (tag === "style") say(`a style inside the page: ${text.trim().slice(0, 60)}`);
      if (tag === "base") say("a <base> element");
      if (tag === "meta" && attributes.get("http-equiv")?.toLowerCase() === "content-security-policy") {
        if (/'unsafe-/.test(attributes.get("content") ?? "")) say("a policy inside the page that allows what is unsafe");
      }
      for (const [name, value] of attributes) {
        if (name === "style") say(`<${tag} style="${value.slice(0, 40)}">`);
        if (name.startsWith("on")) say(`<${tag} ${name}="${value.slice(0, 40)}">`);
        if (/^\s*javascript:/i.test(value)) say(`<${tag} ${name}> runs a script`);
      }
      const address = LOADED.has(tag) ? attributes.get(LOADED.get(tag)) : undefined;
      if (address !== undefined && /^(https?:)?\/\//i.test(address)) say(`<${tag}> loads from elsewhere: ${address}`);
      const isSheet = tag === "link" && /\b(stylesheet|preload|modulepreload|icon|manifest|prefetch|preconnect|dns-prefetch)\b/.test(attributes.get("rel") ?? "");
      if (isSheet && /^(https?:)?\/\//i.test(attributes.get("href") ?? "")) say(`<link rel=${attributes.get("rel")}> loads from elsewhere`);
    }
  }
  return { findings, seen: `${policies.length} policies, ${pages.length} pages` };
}

/** The policies of a `_headers` file: `[path pattern, Map(directive → sources)]`. */
export function policiesIn(text) {
  const found = [];
  let pattern = "";
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      pattern = line.trim();
      continue;
    }
    const header = /^\s+content-security-policy:\s*(.*)$/i.exec(line);
    if (!header) continue;
    const policy = new Map();
    for (const part of header[1].split(";")) {
      const [name, ...sources] = part.trim().split(/\s+/);
      if (name) policy.set(name.toLowerCase(), sources);
    }
    found.push([pattern, policy]);
  }
  return found;
}

if (startedAs(import.meta.url)) await main("csp", check);
