"""A table of the story is one file: one dataclass and one builder, and every output has it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import handmade
from fabula.cli.docs import pages
from fabula.export.saving import save_story
from fabula.export.schema import documents
from fabula.export.store import query_story
from fabula.export.story_json import story_document
from fabula.story import tables
from fabula.story.catalogue import catalogue

TOY = '''"""Shouts: what is said with an exclamation mark, or louder."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fabula.manuscript.spans import Span
from fabula.story.model import Quote, Story
from fabula.story.schema import Col, Each, table


@dataclass(frozen=True, slots=True)
class Shout:
    """A quotation that is louder than most."""

    quote: Annotated[int, Col("the quotation", refers="quotes")]
    span: Span
    who: Annotated[int | None, Col("who shouts", refers="characters", key="by")]
    how: Annotated[Literal["loud", "louder"], Col("how loud it is")]
    force: Annotated[float, Col("from 0 to 1")]
    heard: Annotated[
        tuple[int, ...],
        Each("shouts_heard", "someone who hears a shout", "shout", "character", "who hears it",
             refers="characters"),
    ]
    said_by: Annotated[int | None, Col("whose claim it is", empty="narrator")] = None


@table(Shout, "shouts")
def shouts(story: Story) -> Iterable[Shout]:
    for number, quote in enumerate(story.rows(Quote)):
        yield Shout(number, quote.span, quote.speaker, "louder" if number else "loud", 0.25, (1, 2))
'''


@pytest.fixture(autouse=True)
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "toy_shouts.py").write_text(TOY)
    monkeypatch.setattr(tables, "__path__", [*tables.__path__, str(folder)])
    yield
    sys.modules.pop("fabula.story.tables.toy_shouts", None)


def test_json_has_it() -> None:
    document = json.loads(json.dumps(story_document(handmade.story())))
    start = handmade.find('"You came back."').start
    assert document["shouts"][0] == {
        "id": 0, "quote": 0, "start": start, "end": start + 16, "by": handmade.NELL,
        "how": "loud", "force": 0.25, "said_by": "narrator", "heard": [1, 2],
    }  # fmt: skip
    assert "shouts_heard" not in document


def test_duckdb_has_it() -> None:
    answer = query_story(handmade.story(), "SELECT * FROM shouts ORDER BY id")
    assert answer.columns == (
        "id", "quote", "start_char", "end_char", "who", "how", "force", "said_by", "text",
    )  # fmt: skip
    assert answer.rows[1][-2:] == (None, '"I said I would,"')
    heard = "SELECT shout, character FROM shouts_heard ORDER BY ALL"
    assert query_story(handmade.story(), heard).rows == ((0, 1), (0, 2), (1, 1), (1, 2))


def test_parquet_has_it(tmp_path: Path) -> None:
    save_story(handmade.story(), tmp_path / "saved")
    rows = duckdb.read_parquet(str(tmp_path / "saved" / "shouts.parquet")).fetchall()
    assert [row[5] for row in rows] == ["loud", "louder"]
    assert (tmp_path / "saved" / "shouts_heard.parquet").exists()


def test_the_reference_has_it() -> None:
    made = pages()
    table = made["tables.md"].partition("## shouts\n")[2].partition("\n## ")[0]
    assert "One row: a quotation that is louder than most." in table
    assert "| `who` | INTEGER or NULL | who shouts (a row of characters) |" in table
    assert "| `how` | VARCHAR | how loud it is: loud, louder |" in table
    part = made["json.md"].partition("### shouts\n")[2].partition("\n##")[0]
    assert "| `by` | number or null | who shouts |" in part
    assert "| `how` | string | how loud it is: `loud` or `louder` |" in part
    assert "shouts" in [part.name for part in documents()[0].parts]


def test_python_has_it() -> None:
    story = handmade.story()
    (shouts,) = (table for table in catalogue() if table.name == "shouts")
    assert story.tables["shouts"] is story.rows(shouts.kind)  # type: ignore[attr-defined]
    frame = story.tables["shouts"].to_pandas()
    assert list(frame["who_name"]) == ["Nell Quill", "Mara Quill"]
    assert list(frame["heard_names"][0]) == ["Mara Quill", "Nell Quill"]


def test_it_is_gone_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "__path__", tables.__path__[:1])
    assert "shouts" not in story_document(handmade.story())
    assert "shouts" not in pages()["tables.md"]
