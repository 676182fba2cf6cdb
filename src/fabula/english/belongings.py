"""Belongings: things that a hand holds, and what people have on."""

from fabula.english.tables import field

__all__ = ["CLOTHING", "HELD"]

_FIELD = field("belongings")
CLOTHING = _FIELD.words("CLOTHING")
HELD = _FIELD.words("HELD")
