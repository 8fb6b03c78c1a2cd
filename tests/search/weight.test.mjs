// What a visitor's browser loads to search, before the index: gzip, as most hosts send it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const LIMIT = 10_240;
const weight = (names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(process.env.SITE, "assets", name)), { level: 9 }).length, 0);

for (const [where, names] of [
  ["the box on any page", ["search-box.js", "search-core.js", "search-client.js"]],
  ["the search page", ["search-core.js", "search-client.js", "search.js"]],
]) {
  test(`the scripts of a search weigh at most 10 KB: ${where}`, (t) => {
    const bytes = weight(names);
    t.diagnostic(`${bytes} bytes`);
    assert.ok(bytes <= LIMIT, `${bytes} bytes`);
  });
}

test("the filters, which load when they are opened, weigh at most 2 KB more", (t) => {
  const bytes = weight(["search-filters.js"]);
  t.diagnostic(`${bytes} bytes`);
  assert.ok(bytes <= 2_048, `${bytes} bytes`);
});

test("a page on which nobody searches loads at most 2 KB for it", () => assert.ok(weight(["search-box.js"]) <= 2_048));
