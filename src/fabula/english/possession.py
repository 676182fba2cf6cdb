"""Things in hands and out of them."""

from fabula.english.tables import field

__all__ = [
    "BROUGHT_OUT",
    "FALLING_AWAY",
    "FIDDLING",
    "FURNITURE",
    "GIVEN",
    "GOT_BACK",
    "INTO_HANDS",
    "IN_USE",
    "LOCKED_PLACES",
    "NO_RETURN",
    "POCKETS",
    "PUT_INTO_HANDS",
    "SAME_FURNITURE",
    "TAKEN_UP",
    "THROWN_OFTEN",
]

_FIELD = field("possession")
GIVEN = _FIELD.words("GIVEN")
PUT_INTO_HANDS = _FIELD.words("PUT_INTO_HANDS")
INTO_HANDS = _FIELD.words("INTO_HANDS")
BROUGHT_OUT = _FIELD.words("BROUGHT_OUT")
LOCKED_PLACES = _FIELD.words("LOCKED_PLACES")
POCKETS = _FIELD.words("POCKETS")
FIDDLING = _FIELD.words("FIDDLING")
TAKEN_UP = _FIELD.words("TAKEN_UP")
FURNITURE = _FIELD.words("FURNITURE")
SAME_FURNITURE = _FIELD.mapping("SAME_FURNITURE")
FALLING_AWAY = _FIELD.words("FALLING_AWAY")
GOT_BACK = _FIELD.words("GOT_BACK")
IN_USE = _FIELD.words("IN_USE")
NO_RETURN = _FIELD.words("NO_RETURN")
THROWN_OFTEN = _FIELD.words("THROWN_OFTEN")
