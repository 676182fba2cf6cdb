"""Clock times of one scene that run backwards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import NIGHT_PASSES
from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["ClockBack", "clocks_back"]

_HOUR = rf"(?:{alternation(w for w, n in NUMBERS.items() if 0 < n <= 12)}|1[0-2]|[1-9])"
_MINUTES = r"(?:five|ten|twenty(?:-five)?|twelve|fifteen|[1-5]?[0-9])"
_TIME = re.compile(
    rf"\b(?:[Aa]t|It\swas|[Bb]y)\s(?:just\s|exactly\s|nearly\s|almost\s|about\s|only\s|already\s|gone\s)?(?:"
    rf"(?P<half>half[\s-]past)\s(?P<h1>{_HOUR})"
    rf"|(?P<quarter>a\squarter|quarter)\s(?P<q>past|to)\s(?P<h2>{_HOUR})"
    rf"|(?P<m>{_MINUTES})(?:\sminutes)?\s(?P<way>past|to)\s(?P<h3>{_HOUR})"
    rf"|(?P<h4>{_HOUR})\so['’]clock)\b"
)
_PASSES = re.compile(rf"\b(?:{alternation(NIGHT_PASSES)})\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:reached|got|arrived|came|left|set\soff|stopped|began|finished|rang|opened)\b[^,;]{0,40}\Z"
)
"""What comes before "at ten past six" where it tells when something was done."""
_MOST_BACK = 180
"""Minutes: what is further back is another half of the day."""
_REACH = 5000


@dataclass(frozen=True, slots=True)
class ClockBack:
    """It is later at ``first`` than at ``second``, which is told after it."""

    first: Span
    second: Span


def clocks_back(story: Story) -> Iterator[ClockBack]:
    """Each time of the clock that lies before the one told last in its scene."""
    text = story.manuscript.text
    for scene in story.manuscript.scenes:
        last: tuple[int, Span] | None = None
        for match in _TIME.finditer(text, scene.span.start, scene.span.end):
            if story.speech.at(match.start()) is not None or not _is_now(text, match):
                continue
            minutes, span = _minutes(match), Span(*match.span())
            if last is not None and span.start - last[1].end < _REACH:
                back = (last[0] - minutes) % 720
                between = story.speech.narration(last[1].end, span.start)
                if 0 < back <= _MOST_BACK and not _PASSES.search(between):
                    yield ClockBack(last[1], span)
            last = (minutes, span)


def _is_now(text: str, match: re.Match[str]) -> bool:
    """Whether the time is that of the scene: it opens a sentence, and none of habit or wish."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    before = text[begin : match.start()]
    opens = not before.strip(" \"'“”‘’—") or match[0].startswith("At")
    if not opens and not (match[0].startswith("at") and _HAPPENED.search(before)):
        return False
    end = min((e for e in (text.find(".", match.end()), text.find("\n", match.end())) if e >= 0),
              default=len(text))  # fmt: skip
    return not re.search(
        r"\b(?:would|every|each|had|usually|always|if|due|supposed|(?:was|were)\sto)\b",
        text[begin:end],
    )


def _minutes(match: re.Match[str]) -> int:
    """Minutes from twelve on."""
    hour = _number(match["h1"] or match["h2"] or match["h3"] or match["h4"]) % 12 * 60
    if match["half"]:
        return hour + 30
    if match["quarter"]:
        return hour + (15 if match["q"] == "past" else -15)
    if match["m"]:
        return hour + _number(match["m"]) * (1 if match["way"] == "past" else -1)
    return hour


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    tens, _, unit = word.partition("-")
    return NUMBERS.get(tens, 0) + NUMBERS.get(unit, 0)
