"""Workers on a Ray cluster: one actor a core with the model loaded once, books as their work.

The cluster is there already, with Fabula installed on every node, and every node sees the
books and the shelf by the same paths. Workers write the results; the driver hears only
which book is done. What is in hand is bounded by the number of actors.
"""

import os
import platform
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from fabula.export.shelf_store import Book
from fabula.manuscript.errors import FabulaError
from fabula.pipeline.reading import Means
from fabula.shelf.crew import Done, Lost, Outcome, Refused
from fabula.shelf.work import Job, do, reason_of
from fabula.shelf.worker import job_from, worded_job

__all__ = ["RayCrew"]

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would tell its makers of its use
os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "1")  # or a wrong address is tried for ever

_STARTS = 3
"""Actors in a row that die at their start before nobody is hired any more."""
_TICK = 0.5


class _ShelfActor:
    """An actor: does the jobs it is given, in the folder that the driver stands in."""

    def __init__(
        self,
        shelf: str,
        folder: str,
        work: Callable[[Job, Path, Means], Book | None],
        load: Callable[[int | None], Means],
    ) -> None:
        try:
            os.chdir(folder)
            self._shelf, self._work, self._means = Path(shelf), work, load(1)
            self._trouble = "" if self._shelf.is_dir() else f"{shelf} is not there"
        except (OSError, FabulaError) as error:
            self._trouble = str(error)

    def ready(self) -> bool:
        """Answers once the actor is there."""
        return True

    def do(self, said: dict[str, Any]) -> dict[str, Any]:
        """What a worker of one machine would answer."""
        if self._trouble:
            return {"unable": f"{platform.node()}: {self._trouble}"}
        job = job_from(said)
        try:
            book = self._work(job, self._shelf, self._means)
            return {"book": asdict(book) if book else None}
        except Exception as error:  # of a bad book
            return {"refused": reason_of(error, said.get("source", {}).get("path", ""))}


class RayCrew:
    """Actors on a cluster, replaced when they or their nodes die."""

    tries = 4  # a node that goes away is not the book's fault

    def __init__(
        self,
        shelf: Path,
        useful: int,
        address: str,
        *,
        jobs: int | None = None,
        work: Callable[[Job, Path, Means], Book | None] = do,
        load: Callable[[int | None], Means] = Means.loaded,
    ) -> None:
        """``useful``: how many have work. ``jobs``: at most so many, by default one a core.

        Raises `FabulaError` where Ray is not installed or the cluster does not answer.
        """
        self._ray = _connected(address)
        self._most = min(useful, jobs or useful)
        self.size = self._cores()
        self._given = (str(shelf.absolute()), str(Path.cwd()), work, load)
        self._idle: list[Any] = []
        self._in_work: dict[Any, tuple[Any, Job]] = {}
        self._begun: dict[Any, Any] = {}
        self._died_at_start = 0

    def __enter__(self) -> "RayCrew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for actor in [*self._idle, *(actor for actor, _ in self._in_work.values())]:
            self._ray.kill(actor)
        self._ray.shutdown()

    def give(self, job: Job) -> None:
        """Let a job be done by who is free."""
        actor = self._idle.pop() if self._idle else self._hired()
        self._in_work[actor.do.remote(worded_job(job))] = (actor, job)

    def outcome(self) -> Outcome:
        """Wait for a job that is at its end; raises `FabulaError` when nobody can work."""
        while True:
            done, _ = self._ray.wait(list(self._in_work), num_returns=1, timeout=_TICK)
            if done:
                break
            self.size = self._cores()
            if (lost := self._without_core()) is not None:
                return lost
        actor, job = self._in_work.pop(done[0])
        try:
            said = self._ray.get(done[0])
        except self._ray.exceptions.RayTaskError as error:
            self._free(actor)
            return Refused(job, reason_of(error.cause or error, ""))
        except self._ray.exceptions.RayError as error:
            return self._lost(actor, job, error)
        if "unable" in said:
            raise FabulaError(said["unable"])
        self._free(actor)
        if "refused" in said:
            return Refused(job, said["refused"])
        return Done(job, Book(**said["book"]) if said["book"] else None)

    def _cores(self) -> int:
        """How many can work at once: the cluster grows and shrinks."""
        return max(1, min(self._most, int(self._ray.cluster_resources().get("CPU", 1))))

    def _without_core(self) -> Lost | None:
        """A job of somebody who was hired for a node that is gone, and would wait for ever."""
        waiting = [ref for ref, (actor, _) in self._in_work.items() if not self._is_there(actor)]
        if not waiting or len(self._in_work) + len(self._idle) <= self.size:
            return None
        actor, job = self._in_work.pop(waiting[-1])
        self._ray.kill(actor)
        del self._begun[actor]
        return Lost(job, "the node it was to be read on went away")

    def _hired(self) -> Any:
        # Spread, or the first node would have all of a small run's work.
        reader = self._ray.remote(num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD")(
            _ShelfActor
        )
        actor = reader.remote(*self._given)
        self._begun[actor] = actor.ready.remote()
        return actor

    def _is_there(self, actor: Any) -> bool:
        """Whether an actor has ever been at work, or could have been."""
        done, _ = self._ray.wait([self._begun[actor]], timeout=0)
        try:
            return bool(done) and bool(self._ray.get(done[0]))
        except self._ray.exceptions.RayError:
            return False

    def _free(self, actor: Any) -> None:
        self._died_at_start = 0
        self._idle.append(actor)

    def _lost(self, actor: Any, job: Job, error: Exception) -> Lost:
        """Who did a job is gone; raises `FabulaError` after a few who never did any."""
        reason = " ".join(str(error).split())
        if not self._is_there(actor):
            self._died_at_start += 1
            if self._died_at_start >= _STARTS:
                raise FabulaError(
                    f"no worker can be started: {_STARTS} in a row died at once ({reason[:300]})"
                )
        del self._begun[actor]
        return Lost(job, reason[:300])


def _connected(address: str) -> Any:
    """Ray, connected to the cluster."""
    try:
        import ray
    except ModuleNotFoundError as missing:
        raise FabulaError(
            f'{missing.name} is missing; install it with pip install "fabula[ray]"'
        ) from missing
    try:
        ray.init(address=address, log_to_driver=False, configure_logging=False)
    except Exception as error:  # of Ray's own, which share no base
        said = " ".join(str(error).split())
        raise FabulaError(f"{address}: no Ray cluster answers there ({said[:200]})") from error
    return ray
