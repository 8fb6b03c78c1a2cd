// What the first search of a visitor costs: bytes of the files that it fetches, brotli 11, by sort.
// usage: bytes.mjs CORPUS   (CORPUS/queries.tsv, CORPUS/out)
import fs from "node:fs";
import zlib from "node:zlib";
import ours from "./ours.mjs";

const folder = process.argv[2];
const SORTS = { core: "client", m: "manifest", b: "where shards begin", t: "terms", r: "reverse", d: "pages" };
const sizes = new Map();

function size(file) {
  if (!sizes.has(file)) {
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24 };
    sizes.set(file, zlib.brotliCompressSync(fs.readFileSync(file), { params }).length);
  }
  return sizes.get(file);
}

function sort(file) {
  return /\/([btrdf])\/\w+\.js$/.exec(file)?.[1] ?? (file.endsWith("/m.js") ? "m" : "core");
}

const rows = fs.readFileSync(`${folder}/queries.tsv`, "utf8").trim().split("\n").map((l) => l.split("\t")[0]);
const step = Math.max(1, Math.floor(rows.length / 80));
const visits = [];
for (let i = 0; i < rows.length; i += step) {
  const read = new Set();
  const text = (file) => { read.add(file); return fs.readFileSync(file, "utf8"); };
  const engine = await ours.load(folder, { text });
  engine.search(rows[i]);
  const visit = { all: 0, files: read.size };
  for (const file of read) {
    visit[sort(file)] = (visit[sort(file)] ?? 0) + size(file);
    visit.all += size(file);
  }
  visits.push(visit);
}

function at(key, share) {
  const values = visits.map((v) => v[key] ?? 0).sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))];
}

console.log(`${folder}: ${visits.length} cold searches`);
for (const [key, name] of Object.entries(SORTS)) console.log(`${name.padEnd(20)} ${String(at(key, 0.5)).padStart(7)}`);
console.log(`${"all, median".padEnd(20)} ${String(at("all", 0.5)).padStart(7)} in ${at("files", 0.5)} files`);
console.log(`${"all, 95 %".padEnd(20)} ${String(at("all", 0.95)).padStart(7)}`);
