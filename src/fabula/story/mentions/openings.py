"""Who the pronoun means with which a story opens: "She had gone in for wrap. … Ines stayed."

A story told of others that begins with "he" or "she" before anybody is named has, most often,
begun with whose story it is, and so the first of that gender whom narration names as acting.
"""

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass, Role
from fabula.story.names.gender import HE_OR_SHE, Gender

__all__ = ["opening_names"]

_FAR = 6
"""Paragraphs after which a name is no longer that of the opening."""
_LIKELY = np.log(0.5)
_PASSIVE = frozenset({Role.OBJECT, Role.OBLIQUE, Role.POSSESSOR, Role.VOCATIVE})


def opening_names(frame: Frame) -> dict[int, int]:
    """The first mentions by name of those whom the story opens with, and the pronouns that do.

    None where somebody else of that gender may be told of before, or is talked of in between:
    the pronoun may then be of the one talked of.
    """
    if frame.narrator >= 0 or frame.told:
        return {}
    person = (frame.type == EntityType.PER) & (frame.number != GrammaticalNumber.SEVERAL)
    found = {}
    for gender in HE_OR_SHE:
        open_ = (frame.gender == Gender.OPEN) & (frame.cls <= MentionClass.NOUN)
        may_be = person & ((frame.gender == gender) | open_)
        people = np.flatnonzero(may_be).astype(np.int32)
        told = people[frame.quote[people] < 0]
        if len(told) and frame.set[told[0]] >= 0:
            name = _named_next(frame, people, int(told[0]))
            if name >= 0:
                found[name] = int(told[0])
    return found


def _named_next(frame: Frame, people: Ints, opening: int) -> int:
    """The first one of the people told of after the opening, if named and likely it; else -1."""
    for i in people[people > opening].tolist():
        if frame.block[i] - frame.block[opening] > _FAR:
            return -1
        if frame.quote[i] < 0 and frame.cls[i] <= MentionClass.NOUN:
            likely = frame.sets[i, frame.set[opening]] > _LIKELY
            acts = frame.acting[i] or frame.role[i] not in _PASSIVE
            return i if frame.name[i] >= 0 and likely and acts else -1
        talked_of = frame.cls[i] <= MentionClass.NOUN or frame.set[i] >= 0
        if frame.quote[i] >= 0 and talked_of and frame.role[i] != Role.VOCATIVE:
            return -1
    return -1
