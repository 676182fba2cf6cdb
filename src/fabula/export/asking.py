"""A question in SQL with limits of time and memory, which can be broken off at any moment.

DuckDB's own limit of memory does not count what one function makes in one row, and
such a function hears no interrupt. So the question runs in a thread of its own, under
a limit that the system holds where it can (Linux), and who waits need not wait for it.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb

from fabula.display import counted, cut_short, one_line
from fabula.manuscript.errors import FabulaError
from fabula.story.dataframes import Untyped

__all__ = ["QueryAnswer", "QueryLimits", "QueryRows", "asked", "is_still_running"]

_READABLE = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_BATCH = 2000
_MEMORY = 1000
_HEADROOM = 3 << 30
"""Bytes of address space that a question may take, with all of DuckDB's own reserves."""
_GRACE = 1.0
"""Seconds in which an interrupted question may end by itself."""
_TICK = 0.1
_NAME = "fabula-question"
_SHOWN, _WIDE = 3, 100
"""Rows of an answer that are shown at a prompt, and code points of each."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What a question may take: ``seconds`` in all, None for as long as it likes.

    ``memory``: megabytes.
    """

    seconds: float | None = 60.0
    memory: int = _MEMORY


@dataclass(frozen=True, slots=True, repr=False)
class QueryAnswer(Untyped):
    """What a query gives: column names, and rows of plain Python values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def __repr__(self) -> str:
        shown = [", ".join(map(repr, row)) for row in self.rows[:_SHOWN]]
        lines = [f"<answer: {counted(len(self.rows), 'row')} of {', '.join(self.columns)}>"]
        lines += [f"  {cut_short(one_line(row), _WIDE)}" for row in shown]
        if len(self.rows) > _SHOWN:
            lines.append(f"  and {len(self.rows) - _SHOWN:,} more")
        return "\n".join(lines)


class QueryRows:
    """An answer that is fetched bit by bit; may be gone through once."""

    def __init__(
        self, columns: tuple[str, ...], fetch: Callable[[], list[tuple[object, ...]]]
    ) -> None:
        self.columns = columns
        self._fetch = fetch

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        while batch := self._fetch():
            yield from map(tuple, batch)

    def all(self) -> QueryAnswer:
        """The whole answer."""
        return QueryAnswer(self.columns, tuple(self))


@contextmanager
def asked(
    connection: duckdb.DuckDBPyConnection, sql: str, limits: QueryLimits
) -> Iterator[QueryRows]:
    """Run one SELECT on the connection, which is closed in the end.

    Raises `FabulaError` for other statements, for what cannot be run, and when the
    limits are reached, also while rows are fetched.
    """
    clock = _Deadline(connection, limits)
    with _limited_memory(limits.memory):
        try:
            yield _run(connection, sql, clock)
        finally:
            if not is_still_running():  # or closing would wait for it
                connection.close()


def is_still_running() -> bool:
    """Whether a question that was broken off has not heard of it yet."""
    return any(thread.name == _NAME for thread in threading.enumerate())


def _run(connection: duckdb.DuckDBPyConnection, sql: str, clock: "_Deadline") -> QueryRows:
    def begin() -> duckdb.DuckDBPyConnection:
        return connection.execute(statements[0])

    try:
        statements = connection.extract_statements(sql)
    except (duckdb.Error, UnicodeError) as problem:
        raise FabulaError(f"The query cannot be run: {_line(problem)}") from problem
    if len(statements) != 1 or statements[0].type not in _READABLE:
        raise FabulaError("A query is one SELECT statement; it can read the story, not change it.")
    result = clock.wait_for(begin)
    columns = tuple(str(column[0]) for column in result.description or ())
    return QueryRows(columns, lambda: clock.wait_for(lambda: result.fetchmany(_BATCH)))


class _Deadline:
    """Waits for steps of one question, until its time is up or somebody breaks in."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: QueryLimits) -> None:
        self._connection = connection
        self._seconds = limits.seconds
        self._until = None if limits.seconds is None else time.monotonic() + limits.seconds

    def wait_for(self, step: Callable[[], T]) -> T:
        """What the step gives; raises `FabulaError` if it fails or takes too long."""
        done = threading.Event()
        outcome: list[T] = []
        trouble: list[Exception] = []

        def work() -> None:
            try:
                outcome.append(step())
            except Exception as error:  # told to who waits
                trouble.append(error)
            finally:
                done.set()

        thread = threading.Thread(target=work, name=_NAME, daemon=True)
        thread.start()
        try:
            while not done.wait(_TICK):  # short, as some systems hear Ctrl-C only between waits
                if self._until is not None and time.monotonic() > self._until:
                    raise FabulaError(
                        f"The query took longer than {self._seconds:g} seconds", code="query-time"
                    )
        except BaseException:
            self._connection.interrupt()
            done.wait(_GRACE)
            raise
        thread.join()
        if trouble:
            raise _told(trouble[0])
        return outcome[0]


def _told(error: Exception) -> Exception:
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return FabulaError("The query needs too much memory", code="query-memory")
    if isinstance(error, duckdb.Error | RuntimeError | UnicodeError):
        return FabulaError(f"The query cannot be run: {_line(error)}")
    return error


@contextmanager
def _limited_memory(megabytes: int) -> Iterator[None]:
    """Let the process grow by so much and no more, where the system can hold it to that."""
    taken = _address_space()
    if taken is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = taken + _HEADROOM + (megabytes - _MEMORY) * 1_000_000
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([most, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Bytes of address space that this process has, on Linux."""
    if sys.platform != "linux":
        return None
    try:
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmSize:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        return None
    return None


def _line(problem: Exception) -> str:
    return str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
