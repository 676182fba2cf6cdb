"""What speaks for or against a pair of mentions beyond their own words and places.

Three groups of columns: binding (who is the subject of a pronoun's clause), address (who
speaks where "I" and "you" are said, and who is called to), and sets of pronouns (which pronouns
the whole text gives to somebody). Each compares persons where it can: a mention answers to
every other one that bears its name, and an "I" in speech to whoever is shown to speak.
"""

from collections.abc import Sequence

import numpy as np

from fabula.arrays import Bools, Floats, Ints
from fabula.language.reading import EntityType
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import MentionClass, Role
from fabula.story.names.gender import Gender

__all__ = ["CLUES", "PairClues"]

CLUES = 12
"""How many columns `PairClues.columns` gives."""

_LIKELY, _UNLIKELY = 0.6, 0.1
"""From where on a set of pronouns counts as somebody's, and up to where as not."""

_USUAL = np.log(np.array([0.45, 0.45, 0.09, 0.01], dtype=np.float32))
"""The log-probabilities of the sets of pronouns where nothing is known."""


class PairClues:
    """The clues of one story's pairs; what does not depend on the pair is found once."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._speaker = _speakers_of_mentions(frame)
        speaking = (frame.cls == MentionClass.I) & (self._speaker >= 0)
        self._self = np.where(speaking, self._speaker, np.arange(len(frame))).astype(np.int32)
        self._called = _called(frame)

    def columns(self, a: Ints, b: Ints) -> Sequence[Bools | Floats]:
        """The columns of the anaphors ``a`` and antecedents ``b``: `CLUES` of [P]."""
        return [*self._binding(a, b), *self._address(a, b), *self._pronoun_sets(a, b)]

    def _same(self, one: Ints, other: Ints) -> Bools:
        """Whether two mentions, -1 for none, are one or bear one name."""
        name = self._frame.name
        known = (one >= 0) & (other >= 0)
        bears = (name[one] >= 0) & (name[one] == name[other])
        same: Bools = known & ((one == other) | bears)
        return same

    def _differ(self, one: Ints, other: Ints) -> Bools:
        """Whether two mentions are known to bear two names."""
        name = self._frame.name
        known = (one >= 0) & (other >= 0) & (name[one] >= 0) & (name[other] >= 0)
        differ: Bools = known & (name[one] != name[other])
        return differ

    def _binding(self, a: Ints, b: Ints) -> list[Bools | Floats]:
        """Objects, obliques, reflexives and possessors against the subject of their clause."""
        frame = self._frame
        role, selves, third = frame.role[a], frame.reflexive[a], frame.set[a] >= 0
        who = self._self[b]
        subject = self._same(frame.subject[a], who)
        owner = self._same(frame.owner[a], who)
        joined = (role == Role.JOINED) & (frame.governor[a] == frame.head[b])
        known = selves & (frame.subject[a] >= 0)
        return [
            (third & ~selves & (role == Role.OBJECT) & subject) | joined,
            third & ~selves & (role == Role.OBLIQUE) & subject,
            known * np.where(subject, np.float32(1), np.float32(-1)),
            third & owner,
        ]

    def _address(self, a: Ints, b: Ints) -> list[Bools | Floats]:
        """Those who are said in speech against who speaks, who is called to, who answers."""
        frame = self._frame
        cls, who, speaker = frame.cls[a], self._self[b], self._speaker[a]
        speaking, called = cls == MentionClass.I, cls == MentionClass.YOU
        said = frame.quote[a] >= 0
        own = self._same(speaker, who)
        other = self._differ(speaker, who)
        to = self._same(self._called[np.maximum(frame.quote[a], 0)], who) & said
        answers = self._answers(a, who) & ~own
        third = said & (frame.set[a] >= 0)
        return [
            (said & speaking & own).astype(np.float32) - (said & speaking & other),
            said & (called | third) & own,
            (to & called).astype(np.float32) - (to & (speaking | third)),
            said & called & answers,
        ]

    def _answers(self, a: Ints, who: Ints) -> Bools:
        """Whether somebody is the cue of the turn before or after that of ``a``."""
        frame = self._frame
        last = len(frame.turn_cue) - 1
        out = np.zeros(len(a), dtype=np.bool_)
        if last < 0:
            return out
        turn = frame.quote[a]
        for step in (-1, 1):
            at = turn + step
            ok = (turn >= 0) & (at >= 0) & (at <= last)
            cue = np.where(ok, frame.turn_cue[np.clip(at, 0, last)], -1)
            out |= self._same(cue, who)
        return out

    def _pronoun_sets(self, a: Ints, b: Ints) -> list[Bools | Floats]:
        """How the pronoun ``a`` goes with what the whole text tells of the pronouns of ``b``."""
        frame = self._frame
        third = frame.set[a] >= 0
        column = np.maximum(frame.set[a], 0)
        who = self._self[b]
        told = (frame.name[who] >= 0) | (frame.set[who] >= 0)
        told |= np.isin(frame.gender[who], (Gender.HE, Gender.SHE, Gender.NEW))
        known = third & told
        likely = frame.sets[who, column]
        lift = np.clip((likely - _USUAL[column]) / 4, -1, 1)
        return [
            known & (likely > np.log(_LIKELY)),
            known & (likely < np.log(_UNLIKELY)),
            third & ~told,
            np.where(known, lift, 0).astype(np.float32),
        ]


def _speakers_of_mentions(frame: Frame) -> Ints:
    """Who speaks where each mention is said: the turn's cue, else who acts in its paragraph.

    -1 in narration and where nothing shows. [M]
    """
    out = np.full(len(frame), -1, dtype=np.int32)
    said = frame.quote >= 0
    if not said.any():
        return out
    out[said] = frame.turn_cue[frame.quote[said]]
    acting = np.full(int(frame.block.max()) + 1, -1, dtype=np.int32)
    person = frame.type == EntityType.PER
    acts = np.flatnonzero(~said & person & (frame.role == Role.SUBJECT))[::-1]
    acting[frame.block[acts]] = acts  # of several the first
    return np.where(said & (out < 0), acting[frame.block], out).astype(np.int32)


def _called(frame: Frame) -> Ints:
    """The mention that each turn calls to, -1 for none; at least one row. [turns]"""
    out = np.full(max(len(frame.turn_cue), 1), -1, dtype=np.int32)
    calls = (frame.role == Role.VOCATIVE) & (frame.quote >= 0) & (frame.type == EntityType.PER)
    found = np.flatnonzero(calls & (frame.cls <= MentionClass.NOUN))[::-1]
    out[frame.quote[found]] = found
    return out
