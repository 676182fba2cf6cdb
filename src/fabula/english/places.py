"""Nouns that tell where a scene is, where bodies are in it, and how far it is."""

from fabula.english.tables import field

__all__ = [
    "ALONE_IN",
    "ANOTHER_FLOOR",
    "HOMES",
    "LENGTHS",
    "SETTINGS",
    "SPOTS_OF_ROOM",
    "UP_AND_DOWN",
]

_FIELD = field("places")
ALONE_IN = _FIELD.words("ALONE_IN")
HOMES = _FIELD.words("HOMES")
LENGTHS = _FIELD.mapping("LENGTHS")
SETTINGS = _FIELD.words("SETTINGS")
SPOTS_OF_ROOM = _FIELD.words("SPOTS_OF_ROOM")
UP_AND_DOWN = _FIELD.words("UP_AND_DOWN")
ANOTHER_FLOOR = _FIELD.ordered("ANOTHER_FLOOR")
