// Does every link inside the output lead to something in the output?
//
// An oracle of its own: it knows nothing of how the site was made, and reads the HTML with the
// parser that follows the standard. Looked at: every address in every page, in style sheets, in
// feeds, in the web manifest and in `_redirects`; for HTML the anchor too.

import { filesBelow, elements, read, main, startedAs, baseOf, fileFor } from "./lib.mjs";

const ADDRESS_ATTRIBUTES = ["href", "src", "action", "formaction", "poster", "data", "cite", "longdesc"];
const META_ADDRESSES = new Set(["og:image", "og:url", "twitter:image"]);
const HERE = "http://site.invalid";

export function check(folder) {
  const files = filesBelow(folder);
  const exists = new Set(files);
  const base = exists.has("index.html") ? baseOf(folder) : null;
  const pages = files.filter((path) => path.endsWith(".html"));
  const parsed = new Map(pages.map((path) => [path, elements(read(folder, path))]));
  const anchors = new Map();
  for (const [path, all] of parsed) {
    const names = all.flatMap((e) => [e.attributes.get("id"), e.tag === "a" ? e.attributes.get("name") : undefined]);
    anchors.set(path, new Set(names.filter(Boolean)));
  }

  const findings = pages.length === 0 ? ["no page found"] : [];
  let links = 0;

  const follow = (from, address, what) => {
    const text = address.trim();
    if (/^(mailto|tel|sms|data|javascript|webcal|urn|geo):/i.test(text)) {
      if (/^javascript:/i.test(text)) findings.push(`${from}: ${what} runs a script: ${text}`);
      return;
    }
    links += 1;
    let path;
    let hash;
    if (/^([a-z][a-z0-9+.-]*:)?\/\//i.test(text)) {
      let url;
      try {
        url = new URL(text, base ?? undefined);
      } catch {
        findings.push(`${from}: ${what} is no address: ${text}`);
        return;
      }
      if (base === null || url.origin !== base.origin || !url.pathname.startsWith(base.pathname)) return;
      path = url.pathname.slice(base.pathname.length);
      hash = url.hash;
    } else if (text.startsWith("/")) {
      // A page that is not found is sent for any address, so it alone cannot use relative links.
      if (from !== "404.html" && from !== "_redirects") {
        findings.push(`${from}: ${what} starts at the root of the server, and breaks below a folder: ${text}`);
      }
      const url = new URL(text, base ?? HERE);
      const prefix = base?.pathname ?? "/";
      if (!url.pathname.startsWith(prefix)) {
        findings.push(`${from}: ${what} leaves the site: ${text}`);
        return;
      }
      path = url.pathname.slice(prefix.length);
      hash = url.hash;
    } else {
      const depth = from.split("/").length - 1;
      const up = text.split(/[?#]/)[0].split("/");
      let level = depth;
      for (const part of up) {
        if (part === "..") level -= 1;
        else if (part !== "." && part !== "") level += 1;
        if (level < 0) {
          findings.push(`${from}: ${what} leaves the site: ${text}`);
          return;
        }
      }
      const url = new URL(text, `${HERE}/${from.split("/").map(encodeURIComponent).join("/")}`);
      path = url.pathname.slice(1);
      hash = url.hash;
    }
    let target;
    try {
      target = fileFor(decodeURIComponent(path));
    } catch {
      findings.push(`${from}: ${what} has a broken % code: ${text}`);
      return;
    }
    if (!exists.has(target)) {
      const hint = exists.has(`${target}/index.html`) ? " (the slash at its end is missing)" : "";
      findings.push(`${from}: ${what} leads nowhere: ${text}${hint}`);
      return;
    }
    const anchor = decodeURIComponent(hash.slice(1));
    if (anchor !== "" && anchor !== "top" && !anchor.startsWith(":~:") && anchors.has(target) && !anchors.get(target).has(anchor)) {
      findings.push(`${from}: ${what} names an anchor that is not there: ${text}`);
    }
  };

  for (const [path, all] of parsed) {
    for (const { tag, attributes } of all) {
      for (const name of ADDRESS_ATTRIBUTES) {
        if (!attributes.has(name)) continue;
        // Addresses that name a thing of the whole web, such as an edit button, are followed only when they are ours.
        follow(path, attributes.get(name), `<${tag} ${name}>`);
      }
      if (attributes.has("srcset")) {
        for (const candidate of attributes.get("srcset").split(",")) {
          follow(path, candidate.trim().split(/\s+/)[0], `<${tag} srcset>`);
        }
      }
      if (tag === "meta" && META_ADDRESSES.has(attributes.get("property") ?? attributes.get("name"))) {
        follow(path, attributes.get("content") ?? "", `<meta ${attributes.get("property")}>`);
      }
      if (tag === "meta" && attributes.get("http-equiv")?.toLowerCase() === "refresh") {
        const target = /url=(.*)$/i.exec(attributes.get("content") ?? "");
        if (target) follow(path, target[1].replace(/^['"]|['"]$/g, ""), "<meta refresh>");
      }
    }
  }
  for (const path of files.filter((p) => p.endsWith(".css"))) {
    for (const [, address] of read(folder, path).matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)) follow(path, address, "url()");
  }
  for (const path of files.filter((p) => p.endsWith(".xml") || p.endsWith(".atom"))) {
    for (const [, address] of read(folder, path).matchAll(/<link\b[^>]*\bhref="([^"]*)"/g)) {
      follow(path, address.replaceAll("&amp;", "&"), "<link href>");
    }
  }
  for (const path of files.filter((p) => p.endsWith(".webmanifest"))) {
    const manifest = JSON.parse(read(folder, path));
    if (manifest.start_url) follow(path, manifest.start_url, "start_url");
    for (const icon of manifest.icons ?? []) follow(path, icon.src, "icon");
  }
  if (exists.has("_redirects")) {
    for (const line of read(folder, "_redirects").split("\n")) {
      const parts = line.trim().split(/\s+/);
      if (parts.length >= 2 && !line.startsWith("#") && !parts[1].includes(":splat")) follow("_redirects", parts[1], "target");
    }
  }
  return { findings, seen: `${pages.length} pages, ${links} links` };
}

if (startedAs(import.meta.url)) await main("links", check);
