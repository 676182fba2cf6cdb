"""English words as the checks know them: how common, whose spelling, what was meant.

The list is compiled from SCOWL by ``tools/compile_lexicon.py``; SCOWL's size
classes stand for how common a word is. Words that English builds by rule from
known ones (*unladylike*, *candlelit*, *goeth*) count as known.
"""

import lzma
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Lexicon", "Region", "Suggestion", "lexicon"]

Region = Literal["both", "us", "gb", "variant"]

_KEPT = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_COMMON = 50
"""The rarest size class that a suggestion comes from."""

_PREFIXES = (
    "un", "re", "non", "over", "under", "out", "fore", "mis", "dis", "pre", "anti", "sub", "super",
    "inter", "semi", "half", "mid", "co", "ex", "be", "in", "im", "up", "down", "counter", "self",
)  # fmt: skip
_SUFFIXES = (
    "ish", "like", "less", "ness", "nesses", "ly", "ward", "wards", "ful", "fuls", "some", "wise",
    "ship", "ships", "dom", "hood", "able", "ably", "er", "ers", "eth", "est", "edst", "ling",
    "let", "lets", "ism", "ist", "ists", "y", "ing", "ings", "ed", "s", "ess", "esses", "ity",
    "lessness", "lessly", "fully", "fulness", "ishly", "ishness", "worthy", "most",
)  # fmt: skip
"""Productive affixes, after The Cambridge Grammar of the English Language, chapter 19;
-eth, -est and -edst are the older verb endings."""

_STEM_SIZE = {"y": 50, "ers": 50, "eth": 70}
_SHORT_STEM = 4
_SHORT_PART = 3

_OLD_PAST = ("pt", "kt", "sst", "xt", "cht", "sht")
"""Older past forms in -t after a voiceless consonant: *dropt*, *whipt*, *lookt*."""

_FUNCTION = frozenset(
    """the and for but not you her his him has had was are were with from that this they them then
    than she its our out your all any can did who why how what when where which into upon more
    some such very just only also been have will would could should must shall their there these
    those""".split()
)
"""Words that no compound is made of."""

_BEFORE_SPACE = ("the", "and", "of", "with", "that", "his", "their", "was", "were", "from")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was meant: the word, and how far off the typed one is (1 is one slip)."""

    word: str
    distance: int
    size: int


class Lexicon:
    """The word list, with its rules of word building."""

    def __init__(self, raw: str) -> None:
        self._size: dict[str, int] = {}
        self._region: dict[str, Region] = {}
        self._names: dict[str, int] = {}
        self._read(raw)

    def _read(self, raw: str) -> None:
        for section in raw.split("= ")[1:]:
            head, _, body = section.partition("\n")
            kind, size, region = head.split(" ")
            words, before = [], ""
            for line in body.splitlines():
                before = before[: _KEPT.index(line[0])] + line[1:]
                words.append(before)
            if kind == "name":
                self._names.update(dict.fromkeys((w.lower() for w in words), int(size)))
                continue
            self._size.update(dict.fromkeys((w for w in words if w not in self._size), int(size)))
            bare = (_unaccented(w) for w in words if not w.isascii())
            self._size.update({w: int(size) for w in bare if w not in self._size})
            if region != "both":
                self._region.update(dict.fromkeys(words, _region(region)))

    def size(self, word: str) -> int | None:
        """How common a listed word is: 10 (commonest) to 95; None for an unlisted one."""
        return self._size.get(word)

    def region(self, word: str) -> Region:
        """Whose spelling a listed word is."""
        return self._region.get(word, "both")

    def is_name(self, word: str) -> bool:
        """Whether the word, in any case, is listed as a name."""
        return word.lower() in self._names

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is listed or built by rule from a listed one.

        Size class 95 holds much that is old, foreign or a misspelling, and is left out.
        """
        return self.listed(word) or (self._is_built(word) and not self._is_doubled_amiss(word))

    def _is_doubled_amiss(self, word: str) -> bool:
        """Whether a common word differs only in a doubled letter: *finaly*, *begining*."""
        return _undoubled(word) in self._common_undoubled

    @cached_property
    def _common_undoubled(self) -> frozenset[str]:
        return frozenset(_undoubled(w) for w, size in self._size.items() if size <= _EVERYDAY)

    def listed(self, word: str, at_most: int = 80) -> bool:
        """Whether the word itself is listed, in a size class no rarer than the given one."""
        return self._size.get(word, 100) <= at_most

    def _is_built(self, word: str) -> bool:
        for prefix in _PREFIXES:
            if word.startswith(prefix) and self.listed(word[len(prefix) :], 60):
                rest = len(word) - len(prefix)
                if rest >= _SHORT_STEM + 1:
                    return True
        if word.endswith(_OLD_PAST) and self.listed(word[:-1].rstrip(word[-2]) + word[-2], 60):
            return True
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and self._is_stem(word[: -len(suffix)], suffix):
                return True
        return self.compound(word) is not None

    def _is_stem(self, stem: str, suffix: str) -> bool:
        if len(stem) < _SHORT_STEM - (suffix == "eth"):
            return False
        at_most = _STEM_SIZE.get(suffix, 60)
        if suffix == "s":
            return self.listed(stem, at_most) and not _takes_es(stem)
        if suffix == "y":
            return self.listed(stem, at_most)
        if suffix == "ly" and _LOSES_E.search(stem):
            return False
        if self.listed(stem, at_most):
            return not (stem.endswith("e") and suffix[0] in "eiay")
        if suffix[0] in "eiay" and self.listed(stem + "e", at_most):
            return True
        return stem.endswith("i") and self.listed(stem[:-1] + "y", at_most)

    def compound(self, word: str) -> tuple[str, str] | None:
        """The two common content words that a closed compound is made of, or None."""
        for at in range(_SHORT_PART, len(word) - _SHORT_PART + 1):
            first, second = word[:at], word[at:]
            common = 35 if min(len(first), len(second)) == _SHORT_PART else _COMMON
            if self.listed(first, common) and self.listed(second, common):
                return None if first in _FUNCTION or second in _FUNCTION else (first, second)
        return None

    def run_together(self, word: str) -> str | None:
        """The two words of a missing space ("the water"), or None."""
        for first in _BEFORE_SPACE:
            rest = word[len(first) :]
            if word.startswith(first) and len(rest) >= _SHORT_STEM and self.listed(rest, 35):
                return f"{first} {rest}"
        return None

    def is_plain_slip(self, typed: str, meant: str) -> bool:
        """Whether the two differ only by swapped letters, or a letter doubled or not."""
        return sorted(typed) == sorted(meant) or _undoubled(typed) == _undoubled(meant)

    def suggest(self, word: str, limit: int = 3, *, far: bool = True) -> tuple[Suggestion, ...]:
        """The likeliest words meant, best first: one slip away, else (if ``far``) two."""
        near = {w for w in _one_slip(word) if self.listed(w, _COMMON)}
        found = [Suggestion(w, 1, self._size[w]) for w in near]
        if not found and far and len(word) > _FAR_LENGTH:
            found = self._two_slips(word)
        found.sort(key=lambda s: (s.distance, _cost(word, s.word), s.size, s.word))
        return tuple(found[:limit])

    def _two_slips(self, word: str) -> list[Suggestion]:
        words, letters = self._spelled
        bones = _skeleton(word)
        counts = _letter_counts([word])[0]
        gap = np.abs(letters.astype(np.int16) - counts.astype(np.int16)).sum(axis=1)
        near = (words[i] for i in np.flatnonzero(gap <= 2 * _FAR).tolist())
        return [
            Suggestion(w, _FAR, self._size[w])
            for w in near
            if w[0] == word[0] and _skeleton(w) == bones and _distance(word, w) <= _FAR
        ]

    @cached_property
    def _spelled(self) -> tuple[list[str], NDArray[np.uint8]]:
        """The common words, and how often each letter stands in each. [W, 26]"""
        words = [w for w, size in self._size.items() if size <= _COMMON and w.isascii()]
        words = [w for w in words if w.isalpha() and len(w) >= _FAR_LENGTH - 1]
        return words, _letter_counts(words)


