"""Stories kept as DuckDB files or folders of Parquet, and SQL over them.

DuckDB is the embedded analytical store: one file, SQL, Parquet built in, MIT.
SQL that a user gives runs with file and network access off and cannot change a
saved story.
"""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from fabula.export.tables import SCHEMA, SCHEMA_VERSION, Values, story_tables
from fabula.manuscript.errors import FabulaError
from fabula.story.model import Story

__all__ = ["Answer", "is_saved_story", "query_saved", "query_story", "save_duckdb", "save_parquet"]

_READABLE = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_MEMORY = "2GB"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: column names, and rows of plain Python values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def save_duckdb(story: Story, path: Path) -> None:
    """Write the story's tables to a DuckDB file, replacing a story saved there before.

    Raises `FabulaError` if the path holds something else, or cannot be written.
    """
    if path.exists() and not is_saved_story(path):
        raise FabulaError(f"{path}: not a saved story, so it is left alone; choose another name.")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with duckdb.connect(str(part)) as connection:
            _fill(connection, story_tables(story))
        part.replace(path)
    except (OSError, duckdb.IOException) as problem:
        raise _unwritable(path, problem) from problem
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + ".wal").unlink(missing_ok=True)


def save_parquet(story: Story, folder: Path) -> None:
    """Write one Parquet file a table into the folder, replacing those of the same names."""
    part = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.part")
    try:
        part.mkdir(parents=True)
        with duckdb.connect() as connection:
            _fill(connection, story_tables(story))
            for table in SCHEMA:
                target = str(part / f"{table.name}.parquet").replace("'", "''")
                connection.execute(f"COPY {table.name} TO '{target}' (FORMAT parquet)")
        folder.mkdir(parents=True, exist_ok=True)
        for file in part.iterdir():
            file.replace(folder / file.name)
    except (OSError, duckdb.IOException) as problem:
        raise _unwritable(folder, problem) from problem
    finally:
        shutil.rmtree(part, ignore_errors=True)


def is_saved_story(path: Path) -> bool:
    """Whether the file is a DuckDB database that Fabula wrote."""
    try:
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                return False
        with _open_saved(path) as connection:
            row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    except (OSError, duckdb.Error):
        return False
    return row is not None


def query_saved(path: Path, sql: str) -> Answer:
    """Run one query over a saved story; raises `FabulaError` for anything but reading."""
    try:
        with _open_saved(path) as connection:
            row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
            if row is None or row[0] != SCHEMA_VERSION:
                found = row[0] if row else "no version"
                raise FabulaError(
                    f"{path}: saved with other tables ({found}); save it again with this version."
                )
            return _ask(connection, sql)
    except (OSError, duckdb.IOException, duckdb.CatalogException) as problem:
        raise FabulaError(f"{path}: not a saved story ({_line(problem)}).") from problem


def query_story(story: Story, sql: str) -> Answer:
    """Run one query over the tables of a story in memory."""
    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        _fill(connection, story_tables(story))
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return _ask(connection, sql)


def _open_saved(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        str(path),
        read_only=True,
        config={
            "enable_external_access": "false",
            "lock_configuration": "true",
            "memory_limit": _MEMORY,
        },
    )


def _ask(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type not in _READABLE:
            raise FabulaError(
                "A query is one SELECT statement; it can read the story, not change it."
            )
        result = connection.execute(statements[0])
        columns = tuple(str(column[0]) for column in result.description or ())
        return Answer(columns, tuple(tuple(row) for row in result.fetchall()))
    except duckdb.Error as problem:
        raise FabulaError(f"The query cannot be run: {_line(problem)}") from problem


def _fill(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Mapping[str, Values]]
) -> None:
    for table in SCHEMA:
        spec = ", ".join(f'"{c.name}" {c.type}' for c in table.columns)
        connection.execute(f"CREATE TABLE {table.name} ({spec})")
        columns = {name: _array(values) for name, values in tables[table.name].items()}
        if len(next(iter(columns.values()))) == 0:
            continue
        connection.register("incoming", columns)
        connection.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
        connection.unregister("incoming")


def _array(values: Values) -> np.ndarray[tuple[int], np.dtype[np.generic]]:
    if isinstance(values, np.ndarray):
        return values
    array = np.empty(len(values), dtype=object)
    array[:] = list(values)
    return array


def _line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__


def _unwritable(path: Path, problem: Exception) -> FabulaError:
    return FabulaError(f"{path}: cannot be written ({_line(problem)}); choose another place.")
