"""Verbs of thinking, feeling and perceiving, and those that describe more than they tell."""

from fabula.english.tables import field

__all__ = [
    "BY_WHICH_ONE_LEARNS",
    "CARRIED_OUT",
    "COMMENT_VERBS",
    "DESCRIBING_PRESENT",
    "INNER_VERBS",
    "INTENDING",
    "KNOWN_BY",
    "PERCEIVING",
    "PERCEIVING_PRESENT",
    "PERFORMING",
    "STARTLED",
    "SUPPOSING",
]

_FIELD = field("minds")
INNER_VERBS = _FIELD.words("INNER_VERBS")
DESCRIBING_PRESENT = _FIELD.words("DESCRIBING_PRESENT")
COMMENT_VERBS = _FIELD.words("COMMENT_VERBS")
KNOWN_BY = _FIELD.ordered("KNOWN_BY")
PERCEIVING_PRESENT = _FIELD.ordered("PERCEIVING_PRESENT")
PERCEIVING = _FIELD.words("PERCEIVING")
SUPPOSING = _FIELD.words("SUPPOSING")
INTENDING = _FIELD.words("INTENDING")
CARRIED_OUT = _FIELD.words("CARRIED_OUT")
PERFORMING = _FIELD.words("PERFORMING")
BY_WHICH_ONE_LEARNS = _FIELD.ordered("BY_WHICH_ONE_LEARNS")
STARTLED = _FIELD.ordered("STARTLED")
