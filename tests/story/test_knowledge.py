"""Who knows, believes, doubts and is told what, read by the model that comes with the package."""

from collections.abc import Callable

import pytest

from fabula.story.model import Story
from fabula.story.tables.stage import Knowledge, StoryFact

Read = Callable[[str], Story]


def known(story: Story) -> set[tuple[str | None, str, str | None, str | None, str]]:
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    facts = story.rows(StoryFact)
    return {
        (names[row.character], row.attitude, row.how, names.get(row.source), facts[row.fact].words)
        for row in story.rows(Knowledge)
    }


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Marion knew that the letter was false.",
         ("Marion", "knows", None, None, "the letter was false")),
        ("Peter saw that the door stood open.",
         ("Peter", "knows", "saw", None, "the door stood open")),
        ("Marion realised that he had lied.",
         ("Marion", "knows", "inferred", None, "he had lied")),
        ("Peter heard that the ferry had sunk.",
         ("Peter", "knows", "heard", None, "the ferry had sunk")),
        ("Marion had known that the money was gone.",
         ("Marion", "knows", "always", None, "the money was gone")),
        ("Peter told Marion that the shop was closed.",
         ("Marion", "knows", "told", "Peter", "the shop was closed")),
        ("Marion was told that the train was late.",
         ("Marion", "knows", "told", None, "the train was late")),
        ("Peter believed that the dog was dead.",
         ("Peter", "believes", "inferred", None, "the dog was dead")),
        ("Marion was sure that the bell had rung.",
         ("Marion", "believes", "inferred", None, "the bell had rung")),
        ("Peter did not believe that the bridge would hold.",
         ("Peter", "doubts", None, None, "the bridge would hold")),
        ("Marion doubted that the well was deep.",
         ("Marion", "doubts", None, None, "the well was deep")),
        ("“I thought you were in Dover,” Marion said to Peter.",
         ("Marion", "doubts", None, None, "you were in Dover")),
        ("“I broke the lamp,” Peter said to Marion.",
         ("Marion", "knows", "told", "Peter", "I broke the lamp")),
    ],
)  # fmt: skip
def test_what_somebody_is_said_to_hold(
    told: Read, words: str, wanted: tuple[str | None, str, str | None, str | None, str]
) -> None:
    assert wanted in known(told(words))


@pytest.mark.parametrize(
    "words",
    [
        "Marion did not know that the letter was false.",
        "If Peter knew that the house was sold, nobody saw it.",
        "Marion knew where the key was.",
        "Peter asked whether she believed that he would come.",
        "Marion knew the song.",
        "“Do you know that the shop is closed?” asked Peter.",
        "Peter told Marion what to do.",
        "Marion thought of the sea.",
    ],
)
def test_what_nobody_is_said_to_know(told: Read, words: str) -> None:
    assert {row for row in known(told(words)) if row[1] in ("knows", "believes")} == set()


def test_two_ways_of_saying_it_are_one_fact(told: Read) -> None:
    story = told(
        "Marion knew that Peter had sold the old house. Later she said so to nobody."
        " Marion had always known that Peter sold the house."
    )
    assert len(story.ledger.facts) == 1
    assert len(story.ledger.known) == 2


def test_what_others_know_and_secrets(told: Read) -> None:
    story = told("Marion knew that the money was gone. Peter sat by the fire.")
    marion, peter = (
        next(c.id for c in story.characters if name in c.name) for name in ("Marion", "Peter")
    )
    end = len(story.manuscript.text)
    assert [row.who for row in story.ledger.unknown_to(peter)] == [marion]
    assert story.ledger.unknown_to(marion) == ()
    assert len(story.ledger.secrets((marion, peter), end)) == 1
    assert story.ledger.secrets((marion,), end) == ()
    assert story.ledger.of(marion, 10) == ()
