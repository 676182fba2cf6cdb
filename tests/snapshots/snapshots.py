"""What the checks say of three whole novels, kept so that a change is read as a diff.

    python tests/snapshots/snapshots.py            write the snapshots anew
    python tests/snapshots/snapshots.py --check    say what would change; exit 1 if anything

The novels are in the public domain, as Project Gutenberg has them: Lewis Carroll, Alice's
Adventures in Wonderland (British, single quotation marks); Henry James, Daisy Miller; Jack
London, The Call of the Wild. A snapshot has a line for each finding, in the order of the
text: level, check, the words marked in their context, the message. Offsets and
fingerprints are left out, so that a line changes only when the finding does.
"""

import argparse
import difflib
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

HERE = Path(__file__).parent
NOVELS = sorted(path.name.removesuffix(".txt.gz") for path in (HERE / "novels").glob("*.txt.gz"))
CONTEXT = 30
LONG = 90


def snapshot(novel: str) -> str:
    """The findings of the default checks on one novel, a line each, with their counts."""
    raw = gzip.decompress((HERE / "novels" / f"{novel}.txt.gz").read_bytes())
    manuscript = from_text(raw.decode("utf-8"))
    found = run_checks(build_story(manuscript, read_manuscript(manuscript)), Selection())
    counts = Counter(finding.check for finding in found)
    head = [f"{len(manuscript.text.split())} words, {len(found)} findings"]
    head += [f"{counts[name]:5} {name}" for name in sorted(counts)]
    return "\n".join([*head, "", *lines(manuscript.text, found)]) + "\n"


def lines(text: str, found: tuple[Finding, ...]) -> Iterator[str]:
    """A line for each finding; evidence is indented beneath."""
    for finding in found:
        start, end = finding.span.start, finding.span.end
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        words = flat(f"{before}[[{shortened(text[start:end])}]]{after}")
        yield f"{finding.level} {finding.check}: {words}"
        yield f"    {finding.message}"
        for item in finding.evidence:
            yield f"    = {item.note}: {flat(shortened(item.span.text(text)))}"


def shortened(words: str) -> str:
    """A long passage by its beginning and end."""
    return words if len(words) <= LONG else f"{words[: LONG // 2]} ... {words[-LONG // 2 :]}"


def flat(words: str) -> str:
    """On one line."""
    return " ".join(words.split())


def stored(novel: str) -> str:
    """The committed snapshot; empty when there is none."""
    path = HERE / f"{novel}.txt"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def of_text_checks(lines_of: list[str]) -> list[str]:
    """The lines of findings that no model has a part in, with what stands beneath them."""
    plain = {check.name for check in load_checks() if check.needs <= {"text"}}
    kept, keeping = [], False
    for line in lines_of:
        if not line.startswith("    "):
            keeping = line.partition(" ")[2].partition(":")[0] in plain
        if keeping:
            kept.append(line)
    return kept


def difference(novel: str, new: str) -> list[str]:
    """The snapshot against the findings of now, as a unified diff."""
    old = stored(novel).splitlines()
    return list(difflib.unified_diff(old, new.splitlines(), f"{novel}, stored", "now", n=0))


def main() -> int:
    """Write or check the snapshots."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="only say what would change")
    check = parser.parse_args().check
    changed = False
    for novel in NOVELS:
        new = snapshot(novel)
        diff = difference(novel, new)
        changed = changed or bool(diff)
        if check:
            sys.stdout.write("\n".join(diff) + "\n" if diff else "")
        else:
            (HERE / f"{novel}.txt").write_text(new, encoding="utf-8")
    return int(check and changed)


if __name__ == "__main__":
    sys.exit(main())
