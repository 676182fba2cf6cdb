"""Words around verbs that are taken for one another: lie and lay, sit and set, rise and raise."""

from fabula.english.tables import field

__all__ = [
    "AFTER_DOWN",
    "ALSO_NOUNS",
    "BESIDE_A_PARTICIPLE",
    "LAIN_ON",
    "NOUNS_LIKE_PASTS",
    "SET_DOWN",
    "SPENT_LYING",
    "WHERE_ONE_LIES",
]

_FIELD = field("verb_pairs")
ALSO_NOUNS = _FIELD.mapping("ALSO_NOUNS")
BESIDE_A_PARTICIPLE = _FIELD.ordered("BESIDE_A_PARTICIPLE")
WHERE_ONE_LIES = _FIELD.ordered("WHERE_ONE_LIES")
AFTER_DOWN = _FIELD.ordered("AFTER_DOWN")
LAIN_ON = _FIELD.ordered("LAIN_ON")
SET_DOWN = _FIELD.ordered("SET_DOWN")
SPENT_LYING = _FIELD.ordered("SPENT_LYING")
NOUNS_LIKE_PASTS = _FIELD.words("NOUNS_LIKE_PASTS")
