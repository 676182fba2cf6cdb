// Time: the day of each scene against the order they are told in, and what looks back.
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function timePicture(scenes) {
  const wide = clamp(900 / scenes.length, 10, 60);
  const days = Math.max(...scenes.map((one) => one.days[1]), 1);
  const step = clamp(160 / days, 3, 34);
  const height = days * step + 40;
  const y = (day) => 20 + (days - day) * step;
  const picture = draw("svg", { viewBox: `-84 -10 ${scenes.length * wide + 104} ${height + 34}`, width: scenes.length * wide + 104, height: height + 44, "aria-hidden": "true", class: "time" });
  for (let day = 0; day <= days; day += Math.ceil(days / 8)) {
    picture.append(draw("line", { x1: 0, x2: scenes.length * wide, y1: y(day), y2: y(day), class: "base" }),
      draw("text", { x: -8, y: y(day) + 4, class: "label" }, `day ${day + 1}`));
  }
  let before = null;
  scenes.forEach((scene, at) => {
    const x = at * wide + wide / 2;
    const [first, last] = scene.days.map(y);
    if (before && before.run !== scene.run) {
      picture.append(draw("line", { x1: at * wide, x2: at * wide, y1: 0, y2: height, class: "gap" }));
    } else if (before) {
      picture.append(draw("line", { x1: x - wide, x2: x, y1: y(before.days[1]), y2: first, class: "course" }));
    }
    picture.append(draw("line", { x1: x, x2: x, y1: first, y2: last, class: "course" }),
      draw("circle", { cx: x, cy: first, r: 4, class: "scene-dot" }, draw("title", {}, `Scene ${at + 1}: ${dayOf(scene)}`)));
    const share = scene.beats ? scene.back / scene.beats : 0;
    if (scene.back) picture.append(draw("rect", { x: x - wide * 0.3, width: wide * 0.6, y: height, height: 2 + share * 20, class: "back" }, draw("title", {}, `${scene.back} beats look back`)));
    before = scene;
  });
  picture.append(draw("text", { x: -8, y: height + 10, class: "label" }, "looks back"));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Days by scene" }, picture);
}

function dayOf({ run, days, weekday }) {
  const name = weekday === null ? "" : `, a ${WEEKDAYS[weekday]}`;
  const until = days[1] > days[0] ? ` to ${days[1] + 1}` : "";
  return `day ${days[0] + 1}${until}${name}${run ? `, after gap ${run}` : ""}`;
}

view("time", (section) => {
  const { scenes, ages } = data.time;
  const told = scenes.some((scene) => scene.phrases.length);
  section.append(make("h2", {}, "Time"));
  if (scenes.length) section.append(timePicture(scenes));
  section.append(make("p", { class: "quiet" }, told
    ? "From left to right the scenes as they are told, upward the days that the narration counts. A dashed line is a gap that nobody can count, after which days are counted anew; bars beneath show how much of a scene looks back."
    : "Nothing in the text counts days; bars show how much of a scene looks back."));
  const rows = scenes.map((scene, at) => {
    const seen = data.scenes[at];
    const phrases = listed(scene.phrases.map(([, moves, words, ...place]) => leadTo(words, place, { class: moves ? "lead moves" : "lead" })));
    const back = scene.looksBack.length ? make("details", {}, make("summary", {}, counted(scene.back, "beat")),
      make("ul", { class: "plain" }, ...scene.looksBack.map(([words, ...place]) => make("li", {}, leadTo(words, place))))) : "";
    return make("tr", {}, make("th", { scope: "row" }, leadTo(`Scene ${at + 1}`, [seen.blocks[0], 0, 0])),
      make("td", {}, dayOf(scene)), make("td", {}, ...phrases), make("td", {}, back));
  });
  const head = ["Scene", "Day", "What tells", "Looks back"].map((words) => make("th", { scope: "col" }, words));
  section.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Scenes in time" },
    make("table", { class: "list scenes" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))));
  if (!ages.length) return;
  const people = Map.groupBy(ages, ([who]) => who);
  section.append(make("h3", {}, "Ages"), make("ul", { class: "plain" }, ...[...people].map(([who, own]) =>
    make("li", {}, make("b", {}, nameOf.get(who) ?? "somebody"), ": ", ...listed(own.map(([, value, when, ...place]) =>
      leadTo(`${when === "before" ? "once " : when === "after" ? "later " : ""}${value}`, place)))))));
});
