"""What DuckDB may do here: keep tables, offline, and answer from them, touching nothing else.

DuckDB is the embedded analytical store: one file, SQL, Parquet built in, MIT.
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

from fabula.files.ending import passing
from fabula.manuscript.errors import FabulaError
from fabula.story.catalogue import catalogue
from fabula.story.schema import Column, Values

__all__ = [
    "FOR_QUERIES",
    "OFFLINE",
    "is_text",
    "lock",
    "plainly_named",
    "problem_line",
    "put_story",
    "put_table",
    "quoted",
    "writing_told",
]

_MEMORY = "1GB"
OFFLINE = {
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Nothing is spilled to the disk, and no extension is fetched from the network, as DuckDB would
where a format or a function asks for one."""
FOR_QUERIES = {**OFFLINE, "memory_limit": _MEMORY, "python_enable_replacements": "false"}
"""For queries: and no variable of this program passes for a table."""


@contextmanager
def writing_told(path: Path) -> Iterator[None]:
    """Turn what DuckDB says when it cannot write into one clear line."""
    try:
        yield
    except duckdb.Error as problem:
        raise FabulaError(
            f"{path}: cannot be written ({_reason(problem)}); choose another place"
        ) from problem


@contextmanager
def plainly_named(folder: Path) -> Iterator[Path]:
    """The folder by an absolute path that is text, which DuckDB needs.

    A path that is not gets a link in the temporary folder for a while.
    """
    absolute = folder.absolute()
    if is_text(absolute):
        yield absolute
        return
    name = f"fabula-{secrets.token_hex(8)}"
    with passing(Path(tempfile.gettempdir()).absolute() / name) as passage:
        passage.mkdir(mode=0o700)
        link = passage / "folder"
        link.symlink_to(absolute, target_is_directory=True)
        yield link


def is_text(path: Path) -> bool:
    """Whether the path is text that every library takes."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """No files, no network, no bar of progress among the rows, and no way back from there."""
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def put_story(
    connection: duckdb.DuckDBPyConnection,
    tables: Mapping[str, Mapping[str, Values]],
    schema: str = "",
) -> None:
    """Make every table of a story, and fill it. ``schema``: where, with a point behind it."""
    for table in catalogue():
        put_table(connection, f"{schema}{table.name}", table.columns, tables[table.name])


def put_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[Column],
    values: Mapping[str, Values],
) -> None:
    """Make a table of these columns, and fill it; without values it stays empty."""
    spec = ", ".join(f"{quoted(c.name)} {c.type}" for c in columns)
    connection.execute(f"CREATE TABLE {name} ({spec})")
    arrays = {column: _array(held) for column, held in values.items()}
    if not arrays or len(next(iter(arrays.values()))) == 0:
        return
    connection.register("incoming", arrays)
    connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
    connection.unregister("incoming")


def quoted(name: str | Path, mark: str = '"') -> str:
    """A name, or with ``'`` a text, as SQL writes it."""
    return mark + str(name).replace(mark, mark * 2) + mark


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
    return next((word for word in known if word in said), problem_line(problem))


_TROUBLES = (errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)


def problem_line(problem: Exception) -> str:
    """What a problem says, in one line."""
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
