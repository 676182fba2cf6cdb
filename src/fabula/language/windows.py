"""Words packed into windows the encoder can take, with context on both sides.

Every word is owned by exactly one window, in reading order. A window also shows the
encoder some words before and after those it owns, so that no word is read at an edge.
Cuts fall where a paragraph begins, else where a sentence seems to, else at a lesser
mark, else anywhere. Windows are run one by one (several at once on several threads):
the reading of a word depends on its window alone, never on what else is in a batch.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Ints, Whole

__all__ = ["CONTEXT", "Window", "breaks", "pack"]

CONTEXT = 12
"""Word pieces of context before and after the owned words, at most."""

_SPECIAL = 2  # [CLS] and [SEP]
_EARLIEST = 0.6
"""A good place to cut is taken when the window is at least this full."""

_STOPS = frozenset({".", "!", "?", "...", "…", "?!", "!?", "!!", "??", "....", ". . ."})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''"})
_LESSER = frozenset({";", ":", "—", "–", "--", ","})


@dataclass(frozen=True, slots=True)
class Window:
    """Shows words ``first`` to ``last`` (exclusive); owns ``own_first`` to ``own_last``."""

    first: int
    own_first: int
    own_last: int
    last: int


def breaks(words: Sequence[str], block: Ints) -> Ints:
    """How good a cut before each word is. [T + 1]

    3 where a block begins, 2 where a sentence seems to, 1 after a lesser mark, 0 elsewhere.
    """
    total = len(words)
    quality = np.zeros(total + 1, dtype=np.int32)
    after_stop = after_lesser = False
    for i, word in enumerate(words):
        closes = word in _CLOSERS
        if after_stop and not closes and not word[0].islower():
            quality[i] = 2
        elif after_lesser and not closes:
            quality[i] = 1
        if not closes:
            after_stop = word in _STOPS
            after_lesser = word in _LESSER
    if total:
        quality[np.flatnonzero(np.diff(block)) + 1] = 3
    quality[[0, total]] = 3
    return quality


def pack(counts: Ints, quality: Ints, most: int, context: int = CONTEXT) -> tuple[Window, ...]:
    """Windows of at most ``most`` word pieces, special pieces included.

    ``counts``: pieces of every word [T], each small beside ``most``; ``quality`` as
    `breaks` gives it [T + 1].
    """
    total = len(counts)
    ends = np.cumsum(counts, dtype=np.int64)
    starts = ends - counts
    good = np.flatnonzero(quality >= 2)
    windows = []
    at = 0
    while at < total:
        first = _context_start(at, starts, good, context)
        shown = int(starts[first])
        reach = int(np.searchsorted(ends, shown + most - _SPECIAL, side="right"))
        if reach >= total:
            windows.append(Window(first, at, total, total))
            break
        room = max(int(starts[at]) + 1, shown + most - _SPECIAL - context)
        furthest = max(at + 1, int(np.searchsorted(ends, room, side="right")))
        stop = _cut(at, furthest, quality, starts)
        last = _context_end(stop, reach, ends, good, context)
        windows.append(Window(first, at, stop, last))
        at = stop
    return tuple(windows)


def _context_start(at: int, starts: Whole, good: Whole, context: int) -> int:
    """The first word of the context before ``at``: where a sentence seems to begin, if any does."""
    first = int(np.searchsorted(starts, starts[at] - context, side="left"))
    k = int(np.searchsorted(good, first))
    return min(int(good[k]), at) if k < len(good) and good[k] < at else first


def _context_end(stop: int, reach: int, ends: Whole, good: Whole, context: int) -> int:
    """The exclusive last word of the context after ``stop``, within ``reach``."""
    last = int(np.searchsorted(ends, ends[stop - 1] + context, side="right"))
    last = max(stop, min(last, reach))
    k = int(np.searchsorted(good, last, side="right")) - 1
    return int(good[k]) if k >= 0 and good[k] > stop else last


def _cut(at: int, furthest: int, quality: Ints, starts: Whole) -> int:
    """Where to cut between ``at`` (exclusive) and ``furthest`` (inclusive)."""
    size = starts[min(furthest, len(starts) - 1)] - starts[at]
    # A whole number: looked up by a fraction, all of the book would be copied as fractions.
    full_enough = math.ceil(starts[at] + _EARLIEST * size)
    earliest = int(np.searchsorted(starts, full_enough, side="left"))
    low = max(at + 1, min(earliest, furthest))
    for wanted in (3, 2, 1):
        found = np.flatnonzero(quality[low : furthest + 1] >= wanted)
        if len(found):
            return low + int(found[-1])
    return furthest
