"""Stories kept as DuckDB files or folders of Parquet, and SQL over them.

SQL that a user gives runs with file and network access off and cannot change a
saved story; see `fabula.export.asking` for its limits.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb

from fabula.export.asking import QueryAnswer, QueryLimits, QueryRows, asked
from fabula.export.duck import (
    FOR_QUERIES,
    OFFLINE,
    is_text,
    lock,
    plainly_named,
    problem_line,
    put_story,
    put_table,
    quoted,
    writing_told,
)
from fabula.export.shelf_store import ABOUT_COLUMNS, Shelf, columns_on_shelf, is_shelf, shelf_tables
from fabula.export.tables import story_tables
from fabula.export.views import KEPT, view_statements
from fabula.files.writing import write_by, write_set
from fabula.manuscript.errors import FabulaError
from fabula.story.catalogue import SCHEMA_VERSION, catalogue
from fabula.story.model import Story

__all__ = [
    "ask_kept",
    "ask_saved",
    "ask_shelf",
    "ask_story",
    "is_saved_story",
    "query_saved",
    "query_story",
    "save_duckdb",
    "save_parquet",
]


def save_duckdb(story: Story, path: Path) -> None:
    """Write the story's tables to a DuckDB file, replacing a story saved there before.

    Raises `FabulaError` if the path holds something else, or cannot be written.
    """
    if os.path.lexists(path) and path.exists() and not is_saved_story(path):
        raise FabulaError(f"{path}: not a saved story, so it is left alone; choose another name.")

    def write(part: Path) -> None:
        with plainly_named(part.parent) as folder:
            file = str(folder / part.name)
            with duckdb.connect(file, config=dict(OFFLINE)) as connection:
                put_story(connection, story_tables(story))

    with writing_told(path):
        write_by(path, write)


def save_parquet(story: Story, folder: Path) -> None:
    """Write one Parquet file a table into the folder, replacing those of the same names.

    All of them or none. Raises `FabulaError` if they cannot be written.
    """

    def write(part: Path) -> None:
        with (
            plainly_named(part) as place,
            duckdb.connect(config=dict(OFFLINE)) as connection,
        ):
            put_story(connection, story_tables(story))
            for table in catalogue():
                target = quoted(place / f"{table.name}.parquet", "'")
                connection.execute(f"COPY {table.name} TO {target} (FORMAT parquet)")

    with writing_told(folder):
        write_set(folder, write)


def is_saved_story(path: Path) -> bool:
    """Whether the file is a DuckDB database that Fabula wrote."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                return False
        with _open_saved(path) as connection:
            row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    except (OSError, ValueError, duckdb.Error):
        return False
    return row is not None


def query_saved(path: Path, sql: str, limits: QueryLimits | None = None) -> QueryAnswer:
    """The whole answer to one query over a saved story; errors as `ask_saved` has them."""
    with ask_saved(path, sql, limits or QueryLimits()) as rows:
        return rows.all()


def query_story(story: Story, sql: str, limits: QueryLimits | None = None) -> QueryAnswer:
    """The whole answer to one query over the tables of a story in memory."""
    with ask_story(story, sql, limits or QueryLimits()) as rows:
        return rows.all()


def ask_kept(path: Path, sql: str, limits: QueryLimits) -> AbstractContextManager[QueryRows] | None:
    """Run one query over the shelf or the saved story at the path; None where there is neither."""
    if is_shelf(path):
        return ask_shelf(path, sql, limits)
    return ask_saved(path, sql, limits) if is_saved_story(path) else None


@contextmanager
def ask_saved(path: Path, sql: str, limits: QueryLimits) -> Iterator[QueryRows]:
    """Run one query over a saved story, its rows to be fetched bit by bit.

    Raises `FabulaError` for anything but reading, and beyond the limits.
    """
    try:
        with _open_saved(path) as connection:
            row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    except (OSError, duckdb.Error) as problem:
        raise FabulaError(f"{path}: not a saved story ({problem_line(problem)}).") from problem
    if row is None or row[0] != SCHEMA_VERSION:
        found = row[0] if row else "no version"
        raise FabulaError(
            f"{path}: saved with other tables ({found}); save it again with this version."
        )
    connection = _begun(limits)
    with _file(path) as file:
        connection.execute(f"ATTACH {quoted(file, chr(39))} AS saved (READ_ONLY)")
    try:
        for table in catalogue():
            _keep(connection, table.name, f"SELECT '' AS book, * FROM saved.{table.name}")
    except duckdb.CatalogException as problem:  # of a version that had fewer
        connection.close()
        raise FabulaError(
            f"{path}: saved with fewer tables; save it again with this version."
        ) from problem
    with asked(_ready(connection, shelf=False), sql, limits) as rows:
        yield rows


