"""The page in a browser: how soon a long one opens and scrolls, and what axe-core finds in it.

    python benchmarks/pages.py PAGE.html [PAGE.html ...] [--axe PATH/axe.min.js] [--shots FOLDER]

The pages are made by `fabula report`. Times are of Chromium without a screen, which draws on the
processor alone: the first paint, the end of the script, a jump to the middle and the end of the
text, each view when it is first opened. Each page is measured beside the bare words of the same
text in a page without style or script, so that the figures of a slow machine can be read.
axe-core (npm, MPL; not part of this) looks at every view, light and dark, at each width.
"""

import argparse
import base64
import html
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import browser as browsing
from browser import Browser

SCHEMES = ("light", "dark")
PAINTED = (
    "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
)
TIMES = """(() => {
  const [own] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const [loaded, parsed] = [own.loadEventEnd, own.domInteractive];
  return { paint: paint ? paint.startTime : NaN, loaded, parsed };
})()"""
JUMP = """(async (share) => {
  const begun = performance.now();
  scrollTo({ top: document.documentElement.scrollHeight * share, behavior: "instant" });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begun;
})(%s)"""
STEPS = """(async () => {
  const frames = [];
  let last = performance.now();
  for (let at = 0; at < 40; at += 1) {
    scrollBy({ top: 400, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(done));
    frames.push(performance.now() - last);
    last = performance.now();
  }
  return frames.sort((one, other) => one - other);
})()"""
OPEN = """(async (name) => {
  const begun = performance.now();
  document.querySelector(`[data-tab=${name}]`).click();
  const drawn = performance.now() - begun;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [drawn, performance.now() - begun];
})("%s")"""
AXE = """axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(
  ({ id, impact, nodes }) => [impact, id, nodes.length, nodes[0].html.slice(0, 160)]))"""


def bare(path: Path, folder: Path) -> Path:
    """The words of a page's text in paragraphs, and nothing else."""
    text = re.sub(r"(?s)^.*?<main[^>]*>|</main>.*$", "", path.read_text(encoding="utf-8"))
    words = html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</p>", "\\n", text)))
    lines = (f"<p>{html.escape(line)}</p>" for line in words.split("\n") if line.strip())
    made = folder / "bare.html"
    made.write_text("<!doctype html><meta charset=utf-8>" + "\n".join(lines), encoding="utf-8")
    return made


def opened(page: Browser, path: Path) -> dict[str, float]:
    """Milliseconds to the first paint, the end of parsing, the end of all, the next frame."""
    page.width(1280)
    page.open(path)
    until = page.js(PAINTED)
    page.js("new Promise((done) => setTimeout(done, 300))")
    times = page.js(TIMES)
    return {**times, "next": until, "paint": times["paint"] or until}


def views(page: Browser) -> list[str]:
    """The views of the page, by name."""
    return list(page.js("[...document.querySelectorAll('[data-tab]')].map((a) => a.dataset.tab)"))


def measured(page: Browser, path: Path, folder: Path) -> Iterator[str]:
    """The times of a page, a line each."""
    yield f"{path.name}: {path.stat().st_size / 1e6:.1f} MB"
    for name, one in (("bare words", bare(path, folder)), ("page", path)):
        rows = sorted((opened(page, one) for _ in range(3)), key=lambda row: row["next"])
        row = rows[1]
        yield (
            f"  {name}: first paint {row['paint']:.0f} ms, parsed {row['parsed']:.0f},"
            f" script at its end {row['loaded']:.0f}, next frame {row['next']:.0f}"
        )
        jumps = [page.js(JUMP % share) for share in (0.5, 1, 0.25)]
        page.js("scrollTo(0, 0)")
        frames = page.js(STEPS)
        yield (
            f"    jumps {', '.join(f'{jump:.0f}' for jump in jumps)} ms; scrolling, a frame"
            f" {frames[len(frames) // 2]:.0f} ms, the slowest {frames[-1]:.0f}"
        )
    yield "  views, drawn and on the screen: " + ", ".join(
        f"{name} {drawn:.0f} and {shown:.0f} ms"
        for name in views(page)
        for drawn, shown in [page.js(OPEN % name)]
    )


def every_view(page: Browser, path: Path, widths: Sequence[int]) -> Iterator[tuple[str, int, str]]:
    """Each view shown in each scheme and width: scheme, width, view."""
    for scheme in SCHEMES:
        for width in widths:
            page.media(scheme=scheme)
            page.width(width)
            page.open(path)
            page.js(PAINTED)
            for name in views(page):
                page.js(f"document.querySelector('[data-tab={name}]').click()")
                page.js(PAINTED)
                yield scheme, width, name


def judged(page: Browser, path: Path, axe: str, widths: Sequence[int]) -> Iterator[str]:
    """What axe-core finds, by impact and rule, with the views in which it is."""
    found: Counter[tuple[str, ...]] = Counter()
    looked = 0
    for scheme, width, name in every_view(page, path, widths):
        if not page.js("'axe' in window"):
            page.js(axe)
        looked += 1
        for impact, rule, _, where in page.js(AXE):
            found[impact, rule, where, name] += 1
            print(f"    {impact} {rule} in {name}, {scheme}, {width}: {where}", file=sys.stderr)
    yield f"{path.name}: {looked} looks, {sum(found.values())} remarks of axe-core"
    yield from (f"    {n} {' '.join(what)}" for what, n in found.most_common())


def pictured(page: Browser, path: Path, folder: Path, widths: Sequence[int]) -> None:
    """A picture of every view in both schemes at each width."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, width, name in every_view(page, path, widths):
        shot = page.call("Page.captureScreenshot", format="png")["data"]
        (folder / f"{path.stem}-{name}-{width}-{scheme}.png").write_bytes(base64.b64decode(shot))


def main(arguments: Sequence[str]) -> int:
    """Measure, judge or picture the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--axe", type=Path)
    parser.add_argument("--shots", type=Path)
    parser.add_argument("--widths", nargs="+", type=int, default=(390, 1280, 2560))
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place, browsing.chromium(Path(place) / "own") as page:
        for path in (one.absolute() for one in given.pages):
            if given.shots:
                pictured(page, path, given.shots, given.widths)
            elif given.axe:
                axe = given.axe.read_text("utf-8")
                print(*judged(page, path, axe, given.widths), sep="\n")
            else:
                print(*measured(page, path, Path(place)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
