"""Stretches of a story that say by whom they are told: chapters headed by names, diaries, letters.

*Lena's POV*, *From the diary of Ada Finch*, a chapter called *DEX*, and "Dear Maud, ... Yours,
Felix" each name the "I" of what stands there; a letter names its "you" too. Only what stands
on lines of its own tells; that the named one does say "I" there is for `told_by` to see.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Bools, Ints
from fabula.english.tables import alternation
from fabula.english.writing import PAPERS
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story.names.personal import PersonName, parse_name

__all__ = ["Saying", "ToldStretch", "told_by"]

_NAME = r"(?P<name>[A-Z][\w’'.-]{0,30}(?: [A-Z][\w’'.-]{0,30}){0,3}?)"
_VIEW = r"(?:POV|P\.O\.V\.?|[Pp]oint [Oo]f [Vv]iew)"
_PAPER = rf"(?i:{alternation(PAPERS)}|account|story|version)"
_MARKED = tuple(
    re.compile(rf"[\W_]{{0,6}}(?:(?i:chapter) \w{{1,20}}\W{{1,4}})?{form}[\W_]{{0,6}}")
    for form in (
        rf"{_VIEW} {{0,2}}[:—–-]? {{0,2}}(?:of )?{_NAME}",
        rf"{_NAME}(?:[’']s?)? {{0,2}}[:—–-]? {{0,2}}{_VIEW}",
        rf"(?:(?i:from|out of) )?(?:(?i:the) )?{_PAPER} (?i:of|by) {_NAME}",
        rf"(?:(?i:from) )?{_NAME}[’'](?:s|S)? {_PAPER}(?:\W.*)?",
    )
)
_BARE = re.compile(
    rf"[\W_]{{0,6}}(?:(?i:chapter) \w{{1,20}}\W{{1,4}}|\d{{1,4}}\W{{1,4}})?"
    rf"(?!(?i:the)\b){_NAME}[\W_]{{0,6}}"
)
_GREETING = re.compile(
    r"(?:[Mm]y )?(?:(?:[Oo]wn|[Vv]ery) )?(?:[Dd]ear(?:est)?|[Dd]arling|[Bb]eloved) "
    r"(?P<name>[^\n,:;.!?]{1,40})[,:;.!—–-]*"
)
_SIGNED = re.compile(r"(?:.{0,60}[,\n]\s*)?" + _NAME + r"\W*", re.DOTALL)
_NO_NAME = re.compile(r"[\d?!…]|\.{3}")
_POSTSCRIPT = re.compile(r"P\.?\s?P?\.?\s?S\b")

_LONGEST_LINE = 60
_LONGEST_LETTER = 80
"""Blocks from a greeting to a signature, at most."""

_FEWEST_BARE = 2
"""How often "I" must stand under a bare name, which is a chapter's title as easily."""


