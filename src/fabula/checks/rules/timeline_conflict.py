"""Days, dates, hours and weather that do not add up.

What it finds
    A weekday that cannot follow from the one before and the steps told between
    them ("It was Monday ... The next morning, Wednesday"), two weekdays for one
    day of the story, a date that falls on another weekday than the one it is given,
    and dates whose weekdays disagree with each other. A thing that was so many years ago in
    one place and so many in another, a wedding, birth or death with two dates, day and night
    or snow and heat in one scene, stars in fog, the light of another month. So many years of
    marriage in one place and so many in another. A clock that runs backwards
    within a scene, and rain, puddles or mud in dry weather that nothing has changed.

Why a reader cares
    Some readers do count the days, and the others feel that something is off; a
    deadline, an alibi or a pregnancy may hang on it.

Flagged
    - It was Monday, and the shop was shut. The next morning, **Wednesday**, Anna
      opened it again.
    - It was a Friday. Three days later, on **Sunday**, Tom came back.
    - The letter was dated **Monday, 6 June 1889**, and smelled of salt.
    - It was Tuesday morning. Anna put the kettle on and waited. "Today is
      **Thursday**," said Tom.

    - At nine o'clock they sat down to dine. Anna passed the salt, and Tom told a story. **It
      was half past eight** when they rose.
    - "He died six years ago," said Anna. Tom sat down by the fire. "**Four years he's been
      dead**," said Anna, "and I miss him."

    - They were married on the third of May. Tom wore a hat. Their wedding day was **the ninth
      of May**, and he forgot it.
    - There was not a cloud in the sky. Tom led the mule up the hill. **The rain** ran down
      his neck.

Fine
    - There was not a cloud in the sky. By evening the wind had turned. The rain ran down
      Tom's neck.
      Because: the weather has turned.
    - It was Monday, and the shop was shut. The next morning, Tuesday, Anna opened it.
      Because: Tuesday follows Monday.
    - It was Monday. Some days later, on Friday, Tom came back.
      Because: nobody counts "some days".
    - It was Monday. They would meet on Friday, Anna said.
      Because: the Friday lies ahead.
    - It was Thursday. On Mondays the shop was shut.
      Because: Mondays in general.
    - The letter was dated Thursday, 6 June 1889.
      Because: that day was a Thursday.

Known misses
    Weekdays far apart, with nights between them that are told but not counted, are
    left alone; so are calendars of other worlds and dates before 1753.

Source
    The timeline of a copy editor's style sheet (Amy Schneider, The Chicago Guide to
    Copyediting Fiction, 2023, chapter 6); weekdays by the Gregorian calendar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fabula.checks.clashes import questions
from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.checks.scene_questions import scene_questions
from fabula.english.times import WEEKDAYS
from fabula.manuscript.spans import Span
from fabula.story.continuity.clocks import clocks_back
from fabula.story.continuity.dates import two_dates
from fabula.story.continuity.daylight import two_times_of_day
from fabula.story.continuity.months import months_of_two_seasons
from fabula.story.continuity.skies import wet_skies
from fabula.story.continuity.terms import two_terms
from fabula.story.continuity.weekdays import wrong_weekdays
from fabula.story.continuity.years_ago import years_apart
from fabula.story.stage.days import ToldDay
from fabula.story.stage.time_phrases import TimePhrase, weekday_of

__all__ = ["timeline_conflict"]

_FIRST_GREGORIAN = 1753
_CLASHES = {
    "month": ("Here it is of another month than before: “{first}”.", "the month told before"),
    "term": ("This is another number of years than before: “{first}”.", "how many years"),
    "weekday": ("By what was told before, this day is a {what}.", "the day told before"),
    "plan": ("By “{first}” this is a {what}.", "how many days it is from today"),
}


@check(
    level="query",
    topic="continuity",
    needs={"text", "reading", "mentions", "characters", "quotes"},
    reach="book",
    evidence=True,
)
def timeline_conflict(story: StoryView) -> Iterator[Finding]:
    """Compare each weekday with what it must be, and dates with the calendar."""
    days = story.days
    yield from scene_questions(story, "timeline-conflict")
    yield from _hours_and_skies(story)
    yield from _years_ago(story)
    for search in (wrong_weekdays, months_of_two_seasons):
        yield from questions(story, story.find(search, "quotes"), _CLASHES)
    found = story.find(two_terms, "reading", "mentions", "characters", "quotes")
    yield from questions(story, found, _CLASHES)
    for day in days.told:
        if day.phrase.weekday != day.due:
            yield _conflict(story, day)
    yield from _calendar(
        story, [d for phrases in days.phrases for d in _dated_days(story, phrases)]
    )


def _hours_and_skies(story: StoryView) -> Iterator[Finding]:
    """Clocks that run backwards and rain out of nothing, scene by scene."""
    for back in story.find(clocks_back, "quotes"):
        first = " ".join(back.first.text(story.text).split())
        yield story.finding(
            back.second,
            f"It is earlier here than before: “{first}”.",
            evidence=(Evidence(back.first, "the hour told before"),),
            confidence=0.6,
        )
    for sky in story.find(wet_skies, "quotes"):
        yield story.finding(
            sky.wet,
            f"It is wet here, but the weather is dry: “{_flat(sky.dry.text(story.text))}”.",
            evidence=(Evidence(sky.dry, "the weather told before"),),
            confidence=0.6,
        )


def _years_ago(story: StoryView) -> Iterator[Finding]:
    """One thing that was so many years ago here, and so many there."""
    for apart in story.find(years_apart, "reading", "mentions", "characters", "quotes"):
        yield story.finding(
            apart.second,
            f"{apart.what.capitalize()} is {apart.second_years} years ago here, but "
            f"{apart.first_years} by what is told before.",
            evidence=(Evidence(apart.first, "how long ago it is"),),
            confidence=0.6,
        )
    for two in story.find(two_times_of_day, "reading", "mentions", "characters", "quotes"):
        yield story.finding(
            two.second,
            f"It is {two.other} here, but {two.one} before in the scene.",
            evidence=(Evidence(two.first, f"it is {two.one}"),),
            confidence=0.5,
        )
    for dates in story.find(two_dates, "reading", "mentions", "characters", "quotes"):
        yield story.finding(
            dates.second,
            f"The {dates.event} has another date here than before: "
            f"“{' '.join(dates.first.text(story.text).split())}”.",
            evidence=(Evidence(dates.first, f"the date of the {dates.event}"),),
            confidence=0.6,
        )


def _conflict(story: StoryView, day: ToldDay) -> Finding:
    step = day.step
    said = WEEKDAYS[day.phrase.weekday or 0].capitalize()
    other = WEEKDAYS[day.since.weekday or 0].capitalize()
    wanted = WEEKDAYS[day.due].capitalize()
    flat = " ".join(step.span.text(story.text).split()) if step else ""
    how = f"“{flat}” from {other} is {wanted}" if step else f"it was {other} just before"
    evidence = [Evidence(day.since.span, f"the day is {other} here")]
    if step:
        evidence.append(Evidence(step.span, f"{abs(step.days)} day(s) on"))
    start = day.phrase.span.start
    return story.finding(
        Span(start, start + len(said)),
        f"{said} does not add up: {how}.",
        evidence=evidence,
        confidence=0.8 if step else 0.6,
    )


# --- the calendar ---


@dataclass(frozen=True, slots=True)
class _Dated:
    """A weekday and a date given together."""

    span: Span
    weekday: int
    month: int
    day: int
    year: int | None


def _dated_days(story: StoryView, phrases: tuple[TimePhrase, ...]) -> list[_Dated]:
    """ "Monday, 6 June", "June 6th, a Monday"."""
    found = []
    for one, other in pairwise(phrases):
        if one.kind != "day" or other.kind != "day":
            continue
        weekday = one.weekday if one.weekday is not None else other.weekday
        date = one if one.month else other
        between = story.text[one.span.end : other.span.start]
        joined = re.fullmatch(r"(?:,|\s|the|was|a|on|—|–|-)*", between)
        if weekday is None or date.month is None or date.day is None or not joined:
            continue
        if (one.weekday is None) == (other.weekday is None):
            continue
        span = Span(one.span.start, other.span.end)
        found.append(_Dated(span, weekday, date.month, date.day, date.year))
    return found


def _calendar(story: StoryView, dated: list[_Dated]) -> Iterator[Finding]:
    previous: _Dated | None = None
    for entry in dated:
        if entry.year is not None and entry.year >= _FIRST_GREGORIAN:
            due = weekday_of(entry.year, entry.month, entry.day)
            if due != entry.weekday:
                said, right = WEEKDAYS[entry.weekday].capitalize(), WEEKDAYS[due].capitalize()
                at = entry.span.text(story.text)
                offset = entry.span.start + at.find(said)
                span = Span(offset, offset + len(said))
                yield story.finding(
                    entry.span,
                    f"That day was a {right}, not a {said}.",
                    evidence=(Evidence(span, f"the calendar has {right}"),),
                    edits=(Edit(span, right),),
                    confidence=0.8,
                )
        elif previous is not None and previous.year is None and entry.year is None:
            yield from _disagree(story, previous, entry)
        previous = entry


def _disagree(story: StoryView, one: _Dated, other: _Dated) -> Iterator[Finding]:
    """Two dates of one season, without years: the weekdays must fit each other."""
    apart = _of_year(other) - _of_year(one)
    if not 0 <= apart <= 60 or (apart + one.weekday - other.weekday) % 7 == 0:
        return
    due = WEEKDAYS[(one.weekday + apart) % 7].capitalize()
    yield story.finding(
        other.span,
        f"If “{one.span.text(story.text)}” is right, this day is a {due}.",
        evidence=(Evidence(one.span, "the weekday and the date given before"),),
        confidence=0.6,
    )


def _of_year(entry: _Dated) -> int:
    """The day of a common year that a date is, from 0."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return sum(lengths[: entry.month - 1]) + entry.day - 1


def _flat(text: str) -> str:
    return " ".join(text.split())
