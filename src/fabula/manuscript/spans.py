"""Spans: half-open ranges of Unicode code points in a manuscript's plain text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fabula.arrays import Ints

__all__ = ["Span", "SpanIndex"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in `Manuscript.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def text(self, whole: str) -> str:
        """The words of this span in the text it belongs to."""
        return whole[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The span so many code points further on; back for a negative number."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class SpanIndex:
    """Spans that do not overlap, in order, asked which of them a place lies in.

    ``starts``/``ends``: their offsets, ascending. [S] Every answer is the index of a span,
    -1 for none. The questions come in two: of one offset, and of a whole array of them in
    any order; both take time in proportion to the logarithm of S for each offset.
    """

    __slots__ = ("_ends", "_starts", "ends", "starts")

    def __init__(self, starts: ArrayLike, ends: ArrayLike) -> None:
        self.starts: Ints = np.asarray(starts, dtype=np.int32).reshape(-1)
        self.ends: Ints = np.asarray(ends, dtype=np.int32).reshape(-1)
        self._starts: list[int] = self.starts.tolist()
        self._ends: list[int] = self.ends.tolist()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "SpanIndex":
        """The index of spans that are in order."""
        rows = [(span.start, span.end) for span in spans]
        return cls([start for start, _ in rows], [end for _, end in rows])

    def __len__(self) -> int:
        return len(self._starts)

    def span(self, index: int) -> Span:
        """The span of an index, which is not -1."""
        return Span(self._starts[index], self._ends[index])

    def at(self, offset: int) -> int:
        """The span around an offset."""
        found = self.last_begun(offset)
        return found if found >= 0 and offset < self._ends[found] else -1

    def all_at(self, offsets: NDArray[Any]) -> Ints:
        """`at` of every offset. [N]"""
        found = self.all_begun(offsets)
        if not len(self):
            return found
        inside = (found >= 0) & (offsets < self.ends[np.maximum(found, 0)])
        return np.where(inside, found, np.int32(-1))

    def around(self, span: Span) -> int:
        """The span that holds another one whole."""
        found = self.last_begun(span.start)
        return found if found >= 0 and span.end <= self._ends[found] else -1

    def all_around(self, starts: NDArray[Any], ends: NDArray[Any]) -> Ints:
        """`around` of every span ``starts[n]:ends[n]``. [N]"""
        found = self.all_begun(starts)
        if not len(self):
            return found
        held = (found >= 0) & (ends <= self.ends[np.maximum(found, 0)])
        return np.where(held, found, np.int32(-1))

    def touches(self, span: Span) -> bool:
        """Whether any of the spans overlaps another one."""
        found = bisect_right(self._ends, span.start)
        return (
            found < len(self) and self._starts[found] < span.end and span.start < self._ends[found]
        )

    def last_begun(self, offset: int) -> int:
        """The last span that begins at or before an offset, whether or not it has ended."""
        return bisect_right(self._starts, offset) - 1

    def all_begun(self, offsets: NDArray[Any]) -> Ints:
        """`last_begun` of every offset. [N]"""
        return (np.searchsorted(self.starts, offsets, side="right") - 1).astype(np.int32)

    def begin_within(self, low: int, high: int) -> range:
        """The spans that begin in ``low:high``."""
        return range(bisect_left(self._starts, low), bisect_left(self._starts, high))
