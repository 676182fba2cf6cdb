"""Days, months, and words that tell that time goes by."""

from fabula.english.tables import field

__all__ = [
    "MONTHS",
    "WEEKDAYS",
]

_FIELD = field("times")
WEEKDAYS = _FIELD.ordered("WEEKDAYS")
MONTHS = _FIELD.ordered("MONTHS")
