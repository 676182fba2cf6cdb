"""Pronouns that stand in the wrong case or for the wrong kind of thing, by their place in the tree.

The tree of a sentence is read rightly though a pronoun in it is wrong, for the words around decide
it: *whom* as the subject of a verb, *her and me* before theirs, *who's* as the owner of a noun,
*which* of people. Source: Huddleston and Pullum, The Cambridge Grammar of the English Language
(2002), 5.8 and 12.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Bools
from fabula.checks.framework.view import Shared
from fabula.english.function_words import PREPOSITIONS_OF_PHRASES
from fabula.english.people import (
    FEMININE_NOUNS,
    MASCULINE_NOUNS,
    OCCUPATIONS,
    PERSON_NOUNS,
)
from fabula.language.inflection import match_case
from fabula.language.reading import Reading

__all__ = ["PronounSlip", "pronoun_slips", "pronouns_of_trees"]

_SUBJECT_OF = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}
_OBJECT_OF = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_SUBJECTS = ("nsubj", "nsubj:pass")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PREPOSITIONS = frozenset(PREPOSITIONS_OF_PHRASES) | {"than", "like", "as", "but", "except", "let"}
_PERSONS = (PERSON_NOUNS | OCCUPATIONS | {*FEMININE_NOUNS, *MASCULINE_NOUNS, "people"}) - {"one"}
_FAR = 8


@dataclass(frozen=True, slots=True)
class PronounSlip:
    """Tokens ``first:last``, what is meant for them, and the kind: case, owner or thing."""

    first: int
    last: int
    wanted: str
    kind: str


def pronouns_of_trees(shared: Shared) -> tuple[PronounSlip, ...]:
    """`pronoun_slips` of a story, to be worked out once."""
    return tuple(pronoun_slips(shared.story.reading))


def pronoun_slips(reading: Reading) -> Iterator[PronounSlip]:
    """The wrong pronouns of a reading, in order."""
    rules = {"whom": _whom, "who": _whose, "which": _which}
    rules |= dict.fromkeys(_SUBJECT_OF, _and_me) | dict.fromkeys(_OBJECT_OF, _and_i)
    for i in np.flatnonzero(_is_pronoun(reading)).tolist():
        rule = rules.get(reading.words[i].lower())
        if rule is not None and (found := rule(reading, i)) is not None:
            yield found


def _is_pronoun(reading: Reading) -> Bools:
    pronouns = [tag in ("PRP", "PRP$", "WP", "WDT", "WP$") for tag in reading.labels.xpos]
    return np.array(pronouns, dtype=np.bool_)[reading.tokens.xpos]


def _slip(reading: Reading, first: int, last: int, wanted: str, kind: str) -> PronounSlip:
    return PronounSlip(first, last, match_case(wanted, reading.words[first]), kind)


def _word(reading: Reading, i: int) -> str:
    return reading.words[i].lower() if 0 <= i < len(reading.words) else ""


def _verb_of(reading: Reading, i: int) -> int:
    """The verb that the tree makes a token the subject of; -1 for none."""
    return int(reading.tokens.head[i]) if reading.deprels[i] in _SUBJECTS else -1


def _other_subject(reading: Reading, verb: int, than: int) -> bool:
    low = max(than - _FAR, 0)
    return any(
        k != than and int(reading.tokens.head[k]) == verb and reading.deprels[k] in _SUBJECTS
        for k in range(low, verb)
    )


def _begins_finite(reading: Reading, i: int) -> bool:
    """Whether the words after a token are a finite verb, adverbs apart."""
    k = i + 1
    while k < len(reading.words) and reading.xpos[k] == "RB":
        k += 1
    return k < len(reading.words) and reading.xpos[k] in _FINITE


def _whom(reading: Reading, i: int) -> PronounSlip | None:
    """*The bird, whom had been saving it*: the subject of the verb that follows at once."""
    verb = _verb_of(reading, i)
    if verb < i or _word(reading, i - 1) in _PREPOSITIONS or _other_subject(reading, verb, i):
        return None
    return _slip(reading, i, i + 1, "who", "case") if _begins_finite(reading, i) else None


def _whose(reading: Reading, i: int) -> PronounSlip | None:
    """*A prince who's dinner is late*: the owner of a noun that has a verb of its own."""
    if _word(reading, i + 1) not in ("'s", "’s") or i + 3 >= len(reading.words):
        return None
    noun = next((k for k in (i + 2, i + 3) if reading.xpos[k] in ("NN", "NNS")), -1)
    if noun < 0 or (noun == i + 3 and reading.xpos[i + 2] not in ("JJ", "NN")):
        return None
    owner = reading.deprels[i] == "nmod:poss" and int(reading.tokens.head[i]) == noun
    acts = reading.deprels[noun] in _SUBJECTS and reading.xpos[noun + 1 : noun + 2] in (
        ("VBD",), ("VBZ",), ("VBP",), ("MD",),
    )  # fmt: skip
    return _slip(reading, i, i + 2, "whose", "owner") if owner or acts else None


