// Feelings: of one person over the book; what is told and what shows apart. It is no score.
const EMOTIONS = ["joy", "trust", "anticipation", "surprise", "fear", "sadness", "anger", "disgust"];
const BANDS = { told: "told", shown: "shown", said: "in speech" };
const bandOf = (channel) =>
  channel === "told" || channel === "thought" ? "told" : channel === "speech" ? "said" : "shown";
const STEPS = 200;
const SPREAD = 0.02;

// How much of it there is around each of so many points of the book.
function density(shares) {
  return Array.from({ length: STEPS + 1 }, (_, at) =>
    shares.reduce((sum, share) => sum + Math.exp(-(((at / STEPS - share) / SPREAD) ** 2) / 2), 0));
}
// Where somebody is mentioned at all, so that a curve is not drawn through their absence.
function presentAt(who) {
  const there = new Array(STEPS + 1).fill(false);
  for (const [block] of placesOf(who)) {
    const at = Math.round(shareOf(block) * STEPS);
    for (let near = Math.max(at - 3, 0); near <= Math.min(at + 3, STEPS); near += 1) there[near] = true;
  }
  return there;
}
function curve(values, there, most, width, height, y) {
  let path = "";
  let open = false;
  values.forEach((value, at) => {
    const x = (at / STEPS) * width;
    const level = y - (value / most) * height;
    if (there[at] && !open) path += `M${x.toFixed(1)} ${y}L${x.toFixed(1)} ${level.toFixed(1)}`;
    else if (there[at]) path += `L${x.toFixed(1)} ${level.toFixed(1)}`;
    else if (open) path += `L${((at - 1) / STEPS * width).toFixed(1)} ${y}Z`;
    open = there[at];
  });
  return open ? `${path}L${width} ${y}Z` : path;
}

function feelingPicture(who, own) {
  const width = 960;
  const tall = 70;
  const bands = Object.keys(BANDS).filter((band) => own.some((one) => bandOf(one[2]) === band));
  const rows = EMOTIONS.filter((emotion) => own.some((one) => one[1] === emotion));
  const height = bands.length * (tall + 26) + rows.length * 22 + 8;
  const picture = draw("svg", { viewBox: `-110 -14 ${width + 130} ${height + 16}`, class: "feelings", "aria-hidden": "true" });
  picture.append(...chapterLines(width, height));
  const there = presentAt(who);
  const curves = bands.map((band) => density(own.filter((one) => bandOf(one[2]) === band).map((one) => one[7])));
  const most = Math.max(...curves.flat(), 1);
  bands.forEach((band, at) => {
    const y = at * (tall + 26) + tall;
    picture.append(
      draw("text", { x: -10, y: y - tall / 2, class: "label" }, BANDS[band]),
      draw("path", { d: curve(curves[at], there, most, width, tall, y), class: `curve ${band}` }),
      draw("line", { x1: 0, x2: width, y1: y, y2: y, class: "base" }));
  });
  rows.forEach((emotion, at) => {
    const y = bands.length * (tall + 26) + at * 22 + 8;
    picture.append(draw("text", { x: -10, y: y + 4, class: "label" }, emotion),
      draw("line", { x1: 0, x2: width, y1: y, y2: y, class: "base" }));
    for (const [, feeling, channel, word, block, start, length, share] of own) {
      if (feeling !== emotion) continue;
      const dot = draw("circle", { cx: share * width, cy: y, r: 5, class: `dot ${emotion} ${bandOf(channel)}` },
        draw("title", {}, `${word} (${emotion}, ${channel}), ${chapterAt(share)}`));
      dot.addEventListener("click", () => goTo([block, start, length]));
      picture.append(dot);
    }
  });
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Curve" }, picture);
}

function feelingList(own) {
  const byChapter = Map.groupBy(own, (one) => chapterAt(one[7]));
  const items = [...byChapter].map(([title, some]) => make("li", {}, data.chapters.length > 1 ? make("b", {}, `${title}: `) : null,
    ...listed(some.map(([, emotion, channel, word, block, start, length]) =>
      leadTo(word || emotion, [block, start, length], { title: `${emotion}, ${channel}`, "aria-label": `${word}: ${emotion}, ${channel}` })))));
  return make("details", { open: own.length <= 40 }, make("summary", {}, `All ${own.length}, word by word`), make("ul", { class: "plain" }, ...items));
}

view("feelings", (section) => {
  const people = Map.groupBy(data.feelings.filter((one) => nameOf.has(one[0])), (one) => one[0]);
  const order = [...people].sort((one, other) => other[1].length - one[1].length);
  section.append(make("h2", {}, "Feelings"));
  if (!order.length) {
    section.append(make("p", { class: "quiet" }, "The narration tells of no feelings, or of nobody's that is known by name."));
    return;
  }
  const picture = make("div", {});
  const paint = (who) => {
    const own = people.get(Number(who));
    const told = Object.entries(BANDS).map(([band, words]) => [words, own.filter((one) => bandOf(one[2]) === band).length])
      .filter(([, number]) => number).map(([words, number]) => `${number} ${words}`).join(", ");
    picture.replaceChildren(make("p", {}, `${nameOf.get(Number(who))}: ${told}.`), feelingPicture(Number(who), own), feelingList(own));
  };
  section.append(
    make("p", { class: "controls" }, chooser("Of", order.map(([who, own]) => [who, `${nameOf.get(who)} (${own.length})`]), paint)),
    picture,
    make("p", { class: "quiet" }, "What the narration names (told) and what faces, voices, bodies and acts show. A curve has a gap where the person is absent; filled dots are told, hollow ones shown. Feelings that people speak of are not among them unless a row says so."),
  );
  paint(order[0][0]);
});
