"""Slips in scenes of today's prose: found where the checks can, and silence on what is right.

``NOT_YET`` are those which nothing finds so far, and fail once something does; their right and
accounted versions count all the same. Of ``ASIDE`` only the silence is held, as nothing was mended on them.
"""

import re
from functools import cache

import pytest

from continuity_slips import ASIDE, NOT_YET, SLIPS
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
CASES = [
    pytest.param(*case[1:], (kind, number) not in NOT_YET, id=f"{kind}-{number}")
    for kind, cases in SLIPS.items()
    for number, case in enumerate(cases)
]
SILENT = [pytest.param(case[1], id=str(n)) for n, case in enumerate(ASIDE["all kinds"])]


@cache
def selection() -> Selection:
    return Selection(select=frozenset(c.name for c in load_checks() if c.topic == "continuity"))


def found(text: str) -> list[str]:
    manuscript = from_text(text)
    findings = run_checks(build_story(manuscript, read_manuscript(manuscript)), selection())
    return [finding.check for finding in findings if finding.level != "note"]


def versions(body: str, account: str) -> tuple[str, str, str]:
    """The scene with its slip, put right, and accounted for."""
    mark = MARK.search(body)
    assert mark is not None
    before = body[: mark.start()]
    ends = [(". ", 2), ('." ', 3), ('?" ', 3), ("\n\n", 2)]
    at = max(before.rfind(end) + size for end, size in ends)
    gap = "\n\n" if account.startswith("\n") else " "
    told = body[:at] + account.strip("\n") + gap + body[at:]
    return MARK.sub(r"\1", body), MARK.sub(r"\2", body), MARK.sub(r"\1", told)


@pytest.mark.parametrize(("body", "account", "is_found"), CASES)
def test_a_slip_is_found_unless_accounted_for(body: str, account: str, is_found: bool) -> None:
    wrong, right, accounted = versions(body, account)
    assert found(right) == []
    assert found(accounted) == []
    assert bool(found(wrong)) is is_found


@pytest.mark.parametrize("body", SILENT)
def test_what_is_right_is_left_alone(body: str) -> None:
    assert found(versions(body, "")[1]) == []
