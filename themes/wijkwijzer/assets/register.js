// Lets the service worker (sw.js) keep what is read, so that it is there without a network.
// Does nothing for a hub that is read from a disk.
(() => {
  const workers = navigator.serviceWorker;
  if (!workers || !location.protocol.startsWith("http")) return;
  const worker = new URL("../sw.js", document.currentScript.src);
  // After everything that the page itself needs.
  addEventListener("load", async () => {
    try {
      const known = workers.controller !== null;
      const taken = new Promise((done) => workers.addEventListener("controllerchange", done, { once: true }));
      await workers.register(worker, { updateViaCache: "none" });
      if (known) return;
      // This page came before the worker: when that takes over, it hears what was read.
      await taken;
      const parts = performance.getEntriesByType("resource").filter((e) => !["fetch", "other"].includes(e.initiatorType));
      workers.controller.postMessage({ read: [location.origin + location.pathname, ...parts.map((e) => e.name)] });
    } catch {
      // The browser allows no worker here, for example in a private window.
    }
  });
})();
