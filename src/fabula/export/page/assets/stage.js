// The stage: a scene stopped at any of its beats, with the text in step.
const ROW = 20;
const LANES = [["place", "place"], ["posture", "posture"], ["hold", "holds"], ["wear", "wears"], ["feeling", "feels"]];
const ASKED = ["place", "posture", "gaze", "feeling"];
const SAID = { place: "place", posture: "posture", gaze: "looks at", touch: "touches", hold: "holds", wear: "wears", feeling: "feels", condition: "is" };
const KEPT_STAGE = `fabula.stage ${document.title}`;

const asHeld = ([kind, since, until, value, target, name, part, theirs, emotion, channel, ...place]) =>
  ({ kind, since, until, value, target, name, part, theirs, emotion, channel, place });

// A scene of the document with its beats and figures by name.
function sceneOf(number) {
  const { beats, figures, ...rest } = data.scenes[number];
  const own = [];
  for (let at = 0; at < beats.length; at += 4) own.push({ place: beats.slice(at, at + 3), when: beats[at + 3] });
  return { ...rest, number, beats: own, figures: figures.map((one) => ({ ...one, holds: one.holds.map(asHeld) })) };
}

const holdsAt = (figure, beat) => figure.holds.filter((one) => one.since <= beat && beat < one.until);
const isHere = (figure, beat) => figure.here.some(([since, until]) => since <= beat && beat < until);

// What one thing that holds says, without its bearer.
function wording({ kind, value, name, part, theirs, emotion, channel }) {
  if (kind === "feeling") return `${emotion}${value ? ` (${value}${channel && channel !== "told" ? `, by ${channel}` : ""})` : ""}`;
  const whom = name ? `${name}${theirs ? `’s ${theirs}` : ""}` : value;
  return part ? `${whom} with the ${part}` : whom || "something";
}

// The rows of a lane: what holds at the same time stands in rows of its own.
function stacked(holds) {
  const ends = [];
  return holds.map((one) => {
    let row = ends.findIndex((end) => end <= one.since);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = one.until;
    return { ...one, row };
  });
}

function lanesOf(scene) {
  let y = ROW;
  const lanes = [];
  for (const figure of scene.figures) {
    const rows = [];
    const head = y;
    y += ROW;
    for (const [kind, title] of LANES) {
      const own = stacked(figure.holds.filter((one) => one.kind === kind));
      if (!own.length && !ASKED.includes(kind)) continue;
      const tall = Math.max(1, ...own.map((one) => one.row + 1));
      rows.push({ kind, title, own, y, tall });
      y += tall * ROW;
    }
    lanes.push({ figure, rows, head, foot: y });
    y += 8;
  }
  return { lanes, height: y };
}

function bar(row, one, wide) {
  const width = (one.until - one.since) * wide;
  const y = row.y + one.row * ROW;
  const words = row.kind === "feeling" ? one.emotion : one.value || one.name || "";
  return draw("g", { class: `held ${row.kind} ${one.emotion ?? ""}` },
    draw("rect", { x: one.since * wide, y: y + 2, width: Math.max(width - 1, 2), height: ROW - 4, rx: 3 }),
    width > 26 ? draw("text", { x: one.since * wide + 4, y: y + ROW - 6 }, words.slice(0, Math.floor(width / 6.4))) : null,
    draw("title", {}, `${row.title}: ${wording(one)}`));
}

