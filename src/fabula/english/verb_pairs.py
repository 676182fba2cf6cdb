"""Words around verbs that are taken for one another: lie and lay, sit and set, rise and raise."""

from fabula.english.tables import field

__all__ = [
    "AFTER_A_PARTICIPLE",
    "AFTER_DOWN",
    "ALSO_NOUNS",
    "BESIDE_A_PARTICIPLE",
    "DECIDED_TO",
    "HAVE_TO",
    "LAIN_ON",
    "NOUNS_LIKE_PASTS",
    "NO_NOUNS",
    "RISES_BY_ITSELF",
    "SET_DOWN",
    "SPENT_LYING",
    "TAKE_A_GERUND_NEVER",
    "TAKE_TO",
    "WHAT_TAKES_A_VERB_AWAY",
    "WHERE_ONE_LIES",
    "WITHOUT_AN_OBJECT",
]

_FIELD = field("verb_pairs")
ALSO_NOUNS = _FIELD.mapping("ALSO_NOUNS")
WITHOUT_AN_OBJECT = _FIELD.mapping("WITHOUT_AN_OBJECT")
BESIDE_A_PARTICIPLE = _FIELD.ordered("BESIDE_A_PARTICIPLE")
WHERE_ONE_LIES = _FIELD.ordered("WHERE_ONE_LIES")
AFTER_A_PARTICIPLE = _FIELD.ordered("AFTER_A_PARTICIPLE")
AFTER_DOWN = _FIELD.ordered("AFTER_DOWN")
LAIN_ON = _FIELD.ordered("LAIN_ON")
RISES_BY_ITSELF = _FIELD.ordered("RISES_BY_ITSELF")
SET_DOWN = _FIELD.ordered("SET_DOWN")
SPENT_LYING = _FIELD.ordered("SPENT_LYING")
NOUNS_LIKE_PASTS = _FIELD.words("NOUNS_LIKE_PASTS")
TAKE_TO = _FIELD.ordered("TAKE_TO")
HAVE_TO = _FIELD.ordered("HAVE_TO")
DECIDED_TO = _FIELD.words("DECIDED_TO")
TAKE_A_GERUND_NEVER = _FIELD.ordered("TAKE_A_GERUND_NEVER")
NO_NOUNS = _FIELD.ordered("NO_NOUNS")
WHAT_TAKES_A_VERB_AWAY = _FIELD.ordered("WHAT_TAKES_A_VERB_AWAY")
