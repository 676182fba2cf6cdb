"""The harness fails checks that are broken: each break is made on purpose here."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.checks.framework.check import Check
from fabula.checks.framework.docstrings import parse
from fabula.checks.framework.finding import Edit, Finding
from fabula.checks.framework.harness import apply_edits, problems, shared_examples
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.view import StoryView
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.model import Story


def bare(text: str) -> Story:
    return bare_story(from_text(text))


@pytest.fixture
def sound(drop_in: Callable[[str, str], Path], well_made: str) -> Check:
    drop_in("house_oath", well_made)
    return load_checks().get("house-oath")


def test_a_sound_check_passes(sound: Check) -> None:
    assert problems(sound, bare) == []


def test_a_check_that_finds_nothing_fails(sound: Check) -> None:
    found = problems(replace(sound, run=lambda _story: ()), bare)
    assert len(found) == 2
    assert all(line.startswith("not flagged") for line in found)


def test_a_check_that_flags_fine_text_fails(sound: Check) -> None:
    def everything(story: StoryView) -> Iterator[Finding]:
        yield story.finding(Span(0, len(story.text.rstrip())), "Bad.")

    found = problems(replace(sound, run=everything), bare)
    assert [line.split(",")[0] for line in found] == ["fine"] * 3


def test_a_check_that_marks_the_wrong_words_fails(sound: Check) -> None:
    def misplaced(story: StoryView) -> Iterator[Finding]:
        if "ounds" in story.text and "said" in story.text and "good" not in story.text:
            at = story.text.index("said")
            yield story.finding(Span(at, at + 4), "Bad.")

    assert any("nothing is found at" in p for p in problems(replace(sound, run=misplaced), bare))


def test_a_check_that_crashes_fails(sound: Check) -> None:
    def crash(_story: StoryView) -> Iterator[Finding]:
        raise RuntimeError("oh")

    found = problems(replace(sound, run=crash), bare)
    assert len(found) == 5
    assert all("RuntimeError: oh" in line for line in found)


def test_a_check_that_peeks_fails(sound: Check) -> None:
    def peek(story: StoryView) -> Iterator[Finding]:
        yield from (story.finding(q.span, "Bad.") for q in story.quotes)

    assert any('uses "quotes"' in line for line in problems(replace(sound, run=peek), bare))


def test_a_check_without_its_evidence_fails(sound: Check) -> None:
    assert any("evidence" in line for line in problems(replace(sound, evidence=True), bare))


def edited(sound: Check, replacement: Callable[[str], str]) -> Check:
    def run(story: StoryView) -> Iterator[Finding]:
        for finding in sound.run(story):
            words = finding.span.text(story.text)
            yield replace(finding, edits=(Edit(finding.span, replacement(words)),))

    return replace(sound, run=run)


def test_an_edit_that_does_not_remove_the_finding_fails(sound: Check) -> None:
    found = problems(edited(sound, lambda words: words.swapcase()), bare)
    assert any("does not remove" in line for line in found)


def test_an_edit_that_changes_nothing_fails(sound: Check) -> None:
    found = problems(edited(sound, lambda words: words), bare)
    assert any("changes nothing" in line for line in found)


def test_edits_that_never_come_to_rest_fail(sound: Check) -> None:
    found = problems(edited(sound, lambda words: f"{words} {words}"), bare)
    assert any("come to rest" in line for line in found)


def test_a_check_that_is_not_deterministic_fails(sound: Check) -> None:
    calls: list[int] = []

    def fickle(story: StoryView) -> Iterator[Finding]:
        calls.append(1)
        for finding in sound.run(story):
            yield replace(finding, message=f"Number {len(calls)}.")

    assert any("two runs differ" in line for line in problems(replace(sound, run=fickle), bare))


@pytest.mark.parametrize(
    ("cut", "reason"),
    [
        ("Known misses\n", "lacks the heading"),
        ("    - The king said **zounds** again.\n", "fewer than 2 flagged"),
        ("    - Wounds, said the king.\n", "fewer than 3 fine"),
    ],
)
def test_a_poor_docstring_fails(sound: Check, cut: str, reason: str) -> None:
    assert any(reason in p for p in problems(replace(sound, doc=sound.doc.replace(cut, "")), bare))


def test_examples_are_unique_across_checks(sound: Check) -> None:
    doc = parse(sound.doc)
    assert shared_examples([("one", doc)]) == []
    assert len(shared_examples([("one", doc), ("two", doc)])) == 5


def test_edits_are_applied_from_the_end_and_never_twice_in_a_place() -> None:
    edits = [Edit(Span(0, 1), "A"), Edit(Span(2, 3), ""), Edit(Span(2, 3), "x")]
    assert apply_edits("abc", edits) == "Ab"
