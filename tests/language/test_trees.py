"""Trees: one root, no cycles, heads inside the sentence; and the best such tree."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.arrays import Ints
from fabula.language.encoder import PairHead
from fabula.language.trees import TreeBuilder, best_tree
from fabula.language.windows import Window


def is_tree(heads: list[int]) -> bool:
    """Heads 0 for the root, else 1 + position."""
    if heads.count(0) != 1:
        return False
    for i in range(len(heads)):
        seen, at = set(), i + 1
        while at != 0:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_tree_is_the_best_of_all(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(size) + 1] = -1e6
    found = best_tree(scores).tolist()
    assert is_tree(found)
    totals = [
        sum(float(scores[i, h]) for i, h in enumerate(heads))
        for heads in itertools.product(range(size + 1), repeat=size)
        if is_tree(list(heads))
    ]
    assert sum(float(scores[i, h]) for i, h in enumerate(found)) == pytest.approx(max(totals))


def test_a_long_sentence_of_cycles_is_still_a_tree() -> None:
    size = 300
    scores = np.zeros((size, size + 1), dtype=np.float32)
    for i in range(size):
        scores[i, (i ^ 1) + 1] = 5.0
    scores[np.arange(size), np.arange(size) + 1] = -1e6
    assert is_tree(best_tree(scores).tolist())


def test_one_word_is_the_root_where_all_want_to_be() -> None:
    size = 40
    scores = np.random.default_rng(7).normal(size=(size, size + 1)).astype(np.float32)
    scores[:, 0] += 100
    scores[np.arange(size), np.arange(size) + 1] = -1e6
    scores[3, 0] = 150
    found = best_tree(scores).tolist()
    assert is_tree(found)
    assert found[3] == 0


def build(starts: list[int], cuts: list[int], total: int, context: int, seed: int) -> Ints:
    rng = np.random.default_rng(seed)
    arcs = rng.normal(size=(total, total + 1)).astype(np.float32)
    head = PairHead(np.eye(3, dtype=np.float32), np.zeros(3, dtype=np.float32))
    builder = TreeBuilder(total, head, 0)
    for a, b in itertools.pairwise([0, *cuts, total]):
        window = Window(max(0, a - context), a, b, min(total, b + context))
        shown = slice(window.first, window.last)
        columns = [0, *range(window.first + 1, window.last + 1)]
        dep = np.ones((window.last - window.first, 3), dtype=np.float32)
        gov = np.ones((window.last - window.first + 1, 3), dtype=np.float32)
        begins = np.isin(np.arange(a, b), starts)
        builder.add(window, arcs[shown][:, columns], dep, gov, begins)
    builder.finish()
    assert (builder.deprel[builder.head < 0] == 0).all()
    assert (builder.deprel[builder.head >= 0] != 0).all()
    return builder.head


@pytest.mark.parametrize("cuts", [[], [12], [5, 20], [3, 6, 9, 12, 15], [29]])
def test_sentences_get_trees_wherever_windows_are_cut(cuts: list[int]) -> None:
    starts = [0, 4, 12, 13, 25]
    heads = build(starts, cuts, 30, 30, seed=3)
    for a, b in itertools.pairwise([*starts, 30]):
        inside = heads[a:b]
        assert ((inside < 0) | ((inside >= a) & (inside < b))).all()
        assert is_tree([0 if h < 0 else h - a + 1 for h in inside.tolist()])
    assert heads.tolist() == build(starts, [], 30, 30, seed=3).tolist()


def test_a_sentence_longer_than_the_context_is_a_tree() -> None:
    heads = build([0, 2], [7, 14, 21], 30, 3, seed=5)
    assert is_tree([0 if h < 0 else h - 1 for h in heads[2:].tolist()])


def test_a_flood_of_cycles_is_still_one_tree() -> None:
    """Two hundred words that all want their neighbour for a head, and none of them the root."""
    size = 200
    scores = np.full((size, size + 1), -20.0, dtype=np.float32)
    at = np.arange(size)
    scores[at, (at ^ 1) + 1] = 5.0
    scores[:, 0] = -10.0
    heads = best_tree(scores)
    assert (heads == 0).sum() == 1
    up = np.concatenate([[0], heads])
    for _ in range(8):
        up = up[up]
    assert not up.any()
