"""Days, months, and words that tell that time goes by."""

from fabula.english.tables import field

__all__ = [
    "ABOUT_THE_HOUR",
    "CLOCKS",
    "CLOCKS_TELL",
    "CLOCK_ASTRAY",
    "EVENING_SIGNS",
    "MONTHS",
    "MORNING_SIGNS",
    "NO_NIGHT_TOLD",
    "OF_ANOTHER_DAY",
    "OF_ANOTHER_HOUR",
    "WEEKDAYS",
]

_FIELD = field("times")
WEEKDAYS = _FIELD.ordered("WEEKDAYS")
MONTHS = _FIELD.ordered("MONTHS")
CLOCKS = _FIELD.words("CLOCKS")
CLOCK_ASTRAY = _FIELD.words("CLOCK_ASTRAY")
EVENING_SIGNS = _FIELD.words("EVENING_SIGNS")
MORNING_SIGNS = _FIELD.words("MORNING_SIGNS")
ABOUT_THE_HOUR = _FIELD.ordered("ABOUT_THE_HOUR")
CLOCKS_TELL = _FIELD.ordered("CLOCKS_TELL")
OF_ANOTHER_HOUR = _FIELD.ordered("OF_ANOTHER_HOUR")
OF_ANOTHER_DAY = _FIELD.ordered("OF_ANOTHER_DAY")
NO_NIGHT_TOLD = _FIELD.ordered("NO_NIGHT_TOLD")
