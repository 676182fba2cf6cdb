"""Food and drink that some people never take."""

from fabula.english.tables import field

__all__ = ["ALCOHOL", "DRINKING", "EATING", "MEAT", "MEATLESS"]

_FIELD = field("food")
MEAT = _FIELD.words("MEAT")
MEATLESS = _FIELD.words("MEATLESS")
ALCOHOL = _FIELD.words("ALCOHOL")
EATING = _FIELD.words("EATING")
DRINKING = _FIELD.words("DRINKING")
