"""Day and night, summer and snow in one scene, with no hour told to pass between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import HOURS_PASS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import is_of_another_time
from fabula.story.model import Story

__all__ = ["TwoTimesOfDay", "two_times_of_day"]

_DAY = re.compile(
    r"\b[Tt]he\s(?:morning\s|afternoon\s|low\s)?sun(?:light)?\s(?:was|shone|came|had\scome|stood|beat|lay|fell|poured)\b|\bbroad\sdaylight\b"
    r"|\b[Ii]t\swas\s(?:not\syet\s(?:six|seven|eight|nine)|just\safter\s(?:lunch|breakfast)|noon|midday)\b"
)
_NIGHT = re.compile(
    r"\b(?:the|at\sthe)\sstars\s(?:that\s)?(?:were|had|came|hung|shone|was)\b|\bstarlight\b|\b(?:in|by)\sthe\smoonlight\b|\bthe\smoon\s(?:was|had\s(?:come|risen)|hung|shone)\b"
    r"|\bup\sat\sthe\smoon\b"
)
_SNOW = re.compile(
    r"\b[Ss]now\s(?:had\sbeen\sfalling|was\sfalling|fell|had\scovered|lay)\b|\b[Ii]t\s(?:was|had\sbeen)\ssnowing\b"
)
_WARM = re.compile(
    r"\b(?:warm|hot)\s(?:wind|breeze|evening|grass|pavement|tarmac)\b|\b(?:heat|heatwave|cicadas|crickets|blossom|hayfever|sunburn\w*)\b|\bdry\sleaves\b"
)
_RAINY = re.compile(
    r"\b[Ii]t\s(?:was|had\sbeen)\s(?:still\s)?(?:raining|pouring|drizzling)\b|\b[Tt]he\srain\s(?:was\sfalling|fell|came\sdown|had\snot\sstopped|drummed|beat)\b"
)
_SUNNY = re.compile(
    r"\b(?:dry|sunny|sunlit|dusty|sun-warmed)(?:,\s\w+)?\s(?:road|street|lane|pavement|path|yard|grass|kerb|steps|square)\b"
)
_CLEARS = re.compile(
    r"\b(?:(?:snow|rain|[Ii]t)\s(?:had\s)?stopped|cleared|thaw\w*|melt\w*|dried|later|next|inside|hall|sun\s(?:came|broke)|by\s(?:noon|evening|morning))\b"
)
_PASSES = re.compile(rf"\b(?:{alternation(HOURS_PASS)})\b", re.IGNORECASE)
_INDOOR_HEAT = re.compile(r"\b(?:radiator|stove|fire|oven|kitchen|body|engine)\b")
_REACH = 5000


@dataclass(frozen=True, slots=True)
class TwoTimesOfDay:
    """It is ``one`` at ``first``, and ``other`` at ``second``, in one scene."""

    one: str
    other: str
    first: Span
    second: Span


_OPPOSED = (
    ("day", _DAY, "night", _NIGHT),
    ("night", _NIGHT, "day", _DAY),
    ("snowy", _SNOW, "warm", _WARM),
    ("snowy", _SNOW, "dry", _SUNNY),
    ("rainy", _RAINY, "dry", _SUNNY),
)


def two_times_of_day(story: Story) -> Iterator[TwoTimesOfDay]:
    """The first sign of another time of day, or of year, of each scene."""
    text = story.manuscript.text
    for scene in story.manuscript.scenes:
        for one, first, other, second in _OPPOSED:
            told = first.search(text, scene.span.start, scene.span.end)
            if told is None or _is_aside(story, told):
                continue
            for match in second.finditer(
                text, told.end(), min(scene.span.end, told.end() + _REACH)
            ):
                if _is_aside(story, match) or (
                    other == "warm"
                    and _INDOOR_HEAT.search(text, match.start() - 60, match.end() + 30)
                ):
                    continue
                passes = _CLEARS if other == "dry" else _PASSES
                if not passes.search(story.speech.narration(told.end(), match.start())):
                    yield TwoTimesOfDay(one, other, Span(*told.span()), Span(*match.span()))
                break


def _is_aside(story: Story, match: re.Match[str]) -> bool:
    """Whether it is said by somebody, or of another day."""
    span = Span(*match.span())
    return story.speech.at(span.start) is not None or is_of_another_time(story, span)
