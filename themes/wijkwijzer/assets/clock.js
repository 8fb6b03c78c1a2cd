// Says by the visitor's clock what is over, going on or still to come: the page itself grows old.
// An element with data-starts and data-ends (seconds since 1970, so the time zone is the hub's) gets data-state;
// its parts with data-when are there in the states that they name, and a day or month is marked with data-today.
(() => {
  const tell = () => {
    const now = Date.now() / 1000;
    for (const event of document.querySelectorAll("[data-ends]")) {
      const { starts, ends, state: before } = event.dataset;
      const state = now >= ends ? "after" : now >= starts ? "during" : "before";
      if (state === before) continue;
      event.dataset.state = state;
      for (const part of event.querySelectorAll("[data-when]")) {
        if (part.closest("[data-ends]") === event) part.hidden = !part.dataset.when.split(" ").includes(state);
      }
      if (!("today" in event.dataset)) continue;
      if (state === "during") event.setAttribute("aria-current", "date");
      else event.removeAttribute("aria-current");
    }
    document.dispatchEvent(new Event("clock"));
  };
  tell();
  setInterval(tell, 30000);
  document.addEventListener("visibilitychange", tell);
  // Cards that a script has added.
  document.addEventListener("cards", tell);
})();
