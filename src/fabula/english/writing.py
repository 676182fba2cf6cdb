"""Words that tell of something written."""

from fabula.english.tables import field

__all__ = [
    "DOCUMENTS",
    "LABELS",
    "NAMED_PARTS",
    "NAMING",
    "PAPERS",
    "WARNED_OF",
]

_FIELD = field("writing")
NAMING = _FIELD.words("NAMING")
DOCUMENTS = _FIELD.words("DOCUMENTS")
LABELS = _FIELD.words("LABELS")
PAPERS = _FIELD.words("PAPERS")
NAMED_PARTS = _FIELD.ordered("NAMED_PARTS")
WARNED_OF = _FIELD.words("WARNED_OF")
