"""Words tried in place of those they sound or look like, with the model that reads them again."""

from dataclasses import replace

import pytest

from fabula.checks.framework.view import Shared
from fabula.checks.grammar.alikes import alikes
from fabula.checks.grammar.corrections import share
from fabula.language.compose import compose
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story

MEANT = {
    "She sat with her heals on the fender and her knitting in her lap.": "heels",
    "The dog, which had been lead out on a piece of string, lay down in the road.": "led",
    "There was nothing to read accept the almanac, and she had read it twice.": "except",
    "A peace of the roof had come away in the night, and rain came in.": "piece",
    "“I’ll meat you at the corner,” Tess said, and put on her gloves.": "meet",
}
FINE = (
    "The heels of his boots were worn, and a lead pipe lay in the road.",
    "There was a small office off the main hall, and two sheets off a pad lay on the desk.",
    "“Just her?” he said. “Gone two,” said the nurse. They will be sad, he thought.",
    "He had a think about it, and accepted everything except the almanac.",
    "Theres a letter for you, and wheres your coat? Whos that, and whats the time?",
    "They left their coats there, and it was too late to hear whose turn it was.",
)


def test_a_word_that_is_doubted_no_more_was_meant() -> None:
    manuscript = from_text("\n\n".join(MEANT) + "\n")
    reading = read_manuscript(manuscript)
    found = alikes(reading, manuscript, 0.01)
    assert {alike.wanted for alike in found.values()} >= set(list(MEANT.values())[:4])
    assert all(alike.odds >= 1 for alike in found.values())


def test_nothing_is_tried_that_is_right() -> None:
    manuscript = from_text("\n\n".join(FINE) + "\n")
    assert alikes(read_manuscript(manuscript), manuscript, 0.01) == {}


def test_in_a_careful_book_more_is_asked_for() -> None:
    manuscript = from_text(next(iter(MEANT)) + "\n")
    reading = read_manuscript(manuscript)
    careless, careful = (alikes(reading, manuscript, part) for part in (0.02, 0.01))
    assert careless[4].odds == pytest.approx(2 * careful[4].odds)
    assert alikes(reading, manuscript, 0.00005) == {}


def test_a_reading_that_no_model_made_is_not_tried() -> None:
    manuscript, reading = compose("Her\tPRP$\t2\tnmod:poss\nheals\tNNS\t0\troot\n.\t.")
    assert alikes(reading, manuscript, 0.02) == {}


def test_slips_of_the_text_alone_raise_the_share() -> None:
    manuscript = from_text(" ".join(FINE * 4) + "\n")
    story = replace(bare_story(manuscript), reading=read_manuscript(manuscript))
    nobody, none, many = (share(Shared(story, slips=slips)) for slips in (None, 0, 5))
    assert none < many
    assert nobody < many
