// This hub has no service worker any more: this one removes what an earlier one kept, and itself.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(`wijkwijzer ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
})()));
