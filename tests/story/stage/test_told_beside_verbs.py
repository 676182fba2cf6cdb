"""Postures, looks, things, clothes and comings that no plain verb of theirs tells."""

from collections.abc import Callable

import pytest

from fabula.story.model import Story
from fabula.story.tables.stage import State

Read = Callable[[str], Story]


def said(story: Story, kind: str) -> set[tuple[str, str, str | None]]:
    """Who, what changes, and the last word of what it is, after the introduction."""
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    begin = story.manuscript.text.index("\n\n")
    return {
        (names.get(s.character, ""), s.change, s.value and s.value.split()[-1])
        for s in story.rows(State)
        if s.kind == kind and s.span.start >= begin
    }


def seen(story: Story, kind: str) -> set[tuple[str, str | None]]:
    return {(who, value) for who, _, value in said(story, kind)}


@pytest.mark.parametrize(
    ("words", "posture"),
    [
        ("Marion lowered herself onto the step.", "sitting"),
        ("Peter eased himself into the armchair.", "sitting"),
        ("Marion let herself down on the grass.", "sitting"),
        ("Peter propped himself against the wall.", "leaning"),
        ("Marion threw herself on the bed.", "lying"),
        ("Peter straightened slowly.", "standing"),
        ("Marion sprang up.", "standing"),
        ("Peter jumped up out of the chair.", "standing"),
        ("Marion was on her feet.", "standing"),
        ("Peter was up on one elbow.", "leaning"),
        ("Marion sat back on her heels.", "crouching"),
        ("Peter rolled onto his side.", "lying"),
        ("There was Peter, flat on his back in the hall.", "lying"),
        ("Marion waited with her back against the door.", "leaning"),
        ("“No,” said Peter from his chair.", "sitting"),
    ],
)
def test_postures(told: Read, words: str, posture: str) -> None:
    assert {value for _, value in seen(told(words), "posture")} == {posture}


@pytest.mark.parametrize(
    "words",
    [
        "Marion lowered herself to his level.",
        "Peter straightened the picture.",
        "Marion jumped up and down.",
        "Peter put his back into the work.",
        "Marion threw herself into her work.",
        "Peter was up to his elbows in flour.",
        "Marion came up to the house.",
        "Peter rolled his eyes.",
    ],
)
def test_no_posture(told: Read, words: str) -> None:
    assert seen(told(words), "posture") == set()


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ("Peter looked at the clock, then at Marion.", {"clock", "marion"}),
        ("Marion stared at the stove, and then at the door.", {"stove", "door"}),
        ("Peter kept his eyes on the road.", {"road"}),
        ("Marion fixed her eyes on the window.", {"window"}),
        ("Peter dropped his eyes.", {"down"}),
        ("Marion lowered her gaze.", {"down"}),
        ("Peter considered the stain.", {"stain"}),
        ("Marion laughed, not looking at Peter.", {"away"}),
        ("Peter found the letter and read it.", {"it"}),
        ("Marion looked straight ahead.", {"ahead"}),
    ],
)
def test_looks(told: Read, words: str, looks: set[str]) -> None:
    assert {value for _, value in seen(told(words), "gaze")} == looks


@pytest.mark.parametrize(
    "words",
    [
        "Peter kept an eye out for trouble.",
        "Marion considered the question of money.",
        "Peter dropped his keys.",
        "Marion did not look at the clock, or at Peter.",
        "Peter looked tired, then ill.",
    ],
)
def test_no_look(told: Read, words: str) -> None:
    assert not {value for _, value in seen(told(words), "gaze")} - {"question"}


@pytest.mark.parametrize(
    ("words", "who", "change", "thing"),
    [
        ("Marion was at the stove with a ladle.", "Marion", "holds", "ladle"),
        ("Peter swapped the hammer for a saw.", "Peter", "begins", "saw"),
        ("Peter swapped the hammer for a saw.", "Peter", "ends", "hammer"),
        ("Marion had the phone to her ear.", "Marion", "holds", "phone"),
        ("Peter sat behind his newspaper.", "Peter", "holds", "newspaper"),
        ("Marion came in, a folder clutched to her chest.", "Marion", "holds", "folder"),
        ("The lamp was in Peter's hand.", "Peter", "holds", "lamp"),
        ("Peter waited with a rifle across his knees.", "Peter", "holds", "rifle"),
        ("Marion held a cup. The cup fell to the floor.", "Marion", "ends", "cup"),
        ("There was a letter. Marion picked it up.", "Marion", "begins", "letter"),
        ("Peter had a pencil between his teeth.", "Peter", "holds", "pencil"),
        ("Marion unscrewed the flask.", "Marion", "begins", "flask"),
        ("Peter shuffled the cards.", "Peter", "begins", "cards"),
        ("Marion drained her glass.", "Marion", "begins", "glass"),
        ("Peter folded the newspaper.", "Peter", "begins", "newspaper"),
        ("Marion plonked the kettle on the stove.", "Marion", "ends", "kettle"),
    ],
)
def test_things(told: Read, words: str, who: str, change: str, thing: str) -> None:
    assert (who, change, thing) in said(told(words), "hold")


