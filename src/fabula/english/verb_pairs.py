"""Words around verbs that are taken for one another: lie and lay, sit and set, rise and raise."""

from fabula.english.tables import field

__all__ = [
    "AFTER_DOWN",
    "LAIN_ON",
    "NOUNS_LIKE_PASTS",
    "SET_DOWN",
    "SPENT_LYING",
    "WHERE_ONE_LIES",
]

_FIELD = field("verb_pairs")
WHERE_ONE_LIES = _FIELD.ordered("WHERE_ONE_LIES")
AFTER_DOWN = _FIELD.ordered("AFTER_DOWN")
LAIN_ON = _FIELD.ordered("LAIN_ON")
SET_DOWN = _FIELD.ordered("SET_DOWN")
SPENT_LYING = _FIELD.ordered("SPENT_LYING")
NOUNS_LIKE_PASTS = _FIELD.words("NOUNS_LIKE_PASTS")
