"""False alarms: what the checks say of published novels, beside Harper.

    python benchmarks/false_alarms.py alarms [--words 20000] [--tuned] [--harper] [--out FILE]
    python benchmarks/false_alarms.py show NOVEL [--words 20000] [--check NAME] [--level error]
    python benchmarks/false_alarms.py speed [--words 100000] [--out FILE]

A published novel has been copy-edited, so nearly every finding at the level of errors is a
false alarm (misprints of the transcription apart, which these figures count as false). Each
novel counts with its first so many words, licence and contents left out. ``TUNED`` are the
novels that were looked at while the checks were written; figures are of the others unless
``--tuned`` asks for those. The novels are the ``fiction`` folder of the data.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fabula.checks.framework.check import Problem
from fabula.checks.framework.finding import LEVELS, Finding
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.story.build import build_story
from gold import DATA

TUNED = frozenset(
    """36 45 74 76 78 95 155 215 219 233 345 434 514 541 543 766 768 1155 1342 2641 2852 3457 4276
    6053 8867 11 599 4300 9830 24 60 105 110 113 174 271 351 472 711 969 1023 1260 1327 1400 2005
    2084 27 238 5230 6593""".split()
)
PER = 10_000


def novels(tuned: bool) -> list[Path]:
    """The novels of the collection, by whether they were looked at before."""
    paths = sorted((DATA / "fiction").glob("*.txt"))
    return [p for p in paths if (p.name.split("_")[0] in TUNED) == tuned]


def opening(path: Path, words: int) -> str:
    """The first so many words of a novel's story, in whole paragraphs."""
    manuscript = load_manuscript(str(path))
    start = manuscript.blocks[0].span.start
    end, seen = start, 0
    for block in manuscript.blocks:
        seen += len(block.span.text(manuscript.text).split())
        end = block.span.end
        if seen >= words:
            break
    return manuscript.text[start:end] + "\n"


def findings_of(text: str) -> tuple[Manuscript, tuple[Finding, ...]]:
    """All findings of the default checks."""
    manuscript = from_text(text)
    story = build_story(manuscript, read_manuscript(manuscript))
    problems: list[Problem] = []
    found = run_checks(story, Selection(level="query"), on_problem=problems.append)
    for problem in problems:
        print(problem.line, file=sys.stderr)
    return manuscript, found


def alarms(arguments: argparse.Namespace) -> None:
    """The table of findings per 10,000 words, by check and level."""
    counts: Counter[tuple[str, str]] = Counter()
    levels: Counter[str] = Counter()
    total = harper = 0
    chosen = novels(arguments.tuned)
    for path in chosen[:: arguments.every]:
        text = opening(path, arguments.words)
        words = len(text.split())
        _, found = findings_of(text)
        total += words
        own = Counter(f.level for f in found)
        levels.update(own)
        counts.update((f.check, f.level) for f in found)
        line = " ".join(f"{own[level] * PER / words:6.2f}" for level in LEVELS[:2])
        print(f"{path.stem[:50]:50} {words:7} {line}", file=sys.stderr)
        if arguments.harper:
            harper += harper_lints(text)
    rows = [
        f"Published novels: {len(chosen[:: arguments.every])}, {total} words; per {PER} words.",
        "",
        "| check | level | findings |",
        "|---|---|---|",
    ]
    rows += [f"| {c} | {lv} | {n * PER / total:.2f} |" for (c, lv), n in sorted(counts.items())]
    rows += [f"| **all** | **{lv}** | **{levels[lv] * PER / total:.2f}** |" for lv in LEVELS[:2]]
    if arguments.harper:
        rows.append(f"| Harper, all its rules | lint | {harper * PER / total:.2f} |")
    emit(rows, arguments.out)


def harper_lints(text: str) -> int:
    """How many lints Harper raises with its default rules."""
    import harper

    return len(harper.Linter(harper.Dialect.AMERICAN).lint(text))


def show(arguments: argparse.Namespace) -> None:
    """The findings of one text, one by one, to be read."""
    for line in shown(arguments):
        print(line)


def shown(arguments: argparse.Namespace) -> Iterator[str]:
    """A line for each finding: level, check, words in context, message."""
    manuscript, found = findings_of(opening(arguments.novel, arguments.words))
    for finding in found:
        if arguments.check and finding.check not in arguments.check.split(","):
            continue
        if arguments.level and finding.level != arguments.level:
            continue
        text, span = manuscript.text, finding.span
        words = span.text(text)
        words = words if len(words) < 120 else words[:80] + " ... " + words[-30:]
        before = text[max(0, span.start - 60) : span.start]
        after = text[span.end : span.end + 40]
        line = " ".join(f"{before}[[{words}]]{after}".split())
        yield f"{finding.level[0]} {finding.check:20} {line}\n      {finding.message}"
        for item in finding.evidence[:2]:
            yield f"      = {item.note}: {' '.join(item.span.text(text).split())[:90]}"


def speed(arguments: argparse.Namespace) -> None:
    """Seconds for the whole command and for Harper, on the same novel, in one run."""
    path = DATA / "fiction" / "1023_bleak_house.txt"
    with tempfile.TemporaryDirectory() as folder:
        novel = Path(folder) / "novel.txt"
        novel.write_text(opening(path, arguments.words), encoding="utf-8")
        commands = {
            "fabula check": [str(Path(sys.executable).with_name("fabula")), "check", str(novel),
                             "--format", "json"],
            "Harper": [sys.executable, "-c", _HARPER, str(novel)],
        }  # fmt: skip
        rows = [f"{arguments.words} words of a novel.", "", "| | seconds |", "|---|---|"]
        for name, command in commands.items():
            began = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - began
            if done.returncode not in (0, 1):
                raise SystemExit(done.stderr)
            if name != "Harper":
                print(f"{len(json.loads(done.stdout)['findings'])} findings", file=sys.stderr)
            rows.append(f"| {name} | {seconds:.1f} |")
    emit(rows, arguments.out)


_HARPER = (
    "import sys, pathlib, harper; "
    "print(len(harper.Linter(harper.Dialect.AMERICAN).lint(pathlib.Path(sys.argv[1]).read_text())))"
)


def emit(rows: list[str], out: Path | None) -> None:
    text = "\n".join(rows) + "\n"
    sys.stdout.write(text)
    if out:
        out.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(required=True)
    for name, command in (("alarms", alarms), ("show", show), ("speed", speed)):
        sub = commands.add_parser(name)
        sub.set_defaults(command=command)
        sub.add_argument("--words", type=int, default=100_000 if name == "speed" else 20_000)
        sub.add_argument("--out", type=Path)
        if name == "alarms":
            sub.add_argument("--tuned", action="store_true")
            sub.add_argument("--harper", action="store_true")
            sub.add_argument("--every", type=int, default=1)
        if name == "show":
            sub.add_argument("novel", type=Path)
            sub.add_argument("--check")
            sub.add_argument("--level")
    arguments = parser.parse_args()
    arguments.command(arguments)


if __name__ == "__main__":
    main()
