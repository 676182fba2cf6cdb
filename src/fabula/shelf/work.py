"""The work of a shelf, done by whoever is hired for it: a book read and kept, a batch gathered."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fabula import __version__
from fabula.export.shelf_store import Book, Shelf
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.wordcount import WordCount
from fabula.pipeline.reading import Means, name_of_model, read_story
from fabula.project.folder import open_project
from fabula.shelf.sources import BookSource
from fabula.story.model import Story
from fabula.story.names.rulings import Ruling
from fabula.story.tables.trust import Trust

__all__ = ["KEY_DIGITS", "Gather", "Job", "ReadBook", "do", "reason_of", "settings_of"]

KEY_DIGITS = 16
"""Digits of the checksum that are a book's key: two in a million books share them once in
forty million shelves."""


@dataclass(frozen=True, slots=True)
class ReadBook:
    """Read a book, and keep it on the shelf."""

    source: BookSource


@dataclass(frozen=True, slots=True)
class Gather:
    """Gather books that are kept into a batch; ``stale`` batches hold older readings of some."""

    batch: str
    books: tuple[str, ...]
    stale: tuple[str, ...] = ()


Job = ReadBook | Gather


def do(job: Job, shelf: Path, means: Means | None = None) -> Book | None:
    """Do a job on the shelf in the folder; give back the book that was read.

    Raises `FabulaError` and whatever else a bad book brings about.
    """
    if isinstance(job, Gather):
        Shelf.at(shelf).gather(job.batch, job.books, job.stale)
        return None
    return _read(job.source, Shelf.at(shelf), means or Means())


def settings_of(source: BookSource) -> tuple[Sequence[Ruling], str]:
    """What ``fabula.toml`` beside a book says of its names, and a checksum of it, or nothing."""
    rulings = open_project(source.path).settings.rulings
    if not rulings:
        return (), ""
    said = repr(sorted(map(repr, rulings))).encode("utf-8", "surrogatepass")
    return rulings, hashlib.sha256(said).hexdigest()[:KEY_DIGITS]


def reason_of(error: BaseException, source: str) -> str:
    """Why a book could not be read, in one line without its path."""
    if isinstance(error, MemoryError):
        return "needs more memory than the machine has free"
    if isinstance(error, FabulaError):
        return " ".join(str(error).removeprefix(f"{source}: ").split())
    said = " ".join(str(error).split())
    return f"could not go on: {type(error).__name__}{': ' if said else ''}{said}"


def _read(source: BookSource, shelf: Shelf, means: Means) -> Book:
    began = time.monotonic()
    manuscript = source.load()
    rulings, settings = settings_of(source)
    story = read_story(manuscript, rulings=rulings, means=means)
    book = Book(
        book=manuscript.sha256[:KEY_DIGITS],
        source=source.path,
        sha256=manuscript.sha256,
        title=manuscript.title,
        author=manuscript.author,
        language=manuscript.metadata.language,
        words=WordCount(manuscript).total,
        chapters=len(manuscript.chapters),
        scenes=len(manuscript.scenes),
        characters=len(story.characters),
        seconds=round(time.monotonic() - began, 2),
        model=name_of_model(means.model),
        fabula=__version__,
        settings=settings,
        **_trusted(story),
    )
    shelf.keep(book, story)
    return book


def _trusted(story: Story) -> dict[str, Any]:
    """The figures of trust as the row of a book has them: with names, as ids count in a story."""
    (row,) = story.rows(Trust)
    names = {character.id: character.name for character in story.characters}
    figures = asdict(row)
    figures["largest_name"] = names.get(figures.pop("largest_character"), "")
    figures["narrator"] = names.get(figures["narrator"], "")
    return figures
