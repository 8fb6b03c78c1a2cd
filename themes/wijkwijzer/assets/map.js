// Lets a visitor choose what a map shows, by kind: circles, list and numbers follow.
(() => {
  const counted = (n, one, many) => (n === 1 ? one : many).replace("{n}", n);

  function follow(map) {
    const boxes = [...map.querySelectorAll(".map-kinds input")];
    const { one, many, page, pages } = map.dataset;
    const tell = () => {
      const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      for (const place of map.querySelectorAll("[data-counts]")) {
        const parts = place.dataset.counts.split(" ").map((part) => part.split(":"));
        const n = parts.reduce((sum, [kind, count]) => sum + (chosen.has(kind) ? Number(count) : 0), 0);
        place.toggleAttribute("hidden", n === 0);
        const text = counted(n, page, pages);
        if (place.dataset.label) {
          const name = `${place.dataset.label}: ${text}`;
          place.setAttribute("aria-label", name);
          place.querySelector("title").textContent = name;
          place.nextElementSibling.textContent = n;
          place.nextElementSibling.toggleAttribute("hidden", n === 0);
        } else {
          place.querySelector(".count").textContent = text;
        }
      }
      for (const section of map.querySelectorAll(".map-list section")) {
        section.hidden = !section.querySelector("li[data-counts]:not([hidden])");
      }
      const total = boxes.reduce((sum, box) => sum + (box.checked ? Number(box.dataset.count) : 0), 0);
      map.querySelector("[role=status]").textContent = counted(total, one, many);
    };
    const fieldset = map.querySelector(".map-kinds");
    if (!fieldset) return;
    fieldset.hidden = false;
    fieldset.addEventListener("change", tell);
    // A browser that comes back to the page remembers what was chosen.
    if (boxes.some((box) => !box.checked)) tell();
  }
  document.querySelectorAll("[data-map]").forEach(follow);
})();
