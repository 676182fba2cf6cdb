"""Corrections that ``--fix`` would make: how many are right, by check, on drafts that were judged.

    python benchmarks/fixes.py DRAFT JUDGED.tsv [DRAFT JUDGED.tsv ...]

A judged file gives check, level, start, end and verdict of the findings of a draft, one a line:
T where the finding and its remedy are right, W where the place is right and the remedy is not, F
where it is false. A correction is right where a verdict T touches it, wrong where W or F does;
others are listed to be judged. `fabula.checks.framework.sure` takes its figures from here.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.sure import is_sure
from fabula.pipeline.api import check

AROUND = 50


def judged(path: Path) -> list[tuple[int, int, str]]:
    """The places of a judged file with their verdicts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(int(row["start"]), int(row["end"]), row["verdict"]) for row in rows]


def verdict(finding: Finding, places: list[tuple[int, int, str]]) -> str:
    """What was said of a finding: T, W, F, or ? where nothing was."""
    span = finding.span
    return next((v for start, end, v in places if start < span.end and span.start < end), "?")


def main(arguments: list[str]) -> int:
    """Print the counts by check for corrections and for all findings of each level."""
    fixes: Counter[tuple[str, str]] = Counter()
    levels: Counter[tuple[str, str]] = Counter()
    for draft, answers in zip(arguments[::2], arguments[1::2], strict=True):
        places, result = judged(Path(answers)), check(draft)
        for finding in result.findings:
            said = verdict(finding, places)
            levels[finding.level, said] += 1
            if finding.edits and is_sure(finding):
                fixes[finding.check, said] += 1
                if said != "T":
                    text = result.manuscript.text
                    start, end = finding.span.start, finding.span.end
                    around = text[max(start - AROUND, 0) : end + AROUND].replace("\n", " ")
                    print(f"{said} {finding.check} {finding.confidence:.3f} {around}")
    for name, counts in (("corrections", fixes), ("findings", levels)):
        print(f"{name}: right T, remedy wrong W, false F, not judged ?")
        for kind in sorted({kind for kind, _ in counts}):
            print(f"  {kind:22}", "  ".join(f"{v} {counts[kind, v]}" for v in "TWF?"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
