"""Which gender the language of a text gives to a name, a noun or a pronoun.

A character's gender here is only what the pronouns of the text say or would say. Titles
and pronouns of the text come first; the list of given names (United States Census Bureau,
1990, public domain) is a hint for names that no pronoun stands near. Nouns of one gender
are the usual English ones (Quirk et al., *A Comprehensive Grammar of the English Language*,
5.104-5.107).
"""

from enum import IntEnum
from typing import NamedTuple

from fabula.english.given_names import FEMININE_NAMES, MASCULINE_NAMES
from fabula.english.people import FEMININE_NOUNS, MASCULINE_NOUNS
from fabula.english.pronouns import (
    HE_FORMS,
    I_FORMS,
    IT_FORMS,
    NEW_SETS,
    SHE_FORMS,
    THEY_FORMS,
    WE_FORMS,
    YOU_FORMS,
)
from fabula.english.titles import CALLED_BY, KIN_TITLES, TITLES

__all__ = [
    "HE_OR_SHE",
    "NOUN_GENDER",
    "PRONOUNS",
    "TITLE_GENDER",
    "Gender",
    "Pronoun",
    "called_gender",
    "given_name_gender",
    "likely_gender",
    "of_letter",
    "pronoun_set",
    "title_gender",
]


class Gender(IntEnum):
    """By the pronoun that stands for somebody; `OPEN`, which is false, where nothing tells."""

    OPEN = 0
    HE = 1
    SHE = 2
    IT = 3
    NEW = 4
    """A pronoun made so that it tells no gender: xe, ze."""


HE_OR_SHE = frozenset({Gender.HE, Gender.SHE})
_LETTERS = {"M": Gender.HE, "F": Gender.SHE}


def of_letter(letter: str) -> Gender:
    """The gender that a list of names or people has as M or F; `OPEN` for any other letter."""
    return _LETTERS.get(letter, Gender.OPEN)


class Pronoun(NamedTuple):
    """What a personal pronoun tells: its person (1 to 3), a gender, and whether plural."""

    person: int
    gender: Gender = Gender.OPEN
    plural: bool = False


PRONOUNS: dict[str, Pronoun] = {
    **dict.fromkeys(I_FORMS, Pronoun(1)),
    **dict.fromkeys(WE_FORMS, Pronoun(1, plural=True)),
    **dict.fromkeys(YOU_FORMS, Pronoun(2)),
    "yourselves": Pronoun(2, plural=True),
    **dict.fromkeys(HE_FORMS, Pronoun(3, Gender.HE)),
    **dict.fromkeys(SHE_FORMS, Pronoun(3, Gender.SHE)),
    **dict.fromkeys(IT_FORMS, Pronoun(3, Gender.IT)),
    **dict.fromkeys(THEY_FORMS, Pronoun(3, plural=True)),
    **dict.fromkeys(NEW_SETS, Pronoun(3, Gender.NEW)),
}
"""Personal pronouns, lower case."""

NOUN_GENDER: dict[str, Gender] = {
    **dict.fromkeys(FEMININE_NOUNS, Gender.SHE),
    **dict.fromkeys(MASCULINE_NOUNS, Gender.HE),
}
"""Head noun, lower case, to the gender it tells."""

TITLE_GENDER: dict[str, Gender] = {title: of_letter(m_or_f) for title, m_or_f in TITLES.items()}
"""Title, lower case, to the gender it tells, if any."""

_KIN_TITLE_GENDER = {title: of_letter(m_or_f) for title, m_or_f in KIN_TITLES.items()}
_SETS = {Gender.SHE: "she/her", Gender.HE: "he/him", Gender.IT: "it/its"}
_THEY = "they/them"


def title_gender(title: str) -> Gender:
    """The gender a title or a word of kin before a name tells, lower case."""
    return TITLE_GENDER.get(title) or _KIN_TITLE_GENDER.get(title, Gender.OPEN)


def called_gender(word: str) -> Gender:
    """The gender that a title or a word of kin tells where it is a name: "Mum", "Captain"."""
    return _KIN_TITLE_GENDER.get(word) or of_letter(CALLED_BY.get(word, ""))


def given_name_gender(name: str) -> Gender:
    """That of a given name (lower case) that mostly one gender bears."""
    if name in FEMININE_NAMES:
        return Gender.SHE
    return Gender.HE if name in MASCULINE_NAMES else Gender.OPEN


def likely_gender(title: Gender, hint: Gender, he: float, she: float) -> Gender:
    """The gender of a name: its title's, else what pronouns near it and the hint make likely.

    ``title``: the gender its title tells. ``hint``: that of the given name, worth three
    pronouns. ``he`` and ``she``: how often each pronoun follows the name. `OPEN` when the
    evidence is thin or split.
    """
    if title:
        return title
    he += 3.0 if hint == Gender.HE else 0.0
    she += 3.0 if hint == Gender.SHE else 0.0
    total = he + she
    if total < 2.0 or 0.3 < she / total < 0.7:
        return Gender.OPEN
    return Gender.SHE if she > he else Gender.HE


def pronoun_set(he: int, she: int, it: int, they: int, *, person: bool = True) -> str | None:
    """The pronouns a character uses, by how often each stands for them, or None.

    Singular they must be used at least three times and more often than he and she together,
    because a "they" is easily a group that was taken for one of its members.
    """
    best = max((Gender.HE, he), (Gender.SHE, she), key=lambda pair: pair[1])
    if they >= 3 and they > 2 * (he + she):
        return _THEY
    if it > 2 * best[1] and it >= (5 if person else 1):
        return _SETS[Gender.IT]
    return _SETS[best[0]] if best[1] else None
