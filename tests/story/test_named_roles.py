"""A trade told right behind a name is its bearer's, and how many children somebody has."""

import pytest

from fabula.checks.framework.runner import run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Story


def story_of(text: str) -> Story:
    manuscript = from_text(text)
    return build_story(manuscript, read_manuscript(manuscript))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna the baker came in late. The baker had flour on her sleeves.", "the baker"),
        ("Old Tom the gardener shut his door. The gardener was tired.", "the gardener"),
        ("Sergeant Pike the cook slept. The cook snored all night.", "the cook"),
    ],
)
def test_the_trade_behind_a_name_is_the_same_person(text: str, role: str) -> None:
    story = story_of(text)
    said = {
        text[start:end].lower(): entity
        for start, end, entity in zip(
            story.mentions.start.tolist(),
            story.mentions.end.tolist(),
            story.mentions.entity.tolist(),
            strict=True,
        )
    }
    assert {said[role]} == set(story.mentions.entity[story.mentions.start == 0].tolist())


def test_who_is_told_of_another_is_not_that_one() -> None:
    story = story_of("She told Anna the cook was ill. The cook stayed in bed.")
    assert len(set(story.mentions.entity[story.mentions.start > 4].tolist())) > 1


FATHER = (
    "Mr. Orsini the barber had three {kin}, and all of them were loud.{between}\n\n"
    "“I have five {kin},” said Mr. Orsini. “They let me sleep on Sundays.”"
)


@pytest.mark.parametrize("kin", ["sons", "daughters", "children"])
def test_another_number_of_children_is_asked_about(kin: str) -> None:
    story = story_of(FATHER.format(kin=kin, between=""))
    assert [f.span.text(story.manuscript.text) for f in run_checks(story)] == [f"five {kin}"]


def test_children_born_since_account_for_it() -> None:
    born = " In the spring twins were born to him."
    assert run_checks(story_of(FATHER.format(kin="sons", between=born))) == ()


def test_the_youngest_of_three_sons_has_two_brothers() -> None:
    story = story_of("Paolo was the youngest of three sons. Paolo had two brothers in Turin.")
    assert run_checks(story) == ()
