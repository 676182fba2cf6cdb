"""Pronouns, with those of older English and of dialect."""

from fabula.english.tables import field

__all__ = [
    "AFTER_TO",
    "FIRST_AND_SECOND",
    "HE_FORMS",
    "IT_FORMS",
    "I_FORMS",
    "NEW_SETS",
    "PERSON_NUMBER_GENDER",
    "POSSESSIVES",
    "SELVES",
    "SHE_FORMS",
    "THEY_FORMS",
    "WE_FORMS",
    "YOU_FORMS",
]

_FIELD = field("pronouns")
PERSON_NUMBER_GENDER = _FIELD.mapping("PERSON_NUMBER_GENDER")
I_FORMS = _FIELD.ordered("I_FORMS")
WE_FORMS = _FIELD.ordered("WE_FORMS")
YOU_FORMS = _FIELD.ordered("YOU_FORMS")
HE_FORMS = _FIELD.ordered("HE_FORMS")
SHE_FORMS = _FIELD.ordered("SHE_FORMS")
IT_FORMS = _FIELD.ordered("IT_FORMS")
THEY_FORMS = _FIELD.ordered("THEY_FORMS")
NEW_SETS = _FIELD.mapping("NEW_SETS")
SELVES = _FIELD.words("SELVES")
AFTER_TO = _FIELD.ordered("AFTER_TO")
FIRST_AND_SECOND = _FIELD.ordered("FIRST_AND_SECOND")
POSSESSIVES = _FIELD.ordered("POSSESSIVES")
