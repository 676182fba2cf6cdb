"""Long tales told in speech: who begins one goes on telling it, whoever puts in a word.

A tale is a speech of several paragraphs whose teller says "I". Listeners interrupt it and
it goes on, so tales that only a few short speeches part have one teller, and that is none of
those who put the words in. What the scorer makes of each part alone is weighed together
with what it makes of the speeches beside, of which every second is the teller's.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Floats
from fabula.story.speech.evidence import Shown, SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates

__all__ = ["with_one_teller"]

PARAGRAPHS = 4
"""Of a speech that is a tale, at least."""

FEWEST_I = 5
"""How often its teller says "I", at least."""

APART = 5
"""Speeches between two parts of one tale, at most; shorter each than either part."""

_BESIDE = (-4, -2, 2, 4)
_LITTLE = 0.02
"""The chance of somebody in a part that has no row for them, and what is left of that of one
who puts in a word."""


@dataclass(frozen=True, slots=True)
class _Tale:
    """The numbers of the speeches that are parts of one tale, and of those between them."""

    parts: tuple[int, ...]
    between: tuple[int, ...]


def with_one_teller(
    evidence: SpeechEvidence,
    candidates: SpeakerCandidates,
    chances: Floats,
    decided: tuple[list[int], list[float]],
) -> tuple[list[int], list[float]]:
    """Speakers and how likely they are, the parts of each tale given to one teller.

    ``candidates`` and ``chances``: of the evidence's speeches, as they were weighed.
    ``decided``: what was made of them one by one.
    """
    speakers, likely = list(decided[0]), list(decided[1])
    people = len(evidence.entity_gender)
    for tale in _tales(evidence):
        chance = {
            n: _chances(candidates, chances, n, people)
            for n in range(tale.parts[0] + _BESIDE[0], tale.parts[-1] + _BESIDE[-1] + 1)
            if 0 <= n < len(speakers)
        }
        listening = {speakers[n] for n in tale.between if likely[n] > 0.5}
        weights = _weights(tale, chance, listening)
        if not weights:
            continue
        teller = max(weights, key=lambda entity: (weights[entity], -entity))
        share = weights[teller] / sum(weights.values())
        for n in tale.parts:
            speakers[n], likely[n] = teller, share
    return speakers, likely


def _weights(
    tale: _Tale, chance: Mapping[int, Mapping[int, float]], listening: set[int]
) -> dict[int, float]:
    """How much speaks for each of those who may tell a tale."""
    out: dict[int, float] = {}
    beside = [
        n
        for n in (
            *(tale.parts[0] + step for step in _BESIDE if step < 0),
            *(tale.parts[-1] + step for step in _BESIDE if step > 0),
        )
        if n in chance
    ]
    for entity in {e for n in tale.parts for e in chance[n]}:
        told = float(np.prod([max(chance[n].get(entity, 0.0), _LITTLE) for n in tale.parts]))
        near = sum(chance[n].get(entity, 0.0) for n in beside)
        out[entity] = told * (0.5 + near) * (_LITTLE if entity in listening else 1.0)
    return out


def _chances(
    candidates: SpeakerCandidates, chances: Floats, number: int, people: int
) -> dict[int, float]:
    """The chance of each known person to say a speech."""
    rows = range(int(candidates.first[number]), int(candidates.first[number + 1]))
    return {
        int(candidates.entity[at]): float(chances[at])
        for at in rows
        if candidates.entity[at] < people
    }


def _tales(evidence: SpeechEvidence) -> Iterator[_Tale]:
    """The tales that are told in more than one part, or in one."""
    sizes = [
        int(evidence.part_end[u.last - 1] - evidence.part_start[u.first]) for u in evidence.units
    ]
    long = [n for n in range(len(sizes)) if _is_tale(evidence, n)]
    at = 0
    while at < len(long):
        parts = [long[at]]
        while at + 1 < len(long) and _goes_on(sizes, parts[-1], long[at + 1]):
            at += 1
            parts.append(long[at])
        at += 1
        between = set(range(parts[0], parts[-1])) - set(parts)
        yield _Tale(tuple(parts), tuple(sorted(between)))


def _is_tale(evidence: SpeechEvidence, number: int) -> bool:
    unit = evidence.units[number]
    if unit.last_block - unit.block + 1 < PARAGRAPHS:
        return False
    start, end = int(evidence.part_start[unit.first]), int(evidence.part_end[unit.last - 1])
    low, high = (bisect_left(evidence.mention_start, place) for place in (start, end))
    return int((evidence.mention_shows[low:high] == Shown.I).sum()) >= FEWEST_I


def _goes_on(sizes: Sequence[int], part: int, after: int) -> bool:
    """Whether what stands between two long speeches only interrupts the tale."""
    between = sizes[part + 1 : after]
    shorter = min(sizes[part], sizes[after])
    return after - part <= APART and all(size < shorter for size in between)
