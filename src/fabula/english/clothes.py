"""What people wear, and what it is made of."""

from fabula.english.tables import field

__all__ = [
    "FOOTWEAR",
    "GARMENTS",
    "MATERIALS",
    "OUTER_GARMENTS",
    "WORN_AND_MOVING",
]

_FIELD = field("clothes")
GARMENTS = _FIELD.words("GARMENTS")
FOOTWEAR = _FIELD.words("FOOTWEAR")
OUTER_GARMENTS = _FIELD.words("OUTER_GARMENTS")
MATERIALS = _FIELD.words("MATERIALS")
WORN_AND_MOVING = _FIELD.words("WORN_AND_MOVING")
