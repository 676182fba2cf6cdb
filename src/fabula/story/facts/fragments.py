"""Descriptions without a verb: "Small; fiftyish.", "Forty-four, six foot three, and he ducked".

A list that opens a sentence describes whom the sentence before is about.
"""

from collections.abc import Iterator

from fabula.english.numbers import NUMBERS
from fabula.story.facts.ages import DECADES, number_at
from fabula.story.facts.bearers import topic_before
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.facts.portraits import of_whole
from fabula.story.model import Attribute

__all__ = ["find_fragments"]

_MARKS = frozenset({",", ";", ".", ":", "!", "—", "–", "--", "…"})
_LIGHT = frozenset("a an the about maybe perhaps nearly almost barely".split())
_AFTER = frozenset({"or", "so", "-", "odd", "thereabouts"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEAST = 13
"""Up to this, a number by itself is as likely a count or a time of the clock."""
_MOST = 110
_TEN = 10
_SURE = 0.9


def find_fragments(clauses: Clauses) -> Iterator[Attribute]:
    """What the lists tell that open a sentence, as far as they have no verb."""
    firsts = clauses.reading.sentence_first.tolist()
    for begin, end in zip(firsts, clauses.reading.sentence_last.tolist(), strict=True):
        segments = list(_segments(clauses, begin, end))
        if not segments or not any(_tells(clauses, *segment) for segment in segments):
            continue
        owner = topic_before(clauses, begin)
        for first, last in segments if owner is not None else ():
            yield from _told(clauses, owner, first, last, alone=len(segments) == 1)


def _segments(clauses: Clauses, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of the list that opens a sentence, up to the first that has a verb."""
    first = begin
    for t in range(begin, end):
        if clauses.reading.xpos[t] in _FINITE:
            return
        if clauses.words[t] in _MARKS:
            while first < t and clauses.words[first] in _LIGHT:
                first += 1
            if first < t:
                yield first, t
            first = t + 1


def _tells(clauses: Clauses, first: int, last: int) -> bool:
    """Whether a part may tell of somebody: it is short, and names nobody."""
    named = any(clauses.reading.upos[t] in ("PROPN", "PRON") for t in range(first, last))
    return not named and last - first < 12


def _told(
    clauses: Clauses, owner: Owner | None, first: int, last: int, *, alone: bool
) -> Iterator[Attribute]:
    words = clauses.words
    if _is_age(clauses, first, last, alone=alone):
        text = clauses.text(first, last).replace(" - ", "-")
        yield from claim(clauses, owner, "age", text, (first, last), Status(), _SURE)
    if last - first == 1:
        kind, value = of_whole(words[first])
        yield from claim(clauses, owner, kind, value, (first, last), Status(), _SURE)


def _is_age(clauses: Clauses, first: int, last: int, *, alone: bool) -> bool:
    """Whether the words are a number of years and no more: "forty-four", "fiftyish"."""
    word = clauses.words[first]
    if last - first == 1 and (word in DECADES or NUMBERS.get(word.removesuffix("ish"), 0) >= _TEN):
        return word.endswith("ish") or word in DECADES or not alone
    number = number_at(clauses.words, first)
    if number is None or not _LEAST <= number[0] <= _MOST:
        return False
    rest = clauses.words[number[1] : last]
    return set(rest) <= _AFTER and (not alone or bool(rest))
