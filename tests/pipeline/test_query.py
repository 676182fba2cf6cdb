"""``fabula.query``: one question to whatever can answer it, with a data frame for an answer."""

from pathlib import Path

import pytest

import fabula
import shelf_workers
from fabula.export.store import save_duckdb
from fabula.shelf.filling import fill_shelf
from fabula.shelf.sources import find_books
from fabula.story.bare import bare_story
from fabula.story.model import Character

NAMES = "select name from characters order by name"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gate.txt").write_text("ADA met TOM at the gate.\n", "utf-8")
    return tmp_path


def test_a_story_a_saved_one_and_a_shelf_are_asked_alike(place: Path) -> None:
    story = bare_story(fabula.load("gate.txt"))
    story = story.with_tables(characters=[Character(0, "ADA"), Character(1, "TOM")])
    save_duckdb(story, place / "gate.duckdb")
    fill_shelf(place / "shelf", find_books(["gate.txt"]).sources, shelf_workers.Here)
    for source in (story, "gate.duckdb", place / "gate.duckdb", place / "shelf", "shelf/"):
        assert fabula.query(source, NAMES).rows == (("ADA",), ("TOM",))
    assert fabula.query("shelf", "select distinct source from books").rows == (("gate.txt",),)


def test_a_draft_is_read_first() -> None:
    Path("gate.txt").write_text("Nell went to the gate. She opened it.\n", "utf-8")
    assert fabula.query("gate.txt", NAMES).rows == (("Nell",),)


def test_an_answer_prints_in_a_few_lines_and_becomes_a_data_frame() -> None:
    story = bare_story(fabula.load("gate.txt"))
    answer = fabula.query(story, "select 7 n, 0.5 half, 'x' n, null::integer no from range(5)")
    assert repr(answer).splitlines() == [
        "<answer: 5 rows of n, half, n, no>",
        "  7, Decimal('0.5'), 'x', None",
        "  7, Decimal('0.5'), 'x', None",
        "  7, Decimal('0.5'), 'x', None",
        "  and 2 more",
    ]
    frame, polars = answer.to_pandas(), answer.to_polars()
    assert list(frame.columns) == polars.columns == ["n", "half", "n_2", "no"]
    assert frame["half"].sum() == polars["half"].sum() == 2.5
    assert (len(frame), len(polars)) == (5, 5)
    nothing = fabula.query(story, "select 1 one where false")
    assert list(nothing.to_pandas().columns) == nothing.to_polars().columns == ["one"]


def test_a_question_only_reads_and_ends_in_time() -> None:
    story = bare_story(fabula.load("gate.txt"))
    with pytest.raises(fabula.FabulaError, match="can read the story, not change it"):
        fabula.query(story, "create table t as select 1")
    with pytest.raises(fabula.FabulaError, match=r"longer than 0\.2 seconds"):
        fabula.query(story, "select count(*) from range(100000000) a, range(100000) b", seconds=0.2)
    with pytest.raises(fabula.FabulaError, match="no such file"):
        fabula.query("nowhere.txt", NAMES)
