"""A check that could not do its work: said, the others' remarks shown, exit code 2."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.checks import rules
from running import Command

BROKEN = '''"""A check that cannot do its work.

What it finds
    Nothing.

Why a reader cares
    It does not.

Flagged
    - **One**.
    - **Two**.

Fine
    - One.
    - Two.
    - Three.

Known misses
    All.

Source
    None.
"""

from fabula.checks.framework.check import check

__all__ = ["unlucky"]


@check(level="error", needs={"text"})
def unlucky(story):
    {body}
    yield
'''


def drop_in(folder: Path, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "unlucky.py").write_text(BROKEN.replace("{body}", body), encoding="utf-8")
    return folder


@pytest.fixture
def _unlucky(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = drop_in(tmp_path / "dropped", "raise KeyError('lamp')")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(folder)])
    yield
    sys.modules.pop(f"{rules.__name__}.unlucky", None)


BOTH = ("--select", "doubled-word,unlucky")
REASON = "the check \"unlucky\" failed (KeyError: 'lamp')"
LINE = f"{REASON}; leave it out with --ignore unlucky"


@pytest.mark.usefixtures("_unlucky")
def test_the_others_go_on_and_the_run_has_failed(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *BOTH, draft)
    assert ran.code == 2
    assert ran.err == f"fabula: {LINE}\n"
    assert "Mara shut [the the] gate" in ran.out
    assert "these checks failed: unlucky" in ran.out
    assert "2 errors in 25 words" in ran.out


@pytest.mark.usefixtures("_unlucky")
def test_a_failed_check_is_not_nothing_to_remark(fabula: Command, draft: Path) -> None:
    for extra in ((), ("--exit-zero",)):
        ran = fabula("check", "--select", "unlucky", *extra, draft)
        assert ran.code == 2
        assert "Nothing to remark" not in ran.out


@pytest.mark.usefixtures("_unlucky")
def test_one_bad_draft_of_several_fails_the_run(fabula: Command, draft: Path) -> None:
    other = draft.with_name("other.txt")
    other.write_text("She went in.\n", encoding="utf-8")
    ran = fabula("check", *BOTH, draft, other)
    assert (ran.code, ran.err.count("unlucky")) == (2, 4)


@pytest.mark.usefixtures("_unlucky")
def test_without_the_check_the_run_is_sound(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *BOTH, "--ignore", "unlucky", draft)
    assert (ran.code, ran.err) == (1, "")


@pytest.mark.usefixtures("_unlucky")
def test_corrections_are_made_and_the_run_has_failed(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *BOTH, "--fix", draft)
    assert ran.code == 2
    assert "2 corrections written" in ran.out


@pytest.mark.usefixtures("_unlucky")
def test_other_programs_are_told(fabula: Command, draft: Path) -> None:
    ran = fabula("check", *BOTH, "--format", "json", draft)
    document = json.loads(ran.out)
    assert ran.code == 2
    assert document["failed"] == [{"check": "unlucky", "reason": REASON}]
    assert len(document["findings"]) == 2
    ran = fabula("check", *BOTH, "--format", "sarif", draft)
    (run,) = json.loads(ran.out)["runs"]
    assert (ran.code, len(run["results"])) == (2, 2)
    assert run["invocations"][0]["executionSuccessful"] is False


LIMITED = """
import sys
from fabula.checks import rules
rules.__path__.append(sys.argv.pop(1))
from fabula.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def test_no_memory_left_for_a_check(tmp_path: Path, draft: Path) -> None:
    folder = drop_in(tmp_path / "dropped", "sum(len(w) for w in [bytes(4 << 30)])")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder), "check", *BOTH, str(draft)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
    )
    assert done.returncode == 2
    assert "Mara shut [the the] gate" in done.stdout
    assert "these checks failed: unlucky" in done.stdout
    (line,) = done.stderr.splitlines()
    assert 'the check "unlucky" failed (it needs more memory than the machine has free)' in line
    assert line.endswith("check the draft in parts, or leave it out with --ignore unlucky")
