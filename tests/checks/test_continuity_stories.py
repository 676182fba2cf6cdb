"""Contradictions in short stories read by the model, and what accounts for them.

Of each story three versions are read: with its contradiction, which must be found by the check
named; put right; and with a line that accounts for it. In the last two nothing is found.
"""

import re
from functools import cache

import pytest

from continuity_stories import STORIES
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

CONTINUITY = frozenset(
    "attribute-conflict name-variant timeline-conflict presence-conflict knowledge-conflict "
    "place-conflict choreography object-conflict".split()
)
CASES = [
    pytest.param(*case, id=f"{kind}-{number}")
    for kind, cases in STORIES.items()
    for number, case in enumerate(cases)
]


@cache
def selection() -> Selection:
    return Selection(select=CONTINUITY & {check.name for check in load_checks()})


def found(text: str) -> list[str]:
    manuscript = from_text(text)
    findings = run_checks(build_story(manuscript, read_manuscript(manuscript)), selection())
    return [finding.check for finding in findings if finding.level != "note"]


def versions(body: str, account: str) -> tuple[str, str, str]:
    """The story with its contradiction, put right, and accounted for."""
    mark = re.search(r"\[([^|\]]*)\|([^\]]*)\]", body)
    assert mark is not None
    before, after = body[: mark.start()], body[mark.end() :]
    at = max(before.rfind(". ") + 2, before.rfind('." ') + 3, before.rfind("\n\n") + 2)
    gap = "\n\n" if account.startswith("\n") else " "
    told = before[:at] + account.strip("\n") + gap + before[at:]
    return before + mark[1] + after, before + mark[2] + after, told + mark[1] + after


@pytest.mark.parametrize(("check", "body", "account"), CASES)
def test_a_contradiction_is_found_unless_accounted_for(check: str, body: str, account: str) -> None:
    wrong, right, accounted = versions(body, account)
    assert check in found(wrong)
    assert found(right) == []
    assert found(accounted) == []
