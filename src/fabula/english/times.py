"""Days, months, and words that tell that time goes by."""

from fabula.english.tables import field

__all__ = [
    "CLOCKS",
    "CLOCK_ASTRAY",
    "EVENING_SIGNS",
    "MONTHS",
    "MORNING_SIGNS",
    "WEEKDAYS",
]

_FIELD = field("times")
WEEKDAYS = _FIELD.ordered("WEEKDAYS")
MONTHS = _FIELD.ordered("MONTHS")
CLOCKS = _FIELD.words("CLOCKS")
CLOCK_ASTRAY = _FIELD.words("CLOCK_ASTRAY")
EVENING_SIGNS = _FIELD.words("EVENING_SIGNS")
MORNING_SIGNS = _FIELD.words("MORNING_SIGNS")
