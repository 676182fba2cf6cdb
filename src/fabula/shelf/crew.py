"""Workers for a shelf: hired once, given jobs one by one, replaced when they die.

Each is a process of its own that is started afresh and not forked, so that it takes
nothing of its parent with it but the places to import from.
"""

import json
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from fabula.export.shelf_store import Book
from fabula.manuscript.errors import FabulaError
from fabula.shelf.work import Job
from fabula.shelf.worker import worded_job

__all__ = ["Crew", "Done", "Lost", "Outcome", "Processes", "Refused", "worker_command"]

_STARTS = 3
"""Workers in a row that die at their start before nobody is hired any more."""
_START_SECONDS = 180.0
_LAST_SECONDS = 5.0
_TICK = 0.2


@dataclass(frozen=True, slots=True)
class Done:
    """A job is done; of a reading, the book."""

    job: Job
    book: Book | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A job cannot be done, and could not be by anybody else."""

    job: Job
    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Who did the job died over it."""

    job: Job
    reason: str


Outcome = Done | Refused | Lost


class Crew(Protocol):
    """Whoever does the jobs; a context manager.

    ``size``: how many at once. ``tries``: workers that may die over one book before it is
    given up.
    """

    size: int
    tries: int

    def __enter__(self) -> "Crew": ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def give(self, job: Job) -> None:
        """Let a job be done; to be asked no more often than ``size`` without an outcome."""

    def outcome(self) -> Outcome:
        """Wait for a job that is at its end; raises `FabulaError` when nobody can work."""


def worker_command() -> list[str]:
    """How a worker is started: with this interpreter, importing from where this one does."""
    if not sys.executable:
        raise FabulaError("there is no Python to start workers with; run this from a terminal")
    places = [str(Path(place).absolute()) for place in sys.path]
    work = "from fabula.shelf.worker import be_worker; be_worker()"
    code = f"import sys; sys.path[:] = {places!r}; {work}"
    return [sys.executable, "-P", "-c", code]


class Processes:
    """Workers on this machine, one process each, hired when there is work for them."""

    tries = 2

    def __init__(
        self,
        shelf: Path,
        size: int,
        *,
        threads: int | None = 1,
        command: Sequence[str] | None = None,
    ) -> None:
        """``threads``: of each worker. ``command``: how one is started."""
        self.size = size
        self._told = {"shelf": str(shelf.absolute()), "threads": threads}
        self._command = list(command or worker_command())
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._outcomes: queue.SimpleQueue[Outcome | FabulaError] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._ended = False
        self._died_at_start = 0

    def __enter__(self) -> "Processes":
        for _ in range(self.size):
            threading.Thread(target=self._employ, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._ended = True
            workers = list(self._workers)
        for _ in range(self.size):
            self._jobs.put(None)
        for worker in workers:
            worker.dismiss(at_once=error is not None)

    def give(self, job: Job) -> None:
        """Let a job be done by who is free."""
        self._jobs.put(job)

    def outcome(self) -> Outcome:
        """Wait for a job that is at its end; raises `FabulaError` when nobody can work."""
        while True:
            try:
                found = self._outcomes.get(timeout=_TICK)  # some systems hear Ctrl-C only between
            except queue.Empty:
                continue
            if isinstance(found, FabulaError):
                raise found
            return found

    def _employ(self) -> None:
        """Give jobs to one worker after the other, of which the last has died."""
        worker: _Worker | None = None
        while (job := self._jobs.get()) is not None:
            try:
                worker = worker or self._hired()
            except FabulaError as error:
                self._outcomes.put(error)
                return
            try:
                said = worker.ask(worded_job(job))
            except _DiedError as death:
                self._let_go(worker)
                worker = None
                self._outcomes.put(Lost(job, str(death)))
                continue
            if "refused" in said:
                self._outcomes.put(Refused(job, said["refused"]))
            else:
                book = said["book"]
                self._outcomes.put(Done(job, Book(**book) if book else None))

    def _hired(self) -> "_Worker":
        """A worker that is ready; raises `FabulaError` after a few in a row that died at once."""
        while True:
            worker = self._started()
            try:
                said = worker.ask(self._told, _START_SECONDS)
            except _DiedError as death:
                self._let_go(worker)
                with self._lock:
                    self._died_at_start += 1
                    if self._died_at_start < _STARTS and not self._ended:
                        continue
                raise FabulaError(
                    f"no worker can be started: {_STARTS} in a row died at once ({death})"
                ) from death
            if "unable" in said:
                raise FabulaError(said["unable"])
            with self._lock:
                self._died_at_start = 0
            return worker

    def _started(self) -> "_Worker":
        with self._lock:
            if self._ended:
                raise FabulaError("the work has ended")
            worker = _Worker(self._command)
            self._workers.add(worker)
        return worker

    def _let_go(self, worker: "_Worker") -> None:
        worker.dismiss(at_once=True)
        with self._lock:
            self._workers.discard(worker)


class _DiedError(Exception):
    """A worker ended without an answer; the message says how."""


class _Worker:
    """One process, and the threads that listen to it."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            raise FabulaError(
                f"no worker can be started ({error.strerror}: {command[0]})"
            ) from error
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._complaints: deque[str] = deque(maxlen=1)
        self._listeners = [
            threading.Thread(target=listen, daemon=True) for listen in (self._hear, self._overhear)
        ]
        for listener in self._listeners:
            listener.start()

    def ask(self, said: Any, seconds: float | None = None) -> dict[str, Any]:
        """Say something and wait for the answer; raises `_DiedError` where none comes."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(said).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            raise _DiedError(self._how_it_died()) from None
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise _DiedError(f"it did not start within {_START_SECONDS:.0f} seconds") from None
        if line is None:
            raise _DiedError(self._how_it_died())
        answer: dict[str, Any] = json.loads(line)
        return answer

    def dismiss(self, *, at_once: bool) -> None:
        """End the process, which hears by the end of its input that nobody wants it any more."""
        if at_once:
            self._process.kill()
        try:
            if self._process.stdin is not None:
                self._process.stdin.close()
        except OSError:
            pass
        try:
            self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for listener in self._listeners:
            listener.join(_LAST_SECONDS)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put(None)

    def _overhear(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if text := line.decode("utf-8", "replace").strip():
                self._complaints.append(text)

    def _how_it_died(self) -> str:
        try:
            code = self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:
            return "it closed its streams"
        self._listeners[1].join(_LAST_SECONDS)
        if code < 0:
            name = _signal_name(-code)
            return f"killed by {name}, as systems do when memory runs out" if -code == _KILL else (
                f"killed by {name}"
            )  # fmt: skip
        said = f": {self._complaints[0]}" if self._complaints else ""
        return f"exit code {code}{said}"


_KILL = 9


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
