"""A draft checked again after an edit: the same findings as from the start, with less work."""

import random
from itertools import chain

import pytest

from fabula.checks.framework.docstrings import parse
from fabula.checks.framework.finding import Finding
from fabula.checks.framework.kept import KeptFindings
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import Selection, run_checks
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

OF_THE_TEXT = [c for c in load_checks() if c.origin == "fabula" and c.needs <= {"text"}]
LOCAL = [c for c in OF_THE_TEXT if c.reach != "book"]
EXAMPLES = [
    example.text for c in LOCAL for doc in [parse(c.doc)] for example in (*doc.flagged, *doc.fine)
]
PIECES = (
    *("the ", "the the ", " an ", "an house ", "“", "”", '"', "\n\n", "\n\n* * *\n\n", "—", "I "),
    *("he saw that ", "Mara", " very-quickly ", "\n", ". ", "? ", "Chapter Two\n\n", "exclaimed "),
)


def found(
    text: str, kept: KeptFindings | None, words: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    selection = Selection(select=frozenset(c.name for c in OF_THE_TEXT), words=words)
    return run_checks(bare_story(from_text(text)), selection, run=kept.run if kept else None)


def edited(text: str, chance: random.Random) -> str:
    """The text with words put in, taken out, or moved to another place."""
    low = chance.randrange(len(text))
    high = min(len(text), low + chance.choice((0, 0, 1, 4, 40, 300)))
    if chance.random() < 0.2:
        rest, at = text[:low] + text[high:], chance.randrange(len(text) - (high - low) + 1)
        return rest[:at] + text[low:high] + rest[at:]
    return text[:low] + chance.choice(PIECES) * chance.choice((0, 1, 1, 2)) + text[high:]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_is_what_would_be_found_anew(seed: int) -> None:
    chance = random.Random(seed)
    text = "\n\n".join(chance.sample(EXAMPLES, 40)) + "\n"
    kept, words = KeptFindings(), frozenset[str]()
    assert len(found(text, kept)) > 10
    for turn in range(12):
        text = edited(text, chance)
        words = frozenset(text.lower().split()[:50]) if turn == 8 else words
        assert found(text, kept, words) == found(text, None, words)


def test_only_what_an_edit_touches_is_looked_at_again() -> None:
    text = "\n\n".join(chain(EXAMPLES, EXAMPLES)) + "\n"
    kept = KeptFindings()
    found(text, kept)
    whole, kept.reread = kept.reread, 0
    at = text.index(EXAMPLES[30])
    found(text[:at] + "She had had the the lamp.\n\n" + text[at:], kept)
    assert 0 < kept.reread <= 3 * len(LOCAL) < whole / 20


def test_a_habit_of_the_whole_book_counts_wherever_it_is_made() -> None:
    """One "an hotel" is a slip; among many it is how the book writes."""
    slip = "They stayed at an house by the sea.\n\n"
    habit = "It was an house of stone. He had an house. She saw an house.\n\n" * 3
    kept = KeptFindings()
    assert [f.check for f in found(slip, kept)] == ["article"]
    together = found(slip + habit, kept)
    assert together == found(slip + habit, None)
