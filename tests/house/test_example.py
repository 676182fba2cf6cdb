"""The README's example through the whole house, with the model that ships."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/the-last-ferry.md"

PLANTED: Mapping[str, frozenset[str]] = {
    "watched the the water": frozenset({"doubled-word", "superfluous-word"}),
    'missed it." said a': frozenset({"dialogue-punctuation"}),
    "Come in Tomas": frozenset({"vocative-comma", "punctuation"}),
    "coffee, it had": frozenset({"comma-splice"}),
    "had drew in": frozenset({"verb-form"}),
    "with it's cracked": frozenset({"possessive", "wrong-word"}),
    "less then you": frozenset({"wrong-word"}),
    "He laughs at": frozenset({"tense-shift"}),
    "Thomas picked up": frozenset({"name-variant"}),
    'back," she asked, "Or do': frozenset({"dialogue-punctuation"}),
    "the boats chains": frozenset({"possessive"}),
    "I began answer every": frozenset({"missing-word", "verb-form"}),
    "she finaly spoke": frozenset({"spelling"}),
    "her brown eyes": frozenset({"attribute-conflict"}),
    "better the morning": frozenset({"missing-word"}),
}
"""The mistakes of the example, with the checks that may mark each."""


def fabula(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "fabula", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def text() -> str:
    return fabula("read", "--format", "plain", EXAMPLE).stdout


@pytest.fixture(scope="module")
def findings() -> list[dict[str, Any]]:
    ran = fabula("check", "--format", "json", EXAMPLE)
    assert (ran.returncode, ran.stderr) == (1, "")
    found: list[dict[str, Any]] = json.loads(ran.stdout)["findings"]
    return found


@pytest.fixture(scope="module")
def story() -> dict[str, Any]:
    ran = fabula("read", "--format", "json", EXAMPLE)
    assert (ran.returncode, ran.stderr) == (0, "")
    read: dict[str, Any] = json.loads(ran.stdout)
    return read


def marks(finding: Mapping[str, Any], start: int, end: int) -> bool:
    spans = [finding, *finding["evidence"]]
    return any(span["start"] < end and start < span["end"] for span in spans)


def planted(text: str, findings: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The findings of an acceptable check at each planted mistake."""
    found = {}
    for words, checks in PLANTED.items():
        start = text.index(words)
        end = start + len(words)
        found[words] = [f for f in findings if f["check"] in checks and marks(f, start, end)]
    return found


def test_the_contradiction_is_found_with_its_other_side(
    text: str, findings: list[dict[str, Any]]
) -> None:
    (conflict,) = [f for f in findings if f["check"] == "attribute-conflict"]
    spans = [conflict, *conflict["evidence"]]
    words = " ".join(text[span["start"] : span["end"]] for span in spans)
    assert "grey" in words
    assert "brown" in words


CERTAIN = (
    "watched the the water",
    'missed it." said a',
    "Come in Tomas",
    "coffee, it had",
    "had drew in",
    "with it's cracked",
    "less then you",
    "He laughs at",
    'back," she asked, "Or do',
    "Thomas picked up",
    "she finaly spoke",
    "her brown eyes",
)
"""Those that are found; the others need a reader who knows what was meant."""


def test_the_plain_mistakes_are_found(text: str, findings: list[dict[str, Any]]) -> None:
    found = planted(text, findings)
    assert [words for words in CERTAIN if not found[words]] == []


def test_nothing_else_is_marked(text: str, findings: list[dict[str, Any]]) -> None:
    right = [f for found in planted(text, findings).values() for f in found]
    others = [(f["check"], f["text"]) for f in findings if f not in right]
    assert others == []


def test_the_cast_is_who_a_reader_would_name(story: dict[str, Any]) -> None:
    tomas = next(c for c in story["characters"] if c["name"].startswith("Tomas"))
    ines = next(c for c in story["characters"] if c["name"].startswith("Ines"))
    assert tomas["name"] == "Tomas Halloran"
    assert (tomas["pronouns"], ines["pronouns"]) == ("he/him", "she/her")


def test_most_speeches_have_their_speaker(text: str, story: dict[str, Any]) -> None:
    names = {c["id"]: c["name"] for c in story["characters"]}
    right = {
        "You have missed it.": "Ines",
        "I didn't know anyone": "Tomas",
        "Somebody has to count": "Ines",
        "It lies less": "Ines",
        "Does it still lie": "Tomas",
        "You could always guess": "Tomas",
        "I read them": "Tomas",
        "My father is ill": "Ines",
        "Upstairs. Asleep": "Ines",
        "Can I see him": "Tomas",
        "I'll need a brush": "Tomas",
    }
    said = {
        words: names.get(quote["speaker"], "")
        for words in right
        for quote in story["quotes"]
        if quote["start"] <= text.index(words) < quote["end"]
    }
    wrong = {words: said.get(words) for words, who in right.items() if who not in said[words]}
    assert len(wrong) <= 3, wrong
