"""A shelf: the stories of many books as one data set of Parquet, one file a table and batch.

::

    shelf/
      shelf.json                  what this is, and which batches count
      characters/000001.parquet   a table of a story, of many books: first the column `book`
      ...
      books/000001.parquet        one row a book
      failures/failures.parquet   what could not be read, and why
      metadata/metadata.parquet   what a file of metadata says of the books
      .read/BOOK/                 a book that is read and in no batch yet, table by table

A book that is read is kept at once, whole or not at all, in ``.read``; many of them are
then gathered into a batch, which counts from the moment ``shelf.json`` names it. So a run
may be killed at any moment: what it leaves is either named there, or kept, or swept away.
"""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any

import duckdb

from fabula import __version__
from fabula.export.duck import OFFLINE, plainly_named, put_table, quoted, writing_told
from fabula.export.tables import story_tables
from fabula.files.ending import passing
from fabula.files.writing import sync_file, write_file, write_set
from fabula.manuscript.errors import FabulaError
from fabula.story.catalogue import SCHEMA_VERSION, catalogue
from fabula.story.model import Story
from fabula.story.schema import Col, Column, Table, columns_of

__all__ = [
    "ABOUT_COLUMNS",
    "SHELF_SCHEMA",
    "Book",
    "Failure",
    "Shelf",
    "ShelfAbout",
    "book_columns",
    "columns_on_shelf",
    "is_shelf",
    "shelf_tables",
]

SHELF_SCHEMA = "fabula.shelf/1"
_ABOUT = "shelf.json"
_READ = ".read"
_OF_WORDS = frozenset({"tokens", "sentences"})
_IN_BOOKS = "trust"
"""The table of a story whose one row stands in `books`."""
_KEY = Column("book", "VARCHAR", "the book", refers="books")
ABOUT_COLUMNS = (Column("key", "VARCHAR", "what"), Column("value", "VARCHAR", "its value"))
"""Of the table ``about``, in which a shelf says what `ShelfAbout` has."""
_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class Book:
    """A book of the shelf."""

    book: Annotated[str, Col("the first 16 digits of `sha256`: the book's key in every table")]
    source: Annotated[str, Col("where it was read from, as it was found")]
    sha256: Annotated[str, Col("of the source's bytes")]
    title: Annotated[str, Col("empty when the source gives none")]
    author: Annotated[str, Col("empty when the source gives none")]
    language: Annotated[str, Col("as the source names it; empty when it does not")]
    words: Annotated[int, Col("of headings and paragraphs")]
    chapters: Annotated[int, Col("how many it has")]
    scenes: Annotated[int, Col("how many it has")]
    characters: Annotated[int, Col("how many it has")]
    seconds: Annotated[float, Col("that it took to read")]
    model: Annotated[str, Col("version and checksum of the model that read it")]
    fabula: Annotated[str, Col("version of the program that read it")]
    settings: Annotated[str, Col("checksum of what `fabula.toml` says of its names, if anything")]
    links: Annotated[float, Col("how sure it is who is meant by pronouns and nouns, 0 to 1")]
    unsure: Annotated[float, Col("share of pronouns and nouns that are less likely than not")]
    unknown_speakers: Annotated[float, Col("share of the words spoken that nobody known says")]
    speakers: Annotated[float, Col("how sure the other speakers are")]
    largest: Annotated[float, Col("share of the mentions of people that mean one of them")]
    largest_name: Annotated[str, Col("that one's name; empty where there is nobody")]
    first_person: Annotated[float, Col("share of “I” among the pronouns of one in narration")]
    narrator: Annotated[str, Col("name of who tells the story as “I”; empty for nobody")]
    narrator_by: Annotated[str, Col("by what they are known: `name`, `I`, or `nobody`")]
    warnings: Annotated[str, Col("what to be wary of, in words, a line each; empty for nothing")]


@dataclass(frozen=True, slots=True)
class Failure:
    """A book that could not be read."""

    source: Annotated[str, Col("where it was to be read from")]
    reason: Annotated[str, Col("why it could not be, and what to do")]


@dataclass(frozen=True, slots=True)
class ShelfAbout:
    """What a shelf says of itself. ``words``: it has every word and sentence too."""

    schema: str = SHELF_SCHEMA
    tables: str = SCHEMA_VERSION
    fabula: str = __version__
    words: bool = True
    batches: tuple[str, ...] = ()


def book_columns() -> tuple[Column, ...]:
    """The columns of the table of books."""
    return columns_of(Book)


def shelf_tables(*, words: bool = True) -> tuple[Table, ...]:
    """The tables of a story that a shelf has; each then begins with the column ``book``."""
    return tuple(
        table
        for table in catalogue()
        if not table.apart and table.name != _IN_BOOKS and (words or table.name not in _OF_WORDS)
    )


