"""Signs of a fault that the words themselves show, whatever the reader makes of them.

The reader goes by the sense of a passage. What it is half sure of becomes sure where a
rule of spelling or grammar is plainly broken at the same place, and a broken rule alone
is little: odds are multiplied (`fabula.checks.grammar.corrections`). How many times likelier a
sign makes a fault was counted on held-out novels, spoiled and clean.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools
from fabula.checks.grammar.concord import Suspicions
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.slips import is_stretched
from fabula.english.function_words import FINITE_AUXILIARIES, QUESTION_WORDS
from fabula.english.inflection import MODALS, VERB_OF_NOUN
from fabula.language.inflection import said_with_vowel
from fabula.language.reading import Reading

__all__ = ["Witness", "witnesses"]

_TREE = {
    "delete": 1000.0, "insert-before:to": 100.0, "insert-before:at": 100.0,
    "insert-before:on": 100.0, "insert-before:of": 100.0,
    "word:many": 100.0, "form:NN": 300.0, "form:NNS": 300.0, "form:VBN": 200.0, "form:VB": 100.0,
    "word:was": 15.0, "word:were": 15.0, "word:is": 15.0, "word:are": 15.0,
    "word:has": 15.0, "word:have": 15.0, "word:does": 15.0, "word:do": 15.0,
}  # fmt: skip
_TREE_OTHERWISE = 30.0
"""By the tag that the rule of `fabula.checks.grammar.concord` asks for."""

_NO_VERB = 1000.0
"""A noun where only its verb can stand: *did not response*."""

_DOUBLED = 60.0
_INVERTED = 30.0
_TWO_HEADS = 60.0
_WRONG_ARTICLE = 200.0
_NO_WORD = 40.0
_RARE_WORD = 10.0
"""Of narration: in speech a strange word is as often dialect."""

_LEAST = 0.1
"""A sign is looked for where the strongest could raise the odds to this, still too low to show."""

_LEAST_ODDS = 0.004
"""Below these odds not even a sign against a word makes it worth a look."""

_OWN = 2
"""An unlisted word written more often than this is the story's own."""
_COMMON = 35
"""What was meant is a word of everyday English (a size class of SCOWL)."""
_LEAST_LENGTH = 3

_ASKING = frozenset(FINITE_AUXILIARIES) | MODALS
_CONSONANTS = frozenset("bcdfgjklmnpqrstvwxyz")
_ARTICLES = frozenset("a an the".split())
_DETERMINERS = _ARTICLES | frozenset("my your our their its".split())


@dataclass(frozen=True, slots=True)
class Witness:
    """What a sign asks for at a word (an edit tag), and how many times likelier a fault is."""

    tag: str
    times: float


def witnesses(
    reading: Reading,
    wrong: NDArray[np.float64],
    spoken: Bools,
    suspected: Suspicions | None = None,
) -> dict[int, Witness]:
    """Token -> the strongest sign against it.

    ``wrong``: the chance of each to be wrong. [T] ``suspected``: of this reading, where they are
    asked more than once.
    """
    suspected = suspected or Suspicions(reading)
    asked = suspected.among(_around(wrong >= _LEAST / _NO_VERB))
    low = reading.low
    found = {
        i: Witness(tag, _NO_VERB if low[i] in VERB_OF_NOUN else _TREE.get(tag, _TREE_OTHERWISE))
        for i, tag in asked.items()
    }
    for i, witness in _of_words(reading, low, wrong, spoken):
        if i not in found or found[i].times < witness.times:
            found[i] = witness
    return found


def _around(these: Bools) -> list[int]:
    """The tokens where it holds, and those beside them: a sign at one may speak of the next."""
    near = these.copy()
    for gap in (1, 2):
        near[gap:] |= these[:-gap]
        near[:-gap] |= these[gap:]
    found: list[int] = np.flatnonzero(near).tolist()
    return found


