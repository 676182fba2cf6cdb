"""When two values said of one thing can both be true: "hazel" and "greenish" can.

Each value stands for a set of basic values; two values conflict when both sets are
known and share nothing. Words of two basic values ("golden green") stand for both.
Colours fall into the basic terms of Berlin and Kay (1969); the neighbours a describer
may confuse (auburn with brown, amber with brown) after the Fischer-Saller and
Martin-Schultz scales.
"""

import re
from collections.abc import Mapping

from fabula.english.attributes import HURT_AS_ONE, KINDS, NO_KIND
from fabula.english.colours import PALE_OR_DARK
from fabula.english.looks import HURT, STRUCK, WOUNDS
from fabula.story.facts.ages import years

__all__ = ["can_both_hold"]

_SIDE = re.compile(r"\b(left|right)\b(?: (\w+))?")
_WORD = re.compile(r"[a-z]+(?:-and-pepper)?")


def can_both_hold(kind: str, one: str, other: str) -> bool:
    """Whether both values can be true of one person at one time."""
    row = KINDS.get(kind, NO_KIND)
    if row.opposition == "whole":
        return one == other
    if row.opposition == "number":
        return years(one) == years(other) or None in (years(one), years(other))
    if row.opposition == "side":
        return _same_side(one, other) or not _hurt_as_one(one, other)
    if kind == "eyes" and _pale_and_dark(one, other):
        return False
    return not any(
        a and b and not a & b
        for a, b in ((_basic(one, table), _basic(other, table)) for table in row.basic)
    )


_PALE = frozenset({"pale", "light"})


def _pale_and_dark(one: str, other: str) -> bool:
    """Very pale eyes are no dark ones, whatever colour the pale ones have."""
    words, others = set(one.split()), set(other.split())
    return any(
        _PALE & a and "dark" in b and not _PALE & b for a, b in ((words, others), (others, words))
    )


def _basic(value: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The union over the words; a shade counts only where no colour stands with it."""
    words = [w for w in _WORD.findall(value) if w in table]
    colours = [table[w] for w in words if w not in PALE_OR_DARK]
    return frozenset[str]().union(*(colours or (table[w] for w in words)))


def _hurt_as_one(one: str, other: str) -> bool:
    """Whether both may tell of one wound: a broken arm is in a sling; a cut is no bruise."""
    a, b = (
        {HURT_AS_ONE.get(word, word) for word in value.split() if word in HURT | WOUNDS | STRUCK}
        for value in (one, other)
    )
    return not a or not b or bool(a & b)


def _same_side(one: str, other: str) -> bool:
    """Marks conflict only where they are on two sides of one part of the body."""
    a, b = _SIDE.search(one), _SIDE.search(other)
    if not a or not b or a[2] != b[2]:
        return True
    return a[1] == b[1]
