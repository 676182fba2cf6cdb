"""What people cannot do, never do or do not have, and what lifts such a limit."""

from fabula.english.tables import field

__all__ = ["LIMIT_LIFTED", "LIMIT_QUALIFIED", "LIMIT_TOLD", "SOFT_DRINKS"]

_FIELD = field("limits")
LIMIT_TOLD = _FIELD.groups("LIMIT_TOLD")
LIMIT_QUALIFIED = _FIELD.ordered("LIMIT_QUALIFIED")
LIMIT_LIFTED = _FIELD.ordered("LIMIT_LIFTED")
SOFT_DRINKS = _FIELD.words("SOFT_DRINKS")
