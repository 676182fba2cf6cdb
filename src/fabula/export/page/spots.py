"""Places of a manuscript as a page finds them: the block, and where in its words."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Longs
from fabula.manuscript.model import Block, Manuscript
from fabula.manuscript.spans import Span, SpanIndex

__all__ = ["Spots"]

_NOWHERE = Block("paragraph", Span(0, 0))


class Spots:
    """From spans to blocks and UTF-16 units within them, as a browser counts."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        points = np.frombuffer(manuscript.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self._wide: Longs = np.flatnonzero(points > 0xFFFF)
        blocks = SpanIndex.of(block.span for block in manuscript.blocks or (_NOWHERE,))
        self._begin: Longs = blocks.starts.astype(np.int64)
        self._end: Longs = blocks.ends.astype(np.int64)

    def all(self, starts: NDArray[Any], ends: NDArray[Any]) -> Longs:
        """Block, first unit and number of units of each span ``starts[n]:ends[n]``. [N, 3]

        What reaches beyond its block is cut at its end.
        """
        block = np.maximum(self._manuscript.blocks_at(starts), 0)
        low = np.maximum(starts, self._begin[block])
        high = np.clip(ends, low, np.maximum(self._end[block], low))
        first = self._units(low)
        return np.stack(
            [block, first - self._units(self._begin[block]), self._units(high) - first], axis=1
        )

    def of(self, spans: Iterable[Span]) -> list[list[int]]:
        """The same of spans: a list of three for each."""
        both = [(span.start, span.end) for span in spans]
        if not both:
            return []
        columns = np.array(both, np.int64)
        found: list[list[int]] = self.all(columns[:, 0], columns[:, 1]).tolist()
        return found

    def _units(self, offsets: Longs) -> Longs:
        """How many UTF-16 units stand before each offset."""
        return offsets + np.searchsorted(self._wide, offsets)
