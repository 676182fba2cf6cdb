"""Running heads and page numbers that were typed or printed into a plain text.

They stand at the distance of a page from one another, cut through sentences, or lie
beside a form feed; chapters and refrains do not.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from fabula.manuscript.headings import is_break
from fabula.manuscript.lines import Line, ends_sentence

__all__ = ["cuts_sentence", "page_furniture"]

_LONGEST = 80
_FEWEST, _FEWEST_WORDED = 3, 4
_PAGE = (400, 9_000)
"""Characters that a page may hold."""
_SHARE = 0.3
_LARGEST_STEP = 3
_DIGITS = re.compile(r"\d{1,4}")
_CLOSERS = "\"'”’)]*_»"


def page_furniture(text: str, lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that are running heads or page numbers, not text."""
    families = _families(text, lines)
    possible = {index for family in families.values() for index in family}
    found: set[int] = set()
    later: list[list[int]] = []
    for key, family in families.items():
        pages = [i for i in family if _at_page(text, lines, i, possible)]
        if len(pages) < max(2, _SHARE * len(family)) or not _at_distance(lines, family):
            continue
        if "#" in key:
            chain = _in_sequence(text, lines, family)
            if len(chain) >= _FEWEST:
                found.update(chain)
                continue
        if len(family) >= _FEWEST_WORDED and key.strip("# -–—.|/[]()"):
            found.update(pages)
            later.append(family)
    for family in later:
        found.update(_like(lines, family, found))
    return found


def cuts_sentence(text: str, before: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the other, on both sides of a page's end."""
    if before.end - before.start < 20 or ends_sentence(text, before):
        return False
    tail = text[before.end - 1]
    first = text[after.start : after.start + 1]
    return first.islower() or tail.islower() or tail == ","


def _surely_cuts(text: str, before: Line, after: Line) -> bool:
    """Whether it does so plainly: the second line begins in the middle of a sentence."""
    return cuts_sentence(text, before, after) and text[after.start].islower()


def _families(text: str, lines: Sequence[Line]) -> dict[str, list[int]]:
    """Short lines that stand alone, by their words with numbers left open."""
    families: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST or not _is_alone(text, lines, index):
            continue
        words = text[line.start : line.end]
        if not is_break(words):
            key = " ".join(_DIGITS.sub("#", words).casefold().split())
            families[key].append(index)
    return {key: family for key, family in families.items() if len(family) >= _FEWEST}


def _is_alone(text: str, lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    above = index == 0 or lines[index - 1].number < line.number - 1
    below = index + 1 == len(lines) or lines[index + 1].number > line.number + 1
    return (above and below) or _by_form_feed(text, lines, index)


def _by_form_feed(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a page begins right before the line, or ends right behind it."""
    start = lines[index - 1].end if index else 0
    end = lines[index + 1].start if index + 1 < len(lines) else len(text)
    line = lines[index]
    return "\f" in text[start : line.start] or "\f" in text[line.end : end]


def _at_page(text: str, lines: Sequence[Line], index: int, possible: set[int]) -> bool:
    """Whether the line cuts a sentence, or lies by a form feed."""
    if _by_form_feed(text, lines, index):
        return True
    before, after = index - 1, index + 1
    while before in possible and index - before < 3:
        before -= 1
    while after in possible and after - index < 3:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    return _surely_cuts(text, lines[before], lines[after])


def _at_distance(lines: Sequence[Line], family: Sequence[int]) -> bool:
    gaps = [lines[b].start - lines[a].start for a, b in pairwise(family)]
    return _PAGE[0] <= median(gaps) <= _PAGE[1]


def _in_sequence(text: str, lines: Sequence[Line], family: Sequence[int]) -> list[int]:
    """The longest run of lines whose last number goes up by one, or a little more."""
    numbers = [_DIGITS.findall(text[lines[i].start : lines[i].end])[-1:] for i in family]
    longest: list[int] = []
    for first in range(min(4, len(family))):
        chain: list[int] = []
        last = -1
        for index, number in zip(family[first:], numbers[first:], strict=True):
            value = int(number[0]) if number else -1
            if not chain or 0 < value - last <= _LARGEST_STEP:
                chain.append(index)
                last = value
        if len(chain) > len(longest):
            longest = chain
    return longest


def _like(lines: Sequence[Line], family: Sequence[int], found: set[int]) -> list[int]:
    """Those of a family that stand beside a page number, or a page from one that was found."""
    page = median(lines[b].start - lines[a].start for a, b in pairwise(family))
    like: list[int] = []
    for before, index, after in zip([-1, *family], family, [*family[1:], -1], strict=False):
        near = (
            abs(lines[index].start - lines[other].start)
            for other in (before, after)
            if other in found
        )
        beside = index - 1 in found or index + 1 in found
        if beside or any(0.5 * page <= gap <= 1.7 * page for gap in near):
            like.append(index)
    return like
