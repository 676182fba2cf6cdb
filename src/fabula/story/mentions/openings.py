"""Who the pronoun means with which a story opens: "She had gone in for wrap. … Ines stayed."

A story told of others that begins with "he" or "she" before anybody is named has, most often,
begun with whose story it is, and so the first of that gender whom narration names as acting.
And whose trade or rank is told right behind a name: "Mr. Castellano the barber" is one man.
"""

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType, MentionKind
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import Determiner, GrammaticalNumber, MentionClass, Role
from fabula.story.names.gender import HE_OR_SHE, Gender

__all__ = ["named_roles", "opening_names"]

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


def named_roles(frame: Frame) -> dict[int, int]:
    """Nouns with "the" that stand right behind a name and share its place in the clause, and the
    names: "Anna the baker came in", but not "told Anna the baker was ill"."""
    nouns = (frame.cls == MentionClass.NOUN) & (frame.type == EntityType.PER)
    nouns &= (frame.determiner == Determiner.THE) & (frame.number == GrammaticalNumber.ONE)
    found = {}
    for i in np.flatnonzero(nouns).tolist():
        name = i - 1
        if name < 0 or frame.kind[name] != MentionKind.NAME or frame.type[name] != EntityType.PER:
            continue
        beside = frame.end[name] + 1 == frame.start[i]
        told = frame.role[i] == Role.APPOSITION and frame.governor[i] == frame.head[name]
        shared = frame.governor[i] == frame.governor[name] and frame.role[i] == frame.role[name]
        if beside and (told or (shared and frame.role[i] == Role.SUBJECT)):
            found[i] = name
    return found
