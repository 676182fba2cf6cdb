"""Workers for tests of shelves, which need no model, and die where a book says so."""

import os
import sys
import time
from collections import deque
from dataclasses import replace
from pathlib import Path

from fabula import __version__
from fabula.export.shelf_store import Book, Shelf
from fabula.manuscript.errors import FabulaError
from fabula.pipeline.reading import Means, name_of_model
from fabula.shelf import work, worker
from fabula.shelf.crew import Done, Outcome, Refused
from fabula.shelf.sources import BookSource
from fabula.shelf.work import Job, ReadBook
from fabula.story.bare import bare_story
from fabula.story.model import Character, Story

TESTS = Path(__file__).parent


class Here:
    """A crew of this process alone, which needs no time to start."""

    tries = 1

    def __init__(self, shelf: Path, size: int) -> None:
        self.size = min(2, size)
        self._shelf = shelf
        self._jobs: deque[Job] = deque()

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def give(self, job: Job) -> None:
        self._jobs.append(job)

    def outcome(self) -> Outcome:
        job = self._jobs.popleft()
        try:
            return Done(job, quickly(job, self._shelf, Means()))
        except FabulaError as error:
            return Refused(job, str(error))


def command(name: str) -> list[str]:
    """How to start the worker that the function of this name is."""
    places = [str(Path(place).absolute()) for place in (str(TESTS), *sys.path)]
    code = f"import sys; sys.path[:] = {places!r}; import shelf_workers; shelf_workers.{name}()"
    return [sys.executable, "-c", code]


def quick() -> None:
    """A worker who takes each word in capitals for somebody."""
    worker.be_worker(quickly, without_model)


def dead() -> None:
    """A worker that dies at once, and says why."""
    sys.exit("no such library")


def without_model(threads: int | None) -> Means:
    """The means of a worker that needs no model."""
    return Means(threads=threads)


def quickly(job: Job, shelf: Path, means: Means) -> Book | None:
    """Do a job as `quick` does."""
    if not isinstance(job, ReadBook):
        return work.do(job, shelf, means)
    manuscript = job.source.load()
    words = manuscript.text.split()
    if "DIES" in words:
        os.abort()
    if "DIES-ONCE" in words:
        mark = Path(job.source.path).with_suffix(".died")
        if not mark.exists():
            mark.touch()
            os._exit(7)
    if "SLOW" in words:
        time.sleep(0.05)
    story = replace(
        bare_story(manuscript),
        characters=[Character(i, w) for i, w in enumerate(words) if w.isupper()],
    )
    book = book_of(job.source, story)
    Shelf.at(shelf).keep(book, story)
    return book


def book_of(source: BookSource, story: Story) -> Book:
    """The row of a book, as the worker above makes it."""
    manuscript = story.manuscript
    return Book(
        book=manuscript.sha256[: work.KEY_DIGITS],
        source=source.path,
        sha256=manuscript.sha256,
        title=manuscript.title,
        author=manuscript.author,
        language="",
        words=len(manuscript.text.split()),
        chapters=1,
        scenes=1,
        characters=0,
        seconds=0.5,
        model=name_of_model(),
        fabula=__version__,
        settings=work.settings_of(source)[1],
        **work._trusted(story),
    )
