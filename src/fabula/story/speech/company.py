"""Who is in the scene: named, acting and called to in it, before and after a speech.

This is what the scorer of speakers sees, before anybody knows who speaks; who is there once
that is known, `fabula.story.stage.presence` tells.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats, Longs
from fabula.story.speech.contexts import SpeechContext
from fabula.story.stage.appearances import Appearances

__all__ = ["COMPANY", "Company"]

COMPANY = (
    "told in scene before",
    "told in scene after",
    "acts in scene before",
    "acts in scene after",
    "share of scene",
    "ahead rank",
    "ahead rank as subject",
    "called in scene",
    "spoken of in scene",
    "scene rank",
    "first two of scene",
    "share of scene's third",
    "people in scene",
)
"""Names of the columns that `Company.rows` fills."""

_BACK, _AHEAD = 6000, 4000  # code points of the scene that are looked at
_MOST = 250  # mentions that are looked at, on either side
_SPEECHES = 15


class Company:
    """The narrated mentions and the calls of a book, by scene."""

    def __init__(
        self,
        told: Appearances,
        acts: Sequence[bool],
        scene_start: Sequence[int],
        contexts: Sequence[SpeechContext],
    ) -> None:
        """``told``: the narrated mentions; ``acts``: whether each is a subject.
        ``scene_start``: of every speech."""
        self.told = told
        self.people = np.array(told.who, dtype=np.int64)
        self.actors = np.where(np.array(acts, dtype=np.bool_), self.people, -1)
        self.scene_start = scene_start
        self.contexts = contexts
        self.begins = sorted(set(scene_start))

    def rows(self, number: int, start: int, end: int, entities: Sequence[int]) -> Floats:
        """The columns of one speech's candidates. [n, len(COMPANY)]"""
        rows = np.zeros((len(entities), len(COMPANY)), dtype=np.float32)
        opening = self.scene_start[number]
        following = bisect_left(self.begins, opening + 1)
        closing = self.begins[following] if following < len(self.begins) else end + _AHEAD
        back = self.told.before(start, min(start - opening, _BACK), _MOST)
        ahead = self.told.after(end, min(closing - end, _AHEAD), _MOST)
        before, after = slice(back.start, back.stop), slice(ahead.start, ahead.stop)
        wanted = np.array(entities, dtype=np.int64)
        told = [_counts(self.people[part], wanted) for part in (before, after)]
        acting = [_counts(self.actors[part], wanted) for part in (before, after)]
        total = max(back.stop - back.start + ahead.stop - ahead.start, 1)
        rows[:, :4] = np.log1p(np.stack([*told, *acting], axis=1))
        rows[:, 4] = (told[0] + told[1]) / total
        ranks, acted = (_ranks(found[after]) for found in (self.people, self.actors))
        near = [
            self.contexts[n]
            for n in range(max(0, number - _SPEECHES), number + _SPEECHES + 1)
            if n != number and n < len(self.contexts) and self.scene_start[n] == opening
        ]
        called = Counter(e for c in near for e in c.called)
        spoken_of = Counter(e for c in near for e in c.spoken_of)
        counts = np.bincount(
            np.concatenate([self.people[before], self.people[after]]).astype(np.int64) + 1
        )[1:]
        order = np.argsort(-counts, kind="stable")
        place = {int(e): n for n, e in enumerate(order.tolist()) if counts[e]}
        third = counts[order[2]] if len(order) > 2 else 0
        rows[:, 11] = third / total
        rows[:, 12] = math.log1p(int((counts > 1).sum()))
        for row, e in enumerate(entities):
            rows[row, 9] = 1 / (1 + place[e]) if e in place else 0
            rows[row, 10] = place.get(e, 2) < 2
            rows[row, 5:9] = (
                ranks.get(e, 0),
                acted.get(e, 0),
                math.log1p(called[e]),
                math.log1p(spoken_of[e]),
            )
        return rows


def _counts(people: Longs, wanted: Longs) -> Longs:
    """How often each of the wanted is among the people."""
    counts: Longs = (people[:, None] == wanted).sum(0)
    return counts


def _ranks(people: Longs) -> dict[int, float]:
    """One over the place of everybody in the order they come up; -1 is nobody."""
    order = (e for e in dict.fromkeys(people.tolist()) if e >= 0)
    return {e: 1 / (1 + n) for n, e in enumerate(order)}
