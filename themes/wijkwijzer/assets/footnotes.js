// Shows a footnote where it is mentioned. Without this script, and in a browser without popovers,
// the link leads to the note and the note leads back.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const box = document.createElement("div");
  box.className = "explanation";
  box.popover = "auto";
  box.tabIndex = -1;
  box.setAttribute("role", "note");
  document.querySelector("main").append(box);

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".footnote-reference a");
    const note = link && document.getElementById(link.hash.slice(1));
    if (!note) return;
    event.preventDefault();
    const copy = note.cloneNode(true);
    for (const part of copy.querySelectorAll(".footnote-back, [popover]")) part.remove();
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    box.replaceChildren(...copy.childNodes);
    box.setAttribute("aria-label", link.textContent);
    // Keyboard and reading order go on from the link; closing gives the focus back to it.
    link.focus({ preventScroll: true });
    box.showPopover({ source: link });
    box.focus({ preventScroll: true });
  });
})();
