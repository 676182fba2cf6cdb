"""The checks fed by the correction tags keep their docstrings' promises on the shipped model."""

from dataclasses import replace
from functools import lru_cache

import pytest

from fabula.checks.framework.check import Check
from fabula.checks.framework.harness import problems
from fabula.checks.framework.registry import load_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.model import Story

FED = [c for c in load_checks() if "edits" in c.needs and c.needs <= {"text", "reading", "edits"}]


@lru_cache(maxsize=256)
def as_read(text: str) -> Story:
    """The example with its reading; no cast is needed for these checks."""
    manuscript = from_text(text)
    return replace(bare_story(manuscript), reading=read_manuscript(manuscript, threads=1))


@pytest.mark.parametrize("check", FED, ids=lambda c: c.name)
def test_examples_on_the_model(check: Check) -> None:
    assert problems(check, as_read) == []