def _takes_es(noun: str) -> bool:
    """Whether the plural is not a plain -s: *cities*, *boxes*, *wishes*."""
    return noun.endswith(("s", "x", "z", "ch", "sh")) or (
        noun.endswith("y") and noun[-2] not in _VOWELS
    )


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_EVERYDAY = 35
"""Size class of words so common that a form one doubled letter off is a slip."""

_LOSES_E = re.compile(r"(?:u|[^aeiou]l)e$")
"""Adjectives that lose their e before -ly: *truly*, *gently*."""

_FAR = 2
_FAR_LENGTH = 6
"""Only words longer than this are thought to be two slips away from what was meant."""


def _region(name: str) -> Region:
    if name == "us":
        return "us"
    return "gb" if name == "gb" else "variant"


def _letter_counts(words: list[str]) -> NDArray[np.uint8]:
    """How often each letter stands in each word. [W, 26]"""
    counts = np.zeros((len(words), len(_LETTERS)), dtype=np.uint8)
    lengths = np.array([len(w) for w in words], dtype=np.int64)
    codes = np.frombuffer("".join(words).encode("ascii", "replace"), dtype=np.uint8).astype(int)
    codes -= ord("a")
    rows = np.repeat(np.arange(len(words)), lengths)
    sound = (codes >= 0) & (codes < len(_LETTERS))
    np.add.at(counts, (rows[sound], codes[sound]), 1)
    return counts


def _one_slip(word: str) -> set[str]:
    """Every string one slip away: a letter left out, added, changed, or two swapped."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    out = {a + b[1:] for a, b in splits if b}
    out |= {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    out |= {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    out |= {a + c + b for a, b in splits for c in _LETTERS}
    out.discard(word)
    return out


def _distance(one: str, other: str) -> int:
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


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {key: (row, column) for row, keys in enumerate(_KEYS) for column, key in enumerate(keys)}
_VOWELS = "aeiouy"


def _cost(typed: str, meant: str) -> float:
    """How unlikely the slip is: swapped and doubled letters come easiest to the hand."""
    cost = 0.0 if typed[:1] == meant[:1] else 2.0
    if sorted(typed) == sorted(meant):
        return cost
    if _undoubled(typed) == _undoubled(meant):
        return cost + 0.5
    if len(typed) != len(meant):
        return cost + 1.0
    changed = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
    if all(a in _VOWELS and b in _VOWELS for a, b in changed):
        return cost + 1.0
    return cost + (1.0 if all(_adjacent(a, b) for a, b in changed) else 2.0)


def _adjacent(one: str, other: str) -> bool:
    if one not in _PLACE or other not in _PLACE:
        return False
    (r1, c1), (r2, c2) = _PLACE[one], _PLACE[other]
    return abs(r1 - r2) <= 1 and abs(c1 - c2) <= 1


def _skeleton(word: str) -> str:
    """The consonants, doubled ones once: two slips are believed only if it is the same."""
    return _undoubled("".join(c for c in word if c not in "aeiou"))


def _undoubled(word: str) -> str:
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)


@cache
def lexicon() -> Lexicon:
    """The shipped word list, loaded once."""
    packed = files("fabula.checks").joinpath("words", "english.xz").read_bytes()
    return Lexicon(lzma.decompress(packed).decode())
