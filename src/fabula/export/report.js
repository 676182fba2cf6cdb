"use strict";
// Moves between the remarks and shows which words belong to the one in hand.
const notes = [...document.querySelectorAll(".remark")];
const where = document.getElementById("where");
let current = null;

const shown = () => notes.filter((note) => !note.hidden);
const numberOf = (note) => note.id.slice(1);
const wordsOf = (number) =>
  document.querySelectorAll(`[data-n~="${number}"], [data-e~="${number}"]`);

function tell() {
  if (!where) return;
  const list = shown();
  const at = list.indexOf(current);
  where.textContent = at < 0 ? `${list.length}` : `${at + 1} of ${list.length}`;
}

function choose(note, focus) {
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
  current = note;
  if (note) {
    note.classList.add("now");
    for (const words of wordsOf(numberOf(note))) words.classList.add("now");
    if (focus) {
      const words = document.getElementById(`m${numberOf(note)}`);
      (words || note).scrollIntoView({ block: "center" });
      note.focus({ preventScroll: true });
    }
  }
  tell();
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const at = list.indexOf(current);
  const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
  choose(list[next], true);
}

function filter() {
  const names = new Set();
  for (const box of document.querySelectorAll("[data-show]")) {
    if (box.checked) names.add(box.dataset.show);
  }
  const kept = new Set();
  for (const note of notes) {
    note.hidden = !names.has(note.dataset.check);
    if (!note.hidden) kept.add(numberOf(note));
  }
  for (const mark of document.querySelectorAll(".mark")) {
    mark.classList.toggle("off", !mark.dataset.n.split(" ").some((n) => kept.has(n)));
  }
  choose(current && !current.hidden ? current : null, false);
}

const previous = document.getElementById("previous");
const next = document.getElementById("next");
if (previous && next) {
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
}
for (const box of document.querySelectorAll("[data-show]")) box.addEventListener("change", filter);

// In a table of tiles one tile takes the focus, and the arrow keys go to the others.
const tables = [...document.querySelectorAll(".grid")];
for (const table of tables) {
  const tiles = [...table.querySelectorAll("td a")];
  tiles.forEach((tile, at) => (tile.tabIndex = at ? -1 : 0));
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    const [down, right] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] || [];
    if (!cell || down === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    let [row, column] = [cell.parentElement.rowIndex, cell.cellIndex];
    for (;;) {
      row += down;
      column += right;
      const next = table.rows[row] && table.rows[row].cells[column];
      if (!next) return;
      const tile = next.querySelector("a");
      if (!tile) continue;
      for (const other of tiles) other.tabIndex = -1;
      tile.tabIndex = 0;
      tile.focus();
      return;
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement) return;
  const by = { n: 1, ArrowRight: 1, p: -1, ArrowLeft: -1 }[event.key];
  if (by) {
    event.preventDefault();
    step(by);
  } else if (event.key === "Escape") {
    choose(null, false);
  }
});

document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element && event.target.closest(".mark, .remark");
  if (!mark) return;
  const number = mark.classList.contains("remark") ? numberOf(mark) : mark.dataset.n.split(" ").pop();
  const note = document.getElementById(`n${number}`);
  if (note && !note.hidden) choose(note, false);
  if (mark.classList.contains("off")) event.preventDefault();
});
