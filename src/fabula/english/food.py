"""Food and drink that some people never take."""

from fabula.english.tables import field

__all__ = [
    "ALCOHOL",
    "DRINKING",
    "DRINKS",
    "EATING",
    "FINISHING",
    "MEAT",
    "MEATLESS",
    "PORTIONS",
    "REFILLED",
    "SMOKES",
    "VESSELS",
]

_FIELD = field("food")
MEAT = _FIELD.words("MEAT")
MEATLESS = _FIELD.words("MEATLESS")
ALCOHOL = _FIELD.words("ALCOHOL")
DRINKS = _FIELD.words("DRINKS")
EATING = _FIELD.words("EATING")
DRINKING = _FIELD.words("DRINKING")
VESSELS = _FIELD.words("VESSELS")
PORTIONS = _FIELD.words("PORTIONS")
SMOKES = _FIELD.words("SMOKES")
FINISHING = _FIELD.words("FINISHING")
REFILLED = _FIELD.ordered("REFILLED")
