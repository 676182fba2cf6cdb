
// Answers to remarks, and a page kept fresh while the draft is edited elsewhere.
const told = document.getElementById("told");
const KEPT = "fabula.kept";
const ACCEPTED = "fabula.accepted";
const write = document.getElementById("write");
const accepts = [...document.querySelectorAll("[data-accept]")];
const boxes = [...levels, ...checks];
const nameOfBox = (box) => box.dataset.show ?? box.dataset.showLevel;
let version = null;
let written = "";

const rows = () => [...document.querySelectorAll(".row")];
const wordsAt = (row) => row.textContent.slice(0, 80);

function keep() {
  const row = rows().find((one) => one.getBoundingClientRect().bottom > 100);
  const hidden = boxes.filter((box) => !box.checked);
  const opened = [...document.querySelectorAll("details")].map((one) => one.open);
  sessionStorage.setItem(KEPT, JSON.stringify({
    words: row ? wordsAt(row) : "",
    top: row ? row.getBoundingClientRect().top : 0,
    y: scrollY,
    hidden: hidden.map(nameOfBox),
    opened,
  }));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  if (!kept) return;
  for (const box of boxes) {
    if (kept.hidden.includes(nameOfBox(box))) box.checked = false;
  }
  const parts = [...document.querySelectorAll("details")];
  if (parts.length === kept.opened.length) parts.forEach((one, at) => (one.open = kept.opened[at]));
  filter();
  const row = rows().find((one) => wordsAt(one) === kept.words);
  const y = row ? row.getBoundingClientRect().top + scrollY - kept.top : kept.y;
  scrollTo({ top: y, behavior: "instant" });
}

function reloadHere() {
  keep();
  location.reload();
}

async function ask(path, body) {
  const how = body ? { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {};
  const answer = await fetch(path, { ...how, cache: "no-store" });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.problem || answer.statusText);
  return said;
}

async function look() {
  try {
    const state = await ask("state");
    if (version === null) version = state.version;
    if (state.version !== version) return reloadHere();
    told.textContent = state.problem || (state.busy ? `${state.busy} …` : written);
  } catch {
    told.textContent = "Fabula has ended; start it again to keep this page fresh.";
  }
  setTimeout(look, 1000);
}

async function answer(path, fingerprint) {
  try {
    await ask(path, { fingerprint });
    reloadHere();
  } catch (error) {
    told.textContent = error.message;
  }
}

// What is said of somebody goes to the settings; the story is told anew, and the page with it.
async function say({ dataset, parentElement }) {
  const key = dataset.rule || dataset.unrule;
  const value = parentElement.querySelector(`[data-field="${key}"]`)?.value ?? "";
  const rule = { of: dataset.ruleOf, key, ...(dataset.unrule ? { take_back: "yes" } : { value }) };
  try {
    await ask("say", { rule });
    written = "Kept in fabula.toml; the page follows";
  } catch (error) {
    written = error.message;
  }
  told.textContent = written;
}

// Corrections accepted are kept while the page is open, and written when asked.
function press(button, on) {
  button.setAttribute("aria-pressed", on);
  button.textContent = on ? "Accepted" : "Accept";
}

function count() {
  const taken = accepts.filter((one) => one.getAttribute("aria-pressed") === "true");
  sessionStorage.setItem(ACCEPTED, JSON.stringify(taken.map((one) => one.dataset.accept)));
  if (!write) return taken;
  write.hidden = !taken.length;
  write.textContent = `Write ${taken.length} accepted to a new draft`;
  return taken;
}

async function writeAccepted() {
  try {
    const said = await ask("write", { fingerprints: count().map((one) => one.dataset.accept) });
    for (const one of accepts) press(one, false);
    count();
    written = said.written;
    told.textContent = written;
  } catch (error) {
    told.textContent = error.message;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("button");
  if (button && button.dataset.accept) {
    press(button, button.getAttribute("aria-pressed") !== "true");
    count();
  }
  if (button && button === write) writeAccepted();
  if (button && (button.dataset.rule || button.dataset.unrule)) say(button);
  if (button && button.dataset.stet) answer("stet", button.dataset.stet);
  if (button && button.dataset.undo) answer("undo", button.dataset.undo);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !current) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, select, textarea")) return;
  const kind = { s: "[data-stet]", a: "[data-accept]" }[event.key];
  const button = kind && current.querySelector(kind);
  if (button) button.click();
});

addEventListener("begun", () => {
  const taken = new Set(JSON.parse(sessionStorage.getItem(ACCEPTED) || "[]"));
  for (const one of accepts) press(one, taken.has(one.dataset.accept));
  count();
  restore();
  look();
});
