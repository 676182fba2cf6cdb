"""The quotations of a manuscript as columns, asked which of them a place lies in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Ints
from fabula.display import counted
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.marks import QuoteStyle

__all__ = ["QuotationTable", "own_words", "stripped"]


@dataclass(frozen=True, eq=False)
class QuotationTable:
    """Columns over the Q quotations of a manuscript, sorted by start, outer ones first.

    ``start``/``end``: offsets, marks included. ``turn``: the speech a quotation
    belongs to; parts of one interrupted or continued speech share it, and a nested
    quotation has its outer one's. ``depth``: 0 for an outermost quotation.
    ``closed``: its closing mark is there. ``speech``: someone says it; False for
    titles, words held at arm's length, letters, and every nested quotation.
    ``lost``: a nested one whose marks are lost (see `fabula.quotations.lost_marks`).
    ``block``: index in `Manuscript.blocks`. ``style``: how the manuscript quotes.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    turn: NDArray[np.int32]
    depth: NDArray[np.uint8]
    closed: NDArray[np.bool_]
    speech: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    block: NDArray[np.int32]
    style: QuoteStyle

    def __repr__(self) -> str:
        return f"<QuotationTable: {counted(len(self), 'quotation')}>"

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def outer(self) -> tuple[int, ...]:
        """The rows of the outermost quotations, in order; they do not overlap."""
        return tuple(np.flatnonzero(self.depth == 0).tolist())

    @cached_property
    def outer_spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each of them."""
        index = self._outermost
        return tuple(zip(index.starts.tolist(), index.ends.tolist(), strict=True))

    @cached_property
    def said(self) -> tuple[Span, ...]:
        """The spans of those that somebody says, in order."""
        rows = np.flatnonzero(self.speech)
        ends = self.end[rows].tolist()
        return tuple(map(Span, self.start[rows].tolist(), ends))

    @cached_property
    def _outer_rows(self) -> Ints:
        return np.array(self.outer, dtype=np.int32)

    @cached_property
    def _outermost(self) -> SpanIndex:
        return SpanIndex(self.start[self._outer_rows], self.end[self._outer_rows])

    def at(self, offset: int) -> int | None:
        """The row of the outermost quotation around an offset, said or not; None for narration."""
        found = self._outermost.at(offset)
        return self.outer[found] if found >= 0 else None

    def rows_at(self, offsets: NDArray[Any]) -> Ints:
        """`at` of every offset; -1 for narration. [N]"""
        found = self._outermost.all_at(offsets)
        return np.where(found >= 0, np.append(self._outer_rows, np.int32(-1))[found], np.int32(-1))

    def is_quoted(self, offset: int) -> bool:
        """Whether an offset lies in quotation marks."""
        return self._outermost.at(offset) >= 0

    def opens_at(self, offset: int) -> bool:
        """Whether an outermost quotation begins at an offset."""
        row = self.at(offset)
        return row is not None and int(self.start[row]) == offset

    def turn_at(self, offset: int) -> int | None:
        """The turn of the outermost quotation around an offset; None for narration."""
        row = self.at(offset)
        return None if row is None else int(self.turn[row])

    def speech_turns_at(self, offsets: NDArray[Any]) -> Ints:
        """The turn of the speech each offset lies in; -1 for narration and quoted words. [N]"""
        turns = np.append(np.where(self.speech, self.turn, np.int32(-1)), np.int32(-1))
        return turns[self.rows_at(offsets)].astype(np.int32)


def own_words(text: str, table: QuotationTable) -> list[list[tuple[int, int]]]:
    """For each quotation the spans in which its own speaker speaks, marks included.

    That is its one span; but what others say inside it is left out where the marks of that
    are lost (see `fabula.quotations.lost_marks`), as the readers of the Project Dialogism Novel
    Corpus leave it out. None is left of one that is all somebody else's.
    """
    spans: list[list[tuple[int, int]]] = []
    outer: list[tuple[int, int]] = []
    reach = 0
    rows = zip(table.start.tolist(), table.end.tolist(), table.lost.tolist(), strict=True)
    for start, end, lost in rows:
        own = [(start, end)]
        spans.append(own)
        if lost:
            low, high = outer.pop()
            outer += [(low, start), (end, high)]
        elif start >= reach:
            outer, reach = own, end
    return [_worded(text, parts) if len(parts) > 1 else parts for parts in spans]


def _worded(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts that have words, without the blanks and stray marks around the cuts."""
    kept: list[tuple[int, int]] = []
    for start, end in parts:
        words = text[start:end].lstrip(" \t\r\n.,;:")
        if any(char.isalnum() for char in words):
            kept.append((end - len(words), stripped(text, start, end)))
    return kept


def stripped(text: str, start: int, end: int) -> int:
    """``end`` moved back over white space."""
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
