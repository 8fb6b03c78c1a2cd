// Saves pages on the device: `[data-save]` names a list of what belongs together; the button saves it, shows
// how far it is, and takes it away again. Each list has a cache of its own, which holds the list itself once it is whole.
// The service worker (sw.js) finds what is in it.
(() => {
  const boxes = [...document.querySelectorAll("[data-save]")];
  if (!navigator.serviceWorker || !window.caches || !location.protocol.startsWith("http")) return;
  const root = new URL("../", document.currentScript.src).href;
  const cacheOf = (list) => `wijkwijzer ${root} saved ${list}`;
  const language = document.documentElement.lang;
  const AT_ONCE = 4;

  /** `240 kB`, `1,2 MB`, in the words of the page. */
  function size(bytes, texts) {
    const [n, text, digits] = bytes < 1e6 ? [Math.max(1, Math.ceil(bytes / 1e3)), texts.kb, 0] : [bytes / 1e6, texts.mb, 1];
    return text.replace("{n}", n.toLocaleString(language, { maximumFractionDigits: digits }));
  }

  /** The list as it was saved; nothing when it was not, or not to the end. */
  async function saved(list) {
    const found = await caches.match(list, { cacheName: cacheOf(list) });
    return found && found.json();
  }

  /** Fetches all that a list names, a few files at once; `step(done, all)` is told of each. */
  async function save(list, step) {
    const wanted = await (await fetch(list, { cache: "no-cache" })).json();
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota - usage < wanted.bytes) throw new DOMException("full", "QuotaExceededError");
    const whole = (await saved(list)) !== undefined;
    const cache = await caches.open(cacheOf(list));
    const urls = wanted.files.map((file) => new URL(file || "./", root).href);
    const rest = [...urls];
    let bytes = 0;
    const fetchAll = async () => {
      for (let url = rest.shift(); url !== undefined; url = rest.shift()) {
        const response = await fetch(url, { cache: "no-cache" });
        if (response.status !== 200) throw new Error(`${response.status} ${url}`);
        const body = await response.blob();
        bytes += body.size;
        await cache.put(url, new Response(body, { headers: response.headers }));
        step(urls.length - rest.length, urls.length);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, fetchAll));
    } catch (error) {
      rest.length = 0;
      // Half of it is of no use; what was whole before stays, with what is newer in it.
      if (!whole) await caches.delete(cacheOf(list));
      throw error;
    }
    for (const { url } of await cache.keys()) if (!urls.includes(url)) await cache.delete(url);
    const pages = urls.filter((url) => url.endsWith("/")).length;
    await cache.put(list, new Response(JSON.stringify({ ...wanted, bytes, pages, saved: new Date().toISOString() })));
    navigator.storage?.persist?.().catch(() => {}); // Asks that the browser does not clear it by itself.
  }

  function start(box) {
    const list = new URL(box.dataset.save, location.href).href;
    const [button, remove] = box.querySelectorAll("button");
    const progress = box.querySelector("progress");
    const status = box.querySelector("[role=status]");
    const texts = box.dataset;
    const first = button.textContent;

    async function show(said) {
      const kept = await saved(list);
      remove.hidden = !kept;
      button.textContent = kept ? texts.renew : first;
      const day = kept && new Date(kept.saved).toLocaleDateString(language, { dateStyle: "long" });
      const state = kept ? texts.saved.replace("{date}", day).replace("{n}", kept.pages).replace("{size}", size(kept.bytes, texts)) : "";
      status.textContent = said ?? state;
      box.dataset.state = kept ? "saved" : "";
      return kept;
    }

    button.addEventListener("click", async () => {
      if (box.dataset.state === "busy") return;
      box.dataset.state = "busy";
      progress.hidden = false;
      progress.value = 0;
      status.textContent = texts.busy.replace("{n}", 0);
      let told = 0, said;
      try {
        await save(list, (done, all) => {
          progress.value = done / all;
          const quarter = Math.floor((4 * done) / all) * 25;
          if (quarter > told && quarter < 100) status.textContent = texts.busy.replace("{n}", quarter);
          told = Math.max(told, quarter);
        });
      } catch (error) {
        said = error.name === "QuotaExceededError" ? texts.full : texts.failed;
      }
      progress.hidden = true;
      await show(said);
      document.dispatchEvent(new Event("saved"));
    });

    remove.addEventListener("click", async () => {
      await caches.delete(cacheOf(list));
      await show(texts.removed);
      button.focus();
      document.dispatchEvent(new Event("saved"));
    });

    document.addEventListener("cleared", () => show());
    show().then(async (kept) => {
      box.classList.add("is-ready");
      if (!kept || !navigator.onLine) return;
      const now = await (await fetch(list, { cache: "no-cache" })).json();
      if (now.version !== kept.version) status.textContent += ` ${texts.newer}`;
    }).catch(() => {}); // No network: what is saved is all that is known.
  }

  window.hubOffline = { root, size };
  boxes.forEach(start);
})();
