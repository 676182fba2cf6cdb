"""Which span a place lies in: every answer is that of a look at each span in turn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fabula.manuscript.spans import Span, SpanIndex

EDGES = st.lists(st.integers(0, 60), max_size=16, unique=True).map(sorted)
"""Two by two the starts and ends of spans in order."""


def spans_of(edges: list[int]) -> list[Span]:
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def only(found: list[int]) -> int:
    assert len(found) < 2
    return found[0] if found else -1


@given(EDGES, st.integers(0, 61), st.integers(0, 9))
def test_answers_are_those_of_a_look_at_every_span(edges: list[int], start: int, wide: int) -> None:
    spans = spans_of(edges)
    index, asked = SpanIndex.of(spans), Span(start, start + wide)
    assert len(index) == len(spans)
    inside = [n for n, s in enumerate(spans) if s.start <= start < s.end]
    assert index.at(start) == only(inside)
    assert index.last_begun(start) == sum(s.start <= start for s in spans) - 1
    within = [n for n, s in enumerate(spans) if start <= s.start < asked.end]
    assert list(index.begin_within(start, asked.end)) == within
    if wide:
        assert index.around(asked) == only([n for n, s in enumerate(spans) if s.contains(asked)])
        assert index.touches(asked) == any(s.overlaps(asked) for s in spans)


@given(EDGES, st.lists(st.tuples(st.integers(0, 61), st.integers(1, 9)), max_size=12))
def test_arrays_are_told_what_each_offset_is_told(
    edges: list[int], asked: list[tuple[int, int]]
) -> None:
    index = SpanIndex.of(spans_of(edges))
    starts = np.array([start for start, _ in asked], dtype=np.int32)
    ends = starts + np.array([wide for _, wide in asked], dtype=np.int32)
    assert index.all_at(starts).tolist() == [index.at(s) for s in starts.tolist()]
    assert index.all_begun(starts).tolist() == [index.last_begun(s) for s in starts.tolist()]
    spans = [Span(*pair) for pair in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert index.all_around(starts, ends).tolist() == [index.around(span) for span in spans]