@contextmanager
def ask_story(story: Story, sql: str, limits: QueryLimits) -> Iterator[QueryRows]:
    """Run one query over the tables of a story in memory, as `ask_saved` does."""
    connection = _begun(limits)
    connection.execute("CREATE SCHEMA saved")
    put_story(connection, story_tables(story), "saved.")
    for table in catalogue():
        _keep(connection, table.name, f"SELECT '' AS book, * FROM saved.{table.name}")
    with asked(_ready(connection, shelf=False), sql, limits) as rows:
        yield rows


@contextmanager
def ask_shelf(folder: Path, sql: str, limits: QueryLimits) -> Iterator[QueryRows]:
    """Run one query over all books of a shelf, as `ask_saved` does over one story.

    The files of its tables are all that can be read. Raises `FabulaError`, too, for a
    folder that is no shelf.
    """
    shelf = Shelf.at(folder)
    connection = _begun(limits)
    with plainly_named(folder) as home:
        try:
            allowed = _keep_shelf(connection, shelf, home)
            connection.execute(f"SET allowed_paths = [{', '.join(allowed)}]")
            _ready(connection, shelf=True)
        except duckdb.Error as problem:
            connection.close()
            raise FabulaError(
                f"{folder}: this shelf cannot be read ({problem_line(problem)})"
            ) from problem
        with asked(connection, sql, limits) as rows:
            yield rows


def _keep_shelf(connection: duckdb.DuckDBPyConnection, shelf: Shelf, home: Path) -> list[str]:
    """Make the tables of a shelf from its files; give these back, as SQL names them."""
    allowed: list[str] = []
    for table, files in shelf.files().items():
        there = [quoted(home / file.relative_to(shelf.folder), "'") for file in files]
        allowed += there
        if there:
            _keep(connection, table, f"SELECT * FROM read_parquet([{', '.join(there)}])")
        else:
            put_table(connection, f"{KEPT}.{table}", columns_on_shelf(table), {})
    for table in (t.name for t in shelf_tables() if t.name not in shelf.files()):
        put_table(connection, f"{KEPT}.{table}", columns_on_shelf(table), {})
    put_table(connection, "about", ABOUT_COLUMNS, shelf.told())
    connection.execute(f"CREATE VIEW failures AS SELECT * FROM {KEPT}.failures")
    connection.execute(f"CREATE VIEW metadata AS SELECT * FROM {KEPT}.metadata")
    connection.execute(f"CREATE VIEW books AS {_books(connection)}")
    return allowed


def _books(connection: duckdb.DuckDBPyConnection) -> str:
    """The books with what is said of them from elsewhere, whose titles and authors come first."""
    described = connection.execute(f"DESCRIBE {KEPT}.metadata").fetchall()
    own = {column.name for column in columns_on_shelf("books")}
    better = [name for name, *_ in described if name in ("title", "author")]
    more = [name for name, *_ in described if name not in own]
    replaced = ", ".join(
        f"coalesce(m.{quoted(name)}::VARCHAR, b.{name}) AS {name}" for name in better
    )
    columns = [f"b.*{f' REPLACE ({replaced})' if replaced else ''}"]
    columns += [f"m.{quoted(name)}" for name in more]
    said = ", ".join(columns)
    return f"SELECT {said} FROM {KEPT}.books b LEFT JOIN {KEPT}.metadata m ON m.book = b.book"


def _begun(limits: QueryLimits) -> duckdb.DuckDBPyConnection:
    memory = f"{limits.memory}MB"
    connection = duckdb.connect(config={**FOR_QUERIES, "memory_limit": memory})
    connection.execute(f"CREATE SCHEMA {KEPT}")
    return connection


def _keep(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> None:
    connection.execute(f"CREATE VIEW {KEPT}.{table} AS {rows}")


def _ready(connection: duckdb.DuckDBPyConnection, *, shelf: bool) -> duckdb.DuckDBPyConnection:
    """The connection with the views, and nothing open any more but what it has."""
    tables = shelf_tables() if shelf else catalogue()
    for statement in view_statements((table.name for table in tables), shelf=shelf):
        connection.execute(statement)
    if not shelf:
        connection.execute("CREATE VIEW about AS SELECT * FROM saved.about")
    lock(connection)
    return connection


@contextmanager
def _file(path: Path) -> Iterator[Path]:
    """The file by a path that DuckDB takes."""
    with plainly_named(path.parent if is_text(Path(path.name)) else path) as place:
        yield place / path.name if is_text(Path(path.name)) else place


def _open_saved(path: Path) -> duckdb.DuckDBPyConnection:
    with _file(path) as file:
        connection = duckdb.connect(str(file), read_only=True, config=dict(FOR_QUERIES))
    lock(connection)
    return connection
