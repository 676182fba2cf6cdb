"""Where people come up in a text, in order: the nearest before a place, after it, between two."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Appearances"]


@dataclass(frozen=True, eq=False, slots=True)
class Appearances:
    """Columns over A places where somebody comes up, in order.

    ``starts``: offsets, ascending. ``who``: numbers of people. Answers are ranges of indices.
    """

    starts: Sequence[int]
    who: Sequence[int]

    def between(self, low: int, high: int) -> range:
        """Those that begin in ``low:high``."""
        return range(bisect_left(self.starts, low), bisect_left(self.starts, high))

    def before(self, offset: int, reach: int, most: int) -> range:
        """Those that begin within ``reach`` before an offset, the last ``most`` of them."""
        found = self.between(offset - reach, offset)
        return range(max(found.start, found.stop - most), found.stop)

    def after(self, offset: int, reach: int, most: int) -> range:
        """Those that begin within ``reach`` from an offset on, the first ``most`` of them."""
        found = self.between(offset, offset + reach)
        return range(found.start, min(found.stop, found.start + most))
