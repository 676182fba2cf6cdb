// Words: how the book runs, stretch by stretch, and words and things that come back.
function bars(row, overview) {
  const most = Math.max(...row.values, 1);
  const wide = clamp(900 / row.values.length, 8, 60);
  const width = row.values.length * wide;
  const picture = draw("svg", { class: "bars", viewBox: `0 0 ${width} 64`, width, height: 64, role: "group", "aria-label": row.name });
  row.values.forEach((value, at) => {
    const tall = (value / most) * 60;
    const says = `${overview.titles[at]}: ${value.toLocaleString("en")} ${row.unit}`;
    const bar = draw("a", { href: `#b${row.blocks[at]}`, "aria-label": says },
      draw("rect", { x: at * wide, width: wide, y: 0, height: 64, class: "bar-room" }),
      draw("rect", { x: at * wide + 1, width: wide - 2, y: 62 - tall, height: Math.max(tall, value ? 1 : 0), class: "bar" }),
      draw("title", {}, says));
    bar.addEventListener("click", (event) => {
      event.preventDefault();
      goTo([row.blocks[at], 0, 0]);
    });
    picture.append(bar);
  });
  const range = row.values.filter(Boolean);
  const said = range.length ? `${Math.min(...range).toLocaleString("en")} to ${most.toLocaleString("en")} ${row.unit}` : "";
  return make("figure", {}, make("figcaption", {}, make("b", {}, row.name), make("span", { class: "quiet" }, ` ${said}`)),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": row.name }, picture));
}

function ticks(places) {
  const picture = draw("svg", { class: "ticks", viewBox: "0 0 300 14", preserveAspectRatio: "none", "aria-hidden": "true" });
  for (const x of new Set(places.map(([block]) => Math.round(shareOf(block) * 300)))) {
    picture.append(draw("rect", { x, width: 1.5, y: 0, height: 14 }));
  }
  return picture;
}

function repeated(title, rows, heads, cells) {
  if (!rows.length) return null;
  const body = rows.map((row) => {
    const places = triples(row.places);
    const order = [...places].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const button = make("button", { type: "button", class: "lead" }, row.word);
    button.addEventListener("click", () => {
      lightUp(row.word, order, 0);
      goTo(order[0]);
    });
    return make("tr", {}, make("th", { scope: "row", dir: "auto" }, button), ...cells(row).map((cell) => make("td", {}, cell)), make("td", { class: "over" }, ticks(places)));
  });
  const names = [...heads, "Over the book"].map((words) => make("th", { scope: "col" }, words));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
    make("table", { class: "list" }, make("caption", {}, title), make("thead", {}, make("tr", {}, ...names)), make("tbody", {}, ...body)));
}

view("words", (section) => {
  const { words, things } = data.repeats;
  const overview = data.overviews[0];
  section.append(make("h2", {}, "Words"));
  if (overview) section.append(...overview.pace.map((row) => bars(row, overview)));
  const parts = [
    repeated("Words that come back soon", words, ["Word", "Times", "Soon again"], ({ count, soon }) => [`${count}`, `${soon}`]),
    repeated("Things held and worn", things, ["Thing", "By"], ({ who }) => [who.map((one) => nameOf.get(one)).filter(Boolean).join(", ")]),
  ].filter(Boolean);
  section.append(make("div", { class: "tables" }, ...parts));
  if (!parts.length && !overview) section.append(make("p", { class: "quiet" }, "The text is too short for that."));
});
