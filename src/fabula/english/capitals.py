"""Words that are written with a capital wherever they stand, and words for kin."""

from fabula.english.tables import field

__all__ = [
    "AFTER_KIN_AS_NAMES",
    "BEFORE_KIN_AS_NAMES",
    "DAYS_AND_FEASTS",
    "KIN_AS_NAMES",
    "KIN_OWNED",
    "PEOPLES_AND_TONGUES",
    "PLACES_ALWAYS",
    "SMALL_BY_CUSTOM",
    "WITH_NAMES",
]

_FIELD = field("capitals")
DAYS_AND_FEASTS = _FIELD.words("DAYS_AND_FEASTS")
PEOPLES_AND_TONGUES = _FIELD.words("PEOPLES_AND_TONGUES")
PLACES_ALWAYS = _FIELD.words("PLACES_ALWAYS")
SMALL_BY_CUSTOM = _FIELD.words("SMALL_BY_CUSTOM")
KIN_AS_NAMES = _FIELD.ordered("KIN_AS_NAMES")
KIN_OWNED = _FIELD.ordered("KIN_OWNED")
BEFORE_KIN_AS_NAMES = _FIELD.ordered("BEFORE_KIN_AS_NAMES")
AFTER_KIN_AS_NAMES = _FIELD.ordered("AFTER_KIN_AS_NAMES")
WITH_NAMES = _FIELD.ordered("WITH_NAMES")
