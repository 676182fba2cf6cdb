"""English words as the checks know them: how common, whose spelling, what was meant.

The list is compiled from SCOWL by ``tools/compile_lexicon.py``; SCOWL's size
classes stand for how common a word is. Words that English builds by rule from
known ones (*unladylike*, *candlelit*, *goeth*) count as known.
"""

import lzma
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fabula.checks.spelling.slips import (
    VOWELS,
    cost,
    distance,
    letter_counts,
    one_slip,
    skeleton,
    undoubled,
)
from fabula.english.affixes import PRODUCTIVE_PREFIXES, PRODUCTIVE_SUFFIXES
from fabula.english.function_words import NEVER_IN_COMPOUNDS
from fabula.english.today import WORDS_OF_TODAY
from fabula.language.commonness import rank_of

__all__ = ["Lexicon", "Region", "Suggestion", "lexicon"]

Region = Literal["both", "us", "gb", "variant"]

_KEPT = "0123456789abcdefghijklmnopqrstuvwxyz"
_COMMON = 50
"""The rarest size class that a suggestion comes from."""


_TODAY = 70
"""The size class that a word of today is taken to be of: known, and never suggested."""

_STEM_SIZE = {"y": 50, "ers": 50, "eth": 70}
_SHORT_STEM = 4
_SHORT_PART = 3

_OLD_PAST = ("pt", "kt", "sst", "xt", "cht", "sht")
"""Older past forms in -t after a voiceless consonant: *dropt*, *whipt*, *lookt*."""


