"""A minimal alignment of a sentence and its correction, and counts against references.

Each word substituted or struck out is a change of its own; words inserted at one place
are one change together. This is ERRANT's scoring with its simplest splitting rule; its
part-of-speech rules for merging changes are left out, for every system alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Change", "best_reference", "changes"]

_SIMILAR = 0.9
"""Cost of substituting a word that shares its first or last letters."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Words ``start`` to ``end`` (exclusive) become ``words``; an insertion has equal ends."""

    start: int
    end: int
    words: tuple[str, ...]


def changes(source: Sequence[str], target: Sequence[str]) -> tuple[Change, ...]:
    """The changes from source to target by a cheapest alignment."""
    n, m = len(source), len(target)
    cost = np.zeros((n + 1, m + 1))
    cost[:, 0] = np.arange(n + 1)
    cost[0, :] = np.arange(m + 1)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            cost[i, j] = min(
                cost[i - 1, j - 1] + _substitution(source[i - 1], target[j - 1]),
                cost[i - 1, j] + 1,
                cost[i, j - 1] + 1,
            )
    found: list[Change] = []
    i, j = n, m
    while i or j:
        if i and j and np.isclose(
            cost[i, j], cost[i - 1, j - 1] + _substitution(source[i - 1], target[j - 1])
        ):  # fmt: skip
            i, j = i - 1, j - 1
            if source[i] != target[j]:
                found.append(Change(i, i + 1, (target[j],)))
        elif i and np.isclose(cost[i, j], cost[i - 1, j] + 1):
            i -= 1
            found.append(Change(i, i + 1, ()))
        else:
            j -= 1
            if found and found[-1].start == found[-1].end == i:
                found[-1] = Change(i, i, (target[j], *found[-1].words))
            else:
                found.append(Change(i, i, (target[j],)))
    return tuple(reversed(found))


def _substitution(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if not (one[:1].isalnum() and other[:1].isalnum()):
        return 1.6
    near = one[:3].lower() == other[:3].lower() or one[-3:].lower() == other[-3:].lower()
    return _SIMILAR if near else 1.2


def best_reference(
    said: Sequence[Change], gold: Sequence[Sequence[Change]], *, detection: bool
) -> NDArray[np.float64]:
    """Right, said and gold changes against the reference that fits best.

    ``detection``: only the place of a change has to be right.
    """
    own = _keys(said, detection)
    best, counts = -1.0, np.zeros(3)
    for reference in gold:
        keys = _keys(reference, detection)
        right = len(own & keys)
        precision = right / len(own) if own else 1.0
        recall = right / len(keys) if keys else 1.0
        score = 1.25 * precision * recall / max(0.25 * precision + recall, 1e-9)
        if score > best:
            best, counts = score, np.array([right, len(own), len(keys)], dtype=float)
    return counts


def _keys(found: Sequence[Change], detection: bool) -> set[tuple[object, ...]]:
    if detection:
        return {(c.start, c.end) for c in found}
    return {(c.start, c.end, c.words) for c in found}
