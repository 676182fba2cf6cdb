"""Which gender the language of a text gives to a name, a noun or a pronoun.

A character's gender here is only what the pronouns of the text say or would say:
F for she, M for he. Titles and pronouns of the text come first; the list of given names
(United States Census Bureau, 1990, public domain) is a hint for names that no pronoun
stands near. Nouns of one gender are the usual English ones (Quirk et al., *A
Comprehensive Grammar of the English Language*, 5.104-5.107).
"""

from fabula.english.given_names import FEMININE_NAMES, MASCULINE_NAMES
from fabula.english.people import FEMININE_NOUNS, MASCULINE_NOUNS
from fabula.english.pronouns import (
    HE_FORMS,
    I_FORMS,
    IT_FORMS,
    NEW_FORMS,
    SHE_FORMS,
    THEY_FORMS,
    WE_FORMS,
    YOU_FORMS,
)

__all__ = [
    "NOUN_GENDER",
    "PRONOUNS",
    "given_name_gender",
    "likely_gender",
    "pronoun_set",
]

PRONOUNS: dict[str, tuple[int, str, bool]] = {
    **dict.fromkeys(I_FORMS, (1, "", False)),
    **dict.fromkeys(WE_FORMS, (1, "", True)),
    **dict.fromkeys(YOU_FORMS, (2, "", False)),
    "yourselves": (2, "", True),
    **dict.fromkeys(HE_FORMS, (3, "M", False)),
    **dict.fromkeys(SHE_FORMS, (3, "F", False)),
    **dict.fromkeys(IT_FORMS, (3, "N", False)),
    **dict.fromkeys(THEY_FORMS, (3, "", True)),
    **dict.fromkeys(NEW_FORMS, (3, "X", False)),
}
"""Personal pronoun, lower case, to its person, gender (M, F, N, X or open) and whether plural."""

NOUN_GENDER: dict[str, str] = {
    **dict.fromkeys(FEMININE_NOUNS, "F"),
    **dict.fromkeys(MASCULINE_NOUNS, "M"),
}
"""Head noun, lower case, to the gender it tells."""

_SETS = {"F": "she/her", "M": "he/him", "N": "it/its", "T": "they/them"}


def given_name_gender(name: str) -> str:
    """M or F for a given name (lower case) that mostly one gender bears, else nothing."""
    if name in FEMININE_NAMES:
        return "F"
    return "M" if name in MASCULINE_NAMES else ""


def likely_gender(title: str, hint: str, he: float, she: float) -> str:
    """The gender of a name: its title's, else what pronouns near it and the hint make likely.

    ``title``: the gender its title tells. ``hint``: that of the given name, worth three
    pronouns. ``he`` and ``she``: how often each pronoun follows the name. Nothing when the
    evidence is thin or split.
    """
    if title:
        return title
    he += 3.0 if hint == "M" else 0.0
    she += 3.0 if hint == "F" else 0.0
    total = he + she
    if total < 2.0 or 0.3 < she / total < 0.7:
        return ""
    return "F" if she > he else "M"


def pronoun_set(he: int, she: int, it: int, they: int, *, person: bool = True) -> str | None:
    """The pronouns a character uses, by how often each stands for them, or None.

    Singular they must be used at least three times and more often than he and she together,
    because a "they" is easily a group that was taken for one of its members.
    """
    best = max(("M", he), ("F", she), key=lambda pair: pair[1])
    if they >= 3 and they > 2 * (he + she):
        return _SETS["T"]
    if it > 2 * best[1] and it >= (5 if person else 1):
        return _SETS["N"]
    return _SETS[best[0]] if best[1] else None
