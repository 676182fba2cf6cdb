"""Feelings: what stirs them, what is done in them, and what of a body shows them."""

from fabula.english.tables import field

__all__ = [
    "AT_ONCE_SAID",
    "BEARING",
    "CAUSING",
    "ESCAPING",
    "GIVING_WAY",
    "HANDS_TO",
    "IN_FEELING",
    "LEGS",
    "RISES",
    "RISING_COLOUR",
    "SHOWING_ONES_OWN",
    "SPREADING",
    "STILLED",
    "STIRRING",
    "STIRRING_WORDS",
    "TURNED",
    "WRACKED",
]

_FIELD = field("feelings")
STIRRING = _FIELD.mapping("STIRRING")
BEARING = _FIELD.mapping("BEARING")
IN_FEELING = _FIELD.mapping("IN_FEELING")
TURNED = _FIELD.mapping("TURNED")
RISING_COLOUR = _FIELD.words("RISING_COLOUR")
RISES = _FIELD.words("RISES")
WRACKED = _FIELD.mapping("WRACKED")
STILLED = _FIELD.mapping("STILLED")
GIVING_WAY = _FIELD.words("GIVING_WAY")
HANDS_TO = _FIELD.words("HANDS_TO")
LEGS = _FIELD.words("LEGS")
CAUSING = _FIELD.words("CAUSING")
ESCAPING = _FIELD.words("ESCAPING")
AT_ONCE_SAID = _FIELD.words("AT_ONCE_SAID")
SPREADING = _FIELD.words("SPREADING")
SHOWING_ONES_OWN = _FIELD.words("SHOWING_ONES_OWN")
STIRRING_WORDS = _FIELD.mapping("STIRRING_WORDS")
