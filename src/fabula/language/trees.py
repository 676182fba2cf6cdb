"""Dependency trees: one root per sentence, every head inside it, no cycles.

Where each word's best head already makes a tree, that is the best tree; only the other
sentences go through the Chu-Liu/Edmonds algorithm (Edmonds 1967, Optimum branchings).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools, Bytes, Floats, Ints, Whole
from fabula.language.encoder import PairHead
from fabula.language.windows import Window

__all__ = ["TreeBuilder", "best_tree"]

_FORBIDDEN = np.float32(-1e6)
_CYCLES = 40
"""So many cycles are dissolved to find the best tree; in novels a sentence has 26 at most."""
_MOST_CYCLES = 160
"""As many where every word may be the root; in novels 154."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one window says of its words: arcs [W, W+1] and the halves of the relations."""

    window: Window
    arcs: Floats
    dep: Floats
    gov: Floats


class TreeBuilder:
    """Takes windows in order, with the sentence starts among their words, and fills the columns.

    ``head``: token index of each token's head, -1 for a root [T]; ``deprel`` [T].
    Scores are kept only until the sentence they belong to is complete.
    """

    def __init__(self, total: int, relations: PairHead, root: int) -> None:
        """``total``: number of tokens; ``root``: index of the relation "root"."""
        self.head: Ints = np.full(total, -1, dtype=np.int32)
        self.deprel: Bytes = np.zeros(total, dtype=np.uint8)
        self._relations = relations
        self._root = root
        self._open = 0
        self._parts: list[_Part] = []

    def add(self, window: Window, arcs: Floats, dep: Floats, gov: Floats, starts: Bools) -> None:
        """Take a window's scores [W, W+1], [W, P], [W+1, P], and the starts among its words."""
        part = _Part(window, arcs, dep, gov)
        self._parts.append(part)
        begun = [p for p in (window.own_first + np.flatnonzero(starts)).tolist() if p > self._open]
        if begun and self._open < window.own_first:
            self._across(begun[0])
            self._open = begun.pop(0)
            self._parts = [part]
        if begun:
            self._inside(part, np.array([self._open, *begun]))
            self._open = begun[-1]

    def finish(self) -> None:
        """Complete the last sentence."""
        if self._open < len(self.head):
            self._across(len(self.head))
        self._parts = []

    def _inside(self, part: _Part, bounds: Ints) -> None:
        """Whole sentences between the bounds, all owned by one window."""
        begin, end = int(bounds[0]), int(bounds[-1])
        shift = part.window.first
        size = end - begin
        sentence = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
        scores = np.full((size, size + 1), _FORBIDDEN, dtype=np.float32)
        scores[:, 0] = part.arcs[begin - shift : end - shift, 0]
        inner = part.arcs[begin - shift : end - shift, begin - shift + 1 : end - shift + 1]
        allowed = sentence[:, None] == sentence[None, :]
        np.fill_diagonal(allowed, False)
        scores[:, 1:][allowed] = inner[allowed]
        heads = scores.argmax(axis=1)
        for k in _no_trees(heads, sentence).tolist():
            a, b = int(bounds[k]) - begin, int(bounds[k + 1]) - begin
            columns = np.concatenate([[0], np.arange(a + 1, b + 1)])
            found = best_tree(scores[a:b, columns])
            heads[a:b] = columns[found]
        self._store(part, begin, np.where(heads > 0, heads - 1 + begin, -1).astype(np.int32))

    def _across(self, end: int) -> None:
        """The open sentence up to ``end``, whose words several windows may own."""
        begin = self._open
        size = end - begin
        scores = np.full((size, size + 1), _FORBIDDEN, dtype=np.float32)
        shares = []
        for part in self._parts:
            window = part.window
            low, high = max(begin, window.own_first), min(end, window.own_last)
            if low >= high:
                continue
            shares.append((part, low, high))
            left, right = max(begin, window.first), min(end, window.last)
            rows = part.arcs[low - window.first : high - window.first]
            scores[low - begin : high - begin, 0] = rows[:, 0]
            scores[low - begin : high - begin, left - begin + 1 : right - begin + 1] = rows[
                :, left - window.first + 1 : right - window.first + 1
            ]
        scores[np.arange(size), np.arange(size) + 1] = _FORBIDDEN
        heads = scores.argmax(axis=1)
        if len(_no_trees(heads, np.zeros(size, dtype=np.int64))):
            heads = best_tree(scores)
        absolute = np.where(heads > 0, heads - 1 + begin, -1).astype(np.int32)
        for part, low, high in shares:
            self._store(part, low, absolute[low - begin : high - begin])

    def _store(self, part: _Part, begin: int, heads: Ints) -> None:
        """Keep the heads of consecutive words one window owns, and label their arcs."""
        end = begin + len(heads)
        shift = part.window.first
        shown = (heads < 0) | ((heads >= shift) & (heads < part.window.last))
        columns = np.where((heads < 0) | ~shown, 0, heads - shift + 1)
        logits = self._relations.logits(part.dep[begin - shift : end - shift], part.gov[columns])
        logits[:, self._root] = _FORBIDDEN
        relations = logits.argmax(axis=1)
        relations[heads < 0] = self._root
        self.head[begin:end] = heads
        self.deprel[begin:end] = relations


def _no_trees(heads: Whole, sentence: Whole) -> Ints:
    """The sentences whose heads are no tree: several roots, none, or a cycle.

    ``heads``: 0 for a root, else 1 + the position of the head [N]; ``sentence`` [N].
    """
    count = int(sentence[-1]) + 1
    bad = np.bincount(sentence[heads == 0], minlength=count) != 1
    up = np.concatenate([[0], heads])
    for _ in range(len(up).bit_length()):
        up = up[up]
    bad[sentence[up[1:] != 0]] = True
    return np.flatnonzero(bad).astype(np.int32)


