"""``fabula shelf`` as a user runs it: real workers, real readings, and questions to all of them."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fabula.cli import shelf as command
from fabula.cli.main import run
from fabula.export.duck import quoted
from fabula.export.shelf_store import shelf_tables
from fabula.export.views import lenses
from fabula.shelf.filling import Filled

DAISY = Path(__file__).parents[1] / "snapshots" / "novels" / "daisy_miller.txt.gz"

GATE = """The Gate

"You came back," said Nell to her brother Tom. She wept.

Tom laughed. "I said I would, Nell," he answered.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of books, and a shelf that a command of its own has made of them.

    Beside the books lie modules with the names of others, which no worker takes for those.
    """
    place = tmp_path_factory.mktemp("shelves")
    books = place / "books"
    books.mkdir()
    (books / "gate.txt").write_text(GATE, encoding="utf-8")
    words = gzip.decompress(DAISY.read_bytes()).decode("utf-8")
    (books / "daisy.txt").write_text(words[2000:5000], encoding="utf-8")
    (books / "empty.txt").write_bytes(b"")
    (place / "what.csv").write_text(
        "source,year,title\ngate,1999,The Gate\nlost,1,\n", encoding="utf-8"
    )
    for name in ("json", "queue"):
        (place / f"{name}.py").write_text("raise SystemExit('the wrong module')")
    before = Path.cwd()
    os.chdir(place)
    yield place
    os.chdir(before)


@pytest.fixture(scope="module")
def ran(place: Path) -> "subprocess.CompletedProcess[str]":
    script = (
        "import sys; sys.path.pop(0); from fabula.cli.main import run; "
        "sys.exit(run(['shelf', 'books', '-o', 'shelf', '--jobs', '2', '--metadata', 'what.csv']))"
    )
    return subprocess.run(
        [sys.executable, "-c", script], cwd=place, capture_output=True, text=True, check=False
    )


def asked(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[list[str]]:
    capfd.readouterr()
    assert run(["query", *arguments, "--format", "csv"]) == 0
    return [line.split(",") for line in capfd.readouterr().out.splitlines()[1:]]


def ask(sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def test_the_screen_says_what_was_read_and_what_was_not(
    ran: "subprocess.CompletedProcess[str]",
) -> None:
    assert (ran.returncode, ran.stderr) == (1, "")
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("shelf: 2 books read, ")
    assert "Not read: 1 book" in lines
    assert "  books/empty.txt: the file is empty; check that it is the right file" in lines
    assert lines[lines.index("Rows of the metadata that mean no book here: 1") + 1] == "  lost"
    assert lines[-1].startswith('  fabula query shelf "select')


@pytest.mark.usefixtures("ran")
def test_questions_to_all_books_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    sql = "select source, year from books order by source"
    assert asked(capfd, "shelf", sql) == [["books/daisy.txt", ""], ["books/gate.txt", "1999"]]
    spoken = "select c.name from quotes q join characters c on (c.book, c.id) = (q.book, q.speaker)"
    assert ["Nell"] in asked(capfd, "shelf", spoken)
    told = "select n.a_name, n.b_name, b.title from network n join books b using (book)"
    assert {"Nell", "Tom", "The Gate"} in map(set, asked(capfd, "shelf", told))
    felt = "select book, name, emotion from feelings where name = 'Nell'"
    ((_, *feeling),) = asked(capfd, "shelf", felt)
    assert feeling == ["Nell", "sadness"]
    for lens in lenses():
        (told_of,) = asked(capfd, "shelf", f"select count(distinct book) from {lens.name}")
        assert told_of[0] in ("1", "2"), lens.name
    assert asked(capfd, "shelf", "select source from failures") == [["books/empty.txt"]]
    assert ["schema", "fabula.shelf/1"] in asked(capfd, "shelf", "select * from about")


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('shelf/shelf.json')",
        "select * from read_text('books/gate.txt')",
        "select * from glob('*')",
        "copy books to 'shelf/x.csv'",
        "set allowed_paths = ['/']",
        "attach 'x.duckdb'",
        "drop view books",
        "install httpfs",
    ],
)
def test_a_question_reads_the_tables_and_nothing_else(
    sql: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", "shelf", sql]) == 2
    said = capfd.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


@pytest.mark.usefixtures("ran")
def test_a_book_has_the_rows_that_read_gives_it(place: Path) -> None:
    assert run(["read", "books/gate.txt", "--save", "gate", "-o", os.devnull]) == 0
    for table in shelf_tables():
        files = quoted(place / "shelf" / table.name / "*.parquet", "'")
        mine = ask(
            f"SELECT t.* EXCLUDE (book) FROM read_parquet({files}) t "
            f"JOIN read_parquet('shelf/books/*.parquet') b ON t.book = b.book "
            "WHERE b.source = 'books/gate.txt'"
        )
        alone = ask(f"SELECT * FROM read_parquet('gate/{table.name}.parquet')")
        assert mine == alone, table.name


@pytest.mark.usefixtures("ran")
def test_a_shelf_is_not_written_over_and_goes_on_only_when_asked(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["shelf", "books", "-o", "shelf"]) == 2
    assert "--resume" in capfd.readouterr().err
    assert run(["shelf", "books", "-o", "books"]) == 2
    assert "choose another name" in capfd.readouterr().err
    assert run(["shelf", "books/gate.txt", "-o", "shelf", "--resume"]) == 0
    assert "1 book there already" in capfd.readouterr().out


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("address", ["s3://bucket/shelf", "memory://shelf", "file:///tmp/shelf"])
def test_an_address_is_no_folder(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["shelf", "books", "-o", address]) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"fabula: {address}: a shelf is filled in a folder")
    assert f"-o FOLDER --copy {address}" in said
    assert not Path(address.partition("/")[0]).exists()


@pytest.mark.usefixtures("ran")
def test_a_shelf_that_is_done_is_copied_to_an_address(capfd: pytest.CaptureFixture[str]) -> None:
    files = pytest.importorskip("fsspec").filesystem("memory")
    books = ["shelf", "books/gate.txt", "-o", "shelf", "--resume", "--copy"]
    assert run([*books, "nowhere://shelf"]) == 2
    assert "nowhere://shelf: cannot be reached" in capfd.readouterr().err
    assert run([*books, "memory://scholar/shelf"]) == 0
    assert "Copied to memory://scholar/shelf: " in capfd.readouterr().out
    copied = files.cat_file("/scholar/shelf/shelf.json")
    assert copied == Path("shelf/shelf.json").read_bytes()


@pytest.mark.usefixtures("place")
def test_where_no_book_can_be_read(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["shelf", "nothing", "-o", "none"]) == 2
    said = capfd.readouterr()
    assert "nothing: no such file" in said.out
    assert said.err.startswith("fabula: none of these books could be read")
    assert run(["shelf", "nothing", "-o", "none", "-q"]) == 2
    assert capfd.readouterr().out == ""


def test_the_screen_says_of_which_books_to_be_wary() -> None:
    class Row:
        def __init__(self, warnings: str) -> None:
            self.words, self.warnings = 100, warnings

    filled = Filled(read=[Row(""), Row("no speech was found")])  # type: ignore[list-item]
    lines = list(command._told(filled, "shelf", 1.0))
    assert "\nBe wary of 1 book, whose column warnings says why:" in lines
    assert "where warnings <> ''" in lines[lines.index(next(x for x in lines if "wary" in x)) + 1]


def test_a_run_that_is_ended_says_how_to_go_on(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_filled", end)
    monkeypatch.setattr(command, "is_terminal", lambda _: True)
    assert run(["shelf", str(place / "books"), "-o", "ended"]) == 130
    said = capfd.readouterr().err
    assert said == "fabula: ended; what is read is kept in ended, and --resume goes on from there\n"


def test_times_are_told_as_people_tell_them() -> None:
    told = [command._time(seconds) for seconds in (1, 60, 100, 5000, 8000)]
    assert told == ["1 second", "60 seconds", "2 minutes", "83 minutes", "2 h 13 min"]
