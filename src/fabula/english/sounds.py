"""How words begin whose first sound is not what their first letter tells."""

from fabula.english.tables import field

__all__ = ["SAID_WITH_A_VOWEL", "SAID_WITH_Y_OR_W", "SILENT_H", "WEAK_H"]

_FIELD = field("sounds")
SAID_WITH_Y_OR_W = _FIELD.ordered("SAID_WITH_Y_OR_W")
SAID_WITH_A_VOWEL = _FIELD.ordered("SAID_WITH_A_VOWEL")
SILENT_H = _FIELD.ordered("SILENT_H")
WEAK_H = _FIELD.ordered("WEAK_H")
