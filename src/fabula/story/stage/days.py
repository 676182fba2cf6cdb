"""Story time: the weekday of the story, carried through the steps told between the days.

A weekday that the narration gives ("it was Monday") is the day of the story until a gap that
nobody can count; a step ("the next morning") moves it. What a weekday told later must be, if
what was told before is right, stands beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from fabula.display import counted
from fabula.english.changes import BEFORE_ANOTHER_DAY, TIME_PASSES
from fabula.english.tables import alternation
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story.model import Speech, Story
from fabula.story.stage.time_phrases import TimePhrase, find_times

__all__ = ["Days", "ToldDay", "days_of"]

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
_NOW = re.compile(r"(?:was|is|['’]s|[Tt]his|same)\s(?:\w+\s)?\Z")
_PLANNED = re.compile(r"\b(?:would|will|shall|could|should|if|till|until)\b")


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A weekday that must follow from what was told before.

    ``phrase`` names it; ``due`` is the weekday it must be, 0 for Monday; ``since`` is the day
    told last, and ``step`` the step from there, None where both must be one day.
    """

    phrase: TimePhrase
    due: int
    since: TimePhrase
    step: TimePhrase | None


@dataclass(frozen=True, slots=True)
class Days:
    """The time of a story.

    ``phrases``: the days, steps and gaps that each scene names, in order. ``told``: the
    weekdays that follow from earlier ones, in order.
    """

    phrases: tuple[tuple[TimePhrase, ...], ...]
    told: tuple[ToldDay, ...]

    def __repr__(self) -> str:
        return f"<Days: {counted(sum(map(len, self.phrases)), 'phrase')}>"


def days_of(story: Story) -> Days:
    """The days of a story, scene by scene; the day is carried from one scene to the next."""
    manuscript = story.manuscript
    clock = _Calendar(manuscript, story.speech)
    phrases = tuple(find_times(manuscript.text, scene.span) for scene in manuscript.scenes)
    return Days(phrases, tuple(day for scene in phrases for day in clock.run(scene)))


@dataclass(slots=True)
class _Calendar:
    """The day of the story as last told, and the steps since; ``here``: told in this scene."""

    manuscript: Manuscript
    speech: Speech
    day: TimePhrase | None = None
    moved: int = 0
    step: TimePhrase | None = None
    here: bool = False

    def run(self, phrases: tuple[TimePhrase, ...]) -> Iterator[ToldDay]:
        """The weekdays of one scene that follow from what was told before."""
        self.here = False
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
            self.here = True

    def _weekday(self, phrase: TimePhrase) -> Iterator[ToldDay]:
        step, self.step = self.step, None
        if not self._claims(phrase):
            return
        near = self.day is not None and phrase.span.start - self.day.span.end < _REACH
        if step and self._spoken(step.span) and not self.here:
            return  # "tomorrow" in a scene of which nobody told how long after it is
        if step and near and self.day is not None:
            if step.days >= 0 or self.moved == 0:
                due = ((self.day.weekday or 0) + self.moved + step.days) % 7
                yield ToldDay(phrase, due, self.day, step)
            self._settle(phrase, step)
            return
        if not phrase.anchor:
            return
        if self.day is not None and self._one_day(phrase):
            yield ToldDay(phrase, self.day.weekday or 0, self.day, None)
        if not self._spoken(phrase.span):
            self.day, self.moved, self.here = phrase, 0, True

    def _settle(self, phrase: TimePhrase, step: TimePhrase) -> None:
        """The day reached by a step forward in narration is the story's new day."""
        if step.days >= 0 and not self._spoken(step.span) and not self._future(step.span):
            self.day, self.moved, self.here = phrase, 0, True

    def _claims(self, phrase: TimePhrase | None) -> bool:
        """Whether a weekday is said to be a day, not "by Friday" or "Good Friday"."""
        if phrase is None or phrase.weekday is None:
            return False
        return not _NO_CLAIM.search(self._before(phrase))

    def _before(self, phrase: TimePhrase) -> str:
        return self.manuscript.text[max(0, phrase.span.start - 24) : phrase.span.start]

    def _one_day(self, phrase: TimePhrase) -> bool:
        """Whether nothing between the last day and this one lets time pass."""
        if self.day is None or self.moved or not self.day.anchor:
            return False
        begin = self.day.span.end
        if phrase.span.start - begin > _SAME_DAY or not self._present(phrase):
            return False
        between = self.speech.narration(begin, phrase.span.start)
        return not _PASSES.search(between) and "\n\n***" not in between

    def _present(self, phrase: TimePhrase) -> bool:
        """Whether the day is the present one: "it was Monday", "today is Monday", "this Monday"."""
        return bool(_NOW.search(self._before(phrase)))

    def _spoken(self, span: Span) -> bool:
        return self.speech.around(span) is not None

    def _future(self, span: Span) -> bool:
        """Steps that a plan or a wish takes, not the story."""
        begin = max(0, span.start - _BESIDE)
        return bool(_PLANNED.search(self.manuscript.text[begin : span.end + 40]))


def _beside(step: TimePhrase, day: TimePhrase | None) -> bool:
    return day is not None and 0 <= day.span.start - step.span.end < _BESIDE
