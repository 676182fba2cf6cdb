"""Entity mentions: the spans that score high enough and do not cross each other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from fabula.arrays import Bools, Bytes, Floats, Ints, Whole
from fabula.language.encoder import PairHead
from fabula.language.windows import Window

__all__ = [
    "MentionCandidates",
    "candidates",
    "heads_of",
    "joined_candidates",
    "plausible",
    "without_crossing",
]

_PER_WORD = 4
"""Candidates kept per word of a window at most, best first; real text has far fewer."""


class MentionCandidates(NamedTuple):
    """Spans that may be mentions: token indices (``last`` exclusive), logit and class. [C]"""

    first: Ints
    last: Ints
    score: Floats
    label: Bytes


def candidates(
    window: Window, spans: Floats, first: Floats, last: Floats, head: PairHead, threshold: float
) -> MentionCandidates:
    """The spans of a window that begin at a word it owns and score above the threshold.

    ``spans`` [W, W] scores words i..j, ``first`` and ``last`` [W, Q] are the halves of
    the classifier ``head``; a class is type * kinds + kind.
    """
    low, high = window.own_first - window.first, window.own_last - window.first
    i, j = np.nonzero(np.triu(spans[low:high] > threshold, k=low))
    i += low
    score = spans[i, j]
    most = _PER_WORD * (high - low)
    if len(score) > most:
        best = np.sort(np.argpartition(-score, most)[:most])
        i, j, score = i[best], j[best], score[best]
    label = head.logits(first[i], last[j]).argmax(axis=1)
    return MentionCandidates(
        (i + window.first).astype(np.int32),
        (j + window.first + 1).astype(np.int32),
        score,
        label.astype(np.uint8),
    )


def joined_candidates(parts: list[MentionCandidates]) -> MentionCandidates:
    """The candidates of all windows, sorted by first word, longer first."""
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return MentionCandidates(none, none, none.astype(np.float32), none.astype(np.uint8))
    first = np.concatenate([part.first for part in parts])
    last = np.concatenate([part.last for part in parts])
    order = np.lexsort((-last, first))
    score = np.concatenate([part.score for part in parts])
    label = np.concatenate([part.label for part in parts])
    return MentionCandidates(first[order], last[order], score[order], label[order])


def plausible(
    found: MentionCandidates, words: Sequence[str], finite: Bools, is_name: Bools, begins: Bools
) -> MentionCandidates:
    """The candidates that English allows.

    None holds one mark of a pair of quotation marks alone, or crosses from one sentence
    into the next; no name holds a finite verb, unless the verb is written as a name is.
    ``finite``: the token is tagged as a finite verb [T]; ``begins``: it begins a
    sentence [T]; ``is_name``: the class is one of names [C].
    """
    if not len(found.first):
        return found
    quotes = _before([word in _QUOTES for word in words])
    lower = [word[0].islower() for word in words]
    verbs = _before(finite & np.array(lower, dtype=np.bool_))
    starts = _before(begins)
    first, last = found.first, found.last
    whole = (quotes[last] - quotes[first]) % 2 == 0
    within = starts[last] == starts[first + 1]
    verbless = verbs[last] == verbs[first]
    keep = whole & within & (verbless | ~is_name)
    return MentionCandidates(first[keep], last[keep], found.score[keep], found.label[keep])


def _before(marked: Sequence[bool] | Bools) -> Whole:
    """How many marked tokens stand before each token. [T + 1]"""
    return np.concatenate([[0], np.cumsum(marked)])


_QUOTES = frozenset('"“”')


def without_crossing(found: MentionCandidates) -> MentionCandidates:
    """The best candidates no two of which cross; nested ones stay. Greedy by score."""
    keep = np.zeros(len(found.first), dtype=np.bool_)
    for cluster in _clusters(found):
        keep[cluster] = _greedy(found, cluster)
    return MentionCandidates(
        found.first[keep], found.last[keep], found.score[keep], found.label[keep]
    )


def _clusters(found: MentionCandidates) -> Iterator[slice]:
    """Runs of candidates that overlap, in order."""
    if not len(found.first):
        return
    reach = np.maximum.accumulate(found.last)
    cuts = np.flatnonzero(found.first[1:] >= reach[:-1]) + 1
    bounds = [0, *cuts.tolist(), len(found.first)]
    for begin, end in pairwise(bounds):
        yield slice(begin, end)


def _greedy(found: MentionCandidates, cluster: slice) -> Bools:
    first, last = found.first[cluster], found.last[cluster]
    keep = np.ones(len(first), dtype=np.bool_)
    if len(first) < 2 or not _cross(first, last):
        return keep
    keep[:] = False
    chosen: list[int] = []
    for k in np.argsort(-found.score[cluster], kind="stable").tolist():
        a, b = first[chosen], last[chosen]
        crossed = (
            ((a < first[k]) & (first[k] < b) & (b < last[k]))
            | ((first[k] < a) & (a < last[k]) & (last[k] < b))
        )  # fmt: skip
        if not crossed.any():
            chosen.append(k)
            keep[k] = True
    return keep


def _cross(first: Ints, last: Ints) -> bool:
    """Whether any two spans, sorted by first word and longer first, cross."""
    open_ends: list[int] = []
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        while open_ends and open_ends[-1] <= begin:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            return True
        open_ends.append(end)
    return False


def heads_of(first: Ints, last: Ints, heads: Ints) -> Ints:
    """The syntactic head of every mention: its first word whose head lies outside. [M]

    ``first``/``last`` are token indices ([M], last exclusive), ``heads`` the head
    of every token ([T], -1 for a root).
    """
    out = np.array(first, dtype=np.int32)
    waiting = np.arange(len(out))
    while len(waiting):
        above = heads[out[waiting]]
        inside = (above >= first[waiting]) & (above < last[waiting])
        inside &= out[waiting] < last[waiting] - 1
        waiting = waiting[inside]
        out[waiting] += 1
    return out
