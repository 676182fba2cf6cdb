"""Words that tell of something written."""

from fabula.english.tables import field

__all__ = [
    "DOCUMENTS",
    "NAMING",
]

_FIELD = field("writing")
NAMING = _FIELD.words("NAMING")
DOCUMENTS = _FIELD.words("DOCUMENTS")
