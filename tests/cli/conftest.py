"""Drafts for the commands to work on, and a way to run a command line in this process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.checks import rules
from fabula.cli.main import run
from running import Command, Ran

DRAFT = """CHAPTER ONE

Mara shut the the gate behind her and went in.

“You came back,” said Nell.

CHAPTER TWO

Nell went to to the sea.
"""


@pytest.fixture
def fabula(capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Run a command line; its standard output must be UTF-8."""

    def ran(*arguments: object) -> Ran:
        capfdbinary.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return ran


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with two doubled words, alone in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "draft.txt"
    path.write_bytes(DRAFT.encode())
    return path


LONG_WORD = '''"""A word of more than nine letters.

What it finds
    Words longer than nine letters.

Why a reader cares
    The house says so.

Flagged
    - It was **considerable**.
    - A **remarkable** day.

Fine
    - It was small.
    - It was smaller.
    - It was the smallest.

Known misses
    None.

Source
    The house.
"""

from fabula.checks.framework.check import check
from fabula.manuscript.spans import Span

__all__ = ["long_word"]


@check(level="note", needs={"text"})
def long_word(story):
    yield story.finding(Span(0, 7), "Long.")
'''


@pytest.fixture
def drop_in_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A style check, off by default, that makes one note in every draft."""
    folder = tmp_path / "dropped"
    folder.mkdir()
    (folder / "long_word.py").write_text(LONG_WORD, encoding="utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(folder)])
    yield
    sys.modules.pop(f"{rules.__name__}.long_word", None)
