"""The source map as columns: which stretch of the plain text came from where."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from fabula.arrays import Longs
from fabula.display import counted
from fabula.manuscript.model import SourcePlace
from fabula.manuscript.spans import Span

__all__ = ["PieceMap", "SourcePart", "SourcePieces", "line_starts"]

_CHUNK = 1 << 20


def line_starts(text: str) -> Longs:
    """Offsets at which the lines of a text begin; lines end with a line feed. [L]"""
    found: list[Longs] = [np.zeros(1, dtype=np.int64)]
    for start in range(0, len(text), _CHUNK):
        codes = np.frombuffer(
            text[start : start + _CHUNK].encode("utf-32-le", "surrogatepass"), dtype="<u4"
        )
        found.append(np.flatnonzero(codes == 10).astype(np.int64) + (start + 1))
    return np.concatenate(found)


class SourcePart(NamedTuple):
    """A part of a source: its file, its name, and where its lines begin, if it has lines."""

    path: str
    name: str
    lines: Longs | None = None


class SourcePieces:
    """A growing source map: append pieces in the order of the text, then `freeze`.

    A piece of equal length in text and source maps character by character; a
    piece of unequal length (an entity, say) maps as a whole.
    """

    __slots__ = ("length", "paragraph", "part", "parts", "run", "source", "source_length", "start")

    def __init__(self) -> None:
        self.parts: list[SourcePart] = []
        self.start = array("q")
        self.length = array("q")
        self.source = array("q")
        self.source_length = array("q")
        self.part = array("i")
        self.paragraph = array("i")
        self.run = array("i")

    def __len__(self) -> int:
        return len(self.start)

    def append(
        self,
        start: int,
        length: int,
        source: int,
        source_length: int,
        paragraph: int = -1,
        run: int = -1,
    ) -> None:
        """Add the piece of text at ``start``, which comes from the latest part.

        Pieces that continue each other in text and source become one.
        """
        part = len(self.parts) - 1
        if self.start:
            same = self.part[-1] == part and self.run[-1] == run
            linear = self.length[-1] == self.source_length[-1] and length == source_length
            if (
                same
                and linear
                and self.paragraph[-1] == paragraph
                and self.start[-1] + self.length[-1] == start
                and self.source[-1] + self.source_length[-1] == source
            ):
                self.length[-1] += length
                self.source_length[-1] += source_length
                return
        self.start.append(start)
        self.length.append(length)
        self.source.append(source)
        self.source_length.append(source_length)
        self.part.append(part)
        self.paragraph.append(paragraph)
        self.run.append(run)

    def extend(self, other: "SourcePieces", shift: int) -> None:
        """Add all the pieces of another map, whose text begins at ``shift`` in this text."""
        first = len(self.parts)
        self.parts.extend(other.parts)
        self.start.extend(value + shift for value in other.start)
        self.part.extend(value + first for value in other.part)
        self.length.extend(other.length)
        self.source.extend(other.source)
        self.source_length.extend(other.source_length)
        self.paragraph.extend(other.paragraph)
        self.run.extend(other.run)

    def extend_columns(self, start: Longs, length: Longs, source: Longs) -> None:
        """Add many character-by-character pieces of the latest part at once. Each [N]"""
        count = len(start)
        self.start.frombytes(start.astype(np.int64).tobytes())
        self.length.frombytes(length.astype(np.int64).tobytes())
        self.source.frombytes(source.astype(np.int64).tobytes())
        self.source_length.frombytes(length.astype(np.int64).tobytes())
        self.part.extend(array("i", [len(self.parts) - 1]) * count)
        self.paragraph.extend(array("i", [-1]) * count)
        self.run.extend(array("i", [-1]) * count)

    def freeze(self, text: str) -> "PieceMap":
        """The finished map over the text."""
        return PieceMap(text, tuple(self.parts), self)


@dataclass(frozen=True, eq=False)
class PieceMap:
    """The `SourceMap` of every reader: columns over the pieces, searched by bisection."""

    text: str = field(repr=False)
    parts: Sequence[SourcePart]
    pieces: SourcePieces = field(repr=False)

    def __repr__(self) -> str:
        parts = counted(len(self.parts), "part")
        return f"<PieceMap: {counted(len(self.pieces), 'piece')} of {parts}>"

    @cached_property
    def _lines(self) -> Longs:
        return line_starts(self.text)

    def places(self, span: Span) -> tuple[SourcePlace, ...]:
        """The pieces of the source that hold the span, in order.

        White space that a reader put between paragraphs has no place.
        """
        return tuple(self._places(span))

    def _places(self, span: Span) -> Iterator[SourcePlace]:
        columns = self.pieces
        index = max(bisect_right(columns.start, span.start) - 1, 0)
        while index < len(columns) and columns.start[index] < span.end:
            start, length = columns.start[index], columns.length[index]
            first, last = max(span.start, start), min(span.end, start + length)
            if first < last:
                yield self._place(index, first, last)
            index += 1

    def _place(self, index: int, first: int, last: int) -> SourcePlace:
        columns = self.pieces
        source, source_length = columns.source[index], columns.source_length[index]
        if columns.length[index] == source_length:
            source += first - columns.start[index]
            source_length = last - first
        part = self.parts[columns.part[index]]
        line, column = _line_column(part.lines, source) if part.lines is not None else (0, 0)
        return SourcePlace(
            part.path,
            part.name,
            Span(first, last),
            Span(source, source + source_length),
            line,
            column,
            columns.paragraph[index],
            columns.run[index],
        )

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column from 1, in the source for text formats, else in the plain text.

        An offset that no piece holds counts from the piece before it.
        """
        columns = self.pieces
        index = bisect_right(columns.start, offset) - 1
        if index >= 0:
            part = self.parts[columns.part[index]]
            if part.lines is not None:
                inside = min(offset - columns.start[index], columns.source_length[index])
                return _line_column(part.lines, columns.source[index] + inside)
        return _line_column(self._lines, offset)


def _line_column(starts: Longs, offset: int) -> tuple[int, int]:
    line = int(np.searchsorted(starts, offset, side="right"))
    return line, offset - int(starts[line - 1]) + 1
