"""Which side somebody is hurt on, and the hand (or eye, or knee) they then use or favour."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import USED_ALL_THE_SAME
from fabula.english.looks import HURTING
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    matches_near,
    meant_by,
    sentence_around,
)
from fabula.story.model import Story

__all__ = ["wrong_sides"]

_ARM = "arm|hand|wrist|elbow|shoulder|forearm|thumb"
_LEG = "leg|knee|foot|ankle|hip|shin|thigh"
_LIMBS = {
    **dict.fromkeys(_ARM.split("|"), "arm"),
    **dict.fromkeys(_LEG.split("|"), "leg"),
    **dict.fromkeys(("eye", "ear", "side"), ""),
}
_ONE_THAT = "with|that|he|she|I|they|where|which"
_METAL = "pins?|plates?|screws?|rods?|thorns?|nails?"
_PART = alternation(_LIMBS)
_HURTING = alternation(HURTING) + r"|cut|smashed|injured|hurt|lost|cracked|wrenched|strained"
_LAME = "bad|bandaged|broken|injured|wounded|burned|burnt|scalded|stiff|swollen|useless"
_COVERS = f"bullet|ball|shot|knife|shrapnel|cast|plaster|sling|bandage|patch|splinter|{_METAL}"
_IN = "in|through|into|on|off|over|from|round|around"
_SLUNG = "sling|plaster|cast|splints?|bandages?"


def _sided(n: str, how: str = "") -> str:
    """ "His left arm", the groups numbered."""
    whose = rf"(?P<own{n}>[Hh]is|[Hh]er|[Mm]y|the)\s{how}"
    return rf"{whose}(?P<side{n}>left|right)\s(?P<part{n}>{_PART})\b"


_HURT = re.compile(
    rf"\b{_sided('')}\s(?:was\s|still\s|hung\s|up\s)*in\s(?:a\s|its\s|the\s)?(?:\w+\s)?(?:{_SLUNG})\b"
    rf"|\b(?:{_HURTING})\s(?:\w+\s)?{_sided('2')}"
    rf"|\b(?:{_COVERS})\s(?:\w+\s)?(?:{_IN})\s{_sided('3')}"
    r"|\b(?:held\sup|lifted|raised)\s(?P<own5>the)\s(?P<side5>left|right)\b[^.]{0,30}\.\s[^.]{0,20}\b(?:burned|burnt|broken|cut|crushed|sprained)\s(?P<part5>it)\b"
    rf"|\b{_sided('4', f'(?:{_LAME})' + chr(92) + 's')}"
    rf"|\b(?:[Dd]eaf|[Bb]lind)\s(?:in|on)\s{_sided('6')}"
    rf"|\b(?:{_COVERS})\s(?:\w+\s){{1,2}}(?:{_IN})\s{_sided('7')}"
)
_GOOD = re.compile(
    rf"\b{_sided('', f'(?P<how>good|sound|hurt|aching|sore|{_LAME})' + chr(92) + 's')}"
    rf"|\b{_sided('2')}(?P<how2>,\sthe\s(?:bad\s)?one\s(?:{_ONE_THAT}))\b"
)
_GOOD_ONES = frozenset({"good", "sound"})
_TO_HAND = r"in|with|(?:put|reached|stretched|held)\sout|raised|lifted|held\sup|waved|swung"
_USES = re.compile(
    rf"\b(?:{_TO_HAND})\s(?P<own>his|her|my)\s(?P<side>left|right)\s(?P<part>hand|fist|arm)\b"
    r"|\b(?:to|into|in|at|against)\s(?P<own3>his|her|my)\s(?P<side3>left|right)\s(?P<part3>ear)\b"
    r"|\b(?:shut|closed|winked|opened|narrowed)\s(?P<own2>his|her|my)\s(?P<side2>left|right)\s(?P<part2>eye)\b"
)
_ALL_THE_SAME = re.compile(rf"\b(?:{alternation(USED_ALL_THE_SAME)})\b", re.IGNORECASE)
_HEALED = re.compile(
    r"\b(?:healed|mended|as\sgood\sas\snew|took\soff\sthe\s(?:cast|plaster|bandage|sling)|(?:years|months|weeks)\s(?:later|passed|after|went)|by\s(?:spring|summer|autumn|winter|January|June|Christmas|Easter)|next\stime"
    r"|both\s(?:hands|arms|wrists|legs|knees|eyes)|the\sother\s(?:hand|arm|wrist|leg|knee|foot|eye))\b"
)
_BOTH = frozenset({"left", "right"})
_REACH = 6000
_FAR = 40_000


@dataclass(frozen=True, slots=True)
class _Hurt:
    who: int
    side: str
    limb: str
    part: str
    span: Span


def wrong_sides(story: Story) -> Iterator[Clash]:
    """Each hurt hand that is used, and each good or bad one that is on the other side."""
    hurt = [
        h for m in matches_near(story, _HURT, _BOTH, 90, 120) if (h := _read(story, m)) is not None
    ]
    if not hurt:
        return
    told: set[int] = set()
    found = [m for form in (_GOOD, _USES) for m in matches_near(story, form, _BOTH, 40, 30)]
    for match in sorted(found, key=lambda m: m.start()):
        if story.speech.at(match.start()) is not None:
            continue
        later = _read(story, match)
        if later is None:
            continue
        for one in hurt:
            if one.span.end > later.span.start or one.who != later.who:
                continue
            if _differ(story, one, later, match) and one.span.start not in told:
                told.add(one.span.start)
                who = None if later.who == NARRATOR else later.who
                yield Clash("hurt side", one.span, later.span, who, f"{one.side} {one.part}")
            break


def _read(story: Story, match: re.Match[str]) -> _Hurt | None:
    """Whose part on which side a match tells of; nothing where that is nobody known."""
    groups = {k.rstrip("234567"): (k, v) for k, v in match.groupdict().items() if v}
    own, at = groups["own"][1], match.start(groups["own"][0])
    part, side = groups["part"][1], groups["side"][1]
    part = "hand" if part == "it" else part  # "held up the left ... She had burned it"
    span = Span(*match.span())
    who = _bearer(story, match.start()) if own == "the" else meant_by(story, at, own)
    if who is None or is_of_another_time(story, span):
        return None
    return _Hurt(who, side, _LIMBS[part] or part, part, span)


def _bearer(story: Story, offset: int) -> int | None:
    """Who has "the left knee": the subject of the sentence."""
    begin, end = story.clauses.sentence(story.clauses.token_at(offset))
    for t in range(begin, end):
        if story.reading.deprels[t].startswith("nsubj"):
            if story.clauses.words[t] == "i":
                return NARRATOR
            owner = story.clauses.who(t)
            return owner.entity if owner is not None else None
    return None


def _differ(story: Story, one: _Hurt, later: _Hurt, match: re.Match[str]) -> bool:
    """Whether the later place has the hurt on another side, or uses what is hurt."""
    text = story.manuscript.text
    gap = later.span.start - one.span.end
    between = story.speech.narration(one.span.end, later.span.start)
    if one.limb != later.limb or _HEALED.search(between):
        return False
    how = match.groupdict().get("how") or match.groupdict().get("how2")
    if how is not None:
        good = how in _GOOD_ONES
        if re.search(rf"\b{later.side}\s{later.part}\b", between):
            return False  # both were told of
        return gap < _FAR and (one.side == later.side) is good and one.side != "side"
    sentence = sentence_around(story, later.span.start)
    near = gap < _REACH and story.manuscript.scene_at(one.span.start) == story.manuscript.scene_at(
        later.span.start
    )
    lame = _ALL_THE_SAME.search(text, sentence.start, sentence.end)
    return near and one.side == later.side and not lame
