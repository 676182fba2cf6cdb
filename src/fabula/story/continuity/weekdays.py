"""Weekdays that speech gives: of today, of the day after, and of what is planned for tomorrow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.tables import alternation
from fabula.english.times import OF_ANOTHER_DAY, WEEKDAYS
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.nights import nights_between
from fabula.story.continuity.surroundings import sentence_around
from fabula.story.model import Story

__all__ = ["wrong_weekdays"]

_DAY = "|".join(day.capitalize() for day in WEEKDAYS)
_TODAY = re.compile(
    r"(?:\b(?:[Ii]t|[Tt]his|[Tt]oday)(?:['’]s|\swas|\sis|\sbeing)|(?:^|[\s“\"])(?:[Tt]his|[Tt]hat)\sbeing)\s"
    r"(?:a\s|the\s|only\s|still\s|already\s|now\s)*\Z"
)
_OPENS = re.compile(
    r"\b(?:on|of|one)\s(?:a|the|that|this)?\s?(?:\w+\s)?\Z|\b[Oo]ne\s\Z|\A\Z", re.IGNORECASE
)
"""Before the weekday that the first lines of a scene tell: "on a wet Friday evening"."""
_NO_OPENING = re.compile(rf"\b(?:{alternation(OF_ANOTHER_DAY)})\b|['’]d\b")
_AS_ALWAYS = re.compile(
    r"\bas\s(?:(?:it|he|she|they|we|I|the\s\w+)\s)?(?:always\s|usually\s|generally\s)?(?:did|does|do|was|were|is)?\s?(?:always\s|usually\s)?on\s(?:a\s|the\s)?\Z"
    r"|\bbecause\sit(?:\swas|\sis|['’]s)\s(?:a\s)?\Z"
)
_IS = r"(?:['’]s|\s(?:is|was|would\sbe|being)"
_BESIDE_TODAY = (
    (2, re.compile(r"\b[Tt]he\sday\safter\stomorrow" + _IS + r")\s(?:a\s)?\Z")),
    (1, re.compile(r"(?<!after\s)\b[Tt]omorrow" + _IS + r"|,)\s(?:a\s|only\s)?\Z")),
    (
        -1,
        re.compile(
            r"(?<!before\s)\b[Yy]esterday(?:\s(?:was|had\sbeen|being)|,)\s(?:a\s|only\s)?\Z"
        ),
    ),
)  # fmt: skip
_ON_A = re.compile(r"(?:\A|[.!?“\"‘]\s?)(?:And\s)?[Oo]n\sa\s\Z")
_LATER = re.compile(r"\s(?:\w+\s)?(?:before|when|that|till|until|by\sthe\stime)\b")
_STEP = re.compile(
    r"\b(?P<two>the\sday\safter\stomorrow)\b|\b(?P<one>tomorrow)\b|\b(?P<back2>the\sday\sbefore\syesterday)\b|\b(?P<back>yesterday)\b"
    r"|\bin\s(?P<n>two|three|four|five)\sdays(?:['’]\stime)?\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    rf"(?:(?<=[“\"‘'])|(?<=[.!?]\s))(?:[Ss]o\s|[Oo]n\s|[Ss]ee\syou\s(?:on\s)?|[Uu]ntil\s|[Tt]ill\s)?(?P<day>{_DAY})(?=,|\sat\s|\sthen|\sit\sis|[.!]|\sfrom\s)"
    rf"|\b(?:see\syou|until|till|for|booked\sfor|down\sfor)\s(?:on\s)?(?P<day2>{_DAY})(?=[,.!”\"’]|\sat\s|\sthen)"
)
_NOT_TODAY = re.compile(r"\b(?:if|when|thought|say|said|once)\b")
_ENDS_SPEECH = re.compile(r"[,.!][”\"’']")
_ASKS_TODAY = re.compile(
    r"\b(?:what|which)\b[^?]{0,20}\b(?:today|day\s(?:is|was)\sit|day\sis\sthis)\b", re.I
)
_DENIED = re.compile(r"\b(?:not|nor|never|n['’]t|until|till|before)\s\Z", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_INDEX = {word: n for n, word in enumerate(WEEKDAYS)}
_OPENING = 400
"""Code points at a scene's beginning in which it tells its day."""
_NEAR = 1200
_REACH = 20_000


@dataclass(frozen=True, slots=True)
class _Today:
    """A weekday told of the story's present.

    ``anchor``: it may begin a new day of the story; ``claims``: it must fit what was told before;
    ``plain``: "it was Monday", which the story's days compare within one day.
    """

    weekday: int
    span: Span
    anchor: bool = True
    claims: bool = True
    plain: bool = False


