"""Given names: mostly of women, mostly of men, and their short forms."""

from fabula.english.tables import field

__all__ = [
    "FEMININE_NAMES",
    "MASCULINE_NAMES",
    "NICKNAMES",
]

_FIELD = field("given_names")
NICKNAMES = _FIELD.groups("NICKNAMES")
FEMININE_NAMES = _FIELD.words("FEMININE_NAMES")
MASCULINE_NAMES = _FIELD.words("MASCULINE_NAMES")
