"""Stories for the tests of the checks, and a way to drop in a check file."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fabula.checks import rules
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.model import Story


def bare(text: str) -> Story:
    """A story with its text alone; no model is run."""
    return bare_story(from_text(text))


@pytest.fixture
def drop_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], Path]]:
    """Put a check file beside the built-in ones for the time of a test."""
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    dropped: list[str] = []

    def drop(name: str, source: str) -> Path:
        path = tmp_path / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        dropped.append(f"{rules.__name__}.{name}")
        return path

    yield drop
    for name in dropped:
        sys.modules.pop(name, None)


WELL_MADE = '''"""A word that the house never prints.

What it finds
    The word "zounds".

Why a reader cares
    The house says so.

Flagged
    - **Zounds**, said the king.
    - The king said **zounds** again.

Fine
    - Wounds, said the king.
    - The king said nothing.
      Because: the word is not there.
    - "Sounds good," said the king.

Known misses
    Other oaths.

Source
    The house.
"""

import re

from fabula.checks.framework.check import check
from fabula.checks.framework.finding import Edit
from fabula.manuscript.spans import Span


@check(level="query", needs={"text"})
def house_oath(story):
    for match in re.finditer(r"zounds", story.text, re.IGNORECASE):
        span = Span(*match.span())
        yield story.finding(span, "The house never prints this.", edits=[Edit(span, "alas")])
'''


@pytest.fixture
def well_made() -> str:
    """The source of a small check that passes the harness."""
    return WELL_MADE