_BEFORE_SPACE = ("the", "and", "of", "with", "that", "his", "their", "was", "were", "from")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was meant: the word, how far off the typed one is (1 is one slip), and how rare.

    ``nats``: how improbable it is that this was meant and that was typed.
    """

    word: str
    distance: int
    size: int
    nats: float = 0.0


class Lexicon:
    """The word list, with its rules of word building."""

    def __init__(self, raw: str, today: Iterable[str] = ()) -> None:
        """``raw``: the compiled list; ``today``: words that are right beside it, and rare."""
        self._size: dict[str, int] = {}
        self._region: dict[str, Region] = {}
        self._names: dict[str, int] = {}
        self._read(raw)
        for word in today:
            self._size[word] = min(self._size.get(word, _TODAY), _TODAY)

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
        if len(word) > 2 * self.longest:
            return False
        return self.listed(word) or (self._is_built(word) and not self._is_slip(word))

    def _is_slip(self, word: str) -> bool:
        """Whether what looks built is a common word, misspelled: *finaly*, *familier*, *suprise*.

        On a hundred novels this doubts one built word in fifty, nearly all misspelled there too.
        """
        near = [w for w in one_slip(word) if self.listed(w, _EVERYDAY)]
        return any(
            undoubled(w) == undoubled(word)
            or (self.listed(w, _VERY_COMMON) and cost(word, w) <= _easy(word, w))
            for w in near
        )

    def listed(self, word: str, at_most: int = 80) -> bool:
        """Whether the word itself is listed, in a size class no rarer than the given one."""
        return self._size.get(word, 100) <= at_most

    def _is_built(self, word: str) -> bool:
        for prefix in PRODUCTIVE_PREFIXES:
            if word.startswith(prefix) and self.listed(word[len(prefix) :], 60):
                rest = len(word) - len(prefix)
                if rest >= _SHORT_STEM + 1:
                    return True
        if word.endswith(_OLD_PAST) and self.listed(word[:-1].rstrip(word[-2]) + word[-2], 60):
            return True
        for suffix in PRODUCTIVE_SUFFIXES:
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
                return (
                    None
                    if first in NEVER_IN_COMPOUNDS or second in NEVER_IN_COMPOUNDS
                    else (first, second)
                )
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
        return sorted(typed) == sorted(meant) or undoubled(typed) == undoubled(meant)

    def suggest(self, word: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """The likeliest words meant, best first, one slip away or two, ``limit`` at most.

        How easily the slip is made and how common the word is count together, as in a
        noisy channel: Kernighan, Church and Gale, "A spelling correction program based
        on a noisy channel model" (COLING 1990).
        """
        if len(word) > self.longest + _FAR:
            return ()
        off = {w: 1 for w in one_slip(word) if self.listed(w, _COMMON)}
        if len(word) > _FAR_LENGTH - bool(off):
            off = dict.fromkeys(self._two_slips(word), _FAR) | off
        found = [Suggestion(w, n, self._size[w], self._nats(word, w)) for w, n in off.items()]
        heard = _consonants(word)
        alike = {w for w in off if _consonants(w) == heard}
        found.sort(key=lambda s: (s.nats - _SOUNDS_ALIKE * (s.word in alike), s.word))
        return tuple(s for s in found[:limit] if s.nats < found[0].nats + _FAR_FETCHED)

    def meant_by_rare(self, word: str) -> Suggestion | None:
        """The common word that a very rare one is rather a slip for: *wich*, *stoped*.

        Only the commonest words are, by letters swapped, doubled or easily left out: *esky* is
        no *sky*, and *thunk* no *think*.
        """
        if self._size.get(word, 0) < _VERY_RARE:
            return None
        best = next(iter(self.suggest(word, 1)), None)
        if best is None or best.distance > 1 or best.size > _VERY_COMMON:
            return None
        plain = self.is_plain_slip(word, best.word) and len(word) > _SHORT_STEM
        believed = _PROBABLE if len(word) > _SHORT_STEM + 1 else _CERTAIN
        return best if plain or best.nats < believed else None

    def _nats(self, typed: str, meant: str) -> float:
        return cost(typed, meant) + _RARITY * self._rarity(meant)

    def _two_slips(self, word: str) -> list[str]:
        words, letters = self._spelled.get(word[0], _NO_WORDS)
        bones = skeleton(word)
        counts = letter_counts([word])[0]
        gap = np.abs(letters - counts).sum(axis=1)
        near = (words[i] for i in np.flatnonzero(gap <= 2 * _FAR).tolist())
        told = _consonants(word) if "ie" in word else ""  # *lieing*: no other y is left out
        return [
            w
            for w in near
            if (skeleton(w) == bones or _consonants(w) == told) and distance(word, w) <= _FAR
        ]

    @cached_property
    def longest(self) -> int:
        """Letters of the longest listed word: one that has more by far is a slip for none."""
        return max(map(len, self._size))

    @cached_property
    def _spelled(self) -> dict[str, tuple[list[str], NDArray[np.int8]]]:
        """By first letter the common words [W], and their letters counted [W, 26]."""
        words: dict[str, list[str]] = defaultdict(list)
        for word, size in self._size.items():
            common = size <= _COMMON and len(word) >= _FAR_LENGTH - 1
            if common and word.isascii() and word.isalpha():
                words[word[0]].append(word)
        return {letter: (those, letter_counts(those)) for letter, those in words.items()}

    def _rarity(self, word: str) -> float:
        """How improbable a common word is, in nats (Zipf's law: of its rank by frequency)."""
        rank = rank_of(word)
        return math.log(_RANK[self._size[word]] if rank is None else rank)


def _consonants(word: str) -> str:
    """What is heard of a word beside its vowels, *y* among these."""
    return undoubled("".join(c for c in word if c not in VOWELS))


def _easy(typed: str, meant: str) -> float:
    """Nats up to which a slip is easily made: more where no consonant tells it."""
    return 2.0 if skeleton(typed) == skeleton(meant) else 1.5


_NO_WORDS: tuple[list[str], NDArray[np.int8]] = ([], np.zeros((0, 26), dtype=np.int8))

_RARITY = 0.8
"""Weight of a word's rarity: rarer words are oftener misspelled."""

_SOUNDS_ALIKE = 1.5
"""Nats by which a word of the same consonants is likelier meant: *fourty* is no *fourth*."""

_VERY_RARE = 80
_CERTAIN, _PROBABLE = 5.0, 8.0
"""Size class from which on a word is doubted, and the nats below which another is believed where
it is short, and where it is long."""

_FAR_FETCHED = 2.5
"""Nats by which a suggestion is no longer worth showing beside the best."""

_RANK = {10: 12_000, 20: 20_000, 35: 35_000, 40: 50_000, 50: 80_000}
"""Of words that are not in the reader's vocabulary, by size class: about the middle of those
of the class in SCOWL that are left."""


def _takes_es(noun: str) -> bool:
    """Whether the plural is not a plain -s: *cities*, *boxes*, *wishes*."""
    return noun.endswith(("s", "x", "z", "ch", "sh")) or (
        noun.endswith("y") and noun[-2] not in VOWELS
    )


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_VERY_COMMON = 20
_EVERYDAY = 35
"""Size class of words so common that a form one doubled letter off is a slip."""

_LOSES_E = re.compile(r"(?:u|[^aeiou]l)e$")
"""Adjectives that lose their e before -ly: *truly*, *gently*."""

_FAR = 2
_FAR_LENGTH = 6
"""Only words longer than this are thought to be two slips away from what was meant, where
nothing is one slip away; to be so after all, where something is, only those as long."""


def _region(name: str) -> Region:
    if name == "us":
        return "us"
    return "gb" if name == "gb" else "variant"


@cache
def lexicon() -> Lexicon:
    """The shipped word list, loaded once."""
    packed = files("fabula.checks.spelling").joinpath("words", "english.xz").read_bytes()
    return Lexicon(lzma.decompress(packed).decode(), WORDS_OF_TODAY)
