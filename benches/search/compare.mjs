// How well, and for how many bytes, is something found: our client and those of others on the same pages and queries.
// usage: compare.mjs CORPUS… [--limit 150] [--cold 40] [--queries FILE] [--only NAME]
// A corpus holds queries.tsv (query, paths of the right pages, set) and what the engines need, see README.md.
// Libraries of the others are looked for in the folder PEERS; what is not there is left out.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import zlib from "node:zlib";
import minisearch from "./minisearch.mjs";
import ours from "./ours.mjs";
import pagefind from "./pagefind.mjs";

const ENGINES = [ours, pagefind, minisearch];
const { values: options, positionals: corpora } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string", default: "150" }, cold: { type: "string", default: "40" }, queries: { type: "string", default: "queries.tsv" }, only: { type: "string" }, engine: { type: "string" } },
});
const libraries = createRequire(path.join(path.resolve(process.env.PEERS ?? "."), "x.js"));

/** What an engine reads is counted, each file once for a visit. */
class Visit {
  files = new Set();
  bytes = (file) => { this.files.add(path.resolve(file)); return fs.readFileSync(file); };
  text = (file) => this.bytes(file).toString("utf8");
  library = (name) => libraries(name);
  libraryFile = (name) => libraries.resolve(name);
}

const sizes = new Map();

/** Bytes that a host sends: brotli 11, or the file as it is when it is packed already. */
function sent(file) {
  if (!sizes.has(file)) {
    const bytes = fs.readFileSync(file), packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: bytes.length > 2e7 ? 9 : 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 };
    sizes.set(file, packed ? bytes.length : zlib.brotliCompressSync(bytes, { params }).length);
  }
  return sizes.get(file);
}

/** At most so many of a list, spread over all of it. */
function some(list, most) {
  const step = Math.ceil(list.length / most);
  return list.filter((_, i) => i % step === 0);
}

function at(values, share) {
  const sorted = values.toSorted ? values.toSorted((a, b) => a - b) : [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function queriesOf(corpus) {
  const rows = fs.readFileSync(path.join(corpus, options.queries), "utf8").split("\n").map((line) => line.split("\t"));
  return rows.filter((row) => row.length >= 3).map(([query, right, set]) => ({ query, right: new Set(right.split(/[ ,]+/)), set }));
}

/** Mean reciprocal rank of the first right page among ten, and the share of queries without a result, by set. */
async function quality(engine, rows) {
  const sets = {}, times = [];
  for (const set of new Set(rows.map((row) => row.set))) {
    const asked = some(rows.filter((row) => row.set === set), Number(options.limit));
    let rank = 0, none = 0;
    for (const { query, right } of asked) {
      const start = performance.now();
      const found = [...new Set((await engine.search(query)).map((p) => p.split("#")[0]))];
      times.push(performance.now() - start);
      const place = found.slice(0, 10).findIndex((p) => right.has(p));
      if (place >= 0) rank += 1 / (place + 1);
      if (!found.length) none += 1;
    }
    sets[set] = { n: asked.length, mrr: rank / asked.length, none: none / asked.length };
  }
  return { sets, p50: at(times, 0.5), p95: at(times, 0.95) };
}

/** Bytes of the first search of a visitor, for many visitors; and of each further one of a visitor. */
async function cost(adapter, corpus, rows) {
  const asked = some(rows, Number(options.cold)), first = [], next = [];
  const sum = (files) => [...files].reduce((all, file) => all + sent(file), 0);
  let engine, visit;
  for (const { query } of adapter.whole ? asked.slice(0, 1) : asked) {
    visit = new Visit();
    engine = await adapter.load(corpus, visit);
    await engine.search(query);
    await engine.show?.();
    first.push(sum(visit.files));
  }
  for (const { query } of asked) {
    const before = new Set(visit.files);
    await engine.search(query);
    await engine.show?.();
    next.push(sum([...visit.files].filter((file) => !before.has(file))));
  }
  return { first: at(first, 0.5), first95: at(first, 0.95), next: at(next, 0.5) };
}

async function measure(adapter, corpus) {
  const rows = queriesOf(corpus);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed, start = performance.now();
  const engine = await adapter.load(corpus, new Visit());
  await engine.search(rows[0].query);
  const ready = performance.now() - start;
  const found = await quality(engine, rows);
  globalThis.gc?.();
  const memory = (process.memoryUsage().heapUsed - before) / 1e6;
  return { ...found, ...(await cost(adapter, corpus, rows)), ready, memory };
}

if (options.engine) {
  const result = await measure(ENGINES.find((engine) => engine.name === options.engine), corpora[0]);
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
} else {
  for (const corpus of corpora) {
    const rows = [];
    for (const { name } of ENGINES.filter((engine) => !options.only || engine.name === options.only)) {
      const flags = ["--expose-gc", "--max-old-space-size=12000", fileURLToPath(import.meta.url), corpus, "--engine", name];
      for (const key of ["limit", "cold", "queries"]) flags.push(`--${key}`, options[key]);
      const ran = spawnSync(process.execPath, flags, { encoding: "utf8", maxBuffer: 1e8 });
      if (ran.status === 0) rows.push([name, JSON.parse(ran.stdout)]);
      else console.error(`${name} is left out: ${ran.stderr.split("\n").find((line) => /Error/.test(line)) ?? ran.signal}`);
    }
    if (rows.length) print(corpus, rows);
  }
}

function print(corpus, rows) {
  const sets = Object.keys(rows[0][1].sets), kb = (bytes) => (bytes / 1024).toFixed(1);
  console.log(`\n${path.basename(corpus)}\n\n| engine | ${sets.join(" | ")} | first KB (95 %) | next KB |\n|---|${sets.map(() => "---|").join("")}---|---|`);
  for (const [name, r] of rows) {
    const of = sets.map((set) => `${r.sets[set].mrr.toFixed(3)}${r.sets[set].none ? ` (${(100 * r.sets[set].none).toFixed(1)} %)` : ""}`);
    console.log(`| ${name} | ${of.join(" | ")} | ${kb(r.first)} (${kb(r.first95)}) | ${kb(r.next)} |`);
  }
  for (const [name, r] of rows) console.log(`\n${name}: first answer after ${r.ready.toFixed(0)} ms, a query ${r.p50.toFixed(1)} ms (95 %: ${r.p95.toFixed(1)}), ${r.memory.toFixed(0)} MB`);
}
