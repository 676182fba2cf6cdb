"""Whole novels, checked: what the checks say of them is what is stored.

Findings that rest on the text alone are compared exactly. Processors differ in how
they add up the model's small integers, so a few of the model's findings may come and go
from one machine to another; more than a few is a change to be looked at, and the
snapshots are then written anew with ``python tests/snapshots/snapshots.py``.
"""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    """The script beside this file, as a module."""
    path = Path(__file__).with_name("snapshots.py")
    spec = importlib.util.spec_from_file_location("snapshots", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["snapshots"] = module
    spec.loader.exec_module(module)
    return module


SNAPSHOTS = load()
A_FEW, SHARE = 3, 0.05
FINDING = re.compile(r"[+-](?:error|query) ")


@pytest.mark.parametrize("novel", SNAPSHOTS.NOVELS)
def test_findings_are_those_stored(novel: str) -> None:
    new, old = SNAPSHOTS.snapshot(novel), SNAPSHOTS.stored(novel)
    assert SNAPSHOTS.of_text_checks(new.splitlines()) == SNAPSHOTS.of_text_checks(old.splitlines())
    diff = SNAPSHOTS.difference(novel, new)
    changed = [line for line in diff if FINDING.match(line)]
    assert len(changed) <= A_FEW + SHARE * findings(old), "\n".join(diff)


def findings(stored: str) -> int:
    return sum(bool(FINDING.match(f"+{line}")) for line in stored.splitlines())


def test_three_novels_are_stored() -> None:
    assert len(SNAPSHOTS.NOVELS) == 3
    for novel in SNAPSHOTS.NOVELS:
        assert len(SNAPSHOTS.stored(novel).splitlines()) > 3


def test_a_changed_finding_is_told() -> None:
    novel = SNAPSHOTS.NOVELS[0]
    old = SNAPSHOTS.stored(novel)
    assert SNAPSHOTS.difference(novel, old) == []
    assert SNAPSHOTS.difference(novel, old.replace("findings", "finding", 1)) != []
