"""Every check keeps what its docstring promises."""

import pytest
from fabula.manuscript.load import from_text

from fabula.checks.check import Check
from fabula.checks.docstrings import parse
from fabula.checks.harness import problems, shared_examples
from fabula.checks.registry import load_checks
from fabula.checks.view import bare_story
from fabula.story.model import Story

CHECKS = tuple(check for check in load_checks() if check.origin == "fabula")
PLAIN = [c for c in CHECKS if c.needs <= {"text"}]


def from_words(text: str) -> Story:
    return bare_story(from_text(text))


@pytest.mark.parametrize("check", PLAIN, ids=lambda c: c.name)
def test_checks_of_the_text_alone(check: Check) -> None:
    assert problems(check, from_words) == []


def test_examples_are_used_once() -> None:
    assert shared_examples((c.name, parse(c.doc)) for c in CHECKS) == []
