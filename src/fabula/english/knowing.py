"""Verbs of knowing, believing, doubting and letting know."""

from fabula.english.tables import field

__all__ = [
    "BELIEVING",
    "DOUBTING",
    "KNOWING",
    "LETTING_KNOW",
    "MADE_OUT",
    "MINDED",
    "NOT_TELLING",
    "STRIKING",
    "WITNESSING",
]

_FIELD = field("knowing")
KNOWING = _FIELD.mapping("KNOWING")
BELIEVING = _FIELD.words("BELIEVING")
DOUBTING = _FIELD.words("DOUBTING")
LETTING_KNOW = _FIELD.words("LETTING_KNOW")
MADE_OUT = _FIELD.words("MADE_OUT")
STRIKING = _FIELD.mapping("STRIKING")
MINDED = _FIELD.mapping("MINDED")
WITNESSING = _FIELD.mapping("WITNESSING")
NOT_TELLING = _FIELD.words("NOT_TELLING")
