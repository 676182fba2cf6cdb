"""What people wear, and what it is made of."""

from fabula.english.tables import field

__all__ = [
    "GARMENTS",
    "MATERIALS",
]

_FIELD = field("clothes")
GARMENTS = _FIELD.words("GARMENTS")
MATERIALS = _FIELD.words("MATERIALS")
