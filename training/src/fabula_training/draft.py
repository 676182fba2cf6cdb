"""A sentence while it is being spoiled: its words, and what would mend each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from fabula.language.inflection import match_case
from fabula_training.lexicon import Lexicon

__all__ = ["Draft", "Fault", "Sites", "Spoil"]


_OPENING = frozenset("“ ‘ `` ( [ — – -- -".split())
"""Marks before which white space may stay when the word before is left out."""


class Draft:
    """Parallel lists over the words of one sentence; faults change them in place.

    ``low``: lower-case words. ``tags``: Penn tags. ``edits``: the edit tag that mends
    the word. ``kinds``: the kind of error, "" for none. ``quoted``: inside speech.
    """

    def __init__(
        self,
        words: Sequence[str],
        spaces: Sequence[bool],
        tags: Sequence[str],
        quoted: Sequence[bool],
    ) -> None:
        self.words = list(words)
        self.low = [w.lower() for w in words]
        self.spaces = list(spaces)
        self.tags = list(tags)
        self.quoted = list(quoted)
        self.edits = ["keep"] * len(words)
        self.kinds = [""] * len(words)

    def __len__(self) -> int:
        return len(self.words)

    def free(self, i: int) -> bool:
        """Whether neither the word nor its neighbours have been touched."""
        edits = self.edits
        return all(edits[k] == "keep" for k in range(max(i - 1, 0), min(i + 2, len(edits))))

    def tag(self, i: int) -> str:
        """The tag at i, or an empty string beyond the sentence."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def at(self, i: int) -> str:
        """The lower-case word at i, or an empty string beyond the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def before(self, i: int) -> int:
        """The index of the nearest earlier word that is no adverb or n't; -1 if there is none."""
        i -= 1
        while i >= 0 and (self.tags[i] == "RB" or self.low[i] in ("n't", "n’t", "not")):
            i -= 1
        return i

    def replace(self, i: int, word: str, edit: str, kind: str) -> bool:
        """Put another word in place of the one at i, in its case."""
        if word == "i":
            word = "I"
        elif self.words[i] != "I" or i == 0:
            word = match_case(word, self.words[i])
        if not word or word == self.words[i]:
            return False
        self.words[i], self.low[i] = word, word.lower()
        self.edits[i], self.kinds[i] = edit, kind
        return True

    def remove(self, i: int, edit: str, kind: str) -> bool:
        """Leave the word at i out; the next one carries the edit."""
        if i + 1 >= len(self.words) or self.edits[i + 1] != "keep":
            return False
        after = i + 1
        if self.words[i][:1].isupper() and i == 0 and self.tags[after] not in ("NNP", "NNPS"):
            self.words[after] = self.words[after][:1].upper() + self.words[after][1:]
        leans = not self.words[after][:1].isalnum() and self.words[after] not in _OPENING
        if i == 0 or not leans:
            self.spaces[after] = self.spaces[i] or (i > 0 and self.spaces[after])
        self.edits[after], self.kinds[after] = edit, kind
        self.drop(i)
        return True

    def drop(self, i: int) -> None:
        """Take the word at i out without a mark."""
        for column in (
            self.words, self.low, self.spaces, self.tags, self.quoted, self.edits, self.kinds
        ):  # fmt: skip
            del column[i]

    def insert(self, i: int, word: str, tag: str, edit: str, kind: str, space: bool = True) -> bool:
        """Put a word before the one at i, which keeps its mark."""
        self.words.insert(i, word)
        self.low.insert(i, word.lower())
        self.tags.insert(i, tag)
        self.spaces.insert(i, space)
        self.quoted.insert(i, self.quoted[min(i, len(self.quoted) - 1)])
        self.edits.insert(i, edit)
        self.kinds.insert(i, kind)
        return True


Sites = Callable[[Draft, Lexicon], list[int]]
"""The places of a sentence where a fault can happen."""

Spoil = Callable[[Draft, int, Random, Lexicon], bool]
"""Makes a fault at one of its sites; False if it could not."""


@dataclass(frozen=True)
class Fault:
    """One way drafts go wrong.

    ``weight``: how often it is tried, relative to the others. ``sites``: the indices
    where it can happen. ``spoil``: does it at one of them.
    """

    kind: str
    weight: float
    sites: Sites
    spoil: Spoil
