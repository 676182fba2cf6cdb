"""Short scenes of today's prose with one slip each, and near-misses that are none.

A file of ``scenes_of_slips`` is cut into scenes by lines ``### NAME``; a slip stands as
``[wrong|right]``. A scene whose name begins with "fine" has none, and one whose name ends with
"(not yet)" has one that nothing finds so far.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

FOLDER = Path(__file__).parents[1] / "scenes_of_slips"
MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def scenes() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("### ")[1:]:
            name, _, body = part.partition("\n")
            yield f"{path.stem}: {name}", body.strip() + "\n"


CASES = [pytest.param(body, name, id=name) for name, body in scenes()]


@cache
def selection() -> Selection:
    return Selection(select=frozenset(c.name for c in load_checks() if c.topic == "continuity"))


def found(text: str) -> list[str]:
    manuscript = from_text(text)
    findings = run_checks(build_story(manuscript, read_manuscript(manuscript)), selection())
    return [finding.message for finding in findings if finding.level != "note"]


@pytest.mark.parametrize(("body", "name"), CASES)
def test_the_slip_alone_is_found(body: str, name: str) -> None:
    assert found(MARK.sub(r"\2", body)) == []
    if MARK.search(body):
        assert bool(found(MARK.sub(r"\1", body))) is not name.endswith("(not yet)")