@dataclass(frozen=True, slots=True)
class ToldStretch:
    """A stretch that somebody tells: its offsets, and a mention of its "I" (an index)."""

    start: int
    end: int
    mention: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch: its offsets, where it names its teller and whom it is written to, how."""

    start: int
    end: int
    who: Span
    to: Span | None = None
    bare: bool = False


@dataclass(frozen=True, eq=False)
class Saying:
    """Columns over M mentions: offsets, parsed names, who is named (-1), "I" and "you" told."""

    start: Ints
    end: Ints
    names: Sequence[PersonName | None]
    of: Ints
    saying_i: Bools
    saying_you: Bools
    told: Bools


def told_by(manuscript: Manuscript, said: Saying) -> tuple[Ints, tuple[ToldStretch, ...]]:
    """Whom each mention names once told stretches are known, and these stretches.

    Every "I" of one bears its teller's number, every "you" of a letter its reader's. [M]
    """
    of = said.of.copy()
    stretches = [*_headed(manuscript), *_letters(manuscript)]
    found: list[tuple[_Stretch, int, list[int]]] = []
    for stretch in stretches:
        number = _number(manuscript.text, stretch.who, said)
        rows = _inside(said, stretch, said.saying_i)
        if number >= 0 and _is_told(said, stretch, number, rows):
            found.append((stretch, number, rows))
    bare = _are_tellers([number for stretch, number, _ in found if stretch.bare], manuscript)
    told: list[ToldStretch] = []
    for stretch, number, rows in found:
        if stretch.bare and not bare:
            continue
        of[rows] = number
        told.append(ToldStretch(stretch.start, stretch.end, rows[0]))
        if stretch.to is not None:
            reader = _number(manuscript.text, stretch.to, said)
            of[_inside(said, stretch, said.saying_you)] = reader
    return of, tuple(told)


def _is_told(said: Saying, stretch: _Stretch, number: int, rows: Sequence[int]) -> bool:
    """Whether who is named says "I" there, and is not rather told of."""
    named = _inside(said, stretch, said.told & (said.of == number))
    own = [i for i in named if not _touches(said, i, stretch.who)]
    return len(rows) >= (_FEWEST_BARE if stretch.bare else 1) and len(rows) > len(own)


def _are_tellers(numbers: Sequence[int], manuscript: Manuscript) -> bool:
    """Whether chapters called by nothing but names are told by them, of whom these say "I".

    One such chapter, or a few among others, is a chapter about somebody.
    """
    heads = sum(block.kind == "heading" for block in manuscript.blocks)
    return len(set(numbers)) > 1 and 2 * len(numbers) >= heads


def _touches(said: Saying, mention: int, span: Span) -> bool:
    return bool(said.start[mention] < span.end and said.end[mention] > span.start)


def _inside(said: Saying, stretch: _Stretch, which: Bools) -> list[int]:
    low, high = np.searchsorted(said.start, (stretch.start, stretch.end)).tolist()
    return [low + int(at) for at in np.flatnonzero(which[low:high])]


def _number(text: str, span: Span, said: Saying) -> int:
    """The person whom the words of a heading, greeting or signature name, -1 for nobody known."""
    words = text[span.start : span.end]
    name = parse_name(words.title() if words.isupper() else words)
    if name is None or not name.core or name.plural:
        return -1
    low, high = np.searchsorted(said.start, (span.start, span.end)).tolist()
    for i in range(low, high):
        own = said.names[i]
        if said.of[i] >= 0 and own is not None and set(name.core) <= set(own.core):
            return int(said.of[i])
    votes = Counter(
        int(number)
        for other, number in zip(said.names, said.of.tolist(), strict=True)
        if number >= 0 and other is not None and not other.plural and _fits(name, other)
    )
    return votes.most_common(1)[0][0] if votes else -1


def _fits(name: PersonName, other: PersonName) -> bool:
    return set(name.core) <= set(other.core) or set(other.core) <= set(name.core)


# --- where it stands -----------------------------------------------------------------------


def _headed(manuscript: Manuscript) -> Iterator[_Stretch]:
    """Stretches under lines that name who tells, each up to the next such line or heading."""
    blocks, text = manuscript.blocks, manuscript.text
    open_: tuple[int, Span, bool] | None = None
    for block in blocks:
        words = text[block.span.start : block.span.end]
        heads = block.kind == "heading"
        short = len(words) <= _LONGEST_LINE and (heads or block.kind == "paragraph")
        named = _named(words, block.span.start, heads=heads) if short else None
        if open_ is not None and (named is not None or heads):
            yield _Stretch(open_[0], block.span.start, open_[1], bare=open_[2])
            open_ = None
        if named is not None:
            open_ = block.span.end, named[0], named[1]
    if open_ is not None:
        yield _Stretch(open_[0], len(text), open_[1], bare=open_[2])


def _named(words: str, base: int, *, heads: bool) -> tuple[Span, bool] | None:
    """Where a line names its teller, and whether by nothing but the name."""
    for pattern in _MARKED:
        if found := pattern.fullmatch(words):
            return Span(base + found.start("name"), base + found.end("name")), False
    found = _BARE.fullmatch(words) if heads else None
    if found is None:
        return None
    return Span(base + found.start("name"), base + found.end("name")), True


def _letters(manuscript: Manuscript) -> Iterator[_Stretch]:
    """Letters in the text itself, from the greeting to the signature and what stands after it."""
    blocks, text = manuscript.blocks, manuscript.text
    words = [text[b.span.start : b.span.end].strip("_* ") for b in blocks]
    for at, block in enumerate(blocks):
        line = words[at].partition("\n")[0]
        found = _GREETING.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if found is None or block.kind != "paragraph":
            continue
        start = text.index(line, block.span.start)
        to = Span(start + found.start("name"), start + found.end("name"))
        for end in range(at + 1, min(at + _LONGEST_LETTER, len(blocks))):
            if blocks[end].kind == "heading" or _GREETING.fullmatch(words[end]):
                break
            signed = _signature(words[end]) if end > at + 1 or "\n" in words[at] else None
            if signed is not None:
                base = text.index(words[end], blocks[end].span.start)
                who = Span(base + signed[0], base + signed[1])
                while end + 1 < len(blocks) and _POSTSCRIPT.match(words[end + 1]):
                    end += 1
                yield _Stretch(block.span.start, blocks[end].span.end, who, to)
                break


def _signature(words: str) -> tuple[int, int] | None:
    """Where a short paragraph is signed with a name, if it is."""
    if len(words) > 2 * _LONGEST_LINE or _NO_NAME.search(words.rpartition("\n")[2]):
        return None
    found = _SIGNED.fullmatch(words)
    if found is None or len(words[found.start("name") :]) > _LONGEST_LINE:
        return None
    return found.start("name"), found.end("name")
