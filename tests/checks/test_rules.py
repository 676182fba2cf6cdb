"""Every check keeps what its docstring promises."""

from functools import cache

import pytest

from fabula.checks.framework.check import Check
from fabula.checks.framework.docstrings import parse
from fabula.checks.framework.harness import problems, shared_examples
from fabula.checks.framework.registry import load_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.build import build_story
from fabula.story.model import Story

CHECKS = tuple(check for check in load_checks() if check.origin == "fabula")
PLAIN = [c for c in CHECKS if c.needs <= {"text"}]
DEEP = [c for c in CHECKS if not c.needs <= {"text"}]


@cache
def from_words(text: str) -> Story:
    """The story without a reading: quick."""
    return bare_story(from_text(text))


@cache
def from_reading(text: str) -> Story:
    """The story as a user's is read."""
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


@pytest.mark.parametrize("check", PLAIN, ids=lambda c: c.name)
def test_checks_of_the_text_alone(check: Check) -> None:
    assert problems(check, from_words) == []


@pytest.mark.parametrize("check", DEEP, ids=lambda c: c.name)
def test_checks_of_the_reading(check: Check) -> None:
    assert problems(check, from_reading) == []


def test_examples_are_used_once() -> None:
    assert shared_examples((c.name, parse(c.doc)) for c in CHECKS) == []
