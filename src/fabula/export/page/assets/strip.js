// The strip beside the scroll bar: where in the book remarks and lit words stand.
const strip = document.getElementById("strip");
const starts = data.blocks;
const shareOf = (block) => (starts[block] ?? 0) / 10000;

function paintStrip() {
  if (!strip) return;
  const picture = draw("svg", { viewBox: "0 0 12 1000", preserveAspectRatio: "none" });
  const seen = new Set();
  for (const level of ["note", "query", "error"]) {
    for (const note of notes) {
      if (note.hidden || note.dataset.level !== level) continue;
      const y = Math.round(shareOf(blockOf(note)) * 500) * 2;
      if (seen.has(`${level}${y}`)) continue;
      seen.add(`${level}${y}`);
      picture.append(draw("rect", { x: 6, y, width: 6, height: 3, class: level }));
    }
  }
  for (const y of new Set(litBlocks().map((block) => Math.round(shareOf(block) * 500) * 2))) {
    picture.append(draw("rect", { x: 0, y, width: 5, height: 2, class: "lit" }));
  }
  picture.append(draw("rect", { x: 0, y: 0, width: 12, height: 0, class: "window" }));
  strip.replaceChildren(picture);
  moveWindow();
}

function moveWindow() {
  const pane = strip?.querySelector(".window");
  if (!pane || document.body.dataset.view !== "text") return;
  const [first, last] = [blockAt(130), blockAt(innerHeight - 20) || starts.length];
  const y = shareOf(first) * 1000;
  pane.setAttribute("y", y);
  pane.setAttribute("height", Math.max(shareOf(last) * 1000 - y, 8));
}

strip?.addEventListener("click", (event) => {
  const box = strip.getBoundingClientRect();
  const share = ((event.clientY - box.top) / box.height) * 10000;
  const close = shown().filter((note) => Math.abs(shareOf(blockOf(note)) * 10000 - share) < 60);
  if (close.length) {
    close.sort((one, other) => Math.abs(shareOf(blockOf(one)) * 10000 - share) - Math.abs(shareOf(blockOf(other)) * 10000 - share));
    return choose(close[0], true);
  }
  let block = starts.findLastIndex((start) => start <= share);
  block = Math.max(block, 0);
  document.getElementById(`b${block}`)?.scrollIntoView({ block: "center", behavior: "instant" });
});
let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    moveWindow();
  });
}, { passive: true });
addEventListener("filtered", paintStrip);
addEventListener("viewed", moveWindow);
