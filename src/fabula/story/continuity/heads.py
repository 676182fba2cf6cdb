"""How many people are together, counted twice in a scene."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.motion import ARRIVING
from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import matches_near
from fabula.story.model import Story

__all__ = ["MoreHeads", "more_heads", "others_of_us"]

_SMALL = {word: n for word, n in NUMBERS.items() if 2 <= n <= 12}
_N = alternation(_SMALL)
_FIRST = re.compile(
    rf"\b(?:[Tt]here\s(?:were|are)|[Ww]e\swere|[Tt]hey\swere)\s(?:only\s|now\s|just\s)?(?P<n>{_N})(?:\sof\s(?:them|us)\b|\s(?:at|round|around)\sthe\b)"
)
_LEFT = re.compile(
    rf"\b(?i:(?P<n>{_N}))\sof\s(?:us|them)\s(?:were\s|was\s|are\s)?(?:left\b|sat\sin\sthem\b|[^.:;]{{0,40}}:\s(?=[A-Z]))"
)
"""A part told of whom nobody is left out: "two of us were left", "three of us went: Ann and"."""
_GROUP = re.compile(r"\b(?:was|were|are)\s(?:now\s|only\s)?a\s(?P<n>trio|quartet|quintet)\b")
_AGAIN = re.compile(rf"\b(?:[Tt]he|[Aa]ll)\s(?P<n>{_N})\sof\s(?:them|us)\b")
_ROUND = re.compile(
    rf"(?<=[.!?]\s)(?P<n>(?i:{_N}))\s(?:people|men|women|souls)\s(?:round|around|at|in)\s(?:a|the)\b"
)
"""Those who are there, told as a sentence without a verb of its own."""
_CAME = re.compile(
    r"\b(?:(?<!we\s)came|stepped\sout|sat\sdown\s(?:by|beside|with)|turned\sup|walked\sin|got\sin(?:to)?|climbed\sin(?:to)?|joined|appeared)\b"
)
_BANDS = {"trio": 3, "quartet": 4, "quintet": 5}
_NUMBERS_OF_US = frozenset({*_SMALL, *_BANDS})
_TOLD = (_FIRST, _LEFT, _GROUP)
_COUNTS = (*_TOLD, _AGAIN, _ROUND)
_OF_US = re.compile(rf"\b[Tt]here\s(?:were|are)\s(?P<n>{_N})\sof\sus\b")
_ALL_OF_US = re.compile(rf"\b[Aa]ll\s(?P<n>{_N})\sof\sus\b")
_GOES = re.compile(
    r"\b(?:left\sus|went\shome|joined|stayed\sbehind|gone\shome|lost\s[A-Z]\w+|died|dead|quit|new\s\w+|another\sof)\b"
)
_REACH = 6000
_FAR = 20_000


@dataclass(frozen=True, slots=True)
class MoreHeads:
    """There are ``many`` at ``second``, and there were ``few``, another number, at ``first``."""

    few: str
    many: str
    first: Span
    second: Span


def more_heads(story: Story) -> Iterator[MoreHeads]:
    """Each count of people that is above one of the same scene, when nobody has come."""
    counted = [m for form in _COUNTS for m in matches_near(story, form, _NUMBERS_OF_US, 30, 60)]
    for scene in story.manuscript.scenes:
        last: re.Match[str] | None = None
        found = [m for m in counted if scene.span.start <= m.start() < scene.span.end]
        for match in sorted(found, key=lambda m: m.start()):
            if story.speech.at(match.start()) is not None:
                continue
            if last is not None and match.start() - last.end() < _REACH:
                few, many = _number(last), _number(match)
                if many > few and not _came(story, last.end(), match.start()):
                    said = match["n"].lower()
                    yield MoreHeads(
                        last["n"].lower(), said, Span(*last.span()), Span(*match.span())
                    )
                    last = None
                    continue
            if match.re in _TOLD:
                last = match


def others_of_us(story: Story) -> Iterator[MoreHeads]:
    """ "All five of us" where "there were six of us" before, and nobody is told to go."""
    told = [
        m for m in matches_near(story, _OF_US, _SMALL, 30, 20) if story.speech.at(m.start()) is None
    ]
    for match in matches_near(story, _ALL_OF_US, _SMALL, 20, 20):
        before = [m for m in told if m.end() < match.start()]
        if not before or story.speech.at(match.start()) is not None:
            continue
        last = before[-1]
        near = match.start() - last.end() < _FAR
        one, other = _number(last), _number(match)
        if other > one and _came(story, last.end(), match.start()):
            continue
        if (
            near
            and one != other
            and not _GOES.search(story.speech.narration(last.end(), match.start()))
        ):
            yield MoreHeads(last["n"], match["n"], Span(*last.span()), Span(*match.span()))
            return


def _number(match: re.Match[str]) -> int:
    word = match["n"].lower()
    return _BANDS[word] if word in _BANDS else _SMALL[word]


def _came(story: Story, low: int, high: int) -> bool:
    """Whether anybody may have come between two places."""
    told = story.speech.narration(low, high)
    acts = story.acts.after(low, high - low)
    return bool(_CAME.search(told)) or any(a.lemma in ARRIVING and a.when == "now" for a in acts)