def columns_on_shelf(table: str) -> tuple[Column, ...]:
    """The columns of a table as a shelf has it."""
    own = {"books": book_columns(), "failures": columns_of(Failure), "metadata": (_KEY,)}
    if table in own:
        return own[table]
    (known,) = [one for one in shelf_tables() if one.name == table]
    return (_KEY, *known.columns)


def is_shelf(folder: Path) -> bool:
    """Whether the folder is a shelf, of whatever version."""
    try:
        return (folder / _ABOUT).is_file()
    except (OSError, ValueError):
        return False


class Shelf:
    """A shelf on the disk. Only one run at a time may change it."""

    def __init__(self, folder: Path, about: ShelfAbout) -> None:
        self.folder = folder
        self.about = about

    @staticmethod
    def at(folder: Path) -> "Shelf":
        """The shelf in the folder; raises `FabulaError` where there is none of this version."""
        try:
            said = json.loads((folder / _ABOUT).read_text("utf-8"))
            about = ShelfAbout(**{**said, "batches": tuple(said["batches"])})
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise FabulaError(f"{folder}: not a shelf that can be read ({problem})") from problem
        if (about.schema, about.tables) != (SHELF_SCHEMA, SCHEMA_VERSION):
            raise FabulaError(
                f"{folder}: a shelf of other tables ({about.schema}, {about.tables}); "
                "read its books into a new one"
            )
        return Shelf(folder, about)

    @staticmethod
    def make(folder: Path, *, words: bool) -> "Shelf":
        """A new shelf without books; raises `FabulaError` where it cannot be."""
        if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
            raise FabulaError(f"{folder}: there is something else; choose another name")
        shelf = Shelf(folder, ShelfAbout(words=words))

        def write(part: Path) -> None:
            (part / _ABOUT).touch()

        write_set(folder, write)
        shelf._tell()
        return shelf

    # --- one book after the other ----------------------------------------------------------

    def keep(self, book: Book, story: Story) -> None:
        """Keep a book that is read, whole or not at all."""
        tables = story_tables(story)

        def write(part: Path) -> None:
            with plainly_named(part) as place, _connected() as connection:
                for table in shelf_tables(words=self.about.words):
                    put_table(connection, table.name, table.columns, tables[table.name])
                    key = quoted(book.book, "'")
                    _copy(connection, f"SELECT {key} AS book, * FROM {table.name}", place, table)
                    connection.execute(f"DROP TABLE {table.name}")
                _put_rows(connection, "books", book_columns(), [book])
                _copy(connection, "SELECT * FROM books", place, "books")

        with writing_told(self.folder):
            write_set(self.folder / _READ / book.book, write)

    def books(self) -> dict[str, Book]:
        """Every book that is read, by its key: those of the batches, and those kept."""
        return {**self._asked(self._files("books")), **self.kept()}

    def kept(self) -> dict[str, Book]:
        """The books that are in no batch yet."""
        return self._asked(sorted((self.folder / _READ).glob("*/books.parquet")))

    # --- batches ---------------------------------------------------------------------------

    def gather(self, name: str, books: Sequence[str], stale: Sequence[str] = ()) -> None:
        """Write a batch of books that are kept; it does not count before `count` says so.

        ``stale``: batches that hold older readings of some of them; their other books go
        into the new batch, which takes their place.
        """
        tables = [*(t.name for t in shelf_tables(words=self.about.words)), "books"]
        again = ", ".join(quoted(book, "'") for book in books)
        with writing_told(self.folder), passing(self.folder / f".{name}.part") as part:
            part.mkdir(mode=0o700)
            with plainly_named(self.folder) as home, _connected() as connection:
                for table in tables:
                    new = [home / _READ / book / f"{table}.parquet" for book in books]
                    old = [home / table / f"{batch}.parquet" for batch in stale]
                    rows = f"SELECT * FROM {_from(new)}"
                    if old:
                        rows += f" UNION ALL SELECT * FROM {_from(old)} WHERE book NOT IN ({again})"
                    _copy(connection, rows, home / part.name, table)
            for table in tables:
                sync_file(part / f"{table}.parquet")
                (self.folder / table).mkdir(exist_ok=True)
                (part / f"{table}.parquet").replace(self.folder / table / f"{name}.parquet")

    def next_batch(self) -> str:
        """A name for a batch that none has had."""
        return f"{max(map(int, self.about.batches), default=0) + 1:06d}"

    def count(self, name: str, books: Sequence[str], stale: Sequence[str] = ()) -> None:
        """Let a gathered batch count, in one step, and put away what it takes the place of."""
        batches = [batch for batch in self.about.batches if batch not in stale]
        self.about = replace(self.about, batches=(*batches, name))
        self._tell()
        for batch in stale:
            for file in self.folder.glob(f"*/{batch}.parquet"):
                file.unlink(missing_ok=True)
        for book in books:
            shutil.rmtree(self.folder / _READ / book, ignore_errors=True)

    def holding(self, books: Collection[str]) -> list[str]:
        """The batches that hold any of the books."""
        held = {}
        for batch in self.about.batches:
            held[batch] = self._asked([self.folder / "books" / f"{batch}.parquet"])
        return [batch for batch, inside in held.items() if not inside.keys().isdisjoint(books)]

    def drop_kept(self, book: str) -> None:
        """Forget a book that is kept, as it is to be read again."""
        shutil.rmtree(self.folder / _READ / book, ignore_errors=True)

    def sweep(self) -> None:
        """Take away what a killed run left that does not count."""
        for table in [*(t.name for t in shelf_tables()), "books"]:
            for file in (self.folder / table).glob("*.parquet"):
                if file.stem not in self.about.batches:
                    file.unlink(missing_ok=True)
        for left in [*self.folder.glob(".*.part"), *(self.folder / _READ).glob(".*")]:
            shutil.rmtree(left, ignore_errors=True)
        for book in self._asked(self._files("books")).keys() & self.kept().keys():
            if self._asked(self._files("books"))[book] == self.kept()[book]:
                self.drop_kept(book)  # it was gathered, and the run killed before it was put away
        if (self.folder / _READ).is_dir() and not any((self.folder / _READ).iterdir()):
            (self.folder / _READ).rmdir()

    # --- beside the books ------------------------------------------------------------------

    def failures(self) -> list[Failure]:
        """What could not be read, in no order."""
        file = self.folder / "failures" / "failures.parquet"
        if not file.is_file():
            return []
        return [Failure(*row) for row in _rows([file], "source, reason")]

    def put_failures(self, failures: Iterable[Failure]) -> None:
        """Say what could not be read."""
        rows = sorted(failures, key=lambda failure: failure.source)
        self._put("failures", columns_of(Failure), [asdict(row) for row in rows])

    def put_metadata(self, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> None:
        """Say what is known of the books from elsewhere; the first column is ``book``."""
        self._put("metadata", columns, rows)

    def files(self) -> dict[str, list[Path]]:
        """The files of each table that count."""
        names = [*(t.name for t in shelf_tables(words=self.about.words)), "books"]
        found = {name: self._files(name) for name in names}
        for name in ("failures", "metadata"):
            file = self.folder / name / f"{name}.parquet"
            found[name] = [file] if file.is_file() else []
        return found

    def told(self) -> dict[str, list[str]]:
        """What the shelf says of itself, as the columns of the table ``about``."""
        said = {key: str(value) for key, value in asdict(self.about).items() if key != "batches"}
        return {"key": list(said), "value": list(said.values())}

    def _put(self, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> None:
        def write(part: Path) -> None:
            with plainly_named(part) as place, _connected() as connection:
                values = {c.name: [row[c.name] for row in rows] for c in columns}
                put_table(connection, name, columns, values)
                _copy(connection, f"SELECT * FROM {name}", place, name)

        with writing_told(self.folder):
            write_set(self.folder / name, write)

    def _tell(self) -> None:
        said = json.dumps(asdict(self.about), indent=1) + "\n"
        write_file(self.folder / _ABOUT, said.encode())

    def _files(self, table: str) -> list[Path]:
        return [self.folder / table / f"{batch}.parquet" for batch in self.about.batches]

    def _asked(self, files: Sequence[Path]) -> dict[str, Book]:
        names = ", ".join(field.name for field in fields(Book))
        return {row[0]: Book(*row) for row in _rows(files, names)} if files else {}


def _connected() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={**OFFLINE, "memory_limit": _MEMORY, "threads": "2"})


def _from(files: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(quoted(file, chr(39)) for file in files)}])"


def _rows(files: Sequence[Path], columns: str) -> list[tuple[Any, ...]]:
    """The rows of some files; raises `FabulaError` where one is damaged."""
    folder = files[0].parents[1]
    with plainly_named(folder) as home, _connected() as connection:
        there = [home / file.relative_to(folder) for file in files]
        try:
            return connection.execute(f"SELECT {columns} FROM {_from(there)}").fetchall()
        except duckdb.Error as problem:
            raise FabulaError(f"{folder}: a file of this shelf is damaged ({problem})") from problem


def _put_rows(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Column], rows: Sequence[Any]
) -> None:
    values = {column.name: [getattr(row, column.name) for row in rows] for column in columns}
    put_table(connection, name, columns, values)


def _copy(
    connection: duckdb.DuckDBPyConnection, rows: str, folder: Path, table: Table | str
) -> None:
    name = table if isinstance(table, str) else table.name
    target = quoted(folder / f"{name}.parquet", "'")
    connection.execute(f"COPY ({rows}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
