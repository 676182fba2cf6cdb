"""The speeches of a book as a conversation: where each candidate stands in those around.

One person is a candidate of many speeches; the scorer looks from each of their rows to
their rows in the speeches before and after.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Longs
from fabula.story.speech.features import SpeakerCandidates

__all__ = ["OFFSETS", "Conversation", "look_around"]

OFFSETS = (-1, -2, -3, -4, -5, -6, 1, 2, 3, 4)
"""The speeches looked at, counted from a candidate's own."""


@dataclass(frozen=True, eq=False)
class Conversation:
    """Index columns over the N candidate rows of U speeches; K is ``len(OFFSETS)``.

    ``speech``: [N] the speech of each row, from 0. ``row``: [N, K] the same person's row
    at each offset, N where they are no candidate. ``other``: [N, K] the speech at each
    offset, U past either end. ``near``: [N, K] 1 where the speeches between follow one
    another without a paragraph of narration.
    """

    speech: Longs
    row: Longs
    other: Longs
    near: NDArray[np.float32]

    @property
    def rows(self) -> int:
        """N."""
        return len(self.speech)


def look_around(candidates: SpeakerCandidates, low: int, high: int) -> Conversation:
    """The conversation of the speeches ``low`` to ``high``, numbered from 0 as their rows are."""
    first = candidates.first[low : high + 1].astype(np.int64)
    count = high - low
    speech = np.repeat(np.arange(count), np.diff(first))
    rows = len(speech)
    person = candidates.entity[first[0] : first[-1]].astype(np.int64)
    stride = int(person.max(initial=0)) + 1
    key = speech * stride + person
    order = np.argsort(key)
    ranked = key[order]
    breaks = np.concatenate([[0], np.cumsum(candidates.gaps[low + 1 : high] > 1)])
    shape = (rows, len(OFFSETS))
    row, other = np.full(shape, rows, np.int64), np.full(shape, count, np.int64)
    near = np.zeros(shape, dtype=np.float32)
    for column, offset in enumerate(OFFSETS):
        there = speech + offset
        inside = (there >= 0) & (there < count)
        at = np.minimum(np.searchsorted(ranked, key + offset * stride), max(rows - 1, 0))
        same = inside & (ranked[at] == key + offset * stride) if rows else inside
        row[same, column] = order[at[same]]
        other[inside, column] = there[inside]
        near[inside, column] = breaks[there[inside]] == breaks[speech[inside]]
    return Conversation(speech, row, other, near)
