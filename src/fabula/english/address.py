"""Words by which people are called to and greeted."""

from fabula.english.tables import field

__all__ = [
    "BEFORE_A_NAME_CALLED",
    "CALLED",
    "CALLED_AFTER_GREETINGS",
    "CHATTED",
    "GREETINGS",
    "TERMS_OF_ADDRESS",
    "TO_A_MAN",
    "TO_A_WOMAN",
]

_FIELD = field("address")
TO_A_MAN = _FIELD.words("TO_A_MAN")
TO_A_WOMAN = _FIELD.words("TO_A_WOMAN")
CHATTED = _FIELD.ordered("CHATTED")
CALLED = _FIELD.ordered("CALLED")
TERMS_OF_ADDRESS = _FIELD.ordered("TERMS_OF_ADDRESS")
BEFORE_A_NAME_CALLED = _FIELD.ordered("BEFORE_A_NAME_CALLED")
CALLED_AFTER_GREETINGS = _FIELD.ordered("CALLED_AFTER_GREETINGS")
GREETINGS = _FIELD.ordered("GREETINGS")
