"""Saved stories: what goes in comes out, and SQL can read and nothing else."""

import json
from pathlib import Path

import duckdb
import pytest

from fabula.export.booknlp import save_booknlp
from fabula.export.saving import save_story
from fabula.export.store import query_saved, query_story, save_duckdb
from fabula.export.tables import story_tables
from fabula.export.views import lenses
from fabula.language.compose import compose
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.spans import Span
from fabula.story.catalogue import catalogue
from fabula.story.model import (
    Attribute,
    Character,
    Event,
    Place,
    Quote,
    Relation,
    Story,
)
from mention_tables import linked

SCENE = """
# newpar
“     ``
Wait  VB  0  root
,     ,
Tomás NNP 2  vocative  Entity=(PER-name)
,     ,
”     ''
said  VBD 2  parataxis lemma=say Event=Yes
Ada   NNP 7  nsubj     Entity=(PER-name)
.     .
"""


def story() -> Story:
    manuscript, reading = compose(SCENE)
    text = manuscript.text
    ada = Span(text.index("Ada"), text.index("Ada") + 3)
    said = Span(text.index("said"), text.index("said") + 4)
    quote = Quote(
        Span(0, text.index("”") + 1), 0, 0, (1,), Span(said.start, ada.end), "explicit", 0.9
    )
    return Story(
        manuscript,
        reading,
        (Character(0, "Ada", ("Ada Vale",), "she/her"), Character(1, "Tomás")),
        (Place(2, "Ferry"),),
        linked(reading, (1, 0)),
        (quote,),
        (Attribute(0, "eyes", "grey", ada),),
        (Relation(0, "sister", 1, ada),),
        (Event(said, "say", 0, None),),
    )


def test_every_table_has_every_column_at_one_length() -> None:
    tables = story_tables(story())
    for table in catalogue():
        columns = tables[table.name]
        assert list(columns) == [c.name for c in table.columns]
        assert len({len(v) for v in columns.values()}) == 1


def test_a_saved_story_answers_as_the_story_does(tmp_path: Path) -> None:
    told, path = story(), tmp_path / "s.duckdb"
    save_duckdb(told, path)
    sql = """SELECT c.name, q.text FROM quotes q JOIN characters c ON c.id = q.speaker"""
    assert query_saved(path, sql) == query_story(told, sql)
    assert query_saved(path, sql).rows == (("Ada", "“Wait, Tomás,”"),)
    assert [p.name for p in tmp_path.iterdir()] == ["s.duckdb"]
    for table in catalogue():
        answer = query_saved(path, f"SELECT * FROM {table.name}")
        more = [c.name for lens in lenses() if lens.name == table.name for c in lens.columns]
        assert answer.columns == (*(c.name for c in table.columns), *more)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM quotes",
        "SELECT 1; SELECT 2",
        "CREATE TABLE t AS SELECT 1",
        "COPY quotes TO 'x.csv'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM nowhere",
        "not sql",
        "",
    ],
)
def test_sql_can_only_read_the_story(
    tmp_path: Path, sql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told, path = story(), tmp_path / "s.duckdb"
    save_duckdb(told, path)
    before = path.read_bytes()
    with pytest.raises(FabulaError) as in_memory:
        query_story(told, sql)
    with pytest.raises(FabulaError):
        query_saved(path, sql)
    assert "\n" not in str(in_memory.value)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["s.duckdb"]


def test_saving_again_replaces_only_what_fabula_wrote(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    save_duckdb(story(), path)
    save_duckdb(story(), path)
    path.write_bytes(b"somebody's letters")
    with pytest.raises(FabulaError, match="not a saved story"):
        save_duckdb(story(), path)
    assert path.read_bytes() == b"somebody's letters"
    with pytest.raises(FabulaError, match="not a saved story"):
        query_saved(path, "SELECT 1")


def test_a_story_saved_with_fewer_tables_is_to_be_saved_again(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    save_duckdb(story(), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE actions")
    with pytest.raises(FabulaError, match="save it again"):
        query_saved(path, "SELECT 1")


def test_parquet_holds_a_file_a_table(tmp_path: Path) -> None:
    save_story(story(), tmp_path / "tables")
    assert {p.stem for p in (tmp_path / "tables").iterdir()} == {t.name for t in catalogue()}
    assert [p.name for p in tmp_path.iterdir()] == ["tables"]
    a_file = tmp_path / "letter.txt"
    a_file.write_text("Dear Ada")
    with pytest.raises(FabulaError, match="a file"):
        save_story(story(), a_file)


def test_booknlp_files_point_at_the_same_words(tmp_path: Path) -> None:
    told = story()
    folder = tmp_path / "ferry.booknlp"
    save_booknlp(told, folder)
    rows = [line.split("\t") for line in (folder / "ferry.tokens").read_text("utf-8").splitlines()]
    encoded = told.manuscript.text.encode()
    onset, offset = rows[0].index("byte_onset"), rows[0].index("byte_offset")
    for row in rows[1:]:
        assert encoded[int(row[onset]) : int(row[offset])].decode() == row[4]
    quotes = (folder / "ferry.quotes").read_text("utf-8").splitlines()
    assert quotes[1].split("\t") == ["0", "5", "7", "7", "Ada", "0", "“Wait, Tomás,”"]
    book = json.loads((folder / "ferry.book").read_text("utf-8"))
    assert book["characters"][0]["agent"] == [{"w": "said", "i": 6}]
    assert book["characters"][0]["mentions"]["proper"] == [{"c": 1, "n": "Ada"}]
