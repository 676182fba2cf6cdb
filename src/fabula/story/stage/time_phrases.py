"""Days and the steps between them: weekdays, dates, "the next morning", "three days later".

Phrases are found by their words, in the text of one stretch of the story. They are
what a calendar can check; vaguer ones ("some days later", "one morning") are kept as
gaps, across which nothing can be counted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fabula.english.numbers import NUMBERS
from fabula.english.times import MONTHS, WEEKDAYS
from fabula.manuscript.spans import Span

__all__ = ["TimePhrase", "find_times", "weekday_of"]

_DAY = "|".join(w.capitalize() for w in WEEKDAYS)
_MONTH = "|".join(m.capitalize() for m in MONTHS)
_PART = r"(?:day|morning|afternoon|evening|night|noon|midnight|dawn)"
_COUNT = r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_YEAR = r"1[5-9]\d\d|20\d\d"
_START = r"(?:\A|(?<=\n\n)|(?<=[.!?…]\s)|(?<=[.!?…][\"”’]\s))"
"""Where a sentence may begin. Lines may be wrapped, so a line's start is no sign."""

_WEEKDAY = re.compile(
    rf"""(?P<anchor>
        \b(?:[Ii]t|[Tt]his|[Tt]o-?day|[Tt]he\sday)\s?(?:was|is|['’]s|being)\s
            (?:now\s|still\s|only\s|already\s)?(?:a\s|the\s)?
      | \b(?:[Tt]his|[Tt]hat)\s(?:same\s)?
      | {_START}On\s(?:the\s)?
      | {_START}(?=(?:{_DAY})(?:\s{_PART}\b|,|\s(?:came|dawned|broke)))
    )?
    \b(?P<weekday>{_DAY})\b(?!['’]?s\b)
    (?:\s{_PART}\b)?""",
    re.VERBOSE,
)
_DATE = re.compile(
    rf"""\b(?:
      (?P<m1>{_MONTH})\.?\s(?:the\s)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)
          (?:,?\s(?P<y1>{_YEAR}))?
    | (?:the\s)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})\b
          (?:,?\s(?P<y2>{_YEAR}))?
    )""",
    re.VERBOSE,
)
_SHIFT = re.compile(
    rf"""\b(?:
      (?P<two>the\sday\s(?:after\sto-?morrow|before\syesterday))
    | (?P<next>(?:the\s)?(?:next|following|succeeding)\s{_PART}
         | the\s{_PART}\safter(?:\sthat)?(?=[,.;\s])
         | to-?morrow(?:\s(?:was|is|being|morning|would\sbe|will\sbe))?)
    | (?P<back>yesterday | the\s{_PART}\sbefore | the\sprevious\s{_PART})
    | (?P<same>(?:that|the)\ssame\s{_PART} | later\s(?:that|the\ssame)\s{_PART}
         | that\s(?:afternoon|evening|night|noon))
    | (?P<count>{_COUNT}(?:\sand\s{_COUNT})?)\s(?P<unit>day|night|week|fortnight)s?\s
         (?P<way>later|afterwards?|after(?=[,.])|earlier|before(?=[,.])
            |(?:had\s)?passed|went\sby|had\sgone\sby|ago)
    | in\s(?P<count2>{_COUNT})\s(?P<unit2>day|week)s?['’]?\stime
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_GAP = re.compile(
    rf"""\b(?:
      one\s(?:\w+\s)?{_PART}\b
    | (?:some|several|few|many|more)\s(?:\w+\s)?(?:days|nights|weeks|months|years)\b
    | (?:days|weeks|months|years)\s(?:later|afterwards?|passed|went|had|after)\b
    | (?:month|year|season|winter|summer|spring|autumn)s?\s(?:later|passed|after|had|went|came)\b
    | (?:next|following|last)\s(?:week|month|year|spring|summer|autumn|winter)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_DAYS = tuple(w.capitalize() for w in WEEKDAYS)
_MONTHS = tuple(m.capitalize() for m in MONTHS)
_STEPPED = ("day", "morning", "noon", "evening", "night", "dawn", "week", "morrow")
_PASSED = (*_STEPPED, "month", "year", "season", "winter", "summer", "spring", "autumn")
_UNITS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_BACKWARDS = frozenset({"earlier", "before", "ago"})


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase that names a day, a step in days, or a gap nobody can count.

    ``weekday`` counts from 0 for Monday; ``month`` and ``day`` from 1. ``anchor``:
    the weekday is said of the story's present ("It was Monday"). ``days`` is the
    length of a step, negative for one that looks back.
    """

    span: Span
    kind: Literal["day", "step", "gap"]
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    anchor: bool = False
    days: int = 0


def find_times(text: str, within: Span) -> tuple[TimePhrase, ...]:
    """The time phrases inside a stretch of the text, in order."""
    part = within.text(text)
    low = part.lower()
    low = low if len(low) == len(part) else part  # a rare letter is two in lower case
    steps = _steps(part, _paragraphs_with(low, _STEPPED))
    found = [
        *_weekdays(part, _paragraphs_with(part, _DAYS)),
        *_dates(part, _paragraphs_with(part, _MONTHS)),
        *steps,
    ]
    taken = [(p.span.start, p.span.end) for p in found if p.kind == "step"]
    for match in _matches(_GAP, part, _paragraphs_with(low, _PASSED)):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(TimePhrase(Span(*match.span()), "gap"))
    found.sort(key=lambda p: (p.span.start, p.kind))
    return tuple(_moved(p, within.start) for p in found)


def _paragraphs_with(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the paragraphs begin and end in which one of the words stands, in order.

    Each of the patterns needs one of its words, and reaches into no other paragraph.
    """
    found: dict[int, int] = {}
    for word in words:
        at = text.find(word)
        while at >= 0:
            begin = text.rfind("\n\n", 0, at) + 1
            end = text.find("\n\n", at)
            found[begin] = end = len(text) if end < 0 else end
            at = text.find(word, max(end, at + 1))
    return sorted(found.items())


def weekday_of(year: int, month: int, day: int) -> int:
    """The weekday of a Gregorian date, 0 for Monday (Sakamoto's method)."""
    offsets = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)
    y = year - (month < 3)
    return (y + y // 4 - y // 100 + y // 400 + offsets[month - 1] + day + 6) % 7


def _moved(phrase: TimePhrase, by: int) -> TimePhrase:
    span = Span(phrase.span.start + by, phrase.span.end + by)
    return TimePhrase(
        span,
        phrase.kind,
        phrase.weekday,
        phrase.month,
        phrase.day,
        phrase.year,
        phrase.anchor,
        phrase.days,
    )


_Stretches = Iterable[tuple[int, int]]


def _matches(pattern: re.Pattern[str], part: str, stretches: _Stretches) -> Iterator[re.Match[str]]:
    for begin, end in stretches:
        yield from pattern.finditer(part, begin, end)


def _weekdays(part: str, stretches: _Stretches) -> Iterator[TimePhrase]:
    for match in _matches(_WEEKDAY, part, stretches):
        weekday = WEEKDAYS.index(match["weekday"].lower())
        span = Span(match.start("weekday"), match.end())
        yield TimePhrase(span, "day", weekday=weekday, anchor=match["anchor"] is not None)


def _dates(part: str, stretches: _Stretches) -> Iterator[TimePhrase]:
    for match in _matches(_DATE, part, stretches):
        month = MONTHS.index((match["m1"] or match["m2"]).lower()) + 1
        day = int(match["d1"] or match["d2"])
        year = match["y1"] or match["y2"]
        if 1 <= day <= 31:
            yield TimePhrase(
                Span(*match.span()), "day", month=month, day=day, year=int(year) if year else None
            )


def _steps(part: str, stretches: _Stretches) -> Iterator[TimePhrase]:
    for match in _matches(_SHIFT, part, stretches):
        days = _length(match)
        if days is not None:
            yield TimePhrase(Span(*match.span()), "step", days=days)


def _length(match: re.Match[str]) -> int | None:
    """The length of a step in days; None where the count is no number."""
    if match["two"]:
        return 2 if "after" in match["two"].lower() else -2
    if match["next"]:
        return 1
    if match["back"]:
        return -1
    if match["same"]:
        return 0
    count = _number(match["count"] or match["count2"] or "")
    unit = (match["unit"] or match["unit2"]).rstrip("s")
    if count is None:
        return None
    days = count * _UNITS[unit]
    return -days if match["way"] in _BACKWARDS else days


def _number(text: str) -> int | None:
    word = text.lower()
    if word.isdecimal():
        return int(word)
    return 1 if word in ("a", "one", "an") else NUMBERS.get(word)
