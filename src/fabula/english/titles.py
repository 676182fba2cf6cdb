"""Titles before a name and the other parts of a name that are no name."""

from fabula.english.tables import field

__all__ = [
    "AFTER_NAME",
    "BEFORE_NAME",
    "BEFORE_NAME_VARIANTS",
    "CAPITALS_NOT_CALLED",
    "GENDER_OF_TITLE",
    "KEPT_WITHOUT_NAME",
    "KIN_TITLES",
    "LONG_FORMS",
    "PARTICLES",
    "RANKS",
    "TITLES",
    "TITLES_OF_ROLE",
    "TRADE_OF_TITLE",
]

_FIELD = field("titles")
BEFORE_NAME_VARIANTS = _FIELD.words("BEFORE_NAME_VARIANTS")
GENDER_OF_TITLE = _FIELD.mapping("GENDER_OF_TITLE")
CAPITALS_NOT_CALLED = _FIELD.words("CAPITALS_NOT_CALLED")
KEPT_WITHOUT_NAME = _FIELD.words("KEPT_WITHOUT_NAME")
TITLES = _FIELD.mapping("TITLES")
KIN_TITLES = _FIELD.mapping("KIN_TITLES")
LONG_FORMS = _FIELD.mapping("LONG_FORMS")
AFTER_NAME = _FIELD.words("AFTER_NAME")
PARTICLES = _FIELD.words("PARTICLES")
BEFORE_NAME = _FIELD.words("BEFORE_NAME")
TITLES_OF_ROLE = _FIELD.groups("TITLES_OF_ROLE")
RANKS = _FIELD.words("RANKS")
TRADE_OF_TITLE = _FIELD.mapping("TRADE_OF_TITLE")