def wrong_weekdays(story: Story) -> Iterator[Clash]:
    """Each weekday that is not the one told last, so many nights on."""
    last: _Today | None = None
    for today in _told(story):
        at = today.span.start
        near = last is not None and at - last.span.end < _REACH
        nights = nights_between(story, last.span.end, at) if last and near else None
        if last is not None and nights is not None and today.claims:
            due = (last.weekday + nights) % 7
            if due != today.weekday and not (nights == 0 and today.plain):
                off = (due - today.weekday + _index(story, today)) % 7
                yield Clash("weekday", last.span, today.span, None, WEEKDAYS[off].capitalize())
        if today.anchor or last is None:
            yield from _plans(story, today)
            last = today


def _index(story: Story, today: _Today) -> int:
    """The weekday that the words name: of tomorrow, say, where today is told by it."""
    return WEEKDAYS.index(today.span.text(story.manuscript.text).lower())


def _told(story: Story) -> Iterator[_Today]:
    """The weekdays that tell which day it is, in order."""
    text, starts = story.manuscript.text, story.reading.tokens.start
    for token in story.clauses.places(WEEKDAYS):
        word, at = story.clauses.words[token], int(starts[token])
        span, sentence = Span(at, at + len(word)), sentence_around(story, at)
        if not text[at].isupper() or text[span.end : span.end + 2] in ("'s", "’s"):
            continue
        quote = story.speech.at(at)
        begin = sentence.start if quote is None else max(sentence.start, quote.span.start + 1)
        today = _today(story, span, text[begin:at], text[span.end : sentence.end])
        if today is not None:
            yield today


def _today(story: Story, span: Span, before: str, after: str) -> _Today | None:
    """What a weekday tells of the present, by the words around it in its sentence."""
    weekday, spoken = _INDEX[span.text(story.manuscript.text).lower()], story.speech.at(span.start)
    for days, form in _BESIDE_TODAY:
        if form.search(before) and not _NOT_TODAY.search(before):
            return _Today((weekday - days) % 7, span, anchor=False)
    if _AS_ALWAYS.search(before):
        return _Today(weekday, span, anchor=False)
    past = spoken is not None and before.rstrip().endswith("was")
    if _TODAY.search(before) and not past and not _NOT_TODAY.search(before):
        return _Today(weekday, span, claims=not _LATER.match(after), plain=True)
    if spoken is not None and _is_all_that_is_said(story, span, before, after):
        return _Today(weekday, span, anchor=False)
    if spoken is not None:
        on_a = _ON_A.search(before) and after[:1] in (",", ".", "!", "?")
        return _Today(weekday, span, anchor=False) if on_a else None
    scene = story.manuscript.scene_at(span.start)
    first = story.manuscript.scenes[scene].span.start if scene >= 0 else span.start
    opens = span.start - first < _OPENING and _OPENS.search(before)
    if opens and not _NO_OPENING.search(before + after):
        return _Today(weekday, span, claims=False)
    return None


def _is_all_that_is_said(story: Story, span: Span, before: str, after: str) -> bool:
    """ "Friday," said the widow: a speech of a weekday alone, that answers to no "when"."""
    if before.strip() or not _ENDS_SPEECH.match(after):
        return False
    text = story.manuscript.text
    quote = story.speech.at(span.start)
    earlier = [q for q in story.speech.begun_within(span.start - 400, span.start)
               if quote is not None and q.span.end <= quote.span.start]  # fmt: skip
    last = earlier[-1].span.text(text) if earlier else ""
    return "?" not in last or _ASKS_TODAY.search(last) is not None


def _plans(story: Story, today: _Today) -> Iterator[Clash]:
    """ "The day after tomorrow", on a Monday, that is put down for Thursday."""
    text = story.manuscript.text
    scene = story.manuscript.scene_at(today.span.start)
    if scene < 0:
        return
    end = min(story.manuscript.scenes[scene].span.end, today.span.end + _REACH)
    steps = [m for m in _STEP.finditer(text, today.span.end, end)
             if story.speech.at(m.start()) is not None
             and not _DENIED.search(text, max(0, m.start() - 12), m.start())]  # fmt: skip
    for k, step in enumerate(steps):
        until = steps[k + 1].start() if k + 1 < len(steps) else end
        found = _PLANNED.search(text, step.end(), min(until, step.end() + _NEAR))
        if found is None or nights_between(story, today.span.end, found.start()) != 0:
            continue
        word = found["day"] or found["day2"]
        at = text.index(word, found.start())
        if story.speech.at(at) is None:
            continue
        due = (today.weekday + _days(step)) % 7
        if WEEKDAYS.index(word.lower()) not in (due, today.weekday):
            span = Span(step.start(), step.end())
            yield Clash("plan", span, Span(at, at + len(word)), None, WEEKDAYS[due].capitalize())


def _days(step: re.Match[str]) -> int:
    if step["n"]:
        return _NUMBERS[step["n"].lower()]
    named = {"two": 2, "one": 1, "back2": -2, "back": -1}
    return next(days for name, days in named.items() if step[name])
