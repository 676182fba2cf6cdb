"""What knowing who speaks tells of the links: hints for linking once more.

Once the speeches have speakers, "I" and "me" in them are these, "you" is whom they are said
to, and "he" in them is mostly somebody else. And a paragraph in which one person alone
speaks begins with what that person does, so that the pronoun that acts first is the speaker.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import SpanIndex
from fabula.story.mentions.coreference import Hints
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import MentionClass, Role
from fabula.story.model import Character, Quote
from fabula.story.names.pronoun_sets import PronounSet

__all__ = ["PRONOUN_SETS", "acting_pronouns", "hints_of_speech"]

SURE = 0.5
"""The least confidence in a speaker that tells of links."""

PRONOUN_SETS = {"he/him": PronounSet.HE, "she/her": PronounSet.SHE, "they/them": PronounSet.THEY}
"""The set of each way to speak of a character."""


def hints_of_speech(
    frame: Frame,
    entity: Ints,
    manuscript: Manuscript,
    quotes: Sequence[Quote],
    characters: Sequence[Character],
) -> Hints:
    """The hints; ``entity``: of each mention, among them the ids of the characters. [M]"""
    places = _Places(frame, entity)
    same: dict[int, int] = {}
    apart: dict[int, list[int]] = defaultdict(list)
    said = np.flatnonzero(frame.quote >= 0)
    index = SpanIndex.of(quote.span for quote in quotes)
    around = index.all_around(frame.start[said], frame.end[said])
    for i, at in zip(said.tolist(), around.tolist(), strict=True):
        if at < 0 or quotes[at].confidence < SURE:
            continue
        quote, cls = quotes[at], int(frame.cls[i])
        to = quote.addressees[0] if quote.addressees else None
        who = quote.speaker if cls == MentionClass.I else to if cls == MentionClass.YOU else None
        if who is not None and (known := places.before(i, who)) >= 0:
            same[i] = known
        elif frame.set[i] >= 0 and quote.speaker is not None:
            speaker = places.before(i, quote.speaker)
            apart[i] += [speaker] if speaker >= 0 else []
    sets = {c.id: PRONOUN_SETS.get(c.pronouns or "", -1) for c in characters}
    for i, speaker in acting_pronouns(frame, manuscript, quotes):
        known = places.before(i, speaker)
        if known >= 0 and sets.get(speaker, -1) in (-1, frame.set[i]):
            same[i] = known
    for i, owner in _owned(frame):
        known = places.before(i, int(entity[owner]))
        apart[i] += [known] if known >= 0 else []
    return Hints(same, apart)


def _owned(frame: Frame) -> Iterator[tuple[int, int]]:
    """The nouns that begin with their owner, who is somebody else, and the owners: "my sister"."""
    inside = np.flatnonzero((frame.parent >= 0) & (frame.role == Role.POSSESSOR))
    around = frame.parent[inside]
    begins = (frame.first[inside] == frame.first[around]) & (
        frame.head[around] == frame.governor[inside]
    )
    for owner, noun in zip(inside[begins].tolist(), around[begins].tolist(), strict=True):
        if frame.cls[noun] == MentionClass.NOUN and frame.type[noun] == EntityType.PER:
            yield noun, owner


class _Places:
    """Where each entity is mentioned, by name where it has one."""

    def __init__(self, frame: Frame, entity: Ints) -> None:
        self.named: dict[int, list[int]] = defaultdict(list)
        self.all: dict[int, list[int]] = defaultdict(list)
        for i, (who, name) in enumerate(zip(entity.tolist(), frame.name.tolist(), strict=True)):
            self.all[who].append(i)
            if name >= 0:
                self.named[who].append(i)

    def before(self, mention: int, entity: int) -> int:
        """The latest mention of somebody before one, a name if there is any; -1 for none."""
        for table in (self.named, self.all):
            rows = table.get(entity, [])
            if at := bisect_left(rows, mention):
                return rows[at - 1]
        return -1


def acting_pronouns(
    frame: Frame, manuscript: Manuscript, quotes: Sequence[Quote]
) -> Iterator[tuple[int, int]]:
    """The pronouns that act first in a paragraph in which one alone speaks, and who does."""
    at = np.array([quote.span.start for quote in quotes], dtype=np.int32)
    speakers: dict[int, set[int | None]] = defaultdict(set)
    for quote, block in zip(quotes, manuscript.blocks_at(at).tolist(), strict=True):
        speakers[block].add(quote.speaker)
    acts = (frame.quote < 0) & (frame.role == Role.SUBJECT) & (frame.type == EntityType.PER)
    rows = np.flatnonzero(acts)
    _, firsts = np.unique(frame.block[rows], return_index=True)
    for i in rows[firsts].tolist():
        who = speakers.get(int(frame.block[i]), set())
        speaker = next(iter(who)) if len(who) == 1 else None
        if frame.set[i] >= 0 and speaker is not None:
            yield i, speaker
