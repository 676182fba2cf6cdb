"""Checks are found by themselves, listed, run and documented; strangers' checks too."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from fabula.checks.framework import registry
from fabula.checks.framework.docstrings import parse, to_markdown
from fabula.checks.framework.finding import Finding, Level
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.checks.framework.topics import TOPICS, by_topic
from fabula.manuscript.errors import FabulaError
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story

Drop = Callable[[str, str], Path]


def test_a_dropped_in_file_is_listed_run_and_documented(drop_in: Drop, well_made: str) -> None:
    assert "house-oath" not in load_checks().checks
    drop_in("house_oath", well_made)
    check = load_checks().get("house-oath")
    assert check.summary == "A word that the house never prints."
    page = to_markdown(check.name, check.level, parse(check.doc))
    assert "# house-oath" in page
    assert "> **Zounds**, said the king." in page
    story = bare_story(from_text("Zounds, he said.\n"))
    (finding,) = run_checks(story, Selection())
    assert (finding.check, finding.level) == ("house-oath", "query")
    assert finding.span.text(story.manuscript.text) == "Zounds"


def test_a_file_that_declares_no_check_is_refused(drop_in: Drop) -> None:
    drop_in("empty_file", '"""Nothing."""\n')
    with pytest.raises(ValueError, match="declares 0 checks"):
        load_checks()


def test_a_name_is_not_used_twice(drop_in: Drop, well_made: str) -> None:
    drop_in("one", well_made)
    drop_in("two", well_made)
    with pytest.raises(ValueError, match="house-oath"):
        load_checks()


def test_third_party_checks_come_by_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, well_made: str
) -> None:
    (tmp_path / "strangers_checks.py").write_text(well_made, encoding="utf-8")
    (tmp_path / "strangers_broken.py").write_text("1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    points = [
        EntryPoint("oath", "strangers_checks", registry.ENTRY_POINTS),
        EntryPoint("broken", "strangers_broken", registry.ENTRY_POINTS),
        EntryPoint("second", "strangers_checks:house_oath", registry.ENTRY_POINTS),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda **_: points)
    known = load_checks()
    assert known.get("house-oath").origin == "strangers_checks"
    broken, taken = known.problems
    assert broken.line == (
        'could not load the check "broken" of strangers_broken: ZeroDivisionError: division by zero'
    )
    assert "the name is taken" in taken.line


def test_unknown_and_retired_names_are_told_clearly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "RETIRED", {"twice": "use doubled-word"})
    known = load_checks()
    with pytest.raises(FabulaError, match='did you mean "doubled-word"'):
        known.get("doubled_wrd")
    with pytest.raises(FabulaError, match="retired: use doubled-word"):
        known.get("twice")


def test_a_retired_name_cannot_come_back(
    drop_in: Drop, well_made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "RETIRED", {"house-oath": "it is gone"})
    drop_in("house_oath", well_made)
    with pytest.raises(ValueError, match="taken"):
        load_checks()


def test_retired_names_are_not_in_use() -> None:
    assert not set(registry.RETIRED) & set(load_checks().checks)


def test_every_file_is_named_after_its_check() -> None:
    for check in load_checks():
        if check.origin == "fabula":
            assert check.run.__module__.rpartition(".")[2] == check.name.replace("-", "_")


def test_every_check_of_ours_says_what_it_is_about() -> None:
    topics = load_checks().topics
    conflicts = {name for name in topics if name.endswith("-conflict")}
    assert {topics[name] for name in conflicts} == {"continuity"}
    assert set(topics.values()) == set(TOPICS)


def test_findings_stand_under_their_topics_the_gravest_first() -> None:
    rows: list[tuple[str, Level, int]] = [
        ("echo", "note", 0), ("spelling", "query", 1), ("wrong-word", "error", 9),
        ("timeline-conflict", "query", 5), ("of-a-stranger", "error", 3),
    ]  # fmt: skip
    found = [Finding(check, level, Span(at, at + 1), "") for check, level, at in rows]
    shown = [
        (topic, [f.check for f in own]) for topic, own in by_topic(found, load_checks().topics)
    ]
    assert shown == [
        ("continuity", ["timeline-conflict"]),
        ("spelling", ["wrong-word", "spelling"]),
        ("style", ["of-a-stranger", "echo"]),
    ]
