"""Words that tell whether an opening phrase can belong to the subject after it."""

from fabula.english.tables import field

__all__ = [
    "DONE_BY_PEOPLE",
    "DONE_ON_PURPOSE",
    "OF_PEOPLE_ALONE",
    "UNLIVING",
]

_FIELD = field("modifiers")
DONE_BY_PEOPLE = _FIELD.words("DONE_BY_PEOPLE")
DONE_ON_PURPOSE = _FIELD.words("DONE_ON_PURPOSE")
OF_PEOPLE_ALONE = _FIELD.words("OF_PEOPLE_ALONE")
UNLIVING = _FIELD.words("UNLIVING")
