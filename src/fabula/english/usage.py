"""Words of constructions that usage guides call wrong wherever they stand."""

from fabula.english.tables import field

__all__ = [
    "COMPARED",
    "COUNTED",
    "LOOKED_AS",
    "MANNER_OF_BEFORE",
    "NEVER_CAPITAL_INSIDE",
    "PARTED_BY_PRONOUN",
    "PASTS_AS_PARTICIPLES",
    "QUANTITIES",
    "SINGULAR_BY_SENSE",
]

_FIELD = field("usage")
SINGULAR_BY_SENSE = _FIELD.words("SINGULAR_BY_SENSE")
QUANTITIES = _FIELD.words("QUANTITIES")
PASTS_AS_PARTICIPLES = _FIELD.words("PASTS_AS_PARTICIPLES")
COMPARED = _FIELD.ordered("COMPARED")
LOOKED_AS = _FIELD.ordered("LOOKED_AS")
MANNER_OF_BEFORE = _FIELD.ordered("MANNER_OF_BEFORE")
PARTED_BY_PRONOUN = _FIELD.groups("PARTED_BY_PRONOUN")
COUNTED = _FIELD.ordered("COUNTED")
NEVER_CAPITAL_INSIDE = _FIELD.ordered("NEVER_CAPITAL_INSIDE")
