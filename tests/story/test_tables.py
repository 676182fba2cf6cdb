"""What a table may be, and how it is seen in Python."""

import pickle
import sys
from dataclasses import dataclass, make_dataclass, replace
from enum import IntEnum
from typing import Annotated, Any

import pytest

import handmade
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.catalogue import catalogue
from fabula.story.model import Attribute, Character, Quote, Story
from fabula.story.schema import Col, declared


class Weight(IntEnum):
    LIGHT = 1
    VERY_HEAVY = 2


def test_a_choice_may_be_an_enumeration() -> None:
    @dataclass(frozen=True)
    class Load:
        """A thing carried."""

        weight: Annotated[Weight, Col("how heavy")]

    made = declared(Load, "loads")
    assert made.columns[1].choices == ("light", "very_heavy")
    assert made.values_of([Load(Weight.VERY_HEAVY)], "")[1] == ["very_heavy"]


@pytest.mark.parametrize(
    "hint", [int, Annotated[dict[str, int], Col("x")], Annotated[int | str | None, Col("x")]]
)
def test_what_no_column_can_hold_is_refused_at_once(hint: Any) -> None:
    with pytest.raises(TypeError):
        declared(make_dataclass("Odd", [("odd", hint)]), "odd")


def test_every_table_has_as_many_columns_as_it_says() -> None:
    for story in (handmade.story(), bare_story(from_text("x"))):
        for table in catalogue():
            values = table.values(story)
            assert len(values) == len(table.columns), table.name
            assert len({len(column) for column in values}) == 1


def test_every_column_says_what_it_holds() -> None:
    assert [c for t in catalogue() for c in t.columns if not c.meaning.strip()] == []
    assert [t.name for t in catalogue() if not t.row.strip()] == []
    tables = {t.name for t in catalogue()} | {"entities"}
    assert {c.refers for t in catalogue() for c in t.columns if c.refers} <= tables


class TestRows:
    def test_they_are_a_tuple(self) -> None:
        story = handmade.story()
        assert story.quotes == tuple(story.quotes)
        assert story.rows(Quote) is story.rows(Quote) is story.quotes
        assert story.quotes[0].speaker == handmade.NELL
        with pytest.raises(LookupError, match="Weight"):
            story.rows(Weight)
        with pytest.raises(AttributeError):
            story.quotes = ()  # type: ignore[misc]

    def test_a_story_with_other_rows_has_their_names(self) -> None:
        renamed = replace(handmade.story(), characters=(Character(handmade.NELL, "Eleanor"),))
        assert list(renamed.quotes.to_pandas()["speaker_name"].fillna("-")) == ["Eleanor", "-"]

    def test_they_can_be_sent_to_another_process(self) -> None:
        story = handmade.story()
        sent: Story = pickle.loads(pickle.dumps(story))
        assert sent.quotes == story.quotes
        assert list(sent.quotes.to_pandas()["speaker_name"]) == ["Nell Quill", "Mara Quill"]


@pytest.mark.parametrize("name", [table.name for table in catalogue()])
def test_both_kinds_of_data_frame_hold_the_same(name: str) -> None:
    table = handmade.story().tables[name]
    pandas, polars = table.to_pandas(), table.to_polars()
    assert tuple(pandas.columns) == tuple(polars.columns) == table.columns
    theirs = [tuple(None if value is None or value != value else value for value in row)
              for row in pandas.astype(object).where(pandas.notna(), None).itertuples(index=False)]  # fmt: skip
    assert theirs == polars.rows()


def test_a_data_frame_names_people_and_numbers_chapters_and_scenes() -> None:
    frame = handmade.story().attributes.to_polars()
    assert frame["character_name"].to_list() == ["Nell Quill", "Nell Quill", "Old Harrow"]
    assert frame["said_by_name"].to_list() == [None, None, "Mara Quill"]
    assert frame["chapter_number"].to_list() == [1, 2, 1]
    assert frame["scene_number"].to_list() == [1, 3, 2]
    mentions = handmade.story().mentions.to_polars()
    assert mentions["entity_name"].to_list()[0] == "Mara Quill"
    quotes = handmade.story().quotes.to_pandas()
    assert [list(names) for names in quotes["addressee_names"]] == [["Mara Quill"], ["Nell Quill"]]
    assert quotes["cue_start_char"].isna().tolist() == [False, True]


def test_what_lies_outside_every_scene_has_no_number() -> None:
    story = handmade.story()
    away = Attribute(handmade.MARA, "eyes", "green", Span(0, 0))
    outside = replace(story.manuscript, scenes=story.manuscript.scenes[1:], chapters=())
    frame = replace(story, manuscript=outside, attributes=(away,)).attributes.to_polars()
    assert frame.select("chapter_number", "scene_number").rows() == [(None, None)]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(FabulaError, match=rf"pip install 'fabula\[{library}\]'"):
        getattr(handmade.story().quotes, f"to_{library}")()


class TestWhatIsPrinted:
    def test_a_story_is_three_lines(self) -> None:
        assert repr(handmade.story()).splitlines() == [
            "<Story “The Gate”: 69 words, 2 chapters, 3 scenes",
            "  people: Nell Quill, Mara Quill, Old Harrow",
            "  11 mentions, 2 quotations, 3 attributes, 1 relation, 4 events>",
        ]

    def test_a_table_is_a_few_lines(self) -> None:
        story = handmade.story()
        lines = repr(story.events).splitlines()
        assert (len(lines), lines[0], lines[-1]) == (5, "<events: 4 rows>", "  and 1 more")
        assert repr(story.mentions).startswith("<mentions: 11 rows of id, start_char")
        assert repr(story.tables["tokens"]).startswith("<tokens: 0 rows of id, start_char")
