"""Parts of the body."""

from fabula.english.tables import field

__all__ = [
    "BODY_PARTS",
    "FACE_PARTS",
    "PARTS_OWNED",
    "SIDE_MARKS",
    "SIDE_PARTS",
]

_FIELD = field("body")
PARTS_OWNED = _FIELD.words("PARTS_OWNED")
FACE_PARTS = _FIELD.words("FACE_PARTS")
BODY_PARTS = _FIELD.words("BODY_PARTS")
SIDE_PARTS = _FIELD.mapping("SIDE_PARTS")
SIDE_MARKS = _FIELD.mapping("SIDE_MARKS")
