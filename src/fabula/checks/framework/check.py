"""What a check is: a name, a level, what it needs of the story, and one function.

A check is one file. The file's docstring says what a reader needs to know about
it (see `fabula.checks.framework.docstrings`), and its one decorated function does the work::

    @check(level="error", topic="grammar", needs={"text"})
    def doubled_word(story: StoryView) -> Iterator[Finding]:
        ...

The name of the check is the function's name with hyphens, its summary the first
line of the file's docstring; nothing is said twice and no second file is edited.
"""

import re
import sys
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from typing import Literal, get_args

from fabula.checks.framework.finding import Finding, Level
from fabula.checks.framework.topics import TOPICS, Topic
from fabula.checks.framework.view import Need, StoryView

__all__ = ["Check", "CheckFunction", "Problem", "Reach", "check"]

CheckFunction = Callable[[StoryView], Iterable[Finding]]

Reach = Literal["paragraph", "scene", "book"]
"""How far around a place a check looks to judge it, apart from what the whole book told."""

_NEEDS = frozenset(get_args(Need))
_REACHES = get_args(Reach)
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the runner, the docs and the faces see it.

    ``level`` is the gravest level its findings may have. ``needs`` are the parts
    of the story it reads. ``default``: whether it runs without being asked for.
    ``pairwise``: its findings set the span against one evidence span, and either
    could stand for the finding, so the fingerprint is the same from both sides.
    ``reach``: a paragraph's or a scene's findings depend on its own words alone, given the
    tables of the story and what is asked of the whole book (`StoryView.of_book`); or on any
    words of the book. `fabula.checks.framework.harness.reach_problems` proves it.
    ``evidence``: every finding of it must carry evidence.
    ``topic``: what it is about, by which its findings are grouped and ordered.
    ``doc`` is the docstring of the file that declares it.
    """

    name: str
    summary: str
    level: Level
    needs: frozenset[Need]
    run: CheckFunction = field(repr=False)
    doc: str = field(repr=False, default="")
    default: bool = True
    pairwise: bool = False
    evidence: bool = False
    origin: str = "fabula"
    reach: Reach = "book"
    topic: Topic = "style"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f'a check\'s name is lower-case words and hyphens, not "{self.name}"')
        unknown = sorted(set(self.needs) - _NEEDS)
        if unknown:
            raise ValueError(f'the check "{self.name}" needs unknown parts: {", ".join(unknown)}')
        if self.reach not in _REACHES:
            raise ValueError(f'the check "{self.name}" has an unknown reach: {self.reach}')
        if self.topic not in TOPICS:
            raise ValueError(f'the check "{self.name}" has an unknown topic: {self.topic}')


ProblemCode = Literal["failed", "memory", "not-loaded"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A check that could not do its work; ``line`` says why, in one line.

    ``code``: the kind of trouble, ``failed``, ``memory`` or ``not-loaded``, by which each
    face words what to do.
    """

    check: str
    line: str
    code: ProblemCode


def check(
    *,
    level: Level,
    needs: Set[Need],
    default: bool | None = None,
    pairwise: bool = False,
    evidence: bool = False,
    reach: Reach = "book",
    topic: Topic = "style",
    name: str | None = None,
) -> Callable[[CheckFunction], Check]:
    """Declare the decorated function as the check of its file.

    ``default`` is true for errors and queries and false for notes unless given;
    the other settings are `Check`'s.
    """

    def declare(function: CheckFunction) -> Check:
        doc = sys.modules[function.__module__].__doc__ or ""
        return Check(
            name=name or function.__name__.replace("_", "-"),
            summary=doc.strip().partition("\n")[0].strip(),
            level=level,
            needs=frozenset(needs),
            run=function,
            doc=doc,
            default=level != "note" if default is None else default,
            pairwise=pairwise,
            evidence=evidence,
            reach=reach,
            topic=topic,
        )

    return declare
