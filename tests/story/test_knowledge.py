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
        ("“I broke the lamp,” Peter said to Marion.",
         ("Peter", "knows", "always", None, "I broke the lamp")),
        ("“I have sold the house,” Marion told Peter.",
         ("Peter", "knows", "told", "Marion", "I have sold the house")),
        ("It struck Marion that the clock had stopped.",
         ("Marion", "believes", "inferred", None, "the clock had stopped")),
        ("It dawned on Peter that the train had gone.",
         ("Peter", "knows", "inferred", None, "the train had gone")),
        ("It occurred to Marion that the window was open.",
         ("Marion", "believes", "inferred", None, "the window was open")),
        ("It did not rain. It came to Peter that the wind had dropped.",
         ("Peter", "believes", "inferred", None, "the wind had dropped")),
        ("Marion had a feeling that the road was shut.",
         ("Marion", "believes", "inferred", None, "the road was shut")),
        ("Peter had the idea that the dog could sing.",
         ("Peter", "believes", "inferred", None, "the dog could sing")),
        ("It was Marion's belief that the ring was glass.",
         ("Marion", "believes", "inferred", None, "the ring was glass")),
        ("Marion found out that the bank had failed.",
         ("Marion", "knows", "inferred", None, "the bank had failed")),
        ("Peter worked out that the key was hidden.",
         ("Peter", "knows", "inferred", None, "the key was hidden")),
        ("The roof had fallen in. Peter knew.",
         ("Peter", "knows", None, None, "The roof had fallen in")),
        ("The bread was gone, and nobody said so. Marion knew it.",
         ("Marion", "knows", None, None, "The bread was gone, and nobody said so")),
        ("Peter knew about the fire.",
         ("Peter", "knows", None, None, "about the fire")),
        ("The boat was lost, Peter thought.",
         ("Peter", "believes", "inferred", None, "The boat was lost")),
        ("Marion saw Peter take the ring.",
         ("Marion", "knows", "saw", None, "Peter take the ring")),
        ("Peter watched Marion burn the letter.",
         ("Peter", "knows", "saw", None, "Marion burn the letter")),
        ("Marion heard Peter break the jug.",
         ("Marion", "knows", "heard", None, "Peter break the jug")),
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
        "It struck Marion on the arm.",
        "It never occurred to Peter that the window was open.",
        "Marion had no idea that the road was shut.",
        "Peter had a feeling for music.",
        "The roof had fallen in. Peter did not know.",
        "The roof had fallen in. Peter knew the tune.",
        "Peter looked out at the boat.",
        "Marion did not see Peter take the ring.",
        "Marion saw the clouds go by.",
        "“Break the lamp!” Peter said to Marion.",
        "“Did I break the lamp?” Peter said to Marion.",
        "“You broke the lamp,” Peter said to Marion.",
        "“I would have sold the house,” Peter said to Marion.",
        "“I did,” Peter said to Marion.",
        "“When I broke the lamp,” Peter said to Marion.",
        "“Because I sold the house,” Peter said to Marion.",
        "“The sun shone,” Peter said to Marion.",
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


@pytest.mark.parametrize(
    "words",
    [
        "Marion believed that Peter had sold the house. Later Marion learned that Peter had not"
        " sold the house.",
        "Marion thought that Peter was not ill. Marion saw that Peter was ill.",
        "Marion was sure that Peter had never lost the ring. Marion discovered that Peter had"
        " lost the ring.",
        "Marion supposed that Peter knew the cook. Marion realised that Peter did not know the"
        " cook.",
        "Marion suspected that Peter had taken the money. Marion learned that Peter had not taken"
        " the money.",
    ],
)
def test_who_learns_the_opposite_gives_up_a_belief(told: Read, words: str) -> None:
    attitudes = [row.attitude for row in told(words).ledger.known]
    assert attitudes.count("doubts") == 1


@pytest.mark.parametrize(
    "words",
    [
        "Marion believed that Peter had sold the house. Peter learned that Peter had not sold the"
        " house.",
        "Marion believed that Peter was ill. Marion learned that the cook was not ill.",
        "Marion believed that Peter was ill. Marion learned that Peter was not rich.",
        "Marion believed that Peter was ill. Marion learned that Peter was ill.",
        "Marion knew that Peter was ill. Marion learned that Peter was not ill.",
    ],
)
def test_who_learns_something_else_gives_up_nothing(told: Read, words: str) -> None:
    assert "doubts" not in {row.attitude for row in told(words).ledger.known}


@pytest.mark.parametrize(
    "words",
    [
        "“I broke the lamp,” Peter said to Marion. Anna Dale stood by the door.",
        "Anna Dale poured the tea. “I sold the house,” Peter said to Marion.",
        "“I lost the ring,” Peter said to Marion. “So,” said Anna Dale.",
        "“Cut it thin,” said Anna Dale. “I burned the bread,” Peter said to Marion.",
        "“I drowned the cat,” Peter said to Marion, and Anna Dale laughed.",
    ],
)
def test_who_is_about_may_have_heard(told: Read, words: str) -> None:
    story = told(words)
    anna = next(c.id for c in story.characters if "Anna" in c.name)
    assert story.ledger.unknown_to(anna) == ()


@pytest.mark.parametrize(
    "words",
    [
        "“I broke the lamp,” Peter said to Marion.",
        "“I sold the house,” Peter said to Marion.",
        "“I lost the ring,” Peter said to Marion.",
        "“I burned the bread,” Peter said to Marion.",
        "“I drowned the cat,” Peter said to Marion.",
    ],
)
def test_who_is_elsewhere_has_not_heard(told: Read, words: str) -> None:
    story = told(f"{words}\n\n{'The rain fell on the roof. ' * 40}\n\nAnna Dale sat in Dover.")
    anna = next(c.id for c in story.characters if "Anna" in c.name)
    unknown = [story.ledger.facts[row.fact].words for row in story.ledger.unknown_to(anna)]
    assert unknown == [words.split("“")[1].split(",”")[0]]


@pytest.mark.parametrize("end", ["her brother Peter", "with her sister Anna", "his aunt Marion"])
def test_a_text_may_end_in_a_name(told: Read, end: str) -> None:
    assert told(f"Marion wrote to Peter, and it was for {end}").characters
