// Remarks: one is in hand; keys and buttons go from one to the next; filters; the margin.
const notes = [...document.querySelectorAll(".remark")];
const where = document.getElementById("where");
const roomy = matchMedia("(min-width: 56.01rem)");
const GAP = 6;
let current = null;

const shown = () => notes.filter((note) => !note.hidden);
const numberOf = (note) => note.id.slice(1);
const markOf = (note) => document.getElementById(`m${numberOf(note)}`);
const wordsOf = (number) =>
  document.querySelectorAll(`[data-n~="${number}"], [data-e~="${number}"]`);

function tell() {
  if (!where) return;
  const list = shown();
  const at = list.indexOf(current);
  where.textContent = at < 0 ? `${list.length}` : `${at + 1} of ${list.length}`;
}

function choose(note, focus) {
  const before = current;
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
  current = note;
  if (note) {
    note.classList.add("now");
    for (const words of wordsOf(numberOf(note))) words.classList.add("now");
    if (focus) {
      show("text");
      (markOf(note) || note).scrollIntoView({ block: "center" });
    }
  }
  for (const one of new Set([before, note])) if (one) arrange(one.closest(".chapter"));
  if (note && focus) {
    note.focus({ preventScroll: true });
    const box = note.getBoundingClientRect();
    if (roomy.matches && box.bottom > innerHeight) scrollBy({ top: box.bottom - innerHeight + 20 });
  }
  tell();
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const at = list.indexOf(current);
  const next = at < 0 ? (by > 0 ? nearest(list) : list.length - 1) : (at + by + list.length) % list.length;
  choose(list[next], true);
}

// The first remark that is not above the window, so that reading on and `n` go together.
function nearest(list) {
  if (scrollY < 200) return 0;
  const first = blockAt(120);
  const found = list.findIndex((note) => blockOf(note) >= first);
  return Math.max(found, 0);
}
const blockOf = (note) => Number(note.closest(".row").id.slice(1));
function blockAt(y) {
  const main = document.getElementById("text").getBoundingClientRect();
  const row = document.elementFromPoint(main.left + 30, y)?.closest(".row");
  return row ? Number(row.id.slice(1)) : 0;
}

// Filters: a remark shows whose level and check are both asked for.
const levels = [...document.querySelectorAll("[data-show-level]")];
const topics = [...document.querySelectorAll("[data-show-topic]")];
const checks = [...document.querySelectorAll("[data-show]")];
const ofTopic = (box) => checks.filter((one) => one.dataset.of === box.dataset.showTopic);

function filter() {
  const wanted = new Set(checks.filter((box) => box.checked).map((box) => box.dataset.show));
  const grave = new Set(levels.filter((box) => box.checked).map((box) => box.dataset.showLevel));
  for (const box of topics) {
    const own = ofTopic(box);
    box.checked = own.every((one) => one.checked);
    box.indeterminate = !box.checked && own.some((one) => one.checked);
  }
  const kept = new Set();
  for (const note of notes) {
    note.hidden = !wanted.has(note.dataset.check) || !grave.has(note.dataset.level);
    if (!note.hidden) kept.add(numberOf(note));
  }
  for (const mark of document.querySelectorAll(".mark")) {
    mark.classList.toggle("off", !mark.dataset.n.split(" ").some((n) => kept.has(n)));
  }
  countByChapter();
  for (const section of arranged) arrange(section);
  choose(current && !current.hidden ? current : null, false);
  dispatchEvent(new CustomEvent("filtered"));
}

function countByChapter() {
  for (const place of document.querySelectorAll("[data-count]")) {
    const own = [...document.querySelectorAll(`#chapter-${place.dataset.count} .remark:not([hidden])`)];
    const said = levels.map((box) => [box.dataset.showLevel, own.filter((n) => n.dataset.level === box.dataset.showLevel).length])
      .filter(([, number]) => number)
      .map(([level, number]) => counted(number, level, level === "query" ? "queries" : undefined));
    place.textContent = said.join(", ");
  }
}

for (const box of [...levels, ...checks]) box.addEventListener("change", filter);
for (const box of topics) {
  box.addEventListener("change", () => {
    for (const one of ofTopic(box)) one.checked = box.checked;
    filter();
  });
}
document.getElementById("previous")?.addEventListener("click", () => step(-1));
document.getElementById("next")?.addEventListener("click", () => step(1));

// The margin: each remark stands at the line of its words, or as near below as there is room;
// the one in hand stands at its line, and the others make way. So the prose keeps its lines.
const chapters = [...document.querySelectorAll(".chapter")];
const arranged = new Set();

function arrange(section) {
  if (document.body.dataset.view !== "text") return;
  const own = [...section.querySelectorAll(".remark")];
  if (!roomy.matches) {
    for (const note of own) note.style.top = "";
    section.style.minHeight = "";
    return;
  }
  const top = section.getBoundingClientRect().top;
  const items = own.filter((note) => !note.hidden).map((note) => {
    const words = markOf(note) || note.closest(".row");
    return { note, at: words.getBoundingClientRect().top - top - 4, tall: note.offsetHeight };
  });
  items.sort((one, other) => one.at - other.at);
  const pivot = items.findIndex((item) => item.note === current);
  for (let n = pivot - 1; n >= 0; n -= 1) {
    items[n].at = Math.min(items[n].at, items[n + 1].at - items[n].tall - GAP);
  }
  let floor = 0;
  for (const item of items) {
    item.at = Math.max(item.at, floor);
    floor = item.at + item.tall + GAP;
  }
  for (const { note, at } of items) note.style.top = `${at}px`;
  section.style.minHeight = `${floor}px`;
}

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      arranged.add(target);
      arrange(target);
    } else {
      arranged.delete(target);
    }
  }
}, { rootMargin: "100% 0%" });
const LINE = 27;
const LETTERS = 62;
for (const section of chapters) {
  const text = [...section.children].reduce((sum, row) => sum + Math.ceil(row.firstChild.textContent.length / LETTERS) * LINE + 15, 0);
  section.style.containIntrinsicSize = `auto none auto ${text}px`;
  near.observe(section);
}
const again = () => arranged.forEach(arrange);
addEventListener("resize", again);
addEventListener("viewed", again);
document.fonts.ready.then(again);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, select, textarea")) return;
  const inText = document.body.dataset.view === "text";
  const by = { n: 1, p: -1, ...(inText ? { ArrowRight: 1, ArrowLeft: -1 } : {}) }[event.key];
  if (by) {
    event.preventDefault();
    step(by);
  } else if (event.key === "Escape") {
    choose(null, false);
  }
});

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const mark = event.target.closest(".mark, .remark");
  if (mark) {
    const number = mark.classList.contains("remark") ? numberOf(mark) : mark.dataset.n.split(" ").pop();
    const note = document.getElementById(`n${number}`);
    if (mark.classList.contains("mark")) event.preventDefault();
    if (note && !note.hidden && note !== current) choose(note, false);
  } else if (!event.target.closest(".top, #strip, #lit")) {
    if (!roomy.matches && current) choose(null, false);
  }
});
