"""Ages that do not follow from the years told: born in 1950, and thirty in 1990."""

import re
from collections.abc import Iterator

from fabula.english.numbers import NUMBERS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import is_one_scene, matches_near, meant_by
from fabula.story.facts.ages import number_at
from fabula.story.model import Story

__all__ = ["sums_of_lives"]

_N = rf"(?:(?:{alternation(NUMBERS)})(?:-(?:{alternation(NUMBERS)}))?|\d{{1,2}})"
_WHO = r"(?P<who>[Hh]e|[Ss]he|I|[A-Z]\w+)"
_BORN = re.compile(
    rf"\b{_WHO}\s(?:was|had\sbeen)\sborn\sin\s(?:the\s\w+\sof\s|[A-Z]\w+\s)?(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_NOW = re.compile(
    r"\b[Ii]t\swas\s(?:now\s)?(?:the\s\w+\sof\s|[A-Z]\w+\s)?(?P<year>1[5-9]\d\d|20\d\d)\b"
)
_WED = re.compile(
    rf"\b{_WHO}\s(?:had\s)?(?:been\s)?(?:married|widowed|joined|started|enlisted)\sat\s(?P<at>{_N}),?\s[^.]{{0,60}}?\bfor\s(?P<for>{_N})\syears\b"
)
_AGED = re.compile(rf"\b{_WHO}\swas\s(?P<age>{_N})(?=\s(?:years\sold|that\s\w+|and\b|now\b)|[.,;])")
_REACH = 5000


def sums_of_lives(story: Story) -> Iterator[Clash]:
    """Each age that is off by two years or more from what was told of the same life."""
    text = story.manuscript.text
    for first, due in (*_from_birth(story), *_from_wedding(story)):
        who = _person(story, first)
        for match in _AGED.finditer(text, first.end(), first.end() + _REACH):
            if story.speech.at(match.start()) is not None or who is None:
                continue
            if _person(story, match) != who or not is_one_scene(
                story, first.start(), match.start()
            ):
                continue
            age = _number(match["age"])
            if age > _CHILD and abs(age - due) > 1:
                teller = None if who == NARRATOR else who
                span = Span(match.start("age"), match.end("age"))
                yield Clash("sum of years", Span(*first.span()), span, teller, str(due))
            break


_CHILD = 3
"""Numbers up to this are seldom ages."""


def _from_birth(story: Story) -> Iterator[tuple[re.Match[str], int]]:
    text = story.manuscript.text
    for match in matches_near(story, _BORN, {"born"}, 40, 40):
        now = _NOW.search(text, match.end(), match.end() + _REACH)
        if now is not None and story.speech.at(match.start()) is None:
            yield match, int(now["year"]) - int(match["year"])


def _from_wedding(story: Story) -> Iterator[tuple[re.Match[str], int]]:
    words = {"married", "widowed", "joined", "started", "enlisted"}
    for match in matches_near(story, _WED, words, 40, 120):
        if story.speech.at(match.start()) is None:
            yield match, _number(match["at"]) + _number(match["for"])


def _person(story: Story, match: re.Match[str]) -> int | None:
    word = match["who"]
    if word == "I":
        return NARRATOR
    if word.lower() in ("he", "she"):
        return meant_by(story, match.start("who"), word)
    return next((c.id for c in story.characters if word in c.name.split()), None)


def _number(said: str) -> int:
    found = number_at(tuple(re.findall(r"\w+|-", said.lower())), 0)
    return found[0] if found else 0
