"""The order of speakers: a chain over the speeches of a conversation.

Speakers alternate, come back after one other speech, seldom speak twice running.
A second-order chain (who spoke last, who spoke before that) adds what is likely of
these to what is known of each speech alone, and gives each candidate its
probability with every other speech taken into account.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.story.speech.features import Candidates

__all__ = ["KEPT", "Chain", "Turns", "turn_kinds"]

Floats = NDArray[np.float64]

KEPT = 8
"""Candidates of one speech that the chain follows, the likeliest."""

_GAPS = 4  # same paragraph, next paragraph, one paragraph between, more


@dataclass(frozen=True, eq=False)
class Turns:
    """The speeches as the chain sees them.

    ``rows``: [U, KEPT] candidate rows, -1 for none. ``local``: [U, KEPT] log
    probability. ``entity``: [U, KEPT], -1 for none. ``gap``: [U] class of the distance
    to the speech before.
    """

    rows: NDArray[np.int64]
    local: Floats
    entity: NDArray[np.int64]
    gap: NDArray[np.int64]


def turn_kinds(candidates: Candidates, probability: Floats) -> Turns:
    """The likeliest candidates of each speech, in the chain's shape."""
    first = candidates.first
    count = len(first) - 1
    rows = np.full((count, KEPT), -1, dtype=np.int64)
    for u in range(count):
        a, b = int(first[u]), int(first[u + 1])
        order = np.argsort(-probability[a:b], kind="stable")[:KEPT]
        rows[u, : len(order)] = a + order
    known = rows >= 0
    local = np.full(rows.shape, -1e9)
    local[known] = np.log(np.maximum(probability[rows[known]], 1e-6))
    entity = np.full(rows.shape, -1, dtype=np.int64)
    entity[known] = candidates.entity[rows[known]]
    entity[~known] = -2 - np.arange(KEPT)[np.nonzero(~known)[1]]
    gap = np.clip(candidates.gaps, 0, _GAPS - 1).astype(np.int64)
    return Turns(rows, local, entity, gap)


@dataclass(frozen=True, eq=False)
class Chain:
    """Weights: ``local`` scales the log probabilities; ``order`` [gap, gap before, relation].

    The relation of a speech to the two before: 0 the same speaker as the last, 1 the
    speaker before that, 2 the same as both, 3 neither.
    """

    local: float
    order: Floats

    def marginals(self, turns: Turns, candidates: Candidates) -> Floats:
        """The probability of every candidate row, 0 for those the chain let go. [N]"""
        beliefs, _ = self.beliefs(turns)
        out = np.zeros(len(candidates.entity))
        known = turns.rows >= 0
        out[turns.rows[known]] = beliefs[known]
        return out

    def beliefs(self, turns: Turns) -> tuple[Floats, Floats]:
        """Marginals [U, KEPT], and expected relation counts [gap, gap, relation]."""
        count = len(turns.gap)
        counts = np.zeros_like(self.order)
        if not count:
            return np.zeros((0, KEPT)), counts
        local = self.local * turns.local
        forward = np.zeros((count, KEPT, KEPT))  # [u, speaker before, speaker]
        steps: list[tuple[Floats, NDArray[np.int64]]] = []
        state = np.repeat(local[0][None, :], KEPT, axis=0)
        forward[0] = np.exp(state - state.max())
        forward[0] /= forward[0].sum()
        for u in range(1, count):
            relation = _relation(turns, u)
            weight = self.order[turns.gap[u], turns.gap[u - 1]][relation]
            step = np.exp(weight + (local[u] - local[u].max())[None, None, :])
            steps.append((step, relation))
            moved = np.einsum("ab,abc->bc", forward[u - 1], step)
            forward[u] = moved / max(moved.sum(), 1e-300)
        backward = np.ones((KEPT, KEPT))
        beliefs = np.zeros((count, KEPT))
        for u in range(count - 1, -1, -1):
            joint = forward[u] * backward
            beliefs[u] = joint.sum(axis=0) / max(joint.sum(), 1e-300)
            if u:
                step, relation = steps[u - 1]
                flow = forward[u - 1][:, :, None] * step * backward[None, :, :]
                flow /= max(flow.sum(), 1e-300)
                here = counts[turns.gap[u], turns.gap[u - 1]]
                here += np.bincount(relation.ravel(), flow.ravel(), minlength=4)
                backward = np.einsum("abc,bc->ab", step, backward)
                backward /= max(backward.max(), 1e-300)
        return beliefs, counts


def _relation(turns: Turns, u: int) -> NDArray[np.int64]:
    """[KEPT, KEPT, KEPT]: how a speaker relates to the two before."""
    here = turns.entity[u]
    last = turns.entity[u - 1]
    earlier = turns.entity[u - 2] if u > 1 else np.full(KEPT, -99)
    as_last = last[:, None] == here[None, :]
    as_earlier = earlier[:, None] == here[None, :]
    same = as_last[None, :, :] & as_earlier[:, None, :]
    out = np.full((KEPT, KEPT, KEPT), 3, dtype=np.int64)
    out[np.broadcast_to(as_earlier[:, None, :], out.shape)] = 1
    out[np.broadcast_to(as_last[None, :, :], out.shape)] = 0
    out[same] = 2
    return out
