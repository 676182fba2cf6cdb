// Presence: people by scene or chapter; who is there, who speaks, who feels. Absence is a gap.
const SEEN = { presence: "Who is there", speech: "Who speaks", feeling: "Who feels" };

view("presence", (section) => {
  let by = data.overviews[0].by;
  let what = "presence";
  const table = make("div", {});
  const paint = () => {
    const seen = data.overviews.find((one) => one.by === by);
    const rows = seen[what];
    table.replaceChildren(rows.length
      ? tiles(SEEN[what], seen, rows, (row, at) => {
        lightPerson(row.who, row.blocks[at]);
        goTo([row.blocks[at], 0, 0]);
      })
      : make("p", { class: "quiet" }, "Nothing of that is told."));
  };
  const ways = data.overviews.map((one) => [one.by, one.by === "scene" ? "scene" : "chapter"]);
  section.append(
    make("h2", {}, "Presence"),
    make("p", { class: "controls" },
      chooser("Show", Object.entries(SEEN), (value) => { what = value; paint(); }),
      ways.length > 1 ? chooser("by", ways, (value) => { by = value; paint(); }) : null),
    table,
    make("p", { class: "quiet" }, "The darker a tile, the more. A tile leads to its first words and lights the person up there; where somebody is absent there is none."),
  );
  paint();
});
