"""What somebody has not, and then has: the bald man's hair, the bachelor's wife, lost glasses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import HAS_AFTER_ALL
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    matches_near,
    meant_by,
)
from fabula.story.model import Story

__all__ = ["had_after_all"]

_WHO = r"(?P<who>[Hh]e|[Ss]he|I|[Tt]he\s(?:[a-z]+\s)?[a-z]+|(?:[A-Z][\w.]+\s)?[A-Z]\w+)"
_OWN = r"(?P<own>[Hh]is|[Hh]er|[Mm]y)"


@dataclass(frozen=True, slots=True)
class _Lack:
    """What is lacked: the words that say so, and those by which it is there after all."""

    what: str
    words: frozenset[str]
    told: re.Pattern[str]
    has: re.Pattern[str]
    in_scene: bool


_LACKS = (
    _Lack(
        "hair", frozenset({"bald"}),
        re.compile(rf"\b{_WHO}\s(?:was|is|had\sbeen)\s(?:\w+\s)?bald\b(?!ing)"),
        re.compile(rf"\b(?:pushed|ran|combed|brushed|smoothed|tossed|tore)\s(?:a\shand\s|his\sfingers\s|the\shair\s|back\s)*(?:through\s|out\sof\s)?{_OWN}\s(?:\w+\s)?(?P<thing>hair|fringe|curls|locks|eyes)\b"),
        in_scene=False,
    ),
    _Lack(
        "beard", frozenset({"beard", "clean-shaven"}),
        re.compile(rf"\b{_WHO}\s(?:had\sshaved\s(?:off\s)?(?:his|the)\sbeard|was\sclean-shaven)\b"),
        re.compile(rf"\b(?:stroked|scratched|tugged\s(?:at\s)?|pulled\s(?:at\s)?|fingered|combed|into|rubbed)\s?{_OWN}\s(?:\w+\s)?(?P<thing>beard|moustache|whiskers)\b"),
        in_scene=True,
    ),
    _Lack(
        "glasses", frozenset({"glasses", "spectacles"}),
        re.compile(rf"\b(?:[Ww]ithout|lost|broken|forgotten|dropped)\s{_OWN}\s(?:glasses|spectacles)\b"),
        re.compile(rf"\b(?:pushed|took\soff|adjusted|polished|straightened|over\sthe\stop\sof|took)\s{_OWN}\s(?:\w+\s)?(?P<thing>glasses|spectacles)\b"),
        in_scene=True,
    ),
    _Lack(
        "hearing", frozenset({"deaf"}),
        re.compile(rf"\b{_WHO}\s(?:was|is|had\sbeen)\s(?:stone\s|quite\s|completely\s|profoundly\s)?deaf\b(?!\s(?:to|in))"),
        re.compile(rf"\b{_WHO}\s(?:\w+\s)?(?P<thing>heard|(?:turned|looked)\s(?:\w+\s){{0,3}}at\sthe\ssound|overheard)\b"),
        in_scene=False,
    ),
    _Lack(
        "a husband or wife", frozenset({"married", "bachelor", "spinster", "unmarried"}),
        re.compile(rf"\b{_WHO}\s(?:had\snever\s(?:been\s)?married|was\sa\s(?:\w+\s)?(?:bachelor|spinster)|was\sunmarried)\b"),
        re.compile(rf"\b{_OWN}\s(?P<thing>wife|husband)\b(?!-to-be)"),
        in_scene=False,
    ),
)  # fmt: skip
_EXPLAINED = re.compile(rf"\b(?:{alternation(HAS_AFTER_ALL)})\b", re.IGNORECASE)
_NEAR = 60
_REACH = 30_000


def had_after_all(story: Story) -> Iterator[Clash]:
    """The first place at which each one has what they lack, when nothing accounts for it."""
    for lack in _LACKS:
        for match in matches_near(story, lack.told, lack.words, 60, 40):
            if story.speech.at(match.start()) is not None:
                continue
            groups = {k: v for k, v in match.groupdict().items() if v}
            name = next(iter(groups))
            who = _person(story, match.start(name), groups[name])
            if who is None or is_of_another_time(story, Span(*match.span())):
                continue
            found = _has(story, lack, who, match.end())
            if found is not None:
                teller = None if who == NARRATOR else who
                yield Clash("lack", Span(*match.span()), found, teller, lack.what)


def _has(story: Story, lack: _Lack, who: int, begin: int) -> Span | None:
    text = story.manuscript.text
    for match in lack.has.finditer(text, begin, begin + _REACH):
        if lack.in_scene and not is_one_scene(story, begin, match.start()):
            return None
        name = "own" if "own" in match.groupdict() else "who"
        spoken = story.speech.at(match.start())
        if spoken is not None:
            cue = "" if spoken.cue is None else spoken.cue.text(text)
            own = match[name].lower() == "my" and lack.what.endswith("wife") and "the " not in cue
            having = spoken.speaker if own else None
        else:
            having = _person(story, match.start(name), match[name])
        low = max(begin, match.start() - _NEAR)
        if having != who or _EXPLAINED.search(text, low, match.end() + _NEAR):
            continue
        return None if _EXPLAINED.search(text, begin, begin + _NEAR) else Span(*match.span())
    return None


def _person(story: Story, offset: int, word: str) -> int | None:
    lower = word.lower()
    if lower in ("i", "my"):
        return NARRATOR
    if lower in ("he", "she", "his", "her"):
        return meant_by(story, offset, word)
    token = story.clauses.token_at(offset + len(word) - 1)
    owner = story.clauses.who(token)
    return owner.entity if owner is not None else None
