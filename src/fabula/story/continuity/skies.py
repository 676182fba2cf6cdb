"""A dry sky or dry ground, and rain or puddles in one scene, with nothing that brings them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import OTHER_WATER, RAIN_NOT_NOW, WEATHER_TURNS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import is_of_another_time, matches_near, sentence_around
from fabula.story.model import Story

__all__ = ["WetSky", "wet_skies"]

_DRY = re.compile(
    r"\b(?:not|wasn['’]t|weren['’]t|isn['’]t|never|no|without)\s(?:even\s|a\s|single\s)*clouds?\b"
    r"|\bcloudless\b|\b(?:morning|day|afternoon|weather)\swas\s(?:bright|fine|clear|hot)\sand\sdry\b"
    r"|\b(?:had|has)(?:n['’]t|\snot)\srained\b",
    re.IGNORECASE,
)
_DROUGHT = re.compile(
    r"\b(?:had|has)(?:n['’]t|\snot)\srained\s(?:for|since|in|all)\b"
    r"|\bno\srain\s(?:had\s(?:fallen\s)?)?(?:\w+\s){0,4}?(?:since|for|in|all)\b"
    r"|\bdrought\b|\b(?:had\sbeen|was)\sdry\sfor\b|\bwithout\s(?:a\sdrop\sof\s)?rain\b"
    r"|\bwhite\swith\sdust\b|\bground\swas\slike\siron\b|\bfrozen\s(?:hard|solid)\b",
    re.IGNORECASE,
)
"""Ground on which no puddle can be, nor mud."""
_WET = re.compile(r"\bthe\s(?:\w+\s)?(?:rain|sleet|drizzle|hail|downpour)\b", re.IGNORECASE)
_DRIPS = re.compile(
    r"\b(?:dripp?(?:ed|ing)|ran|running)\s(?:off|from|down)\s(?:the\sbrim|(?:his|her|my)\s(?:hat|hood|umbrella|coat|mac|collar))\b"
    r"|\b(?:shook\sout|put\sup|opened|furled|folded)\s(?:his|her|my|the|an)\s(?:wet\s)?umbrella\b"
    r"|\bwet\s(?:pavements?|streets?|road|slates|cobbles|tarmac)\b",
    re.IGNORECASE,
)
_SOAKED = re.compile(
    r"\b(?:splash\w*|wad\w+|jump\w*)\s(?:\w+\s){0,2}(?:through|in|into|over)\s(?:the\s|a\s)?(?:\w+\s)?puddles?\b"
    r"|\b(?:round|around|over|avoid\w*|into|in|through)\s(?:the|a)\spuddles?\b|\bsquelch\w*\b"
    r"|\bmud\s(?:sucked|sucking|squelched|came|clung|oozed|splashed)\b|\b(?:wet|soft|sticky)\s(?:mud|clay|grass|earth)\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(rf"\b(?:{alternation(RAIN_NOT_NOW)})\b", re.IGNORECASE)
_OTHER_RAIN = re.compile(r"\s(?:had|barrel|butt|gauge|forest|gods?|clouds?|would|might|could)\b")
_TURNS = re.compile(rf"\b(?:{alternation(WEATHER_TURNS)})\b", re.IGNORECASE)
_OTHER_WATER = re.compile(rf"\b(?:{alternation(OTHER_WATER)})\b", re.IGNORECASE)
_UNREAL = re.compile(r"\b(?:like|as\sif|as\sthough|would|once|used\sto|no|not|without)\s[^.;]*\Z")
_OPPOSED = {_DROUGHT: (_WET, _DRIPS, _SOAKED), _DRY: (_WET, _DRIPS)}
_OF_DRY = frozenset(
    {"cloud", "clouds", "cloudless", "rained", "rain", "drought", "dry", "dust", "iron", "frozen"}
)
_REACH = 5000


@dataclass(frozen=True, slots=True)
class WetSky:
    """The weather is dry at ``dry``, and it rains or is wet at ``wet``."""

    dry: Span
    wet: Span


def wet_skies(story: Story) -> Iterator[WetSky]:
    """The first rain, drip or puddle of each scene that follows on a dry sky out of nothing."""
    dry: dict[tuple[int, re.Pattern[str]], re.Match[str]] = {}
    for form in _OPPOSED:
        for match in matches_near(story, form, _OF_DRY, 60, 60):
            if _is_told(story, match):
                dry.setdefault((story.manuscript.scene_at(match.start()), form), match)
    told: set[int] = set()
    for (scene, _), first in sorted(dry.items(), key=lambda one: one[0][0]):
        found = [*_wet_after(story, scene, first)] if scene >= 0 and scene not in told else []
        if found:
            told.add(scene)
            yield min(found, key=lambda w: w.wet.start)


def _wet_after(story: Story, scene: int, first: re.Match[str]) -> Iterator[WetSky]:
    text, told, dry = story.manuscript.text, story.speech, first.re
    end = min(story.manuscript.scenes[scene].span.end, first.end() + _REACH)
    for wet in _OPPOSED[dry]:
        for match in wet.finditer(text, first.end(), end):
            aside = wet is _WET and _is_aside(text, match.start(), match.end())
            if told.at(match.start()) is not None or aside:
                continue
            last = [m.end() for m in dry.finditer(text, first.end(), match.start())]
            begin = last[-1] if last else first.end()
            turns = _TURNS.search(told.narration(begin, match.start()))
            if not turns and (wet is _WET or not _is_other_water(story, match)):
                yield WetSky(Span(*first.span()), Span(*match.span()))
            break


def _is_told(story: Story, match: re.Match[str]) -> bool:
    remembered = is_of_another_time(story, Span(*match.span()))
    return story.speech.at(match.start()) is None and not remembered


def _is_other_water(story: Story, match: re.Match[str]) -> bool:
    """Whether it is wet there for another reason than rain, or only in a manner of speaking."""
    sentence = sentence_around(story, match.start())
    before = sentence_around(story, max(0, sentence.start - 2))
    text = story.manuscript.text
    likened = _UNREAL.search(text[sentence.start : match.start()])
    remembered = is_of_another_time(story, Span(*match.span()))
    return bool(likened or remembered or _OTHER_WATER.search(text, before.start, sentence.end))


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether the rain is of another time, or is only thought of."""
    begin = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    before = text[max(begin, start - 60) : start]
    return bool(_NOT_NOW.search(before)) or bool(_OTHER_RAIN.match(text, end))