@pytest.mark.parametrize(
    "words",
    [
        "Marion lived in a house with a clock.",
        "Peter held his tongue.",
        "Marion had a book about birds.",
        "The lamp was on the table by Peter.",
        "Peter held the door.",
        "Marion had the lamp mended.",
        "The cup fell from the shelf.",
        "Marion shuffled her feet.",
        "Peter drained the swamp.",
        "Marion folded her arms.",
        "Peter nursed a grudge.",
        "Marion thumbed a lift.",
    ],
)
def test_nothing_is_held(told: Read, words: str) -> None:
    assert said(told(words), "hold") == set()


@pytest.mark.parametrize(
    ("words", "who", "change", "thing"),
    [
        ("Peter found a jersey and put it on.", "Peter", "begins", "jersey"),
        ("Marion unwound the scarf and took it off.", "Marion", "ends", "scarf"),
        ("Marion was in a blue cloak.", "Marion", "holds", "cloak"),
        ("Peter had his good coat on.", "Peter", "holds", "coat"),
        ("The ring was on Marion's finger.", "Marion", "holds", "ring"),
        ("Peter had a scarf round his neck.", "Peter", "holds", "scarf"),
        ("Marion stood at the door. Boots, a grey coat.", "Marion", "holds", "boots"),
        ("Marion stood at the door. Boots, a grey coat.", "Marion", "holds", "coat"),
        ("Peter walked past, muddy boots, and sat down.", "Peter", "holds", "boots"),
        ("Peter sat at the desk, in a dressing gown.", "Peter", "holds", "gown"),
        ("Peter, in a bowler, poured the tea.", "Peter", "holds", "bowler"),
        ("Marion had a stetson on.", "Marion", "holds", "stetson"),
        ("Peter took off his galoshes.", "Peter", "ends", "galoshes"),
    ],
)
def test_clothes(told: Read, words: str, who: str, change: str, thing: str) -> None:
    assert (who, change, thing) in said(told(words), "wear")


@pytest.mark.parametrize(
    "words",
    [
        "Peter found a jersey and put it on the chair.",
        "Marion was looking for her other glove.",
        "Peter held his cap in his fist.",
        "There were boots by the door, and a coat on the hook.",
        "Marion opened the shop. No hats, no scarves.",
    ],
)
def test_nothing_is_worn(told: Read, words: str) -> None:
    assert said(told(words), "wear") == set()


@pytest.mark.parametrize(
    ("words", "who", "change"),
    [
        ("Peter let himself out.", "Peter", "ends"),
        ("The door closed behind Marion.", "Marion", "ends"),
        ("Peter was gone.", "Peter", "ends"),
        ("Marion was out of the house.", "Marion", "ends"),
        ("The gate clanged shut behind Peter.", "Peter", "ends"),
        ("Marion let herself in.", "Marion", "begins"),
        ("The door opened, and it was Peter.", "Peter", "begins"),
        ("Marion came down after an hour.", "Marion", "begins"),
        ("Peter came through, wet to the skin.", "Peter", "begins"),
        ("Marion fell through the door.", "Marion", "begins"),
    ],
)
def test_comings(told: Read, words: str, who: str, change: str) -> None:
    assert (who, change, None) in said(told(words), "presence")


@pytest.mark.parametrize(
    "words",
    [
        "Peter let the cat out.",
        "Marion closed the door behind her.",
        "Peter was gone quite pale.",
        "Marion was out of breath.",
        "Peter slid the ring off.",
        "“Thursday,” Marion got out.",
        "Peter saw the ball go in.",
        "Marion came off the telephone.",
    ],
)
def test_nobody_comes_or_goes(told: Read, words: str) -> None:
    assert said(told(words), "presence") == set()


@pytest.mark.parametrize(
    ("words", "kind", "who"),
    [
        ("“No,” Peter said, and came and knelt there.", "posture", "Peter"),
        ("Peter rose. And sat down again.", "posture", "Peter"),
        ("Marion saw Peter sit down.", "posture", "Peter"),
        ("Marion made Peter lie on the sofa.", "posture", "Peter"),
        ("Peter watched Marion kneel.", "posture", "Marion"),
    ],
)
def test_who_does_it(told: Read, words: str, kind: str, who: str) -> None:
    assert {one for one, _ in seen(told(words), kind)} == {who}


def test_what_is_held_is_told_once(told: Read) -> None:
    story = told(
        "Marion held a cup. She was holding the cup. Marion dropped the cup. She took the cup."
    )
    cups = [s.change for s in story.rows(State) if s.kind == "hold"]
    assert cups == ["begins", "ends", "begins"]
