"""Words that are joined by a hyphen, or written as one."""

from fabula.english.tables import field

__all__ = [
    "AFTER_A_MEASURE",
    "AFTER_A_VERB_IN_ED",
    "AFTER_EX",
    "AFTER_HALF",
    "AFTER_SELF",
    "BEFORE_ENDING_ED",
    "BEFORE_NOUNS",
    "ENDING_ED",
    "MEASURE_UNITS",
    "ONE_WORD",
    "PARTICIPLES_AFTER_WELL",
]

_FIELD = field("hyphens")
AFTER_SELF = _FIELD.ordered("AFTER_SELF")
AFTER_EX = _FIELD.ordered("AFTER_EX")
ENDING_ED = _FIELD.ordered("ENDING_ED")
BEFORE_ENDING_ED = _FIELD.ordered("BEFORE_ENDING_ED")
PARTICIPLES_AFTER_WELL = _FIELD.ordered("PARTICIPLES_AFTER_WELL")
ONE_WORD = _FIELD.mapping("ONE_WORD")
MEASURE_UNITS = _FIELD.ordered("MEASURE_UNITS")
AFTER_A_MEASURE = _FIELD.ordered("AFTER_A_MEASURE")
AFTER_A_VERB_IN_ED = _FIELD.ordered("AFTER_A_VERB_IN_ED")
BEFORE_NOUNS = _FIELD.rows("BEFORE_NOUNS")
AFTER_HALF = _FIELD.ordered("AFTER_HALF")
