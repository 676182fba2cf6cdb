"""Weekdays that speech gives: of today, of the day after, and of what is planned for tomorrow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.times import WEEKDAYS
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import matches_near
from fabula.story.model import Story

__all__ = ["wrong_weekdays"]

_DAY = "|".join(day.capitalize() for day in WEEKDAYS)
_TODAY = re.compile(
    rf"\b(?:[Ii]t['’]s|[Ii]t\swas|[Ii]t\sis|[Tt]oday['’]s|[Tt]oday\sis)\s(?:a\s|only\s|still\s)?(?P<day>{_DAY})\b(?!['’]s)"
    rf"|(?:(?<=\n\n)|(?<=\A)|(?<=[.!?]\s))(?P<day2>{_DAY})\s(?:morning\s|evening\s)?(?:began|started|dawned|broke|went|had\sbegun)\b"
    rf"|(?:(?<=[“\"‘'])|(?<=[.!?]\s))(?:And\s)?[Oo]n\sa\s(?P<day3>{_DAY})(?=[,.!?])"
)
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
_DENIED = re.compile(r"\b(?:not|nor|never|n['’]t|until|till|before)\s\Z", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_NIGHT = re.compile(
    r"\b(?:slept|woke|awoke|overnight|next\s(?:day|morning)|came\sdown\s(?:late|early)|breakfast|in\sthe\smorning)\b"
)
_LONG = re.compile(
    r"\b(?:days|weeks|months|years|weekend|fortnight)\s(?:later|passed|after|went|had|of)\b|\b(?:week|month|year|fortnight|weekend)\s(?:later|after|passed)\b"
    r"|\b(?:following|next)\s(?:week|month|year)\b",
    re.IGNORECASE,
)
_MORNING = 400
"""How far into a scene, in code points, it says that a night has gone by."""
_NEAR = 1200
_REACH = 9000


@dataclass(frozen=True, slots=True)
class _Today:
    weekday: int
    span: Span


def wrong_weekdays(story: Story) -> Iterator[Clash]:
    """Each weekday that is neither that of the day told before nor the next one after a night."""
    text = story.manuscript.text
    last: _Today | None = None
    for match in matches_near(story, _TODAY, WEEKDAYS, 40, 30):
        word = match["day"] or match["day2"] or match["day3"]
        if match["day3"] and story.speech.at(match.start("day3")) is None:
            continue
        begin = max(text.rfind(mark, 0, match.start()) for mark in '.!?\n"“') + 1
        if _NOT_TODAY.search(text, begin, match.start()):
            continue
        at = text.index(word, match.start())
        today = _Today(WEEKDAYS.index(word.lower()), Span(at, at + len(word)))
        nights = _nights(story, last.span.end, at) if last is not None else None
        if last is not None and nights is not None and at - last.span.end < _REACH:
            due = (last.weekday + nights) % 7
            if due != today.weekday and not (nights == 0 and match["day3"] is None):
                yield Clash("weekday", last.span, today.span, None, WEEKDAYS[due].capitalize())
        if match["day3"] is None or last is None:
            yield from _plans(story, today)
            last = today


def _nights(story: Story, low: int, high: int) -> int | None:
    """How many nights lie between two places: none, one, or None where nobody can count."""
    scenes = story.manuscript.scenes
    first, second = story.manuscript.scene_at(low), story.manuscript.scene_at(high)
    told = story.speech.narration(low, high)
    if first < 0 or second < 0 or second - first > 1 or _LONG.search(told):
        return None
    inside = story.speech.narration(low, scenes[first].span.end) if second > first else told
    if _NIGHT.search(inside):
        return None
    if first == second:
        return 0
    start = scenes[second].span.start
    opening = story.speech.narration(start, min(high, start + _MORNING))
    return 1 if _NIGHT.search(opening) else None


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
        if found is None or _nights(story, today.span.end, found.start()) != 0:
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
