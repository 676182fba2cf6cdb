"""From files to manuscripts, and from a manuscript to its story, to the depth that is wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO, Literal

from fabula.language.encoder import Model, load_model, name_of_model
from fabula.language.read import read_manuscript
from fabula.language.reading import Reading
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import load_book, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.story.bare import bare_story
from fabula.story.build import build_story
from fabula.story.model import Story
from fabula.story.names.rulings import Ruling
from fabula.story.weights import Weights, shipped_weights

__all__ = ["Depth", "Means", "Progress", "Step", "manuscripts", "name_of_model", "read_story"]

Step = Literal["reading", "understanding", "checking"]
"""The steps of long work, in their order."""

Progress = Callable[[Step, float], None]
"""Is told which step goes on, and how much of it is done, from 0 to 1."""


class Depth(IntEnum):
    """How much of a manuscript is read: its text alone, every word, or the whole story."""

    TEXT = 0
    READING = 1
    STORY = 2


@dataclass(frozen=True, slots=True)
class Means:
    """With what is read: None for the model and weights that are installed.

    ``threads``: at most so many at once; None for one per processor. They change no result.
    """

    model: Model | None = None
    weights: Weights | None = None
    threads: int | None = None

    @staticmethod
    def loaded(threads: int | None = None) -> "Means":
        """The installed model and weights, loaded now rather than when they are first needed.

        Raises `FabulaError` when the model is missing or damaged.
        """
        return Means(load_model(), shipped_weights(), threads)


def manuscripts(
    paths: Sequence[str], *, book: bool = False, stdin: BinaryIO | None = None
) -> Iterator[Manuscript]:
    """The manuscripts at the paths, one after the other, or all of them as one book.

    ``-`` is ``stdin``. Raises `FabulaError` for what cannot be read.
    """
    if paths.count("-") > 1:
        raise FabulaError("standard input (-) can be read only once", code="stdin-twice")
    if book:
        if "-" in paths:
            raise FabulaError("standard input (-) cannot be part of a book", code="stdin-in-book")
        yield load_book(paths)
        return
    for path in paths:
        yield load_manuscript(path, stdin=stdin if path == "-" else None)


def read_story(
    manuscript: Manuscript,
    depth: Depth = Depth.STORY,
    *,
    corrections: bool = False,
    rulings: Sequence[Ruling] = (),
    means: Means | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story of a manuscript, as deep as asked for; the tables beyond that are empty.

    ``corrections``: whether the reading has the corrections of each word too.
    ``rulings``: what the writer says of the people; it shapes the whole story.
    Raises `FabulaError` when the model is missing or damaged.
    """
    means, tell = means or Means(), progress or _silence
    story = bare_story(manuscript)
    if depth == Depth.TEXT:
        return story

    def read_through() -> Reading:
        tell("reading", 0.0)
        return read_manuscript(
            manuscript,
            progress=lambda share: tell("reading", share),
            model=means.model,
            threads=means.threads,
            corrections=corrections,
        )

    if depth == Depth.READING:
        return story.with_tables(reading=read_through())

    def read_at_last() -> Reading:
        reading = read_through()
        tell("understanding", 0.0)
        return reading

    return build_story(  # which alone has the reading, so that its vectors go once they are used
        manuscript,
        read_at_last(),
        rulings=rulings,
        weights=means.weights,
        threads=means.threads,
    )


def _silence(_step: Step, _share: float) -> None:
    """Tells nobody."""
