"""Which parts of the text are spoken, for checks that read the text alone."""

from bisect import bisect_right
from dataclasses import dataclass

from fabula.manuscript.model import Manuscript
from fabula.quotations.finder import find_quotations
from fabula.quotations.table import QuotationTable

__all__ = ["Speech", "speech_of"]


@dataclass(frozen=True, eq=False)
class Speech:
    """The outermost quotations of a manuscript.

    ``starts`` and ``ends`` are their offsets, in order; ``rows`` their rows in
    ``table``, the quotations as `fabula.quotations.finder` finds them.
    """

    table: QuotationTable
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    rows: tuple[int, ...]

    def at(self, offset: int) -> int | None:
        """The number of the outermost quotation around an offset; None for narration."""
        number = bisect_right(self.starts, offset) - 1
        return number if number >= 0 and offset < self.ends[number] else None

    def turn_at(self, offset: int) -> int | None:
        """The turn of speech (as in ``table.turn``) at an offset; None for narration."""
        number = self.at(offset)
        return None if number is None else int(self.table.turn[self.rows[number]])


def speech_of(manuscript: Manuscript) -> Speech:
    """The outermost quotations, speech or not."""
    table = find_quotations(manuscript)
    rows = [i for i, depth in enumerate(table.depth.tolist()) if depth == 0]
    starts, ends = table.start.tolist(), table.end.tolist()
    return Speech(
        table,
        tuple(starts[i] for i in rows),
        tuple(ends[i] for i in rows),
        tuple(rows),
    )
