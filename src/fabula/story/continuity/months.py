"""The month of a scene, and the light or the weather of another: January, and "the July light"."""

import re
from collections.abc import Iterator

from fabula.english.tables import alternation
from fabula.english.times import LIGHT_NOT_NOW, MONTHS, OF_A_MONTH, PARTS_OF_A_MONTH, PASSING_MONTHS
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.surroundings import is_of_another_time
from fabula.story.model import Story

__all__ = ["months_of_two_seasons"]

_MONTH = rf"(?P<month>{alternation(month.capitalize() for month in MONTHS)})"
_TOLD = re.compile(
    rf"\b(?:(?:[Ii]n|[Ii]t\swas|[Oo]n|[Aa]ll|[Tt]hat|[Oo]ne)\s)(?:(?:the|a|an|that|one)\s)?(?:[\w-]+\s){{0,2}}?(?:(?:{alternation(PARTS_OF_A_MONTH)})\s(?:of|in)\s)?(?:early\s|late\s|mid-)?{_MONTH}\b(?!\s(?:{alternation(OF_A_MONTH)}))"
)
_LIT = re.compile(
    rf"\b(?:[Tt]he|[Aa]|[Tt]hat|[Tt]his|[Ii]n|[Uu]nder|of)\s(?:[\w-]+\s){{0,2}}?{_MONTH}\s(?:{alternation(OF_A_MONTH)})\b"
)
_PASSES = re.compile(rf"\b(?:{alternation(PASSING_MONTHS)})\b", re.IGNORECASE)
_UNREAL = re.compile(rf"\b(?:{alternation(LIGHT_NOT_NOW)})\b[^.;]*\Z|\b(?:next|every|by)\s\Z")
_APART = 2
_FAR = 8000


def months_of_two_seasons(story: Story) -> Iterator[Clash]:
    """The first light or weather of each scene that is of another month than the scene."""
    text = story.manuscript.text
    done: set[int] = set()
    for match in _LIT.finditer(text):
        scene = story.manuscript.scene_at(match.start())
        if scene < 0 or scene in done or not _is_of_scene(story, match):
            continue
        begin = max(story.manuscript.scenes[scene].span.start, match.start() - _FAR)
        told = [m for m in _TOLD.finditer(text, begin, match.start()) if _is_of_scene(story, m)]
        if not told or any(m["month"] == match["month"] for m in told):
            continue
        first = told[-1]
        apart = abs(_number(first) - _number(match))
        between = story.speech.narration(first.end(), match.start())
        if min(apart, 12 - apart) >= _APART and not _PASSES.search(between):
            done.add(scene)
            at = Span(first.start("month"), first.end("month"))
            yield Clash("month", at, Span(match.start("month"), match.end()))


def _number(match: re.Match[str]) -> int:
    return MONTHS.index(match["month"].lower())


def _is_of_scene(story: Story, match: re.Match[str]) -> bool:
    """Whether the narration says it of the scene: it is not remembered, likened or awaited."""
    span = Span(*match.span())
    if story.speech.at(span.start) is not None or is_of_another_time(story, span):
        return False
    text = story.manuscript.text
    begin = max(text.rfind(mark, 0, span.start) for mark in ".!?\n;") + 1
    return not _UNREAL.search(text[begin : span.start])
