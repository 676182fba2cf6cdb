"""A dry sky and rain in one scene, with nothing that brings the rain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import RAIN_NOT_NOW, WEATHER_TURNS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["WetSky", "wet_skies"]

_DRY = re.compile(
    r"\b(?:not|wasn['’]t|weren['’]t|isn['’]t|never|no|without)\s(?:even\s|a\s|single\s)*clouds?\b"
    r"|\bcloudless\b|\b(?:had|has)(?:n['’]t|\snot)\srained\b",
    re.IGNORECASE,
)
_WET = re.compile(r"\bthe\s(?:\w+\s)?(?:rain|sleet|drizzle|hail|downpour)\b", re.IGNORECASE)
_NOT_NOW = re.compile(rf"\b(?:{alternation(RAIN_NOT_NOW)})\b", re.IGNORECASE)
_OTHER_RAIN = re.compile(r"\s(?:had|barrel|butt|gauge|forest|gods?|clouds?|would|might|could)\b")
_TURNS = re.compile(rf"\b(?:{alternation(WEATHER_TURNS)})\b", re.IGNORECASE)
_REACH = 5000


@dataclass(frozen=True, slots=True)
class WetSky:
    """The sky is without a cloud at ``dry``, and it rains at ``wet``."""

    dry: Span
    wet: Span


def wet_skies(story: Story) -> Iterator[WetSky]:
    """The first rain of each scene that follows on a dry sky out of nothing."""
    text, told = story.manuscript.text, story.speech
    for scene in story.manuscript.scenes:
        for dry in _DRY.finditer(text, scene.span.start, scene.span.end):
            if told.at(dry.start()) is not None:
                continue
            end = min(scene.span.end, dry.end() + _REACH)
            for wet in _WET.finditer(text, dry.end(), end):
                if told.at(wet.start()) is not None or _is_aside(text, wet.start(), wet.end()):
                    continue
                last = [m.end() for m in _DRY.finditer(text, dry.end(), wet.start())]
                begin = last[-1] if last else dry.end()
                if not _TURNS.search(told.narration(begin, wet.start())):
                    yield WetSky(Span(*dry.span()), Span(*wet.span()))
                break
            break


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether the rain is of another time, or is only thought of."""
    begin = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    before = text[max(begin, start - 60) : start]
    return bool(_NOT_NOW.search(before)) or bool(_OTHER_RAIN.match(text, end))
