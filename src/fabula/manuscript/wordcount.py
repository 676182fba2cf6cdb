"""Counting a manuscript's words."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from fabula.manuscript.spans import Span

if TYPE_CHECKING:
    from fabula.manuscript.model import Manuscript

__all__ = ["WordCount"]

_WORD = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*")


class WordCount:
    """The words of the headings and paragraphs of a manuscript.

    A word is a run of letters and digits; apostrophes, hyphens and points inside
    it do not end it ("o'clock", "well-kept" and "U.S.A" are one word each).
    """

    def __init__(self, manuscript: "Manuscript") -> None:
        self._starts = [
            match.start()
            for block in manuscript.blocks
            if block.kind != "break"
            for match in _WORD.finditer(manuscript.text, block.span.start, block.span.end)
        ]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self._starts)

    def within(self, span: Span) -> int:
        """Those that begin within the span."""
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)
