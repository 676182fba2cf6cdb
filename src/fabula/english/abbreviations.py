"""Abbreviations written with a full stop that ends no sentence."""

from fabula.english.tables import field

__all__ = [
    "ALSO_BEFORE_NAMES",
    "BEFORE_NAMES",
    "BEFORE_NUMBER",
    "DAYS_AND_MONTHS",
    "NEVER_NAMES",
    "ONE_TOKEN",
    "WITH_STOP",
]

_FIELD = field("abbreviations")
WITH_STOP = _FIELD.words("WITH_STOP")
NEVER_NAMES = _FIELD.words("NEVER_NAMES")
BEFORE_NUMBER = _FIELD.ordered("BEFORE_NUMBER")
BEFORE_NAMES = _FIELD.ordered("BEFORE_NAMES")
ONE_TOKEN = _FIELD.ordered("ONE_TOKEN")
DAYS_AND_MONTHS = _FIELD.ordered("DAYS_AND_MONTHS")
ALSO_BEFORE_NAMES = _FIELD.ordered("ALSO_BEFORE_NAMES")
