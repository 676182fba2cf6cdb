"""Plain text: the text is the file, with its line ends unified and its pages taken out."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.decode import decode, map_lines, unify_line_ends
from fabula.manuscript.draft import Draft, Unit, clean
from fabula.manuscript.gaps import scene_gaps
from fabula.manuscript.gutenberg import header_metadata
from fabula.manuscript.lines import Line, layout_of, split_lines, units_of
from fabula.manuscript.pagefurniture import cuts_sentence, page_furniture
from fabula.manuscript.pieces import SourcePart, SourcePieces, line_starts
from fabula.manuscript.reader import Reader

__all__ = ["READER", "draft_text", "read_text"]

_MOST_BLANKS = 2
_LINE_END = re.compile("\n")


def read_text(data: bytes, path: str) -> Draft:
    """Read a plain text file.

    Running heads and page numbers are left out, and a sentence that they cut is
    whole again. Of many blank lines that break a scene, two stay; everything else is
    as it is in the file. Raises FabulaError for binary data.
    """
    source = clean(decode(data, path))
    text, dropped = unify_line_ends(source)
    tidied = _tidied(text)
    pieces = _pieces(source, path)
    if not tidied.cuts:
        map_lines(pieces, text, dropped)
    else:
        _map_kept(pieces, tidied.kept(len(text)), dropped)
        text = tidied.text(text)
    digest = hashlib.sha256(data).hexdigest()
    return Draft(text, path, digest, tidied.units, pieces, header_metadata(text))


def draft_text(source: str, path: str, sha256: str) -> Draft:
    """Read a plain text that is already decoded, every character of it."""
    text, dropped = unify_line_ends(clean(source))
    pieces = _pieces(source, path)
    map_lines(pieces, text, dropped)
    return Draft(text, path, sha256, units_of(text), pieces, header_metadata(text))


def _pieces(source: str, path: str) -> SourcePieces:
    pieces = SourcePieces()
    lined = source.replace("\r\n", " \n").replace("\r", "\n")
    pieces.parts.append(SourcePart(path, path, line_starts(lined)))
    return pieces


@dataclass(slots=True)
class _Tidied:
    """The units of a text; ranges to cut, in order; offsets of line ends to show as spaces."""

    units: list[Unit]
    cuts: list[tuple[int, int]] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)

    def kept(self, length: int) -> list[tuple[int, int]]:
        """The ranges that stay."""
        bounds = [0, *(at for cut in self.cuts for at in cut), length]
        return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]

    def text(self, text: str) -> str:
        """The text without what is cut."""
        bounds = [-1, *self.spaces, len(text)]
        text = " ".join(text[a + 1 : b] for a, b in pairwise(bounds))
        return "".join(text[a:b] for a, b in self.kept(len(text)))

    def cut(self, start: int, end: int) -> None:
        """Cut a range behind those cut before."""
        if start < end:
            self.cuts.append((start, end))

    def settle(self) -> None:
        """Move the units to where they stand without what is cut."""
        starts = np.array([start for start, _ in self.cuts], dtype=np.int64)
        gone = np.concatenate([[0], np.cumsum([b - a for a, b in self.cuts], dtype=np.int64)])
        for unit in self.units:
            unit.start -= int(gone[np.searchsorted(starts, unit.start, side="right")])
            unit.end -= int(gone[np.searchsorted(starts, unit.end, side="left")])


def _tidied(text: str) -> _Tidied:
    """The units of a text, and what to take out of it, if anything."""
    lines = split_lines(text)
    gone = page_furniture(text, lines)
    kept = [line for index, line in enumerate(lines) if index not in gone]
    units = units_of(text, kept)
    joins = _joins(text, lines, gone)
    if gone:
        units = _joined(units, joins)
        _settle_blanks(units, {b.start for _, b in _apart(lines, gone)})
    breaks = {units[index].start for index in scene_gaps(text, units)}
    pages = {b.start for _, b in _apart(lines, gone)}
    tidied = _Tidied(units)
    spaced = bool(joins) and layout_of(text, kept) == "line"
    inside = iter([*joins.items(), (len(text) + 1, 0)])
    start, end = next(inside)
    at = 0
    for unit in units:
        if unit.start in pages or (not at and 0 in gone):
            _cut_gap(tidied, text, at, unit.start)
        elif unit.start in breaks and unit.blanks > _MOST_BLANKS:
            lead = [m.end() for m in _LINE_END.finditer(text, at, unit.start)]
            tidied.cut(lead[_MOST_BLANKS - 1], lead[-1] - 1)
        while start < unit.end:
            line_end = text.find("\n", start, end)
            tidied.cut(start, line_end)
            tidied.cut(line_end + 1, end)
            if spaced:
                tidied.spaces.append(line_end)
            start, end = next(inside)
        at = unit.end
    if len(lines) - 1 in gone:
        _cut_gap(tidied, text, at, len(text))
    tidied.settle()
    return tidied


def _cut_gap(tidied: _Tidied, text: str, start: int, end: int) -> None:
    """Leave the first and the last line end of a gap between units, and an indent."""
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    if first < 0:
        if text[start:end].strip():
            tidied.cut(start + (start > 0), end)
        return
    if start == 0:
        tidied.cut(0, last + 1)
    elif end == len(text):
        tidied.cut(first + 1, end)
        return
    else:
        if text[start:first].strip():
            tidied.cut(start, first)
        tidied.cut(first + 1, last)
    if text[last + 1 : end].strip():
        tidied.cut(last + 1, end)


def _apart(lines: list[Line], gone: set[int]) -> list[tuple[Line, Line]]:
    """The lines on both sides of lines that are gone."""
    kept = [index for index in range(len(lines)) if index not in gone]
    return [(lines[a], lines[b]) for a, b in pairwise(kept) if b > a + 1]


def _joins(text: str, lines: list[Line], gone: set[int]) -> dict[int, int]:
    """Where a page cuts a sentence: the end of the line before, and the start of the line after."""
    return {a.end: b.start for a, b in _apart(lines, gone) if cuts_sentence(text, a, b)}


def _joined(units: list[Unit], joins: dict[int, int]) -> list[Unit]:
    whole: list[Unit] = []
    for unit in units:
        if whole and joins.get(whole[-1].end) == unit.start:
            whole[-1].end = unit.end
        else:
            whole.append(unit)
    return whole


def _settle_blanks(units: list[Unit], starts: set[int]) -> None:
    """Where a page begins, only the usual blank lines stand before a paragraph."""
    usual = Counter(unit.blanks for unit in units).most_common(1)
    for unit in units:
        if unit.start in starts:
            unit.blanks = usual[0][0]


def _map_kept(
    pieces: SourcePieces, kept: list[tuple[int, int]], dropped: NDArray[np.int64] | None
) -> None:
    """Map a text made of ranges of a text that differs from its source by carriage returns."""
    returns = dropped if dropped is not None else np.zeros(0, dtype=np.int64)
    starts: list[NDArray[np.int64]] = []
    ends: list[NDArray[np.int64]] = []
    for start, end in kept:
        low = np.searchsorted(returns, start, side="right")
        inner = returns[low : np.searchsorted(returns, end, side="left")]
        starts.append(np.concatenate([[start], inner]))
        ends.append(np.concatenate([inner, [end]]))
    begin, stop = np.concatenate(starts), np.concatenate(ends)
    source = begin + np.searchsorted(returns, begin, side="right")
    length = stop - begin
    at = np.cumsum(length) - length
    pieces.extend_columns(at, length, source)


READER = Reader(
    name="text",
    what="plain text",
    suffixes=(".txt", ".text"),
    read=read_text,
    textual=True,
    twin="source",
)