def best_tree(scores: Floats) -> Ints:
    """The heads of the best tree with one root. [N], 0 for the root, else 1 + position.

    ``scores``: [N, N+1], row i the scores of word i's heads, column 0 the root. The most
    promising root is tried alone, which is quick; where another could still do better (the
    pruning of Corro, Le Roux and Lacroix 2017), the root is sought among all at once.
    """
    size = len(scores)
    if size == 1:
        return np.zeros(1, dtype=np.int32)
    square = np.full((size + 1, size + 1), -np.inf, dtype=np.float64)
    square[0] = 0.0  # the root's own row, which is never asked
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    own = square[1:, 1:].max(axis=1)
    at_best = own.sum() - own + square[1:, 0]
    root = int(at_best.argmax())
    found, is_best = _branching(_rooted(square, root + 1), root + 1)
    reached = square[np.arange(1, size + 1), found[1:]].sum()
    at_best[root] = -np.inf
    if is_best and at_best.max() > reached:
        among_all, is_best = _branching(_with_one_root(square))
        found = among_all if is_best else found
    return found[1:].astype(np.int32)


def _rooted(square: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """The scores where one word alone may be the root."""
    out = square.copy()
    out[1:, 0] = -np.inf
    out[root, 1:] = -np.inf
    out[root, 0] = square[root, 0]
    return out


def _with_one_root(square: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores where a second root costs more than all other heads together can gain.

    The best branching then has one root (Stanojević and Cohen 2021, A Root of a Problem).
    """
    out = square.copy()
    known = square[1:][np.isfinite(square[1:])]
    out[1:, 0] -= 1.0 + (len(square) - 1) * float(np.ptp(known))
    return out


_Cycle = list[tuple[list[int], int, int]]
"""Of each node of a cycle: the words in it, the word that has its head outside, and that head."""


def _branching(scores: NDArray[np.float64], root: int | None = None) -> tuple[Whole, bool]:
    """Chu-Liu/Edmonds by contraction: the best head of every node but 0, without cycles.

    A cycle becomes one node, kept in the place of one of its own; ``scores`` is spent.
    ``root``: the one word that may be the root. Where a sentence is nothing but cycles, and
    so no sentence, those after `_CYCLES` are hung on it by whichever of their words likes it
    best, and without a root none is sought past `_MOST_CYCLES`; whether the heads are those of
    the best tree stands beside them.
    """
    size = len(scores)
    every = np.arange(size)
    words, above = np.indices((size, size))  # the word and the head that each score is of
    members = [[node] for node in range(size)]
    contracted: list[_Cycle] = []
    dissolved = np.zeros(size, dtype=np.bool_)
    heads: Whole = scores.argmax(axis=1)
    heads[0] = 0
    is_best = True
    while (cycle := _cycle(heads)) is not None:
        if root is not None and len(contracted) >= _CYCLES:
            heads[cycle[scores[cycle, root].argmax()]] = root
            is_best = False
            continue
        if len(contracted) >= _MOST_CYCLES:
            return heads, False
        into = heads[cycle]
        contracted.append(
            [
                (members[c], int(words[c, h]), int(above[c, h]))
                for c, h in zip(cycle.tolist(), into.tolist(), strict=True)
            ]
        )
        kept, gone = cycle[0], cycle[1:]
        gain = scores[cycle] - scores[cycle, into][:, None]
        enters = cycle[gain.argmax(axis=0)]
        leaves = cycle[scores[:, cycle].argmax(axis=1)]
        columns = scores[every, leaves], words[every, leaves], above[every, leaves]
        rows = gain.max(axis=0), words[enters, every], above[enters, every]
        scores[kept], words[kept], above[kept] = rows
        scores[:, kept], words[:, kept], above[:, kept] = columns
        scores[gone] = scores[:, gone] = -np.inf
        scores[kept, cycle] = -np.inf
        members[kept] = [word for c in cycle.tolist() for word in members[c]]
        dissolved[gone] = True
        heads[dissolved[heads]] = kept
        heads[gone] = 0
        heads[kept] = scores[kept].argmax()
    return _unfolded(scores, heads, words, above, contracted), is_best


def _unfolded(
    scores: NDArray[np.float64], heads: Whole, words: Whole, above: Whole, cycles: Sequence[_Cycle]
) -> Whole:
    """The heads of all words, from those of the nodes that are left of them."""
    alive: Bools = np.asarray(np.isfinite(scores).any(axis=1))
    alive[0] = False
    nodes = np.flatnonzero(alive)
    found = [-1] * len(scores)
    into = heads[nodes]
    for word, head in zip(words[nodes, into].tolist(), above[nodes, into].tolist(), strict=True):
        found[word] = head
    _expand(found, cycles)
    return np.array(found, dtype=np.int64)


def _expand(found: list[int], contracted: Sequence[_Cycle]) -> None:
    """Give the words of each dissolved cycle their heads: all keep theirs but where it is
    entered."""
    for cycle in reversed(contracted):
        for inside, word, head in cycle:
            if all(found[member] < 0 for member in inside):
                found[word] = head
    found[0] = 0


def _cycle(heads: Whole) -> Whole | None:
    """The nodes of one cycle, sorted, or None; node 0 is the root and its own head."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    looping = np.flatnonzero(up != 0)
    if not len(looping):
        return None
    at = int(up[looping[0]])
    nodes = [at]
    while (following := int(heads[nodes[-1]])) != at:
        nodes.append(following)
    return np.array(sorted(nodes))
