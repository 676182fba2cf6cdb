"""Verbs of knowing, believing, doubting and letting know."""

from fabula.english.tables import field

__all__ = ["BELIEVING", "DOUBTING", "KNOWING", "LETTING_KNOW"]

_FIELD = field("knowing")
KNOWING = _FIELD.mapping("KNOWING")
BELIEVING = _FIELD.words("BELIEVING")
DOUBTING = _FIELD.words("DOUBTING")
LETTING_KNOW = _FIELD.words("LETTING_KNOW")
