"""Nouns that say what people are to one another."""

from fabula.english.tables import field

__all__ = [
    "CLOSE",
    "KIN",
    "KIN_PRONOUNS",
    "SYMMETRIC",
]

_FIELD = field("kin")
KIN = _FIELD.mapping("KIN")
KIN_PRONOUNS = _FIELD.mapping("KIN_PRONOUNS")
SYMMETRIC = _FIELD.words("SYMMETRIC")
CLOSE = _FIELD.words("CLOSE")
