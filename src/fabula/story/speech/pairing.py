"""Whose turn it is where two talk: counted from the last speech whose speaker the text shows.

The pair are the last two different people whom a tag or a beat shows to speak. An odd number
of turns after one of them spoke it is the other's turn; and so back from the next such speech.
"""

from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats
from fabula.story.speech.contexts import SpeechContext
from fabula.story.speech.discourse import Discourse

__all__ = ["PAIRED", "Pairing"]

PAIRED = (
    "turn by last in run",
    "not turn by last in run",
    "turn by last in scene",
    "not turn by last in scene",
    "turn by next in run",
    "not turn by next in run",
    "turns since shown",
    "turns until shown",
    "last shown in scene",
    "last but one shown in scene",
)
"""Names of the columns that `Pairing.rows` fills."""

_REACH = 12  # speeches looked back and ahead for one whose speaker is shown
_FADE = 0.9


class Pairing:
    """The speeches of a book and whom the text shows to say each; fills one speech's columns."""

    def __init__(self, contexts: Sequence[SpeechContext], discourse: Discourse) -> None:
        self.shown = [
            c.hard if c.hard >= 0 else c.soft if c.soft >= 0 else c.beat for c in contexts
        ]
        self.runs = discourse.run.tolist()
        self.scenes = discourse.scene.tolist()

    def rows(self, number: int, entities: Sequence[int]) -> Floats:
        """The columns of one speech's candidates. [n, len(PAIRED)]"""
        rows = np.zeros((len(entities), len(PAIRED)), dtype=np.float32)
        wanted = np.array(entities, dtype=np.int64)
        looks = ((-1, self.runs), (-1, self.scenes), (1, self.runs))
        for at, (step, parts) in enumerate(looks):
            near, other, turns = self._pair(number, step, parts)
            if near < 0:
                continue
            weight = _FADE ** (turns - 1)
            due, not_due = (near, other) if turns % 2 == 0 else (other, near)
            if due >= 0:
                rows[:, 2 * at] = weight * (wanted == due)
            if not_due >= 0:
                rows[:, 2 * at + 1] = weight * (wanted == not_due)
            if at != 1:
                rows[:, 6 if at == 0 else 7] = 1 / turns
            else:
                rows[:, 8] = wanted == near
                rows[:, 9] = (wanted == other) if other >= 0 else 0
        return rows

    def _pair(self, number: int, step: int, parts: Sequence[int]) -> tuple[int, int, int]:
        """The nearest shown speaker one way in the same part, the nearest other one, and how
        many turns away the first is; -1 for none."""
        near, turns, at = -1, 0, number
        for distance in range(1, _REACH + 1):
            at += step
            if not 0 <= at < len(parts) or parts[at] != parts[number]:
                break
            who = self.shown[at]
            if near < 0 <= who:
                near, turns = who, distance
            elif who >= 0 and who != near:
                return near, who, turns
        return near, self._other(number, step, near) if near >= 0 else -1, turns

    def _other(self, number: int, step: int, near: int) -> int:
        """The other of the pair, looked for beyond the run: in the scene, both ways."""
        for way in (step, -step):
            at = number
            for _ in range(_REACH):
                at += way
                if not 0 <= at < len(self.scenes) or self.scenes[at] != self.scenes[number]:
                    break
                if self.shown[at] >= 0 and self.shown[at] != near:
                    return self.shown[at]
        return -1
