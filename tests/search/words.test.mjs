// The words of a text are the same in the program and in the browser. `cargo test` has written what the program
// makes of many texts (tests/it/words.rs): every character, strings that are made to be difficult, all of content/.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { core } from "./index.mjs";

const target = process.env.CARGO_TARGET_DIR ?? new URL("../../target", import.meta.url).pathname;
const TOLD = JSON.parse(readFileSync(`${target}/tmp/words.json`, "utf8"));

// A character that this Node has not heard of yet is no letter to it.
const known = ([text]) => !/\p{Cn}/u.test(text);

test("every text has the same words in the program and in the browser", () => {
  const all = TOLD.filter(known);
  assert.ok(all.length > 100_000, `${all.length} texts`);
  const different = all.filter(([text, words]) => core.words(text).join(" ") !== words.join(" "));
  assert.deepEqual(different.slice(0, 20).map(([text, words]) => [text, [...text].map((c) => c.codePointAt(0).toString(16)).join(" "), words, core.words(text)]), []);
});

test("and the same name in an address", () => {
  const different = TOLD.filter(known).filter(([text, , name]) => core.hyphenated(text) !== name);
  assert.deepEqual(different.slice(0, 20).map(([text, , name]) => [text, name, core.hyphenated(text)]), []);
});
