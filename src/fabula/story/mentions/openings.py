"""Who the pronoun means with which a story opens: "She had gone in for wrap. … Ines stayed."

A story told of others that begins with "he" or "she" before anybody is named has, most often,
begun with whose story it is, and so the first of that gender whom narration names as acting.
"""

import numpy as np

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
    """The first mention by name of whom the story opens with, and the pronoun that does.

    None where somebody else of that gender may be told of before, or is talked of in between:
    the pronoun may then be of the one talked of.
    """
    people = np.flatnonzero(frame.type == EntityType.PER)
    told = people[frame.quote[people] < 0]
    if frame.narrator >= 0 or frame.told or not len(told):
        return {}
    opening = int(told[0])
    gender = frame.gender[opening]
    if frame.set[opening] < 0 or gender not in HE_OR_SHE:
        return {}
    for i in people[people > opening].tolist():
        if frame.block[i] - frame.block[opening] > _FAR:
            return {}
        fits = frame.gender[i] in (gender, Gender.OPEN)
        fits &= frame.number[i] != GrammaticalNumber.SEVERAL
        if not fits or (frame.quote[i] < 0 and frame.cls[i] > MentionClass.NOUN):
            continue
        if frame.quote[i] < 0:
            likely = frame.sets[i, frame.set[opening]] > _LIKELY
            acts = frame.acting[i] or frame.role[i] not in _PASSIVE
            return {i: opening} if frame.name[i] >= 0 and likely and acts else {}
        if frame.role[i] != Role.VOCATIVE and (
            frame.cls[i] <= MentionClass.NOUN or frame.set[i] >= 0
        ):
            return {}
    return {}
