"""On which floor of a house a home is, and how far it is from one place to another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.numbers import NUMBERS, ORDINAL_UNITS
from fabula.english.places import ANOTHER_FLOOR, HOMES, LENGTHS, UP_AND_DOWN
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["TwoDistances", "TwoFloors", "two_distances", "two_floors"]

_ORDINALS = {word: n + 1 for n, word in enumerate((*ORDINAL_UNITS, "tenth"))}
_FLOOR = re.compile(
    rf"\b(?P<n>{alternation(_ORDINALS)}|[1-9]\d?(?:st|nd|rd|th))[\s-](?:floor|storey)\b",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\b(?:at|past|by|reached|passed|pressed|between|below|above)\s(?:the\s)?\Z", re.IGNORECASE
)
_STAYS = re.compile(
    r"\b(?:put|lived?s?|living|stay(?:s|ed|ing)?|up|was|were|is|are|about|being)\s(?:\w+\s\w+\s)?(?:on\s)?(?:the\s|a\s)\Z"
)
"""Words before a floor by which somebody is put there, or something is so of being there."""
_OF_HOME = re.compile(rf"\b(?:{alternation(HOMES)})\b", re.IGNORECASE)
_CLIMBED = re.compile(rf"\b(?:{alternation(UP_AND_DOWN)})\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:moved\s(?:out|in(?!\sthe\b)|into|house|flat|down|away|to)|(?:new|another|other|second)\s(?:flat|floor|place|apartment|office|building|house))\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|from|of|about|at)\s(?:the|our|this|that)\s\Z", re.I)
_IS_THERE = re.compile(
    r"\b(?:was|were|is|are|put|had|lay|stood|sat|lived|worked)\b[^.;]{0,60}\bon\s(?:the|our)\s\Z"
)
_MOVES = re.compile(
    rf"\b(?:{alternation(ANOTHER_FLOOR)})\b"
    r"|\b(?:went|go|came|climbed|walked|ran|took|rode)\s(?:\w+\s)?(?:up|down)\b"
    r"|\b(?:opposite|across\sthe|another|other)\b[^.;]{0,40}\bfloor\b|\bfloors?\s(?:above|below|up|down)\b"
)
_OWN_ROOM = re.compile(
    r"\b(?:his|her|my|their|our)\s(?:rooms?|flat|apartment|office|door)\son\sthe\s\Z"
)
"""Where somebody belongs, who goes there by whatever stairs."""
_NEAR = 6000
_BESIDE = 220
"""How far around a floor, in code points, what tells that it is of a home stands."""
_REACH = 40_000

_N = rf"(?:{alternation(w for w, n in NUMBERS.items() if 0 < n <= 100)}|\d+)"
_LENGTH = rf"(?P<n>{_N})(?:\s(?P<hundred>hundred|thousand))?\s(?P<unit>{alternation(LENGTHS)})"
_A_TO_B = (
    r"from\s(?:the\s|our\s|his\s|her\s)?(?P<a>\w+)\sto\s(?:the\s|our\s|his\s|her\s)?(?P<b>\w+)"
)
_OTHER_LENGTH = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _LENGTH)
_OTHER_ENDS = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _A_TO_B)
_FROM_TO = re.compile(
    rf"\b(?i:{_A_TO_B}),?\s(?:it\s)?(?:was|is)\s(?:only\s|just\s)?{_LENGTH}"
    rf"|\b(?:[Ii]t\s)?(?:was|is|['’]s)\s(?:only\s|just\s|a\sgood\s)?{_OTHER_LENGTH}\s{_OTHER_ENDS}"
)
_ROAD = re.compile(
    r"\b(?:new\sroad|short\scut|bridge\shad|bypass|cut\s(?:it\s)?down|as\sthe\scrow|by\sboat|by\s(?:road|water))\b"
)
_OF_A_HOUSE = re.compile(
    r"\s(?:front\s|back\s)?(?:windows?|stair\w*|landing|corridor|gallery|passage|balcony|rooms?)\b"
)
"""What of a house has a floor that is not somebody's home."""
_STOREY = re.compile(r"stor(?:e?y|ies)\b", re.IGNORECASE)
_APART = 1.5
"""Times by which one distance exceeds another that cannot be the same."""


@dataclass(frozen=True, slots=True)
class TwoFloors:
    """A home that is on one floor at ``first`` and on another at ``second``."""

    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class TwoDistances:
    """A way that is so long at ``first`` and otherwise at ``second``."""

    first: Span
    second: Span


