"""Touches told by phrases, light verbs and reflexives, and touches that end."""

from collections.abc import Callable

import pytest

from fabula.story.model import Story
from fabula.story.tables.stage import State

Read = Callable[[str], Story]
MARION, PETER = "Marion", "Peter"


def touched(story: Story, change: str = "begins") -> set[tuple[str, str]]:
    """Who touches whom, or lets go, after the introduction."""
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    begin = story.manuscript.text.index("\n\n")
    return {
        (names.get(s.character, ""), names.get(s.target, ""))
        for s in story.rows(State)
        if s.kind == "touch" and s.change == change and s.span.start >= begin
    }


@pytest.mark.parametrize(
    ("words", "who", "whom"),
    [
        ("Marion gave Peter's arm a squeeze.", MARION, PETER),
        ("Peter gave Marion a hug.", PETER, MARION),
        ("Marion planted a kiss on Peter's forehead.", MARION, PETER),
        ("Peter gave Marion a shove.", PETER, MARION),
        ("Marion landed a punch on Peter's shoulder.", MARION, PETER),
    ],
)
def test_light_verbs_give_touches(told: Read, words: str, who: str, whom: str) -> None:
    assert touched(told(words)) == {(who, whom)}


@pytest.mark.parametrize(
    "words",
    [
        "Marion gave Peter a push mower.",
        "Peter gave Marion a book of kisses.",
        "Marion dropped the cup on Peter's plate.",
        "Peter would have given Marion a hug.",
        "“Give Peter a kiss,” said Marion.",
    ],
)
def test_what_is_given_is_not_always_a_touch(told: Read, words: str) -> None:
    assert touched(told(words)) == set()


@pytest.mark.parametrize(
    ("words", "who", "whom"),
    [
        ("Marion clung to Peter.", MARION, PETER),
        ("Peter tugged at Marion's sleeve.", PETER, MARION),
        ("Marion hung on to Peter's hand.", MARION, PETER),
        ("Peter patted at his own chest.", PETER, PETER),
        ("Marion clutched at Peter.", MARION, PETER),
        ("Marion threw herself against Peter.", MARION, PETER),
        ("Peter wrapped himself round Marion.", PETER, MARION),
        ("Marion wiped the blood from Peter's chin.", MARION, PETER),
        ("Peter brushed the snow off Marion's hair.", PETER, MARION),
        ("Marion pushed the hair out of her own eyes.", MARION, MARION),
    ],
)
def test_touches_that_prepositions_lead_to(told: Read, words: str, who: str, whom: str) -> None:
    assert touched(told(words)) == {(who, whom)}


@pytest.mark.parametrize(
    "words",
    [
        "Marion clung to the hope of it.",
        "Peter tapped on the door.",
        "Marion threw herself into her work.",
        "Peter hung on to his old car.",
        "Marion wiped the blood from the table.",
    ],
)
def test_no_body_is_reached(told: Read, words: str) -> None:
    assert touched(told(words)) == set()


@pytest.mark.parametrize(
    ("words", "who", "whom"),
    [
        ("Peter sat there with his face pressed to Marion's shoulder.", PETER, MARION),
        ("There was Marion by the fire, her hand over her mouth.", MARION, MARION),
        ("Marion's cheek was still against Peter's chest.", MARION, PETER),
        ("Peter slept, his nose between Marion's shoulder blades.", PETER, MARION),
        ("Marion listened with one hand clamped over her ear.", MARION, MARION),
    ],
)
def test_a_part_right_before_the_body_it_is_on(told: Read, words: str, who: str, whom: str) -> None:
    assert touched(told(words)) == {(who, whom)}


@pytest.mark.parametrize(
    "words",
    [
        "Peter stood with his back to Marion.",
        "Marion shook her head at Peter.",
        "Peter had eyes in the back of his head.",
        "Marion turned her face to Peter.",
        "Peter lifted his hand in greeting to Marion.",
    ],
)
def test_a_part_that_is_only_turned_to_somebody(told: Read, words: str) -> None:
    assert touched(told(words)) == set()


@pytest.mark.parametrize(
    "words",
    [
        "Marion and Peter met. They sat shoulder to shoulder.",
        "Marion looked at Peter. They walked arm in arm.",
        "Peter pulled Marion a chair. They sat knee to knee.",
        "Marion sat hand in hand with Peter.",
        "Peter stood nose to nose with Marion.",
    ],
)
def test_two_bodies_meet(told: Read, words: str) -> None:
    assert {(MARION, PETER), (PETER, MARION)} <= touched(told(words))


@pytest.mark.parametrize(
    ("words", "who", "whom"),
    [
        ("Marion took Peter's hand. He smiled. Then she let go.", MARION, PETER),
        ("Peter grabbed Marion's arm. She pulled away.", PETER, MARION),
        ("Marion touched Peter's cheek. She drew her hand away.", MARION, PETER),
        ("Peter hugged Marion. She wriggled free.", PETER, MARION),
        ("Marion held Peter's wrist. Her hand fell away.", MARION, PETER),
    ],
)
def test_touches_end(told: Read, words: str, who: str, whom: str) -> None:
    assert touched(told(words), "ends") == {(who, whom)}


@pytest.mark.parametrize(
    "words",
    [
        "Marion let go of the rope.",
        "Peter pulled away from the kerb.",
        "Marion took Peter's hand and did not let go.",
        "Peter drew back the curtain.",
        "Marion took her hand away from the stove.",
    ],
)
def test_nobody_was_touched_or_lets_go(told: Read, words: str) -> None:
    assert touched(told(words), "ends") == set()


@pytest.mark.parametrize(
    ("words", "who", "whom"),
    [
        ("Marion sat next to Peter. She patted his arm.", MARION, PETER),
        ("Peter knelt before Marion. He kissed her hand.", PETER, MARION),
        ("Peter leaned over to Marion and put his forehead to her forehead.", PETER, MARION),
        ("Marion saw Peter rub his eyes.", PETER, PETER),
        ("Peter let Marion take his hand.", MARION, PETER),
    ],
)
def test_whose_the_part_is(told: Read, words: str, who: str, whom: str) -> None:
    assert touched(told(words)) == {(who, whom)}
