// Puts what is still to come before what has been, on overviews and home: soonest first, and then newest first.
// Follows clock.js, which says what is over. Without it a list stands as it was declared.
(() => {
  const cardOf = (item) => item.querySelector("[data-ends]");
  const isOver = (item) => cardOf(item)?.dataset.state === "after";
  const from = (item) => Number(cardOf(item)?.dataset.starts ?? Infinity);
  const addressOf = (item) => item.querySelector("a")?.href;

  const blocks = [...document.querySelectorAll("[data-upcoming]")];
  const agenda = document.querySelector("[data-agenda]");
  const list = document.querySelector("[data-past]");
  const template = agenda?.querySelector("template");
  const toMonths = document.querySelector("[data-months]");
  const all = toMonths?.href;

  // A block of the home page: as many as fit, and no block when nothing is to come.
  function fill(block) {
    const coming = [...block.children].filter((item) => !isOver(item));
    for (const item of block.children) item.hidden = !coming.slice(0, block.dataset.upcoming).includes(item);
    block.closest("section").hidden = coming.length === 0;
  }

  function divide() {
    const shown = agenda.querySelector("ul");
    // A list of several pages has only some of what is to come on its first page, so all of it comes along.
    const items = [...(template ? template.content : shown).querySelectorAll("li:has([data-ends])"), ...(template ? [] : list.children)];
    const coming = items.filter((item) => !isOver(item)).sort((a, b) => from(a) - from(b));
    const past = items.filter(isOver).sort((a, b) => from(b) - from(a));
    shown.append(...coming);
    if (template) {
      const addresses = new Set(coming.map(addressOf));
      for (const item of list.children) item.hidden = addresses.has(addressOf(item));
    } else {
      list.append(...past);
    }
    const left = [...list.children].some((item) => !item.hidden);
    agenda.hidden = false;
    agenda.querySelector("[data-none]").hidden = coming.length > 0;
    list.hidden = !left;
    document.getElementById("Past-title").hidden = !left;
  }

  // The month that it is now, or else the first one after it with something in it.
  function nextMonth() {
    const months = toMonths.dataset.months.split("|").map((month) => month.split(" "));
    const next = months.find(([ends]) => ends > Date.now() / 1000);
    // Behind the address of all months: on a disk that one may end with a file name.
    if (next) toMonths.href = all.replace(/(index\.html)?$/, `${next[1]}/$1`);
  }

  let before;
  function arrange() {
    const states = [...document.querySelectorAll("[data-ends]")].map((event) => event.dataset.state).join();
    if (states === before) return;
    before = states;
    blocks.forEach(fill);
    if (agenda && list) divide();
    if (toMonths?.dataset.months) nextMonth();
  }
  document.addEventListener("clock", arrange);
  arrange();
})();
