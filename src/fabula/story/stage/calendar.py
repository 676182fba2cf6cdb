"""The days of the scenes: what the narration counts from one to the next, as far as it counts.

A run of days begins with the story and after each gap that nobody can count ("some weeks
later"). Within a run each scene has its day, from 0 at the run's beginning, moved by the steps
that the narration takes ("the next morning", "three days later") and, once a weekday is told,
by the weekdays. Steps that are spoken, remembered, planned or supposed move nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.manuscript.spans import SpanIndex
from fabula.story.model import Story
from fabula.story.stage.time_phrases import TimePhrase

__all__ = ["SceneDay", "scene_days"]

_FIRST_WORDS = 12
"""Code points at a paragraph's beginning in which a phrase opens it."""

_PASSED = re.compile(r"\b(?:later|afterwards?|passed|went)$", re.IGNORECASE)
_LOOKS_BACK = re.compile(r"last\b", re.IGNORECASE)

_OPENING = 200
"""Code points at a scene's beginning in which a step tells when it begins."""


@dataclass(frozen=True, slots=True)
class SceneDay:
    """When a scene takes place.

    ``run``: the number of the run of days, from 0; ``first`` and ``last``: its days in it.
    ``weekday``: of its first day, 0 for Monday, None where nothing tells.
    ``moved_by``: the phrases that moved the day within it or at its beginning.
    """

    run: int
    first: int
    last: int
    weekday: int | None
    moved_by: tuple[TimePhrase, ...]


def scene_days(story: Story) -> tuple[SceneDay, ...]:
    """When each scene takes place, in the order they are told."""
    return tuple(_walk(story))


def _walk(story: Story) -> Iterator[SceneDay]:
    beats = story.stage.beats
    index, whens = SpanIndex.of(span for span, _ in beats), [when for _, when in beats]
    clock = _RunningDay()
    for scene, phrases in zip(story.manuscript.scenes, story.days.phrases, strict=True):
        first, moved_by = clock.day, []
        run = clock.run
        for phrase in phrases:
            at = index.last_begun(phrase.span.start)
            now = at < 0 or whens[at] == "now"
            if now and _is_told(story, phrase) and clock.take(phrase):
                moved_by.append(phrase)
            if phrase.span.start - scene.span.start <= _OPENING:
                first, run = clock.day, clock.run
        if clock.run != run:  # the scene goes on into another run, of which it tells the rest
            yield SceneDay(run, first, first, None, tuple(moved_by))
            continue
        weekday = None if clock.monday is None else (first - clock.monday) % 7
        yield SceneDay(run, first, clock.day, weekday, tuple(moved_by))


def _is_told(story: Story, phrase: TimePhrase) -> bool:
    """Whether the narration steps by a phrase: not in speech, a title, or by the way.

    A gap opens its paragraph ("One morning, ...") or says that time went by ("months later");
    else it may be a stretch of time of which something is said ("for some weeks").
    """
    manuscript, span = story.manuscript, phrase.span
    block = manuscript.blocks[max(manuscript.block_at(span.start), 0)]
    if block.kind != "paragraph" or story.speech.around(span) is not None:
        return False
    if phrase.kind != "gap":
        return True
    words = span.text(manuscript.text)
    opens = span.start - block.span.start <= _FIRST_WORDS
    return bool(_PASSED.search(words)) or (opens and not _LOOKS_BACK.match(words))


@dataclass(slots=True)
class _RunningDay:
    """``day`` of ``run``; ``monday``: a day of the run that is a Monday, once that is known."""

    run: int = 0
    day: int = 0
    monday: int | None = None

    def take(self, phrase: TimePhrase) -> bool:
        """Move on by a phrase; whether it moved the day or named it."""
        if phrase.kind == "gap":
            self.run, self.day, self.monday = self.run + 1, 0, None
            return True
        if phrase.kind == "step":
            self.day += max(phrase.days, 0)
            return phrase.days > 0
        if phrase.weekday is None or not phrase.anchor:
            return False
        if self.monday is None:
            self.monday = self.day - phrase.weekday
        else:
            self.day += (phrase.weekday + self.monday - self.day) % 7
        return True
