"""Numbers, measures and nouns that are counted in ways of their own."""

from collections.abc import Mapping

from fabula.english.tables import field

__all__ = [
    "FIRST_FEW",
    "MEASURES",
    "NUMBERS",
    "ORDINAL_TEENS",
    "ORDINAL_TENS",
    "ORDINAL_UNITS",
    "PLURAL_DETERMINERS",
    "SAME_IN_PLURAL",
    "TEENS",
    "TENS",
    "UNITS",
]

_FIELD = field("numbers")
MEASURES = _FIELD.words("MEASURES")
PLURAL_DETERMINERS = _FIELD.words("PLURAL_DETERMINERS")
SAME_IN_PLURAL = _FIELD.words("SAME_IN_PLURAL")
UNITS = _FIELD.ordered("UNITS")
TEENS = _FIELD.ordered("TEENS")
TENS = _FIELD.ordered("TENS")
ORDINAL_UNITS = _FIELD.ordered("ORDINAL_UNITS")
ORDINAL_TEENS = _FIELD.ordered("ORDINAL_TEENS")
ORDINAL_TENS = _FIELD.ordered("ORDINAL_TENS")

NUMBERS: Mapping[str, int] = {
    **{word: n for n, word in enumerate(UNITS, 1)},
    **{word: n for n, word in enumerate(TEENS, 10)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
    **{
        f"{ten}-{unit}": 10 * n + k
        for n, ten in enumerate(TENS, 2)
        for k, unit in enumerate(UNITS, 1)
    },
    "hundred": 100,
}
"""Number words up to a hundred; "twenty-six" stands as one entry."""
FIRST_FEW = _FIELD.ordered("FIRST_FEW")
