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

__all__ = [
    "Depth",
    "KeptReading",
    "Means",
    "Progress",
    "Step",
    "manuscripts",
    "name_of_model",
    "read_story",
]

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


class KeptReading:
    """The last reading, kept with its vectors for a story that is built anew of the same text.

    For one draft that lies open, where only what is said of its people changes.
    """

    def __init__(self) -> None:
        self._text = ""
        self._reading: Reading | None = None

    def of(self, manuscript: Manuscript, *, corrections: bool) -> Reading | None:
        """The reading of a manuscript of these very words, if it has what is wanted."""
        kept = self._reading
        if kept is None or kept.text != manuscript.text or manuscript.sha256 != self._text:
            return None
        return None if corrections and kept.edits is None else kept

    def keep(self, manuscript: Manuscript, reading: Reading) -> None:
        """Keep a reading in place of the last."""
        self._text, self._reading = manuscript.sha256, reading


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
    kept: KeptReading | None = None,
    means: Means | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story of a manuscript, as deep as asked for; the tables beyond that are empty.

    ``corrections``: whether the reading has the corrections of each word too.
    ``rulings``: what the writer says of the people; it shapes the whole story.
    ``kept``: where the reading may be had from, and is kept.
    Raises `FabulaError` when the model is missing or damaged.
    """
    means, tell = means or Means(), progress or _silence
    story = bare_story(manuscript)
    if depth == Depth.TEXT:
        return story

    def read() -> Reading:
        return _reading(manuscript, kept, means, tell, corrections=corrections)

    if depth == Depth.READING:
        return story.with_tables(reading=read())

    def read_at_last() -> Reading:
        reading = read()
        tell("understanding", 0.0)
        return reading

    return build_story(  # which alone has the reading, so that its vectors go once they are used
        manuscript,
        read_at_last(),
        rulings=rulings,
        weights=means.weights,
        threads=means.threads,
    )


def _reading(
    manuscript: Manuscript,
    kept: KeptReading | None,
    means: Means,
    tell: Progress,
    *,
    corrections: bool,
) -> Reading:
    """The reading that is kept, or one made now and kept."""
    if kept and (there := kept.of(manuscript, corrections=corrections)) is not None:
        return there
    tell("reading", 0.0)
    reading = read_manuscript(
        manuscript,
        progress=lambda share: tell("reading", share),
        model=means.model,
        threads=means.threads,
        corrections=corrections,
    )
    if kept:
        kept.keep(manuscript, reading)
    return reading


def _silence(_step: Step, _share: float) -> None:
    """Tells nobody."""
