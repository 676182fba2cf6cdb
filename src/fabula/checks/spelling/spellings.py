"""How near two spellings are: to the pen and to the ear."""

import re
from functools import lru_cache

__all__ = ["one_edit_apart", "sound_key"]

_FOLDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"\bgeo|\bjeo"), "je"),
    (re.compile(r"aw"), "au"),
    (re.compile(r"v"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"sch|ch"), "C"),
    (re.compile(r"c"), "k"),
    (re.compile(r"th"), "t"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=.)gh|h"), ""),
    (re.compile(r"ie|ey|ee|ea|y"), "i"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ei|ai|ae"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)e\b"), ""),
    (re.compile(r"C"), "ch"),
)
"""Spellings that English names vary in without a change of sound."""

_UNSTRESSED = re.compile(r"(?<=[^aeiou])[aeiou]+(?=[^aeiou])")
_FIRST_VOWELS = re.compile(r"[^aeiou]*[aeiou]*")


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """What is left of a lower-cased name when spellings that sound alike are made one.

    Vowels after the first are hardly heard between consonants, and fall away.
    """
    key = word
    for pattern, folded in _FOLDS:
        key = pattern.sub(folded, key)
    first = _FIRST_VOWELS.match(key)
    begin = first.end() if first else 0
    return key[:begin] + _UNSTRESSED.sub("", key[begin - 1 :])[1:] if begin else key


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one letter added, dropped or changed, or two neighbours swapped, make a into b."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    swapped = len(a) == len(b) == 2 and a == b[::-1]
    return swapped or max(len(a), len(b)) <= 1
