"""Headings that nothing but their look makes so: larger type, bold, the middle of the line.

A writer who never meets a program's heading styles enlarges the titles of chapters by hand. One
large line may be a shop's sign or a letter's head: a habit of them, with a stretch of text under
each, is not.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from fabula.manuscript.contents import Row
from fabula.manuscript.headings import is_title

__all__ = ["mark_display"]

_MOST_WORDS = 12
_LARGER = 1.18
_FEWEST_WORDS = 40
_TITLE_PAGE_WORDS = 15
_NOT_LAST = ',;:"”“'
_PART, _CHAPTER = 1, 2


def mark_display(text: str, rows: Sequence[Row]) -> None:
    """Make headings of the paragraphs that are set as such, where nothing better marks chapters.

    Nothing changes where the format has headings of its own beside one title over all, or where
    two paragraphs are worded as those of chapters.
    """
    if not any(row.unit.size or row.unit.bold for row in rows):
        return
    given = [index for index, row in enumerate(rows) if row.heads]
    worded = sum(row.heading is not None and row.heading.rank == "chapter" for row in rows)
    if len(given) > 1 or worded > 1 or (given and given[0] > 2):
        return
    usual = _usual_size(rows)
    lines = [index for index, row in enumerate(rows) if _is_short_line(text, row)]
    lines = [index for index in lines if not given or index > given[0]]
    stands_out = [i for i in lines if _is_displayed(rows[i], usual)]
    bold = [i for i in lines if _is_bold_title(text, rows[i])]
    found = _habit(rows, stands_out, _FEWEST_WORDS) or _habit(rows, bold, 2 * _FEWEST_WORDS)
    for index in found:
        unit = rows[index].unit
        unit.kind, unit.level = "heading", _CHAPTER if given else _PART


def _usual_size(rows: Sequence[Row]) -> float:
    """The size that most words are set in; 0 if no unit says."""
    words: Counter[float] = Counter()
    for row in rows:
        words[round(row.unit.size, 2)] += row.words
    return max(words, key=lambda size: words[size], default=0.0)


def _habit(rows: Sequence[Row], found: list[int], fewest: int) -> list[int]:
    """Those of the lines that head a stretch of text, if there are two or more; else none.

    The lines of a title page, with next to nothing under each, are left out.
    """
    chosen = set(found)
    found = [index for index in found if index + 1 < len(rows) and index + 1 not in chosen]
    while found and _lengths(rows, found)[0] < _TITLE_PAGE_WORDS:
        found = found[1:]
    if len(found) < 2 or median(_lengths(rows, found)) < fewest:
        return []
    return found


def _is_short_line(text: str, row: Row) -> bool:
    """Whether the paragraph is a line of a few words, and no sentence."""
    unit = row.unit
    if row.is_break or unit.spoken or unit.contents or unit.outside or row.words > _MOST_WORDS:
        return False
    words = text[unit.start : unit.end]
    if not any(letter.isalnum() for letter in words) or words[-1] in _NOT_LAST or "\n" in words:
        return False
    return not words.endswith(".") or is_title(words)


def _is_displayed(row: Row, usual: float) -> bool:
    """Whether the line is clearly larger than the text, or bold and centred."""
    unit = row.unit
    return (usual > 0 and unit.size >= _LARGER * usual) or (unit.bold and unit.centred)


def _is_bold_title(text: str, row: Row) -> bool:
    unit = row.unit
    return unit.bold and is_title(text[unit.start : unit.end])


def _lengths(rows: Sequence[Row], found: Sequence[int]) -> list[int]:
    """The words under each heading."""
    ends = [*found[1:], len(rows)]
    return [
        sum(row.words for row in rows[index + 1 : end])
        for index, end in zip(found, ends, strict=True)
    ]
