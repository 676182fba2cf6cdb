// Tables of tiles: a row for each name, a tile for each stretch, the darker the more.
const SHADES = 5;
const shade = (share) => Math.min(Math.floor(Math.sqrt(share) * SHADES) + 1, SHADES);

// `opened` is told of the tile that is chosen: the row, and the column's number.
function tiles(title, overview, rows, opened) {
  const most = Math.max(...rows.flatMap((row) => row.values), 1);
  const heads = overview.titles.map((own, at) =>
    make("th", { scope: "col", title: own }, make("span", { class: "hidden" }, own), make("span", { "aria-hidden": "true" }, `${at + 1}`)));
  const body = rows.map((row) => make("tr", {}, make("th", { scope: "row", dir: "auto", title: row.name }, row.name),
    ...row.values.map((value, at) => {
      if (!value) return make("td", {});
      const says = `${overview.titles[at]}: ${value.toLocaleString("en")} ${row.unit}`;
      const tile = make("button", { type: "button", title: says, "aria-label": `${row.name}, ${says}` });
      tile.addEventListener("click", () => opened(row, at));
      return make("td", { class: `v${shade(value / most)}` }, tile);
    })));
  const table = make("table", { class: "grid" }, make("caption", {}, title),
    make("thead", {}, make("tr", {}, make("td", {}), ...heads)), make("tbody", {}, ...body));
  withArrows(table);
  return make("div", { class: "scroll", role: "region", "aria-label": title, tabindex: "0" }, table);
}

// One tile takes the focus, and the arrow keys go to the others.
function withArrows(table) {
  const all = [...table.querySelectorAll("td button")];
  all.forEach((tile, at) => (tile.tabIndex = at ? -1 : 0));
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
      const next = table.rows[row]?.cells[column];
      if (!next) return;
      const tile = next.querySelector("button");
      if (!tile) continue;
      for (const other of all) other.tabIndex = -1;
      tile.tabIndex = 0;
      tile.focus();
      return;
    }
  });
}

// The chapters as lines across a drawing that is as wide as the book; many are fainter.
function chapterLines(width, height) {
  const kind = data.chapters.length > 40 ? "chapter-line many" : "chapter-line";
  return data.chapters.slice(1).map(({ at }) =>
    draw("line", { x1: at * width, x2: at * width, y1: 0, y2: height, class: kind }));
}
const chapterAt = (share) => data.chapters.findLast((one) => one.at <= share)?.title ?? "";
