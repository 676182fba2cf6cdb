"""Nouns that tell where a scene is."""

from fabula.english.tables import field

__all__ = [
    "SETTINGS",
]

_FIELD = field("places")
SETTINGS = _FIELD.words("SETTINGS")
