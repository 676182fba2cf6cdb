"""Who stands in the light where a pronoun of narration is said: columns for pairs of mentions.

What centering theory (Grosz, Joshi and Weinstein 1995) calls the centre is mostly who acted
last, with whom the paragraph began, or who speaks beside it; whoever stands at the other end
of the pronoun's own verb, or is called to in the same paragraph, it is not. How many others of
its gender were named since, and how large somebody's share of the names is, tells how far a
"she" reaches back.
"""

import numpy as np

from fabula.arrays import Bools, Floats, Ints
from fabula.language.reading import EntityType
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass, Role
from fabula.story.names.gender import Gender

__all__ = ["FOCUS", "FocusClues"]

FOCUS = 18
"""How many columns `FocusClues.columns` gives; they are 0 for all but pronouns of narration."""

WINDOW = 60
"""Of how many mentions back it is told how many of a gender were named."""

_GENDERS = (Gender.HE, Gender.SHE)
_ENDS = (Role.OBJECT, Role.OBLIQUE)


class FocusClues:
    """The clues of one story's pairs; what does not depend on the pair is found once.

    Tables of two columns are of those who may be a "he" and of those who may be a "she".
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        rows = np.arange(len(frame), dtype=np.int32)
        person = (frame.type == EntityType.PER) & (frame.cls != MentionClass.OTHER)
        told = person & (frame.quote < 0)
        suits = np.stack([_may_be(frame, g) for g in _GENDERS], axis=1)
        seen = suits & told[:, None]
        self._asking = told & (frame.set >= 0)
        self._column = (frame.gender == Gender.SHE).astype(np.int32)
        self._sentence = np.searchsorted(frame.sentence, frame.sentence).astype(np.int32)
        self._block = np.searchsorted(frame.block, frame.block).astype(np.int32)
        self._acting = _last(rows, seen & frame.acting[:, None])
        self._acted_on = _last(rows, seen & np.isin(frame.role, _ENDS)[:, None])
        self._topic = _next(rows, seen)
        self._named = _running(suits & (person & (frame.name >= 0))[:, None])
        self._share = _shares(frame, person & (frame.name >= 0))
        self._beside, self._before, self._second = _cues(frame, rows, self._block)
        self._other_end = _other_ends(frame, rows)
        self._called = _called_beside(frame, rows)
        count = _running(told[:, None])[:, 0]
        self._opens_block = told & (count[rows] == count[self._block])
        self._opens_sentence = told & (count[rows] == count[self._sentence])

    def columns(self, a: Ints, b: Ints) -> Floats:
        """The columns of the anaphors ``a`` and antecedents ``b``. [P, FOCUS]"""
        out = np.zeros((len(a), FOCUS), dtype=np.float32)
        asking = np.flatnonzero(self._asking[a])
        a, b = a[asking], b[asking]
        columns = [*self._centres(a, b), *self._reach(a, b)]
        out[asking] = np.stack(columns, axis=1, dtype=np.float32, casting="unsafe")
        return out

    def _centres(self, a: Ints, b: Ints) -> list[Bools]:
        """Whether the antecedent is one in whom the light may stand."""
        column, block = self._column[a], self._block[a]
        topic = self._topic[block, column]
        cue = self._frame.cued[a] >= 0
        before = self._same(self._before[a], b)
        return [
            self._same(self._acting[a, column], b),
            self._same(self._acting[self._sentence[a], column], b),
            self._same(self._acting[block, column], b),
            self._same(self._acted_on[a, column], b),
            self._same(np.where(topic < a, topic, -1).astype(np.int32), b),
            self._same(self._beside[a], b),
            cue & before,
            cue & self._same(self._second[a], b),
            ~cue & before,
            self._same(self._other_end[a], b),
            self._same(self._called[a], b),
        ]

    def _reach(self, a: Ints, b: Ints) -> list[Bools | Floats]:
        """How far back the antecedent is and how much told of, and where the pronoun stands."""
        frame, column = self._frame, self._column[a]
        since = self._named[a, column] - self._named[b + 1, column]
        lately = self._named[a, column] - self._named[np.maximum(a - WINDOW, 0), column]
        share = self._share[b, column]
        return [
            np.log1p(since) / 2,
            np.log1p(lately) / 4,
            share,
            share >= 1,
            (frame.above[a] == frame.governor[b]) & (frame.governor[b] >= 0),
            self._opens_block[a],
            self._opens_sentence[a],
        ]

    def _same(self, one: Ints, other: Ints) -> Bools:
        """Whether two mentions, -1 for none, are one or bear one name."""
        name = self._frame.name
        bears = (name[one] >= 0) & (name[one] == name[other])
        same: Bools = (one >= 0) & ((one == other) | bears)
        return same


def _may_be(frame: Frame, gender: Gender) -> Bools:
    """The mentions of one who may be of a gender."""
    open_ = (frame.gender == Gender.OPEN) & (frame.cls <= MentionClass.NOUN)
    suits: Bools = (frame.gender == gender) | (open_ & (frame.number != GrammaticalNumber.SEVERAL))
    return suits


def _running(mask: Bools) -> Ints:
    """How many rows before each, and before the end, a mask of columns shows."""
    before = np.zeros((1, mask.shape[1]), dtype=np.int32)
    return np.concatenate([before, np.cumsum(mask, axis=0, dtype=np.int32)])


def _last(rows: Ints, mask: Bools) -> Ints:
    """For each mention the last one before it that the mask shows, -1 for none."""
    none = np.full((1, mask.shape[1]), -1, dtype=np.int32)
    at = np.maximum.accumulate(np.where(mask, rows[:, None], np.int32(-1)), axis=0)
    return np.concatenate([none, at])[: len(rows)].astype(np.int32)


def _next(rows: Ints, mask: Bools) -> Ints:
    """For each mention itself or the next one that the mask shows; their count for none."""
    at = np.where(mask, rows[:, None], np.int32(len(rows)))[::-1]
    return np.minimum.accumulate(at, axis=0)[::-1].astype(np.int32)


def _shares(frame: Frame, named: Bools) -> Floats:
    """How often the one who is named is named, against who of a gender is named most."""
    out = np.zeros((len(frame), len(_GENDERS)), dtype=np.float32)
    times = np.bincount(frame.name[named], minlength=1)
    most = [times[frame.name[named & (frame.gender == g)]].max(initial=1) for g in _GENDERS]
    out[named] = times[frame.name[named], None] / np.array(most, dtype=np.float32)
    return out


def _cues(frame: Frame, rows: Ints, block: Ints) -> tuple[Ints, Ints, Ints]:
    """The cue in each mention's paragraph, the last one before it, and the one before that."""
    cues = np.flatnonzero(frame.cued >= 0).astype(np.int32)
    low = np.searchsorted(cues, block)
    high = np.searchsorted(cues, np.searchsorted(frame.block, frame.block, side="right"))
    padded = np.concatenate([[-1, -1], cues]).astype(np.int32)
    beside = np.where(high > low, padded[np.minimum(low + 2, len(padded) - 1)], -1)
    beside = np.where(beside == rows, -1, beside).astype(np.int32)
    return beside, padded[low + 1], padded[low]


def _other_ends(frame: Frame, rows: Ints) -> Ints:
    """For each subject the first person that is an object or oblique of its verb, -1 for none."""
    out = np.full(len(frame), -1, dtype=np.int32)
    person = frame.type == EntityType.PER
    ends = person & np.isin(frame.role, _ENDS) & (frame.governor >= 0) & ~frame.reflexive
    of_verb = np.full(int(frame.governor.max(initial=-1)) + 2, -1, dtype=np.int32)
    found = rows[ends][::-1]
    of_verb[frame.governor[found]] = found
    subjects = person & (frame.role == Role.SUBJECT)
    out[subjects] = of_verb[frame.governor[subjects]]
    return out


def _called_beside(frame: Frame, rows: Ints) -> Ints:
    """The first one called to by a speech in each mention's paragraph, -1 for none."""
    of_block = np.full(int(frame.block.max(initial=-1)) + 2, -1, dtype=np.int32)
    calls = (frame.role == Role.VOCATIVE) & (frame.quote >= 0) & (frame.type == EntityType.PER)
    found = rows[calls & (frame.cls <= MentionClass.NOUN)][::-1]
    of_block[frame.block[found]] = found
    return of_block[frame.block]