def two_floors(story: Story) -> Iterator[TwoFloors]:
    """The first floor of a home that departs from the only one that there was."""
    text = story.manuscript.text
    seen: list[tuple[int, Span]] = []
    scene_floors: dict[int, tuple[int, Span]] = {}
    for match in _FLOOR.finditer(text):
        span = Span(*match.span())
        if not _is_home(text, span):
            yield from _in_scene(story, span, _floor(match["n"].lower()), scene_floors)
            continue
        number = _floor(match["n"].lower())
        others = {n for n, _ in seen if n != number}
        if len(others) == 1 and all(n != number for n, _ in seen):
            one = seen[-1][1]
            near = span.start - one.end < _REACH
            if (
                near
                and not _went_there(story, one, span)
                and not _MOVED.search(text, one.end, span.start)
                and not _MOVED.search(text, span.end, span.end + 60)
            ):
                yield TwoFloors(one, span)
        seen.append((number, span))
        scene_floors.setdefault(story.manuscript.scene_at(span.start), (number, span))


def _went_there(story: Story, one: Span, span: Span) -> bool:
    """Whether they go from one floor to the other within a scene, and neither is called a home."""
    text = story.manuscript.text
    if story.manuscript.scene_at(one.start) != story.manuscript.scene_at(span.start):
        return False
    if _OWN_ROOM.search(text[max(0, span.start - 40) : span.start]):
        return False
    moves = _MOVES.search(story.speech.narration(one.end, span.start))
    return moves is not None and not any(_OF_HOME.match(text, s.end + 1) for s in (one, span))


def _in_scene(
    story: Story, span: Span, number: int, floors: dict[int, tuple[int, Span]]
) -> Iterator[TwoFloors]:
    """A floor on which the scene stands, where the same scene has told that it is on another."""
    text, scene = story.manuscript.text, story.manuscript.scene_at(span.start)
    before = text[max(0, span.start - 60) : span.start]
    on = _ON.search(before)
    if scene < 0 or on is None or story.speech.at(span.start) is not None:
        return
    if scene not in floors:
        if _IS_THERE.search(text[max(0, span.start - 90) : span.start]):
            floors[scene] = number, span
        return
    first, at = floors[scene]
    between = story.speech.narration(at.end, span.end)
    if number != first and not _MOVES.search(between) and span.start - at.end < _NEAR:
        yield TwoFloors(at, span)


def _is_home(text: str, span: Span) -> bool:
    """Whether a floor is where a flat is, to which people climb and from which they carry."""
    before = text[max(0, span.start - 30) : span.start]
    if _PASSING.search(before):
        return False
    begin, end = max(0, span.start - _BESIDE), span.end + _BESIDE
    home = _OF_HOME.match(text, span.end + 1) or re.match(
        r",[”’\"']?.{0,24}\bno\s(?:lift|elevator)\b", text[span.end : end]
    )
    if _STAYS.search(before) and not _OF_A_HOUSE.match(text, span.end):
        return True
    if _OF_A_HOUSE.match(text, span.end) or (_STOREY.search(span.text(text)) and not home):
        return False
    return bool(home) or bool(_CLIMBED.search(text, begin, end))


def _floor(word: str) -> int:
    return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))


def two_distances(story: Story) -> Iterator[TwoDistances]:
    """Each distance between two places that another passage makes longer or shorter by half."""
    text = story.manuscript.text
    seen: dict[frozenset[str], tuple[float, Span]] = {}
    for match in _FROM_TO.finditer(text):
        ends = frozenset({(match["a"] or match["a2"]).lower(), (match["b"] or match["b2"]).lower()})
        count = match["n"] or match["n2"]
        number = int(count) if count.isdecimal() else NUMBERS[count.lower()]
        size = {"hundred": 100, "thousand": 1000}.get(
            match["hundred"] or match["hundred2"] or "", 1
        )
        length = number * size * float(LENGTHS[match["unit"] or match["unit2"]])
        span = Span(*match.span())
        if ends in seen:
            other, one = seen[ends]
            longer = max(length, other) / min(length, other) if min(length, other) else 1.0
            if longer >= _APART and not _ROAD.search(text, one.end, span.end):
                yield TwoDistances(one, span)
        seen[ends] = (length, span)
