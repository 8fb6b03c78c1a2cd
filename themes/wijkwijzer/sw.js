// The service worker: asks the network first, and has an answer when there is none. See docs/offline.md.
//
// The build writes one line above this one, `self.hub`: `build`, a name that changes with every build; `core`,
// what is kept from the first visit on; `index`, the folder of the search index; `pictures`, that of pictures in
// several sizes; `offline`, the page for who is offline; `list`, the list of the whole hub. All of them are
// addresses relative to the root of the hub.

const OURS = `wijkwijzer ${registration.scope} `;
const CORE = `${OURS}core ${hub.build}`;
const READ = `${OURS}read`; // pages that were read
const FILES = `${OURS}files`; // what these pages showed
const INDEX = `${OURS}index`; // parts of the search index that were used
const SAVED = `${OURS}saved `; // what the visitor saved, by the list that it was saved from (assets/offline.js)

const MOST = { [READ]: 60, [FILES]: 150, [INDEX]: 400 };
const LARGEST = 5_000_000; // bytes of a file that is kept although nobody asked for it
const PATIENCE = 4000; // milliseconds after which a page that is kept is better than waiting

const full = (address) => new URL(address || "./", registration.scope).href;
const inIndex = (url) => hub.index !== "" && url.startsWith(full(hub.index));
const isPicture = (url) => url.startsWith(full(hub.pictures));

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

// Nothing that an older page does depends on an older worker, so a new one need not wait.
async function install() {
  const core = await caches.open(CORE);
  await fill(core, hub.core.map(full));
  if (!(await core.match(full(hub.offline)))) throw new Error("no page for who is offline");
  await skipWaiting();
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.filter((name) => name.startsWith(`${OURS}core `) && name !== CORE).map((name) => caches.delete(name)));
  // What was read before is older than what was fetched just now.
  for (const name of [READ, FILES]) {
    const older = await caches.open(name);
    await Promise.all(hub.core.map((address) => older.delete(full(address))));
  }
  const index = await caches.open(INDEX);
  for (const { url } of await index.keys()) if (!inIndex(url)) await index.delete(url);
  await clients.claim();
  // Who saved the whole hub can search all of it, so the index must be that of this build.
  const list = full(hub.list);
  if (!names.includes(SAVED + list)) return;
  try {
    const { files } = await (await fetch(list, { cache: "no-cache" })).json();
    await fill(index, files.map(full).filter(inIndex));
  } catch {
    // No network any more: what is missing is fetched when it is used.
  }
}

/** Fetches what a cache is to hold. What the server refuses is left out; without a network it fails. */
async function fill(cache, urls) {
  await Promise.all(urls.map(async (url) => {
    const response = await fetch(url, { cache: "no-cache" });
    if (response.status === 200) await cache.put(url, plain(response));
  }));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  // Without a destination: a script asks, for what it keeps itself.
  const skip = request.method !== "GET" || !request.url.startsWith(registration.scope) || request.headers.has("range");
  if (skip || ["", "manifest"].includes(request.destination)) return;
  event.respondWith(inIndex(request.url) || isPicture(request.url) ? keptFirst(event) : networkFirst(event));
});

/** A file whose name changes with its content: what is kept is right. */
async function keptFirst(event) {
  return (await find(event.request.url)) ?? networkFirst(event);
}

async function networkFirst(event) {
  const { request } = event;
  const key = keyOf(request);
  let kept;
  const answer = fetch(request).then((response) => {
    kept = keep(key, response.clone());
    return response;
  });
  event.waitUntil(answer.then(() => kept).catch(() => {}));
  const late = new Promise((done) => setTimeout(done, PATIENCE)).then(() => find(key)).then((found) => found ?? answer);
  try {
    const response = await Promise.race([answer, late]);
    return response.status < 500 ? response : ((await find(key)) ?? response);
  } catch {
    return (await find(key)) ?? (await inOtherSize(key)) ?? missing(request, key);
  }
}

/** The same picture in another size or format, since a device keeps one: its name is the same up to the last hyphen. */
async function inOtherSize(key) {
  if (!isPicture(key)) return;
  const same = key.slice(0, key.lastIndexOf("-") + 1);
  const saved = (await caches.keys()).filter((name) => name.startsWith(SAVED));
  for (const name of [FILES, ...saved]) {
    const cache = await caches.open(name);
    const found = (await cache.keys()).find(({ url }) => url.startsWith(same));
    if (found) return cache.match(found, { ignoreVary: true });
  }
}

/** Under what an answer is kept: a page is the same whatever it is asked. */
function keyOf(request) {
  const url = new URL(request.url);
  return request.mode === "navigate" ? url.origin + url.pathname : url.href;
}

/** What is kept of an address, the newest first: what was read, then what came with the build, then what was saved. */
async function find(key) {
  const saved = (await caches.keys()).filter((name) => name.startsWith(SAVED));
  for (const name of [READ, FILES, INDEX, CORE, ...saved]) {
    const found = await caches.match(key, { cacheName: name, ignoreVary: true });
    if (found) return found;
  }
}

/** What a visitor gets who asks, without a network, for what is not there. */
async function missing(request, key) {
  if (request.mode !== "navigate") return Response.error();
  if (await find(`${key}/`)) return Response.redirect(`${key}/`);
  const wanted = request.url.slice(registration.scope.length);
  return Response.redirect(`${full(hub.offline)}?page=${encodeURIComponent(wanted)}`);
}

async function keep(key, response) {
  const page = (response.headers.get("content-type") ?? "").startsWith("text/html");
  const large = Number(response.headers.get("content-length")) > LARGEST;
  if (response.status !== 200 || response.type !== "basic" || large) return;
  const name = page ? READ : inIndex(key) ? INDEX : FILES;
  const cache = await caches.open(name);
  try {
    // First away, so that it is the newest of all.
    await cache.delete(key);
    await cache.put(key, plain(response));
    await shorten(cache, MOST[name]);
  } catch {
    await shorten(cache, MOST[name] / 2); // The device is full.
  }
}

async function shorten(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

/** An answer that may be given to any question: not marked as the end of a redirect. */
function plain(response) {
  if (!response.redirected) return response;
  return new Response(response.body, { status: response.status, headers: response.headers });
}

// A page that was open before there was a worker tells what it loaded: it was read as well.
addEventListener("message", (event) => {
  const urls = event.data?.read;
  if (!Array.isArray(urls)) return;
  const ours = urls.filter((url) => typeof url === "string" && url.startsWith(registration.scope));
  event.waitUntil(Promise.all(ours.map(async (url) => keep(url, await fetch(url)))).catch(() => {}));
});
