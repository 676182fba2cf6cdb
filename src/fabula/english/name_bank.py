"""Given names of many languages, and how often a woman bears each."""

import unicodedata
from functools import cache

from fabula.english.tables import field

__all__ = ["WOMEN_IN_A_HUNDRED", "share_of_women"]

WOMEN_IN_A_HUNDRED = field("name_bank").mapping("WOMEN_IN_A_HUNDRED")

_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "’": "'"})


@cache
def share_of_women(name: str) -> float | None:
    """How many of those who bear a given name are women, 0 to 1; None for a name not known.

    Marks over letters do not count; of a name in two parts that is not known as a whole the
    first part tells ("Ji-woo", else "Ji").

    >>> share_of_women("Solveig")
    0.99
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    joined = plain.replace("-", "").replace("'", "")
    for form in (plain, joined, plain.partition("-")[0]):
        if form in WOMEN_IN_A_HUNDRED:
            return int(WOMEN_IN_A_HUNDRED[form]) / 100
    return None
