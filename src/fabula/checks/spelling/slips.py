"""Slips of the hand and the ear between two spellings of a word."""

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "VOWELS",
    "cost",
    "distance",
    "is_stretched",
    "letter_counts",
    "one_slip",
    "skeleton",
    "undoubled",
]

_DRAWN_OUT = frozenset("aeiouyfhlmnrsvwz")
_LONG = 10
"""A word so long is drawn out on a vowel: *immmediately* is a slip."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = "aeiouy"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {key: (row, column) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}

_SWAPPED, _DOUBLED, _LEFT_OUT, _OTHER_VOWEL = 0.5, 0.5, 1.5, 1.5
_EXTRA, _NEXT_KEY, _MOVED, _APART, _CHANGED = 2.0, 2.0, 2.0, 3.0, 3.5
_OTHER_OPENING = 3.0
_HEARD_ALIKE = tuple(frozenset(pair) for pair in ("cs", "ck", "sz", "gj"))
"""Consonants that are often one sound: *ecstacies*, *liscense*; and -tion and -sion."""


def letter_counts(words: list[str]) -> NDArray[np.int8]:
    """How often each letter stands in each word. [W, 26]"""
    counts = np.zeros((len(words), len(_LETTERS)), dtype=np.int8)
    lengths = np.array([len(w) for w in words], dtype=np.int64)
    codes = np.frombuffer("".join(words).encode("ascii", "replace"), dtype=np.uint8).astype(int)
    codes -= ord("a")
    rows = np.repeat(np.arange(len(words)), lengths)
    sound = (codes >= 0) & (codes < len(_LETTERS))
    np.add.at(counts, (rows[sound], codes[sound]), 1)
    return counts


def one_slip(word: str) -> set[str]:
    """Every string one slip away: a letter left out, added, changed, or two swapped."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    out = {a + b[1:] for a, b in splits if b}
    out |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    out |= {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    out |= {a + c + b for a, b in splits for c in _LETTERS}
    out.discard(word)
    return out


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance (swapped neighbours count as one slip)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above = row, before
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, above[j - 2] + 1)
            row.append(best)
    return row[-1]


def cost(typed: str, meant: str) -> float:
    """How improbable the slip is, in nats beside the easiest; two slips at most.

    Swapped and doubled letters come easiest to the hand, then letters left out and vowels
    that are not heard; the first letter is seldom wrong. The order is that of Mitton's
    English Spelling and the Computer (1996), chapters 4 and 5; the figures are rounded.
    """
    if sorted(typed) == sorted(meant):
        return _SWAPPED if distance(typed, meant) == 1 else _MOVED
    opening = 0.0 if typed[:1] == meant[:1] else _OTHER_OPENING
    return opening + _letter_cost(typed, meant)


def _letter_cost(typed: str, meant: str) -> float:
    if undoubled(typed) == undoubled(meant):
        return _DOUBLED
    if distance(typed, meant) > 1:
        return _APART
    if len(typed) != len(meant):
        return _LEFT_OUT if len(typed) < len(meant) else _EXTRA
    ((one, other),) = ((a, b) for a, b in zip(typed, meant, strict=True) if a != b)
    if one in VOWELS and other in VOWELS:
        return _OTHER_VOWEL
    if {one, other} in (*_HEARD_ALIKE, {"t", "s"} if typed.endswith("ion") else set()):
        return _OTHER_VOWEL
    return _NEXT_KEY if _adjacent(one, other) else _CHANGED


def _adjacent(one: str, other: str) -> bool:
    if one not in _PLACE or other not in _PLACE:
        return False
    (r1, c1), (r2, c2) = _PLACE[one], _PLACE[other]
    return abs(r1 - r2) <= 1 and abs(c1 - c2) <= 1


def skeleton(word: str) -> str:
    """The consonants, doubled ones once: two slips are believed only if it is the same."""
    return undoubled("".join(c for c in word if c not in "aeiou"))


def is_stretched(word: str) -> bool:
    """Whether a sound that can be drawn out stands three times in a row, or any last letter:
    *neeeed*, *reaallly*, *yesss*."""
    thrice = [i for i in range(len(word) - 2) if word[i] == word[i + 1] == word[i + 2]]
    drawn = _DRAWN_OUT if len(word) < _LONG else frozenset(VOWELS)
    return any(word[i] in drawn or i == len(word) - 3 for i in thrice)


def undoubled(word: str) -> str:
    """The word with doubled letters written once."""
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)
