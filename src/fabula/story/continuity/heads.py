"""How many people are together, counted twice in a scene."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.motion import ARRIVING
from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["MoreHeads", "more_heads"]

_SMALL = {word: n for word, n in NUMBERS.items() if 2 <= n <= 12}
_N = alternation(_SMALL)
_FIRST = re.compile(
    rf"\b(?:[Tt]here\s(?:were|are)|[Ww]e\swere|[Tt]hey\swere)\s(?:only\s|now\s|just\s)?(?P<n>{_N})(?:\sof\s(?:them|us)\b|\s(?:at|round|around)\sthe\b)"
)
_AGAIN = re.compile(rf"\b(?:[Tt]he|[Aa]ll)\s(?P<n>{_N})\sof\s(?:them|us)\b")
_CAME = re.compile(r"\b(?:came|stepped\sout|sat\sdown\s(?:by|beside|with)|turned\sup|walked\sin)\b")
_REACH = 6000


@dataclass(frozen=True, slots=True)
class MoreHeads:
    """There are ``many`` at ``second``, and there were fewer at ``first``."""

    few: str
    many: str
    first: Span
    second: Span


def more_heads(story: Story) -> Iterator[MoreHeads]:
    """Each count of people that is above one of the same scene, when nobody has come."""
    text = story.manuscript.text
    for scene in story.manuscript.scenes:
        last: re.Match[str] | None = None
        counts = [*_FIRST.finditer(text, scene.span.start, scene.span.end)]
        again = [*_AGAIN.finditer(text, scene.span.start, scene.span.end)]
        for match in sorted((*counts, *again), key=lambda m: m.start()):
            if story.speech.at(match.start()) is not None:
                continue
            if match.re is _FIRST:
                last = match
            elif last is not None and match.start() - last.end() < _REACH:
                few, many = _SMALL[last["n"]], _SMALL[match["n"]]
                if many > few and not _came(story, last.end(), match.start()):
                    yield MoreHeads(last["n"], match["n"], Span(*last.span()), Span(*match.span()))
                    last = None


def _came(story: Story, low: int, high: int) -> bool:
    """Whether anybody may have come between two places."""
    told = story.speech.narration(low, high)
    events = story.presence.happening_between(low, high)
    return bool(_CAME.search(told)) or any(event.lemma in ARRIVING for event in events)
