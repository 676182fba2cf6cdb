"""Words and phrases written for others that sound or look like them."""

from fabula.english.tables import field

__all__ = ["IDIOMS", "SOUND_ALIKES"]

_FIELD = field("mistaken")
IDIOMS = _FIELD.mapping("IDIOMS")
SOUND_ALIKES = _FIELD.mapping("SOUND_ALIKES")
