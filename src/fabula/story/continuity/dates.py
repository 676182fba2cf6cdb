"""The date of one thing told twice: married on the third of May, and a wedding day on the ninth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import ANOTHER_DATE
from fabula.english.numbers import ORDINAL_TEENS, ORDINAL_UNITS
from fabula.english.tables import alternation
from fabula.english.times import MONTHS
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import people_in, sentence_around
from fabula.story.model import Story

__all__ = ["TwoDates", "two_dates"]

_ORDINALS = {word: n + 1 for n, word in enumerate((*ORDINAL_UNITS, *ORDINAL_TEENS, "twentieth"))}
_ORDINALS |= {f"twenty-{word}": 21 + n for n, word in enumerate(ORDINAL_UNITS)}
_ORDINALS |= {"thirtieth": 30, "thirty-first": 31}
_MONTH = alternation(month.capitalize() for month in MONTHS)
_DAY = rf"(?:{alternation(_ORDINALS)}|[1-3]?\d(?:st|nd|rd|th)?)"
_DATE = re.compile(
    rf"\b(?:the\s)?(?P<d>{_DAY})\s(?:of\s)?(?P<m>{_MONTH})\b|\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})\b"
)
_EVENTS = {
    "birthday": "birthday", "born": "birthday", "wedding": "wedding", "married": "wedding",
    "anniversary": "wedding", "funeral": "funeral", "buried": "funeral", "died": "death",
    "killed": "death", "murdered": "death",
}  # fmt: skip
_EVENT = re.compile(rf"\b(?:{alternation(_EVENTS)})\b")
_ANOTHER = re.compile(rf"\b(?:{alternation(ANOTHER_DATE)})\b")
_REACH = 60_000


@dataclass(frozen=True, slots=True)
class TwoDates:
    """``event`` falls on one date at ``first`` and on another at ``second``."""

    event: str
    first: Span
    second: Span


def two_dates(story: Story) -> Iterator[TwoDates]:
    """Each date of a birth, wedding, funeral or death that departs from the one told before."""
    text = story.manuscript.text
    seen: list[tuple[str, tuple[int, int], Span, frozenset[object]]] = []
    for match in _DATE.finditer(text):
        sentence = sentence_around(story, match.start())
        events = {_EVENTS[m[0]] for m in _EVENT.finditer(text, sentence.start, sentence.end)}
        if len(events) != 1 or _ANOTHER.search(text, sentence.start, sentence.end):
            continue
        event, span = events.pop(), Span(*match.span())
        date = (_month(match["m"] or match["m2"]), _day(match["d"] or match["d2"]))
        whose = _whose(story, sentence)
        for other, known, where, who in reversed(seen):
            if other == event and who & whose:
                explained = _ANOTHER.search(text, where.end, span.start)
                if known != date and span.start - where.end < _REACH and not explained:
                    yield TwoDates(event, where, span)
                break
        seen.append((event, date, span, whose))


def _whose(story: Story, sentence: Span) -> frozenset[object]:
    """The people of a sentence, and "they" for those whom only that means."""
    found: set[object] = set(people_in(story, sentence))
    words = story.clauses.words[
        story.clauses.token_at(sentence.start) : story.clauses.token_at(sentence.end - 1) + 1
    ]
    if {"they", "their"} & set(words):
        found.add("they")
    if {"my", "i"} & set(words):
        found.add("i")
    return frozenset(found)


def _month(name: str) -> int:
    return MONTHS.index(name.lower())


def _day(word: str) -> int:
    return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
