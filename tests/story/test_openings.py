"""Whom the pronoun means that a story opens with."""

import pytest

from fabula.language.compose import compose
from fabula.quotations.finder import find_quotations
from fabula.story.mentions.frames import make_frame
from fabula.story.mentions.openings import opening_names

SAT = "{} PRP 2 nsubj Entity=(PER-pronoun)\nsat VBD 0 root\n. .\n"
NAMED = "{} NNP 2 nsubj Entity=(PER-name)\nrose VBD 0 root\n. .\n"
SEEN = "They PRP 2 nsubj\nsaw VBD 0 root\n{} NNP 2 obj Entity=(PER-name)\n. .\n"
NOUN = "The DT 2 det Entity=(PER-noun\n{} NN 3 nsubj Entity=)\nrose VBD 0 root\n. .\n"
TALK = "# newpar\n“ ``\n{} NNP 3 nsubj Entity=(PER-name)\nleft VBD 0 root\n. .\n” ''\n\n# newpar\n"
CALL = "# newpar\n“ ``\nCome VB 0 root\n, ,\n{} NNP 2 vocative Entity=(PER-name)\n. .\n” ''\n\n# newpar\n"


def opening(*sentences: str) -> dict[str, str]:
    manuscript, reading = compose("\n".join(sentences))
    frame = make_frame(manuscript, reading, find_quotations(manuscript))
    return {frame.words[b]: frame.words[a] for a, b in opening_names(frame).items()}


@pytest.mark.parametrize(
    ("sentences", "pronoun", "name"),
    [
        ((SAT.format("She"), NAMED.format("Maud")), "She", "Maud"),
        ((SAT.format("He"), SAT.format("He"), NAMED.format("George")), "He", "George"),
        ((SAT.format("She"), NAMED.format("George"), NAMED.format("Ida")), "She", "Ida"),
        ((SAT.format("She"), CALL.format("Ida"), NAMED.format("Ida")), "She", "Ida"),
        ((NOUN.format("man"), SAT.format("She"), NAMED.format("Ida")), "She", "Ida"),
        ((SAT.format("He"), NOUN.format("woman"), NAMED.format("Walter")), "He", "Walter"),
    ],
)
def test_a_story_opens_with_whom_it_names_first(
    sentences: tuple[str, ...], pronoun: str, name: str
) -> None:
    assert opening(*sentences) == {pronoun: name}


@pytest.mark.parametrize(
    "sentences",
    [
        (NAMED.format("Ida"), SAT.format("She"), NAMED.format("Maud")),
        (SAT.format("She"), NOUN.format("nurse"), NAMED.format("Maud")),
        (SAT.format("She"), TALK.format("Ida"), NAMED.format("Maud")),
        (SAT.format("She"), SEEN.format("Maud"), NAMED.format("Ida")),
        (SAT.format("They"), NAMED.format("Maud")),
        (SAT.format("She"), NAMED.format("George")),
    ],
)
def test_whoever_may_be_another_is_left_open(sentences: tuple[str, ...]) -> None:
    assert opening(*sentences) == {}
