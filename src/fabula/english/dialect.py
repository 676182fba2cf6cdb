"""Words by which a speaker's or narrator's dialect shows."""

from fabula.english.tables import field

__all__ = [
    "FORMS",
    "SPELLED_AS_SPOKEN",
]

_FIELD = field("dialect")
FORMS = _FIELD.ordered("FORMS")
SPELLED_AS_SPOKEN = _FIELD.ordered("SPELLED_AS_SPOKEN")
