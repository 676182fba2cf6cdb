"""The functions of ``import fabula``: a draft by its path, read or checked in one line."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.checks.framework.finding import Level
from fabula.manuscript.load import load_book, load_manuscript
from fabula.manuscript.model import Manuscript
from fabula.pipeline.checking import Checked, check_manuscript
from fabula.pipeline.reading import Depth, Means, Progress, read_story
from fabula.project.folder import Project, open_project
from fabula.story.model import Story

if TYPE_CHECKING:
    from fabula.export.asking import QueryAnswer

__all__ = ["check", "load", "open_project", "query", "read"]

DraftOrPath = str | Path | Manuscript


def load(path: str | Path, *, book: bool = False) -> Manuscript:
    """The manuscript at a path, in any format that Fabula knows; ``-`` is standard input.

    ``book``: the path is a folder of chapters that make one book.
    Raises `FabulaError` when it cannot be read.
    """
    if book:
        return load_book([str(path)])
    return load_manuscript(str(path), stdin=getattr(sys.stdin, "buffer", None))


def read(
    draft: DraftOrPath,
    *,
    project: Project | None = None,
    corrections: bool = False,
    means: Means | None = None,
    progress: Progress | None = None,
) -> Story:
    """The story of a draft: who is in it, what is said of whom, who speaks, what happens.

    ``project``: by default that of the draft's folder; its ``[names]`` shape the cast.
    Raises `FabulaError` when it cannot be read.
    """
    manuscript, home = _opened(draft, project)
    return read_story(
        manuscript,
        Depth.STORY,
        corrections=corrections,
        rulings=home.settings.rulings if home else (),
        means=means,
        progress=progress,
    )


def check(
    draft: DraftOrPath,
    *,
    project: Project | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    level: Level | None = None,
    whole_story: bool = False,
    means: Means | None = None,
    progress: Progress | None = None,
) -> Checked:
    """What a good copy editor would mark in a draft, as ``fabula check`` does.

    ``project``: by default that of the draft's folder, with its settings and answers.
    ``select``, ``ignore``: names of checks; ``level``: the mildest to show.
    Raises `FabulaError` when it cannot be read, and for an unknown check.
    """
    manuscript, home = _opened(draft, project)
    selection = (home or _NOWHERE).selection(select, ignore, level)
    return check_manuscript(
        manuscript, home, selection, whole_story=whole_story, means=means, progress=progress
    )


def query(
    source: DraftOrPath | Story,
    sql: str,
    *,
    seconds: float | None = 60.0,
    memory: int = 1000,
) -> "QueryAnswer":
    """What a question in SQL is answered, as by ``fabula query``, with the same views.

    ``source``: a story, a path it was saved to with ``fabula read --save``, a shelf, or a
    draft, which is read first. ``seconds``: how long the question may take, None for as long
    as it likes; ``memory``: megabytes that it may take.
    Raises `FabulaError` for anything but reading, and beyond the limits.
    """
    from fabula.export.asking import QueryLimits
    from fabula.export.store import ask_kept, query_story

    limits = QueryLimits(seconds, memory)
    if isinstance(source, str | Path):
        kept = ask_kept(Path(source), sql, limits)
        if kept is not None:
            with kept as rows:
                return rows.all()
    return query_story(source if isinstance(source, Story) else read(source), sql, limits)


def _opened(draft: DraftOrPath, project: Project | None) -> tuple[Manuscript, Project | None]:
    """The manuscript, and the project asked for or that of its path, if it has one."""
    if isinstance(draft, Manuscript):
        return draft, project
    return load(draft), project or open_project(draft)


_NOWHERE = Project.without_settings()
