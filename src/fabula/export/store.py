"""Stories kept as DuckDB files or folders of Parquet, and SQL over them.

DuckDB is the embedded analytical store: one file, SQL, Parquet built in, MIT.
SQL that a user gives runs with file and network access off and cannot change a
saved story; see `fabula.export.asking` for its limits.
"""

import errno
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np

from fabula.export.asking import QueryAnswer, QueryLimits, QueryRows, asked
from fabula.export.tables import story_tables
from fabula.files.ending import passing
from fabula.files.writing import write_by, write_set
from fabula.manuscript.errors import FabulaError
from fabula.story.catalogue import SCHEMA_VERSION, catalogue
from fabula.story.model import Story
from fabula.story.schema import Values

__all__ = [
    "ask_saved",
    "ask_story",
    "is_saved_story",
    "query_saved",
    "query_story",
    "save_duckdb",
    "save_parquet",
]

_MEMORY = "1GB"
_OFFLINE = {
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Nothing is spilled to the disk, and no extension is fetched from the network, as DuckDB would
where a format or a function asks for one."""
_QUIET = {**_OFFLINE, "memory_limit": _MEMORY, "python_enable_replacements": "false"}
"""For queries: and no variable of this program passes for a table."""


def save_duckdb(story: Story, path: Path) -> None:
    """Write the story's tables to a DuckDB file, replacing a story saved there before.

    Raises `FabulaError` if the path holds something else, or cannot be written.
    """
    if os.path.lexists(path) and path.exists() and not is_saved_story(path):
        raise FabulaError(f"{path}: not a saved story, so it is left alone; choose another name.")

    def write(part: Path) -> None:
        with _plainly_named(part.parent) as folder:
            file = str(folder / part.name)
            with duckdb.connect(file, config=dict(_OFFLINE)) as connection:
                _fill(connection, story_tables(story))

    with _told(path):
        write_by(path, write)


def save_parquet(story: Story, folder: Path) -> None:
    """Write one Parquet file a table into the folder, replacing those of the same names.

    All of them or none. Raises `FabulaError` if they cannot be written.
    """

    def write(part: Path) -> None:
        with (
            _plainly_named(part) as place,
            duckdb.connect(config=dict(_OFFLINE)) as connection,
        ):
            _fill(connection, story_tables(story))
            for table in catalogue():
                target = str(place / f"{table.name}.parquet").replace("'", "''")
                connection.execute(f"COPY {table.name} TO '{target}' (FORMAT parquet)")

    with _told(folder):
        write_set(folder, write)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as problem:
        raise FabulaError(
            f"{path}: cannot be written ({_reason(problem)}); choose another place"
        ) from problem


@contextmanager
def _plainly_named(folder: Path) -> Iterator[Path]:
    """The folder by an absolute path that is text, which DuckDB needs.

    A path that is not gets a link in the temporary folder for a while.
    """
    absolute = folder.absolute()
    if _is_text(absolute):
        yield absolute
        return
    name = f"fabula-{secrets.token_hex(8)}"
    with passing(Path(tempfile.gettempdir()).absolute() / name) as passage:
        passage.mkdir(mode=0o700)
        link = passage / "folder"
        link.symlink_to(absolute, target_is_directory=True)
        yield link


def _is_text(path: Path) -> bool:
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


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


@contextmanager
def ask_saved(path: Path, sql: str, limits: QueryLimits) -> Iterator[QueryRows]:
    """Run one query over a saved story, its rows to be fetched bit by bit.

    Raises `FabulaError` for anything but reading, and beyond the limits.
    """
    try:
        connection = _open_saved(path)
        row = connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone()
    except (OSError, duckdb.Error) as problem:
        raise FabulaError(f"{path}: not a saved story ({_line(problem)}).") from problem
    if row is None or row[0] != SCHEMA_VERSION:
        connection.close()
        found = row[0] if row else "no version"
        raise FabulaError(
            f"{path}: saved with other tables ({found}); save it again with this version."
        )
    with asked(connection, sql, limits) as rows:
        yield rows


@contextmanager
def ask_story(story: Story, sql: str, limits: QueryLimits) -> Iterator[QueryRows]:
    """Run one query over the tables of a story in memory, as `ask_saved` does."""
    connection = duckdb.connect(config=dict(_QUIET))
    _fill(connection, story_tables(story))
    _lock(connection)
    with asked(connection, sql, limits) as rows:
        yield rows


def _open_saved(path: Path) -> duckdb.DuckDBPyConnection:
    with _plainly_named(path.parent if _is_text(Path(path.name)) else path) as place:
        file = place / path.name if _is_text(Path(path.name)) else place
        connection = duckdb.connect(str(file), read_only=True, config=dict(_QUIET))
    _lock(connection)
    return connection


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """No files, no network, no bar of progress among the rows, and no way back from there."""
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _fill(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Mapping[str, Values]]
) -> None:
    for table in catalogue():
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
    array[:] = values if _are_text(values) else [_text(value) for value in values]
    return array


def _are_text(values: Sequence[object]) -> bool:
    """Whether no string holds half a surrogate pair, as file names that are not text do."""
    try:
        "".join(value for value in values if isinstance(value, str)).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _text(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _reason(problem: Exception) -> str:
    """Why DuckDB could not write: the system's own word for it where there is one."""
    said = str(problem)
    known = (os.strerror(number) for number in _TROUBLES)
    return next((word for word in known if word in said), _line(problem))


_TROUBLES = (errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)


def _line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
