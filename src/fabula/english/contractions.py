"""Words cut short, drawn together or spelled as they are said."""

from fabula.english.tables import field

__all__ = [
    "CUT_ENDS",
    "CUT_FRONTS",
    "ELISIONS",
    "ELISIONS_ALSO_WORDS",
    "ELISIONS_NEVER_WORDS",
    "PARTED",
    "WHOLE_COMPOUNDS",
    "WHOLE_IN",
    "WITHOUT_APOSTROPHE",
]

_FIELD = field("contractions")
WITHOUT_APOSTROPHE = _FIELD.mapping("WITHOUT_APOSTROPHE")
CUT_FRONTS = _FIELD.words("CUT_FRONTS")
CUT_ENDS = _FIELD.words("CUT_ENDS")
WHOLE_IN = _FIELD.words("WHOLE_IN")
ELISIONS = _FIELD.words("ELISIONS")
ELISIONS_ALSO_WORDS = _FIELD.words("ELISIONS_ALSO_WORDS")
ELISIONS_NEVER_WORDS = _FIELD.words("ELISIONS_NEVER_WORDS")
WHOLE_COMPOUNDS = _FIELD.ordered("WHOLE_COMPOUNDS")
PARTED = _FIELD.rows("PARTED")
