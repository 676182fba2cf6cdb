"""What is made of the speeches around, as features of a candidate."""

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.story.speech.features import Candidates

__all__ = ["SEQUENCE_FEATURES", "sequence_features"]

Floats = NDArray[np.float32]

SEQUENCE_FEATURES = (
    "p",
    "p rank",
    "p margin",
    "p 1 back",
    "p 2 back",
    "p 3 back",
    "p 1 ahead",
    "p 2 ahead",
    "p mean back",
    "p mean ahead",
    "p 1 back adjacent",
    "p 2 back adjacent",
    "p 1 ahead adjacent",
    "p 2 ahead adjacent",
    "p same paragraph",
    "best p 1 back",
    "best p 2 back",
    "best p 1 ahead",
    "p share",
)


def sequence_features(candidates: Candidates, probability: Floats) -> Floats:
    """What the first guesses at the speeches around say of each candidate. [N, S]

    ``probability``: [N], summing to 1 over each speech.
    """
    first = candidates.first.tolist()
    gaps = candidates.gaps.tolist()
    entities = candidates.entity.tolist()
    chances = probability.tolist()
    count = len(first) - 1
    guesses = [dict(zip(entities[a:b], chances[a:b], strict=True)) for a, b in pairwise(first)]
    best = [max(g.values(), default=0.0) for g in guesses]
    out = np.zeros((len(entities), len(SEQUENCE_FEATURES)), dtype=np.float32)
    empty: dict[int, float] = {}
    totals: dict[int, float] = {}
    for guess in guesses:
        for entity, chance in guess.items():
            totals[entity] = totals.get(entity, 0.0) + chance

    def at(number: int) -> dict[int, float]:
        return guesses[number] if 0 <= number < count else empty

    for u in range(count):
        a, b = first[u], first[u + 1]
        if a == b:
            continue
        here = chances[a:b]
        order = sorted(here, reverse=True)
        near1 = gaps[u] == 1
        near2 = near1 and u > 0 and gaps[u - 1] <= 1
        fore1 = u + 1 < count and gaps[u + 1] == 1
        fore2 = fore1 and u + 2 < count and gaps[u + 2] <= 1
        back = [at(u - k) for k in range(1, 7)]
        ahead = [at(u + k) for k in range(1, 5)]
        bests = (
            best[u - 1] if u else 0,
            best[u - 2] if u > 1 else 0,
            best[u + 1] if u + 1 < count else 0,
        )
        for row in range(a, b):
            entity, p = entities[row], chances[row]
            b1, b2, b3 = (g.get(entity, 0.0) for g in back[:3])
            f1, f2 = (g.get(entity, 0.0) for g in ahead[:2])
            out[row] = (
                p,
                1 / (1 + order.index(p)),
                p - (order[0] if p < order[0] else order[1] if len(order) > 1 else 0),
                b1,
                b2,
                b3,
                f1,
                f2,
                sum(g.get(entity, 0.0) for g in back) / 6,
                sum(g.get(entity, 0.0) for g in ahead) / 4,
                b1 * near1,
                b2 * near2,
                f1 * fore1,
                f2 * fore2,
                b1 * (gaps[u] == 0),
                *bests,
                math.log1p(totals[entity]),
            )
    return out
