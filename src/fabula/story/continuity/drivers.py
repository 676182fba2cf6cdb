"""Who drives: somebody's hands on the wheel who sat in the back all the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import meant_by, people_in
from fabula.story.model import Story

__all__ = ["OtherDriver", "other_drivers"]

_DROVE = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+|I)\s(?:drove\b|was\sdriving\b|took\sthe\swheel\b|(?:was|sat)\s(?:at|behind)\sthe\swheel\b)"
)
_WHEEL = re.compile(
    r"\b(?P<whose>[Mm]y|[Hh]is|[Hh]er)\s(?:\w+\s)?(?:hands?|fists?|fingers|knuckles)\b[^.;]{0,30}?\b(?:on|at|round|around|gripp\w+)\s(?:a|the)\s(?:steering\s)?wheel\b"
)
_CHANGED = re.compile(
    r"\b(?:swap\w*|took\s(?:over|the\swheel)|turn\s(?:at\sthe\swheel|to\sdrive)|let\s\w+\sdrive|changed\splaces|changed\sdrivers|taxi)\b"
)
_REACH = 40_000


@dataclass(frozen=True, slots=True)
class OtherDriver:
    """``who`` (None: the narrator) has the wheel at ``second``; ``driver`` drove at ``first``."""

    who: int | None
    driver: str
    first: Span
    second: Span


def other_drivers(story: Story) -> Iterator[OtherDriver]:
    """Hands on a wheel that are not those of the one who drove whoever they belong to."""
    text = story.manuscript.text
    drove = [m for m in _DROVE.finditer(text) if story.speech.at(m.start()) is None]
    for wheel in _WHEEL.finditer(text):
        before = [m for m in drove if 0 < wheel.start() - m.end() < _REACH]
        names = {m["name"] for m in before}
        if len(names) != 1 or story.speech.at(wheel.start()) is not None:
            continue
        first = before[-1]
        who = meant_by(story, wheel.start("whose"), wheel["whose"])
        if who is None or _is(story, who, names.pop()) or not _rides(story, who, first):
            continue
        if not _CHANGED.search(text, first.end(), wheel.start()):
            driver = first["name"]
            yield OtherDriver(
                None if who < 0 else who, driver, Span(*first.span()), Span(*wheel.span())
            )


def _is(story: Story, who: int, name: str) -> bool:
    """Whether somebody goes by a name."""
    if name == "I" or who == NARRATOR:
        return name == "I" and who == NARRATOR
    names = next(((c.name, *c.aliases) for c in story.characters if c.id == who), ())
    return any(name in one.split() for one in names)


def _rides(story: Story, who: int, drove: re.Match[str]) -> bool:
    """Whether somebody is told of where the other drives."""
    paragraph = story.manuscript.block_span_at(drove.start())
    if who == NARRATOR:
        return bool(re.search(r"\b(?:I|me|my)\b", paragraph.text(story.manuscript.text)))
    return who in people_in(story, paragraph)
