"""Bare numbers that count chapters: 1, 2, 3 or I, II, III with story between them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from fabula.manuscript.contents import Row

__all__ = ["chapter_numbers"]

# Sections of a poem have fewer words than the chapters of a book; a short text may have both.
_FEWEST_WORDS = 80
_SHORT_TEXT = 3_000
_FEWEST_IN_SHORT = 1
_FEWEST_TITLED = 25
_FEWEST_IN_LINE = 8
_LARGEST_GAP = 3


def chapter_numbers(text: str, rows: Sequence[Row]) -> set[int]:
    """Indices of the rows whose bare number counts a chapter.

    A number counts when it follows on from the one before it in the same style
    (or starts again at one), with story between them. A number at the very head
    of the text counts by itself.
    """
    chains: dict[str, list[list[int]]] = defaultdict(list)
    worded = 0
    above = -1
    for index, row in enumerate(rows):
        heading = row.heading
        if heading is not None and heading.rank == "chapter":
            worded, above = heading.number, index
        if heading is None or heading.rank != "number" or row.heads:
            continue
        if heading.title and heading.number == worded + 1 > 1:
            # "Adventure VI" may be followed by a plain "VII. The ...".
            row.heading = replace(heading, rank="chapter")
            worded = heading.number
            continue
        _link(rows, chains[heading.style], index, above)
    found: set[int] = set()
    for family in chains.values():
        for chain in family:
            if _tells_story(rows, chain) and not _pages(text, rows, chain):
                found.update(chain)
                found.update(_misnumbered(rows, chain))
    first = rows[0].heading if len(rows) > 1 and not rows[1].is_break else None
    if first is not None and not first.title:
        found.add(0)
    return found


def _link(rows: Sequence[Row], style: list[list[int]], index: int, above: int) -> None:
    """Add a number to the chain it continues, or begin a new one with a one.

    A two begins one too where the chapter heading ``above`` stands for the one.
    """
    number = _number(rows[index])
    for chain in reversed(style[-3:]):
        if _number(rows[chain[-1]]) == number - 1:
            chain.append(index)
            return
    previous = _number(rows[style[-1][-1]]) if style else number
    if previous < number <= previous + _LARGEST_GAP:
        style[-1].append(index)
    elif number == 1:
        style.append([index])
    elif number == 2 and above >= 0 and (not style or style[-1][-1] < above):
        style.append([above, index])


def _number(row: Row) -> int:
    return row.heading.number if row.heading is not None else 0


def _tells_story(rows: Sequence[Row], chain: Sequence[int]) -> bool:
    if len(chain) < 2:
        return False
    sections = [sum(row.words for row in rows[a + 1 : b]) for a, b in pairwise(chain)]
    fewest = _FEWEST_WORDS
    if sum(row.words for row in rows) < _SHORT_TEXT:
        heading = rows[chain[0]].heading
        titled = heading is not None and heading.title
        fewest = _FEWEST_TITLED if titled else _FEWEST_IN_SHORT
    return median(sections) >= fewest


def _misnumbered(rows: Sequence[Row], chain: Sequence[int]) -> list[int]:
    """Roman numbers within a chain that do not follow on, with a chapter's words on both sides.

    Writers count a chapter twice, or turn IV and VI around.
    """
    style = rows[chain[0]].heading
    if style is None or style.style != "roman":
        return []
    found: list[int] = []
    taken = set(chain)
    last, words = chain[0], 0
    for index in range(chain[0] + 1, len(rows)):
        heading = rows[index].heading
        if index in taken:
            if found and last == found[-1] and words < _FEWEST_WORDS:
                found.pop()
            last, words = index, 0
        elif heading is not None and heading.style == "roman" and heading.rank == "number":
            if words < _FEWEST_WORDS or heading.number > 2 * len(taken):
                continue
            found.append(index)
            last, words = index, 0
        words += rows[index].words
    if found and last == found[-1] and words < _FEWEST_WORDS:
        found.pop()
    return found


def _pages(text: str, rows: Sequence[Row], chain: Sequence[int]) -> bool:
    """Whether the numbers are page numbers: they interrupt sentences."""
    before = [rows[i - 1].unit for i in chain if i and rows[i - 1].words >= _FEWEST_IN_LINE]
    ends = [text[max(unit.start, unit.end - 3) : unit.end].rstrip("\"'”’)_]*") for unit in before]
    cut = sum(bool(end) and (end[-1].islower() or end[-1] == ",") for end in ends)
    return len(chain) > 2 and cut > 0.3 * len(chain)
