"""Days and dates that do not add up.

What it finds
    A weekday that cannot follow from the one before and the steps told between
    them ("It was Monday ... The next morning, Wednesday"), two weekdays for one
    day of the story, a date that falls on another weekday than the one it is given,
    and dates whose weekdays disagree with each other.

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

Fine
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
from itertools import pairwise, zip_longest

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit, Evidence, Finding
from fabula.checks.framework.view import StoryView
from fabula.english.changes import BEFORE_ANOTHER_DAY, TIME_PASSES
from fabula.english.tables import alternation
from fabula.english.times import WEEKDAYS
from fabula.manuscript.spans import Span
from fabula.story.facts.time import TimePhrase, find_times, weekday_of

__all__ = ["timeline_conflict"]

_BESIDE = 60
"""How close a step and the day it leads to stand, in code points."""

_REACH = 9000
"""How far a day is carried, in code points: about three chapters' pages of a scene."""

_SAME_DAY = 4000
"""Within what stretch two days "it was" must be one day, if no step is told."""

_PASSES = re.compile(
    rf"""\b(?:{alternation(TIME_PASSES)}|by\s\w+day)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_CLAIM = re.compile(
    rf"""(?:\b(?:{alternation(BEFORE_ANOTHER_DAY)}|(?:thought|believed|dreamed|said)\s(?:that\s)?it\swas|call(?:ed)?|named|Man|Miss|Mr)\s+(?:the\s|a\s|on\s)?)\Z""",
    re.VERBOSE,
)
_FIRST_GREGORIAN = 1753


@check(level="query", needs={"text", "quotes"}, evidence=True)
def timeline_conflict(story: StoryView) -> Iterator[Finding]:
    """Carry the weekday through the story's steps, and check dates against the calendar."""
    dated: list[_Dated] = []
    clock = _Clock(story)
    for scene in story.manuscript.scenes or ():
        phrases = find_times(story.text, scene.span)
        dated += _dated_days(story, phrases)
        yield from clock.run(phrases)
    yield from _calendar(story, dated)


@dataclass(slots=True)
class _Clock:
    """The day of the story as last told, and the steps since."""

    story: StoryView
    day: TimePhrase | None = None
    moved: int = 0
    step: TimePhrase | None = None

    def run(self, phrases: tuple[TimePhrase, ...]) -> Iterator[Finding]:
        """Findings of one scene."""
        for phrase, following in zip_longest(phrases, phrases[1:]):
            if phrase.kind == "gap":
                if not self._spoken(phrase.span):
                    self.day, self.step = None, None
            elif phrase.kind == "step":
                self._walk(phrase, following)
            elif phrase.weekday is not None:
                yield from self._weekday(phrase)

    def _walk(self, step: TimePhrase, following: TimePhrase | None) -> None:
        leads = _beside(step, following) and self._claims(following)
        spoken = self._spoken(step.span)
        if leads:
            self.step = step
        elif step.days < 0 or spoken or self._future(step.span):
            return
        else:
            self.step = None
            self.moved += step.days

    def _weekday(self, phrase: TimePhrase) -> Iterator[Finding]:
        step, self.step = self.step, None
        if not self._claims(phrase):
            return
        weekday = phrase.weekday or 0
        near = self.day is not None and phrase.span.start - self.day.span.end < _REACH
        if step and near and self.day is not None:
            due = ((self.day.weekday or 0) + self.moved + step.days) % 7
            if due != weekday and (step.days >= 0 or self.moved == 0):
                yield self._finding(phrase, due, step)
            self._settle(phrase, step)
            return
        if not phrase.anchor:
            return
        if self.day is not None and self._one_day(phrase) and weekday != self.day.weekday:
            yield self._finding(phrase, self.day.weekday or 0, None)
        if not self._spoken(phrase.span):
            self.day, self.moved = phrase, 0

    def _settle(self, phrase: TimePhrase, step: TimePhrase) -> None:
        """The day reached by a step forward in narration is the story's new day."""
        if step.days >= 0 and not self._spoken(step.span) and not self._future(step.span):
            self.day, self.moved = phrase, 0

    def _claims(self, phrase: TimePhrase | None) -> bool:
        """Whether a weekday is said to be a day, not "by Friday" or "Good Friday"."""
        if phrase is None or phrase.weekday is None:
            return False
        before = self.story.text[max(0, phrase.span.start - 24) : phrase.span.start]
        return not _NO_CLAIM.search(before)

    def _one_day(self, phrase: TimePhrase) -> bool:
        """Whether nothing between the last day and this one lets time pass."""
        if self.day is None or self.moved or not self.day.anchor:
            return False
        begin = self.day.span.end
        if phrase.span.start - begin > _SAME_DAY or not self._present(phrase):
            return False
        between = self.story.text[begin : phrase.span.start]
        return not _PASSES.search(between) and "\n\n***" not in between

    def _present(self, phrase: TimePhrase) -> bool:
        """Whether the day is the present one: "it was Monday", "today is Monday", "this Monday"."""
        before = self.story.text[max(0, phrase.span.start - 24) : phrase.span.start]
        return bool(re.search(r"(?:was|is|['’]s|[Tt]his|same)\s(?:\w+\s)?\Z", before))

    def _spoken(self, span: Span) -> bool:
        return self.story.speech.around(span) is not None

    def _future(self, span: Span) -> bool:
        """Steps that a plan or a wish takes, not the story."""
        begin = max(0, span.start - _BESIDE)
        return bool(
            re.search(
                r"\b(?:would|will|shall|could|should|if|till|until)\b",
                self.story.text[begin : span.end + 40],
            )
        )

    def _finding(self, phrase: TimePhrase, due: int, step: TimePhrase | None) -> Finding:
        day = self.day or phrase
        said = WEEKDAYS[phrase.weekday or 0].capitalize()
        other = WEEKDAYS[day.weekday or 0].capitalize()
        wanted = WEEKDAYS[due].capitalize()
        flat = " ".join(step.span.text(self.story.text).split()) if step else ""
        how = f"“{flat}” from {other} is {wanted}" if step else f"it was {other} just before"
        evidence = [Evidence(day.span, f"the day is {other} here")]
        if step:
            evidence.append(Evidence(step.span, f"{abs(step.days)} day(s) on"))
        span = Span(phrase.span.start, phrase.span.start + len(said))
        return self.story.finding(
            span,
            f"{said} does not add up: {how}.",
            evidence=evidence,
            confidence=0.8 if step else 0.6,
        )


def _beside(step: TimePhrase, day: TimePhrase | None) -> bool:
    return day is not None and 0 <= day.span.start - step.span.end < _BESIDE


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
