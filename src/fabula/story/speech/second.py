"""The second look: candidates weighed again once most speakers are known.

What a person says under a cue is often too little to know them by. Once every speech has
been weighed, those whose speaker is sure show how each person talks, far beyond the cues;
and along a run of speeches such signs add up, for every second speech is mostly the same
person's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats, Ints
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.idiolect import Idiolects
from fabula.story.speech.surroundings import idiolect_leads

__all__ = ["SECOND_FEATURES", "SecondNetwork", "look_again"]

_KEPT = ("idiolect", "idiolect known", "idiolect lead", "words", "no cue")

SECOND_FEATURES = (
    "first look",
    "idiolect by sure speeches",
    "idiolect by sure speeches, known",
    "idiolect by sure speeches, lead",
    "sure speeches",
    *_KEPT,
    "lead at even turns",
    "lead at odd turns",
    "chance at even turns",
    "chance at odd turns",
    "first look at even turns",
    "first look at odd turns",
)
"""Names of the columns of a second look's rows; the first is a log probability."""

_LEAST = 0.001  # candidates less likely than this are left out
_SURE = 0.9  # speeches this surely somebody's show how they talk
_LIMIT = 4.0
_FLOOR = 5.0  # log probability of somebody who is no candidate, below zero
_REACH, _FADE = 8, 0.85
_SCALED = 6.0


def look_again(
    evidence: SpeechEvidence, candidates: SpeakerCandidates, chances: Floats
) -> SpeakerCandidates:
    """The likely candidates, with rows of `SECOND_FEATURES`.

    ``chances``: how likely each row of ``candidates`` is, summing to 1 over a speech. [N]
    """
    count = len(candidates.first) - 1
    kept = np.flatnonzero(chances > _LEAST)
    speech = np.repeat(np.arange(count), np.diff(candidates.first))[kept]
    sizes = np.bincount(speech, minlength=count)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    entity, chance = candidates.entity[kept], chances[kept]
    sure = np.full(count, -1, dtype=np.int64)
    known = (chance > _SURE) & (entity < len(evidence.entity_gender))
    sure[speech[known]] = entity[known]
    rows = np.zeros((len(kept), len(SECOND_FEATURES)), dtype=np.float32)
    rows[:, 0] = np.log(chance + 1e-6)
    rows[:, 1:4] = _likeness(evidence, first, entity, sure)
    spoken = np.bincount(sure[sure >= 0], minlength=int(entity.max(initial=0)) + 1)
    rows[:, 4] = np.log1p(spoken[entity])
    columns = [FEATURES.index(name) for name in _KEPT]
    rows[:, 5 : 5 + len(_KEPT)] = candidates.rows[kept][:, columns]
    runs = np.cumsum(candidates.gaps > 1, dtype=np.int64)
    rows[:, 5 + len(_KEPT) :] = _by_turns(speech, entity, runs, chance, rows[:, 3])
    return SpeakerCandidates(first, entity, rows, candidates.cues, candidates.gaps)


def _likeness(
    evidence: SpeechEvidence, first: Ints, entity: Ints, sure: NDArray[np.int64]
) -> Floats:
    """How alike each candidate's sure speeches are to a speech, what is known, the lead. [N, 3]"""
    found = np.zeros((len(entity), 3), dtype=np.float32)
    idiolects = Idiolects(evidence, sure.tolist())
    for number in range(len(first) - 1):
        low, high = int(first[number]), int(first[number + 1])
        if low < high:
            like, known = idiolects.likeness(number, entity[low:high].tolist())
            found[low:high, 0] = np.clip(like, -_LIMIT, _LIMIT)
            found[low:high, 1] = known
            found[low:high, 2] = np.clip(idiolect_leads(like, known), -_LIMIT, _LIMIT)
    return found


def _by_turns(
    speech: NDArray[np.int64],
    entity: Ints,
    runs: NDArray[np.int64],
    chance: Floats,
    lead: Floats,
) -> Floats:
    """What the same person's rows in the run sum to, nearer ones more. [N, 6]

    Of the leads, chances and log chances: each at even turns, then at odd ones.
    """
    found = np.zeros((len(entity), 6), dtype=np.float32)
    if not len(entity):
        return found
    stride = int(entity.max()) + 1
    key = speech * stride + entity
    order = np.argsort(key)
    ranked = key[order]
    logs = np.clip(np.log(chance + 1e-6), -_FLOOR, 0)
    for offset in (*range(-_REACH, 0), *range(1, _REACH + 1)):
        there = speech + offset
        at = np.clip(there, 0, len(runs) - 1)
        around = (there == at) & (runs[at] == runs[speech])
        place = np.minimum(np.searchsorted(ranked, key + offset * stride), len(key) - 1)
        same = around & (ranked[place] == key + offset * stride)
        row, odd = order[place], abs(offset) % 2
        weight = np.float32(_FADE ** (abs(offset) - 1))
        found[:, odd] += np.where(same, weight * lead[row], 0)
        found[:, 2 + odd] += np.where(same, weight * chance[row], 0)
        found[:, 4 + odd] += np.where(
            same, weight * logs[row], np.where(around, -_FLOOR * weight, 0)
        )
    return found


@dataclass(frozen=True, eq=False)
class SecondNetwork:
    """One layer that corrects the first look, by the names of its arrays.

    ``mean``, ``scale``: [F]. ``inner`` [F, H], ``out`` [H, 1]; biases end in ``.bias``.
    ``trust``: [1] the weight of the first look's log probability.
    """

    arrays: Mapping[str, Floats]

    def score(self, rows: Floats) -> Floats:
        """Each row's score; a softmax over a speech makes it a probability. [N, F] to [N]"""
        arrays = self.arrays
        scaled = np.clip((rows - arrays["mean"]) / arrays["scale"], -_SCALED, _SCALED)
        inner = np.maximum(scaled @ arrays["inner"] + arrays["inner.bias"], 0)
        correction = (inner @ arrays["out"] + arrays["out.bias"])[:, 0]
        out: Floats = arrays["trust"][0] * rows[:, 0] + correction
        return out
