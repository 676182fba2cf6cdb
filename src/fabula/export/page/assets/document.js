// What every view stands on: the page's data, places in the text, elements, and light on words.
const data = JSON.parse(document.getElementById("data").textContent);
const nameOf = new Map(data.people.map((person) => [person.id, person.name]));
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
const make = (tag, attributes = {}, ...children) =>
  fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

const counted = (number, one, many = `${one}s`) =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// Triples of block, first unit and units, one after the other.
function triples(flat) {
  const found = [];
  for (let at = 0; at < flat.length; at += 3) found.push(flat.slice(at, at + 3));
  return found;
}

// Ranges over the words of triples that are in order; the words are `of` a block.
const wordsOfBlock = (block) => document.querySelector(`#b${block} > :first-child`);
function rangesOf(places, of = wordsOfBlock) {
  const found = [];
  let block = -1;
  let nodes = [];
  for (const [own, start, length] of places) {
    if (own !== block) {
      block = own;
      nodes = textNodes(of(own));
    }
    const range = rangeIn(nodes, start, start + length);
    if (range) found.push(range);
  }
  return found;
}
function textNodes(element) {
  const found = [];
  if (!element) return found;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (walker.nextNode()) {
    found.push([at, walker.currentNode]);
    at += walker.currentNode.length;
  }
  return found;
}
function rangeIn(nodes, start, end) {
  const range = document.createRange();
  let begun = false;
  for (const [at, node] of nodes) {
    const stop = at + node.length;
    if (!begun && start < stop) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= stop) {
      range.setEnd(node, Math.max(end - at, 0));
      return range;
    }
  }
  return null;
}

// Light on words without a change to the text; a browser that cannot shows none.
function light(name, ranges) {
  if (!globalThis.CSS?.highlights) return;
  const lit = new Highlight();
  for (const range of ranges) lit.add(range);
  CSS.highlights.set(name, lit);
}

// The text view at a place, its words lit.
function goTo(place) {
  show("text");
  const row = document.getElementById(`b${place[0]}`);
  if (!row) return;
  row.scrollIntoView({ block: "center", behavior: "instant" });
  const [range] = rangesOf([place]);
  light("spot", range ? [range] : []);
  if (range) {
    const box = range.getBoundingClientRect();
    if (box.top < 120 || box.bottom > innerHeight - 60) {
      scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
    }
  }
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
}
// A button that leads to a place.
function leadTo(words, place, attributes = {}) {
  const button = make("button", { type: "button", class: "lead", ...attributes }, words);
  button.addEventListener("click", () => goTo(place));
  return button;
}

// What leads somewhere, one after the other; no line begins with a comma.
const listed = (leads) => leads.flatMap((one, at) =>
  at < leads.length - 1 ? [make("span", { class: "together" }, one, ","), " "] : [one]);

// A choice by name; `told` hears of every change.
function chooser(label, options, told, chosen) {
  const select = make("select", {}, ...options.map(([value, words]) =>
    make("option", { value, selected: value === chosen }, words)));
  select.addEventListener("change", () => told(select.value));
  return make("label", { class: "chooser" }, label, " ", select);
}
