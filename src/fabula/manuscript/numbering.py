"""Bare numbers that count chapters: 1, 2, 3 or I, II, III with story between them."""

from collections import defaultdict
from collections.abc import Sequence

from fabula.manuscript.contents import Row

__all__ = ["counted"]

_FEWEST_WORDS = 40
_LARGEST_GAP = 3


def counted(text: str, rows: Sequence[Row]) -> set[int]:
    """Indices of the rows whose bare number counts a chapter.

    A number counts when it follows on from the one before it in the same style
    (or starts again at one), with story between them. A number at the very head
    of the text counts by itself.
    """
    chains: dict[str, list[list[int]]] = defaultdict(list)
    for index, row in enumerate(rows):
        heading = row.heading
        if heading is None or heading.rank != "number" or row.heads:
            continue
        style = chains[heading.style]
        previous = _number(rows[style[-1][-1]]) if style else 0
        if style and previous < heading.number <= previous + _LARGEST_GAP:
            style[-1].append(index)
        elif heading.number == 1:
            style.append([index])
    found: set[int] = set()
    for family in chains.values():
        for chain in family:
            if _tells_story(rows, chain) and not _pages(text, rows, chain):
                found.update(chain)
    if rows and (heading := rows[0].heading) is not None and not heading.title:
        found.add(0)
    return found


def _number(row: Row) -> int:
    return row.heading.number if row.heading is not None else 0


def _tells_story(rows: Sequence[Row], chain: Sequence[int]) -> bool:
    if len(chain) < 2:
        return False
    words = sum(row.words for row in rows[chain[0] : chain[-1]])
    return words >= _FEWEST_WORDS * (len(chain) - 1)


def _pages(text: str, rows: Sequence[Row], chain: Sequence[int]) -> bool:
    """Whether the numbers are page numbers: they interrupt sentences."""
    before = [rows[i - 1].unit for i in chain if i and not rows[i - 1].is_break]
    ends = [text[max(unit.start, unit.end - 3) : unit.end].rstrip("\"'”’)_]*") for unit in before]
    cut = sum(bool(end) and (end[-1].islower() or end[-1] == ",") for end in ends)
    return len(chain) > 2 and cut > 0.3 * len(chain)
