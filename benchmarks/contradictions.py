"""How many planted contradictions the continuity checks find, and what else they mark.

    python benchmarks/contradictions.py [--set tune|report] [--words N] [--novels N]
                                        [--passages N] [--show] [--out FILE]

Novels with an even place in the alphabet are tuned on, those with an odd place reported on;
the two sets of planted sentences share nothing either (see ``planting.py``). A plant is
found if a finding of the right check, or its evidence, touches its words. A finding is
false if it touches a harmless plant or no plant at all.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text, load_manuscript
from fabula.story.build import build_story
from planting import Plant, Planted, people, plant

DATA = Path(os.environ.get("FABULA_DATA") or Path(__file__).resolve().parents[2] / "shared/data")
CHECKS = {
    "attribute": "attribute-conflict",
    "name": "name-variant",
    "weekday": "timeline-conflict",
}
NAMES = 9
"""Characters to plant something for, in each novel."""


@dataclass(slots=True)
class Count:
    """Plants and findings: right ones found and missed, false ones by where they fall."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    other: int = 0
    words: int = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=("tune", "report"), default="report")
    parser.add_argument("--words", type=int, default=5_000, help="of each passage")
    parser.add_argument("--novels", type=int, default=40)
    parser.add_argument("--passages", type=int, default=3, help="of each novel")
    parser.add_argument("--out", type=Path, help="also write the table here")
    parser.add_argument("--show", action="store_true", help="what is missed and what is false")
    arguments = parser.parse_args()
    begin = time.perf_counter()
    count = Count()
    sizes = (arguments.words, arguments.novels, arguments.passages)
    for name, planted in texts(arguments.set, *sizes):
        story = build_story(manuscript := from_text(planted.text), read_manuscript(manuscript))
        findings = run_checks(story, Selection(select=frozenset(CHECKS.values())))
        tally(count, name, planted, findings, show=arguments.show)
    text = table(count, arguments.set)
    sys.stdout.write(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{time.perf_counter() - begin:.0f} s\n")


def texts(style: str, words: int, novels: int, passages: int) -> Iterator[tuple[str, Planted]]:
    """Passages of novels, contradictions planted in them."""
    paths = sorted((DATA / "fiction").glob("*.txt"))
    for seed, path in enumerate(paths[style == "report" :: 2][:novels]):
        for part, paragraphs in enumerate(cut(path, words, passages)):
            names = people("\n".join(paragraphs), NAMES)
            if len(names) >= 2:
                yield f"{path.stem} {part + 1}", plant(paragraphs, names, style, seed + 101 * part)


def cut(path: Path, words: int, passages: int) -> Iterator[list[str]]:
    """Passages from places spread over the novel, each of some thousand words."""
    manuscript = load_manuscript(str(path))
    blocks = [b for b in manuscript.blocks if b.kind == "paragraph"]
    for part in range(passages):
        chosen, size = [], 0
        begin = len(blocks) // 10 + part * (len(blocks) * 8 // 10) // passages
        for block in blocks[begin:]:
            text = " ".join(block.span.text(manuscript.text).split())
            chosen.append(text)
            size += len(text.split())
            if size >= words:
                break
        if size >= words // 2:
            yield chosen


def tally(
    count: Count, name: str, planted: Planted, findings: Sequence[Finding], *, show: bool
) -> None:
    """Sort the plants of one text into found and missed, its findings into right and false."""
    count.words += len(planted.text.split())
    used: set[int] = set()
    for item in planted.plants:
        hits = [
            i for i, f in enumerate(findings) if f.check == CHECKS[item.kind] and _touches(f, item)
        ]
        used.update(hits)
        if item.wrong:
            (count.found if hits else count.missed)[item.kind] += 1
        else:
            (count.marked if hits else count.harmless)[item.kind] += 1
        if show and bool(hits) != item.wrong:
            sys.stdout.write(f"{name}: {'missed' if item.wrong else 'false'}: {item.words}\n")
    for i, finding in enumerate(findings):
        if i not in used:
            count.other += 1
            if show:
                sys.stdout.write(f"{name}: other: {finding.check}: {finding.message}\n")


def _touches(finding: Finding, item: Plant) -> bool:
    spans = [finding.span, *(e.span for e in finding.evidence)]
    return any(s.start < b and a < s.end for a, b in item.spans for s in spans)


def table(count: Count, style: str) -> str:
    """The figures as a table."""
    lines = [
        f"Planted contradictions, set “{style}”, {count.words} words of novels",
        "",
        "| | planted | found | recall | harmless | marked |",
        "|---|---|---|---|---|---|",
    ]
    for kind in (*CHECKS, "all"):
        kinds = tuple(CHECKS) if kind == "all" else (kind,)
        found, missed = (sum(c[k] for k in kinds) for c in (count.found, count.missed))
        quiet, marked = (sum(c[k] for k in kinds) for c in (count.harmless, count.marked))
        recall = found / max(1, found + missed)
        lines.append(
            f"| {kind} | {found + missed} | {found} | {recall:.2f} | {quiet + marked} | {marked} |"
        )
    found, marked = count.found.total(), count.marked.total()
    strict = found / max(1, found + marked + count.other)
    lines += [
        "",
        f"Precision over the plants: {found / max(1, found + marked):.2f}; "
        f"with all other findings counted as false ({count.other}): {strict:.2f}",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
