"""Words that tell who is there and who is not, who sleeps and who wakes."""

from fabula.english.tables import field

__all__ = ["FIRST_MEETING", "NOT_HERE", "STANDING_AGAINST", "WAKING", "WITHOUT_MOVING"]

_FIELD = field("presence")
NOT_HERE = _FIELD.ordered("NOT_HERE")
WAKING = _FIELD.ordered("WAKING")
WITHOUT_MOVING = _FIELD.words("WITHOUT_MOVING")
STANDING_AGAINST = _FIELD.words("STANDING_AGAINST")
FIRST_MEETING = _FIELD.ordered("FIRST_MEETING")
