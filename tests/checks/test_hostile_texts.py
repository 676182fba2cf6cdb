"""Texts that no writer means take time in step with their length, kind by kind.

The time of a text is set against that of one a quarter as long, and counts only where it
is far more than a check needs: each of these kinds took seconds before it was mended.
"""

import time

import pytest

from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import run_check
from fabula.checks.framework.view import Shared
from fabula.export.page.report import html_report
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from hostile_texts import KINDS, hostile

SIZE = 24_000
BOUND = 1.0
"""Seconds; what these texts take is under a third of one."""

MENDED = (
    "one long word", "letters and spaces", "web addresses", "blank lines", "spaces", "tabs",
    "straight quotation marks", "spaced quotation marks", "exclamations", "opening brackets",
    "closing brackets", "words with apostrophes", "lines in a paragraph", "doubled words",
    "vocatives", "speeches in a paragraph", "short lines", "thousands of one surname",
)  # fmt: skip


def seconds(text: str) -> float:
    """What the checks that need only the text take, and the page of their remarks."""
    begun = time.process_time()
    shared = Shared(bare_story(from_text(text)))
    found = [
        finding
        for check in load_checks()
        if check.needs <= {"text"}
        for finding in run_check(check, shared)
    ]
    html_report(shared.story, found)
    return time.process_time() - begun


@pytest.mark.parametrize("kind", MENDED)
def test_time_grows_with_the_text(kind: str) -> None:
    long = seconds(hostile(kind, SIZE))
    assert long < BOUND or long < 8 * seconds(hostile(kind, SIZE // 4))


def test_every_kind_is_made_in_the_length_asked_for() -> None:
    for kind, make in KINDS.items():
        assert 2_000 <= len(make(2_000).encode()) <= 2_400, kind
