"""Comparatives."""

from fabula.english.tables import field

__all__ = [
    "COMPARATIVES",
]

_FIELD = field("degrees")
COMPARATIVES = _FIELD.ordered("COMPARATIVES")
