"""Scene breaks by a sign that could be anything once, and is a habit twice: ``.``, ``XXX``, ``/``.

`is_break` knows the marks that mean nothing else. A stop alone in its line, three capitals X or a
slash may be a slip, a number or a pair of kisses; standing again and again between stretches
of the story they part its scenes.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from fabula.manuscript.contents import Row

__all__ = ["mark_lone_signs"]

_LONGEST = 9
_SIGN = re.compile(
    r"[.:+&@|/\\^~<>=_-]{1,3}|[xX]{1,5}|[oO0]{1,3}|[vV]|(?:[xX](?: ?[oO0] ?[xX])+)|(?:[.] ?){2,3}"
)
_FEWEST_WORDS = 12


def mark_lone_signs(text: str, rows: Sequence[Row]) -> None:
    """Make breaks of the paragraphs that are one sign, where the same one stands twice or more.

    Between two of them, and before the first, stands text. Numbers that count chapters are
    no signs: where a numeral of another value stands alone too, nothing changes.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    numerals: set[int] = set()
    for index, row in enumerate(rows):
        unit = row.unit
        if unit.end - unit.start > _LONGEST or row.is_break or row.heads or unit.spoken:
            continue
        if row.heading is not None and row.heading.rank == "number" and not row.heading.title:
            numerals.add(row.heading.number)
        words = text[unit.start : unit.end]
        if _SIGN.fullmatch(words):
            places[words].append(index)
    for sign, found in places.items():
        numbered = any(rows[index].heading is not None for index in found)
        if len(found) < 2 or not _parts_text(rows, found) or (numbered and len(numerals) > 1):
            continue
        if sign.strip(".") == "" and len(sign) > 1 and _near(rows, found):
            continue
        for index in found:
            row = rows[index]
            row.unit.kind, row.unit.level = "break", 0
            row.is_break, row.heading = True, None


def _words_between(rows: Sequence[Row], found: Sequence[int]) -> list[int]:
    bounds = [-1, *found, len(rows)]
    return [
        sum(row.words for row in rows[low + 1 : high] if not row.heads)
        for low, high in pairwise(bounds)
    ]


def _parts_text(rows: Sequence[Row], found: Sequence[int]) -> bool:
    """Whether text stands before, between and after the signs."""
    return min(_words_between(rows, found)) >= _FEWEST_WORDS


def _near(rows: Sequence[Row], found: Sequence[int]) -> bool:
    """Whether the signs are as close as the silences of a conversation."""
    return min(_words_between(rows, found)[1:-1], default=0) < 4 * _FEWEST_WORDS
