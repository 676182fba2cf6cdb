"""Phrases of a table found among the words of a story, by their first word.

How a phrase is written, ``english/data/scene_states.txt`` says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fabula.language.inflection import inflect
from fabula.story.facts.clauses import Clauses

__all__ = ["Phrases", "Sign"]

_ONES = frozenset({"his", "her", "my", "their", "your"})
_THE = frozenset({"the", "a", "an", "that", "this"})
_GAP = 10
_FORMS = ("VBD", "VBZ", "VBG", "VBN")

_Element = frozenset[str] | str
"""The words that may stand there, or "~", "...", "thing", or a beginning with its star."""

_PhraseOfTable = tuple[str, tuple[_Element, ...], frozenset[str] | None]
"""Its table, its elements, and the words one of which must come second, where that is known."""
_ByWord = defaultdict[str, list[_PhraseOfTable]]
_NONE: list[_PhraseOfTable] = []


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase of the table ``name`` at ``first:last``; ``one`` and ``thing``: tokens, or -1."""

    name: str
    first: int
    last: int
    one: int = -1
    thing: int = -1


@dataclass(frozen=True, eq=False)
class Phrases:
    """The phrases of several tables."""

    tables: Mapping[str, Iterable[str]]

    @cached_property
    def _by_first(self) -> tuple[_ByWord, _ByWord]:
        """The phrases by their first word, and by its first letters where its end is open."""
        whole: _ByWord = defaultdict(list)
        opened: _ByWord = defaultdict(list)
        for name, phrases in self.tables.items():
            for phrase in phrases:
                elements = tuple(map(_element, phrase.split()))
                for word in elements[0]:
                    known, key = (opened, word[:_STEM]) if word[-1] == "*" else (whole, word)
                    known[key].append((name, elements, _second(elements)))
        return whole, opened

    def among(self, clauses: Clauses) -> Iterator[Sign]:
        """All phrases of the tables, in order of their first words."""
        whole, opened = self._by_first
        reading, words = clauses.reading, clauses.words
        ends, sentences = reading.sentence_last, reading.tokens.sentence
        begin = [w for w in clauses.vocabulary if w in whole or w[:_STEM] in opened]
        for t in clauses.places(begin):
            word = words[t]
            here = whole.get(word, _NONE) + opened.get(word[:_STEM], _NONE)
            following = words[t + 1] if t + 1 < len(words) else ""
            for name, elements, second in here:
                if second is not None and following not in second:
                    continue
                found = _match(name, elements, words, reading.upos, t, int(ends[sentences[t]]))
                if found is not None:
                    yield found


_STEM = 3
"""Letters by which a word with an open end is looked up."""


def _element(part: str) -> _Element:
    if part in ("~", "...", "thing"):
        return part
    words: set[str] = set()
    for word in part.split("|"):
        if word == "ones":
            words |= _ONES
        elif word == "the":
            words |= _THE
        elif word.endswith("="):
            words |= {word[:-1], *(inflect(word[:-1], form) for form in _FORMS)}
        else:
            words.add(word)
    return frozenset(words)


def _second(elements: tuple[_Element, ...]) -> frozenset[str] | None:
    """The words one of which must follow the first of a phrase; None where others may."""
    if len(elements) < 2 or isinstance(elements[1], str):
        return None
    return None if any(word[-1] == "*" for word in elements[1]) else elements[1]


def _fits(element: _Element, word: str) -> bool:
    if word in element:
        return True
    return any(one[-1] == "*" and word.startswith(one[:-1]) for one in element)


def _match(
    name: str,
    elements: tuple[_Element, ...],
    words: tuple[str, ...],
    upos: tuple[str, ...],
    first: int,
    end: int,
) -> Sign | None:
    """The phrase at a token, within its sentence."""
    one = thing = -1
    t, k = first, 0
    while k < len(elements):
        element = elements[k]
        if element == "...":
            reach = min(end, t + _GAP)
            nearest = next((u for u in range(t, reach) if _fits(elements[k + 1], words[u])), -1)
            if nearest < 0:
                return None
            t, k = nearest, k + 1
            continue
        if t >= end:
            return None
        if element == "~":
            if k + 1 < len(elements) and not _fits(elements[k + 1], words[t]):
                t += 1
            k += 1
            continue
        if element == "thing":
            while t < end and upos[t] in ("ADJ", "NOUN") and t + 1 < end and upos[t + 1] == "NOUN":
                t += 1
            if upos[t] != "NOUN":
                return None
            thing = t
        elif not _fits(element, words[t]):
            return None
        elif words[t] in _ONES and "his" in element:
            one = t
        t, k = t + 1, k + 1
    return Sign(name, first, t, one, thing)
