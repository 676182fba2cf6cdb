"""Running heads and page numbers that were typed or printed into a plain text.

They stand at the distance of a page from one another, cut through sentences, or lie
beside a form feed; chapters and refrains do not. The header of a manuscript in
standard format (name / title / page) is known by its form.
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
_FULL = 20
_DEEPEST = 3
_FEWEST, _FEWEST_WORDED, _FEWEST_FED = 3, 4, 2
_PAGE = (150, 9_000)
"""Characters that a page may hold, an excerpt's too."""
# Source: William Shunn, "Proper Manuscript Format".
_HEADER = re.compile(
    r"page #(?: of #)?|(?=[^#/|]*[^\W\d_])[^#]* [/|] (?:page )?#|# [/|] (?=[^#]*[^\W\d_])[^#]*"
)
_SHARE = 0.3
_LARGEST_STEP = 3
_DIGITS = re.compile(r"\d{1,4}")
_CLOSERS = "\"'”’)]*_»"


def page_furniture(text: str, lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that are running heads or page numbers, not text."""
    families = _families(text, lines)
    possible = {index for family in families.values() for index in family}
    found: set[int] = set()
    heads: list[tuple[list[int], list[int]]] = []
    for key, family in families.items():
        pages = [i for i in family if _at_page(text, lines, i, possible)]
        known = _HEADER.fullmatch(key) is not None
        sure = known or len(pages) >= max(2, _SHARE * len(family))
        fed = sum(_by_form_feed(text, lines, i) for i in family) > 0.5 * len(family)
        if "#" in key and sure and _at_distance(lines, family):
            chain = _in_sequence(text, lines, family)
            if len(chain) >= (_FEWEST_FED if fed else _FEWEST):
                found.update(chain)
                continue
        if any(letter.isalpha() for letter in key) and not known:
            enough = len(family) >= (_FEWEST_FED if fed else _FEWEST_WORDED)
            heads.append((family, pages if sure and enough else []))
    _add_heads(lines, heads, found)
    return found


def _add_heads(
    lines: Sequence[Line], heads: Sequence[tuple[list[int], list[int]]], found: set[int]
) -> None:
    """Add the running heads among families of lines, each with those that lie at a page's end."""
    numbers = frozenset(found)
    for family, pages in heads:
        beside = [i for i in family if i - 1 in numbers or i + 1 in numbers]
        if len(beside) >= max(2, 0.5 * len(family)):
            found.update(beside)
        elif pages and _at_distance(lines, family):
            found.update(pages)
        else:
            continue
        found.update(_like(lines, family, found))


def cuts_sentence(text: str, before: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the other, on both sides of a page's end."""
    if ends_sentence(text, before):
        return False
    tail = text[before.end - 1]
    if text[after.start].islower():
        return True
    return before.end - before.start >= _FULL and (tail.islower() or tail == ",")


def _surely_cuts(text: str, before: Line, after: Line) -> bool:
    """Whether it does so plainly: the second line begins in the middle of a sentence."""
    long_enough = before.end - before.start >= _FULL
    return long_enough and text[after.start].islower() and cuts_sentence(text, before, after)


def _families(text: str, lines: Sequence[Line]) -> dict[str, list[int]]:
    """Short lines that stand alone, by their words with numbers left open."""
    families: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST or not _is_alone(text, lines, index):
            continue
        words = text[line.start : line.end]
        # What begins with a small letter goes on with a sentence, however often it comes.
        if not is_break(words) and not (words[0].islower() and words[:2] != "p."):
            key = " ".join(_DIGITS.sub("#", words).casefold().split())
            families[key].append(index)
    return {key: family for key, family in families.items() if len(family) >= _FEWEST_FED}


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
    befores = _neighbours(lines, index, -1, possible)
    afters = _neighbours(lines, index, 1, possible)
    return any(_surely_cuts(text, before, after) for before in befores for after in afters)


def _neighbours(lines: Sequence[Line], index: int, step: int, possible: set[int]) -> list[Line]:
    """The line before or after, and those behind it as long as they may be furniture too."""
    found: list[Line] = []
    at = index + step
    while 0 <= at < len(lines) and len(found) < _DEEPEST:
        found.append(lines[at])
        if at not in possible:
            break
        at += step
    return found


def _at_distance(lines: Sequence[Line], family: Sequence[int]) -> bool:
    gaps = [lines[b].start - lines[a].start for a, b in pairwise(family)]
    return _PAGE[0] <= median(gaps) <= _PAGE[1]


def _in_sequence(text: str, lines: Sequence[Line], family: Sequence[int]) -> list[int]:
    """The longest run of lines whose first or last number goes up by one, or a little more."""
    numbers = [_DIGITS.findall(text[lines[i].start : lines[i].end]) for i in family]
    longest: list[int] = []
    for place in (0, -1):
        values = [int(found[place]) for found in numbers]
        for first in range(min(4, len(family))):
            chain = _chain(values[first:])
            if len(chain) > len(longest):
                longest = [family[first + at] for at in chain]
    return longest


def _chain(values: Sequence[int]) -> list[int]:
    """Indices of the values that go up from the first, one small step at a time."""
    chain = [0]
    for at, value in enumerate(values):
        if 0 < value - values[chain[-1]] <= _LARGEST_STEP:
            chain.append(at)
    return chain


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
