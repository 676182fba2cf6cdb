"""A worker: a process of its own that loads the model once, and does job after job.

Jobs come as lines of JSON on standard input, answers go as lines to standard output. It
ends at once when who hired it is gone, whatever it is doing; what it leaves does not count.
"""

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from fabula.export.shelf_store import Book
from fabula.manuscript.errors import FabulaError
from fabula.pipeline.reading import Means
from fabula.shelf.sources import BookSource
from fabula.shelf.work import Gather, Job, ReadBook, do, reason_of

__all__ = ["be_worker", "job_from", "worded_job"]


def be_worker(
    work: Callable[[Job, Path, Means], Book | None] = do,
    load: Callable[[int | None], Means] = Means.loaded,
) -> None:
    """Do the jobs that come on standard input, until it ends.

    ``work``: how a job is done. ``load``: the means for it, with so many threads.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who hired it decides
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever else prints
    jobs: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    told = jobs.get()
    shelf = Path(told["shelf"])
    try:
        means = load(told["threads"])
    except FabulaError as error:
        _answer(answers, {"unable": str(error)})
        return
    _answer(answers, {"ready": True})
    while True:
        job = job_from(jobs.get())
        try:
            book = work(job, shelf, means)
            _answer(answers, {"book": asdict(book) if book else None})
        except Exception as error:  # of a bad book
            source = job.source.path if isinstance(job, ReadBook) else str(shelf)
            _answer(answers, {"refused": reason_of(error, source)})


def worded_job(job: Job) -> dict[str, Any]:
    """A job as a line of JSON says it."""
    return {"do": type(job).__name__, **asdict(job)}


def job_from(said: Mapping[str, Any]) -> Job:
    """The job that a line of JSON says."""
    if said["do"] == Gather.__name__:
        return Gather(said["batch"], tuple(said["books"]), tuple(said["stale"]))
    return ReadBook(BookSource(**said["source"]))


def _listen(stream: BinaryIO, jobs: "queue.SimpleQueue[Mapping[str, Any]]") -> None:
    for line in stream:
        jobs.put(json.loads(line))
    os._exit(0)


def _answer(stream: Any, said: Mapping[str, Any]) -> None:
    stream.write(json.dumps(said).encode() + b"\n")
