"""Whom a speech is addressed to: those it calls by name, and those talked with around it.

Everyone who speaks near a speech, or is called or told something in it, may be listening.
Each shows a few yes-or-no signs, each weighed; the weights are those of a logistic
regression on the Project Dialogism Novel Corpus, whose readers listed for every quotation
all whom it is said to.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import fsum

from fabula.english.saying import TELLING_WHOM
from fabula.english.tables import alternation
from fabula.quotations.tags import find_tag
from fabula.story.speech.evidence import SpeechEvidence, SpeechUnit
from fabula.story.speech.vocatives import addressed_in

__all__ = ["WEIGHTS", "addressees_of", "listeners_of"]

_NEAR = 3  # paragraphs of narration that may stand between speeches of one conversation
_REACH = 6  # speeches looked back and ahead
_SURE = 0.4  # log odds: six chances in ten
_NAMED = 5.0
_TO = re.compile(r"(?:\s+[\w'’.-]+){0,4}?\s+to\s+")
_WHOM = re.compile(rf"(?:{alternation(TELLING_WHOM)})\s+")
_TAG = 90  # code points after a part in which its tag names the one told

WEIGHTS: dict[str, float] = {
    "silent": -2.41,
    "always": -2.05,
    "after, past narration": -1.09,
    "before, past narration": -0.92,
    "spoken of": -0.62,
    "many": -0.53,
    "called 0.5": -0.28,
    "alone before": 0.3,
    "after at 4": 0.36,
    "before at 4": 0.42,
    "alone after": 0.43,
    "before rank 3": 0.64,
    "after at 3": 0.7,
    "in narration beside": 0.74,
    "before at 1": 0.75,
    "before at 3": 0.79,
    "after rank 3": 0.84,
    "before rank 2": 0.91,
    "after, touching": 0.96,
    "after at 2": 0.97,
    "first on both sides": 0.97,
    "before at 2": 1.0,
    "after at 1": 1.02,
    "after rank 2": 1.04,
    "on both sides": 1.12,
    "after rank 1": 1.16,
    "before, touching": 1.19,
    "before rank 1": 1.41,
    "called 0.7": 1.47,
    "told": 1.49,
    "only one": 1.69,
    "called 1.0": 2.59,
}
"""What each sign weighs for (above zero) or against somebody being addressed, in log odds."""


def addressees_of(
    evidence: SpeechEvidence, units: Sequence[SpeechUnit], speakers: Sequence[int]
) -> list[tuple[int, ...]]:
    """The entities each speech is addressed to, best first; none when nobody is near.

    ``speakers``: the entity of each unit, -1 for none.
    """
    found: list[tuple[int, ...]] = []
    for signs in listeners_of(evidence, units, speakers):
        odds = {who: fsum(WEIGHTS.get(sign, 0.0) for sign in own) for who, own in signs.items()}
        # A tag that names whom a speech is said to is right more often than any weight.
        odds |= {who: odds[who] + _NAMED for who, own in signs.items() if "told" in own}
        ranked = sorted(odds, key=lambda who: -odds[who])
        sure = tuple(who for who in ranked if odds[who] > _SURE)
        found.append(sure or tuple(ranked[:1]))
    return found


def listeners_of(
    evidence: SpeechEvidence, units: Sequence[SpeechUnit], speakers: Sequence[int]
) -> Iterator[dict[int, set[str]]]:
    """For each speech, those who may be addressed and the signs each shows."""
    for number, unit in enumerate(units):
        called, spoken_of = addressed_in(evidence, unit)
        signs: dict[int, set[str]] = {}
        for side, step in (("before", -1), ("after", 1)):
            _look(units, speakers, number, step, side, signs)
        for who, sure in called.items():
            signs.setdefault(who, set()).add(f"called {sure}")
        for who in _told(evidence, unit):
            signs.setdefault(who, set()).add("told")
        signs.pop(speakers[number], None)
        narrated = _narrated(evidence, unit)
        for who, own in signs.items():
            own.update(_together(own, len(signs)))
            if who in spoken_of:
                own.add("spoken of")
            if who in narrated:
                own.add("in narration beside")
        yield signs


def _look(
    units: Sequence[SpeechUnit],
    speakers: Sequence[int],
    number: int,
    step: int,
    side: str,
    signs: dict[int, set[str]],
) -> None:
    """The signs of those who speak on one side of a speech, in the same conversation."""
    at, apart = number, False
    others: list[int] = []
    for distance in range(1, _REACH + 1):
        there = at + step
        if not 0 <= there < len(units):
            break
        low, high = sorted((at, there))
        gap = units[high].block - units[low].last_block
        if gap > _NEAR + 1:
            break
        at, apart = there, apart or gap > 1
        who = speakers[at]
        if who < 0 or who == speakers[number] or who in others:
            continue
        others.append(who)
        own = signs.setdefault(who, set())
        own.update((f"{side} rank {min(len(others), 3)}", f"{side} at {min(distance, 4)}"))
        if apart:
            own.add(f"{side}, past narration")
        elif distance == 1:
            own.add(f"{side}, touching")
    if len(others) == 1:
        signs[others[0]].add(f"alone {side}")


def _together(own: set[str], count: int) -> Iterator[str]:
    """Signs of where somebody stands among the ``count`` who may be addressed."""
    yield "always"
    if "told" not in own and not any(" rank " in sign for sign in own):
        yield "silent"
    if count == 1:
        yield "only one"
    elif count > 3:
        yield "many"
    if {"before rank 1", "after rank 1"} <= own:
        yield "first on both sides"
    elif any(s.startswith("before") for s in own) and any(s.startswith("after") for s in own):
        yield "on both sides"


def _told(evidence: SpeechEvidence, unit: SpeechUnit) -> Iterator[int]:
    """Whom the tag after a part says that it is said to: said Anna to Piet; she asked him."""
    starts, count = evidence.part_start, len(evidence.part_start)
    for part in range(unit.first, unit.last):
        end = int(evidence.part_end[part])
        high = min(int(evidence.block_end[evidence.part_block[part]]), end + _TAG)
        if part + 1 < count:
            high = min(high, int(starts[part + 1]))
        cue = find_tag(evidence.text, end, max(end, high), side="after")
        if cue is None:
            continue
        tag = _WHOM.match(evidence.text, cue.verb[0]) or _TO.match(evidence.text, cue.verb[1], high)
        if tag is None:
            continue
        mention = bisect_left(evidence.mention_start, tag.end())
        if mention < len(evidence.mention_start) and (
            evidence.mention_start[mention] == tag.end() and evidence.mention_entity[mention] >= 0
        ):
            yield int(evidence.mention_entity[mention])


def _narrated(evidence: SpeechEvidence, unit: SpeechUnit) -> set[int]:
    """Who is mentioned in the narration of the speech's paragraphs."""
    first, last = evidence.part_block[unit.first], evidence.part_block[unit.last - 1]
    low = bisect_left(evidence.mention_start, int(evidence.block_start[first]))
    high = bisect_left(evidence.mention_start, int(evidence.block_end[last]))
    outside = evidence.mention_part[low:high] < 0
    return set(evidence.mention_entity[low:high][outside].tolist())
