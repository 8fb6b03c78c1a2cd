// The page for who is offline: says which page was wanted, and lists what is on the device.
(() => {
  const page = document.querySelector("[data-offline-page]");
  if (!page || !window.hubOffline) return;
  const { root, size } = window.hubOffline;
  const ours = `wijkwijzer ${root} `;
  const [savedList, readList] = page.querySelectorAll("[data-list]");
  const clear = page.querySelector("[data-clear]");

  const wanted = new URLSearchParams(location.search).get("page");
  if (wanted !== null) {
    const again = page.querySelector("[data-wanted] a");
    const target = new URL(wanted || "./", root);
    // Only a page of this hub: anybody can make a link to here.
    if (target.href.startsWith(root)) {
      again.href = target;
      again.closest("[data-wanted]").hidden = false;
    }
  }

  function item(url, title, more) {
    const li = document.createElement("li"), a = document.createElement("a");
    a.href = url;
    a.textContent = title;
    li.append(a, more ? ` (${more})` : "");
    return li;
  }

  function fill(section, items) {
    section.querySelector("ul").replaceChildren(...items);
    section.hidden = items.length === 0;
  }

  async function savedItems() {
    const items = [];
    for (const name of await caches.keys()) {
      if (!name.startsWith(`${ours}saved `)) continue;
      const list = await (await caches.match(name.slice(`${ours}saved `.length), { cacheName: name }))?.json();
      if (list) items.push(item(new URL(list.url || "./", root), list.title, size(list.bytes, page.dataset)));
    }
    return items;
  }

  async function readItems() {
    const cache = await caches.open(`${ours}read`);
    const items = [];
    for (const { url } of (await cache.keys()).reverse()) {
      if (url.startsWith(location.origin + location.pathname)) continue;
      const read = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
      items.push(item(url, read.querySelector("h1")?.textContent.trim() || read.title || url));
    }
    return items;
  }

  async function show() {
    const [saved, read] = [await savedItems(), await readItems()];
    fill(savedList, saved);
    fill(readList, read);
    clear.hidden = saved.length + read.length === 0;
  }

  clear.querySelector("button").addEventListener("click", async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(ours) && !name.startsWith(`${ours}core `)) await caches.delete(name);
    }
    await show();
    document.dispatchEvent(new Event("cleared"));
    page.querySelector("[data-cleared]").textContent = page.dataset.cleared;
    page.querySelector("h1").focus();
  });
  document.addEventListener("saved", show);
  show().then(() => page.classList.add("is-ready"));
})();
