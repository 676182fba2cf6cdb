"""The manuscripts of a command line, and the story of one, with progress on the terminal."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fabula.cli.progress import ProgressBar

if TYPE_CHECKING:
    from fabula.manuscript.model import Manuscript
    from fabula.pipeline.reading import Depth
    from fabula.story.model import Story

__all__ = ["opened", "story_at"]


def opened(paths: Sequence[str], *, book: bool) -> "Iterator[Manuscript]":
    """The manuscripts at the paths: one each, or all of them as one book; ``-`` is the input."""
    from fabula.pipeline.reading import manuscripts

    return manuscripts(paths, book=book, stdin=getattr(sys.stdin, "buffer", None))


def story_at(
    path: str,
    manuscript: "Manuscript",
    depth: "Depth",
    *,
    corrections: bool = False,
    quiet: bool = False,
) -> "Story":
    """The story of the manuscript at the path, as the writer's settings there correct it."""
    from fabula.pipeline.reading import read_story
    from fabula.project.folder import open_project

    rulings = open_project(path).settings.rulings
    with ProgressBar(terminal=False if quiet else None) as progress:
        return read_story(
            manuscript, depth, corrections=corrections, rulings=rulings, progress=progress
        )
