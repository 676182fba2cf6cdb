// People: a click on a name lights up every mention; small curves of where somebody is.
let lit = null;

const placesOf = (who) => {
  const flat = data.mentions[who] ?? [];
  let block = 0;
  return triples(flat).map(([ahead, start, length]) => [(block += ahead), start, length]);
};
const litBlocks = () => (lit ? lit.places.map(([block]) => block) : []);

// Light places up under a name, and stand at one of them; with none, all light goes out.
function lightUp(name, places, at = -1) {
  lit = places.length ? { name, places, at } : null;
  light("lit", lit ? rangesOf(places) : []);
  light("spot", []);
  const bar = document.getElementById("lit");
  bar.replaceChildren();
  bar.hidden = !lit;
  if (lit) {
    const told = make("span", { role: "status" });
    const [back, on, off] = ["Previous", "Next", "Put out"].map((words) => make("button", { type: "button" }, words));
    back.addEventListener("click", () => walk(-1, told));
    on.addEventListener("click", () => walk(1, told));
    off.addEventListener("click", () => lightUp("", []));
    bar.append(told, back, on, off);
    tellLit(told);
  }
  paintStrip();
}
function tellLit(told) {
  const all = lit.places.length.toLocaleString("en");
  told.textContent = lit.at < 0 ? `${lit.name}: ${all} times` : `${lit.name}: ${lit.at + 1} of ${all}`;
}
function walk(by, told) {
  lit.at = (lit.at + by + lit.places.length) % lit.places.length;
  goTo(lit.places[lit.at]);
  tellLit(told);
  told.parentElement.querySelectorAll("button")[by < 0 ? 0 : 1].focus({ preventScroll: true });
}
function lightPerson(who, from = -1) {
  const places = placesOf(who);
  const found = places.findIndex(([block]) => block >= from);
  lightUp(nameOf.get(who) ?? "", places, from < 0 ? -1 : Math.max(found, 0));
  return places[Math.max(found, 0)];
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[data-who]");
  if (!link || !data.mentions[link.dataset.who]) return;
  event.preventDefault();
  const place = lightPerson(Number(link.dataset.who), 0);
  goTo(place);
});

function sparkline({ values }) {
  const most = Math.max(...values, 1);
  const wide = 100 / values.length;
  const bars = values.map((value, at) => value && draw("rect", {
    x: at * wide, width: Math.max(wide * 0.85, 0.5), y: 16 - (value / most) * 16, height: (value / most) * 16,
  })).filter(Boolean);
  return draw("svg", { class: "spark", viewBox: "0 0 100 16", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
}
for (const place of document.querySelectorAll("[data-spark]")) {
  const strips = data.overviews[0]?.presence ?? [];
  const own = strips.find((one) => one.who === Number(place.dataset.spark));
  if (own) place.append(sparkline(own));
}
