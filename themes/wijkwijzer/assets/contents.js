// Opens the table of contents where there is room beside the text, and marks the section that is being read.
(() => {
  const contents = document.querySelector("[data-contents]");
  if (!contents) return;
  const wide = matchMedia("(min-width: 76rem)");
  const unfold = () => { contents.open = wide.matches; };
  unfold();
  wide.addEventListener("change", unfold);

  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current = null;
  let waiting = false;
  const mark = () => {
    waiting = false;
    let last = -1;
    headings.forEach((heading, i) => {
      if (heading && heading.getBoundingClientRect().top < innerHeight / 4) last = i;
    });
    if (current === links[last]) return;
    current?.removeAttribute("aria-current");
    current = links[last] ?? null;
    current?.setAttribute("aria-current", "location");
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
})();