def _of_words(
    reading: Reading, low: tuple[str, ...], wrong: NDArray[np.float64], spoken: Bools
) -> Iterator[tuple[int, Witness]]:
    sentence = reading.tokens.sentence.tolist()
    uses = Counter(low)
    for i in np.flatnonzero(wrong >= _LEAST_ODDS).tolist():
        word = low[i]
        beside = i > 0 and sentence[i] == sentence[i - 1]
        if beside and _is_doubled(low, i):
            yield i, Witness("delete", _DOUBLED)
        elif beside and _has_two_heads(low, i) and not (spoken[i] and low[i - 1] in _DOUBLE_MODALS):
            yield i, Witness("delete", _TWO_HEADS)
        elif word == ".":
            if spoken[i] and _is_question(reading, low, i):
                yield i, Witness("stop-to-question", _INVERTED)
        elif word in ("a", "an"):
            other = _other_article(reading, low, i)
            if other and not spoken[i]:
                yield i, Witness(f"word:{other}", _WRONG_ARTICLE)
        elif uses[word] <= _OWN and not spoken[i] and (times := _against(reading, i)):
            yield i, Witness("spell", times)


_DOUBLE_MODALS = frozenset(("might", "may"))
"""*Might could*: of the American South and of Scotland, in speech."""


def _is_question(reading: Reading, low: tuple[str, ...], i: int) -> bool:
    """Whether the sentence that ends here has the order of a question: what are you eating."""
    first = int(reading.sentence_first[reading.tokens.sentence[i]])
    while first < i and not low[first][:1].isalpha():
        first += 1
    if i - first < _LEAST_LENGTH or any(w in ("”", '"', "“", ",") for w in low[first:i]):
        return False
    at = first + (low[first] in QUESTION_WORDS)
    asked = at > first or low[first] in ("do", "does", "did", "are", "is", "can", "could", "would")
    return asked and low[at] in _ASKING and reading.xpos[at + 1] == "PRP"


def _is_doubled(low: tuple[str, ...], i: int) -> bool:
    """A word twice and no more: *that that* may be right, and *very, very* has its comma."""
    thrice = low[i - 2 : i - 1] == (low[i],) or low[i + 1 : i + 2] == (low[i],)
    return low[i][:1].isalpha() and low[i] == low[i - 1] and not thrice


def _has_two_heads(low: tuple[str, ...], i: int) -> bool:
    """Two articles, two possessives or two modals in a row: *the my*, *would could*."""
    one, other = low[i - 1], low[i]
    if one in _DETERMINERS and other in _DETERMINERS:
        return other in _ARTICLES or one in _ARTICLES or other != one
    return one in MODALS and other in MODALS


def _other_article(reading: Reading, low: tuple[str, ...], i: int) -> str:
    """The article that the sound of the next word asks for, where the letters tell it."""
    following = low[i + 1] if i + 1 < len(low) else ""
    tokens = reading.tokens
    if len(following) < _LEAST_LENGTH or not following.isalpha():
        return ""
    if tokens.start[i + 1] == tokens.end[i] or reading.words[i + 1].isupper():
        return ""
    if low[i] == "an":
        return "a" if following[0] in _CONSONANTS else ""
    return "an" if said_with_vowel(following) else ""


def _against(reading: Reading, i: int) -> float:
    """How much speaks against a form that no dictionary has, or a very rare word, one slip
    away from a common one; 0 for another."""
    form = reading.words[i]
    low, known = form.lower(), lexicon()
    if len(low) < _LEAST_LENGTH or not (low.isascii() and low.isalpha()):
        return 0.0
    if form[0].isupper() and int(reading.sentence_first[reading.tokens.sentence[i]]) != i:
        return 0.0
    start, end = int(reading.tokens.start[i]), int(reading.tokens.end[i])
    if set(reading.text[max(start - 1, 0) : start] + reading.text[end : end + 1]) & set("'’-_*"):
        return 0.0
    if known.is_name(low) or is_stretched(low):
        return 0.0
    if known.knows(low):
        return _RARE_WORD if known.meant_by_rare(low) else 0.0
    near = any(s.distance == 1 and s.size <= _COMMON for s in known.suggest(low))
    return _NO_WORD if near else 0.0
