"""When two values said of one thing can both be true: "hazel" and "greenish" can.

Each value stands for a set of basic values; two values conflict when both sets are
known and share nothing. Words of two basic values ("golden green") stand for both.
Colours fall into the basic terms of Berlin and Kay (1969); the neighbours a describer
may confuse (auburn with brown, amber with brown) after the Fischer-Saller and
Martin-Schultz scales.
"""

import re
from collections.abc import Mapping

from fabula.english.looks import (
    BASIC_COLOURS_OF_EYES,
    BASIC_COLOURS_OF_HAIR,
    BASIC_COLOURS_OF_SKIN,
    CURLY_OR_STRAIGHT,
    HEAVY_OR_THIN,
    TALL_OR_SHORT,
)

__all__ = ["compatible"]


def _table(values: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(basic.split()) for word, basic in values.items()}


_HAIR = _table(BASIC_COLOURS_OF_HAIR)
_TABLES = {
    "eyes": (_table(BASIC_COLOURS_OF_EYES),),
    "hair": (_HAIR, _table(CURLY_OR_STRAIGHT)),
    "beard": (_HAIR,),
    "skin": (_table(BASIC_COLOURS_OF_SKIN),),
    "height": (_table(TALL_OR_SHORT),),
    "build": (_table(HEAVY_OR_THIN),),
}
_SHADED = frozenset({"dark", "light", "pale"})
_MARKS = frozenset({"scar", "birthmark", "mole", "tattoo", "eyepatch", "injury"})
_SIDE = re.compile(r"\b(left|right)\b(?: (\w+))?")
_WORD = re.compile(r"[a-z]+(?:-and-pepper)?")


def compatible(kind: str, one: str, other: str) -> bool:
    """Whether both values can be true of one person at one time."""
    if kind in ("handedness", "nationality"):
        return one == other
    if kind in _MARKS:
        return _same_side(one, other)
    return not any(
        a and b and not a & b
        for a, b in ((_basic(one, t), _basic(other, t)) for t in _TABLES.get(kind, ()))
    )


def _basic(value: str, table: dict[str, frozenset[str]]) -> frozenset[str]:
    """The union over the words; a shade counts only where no colour stands with it."""
    words = [w for w in _WORD.findall(value) if w in table]
    colours = [table[w] for w in words if w not in _SHADED]
    return frozenset[str]().union(*(colours or (table[w] for w in words)))


def _same_side(one: str, other: str) -> bool:
    """Marks conflict only where they are on two sides of one part of the body."""
    a, b = _SIDE.search(one), _SIDE.search(other)
    if not a or not b or a[2] != b[2]:
        return True
    return a[1] == b[1]
