"""Abbreviations written with a full stop that ends no sentence."""

from fabula.english.tables import field

__all__ = [
    "WITH_STOP",
]

_FIELD = field("abbreviations")
WITH_STOP = _FIELD.words("WITH_STOP")
