"""The grammar of a mention in small codes, as the columns of a frame hold them.

The scorer of links was trained on these codes: a new one goes to the end of its kind,
and the scorer is trained again.
"""

from enum import IntEnum

__all__ = ["Determiner", "GrammaticalNumber", "MentionClass", "Role"]


class MentionClass(IntEnum):
    """Names and nouns, and pronouns by person, gender and number."""

    NAME = 0
    NOUN = 1
    I = 2  # noqa: E741 (the word itself)
    WE = 3
    YOU = 4
    HE = 5
    SHE = 6
    IT = 7
    THEY = 8
    OTHER = 9


class Role(IntEnum):
    """What a mention's head is in its clause."""

    OTHER = 0
    SUBJECT = 1
    OBJECT = 2
    OBLIQUE = 3
    POSSESSOR = 4
    VOCATIVE = 5
    JOINED = 6
    PREDICATE = 7
    APPOSITION = 8


class Determiner(IntEnum):
    """What a noun phrase opens with."""

    NONE = 0
    THE = 1
    A = 2
    THIS = 3
    POSSESSIVE = 4
    QUANTITY = 5


class GrammaticalNumber(IntEnum):
    """Whether one is meant or several; of "you" it is open."""

    OPEN = 0
    ONE = 1
    SEVERAL = 2