def _which(reading: Reading, i: int) -> PronounSlip | None:
    """*People which have lived here*: of persons one says who."""
    verb = _verb_of(reading, i)
    if verb < i or reading.deprels[verb] != "acl:relcl" or not _begins_finite(reading, i):
        return None
    noun = int(reading.tokens.head[verb])
    person = reading.lemmas[noun].lower() in _PERSONS and noun == i - 1
    return _slip(reading, i, i + 1, "who", "thing") if person else None


def _and_me(reading: Reading, i: int) -> PronounSlip | None:
    """*Her and me get along*, *Tom and me went*: one of two that a verb has for its subjects."""
    first = i
    if reading.deprels[i] == "conj":
        first = int(reading.tokens.head[i])
        if not 0 <= i - first <= 4 or _word(reading, i - 1) != "and":
            return None
    elif _word(reading, i + 1) != "and":
        return None
    verb = _verb_of(reading, first)
    if verb <= i or _word(reading, first - 1) in _PREPOSITIONS or reading.xpos[verb] == "VBG":
        return None
    begins = int(reading.sentence_first[reading.tokens.sentence[i]])
    opening = first
    while opening > begins and reading.xpos[opening - 1] in ("DT", "PRP$", "JJ"):
        opening -= 1
    before = _word(reading, opening - 1) if opening > begins else ""
    opens = not before or not before[0].isalpha() or before in ("and", "but", "so", "because")
    last = i if reading.deprels[i] == "conj" else _joined(reading, i, verb)
    if not opens or last < 0 or not _begins_finite(reading, last):
        return None
    return _slip(reading, i, i + 1, _SUBJECT_OF[_word(reading, i)], "case")


def _and_i(reading: Reading, i: int) -> PronounSlip | None:
    """*The inquiry thanked Desmond and I*: the second of two that a verb has for its object."""
    first = int(reading.tokens.head[i])
    if reading.deprels[i] != "conj" or not 0 < i - first <= 4 or _word(reading, i - 1) != "and":
        return None
    if reading.deprels[first] not in ("obj", "iobj") or int(reading.tokens.head[first]) > first:
        return None
    after = reading.xpos[i + 1] if i + 1 < len(reading.words) else "."
    if after in (*_FINITE, "RB", "VB", "VBN") or _word(reading, i + 1) in (
        "both",
        "all",
        "'ve",
        "’ve",
    ):
        return None  # a clause begins: he thanked Desmond and I left
    return PronounSlip(i, i + 1, _OBJECT_OF[_word(reading, i)], "case")


def _joined(reading: Reading, i: int, verb: int) -> int:
    """The last of the words that are joined to a token before the verb; -1 if there is none."""
    joined = [
        k for k in range(i + 1, verb)
        if int(reading.tokens.head[k]) == i and reading.deprels[k] == "conj"
    ]  # fmt: skip
    return joined[-1] if joined else -1
