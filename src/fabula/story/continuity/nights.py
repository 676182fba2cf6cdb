"""How many nights the narration tells to go by between two places, where that can be counted.

Evening and then morning make a night, and so does "the next day"; "three days later" makes three.
Nobody can count where time goes by without a number, or where a scene opens without a word of
the hour or the day.
"""

import re

from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.english.times import (
    EVENING_SIGNS,
    MORNING_SIGNS,
    NO_NIGHT_TOLD,
)
from fabula.story.model import Story

__all__ = ["nights_between"]

_FEW = alternation(w for w, n in NUMBERS.items() if 1 < n < 15)
_LONG = re.compile(
    r"\b(?:days|weeks|months|years|weekend|fortnight)\s(?:later|passed|after|afterwards|went|had|of)\b"
    r"|\b(?:week|month|year|fortnight|weekend)\s(?:later|after|passed)\b"
    r"|\b(?:following|next)\s(?:week|month|year|spring|summer|autumn|winter)\b"
    r"|\b(?:one|some|another|each|every)\s(?:day|night|morning|evening)\b",
    re.IGNORECASE,
)
_SIGN = re.compile(
    rf"\b(?P<n>{_FEW})\s(?:days|nights)\s(?:later|after(?:wards)?|passed|went\sby)\b"
    r"|\b(?P<next>(?:next|following)\s(?:day|morning|afternoon|evening|night)|(?:day|morning|night)\safter)\b"
    r"|\b(?P<slept>slept)\b(?!\s(?:for\s)?an\shour)"
    r"|\b(?P<same>(?:that|this|the\ssame)\s(?:morning|afternoon|evening|night|day))\b"
    rf"|\b(?P<evening>{alternation(EVENING_SIGNS)})\b|\b(?P<morning>{alternation(MORNING_SIGNS)})\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"\b(?:{alternation(NO_NIGHT_TOLD)})\b|['’]d\b",
    re.IGNORECASE,
)
_HOURS = alternation(w for w, n in NUMBERS.items() if 0 < n <= 12)
_CLOCK = re.compile(
    rf"\b(?:[Aa]t|[Bb]y|[Aa]round|[Tt]owards?)\s(?:\w+\s){{0,3}}(?:past|to|o['’]clock|noon|{_HOURS})\b|\b(?:afternoon|lunch|noon)\b"
)
_EVENING = re.compile(rf"\b(?:{alternation(EVENING_SIGNS)})\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]*[.!?]|[^.!?]+")
_OPENING = 300
"""Code points of a scene in which it tells when it begins."""
_MOST_SCENES = 4


def nights_between(story: Story, low: int, high: int) -> int | None:
    """The nights from one place to another, None where they cannot be counted."""
    first, second = story.manuscript.scene_at(low), story.manuscript.scene_at(high)
    if first < 0 or second < 0 or second - first > _MOST_SCENES:
        return None
    scenes = story.manuscript.scenes
    text = story.manuscript.text
    block = story.manuscript.block_span_at(low)
    evening = bool(_EVENING.search(text, block.start, min(block.end, low + 60)))
    nights = 0
    known = evening
    for scene in range(first, second + 1):
        span = scenes[scene].span
        begin, end = max(span.start, low), min(span.end, high)
        told = story.speech.narration(begin, end)
        if _LONG.search(told):
            return None
        if scene > first:
            opening = story.speech.narration(begin, min(begin + _OPENING, high))
            if not (_SIGN.search(opening) or _CLOCK.search(opening)):
                return None
        counted = _counted(told, evening, known or scene > first)
        if counted is None:
            return None
        passed, evening, known = counted
        nights += passed
    return nights


def _counted(told: str, evening: bool, known: bool) -> tuple[int, bool, bool] | None:
    """The nights that narration tells, and whether it ends in the evening; if that is known."""
    nights, just_slept = 0, False
    for sentence in _SENTENCE.findall(told):
        if _ASIDE.search(sentence):
            continue
        for sign in _SIGN.finditer(sentence):
            if sign["n"]:
                nights, evening = nights + NUMBERS[sign["n"].lower()], False
            elif sign["next"]:
                nights += not just_slept  # "she slept. The next morning"
                evening = "evening" in sign[0] or "night" in sign[0]
            elif sign["slept"]:
                nights, evening, just_slept = nights + 1, False, True
                known = True
                continue
            elif sign["same"]:
                evening = evening or "evening" in sign[0] or "night" in sign[0]
            elif sign["evening"]:
                evening = True
            elif evening:
                nights, evening = nights + 1, False
            elif not known:
                return None  # the morning of the same day, or of the next
            known, just_slept = True, False
    return nights, evening, known
