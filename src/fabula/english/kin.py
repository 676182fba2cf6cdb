"""Nouns that say what people are to one another."""

from fabula.english.tables import field

__all__ = [
    "CLOSE",
    "COUNTED_KIN",
    "ELDER_MEN",
    "ELDER_WOMEN",
    "INVERSE",
    "KIN",
    "KIN_PRONOUNS",
    "ONE_OF_A_KIND",
    "SIGNING",
    "SYMMETRIC",
    "YOUNGER_MEN",
    "YOUNGER_WOMEN",
]

_FIELD = field("kin")
KIN = _FIELD.mapping("KIN")
KIN_PRONOUNS = _FIELD.mapping("KIN_PRONOUNS")
SYMMETRIC = _FIELD.words("SYMMETRIC")
COUNTED_KIN = _FIELD.mapping("COUNTED_KIN")
CLOSE = _FIELD.words("CLOSE")
SIGNING = _FIELD.ordered("SIGNING")
INVERSE = _FIELD.mapping("INVERSE")
ELDER_WOMEN = _FIELD.words("ELDER_WOMEN")
ELDER_MEN = _FIELD.words("ELDER_MEN")
YOUNGER_WOMEN = _FIELD.words("YOUNGER_WOMEN")
YOUNGER_MEN = _FIELD.words("YOUNGER_MEN")
ONE_OF_A_KIND = _FIELD.mapping("ONE_OF_A_KIND")
