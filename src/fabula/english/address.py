"""Words by which people are called to and greeted."""

from fabula.english.tables import field

__all__ = [
    "TO_A_MAN",
    "TO_A_WOMAN",
]

_FIELD = field("address")
TO_A_MAN = _FIELD.words("TO_A_MAN")
TO_A_WOMAN = _FIELD.words("TO_A_WOMAN")