function lanePicture(scene, wide, chosen) {
  const { lanes, height } = lanesOf(scene);
  const width = Math.max(scene.beats.length, 1) * wide;
  const picture = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "lanes", "aria-hidden": "true" },
    draw("defs", {}, draw("pattern", { id: "untold", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, draw("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "untold" }))));
  scene.beats.forEach(({ when }, at) => {
    if (when !== "now") picture.append(draw("rect", { x: at * wide, width: wide, y: 0, height: ROW - 6, class: `when ${when}` }, draw("title", {}, when)));
  });
  const middle = new Map();
  for (const { figure, rows, head, foot } of lanes) {
    middle.set(figure.who, head + ROW / 2);
    for (const [since, until] of figure.here) {
      picture.append(draw("rect", { x: since * wide, width: (until - since) * wide, y: head, height: foot - head, class: "here" }),
        draw("line", { x1: since * wide, x2: until * wide, y1: head + ROW / 2, y2: head + ROW / 2, class: "life" }));
      for (const row of rows.filter((one) => ASKED.includes(one.kind))) {
        picture.append(draw("rect", { x: since * wide, width: (until - since) * wide, y: row.y + 2, height: ROW - 4, fill: "url(#untold)", class: "not-told" }, draw("title", {}, `${row.title}: not told`)));
      }
    }
    for (const row of rows) picture.append(...row.own.map((one) => bar(row, one, wide)));
  }
  for (const { figure } of lanes) {
    for (const one of figure.holds) {
      if (one.kind !== "gaze" && one.kind !== "touch") continue;
      const [from, to] = [middle.get(figure.who), middle.get(one.target)];
      if (to === undefined || from === to) continue;
      const x = (one.since + 0.5) * wide;
      const arc = draw("g", { class: `arc ${one.kind}`, "data-since": one.since, "data-until": one.until },
        draw("path", { d: `M${x} ${from}Q${x + Math.min(Math.abs(to - from) * 0.4, 60)} ${(from + to) / 2} ${x} ${to}` }),
        draw("circle", { cx: x, cy: to, r: 3 }),
        draw("title", {}, `${figure.name} ${SAID[one.kind]} ${wording(one)}`));
      picture.append(arc);
    }
  }
  picture.append(draw("rect", { x: 0, width: wide, y: 0, height, class: "cursor" }));
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    chosen(Math.floor((event.clientX - box.left) / wide));
  });
  const labels = make("div", { class: "lane-names", "aria-hidden": "true" });
  labels.style.height = `${height}px`;
  for (const { figure, rows, head } of lanes) {
    const name = make("b", { dir: "auto" }, figure.name);
    name.style.top = `${head}px`;
    labels.append(name);
    for (const row of rows) {
      const title = make("span", {}, row.title);
      title.style.top = `${row.y}px`;
      labels.append(title);
    }
  }
  return { picture, labels };
}

// A small figure of those who are there: how they stand, who looks at whom, who touches whom.
const SHAPES = { standing: [14, 44], sitting: [20, 30], kneeling: [16, 32], crouching: [20, 24], lying: [48, 14], leaning: [14, 42], straddling: [26, 30], curled: [26, 20], bent: [22, 34], hanging: [14, 44] };
function smallPicture(scene, beat) {
  const here = scene.figures.filter((figure) => isHere(figure, beat)).slice(0, 8);
  const step = 110;
  const width = Math.max(here.length, 1) * step;
  const spot = new Map(here.map((figure, at) => [figure.who, at * step + step / 2]));
  const picture = draw("svg", { viewBox: `0 24 ${width} 120`, width, class: "small-stage", role: "img", "aria-label": "Who is there at this beat" });
  picture.append(draw("line", { x1: 0, x2: width, y1: 120, y2: 120, class: "base" }));
  for (const figure of here) {
    const x = spot.get(figure.who);
    const holds = holdsAt(figure, beat);
    const posture = holds.find((one) => one.kind === "posture");
    const feeling = holds.find((one) => one.kind === "feeling");
    const [wide, tall] = SHAPES[posture?.value] ?? [22, 36];
    const body = draw("g", { class: `body ${posture ? "" : "untold"} ${feeling?.emotion ?? ""}` },
      draw("rect", { x: x - wide / 2, y: 120 - tall, width: wide, height: tall, rx: Math.min(wide, tall) / 2 }),
      draw("circle", { cx: wide > 40 ? x - 32 : x, cy: wide > 40 ? 112 : 110 - tall, r: 9 }),
      posture ? null : draw("text", { x, y: 112, class: "mark-of" }, "?"));
    picture.append(body, draw("text", { x, y: 138, class: "who" }, figure.name.slice(0, 16)));
    for (const one of holds) {
      const to = spot.get(one.target);
      if (to === undefined || to === x || (one.kind !== "gaze" && one.kind !== "touch")) continue;
      const y = one.kind === "gaze" ? 46 : 96;
      picture.append(draw("path", { d: `M${x} ${y}Q${(x + to) / 2} ${y - (one.kind === "gaze" ? 40 : 16)} ${to} ${y}`, class: `tie ${one.kind}` }),
        draw("circle", { cx: to, cy: y, r: 3.5, class: `tie-end ${one.kind}` }));
    }
  }
  return picture;
}

// How everybody stands at a beat, in words; each leads to the words that say so.
function standing(scene, beat, lead) {
  const items = scene.figures.map((figure) => {
    const came = figure.here.some(([since]) => since <= beat);
    const here = isHere(figure, beat);
    const holds = holdsAt(figure, beat);
    const untold = here ? ASKED.filter((kind) => !holds.some((one) => one.kind === kind)) : [];
    const parts = holds.flatMap((one) => {
      const button = make("button", { type: "button", class: "lead" }, wording(one));
      button.addEventListener("click", () => lead(one));
      return [make("span", { class: "quiet" }, ` ${SAID[one.kind]} `), button];
    });
    return make("li", { dir: "auto", class: here ? "" : "gone" }, make("b", {}, figure.name),
      here ? "" : make("span", { class: "quiet" }, came ? " has left" : " is not there yet"), ...parts,
      untold.length ? make("span", { class: "quiet" }, `; not told: ${untold.map((kind) => SAID[kind].replace("looks at", "gaze").replace("feels", "feeling")).join(", ")}`) : "");
  });
  return make("ul", { class: "plain standing" }, ...items);
}

view("stage", (section) => {
  const told = data.scenes.map((scene, number) => [number, scene.figures.reduce((sum, one) => sum + one.holds.length, 0)]);
  const options = told.map(([number, count]) => {
    const chapter = data.chapters.length > 1 ? `, ${data.chapters[data.scenes[number].chapter]?.title ?? ""}` : "";
    return [number, `Scene ${number + 1}${chapter} (${counted(count, "change")})`];
  });
  section.append(make("h2", {}, "The stage"));
  if (!told.some(([, count]) => count)) {
    section.append(make("p", { class: "quiet" }, "The narration tells of nobody's place, posture, looks, touches, things or feelings."));
    return;
  }
  const kept = JSON.parse(sessionStorage.getItem(KEPT_STAGE) || "null");
  const first = kept && data.scenes[kept.scene] ? kept.scene : told.find(([, count]) => count)[0];
  const place = make("div", { class: "stage" });
  const paint = (number, beat) => place.replaceChildren(...stagedScene(sceneOf(Number(number)), beat ?? firstSeen(number), section.clientWidth - (roomy.matches ? 600 : 100)));
  section.append(make("p", { class: "controls" }, chooser("Scene", options, paint, first)), place);
  paint(first, kept?.beat);
});

// The first beat at which anybody is there.
const firstSeen = (number) => Math.min(...data.scenes[number].figures.flatMap((one) => one.here.map(([since]) => since)), data.scenes[number].beats.length / 4);

// `room`: how wide the lanes may be, in pixels.
function stagedScene(scene, begin, room) {
  const last = Math.max(scene.beats.length - 1, 0);
  const words = make("div", { class: "scene-text", tabindex: "0", role: "region", "aria-label": "Text of the scene" });
  for (let block = scene.blocks[0]; block <= scene.blocks[1]; block += 1) {
    const own = wordsOfBlock(block);
    if (own) words.append(make("p", { "data-block": block, dir: "auto" }, own.textContent));
  }
  const inPane = (block) => words.querySelector(`[data-block="${block}"]`);
  const slider = make("input", { type: "range", min: 0, max: last, value: clamp(begin, 0, last), "aria-label": "Beat" });
  const number = make("output", {});
  const now = make("div", { class: "at-beat" });
  const wide = clamp(room / Math.max(scene.beats.length, 1), 7, 40);
  const { picture, labels } = lanePicture(scene, wide, (beat) => { slider.value = beat; stop(); });
  const scroller = make("div", { class: "scroll lane-room", tabindex: "0", role: "region", "aria-label": "Lanes" }, picture);
  function lead({ place, since }) {
    slider.value = since;
    stop();
    light("spot", rangesOf([place], inPane));
  }
  function stop() {
    const beat = Number(slider.value);
    sessionStorage.setItem(KEPT_STAGE, JSON.stringify({ scene: scene.number, beat }));
    const own = scene.beats[beat];
    number.textContent = `Beat ${beat + 1} of ${last + 1}${own && own.when !== "now" ? ` (${own.when})` : ""}`;
    slider.setAttribute("aria-valuetext", number.textContent);
    picture.querySelector(".cursor").setAttribute("x", beat * wide);
    for (const arc of picture.querySelectorAll(".arc")) {
      arc.classList.toggle("active", Number(arc.dataset.since) <= beat && beat < Number(arc.dataset.until));
    }
    scroller.scrollLeft = beat * wide - scroller.clientWidth / 2;
    light("spot", []);
    const ranges = own ? rangesOf([own.place], inPane) : [];
    light("beat", ranges);
    if (ranges[0]) {
      const [box, room] = [ranges[0].getBoundingClientRect(), words.getBoundingClientRect()];
      words.scrollTop += box.top - room.top - room.height / 3;
    }
    now.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Small picture of the beat" }, smallPicture(scene, beat)), standing(scene, beat, lead));
  }
  const [back, on] = [["Beat before", -1], ["Next beat", 1]].map(([title, by]) => {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => { slider.value = Number(slider.value) + by; stop(); });
    return button;
  });
  const read = leadTo("Read here", [scene.blocks[0], 0, 0], { class: "" });
  slider.addEventListener("input", stop);
  words.addEventListener("click", (event) => {
    const beat = beatAt(scene, words, event);
    if (beat >= 0) { slider.value = beat; stop(); }
  });
  requestAnimationFrame(stop);
  return [
    make("div", { class: "scrub" }, back, slider, on, number, read),
    make("div", { class: "stage-parts" },
      make("div", {}, make("div", { class: "lane-parts" }, labels, scroller), now), words),
    make("p", { class: "quiet" }, "A bar lasts as long as nothing says that it ended; hatching is what the text does not tell. Arcs are looks (dashed) and touches (solid) from one lane to another. The marks above are beats that are not now: remembered, foretold, habits, imagined."),
  ];
}

// The beat whose words are clicked on in the text of the scene.
function beatAt(scene, words, event) {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = caret ? [caret.offsetNode, caret.offset] : null;
  const paragraph = range && range[0].parentElement?.closest("[data-block]");
  if (!paragraph) return -1;
  const block = Number(paragraph.dataset.block);
  return scene.beats.findLastIndex(({ place }) => place[0] < block || (place[0] === block && place[1] <= range[1]));
}
