"""Words by which a speaker's or narrator's dialect shows."""

from fabula.english.tables import field

__all__ = [
    "DIALECT_FORMS",
    "SPELLED_AS_SPOKEN",
]

_FIELD = field("dialect")
DIALECT_FORMS = _FIELD.ordered("DIALECT_FORMS")
SPELLED_AS_SPOKEN = _FIELD.ordered("SPELLED_AS_SPOKEN")
