"""Short texts and their book: the same words, judged alone and where they stand.

    python benchmarks/short_texts.py [--words 8000] [--every 4] [--pieces 4] [--size 300]

Writers check a chapter at a time. Of the opening of each of some novels a few pieces of some
hundred words, whole paragraphs, are checked alone; their findings are set beside those that the
opening has at the same words. What only the piece has is told one by one: it is noise of the
length, for names, habits and the share of wrong words are known less well there.
"""

import argparse
import sys
from collections import Counter

from fabula.checks.framework.finding import Finding
from fabula.manuscript.model import Manuscript
from false_alarms import findings_of, novels, opening

PER = 10_000
AROUND = 40

Key = tuple[str, str, int]
"""A finding by its check, level and start in the opening."""


def pieces_of(manuscript: Manuscript, size: int, count: int) -> list[tuple[int, int]]:
    """Where so many pieces of at least so many words begin and end, spread over the text."""
    blocks = [block.span for block in manuscript.blocks if block.kind == "paragraph"]
    found: list[tuple[int, int]] = []
    step = max(len(blocks) // count, 1)
    for first in range(0, len(blocks), step):
        last, words = first, 0
        while last < len(blocks) and words < size:
            words += len(blocks[last].text(manuscript.text).split())
            last += 1
        if words >= size and len(found) < count:
            found.append((blocks[first].start, blocks[last - 1].end))
    return found


def keys(found: tuple[Finding, ...], offset: int, start: int, end: int) -> dict[Key, Finding]:
    """The findings between two places, by where they start in the opening."""
    moved = ((f, f.span.start + offset) for f in found)
    return {(f.check, f.level, at): f for f, at in moved if start <= at < end}


def main() -> int:
    """Print the findings per 10,000 words of the pieces, alone, in their book, and only alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("words", 8000), ("every", 4), ("pieces", 4), ("size", 300)):
        parser.add_argument(f"--{name}", type=int, default=value)
    arguments = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    words = 0
    for path in novels(tuned=False)[:: arguments.every]:
        manuscript, whole = findings_of(opening(path, arguments.words))
        for start, end in pieces_of(manuscript, arguments.size, arguments.pieces):
            text = manuscript.text[start:end]
            words += len(text.split())
            _, alone = findings_of(text + "\n")
            there, here = keys(whole, 0, start, end), keys(alone, start, start, end)
            for where, found in (("in the book", there), ("alone", here)):
                for _, level, _ in found:
                    counts[where, level] += 1
            for check, level, at in sorted(here.keys() - there.keys(), key=lambda k: k[2]):
                counts["only alone", level] += 1
                around = manuscript.text[max(at - AROUND, 0) : at + AROUND].replace("\n", " ")
                print(f"{path.stem[:20]} {check} {level} {around}", file=sys.stderr)
    print(f"{words} words in pieces of {arguments.size}; findings per {PER} words")
    for where in ("in the book", "alone", "only alone"):
        shown = (
            f"{level} {counts[where, level] / words * PER:.2f}" for level in ("error", "query")
        )
        print(f"  {where:12}", "  ".join(shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
