// Shares the address of a page with what the visitor's device offers, or else copies it.
(() => {
  const button = document.querySelector("[data-share]");
  if (!button || !(navigator.share || navigator.clipboard) || !location.protocol.startsWith("http")) return;
  const item = button.parentElement;
  const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
  item.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share({ title: document.querySelector("h1").textContent, url: address });
      } else {
        await navigator.clipboard.writeText(address);
        item.querySelector("[role=status]").textContent = button.dataset.share;
      }
    } catch {
      // The visitor closed the menu, or the browser does not allow it: nothing happens.
    }
  });
})();
