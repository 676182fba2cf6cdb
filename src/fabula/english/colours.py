"""Colours of eyes, hair, skin and cloth, and their shades."""

from fabula.english.tables import field

__all__ = [
    "COLOURS",
    "PALE_OR_DARK",
    "SHADES",
]

_FIELD = field("colours")
COLOURS = _FIELD.words("COLOURS")
SHADES = _FIELD.words("SHADES")
PALE_OR_DARK = _FIELD.words("PALE_OR_DARK")
