"""The long work behind the commands, step by step, with progress on the terminal.

The floors below are imported when a step begins: loading them takes longer than
printing help does.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from fabula.cli.progress import Progress

if TYPE_CHECKING:
    from fabula.language.reading import Reading
    from fabula.manuscript.model import Manuscript
    from fabula.story.model import Story

__all__ = ["manuscripts", "reading_of", "story_of"]


def manuscripts(paths: Sequence[str], *, book: bool) -> "Iterator[Manuscript]":
    """The manuscripts at the paths: one each, or all of them as one book.

    ``-`` is standard input. Raises `FabulaError` for what cannot be read.
    """
    from fabula.manuscript import load

    if paths.count("-") > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    if book:
        if "-" in paths:
            raise click.UsageError("Standard input (-) cannot be part of a --book.")
        yield load.load_book(paths)
        return
    for path in paths:
        yield load.load(path, stdin=getattr(sys.stdin, "buffer", None) if path == "-" else None)


def reading_of(manuscript: "Manuscript", progress: Progress, *, corrections: bool) -> "Reading":
    """The reading of a manuscript: one pass over all its words."""
    from fabula.language import read

    return read.read(manuscript, progress=progress.step("Reading"), corrections=corrections)


def story_of(manuscript: "Manuscript", progress: Progress, *, corrections: bool) -> "Story":
    """The story of a manuscript: its reading, and then who and what the words mean."""
    from fabula.story import build

    def read_through() -> "Reading":
        reading = reading_of(manuscript, progress, corrections=corrections)
        progress.step("Understanding")
        return reading

    # Not kept here by a name: the linking's vectors go as soon as they are used.
    return build.build_story(manuscript, read_through())
