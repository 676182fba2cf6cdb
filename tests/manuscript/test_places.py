"""Which block, chapter and scene a place lies in: one offset, or a whole array at once."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript

BOOK = """
Chapter One

The door was open. Nobody had come through it.

* * *

Morning. Rain on the step.

It stopped at ten.

Chapter Two

The door was shut.
"""


def book() -> Manuscript:
    return from_text(BOOK)


def test_a_word_lies_in_its_block_chapter_and_scene() -> None:
    manuscript = book()
    for words, chapter, scene in (("Nobody", 0, 0), ("Rain", 0, 1), ("ten", 0, 1), ("shut", 1, 2)):
        at = manuscript.text.index(words)
        assert words in manuscript.blocks[manuscript.block_at(at)].span.text(manuscript.text)
        assert manuscript.block_span_at(at) == manuscript.blocks[manuscript.block_at(at)].span
        assert (manuscript.chapter_at(at), manuscript.scene_at(at)) == (chapter, scene)


def test_what_lies_between_counts_to_the_one_before() -> None:
    manuscript = book()
    heading = manuscript.text.index("Chapter Two")
    assert manuscript.chapter_at(heading) == 1
    assert manuscript.scene_at(heading) == 1
    assert manuscript.block_at(heading - 1) == manuscript.block_at(heading - 4)


def test_before_the_first_there_is_no_block_and_no_scene() -> None:
    manuscript = from_text("\n\n\nOne.\n\nTwo.")
    before = manuscript.blocks[0].span.start - 1
    assert (manuscript.block_at(before), manuscript.scene_at(before)) == (-1, -1)
    assert manuscript.chapter_at(before) == 0
    assert manuscript.block_span_at(before).text(manuscript.text) == manuscript.text


def test_without_scenes_nothing_lies_in_one() -> None:
    whole = replace(book(), chapters=(), scenes=())
    assert (whole.scene_at(9), whole.chapter_at(9)) == (-1, 0)
    assert whole.scenes_at(np.arange(2)).tolist() == [-1, -1]


@given(st.lists(st.integers(0, len(BOOK) + 5), max_size=40))
def test_an_array_is_told_what_each_offset_is_told(offsets: list[int]) -> None:
    manuscript = book()
    where = np.array(offsets, dtype=np.int32)
    one_by_one = [
        (manuscript.block_at(o), manuscript.chapter_at(o), manuscript.scene_at(o)) for o in offsets
    ]
    columns = (
        manuscript.blocks_at(where),
        manuscript.chapters_at(where),
        manuscript.scenes_at(where),
    )
    assert list(zip(*(c.tolist() for c in columns), strict=True)) == one_by_one
    starts = [block.span.start for block in manuscript.blocks]
    assert [b for b, _, _ in one_by_one] == [sum(s <= o for s in starts) - 1 for o in offsets]
