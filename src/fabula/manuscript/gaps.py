"""Blank paragraphs and blank lines: spacing, or scene breaks, by the manuscript's own habit.

The contract. A reader says what it saw and decides nothing: `Unit.blanks` is the
number of blank lines that a person sees between a unit and the one before it,
beyond what its format puts between any two paragraphs. A reader that uses a
`DraftBuilder` calls ``builder.blank()`` once for every empty paragraph, for a
paragraph of nothing but spaces or ``&nbsp;``, and for every blank line more than
Markdown needs; blank lines made by line breaks within a paragraph the builder counts by
itself. A reader that makes its own units (plain text) sets `Unit.blanks` to the
number of blank lines before the unit. Then `scene_gaps` says which of them break
a scene: where text is made by a builder, its ``finish`` puts ``***`` there; where
the text is the file, the shape only lets a scene begin.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from fabula.manuscript.headings import is_break, is_title, read_heading
from fabula.manuscript.model import BlockKind

__all__ = ["Spaced", "scene_gaps"]

_LONGEST_HEADING = 400
_FEWEST_IN_STRETCH = 10
# A break is rare. In a short text one blank in two or three may be a break; in a
# long one, so many are a writer's uneven spacing.
_RARE = ((12, 0.4), (40, 0.25), (1 << 60, 0.15))
_SET_OFF_WORDS = 25
_DEEP = 8
_DASHES = "-–—"
_APART = re.compile(
    r"[\"“‘']?(?:(?:my )?dear(?:est)?\b[^.!?]{0,40}[,.:—-]|P\. ?S\.|\[\d+\]|\*\w)", re.IGNORECASE
)
_CLOSERS = "\"'”’)]*_»› \u200b"
_ENDS = ".!?…—–-"


class Spaced(Protocol):
    """What this needs to know of a unit; see `Unit`."""

    kind: BlockKind
    start: int
    end: int
    chapter: str | None
    scene: bool
    contents: bool
    blanks: int


def scene_gaps(text: str, units: Sequence[Spaced]) -> list[int]:
    """Indices of the units before which blank lines break a scene.

    Only blanks between two paragraphs count, the first of which ends a sentence:
    space around headings, breaks, title pages, letters and verse is spacing. What is
    usual between paragraphs (in the same chapter, if it is long enough) is no
    break; more than that is one if it is rare. Where breaks are marked by signs
    as often, blanks are spacing.
    """
    if not any(unit.blanks for unit in units):
        return []
    whole = Counter[int]()
    stretches = list(_stretches(text, units))
    for stretch in stretches:
        whole.update(units[index].blanks for index in stretch)
    marked = sum(_is_mark(text, unit) for unit in units)
    usual = _usual(whole)
    pools: dict[int, list[int]] = {}
    for stretch in stretches:
        local = usual
        if len(stretch) >= _FEWEST_IN_STRETCH:
            local = _usual(Counter(units[index].blanks for index in stretch))
        pools.setdefault(local, []).extend(stretch)
    found: list[int] = []
    for base, pool in pools.items():
        found.extend(_rare(text, units, pool, base))
    found = _without_set_off(text, units, sorted(found))
    return found if len(found) > marked else []


def _is_mark(text: str, unit: Spaced) -> bool:
    return unit.kind == "break" or (
        unit.end - unit.start <= 120 and is_break(text[unit.start : unit.end])
    )


def _heads(text: str, unit: Spaced) -> bool:
    """Whether the unit is a heading, or worded as one."""
    if unit.kind == "heading":
        return True
    return unit.end - unit.start <= _LONGEST_HEADING and (
        read_heading(text[unit.start : unit.end]) is not None
    )


def _stretches(text: str, units: Sequence[Spaced]) -> Iterator[list[int]]:
    """Between one heading and the next, the units that follow a paragraph."""
    stretch: list[int] = []
    after = False
    for index, unit in enumerate(units):
        if unit.contents or _is_mark(text, unit):
            after = False
            continue
        if _heads(text, unit) or unit.chapter is not None:
            yield stretch
            stretch = []
            after = unit.kind != "heading" and unit.chapter is not None
            continue
        if after and not unit.scene:
            stretch.append(index)
        after = True
    yield stretch


def _usual(counts: Counter[int]) -> int:
    """What most often stands between paragraphs; the smaller of two as common."""
    return min(counts, key=lambda blanks: (-counts[blanks], blanks), default=0)


def _rare(text: str, units: Sequence[Spaced], pool: Sequence[int], base: int) -> list[int]:
    """The units of a pool with more blanks before them than is usual, if that is rare."""
    most = next(share for size, share in _RARE if len(pool) <= size) * len(pool)
    counts = Counter(units[index].blanks for index in pool)
    least, wide = 0, 0
    for blanks in sorted(counts, reverse=True):
        wide += counts[blanks]
        if blanks <= base or wide > most:
            break
        least = blanks
    if not least:
        return []
    return [
        index
        for index in pool
        if units[index].blanks >= least
        and _ends_sentence(text, units[index - 1])
        and not _is_set_off(text, units[index - 1])
        and not _is_set_off(text, units[index])
    ]


def _ends_sentence(text: str, unit: Spaced) -> bool:
    tail = text[max(unit.start, unit.end - 8) : unit.end].rstrip(_CLOSERS)
    return not tail or (tail[-1] in _ENDS and not tail.rstrip(_DASHES).endswith(":"))


def _is_set_off(text: str, unit: Spaced) -> bool:
    """Whether the unit is set apart: verse, the first or last line of a letter, a sign."""
    if text.find("\n  ", unit.start, unit.end) >= 0:
        return True
    if text[max(0, unit.start - _DEEP) : unit.start].isspace() and (
        "\n" not in text[max(0, unit.start - _DEEP) : unit.start]
    ):
        return True
    piece = text[unit.start : min(unit.end, unit.start + 100)]
    if _APART.match(piece):
        return True
    words = piece.strip(_CLOSERS + "“‘«.")
    return len(piece) < 60 and len(words.split()) > 1 and is_title(words)


def _without_set_off(text: str, units: Sequence[Spaced], found: list[int]) -> list[int]:
    """The gaps without those around a few words: a sign, a telegram, a note."""
    alone: set[int] = set()
    for index, following in pairwise(found):
        start, end = units[index].start, units[following - 1].end
        if end - start < 10 * _SET_OFF_WORDS and len(text[start:end].split()) < _SET_OFF_WORDS:
            alone |= {index, following}
    return [index for index in found if index not in alone]
