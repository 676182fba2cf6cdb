"""Verbs in a row whose forms do not go together, and rows like them that are right."""

import pytest

from fabula.checks.framework.text_words import words_of
from fabula.checks.grammar.verb_chains import chain_slips
from fabula.manuscript.load import from_text


def mended(text: str) -> str:
    manuscript = from_text(text)
    out = manuscript.text
    slips = sorted(chain_slips(out, words_of(manuscript)), key=lambda slip: -slip.span.start)
    for slip in slips:
        out = out[: slip.span.start] + slip.wanted + out[slip.span.end :]
    return out.strip()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("You should went to bed.", "You should go to bed."),
        ("He must never knew of it.", "He must never know of it."),
        ("They will came by the lane.", "They will come by the lane."),
        ("The boat seemed to came nearer.", "The boat seemed to come nearer."),
        ("She decided to wrote it down.", "She decided to write it down."),
        ("He wanted to sharing his lunch.", "He wanted to share his lunch."),
        ("We refused to leaving without her.", "We refused to leave without her."),
        ("It could have be worse.", "It could have been worse."),
        ("They might not have go so far.", "They might not have gone so far."),
        ("She must had forgotten the key.", "She must have forgotten the key."),
        ("It might been a fox.", "It might have been a fox."),
        ("You couldn't been there.", "You couldn't have been there."),
        ("The guests began gather by the door.", "The guests began to gather by the door."),
        ("Nobody wanted be the first.", "Nobody wanted to be the first."),
        ("The child seemed understand it all.", "The child seemed to understand it all."),
        ("It was a tune she used to heard.", "It was a tune she used to hear."),
        ("He used to kept bees.", "He used to keep bees."),
        ("They had to went home.", "They had to go home."),
        ("I want to came with you.", "I want to come with you."),
        ("He was going to told her.", "He was going to tell her."),
        ("She was not able to slept.", "She was not able to sleep."),
        ("He decided going alone.", "He decided to go alone."),
        ("They refused telling us.", "They refused to tell us."),
        ("He had promised sending it.", "He had promised to send it."),
    ],
)
def test_rows_that_do_not_go_together(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "They were used to lost causes. She had got used to kept promises. He isn't used to told tales.",
        "He decided going was best. He decided nothing. She promised everything. They offered lodging.",
        "A promised meeting. They agreed, seeing it. The knife was used to cut.",
        "She had promised writing more often.",
        "All she could came to nothing, and those who would went home.",
        "The house he came to went dark, and the tin can fell.",
        "What he could had an end. She must have had the key.",
        "He began, went on, and began again to sing.",
        "They wanted to sing, to bring the king a ring.",
        "It could be. They have been there. It might have become a habit.",
        "She had managed, ask anyone, and he refused. Go home.",
        "As best he could he wrote it, as far as they could saw it.",
    ],
)
def test_rows_that_are_right(text: str) -> None:
    assert mended(text) == text
