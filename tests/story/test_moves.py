"""What moves on the stage, read from sentences by the model that comes with the package."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import fabula
from fabula.story.model import Story
from fabula.story.tables.stage import Beat, State

Read = Callable[[str], Story]


def said(story: Story) -> set[tuple[str, str, str, str | None, str | None]]:
    """Each state after the introduction: kind, change, who, value, and towards whom."""
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    text = story.manuscript.text
    return {
        (s.kind, s.change, names[s.character], s.value, names.get(s.target))
        for s in story.rows(State)
        if s.span.start >= text.index("\n\n") and s.character in names
    }  # fmt: skip


def named(story: Story, target: int | None) -> str | None:
    return next((c.name.split()[0] for c in story.characters if c.id == target), None)


@pytest.mark.parametrize(
    ("words", "posture"),
    [
        ("Marion sat down at the table.", "sitting"),
        ("Peter knelt beside the stove.", "kneeling"),
        ("Peter got to his feet.", "standing"),
        ("Marion sank into the armchair.", "sitting"),
        ("Peter dropped to his knees.", "kneeling"),
        ("Marion lay on the sofa.", "lying"),
        ("Peter crouched behind the door.", "crouching"),
        ("Marion sat down across from him.", "sitting"),
        ("Peter lay down next to the stove.", "lying"),
        ("Marion sat up close to Peter.", "sitting"),
        ("Marion leaned against the wall.", "leaning"),
    ],
)
def test_postures(told: Read, words: str, posture: str) -> None:
    found = {value for kind, _, _, value, _ in said(told(words)) if kind == "posture"}
    assert found == {posture}


@pytest.mark.parametrize(
    "words",
    [
        "Marion would sit at the table every evening.",
        "Peter had knelt there once.",
        "Marion did not sit down.",
        "If Peter sat down, the chair would break.",
        "Peter wanted to lie on the sofa.",
        "Peter went home to lie on the sofa.",
        "Marion waited until he sat down.",
        "Marion had been kind since he knelt there.",
        "“Sit down,” said Marion.",
        "Peter lied to her about it.",
    ],
)
def test_what_is_not_done_now_moves_nobody(told: Read, words: str) -> None:
    assert not [state for state in said(told(words)) if state[0] == "posture"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Marion looked at Peter.", ("gaze", "begins", "Marion", "peter", "Peter")),
        ("Peter stared at the floor.", ("gaze", "begins", "Peter", "floor", None)),
        ("Marion looked away.", ("gaze", "begins", "Marion", "away", None)),
        ("Peter grinned at Marion.", ("gaze", "begins", "Peter", "marion", "Marion")),
        ("Marion kissed Peter.", ("touch", "begins", "Marion", None, "Peter")),
        ("Peter touched Marion's cheek.", ("touch", "begins", "Peter", None, "Marion")),
        ("Marion put her hand on Peter's arm.", ("touch", "begins", "Marion", None, "Peter")),
        ("Marion let go of Peter.", ("touch", "ends", "Marion", None, "Peter")),
        ("Peter picked up the lamp.", ("hold", "begins", "Peter", "lamp", None)),
        ("Peter put the lamp on the table.", ("hold", "ends", "Peter", "lamp", None)),
        ("Peter gave Marion the letter.", ("hold", "begins", "Marion", "letter", None)),
        ("Marion took off her coat.", ("wear", "ends", "Marion", "coat", None)),
        ("Marion was wearing a green dress.", ("wear", "holds", "Marion", "green dress", None)),
        ("Peter left the room.", ("presence", "ends", "Peter", None, None)),
        ("Peter came in.", ("presence", "begins", "Peter", None, None)),
        ("Marion was in the kitchen.", ("place", "holds", "Marion", "kitchen", None)),
        ("Marion was afraid.", ("feeling", "begins", "Marion", "afraid", None)),
        ("Peter laughed.", ("feeling", "begins", "Peter", "laugh", None)),
        ("Marion gave Peter a look.", ("gaze", "begins", "Marion", "peter", "Peter")),
        ("Peter took a look at the map.", ("gaze", "begins", "Peter", "map", None)),
        ("Marion's gaze fell on the map.", ("gaze", "begins", "Marion", "map", None)),
        ("Peter turned to Marion.", ("gaze", "begins", "Peter", "marion", "Marion")),
        ("Peter took Marion by the wrist.", ("touch", "begins", "Peter", None, "Marion")),
        ("Marion knelt on Peter's chest.", ("touch", "begins", "Marion", None, "Peter")),
        ("Marion kissed the top of Peter's head.", ("touch", "begins", "Marion", None, "Peter")),
        ("Peter stood there with a coffee.", ("hold", "holds", "Peter", "coffee", None)),
        ("Marion carried a sack of rice.", ("hold", "begins", "Marion", "sack of rice", None)),
        ("Peter had a knife in his hand.", ("hold", "holds", "Peter", "knife", None)),
        ("The cup slipped from Peter's fingers.", ("hold", "ends", "Peter", "cup", None)),
        ("Peter kicked off his boots.", ("wear", "ends", "Peter", "boots", None)),
        ("Marion buttoned her coat.", ("wear", "holds", "Marion", "coat", None)),
        ("Rain ran down Peter's hat.", ("wear", "holds", "Peter", "hat", None)),
        ("Peter was on the sofa.", ("posture", "holds", "Peter", "sitting", None)),
        ("Peter appeared in the doorway.", ("presence", "begins", "Peter", None, None)),
        ("Marion's hands shook.", ("feeling", "begins", "Marion", "hand shake", None)),
        ("Peter went white.", ("feeling", "begins", "Peter", "white", None)),
        ("Marion stared at him in horror.", ("feeling", "begins", "Marion", "horror", None)),
        ("Peter answered angrily.", ("feeling", "begins", "Peter", "angrily", None)),
        ("Marion saw Peter.", ("gaze", "begins", "Marion", "peter", "Peter")),
        ("Peter could see the tower.", ("gaze", "begins", "Peter", "tower", None)),
        ("Marion noticed the stain.", ("gaze", "begins", "Marion", "stain", None)),
        ("Marion read the letter.", ("gaze", "begins", "Marion", "letter", None)),
        ("“No,” Peter said to the ceiling.", ("gaze", "begins", "Peter", "ceiling", None)),
        ("“Nothing,” muttered Marion to her plate.", ("gaze", "begins", "Marion", "plate", None)),
        ("Peter stared at the top of Marion's head.", ("gaze", "begins", "Peter", "top", "Marion")),
        ("Marion grabbed Peter by the collar.", ("touch", "begins", "Marion", None, "Peter")),
        ("Peter seized Marion's sleeve.", ("touch", "begins", "Peter", None, "Marion")),
        ("Marion took hold of Peter's wrist.", ("touch", "begins", "Marion", None, "Peter")),
        ("Peter wiped his eyes.", ("touch", "begins", "Peter", None, "Peter")),
        ("Marion sat with a hand to her cheek.", ("touch", "begins", "Marion", None, "Marion")),
        ("Marion held her own knee in both hands.", ("touch", "begins", "Marion", None, "Marion")),
        ("Peter pulled on a jumper.", ("wear", "begins", "Peter", "jumper", None)),
        ("Marion put on a bonnet.", ("wear", "begins", "Marion", "bonnet", None)),
        ("Peter had a grey waistcoat on.", ("wear", "holds", "Peter", "grey waistcoat", None)),
        ("Marion threw off the shawl.", ("wear", "ends", "Marion", "shawl", None)),
        ("Peter took hold of the broom.", ("hold", "begins", "Peter", "broom", None)),
        ("Marion looked up from her phone.", ("hold", "holds", "Marion", "phone", None)),
        ("Peter was eating a pear.", ("hold", "begins", "Peter", "pear", None)),
        ("Marion put the plate into Peter's hands.", ("hold", "begins", "Peter", "plate", None)),
        ("Peter shook the thermometer.", ("hold", "begins", "Peter", "thermometer", None)),
        ("Peter was sat on the step.", ("posture", "begins", "Peter", "sitting", None)),
        ("Marion was curled up by the fire.", ("posture", "begins", "Marion", "curled", None)),
        ("Peter ran until he knelt.", ("posture", "begins", "Peter", "kneeling", None)),
        ("Marion turned up at noon.", ("presence", "begins", "Marion", None, None)),
        ("Peter got out of the car.", ("presence", "ends", "Peter", None, None)),
        ("Marion peeled potatoes in the kitchen.", ("place", "holds", "Marion", "kitchen", None)),
        ("Peter sat on an upturned bucket.", ("place", "holds", "Peter", "upturned bucket", None)),
        ("Marion's eyes filled.", ("feeling", "begins", "Marion", "eye fill", None)),
        ("Peter's ears went red.", ("feeling", "begins", "Peter", "ear red", None)),
        ("Marion's chin wobbled.", ("feeling", "begins", "Marion", "chin wobble", None)),
        ("Peter's eyes were wide.", ("feeling", "begins", "Peter", "eye wide", None)),
        ("“I was ashamed,” said Marion.", ("feeling", "begins", "Marion", "ashamed", None)),
        ("“Thank God,” said Peter.", ("feeling", "begins", "Peter", "thank god", None)),
        ("“I'm so sorry,” said Marion.", ("feeling", "begins", "Marion", "i'm so sorry", None)),
        ("“I hate this house,” said Peter.", ("feeling", "begins", "Peter", "hate", None)),
    ],
)
def test_moves(
    told: Read, words: str, wanted: tuple[str, str, str, str | None, str | None]
) -> None:
    assert wanted in said(told(words))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Marion shook her head.", "touch"),
        ("Peter held his breath.", "hold"),
        ("Marion took her time.", "hold"),
        ("Marion looked tired.", "gaze"),
        ("Peter looked for the key.", "gaze"),
        ("Marion stood up for him at school in those days.", "hold"),
        ("Peter let go.", "presence"),
        ("“Stop!” cried Marion.", "feeling"),
        ("Peter moved like a dancer who kisses a queen.", "touch"),
        ("Marion saw the point.", "touch"),
        ("Peter spoke to the man.", "gaze"),
        ("Marion left without looking at Peter.", "gaze"),
        ("Peter stood with his back to Marion.", "touch"),
        ("Marion shook her head at Peter.", "touch"),
        ("Peter held the door shut.", "hold"),
        ("“Sorry?” said Marion.", "feeling"),
        ("“I am not afraid,” said Peter.", "feeling"),
        ("*I kissed him on the mouth, she wrote.*", "touch"),
        ("Marion left the mop in the bucket.", "presence"),
        ("Marion wore a smile.", "wear"),
        ("Peter took his hand away from the stove.", "touch"),
    ],
)
def test_what_is_none(told: Read, words: str, kind: str) -> None:
    assert not [state for state in said(told(words)) if state[0] == kind]


def test_a_part_of_the_body_has_its_owner(told: Read) -> None:
    story = told("Marion's fingers closed on Peter's wrist.")
    touch = next(s for s in story.rows(State) if s.kind == "touch")
    assert (named(story, touch.character), touch.part) == ("Marion", "fingers")
    assert (named(story, touch.target), touch.target_part) == ("Peter", "wrist")


def test_beats_lie_apart_in_order_and_say_when(told: Read) -> None:
    story = told(
        "Peter opened the window and looked out. He had slept badly. “It rains,” he said. "
        "Every morning he would count the boats."
    )
    beats = list(story.rows(Beat))
    assert all(a.span.end <= b.span.start for a, b in pairwise(beats))
    text = story.manuscript.text
    when = {beat.span.text(text).split()[-1].strip(".,"): beat.when for beat in beats}
    assert when["badly"] == "before"
    assert when["boats"] == "habit"
    assert "now" in {beat.when for beat in beats if "looked" in beat.span.text(text)}


def test_every_state_has_its_beat(told: Read) -> None:
    story = told("Peter came in. Marion put down her cup and smiled at him.")
    beats = {beat.id: beat for beat in story.rows(Beat)}
    for state in story.rows(State):
        assert state.beat in beats
        assert beats[state.beat].span.start <= state.span.start


def touch_of(story: Story) -> tuple[str | None, str | None, str | None, str | None]:
    touch = next(s for s in story.rows(State) if s.kind == "touch")
    return named(story, touch.character), touch.part, named(story, touch.target), touch.target_part


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Marion sat with her head in Peter's lap.", ("Marion", "head", "Peter", "lap")),
        ("Peter slid an arm round Marion.", ("Peter", "arm", "Marion", None)),
        ("Peter put both hands on Marion's shoulders.", ("Peter", "hands", "Marion", "shoulders")),
        ("Marion was silent, her cheek against Peter's chest.",
         ("Marion", "cheek", "Peter", "chest")),
        ("Peter sat there. A hand came down on his shoulder. Marion had found him.",
         ("Marion", "hand", "Peter", "shoulder")),
    ],
)  # fmt: skip
def test_parts_that_meet(
    told: Read, words: str, wanted: tuple[str | None, str | None, str | None, str | None]
) -> None:
    assert touch_of(told(words)) == wanted


def test_what_two_do_together_each_does(told: Read) -> None:
    story = told("Marion took the tray from Peter. Then they sat down.")
    sitting = {named(story, s.character) for s in story.rows(State) if s.value == "sitting"}
    assert sitting == {"Marion", "Peter"}


def test_she_who_is_never_named_has_a_stage_too(tmp_path: Path) -> None:
    path = tmp_path / "scene.txt"
    path.write_text(
        "The woman came along the quay. She had no coat. She was thin, and she limped, and nobody "
        "knew her. She looked at the boats. She sat down on her bag. She wept.\n",
        encoding="utf-8",
    )
    found = {(s.kind, s.value) for s in fabula.read(path).rows(State)}
    assert ("posture", "sitting") in found


def test_things_are_taken_from_somebody(told: Read) -> None:
    moves = said(told("Marion took the letter from Peter."))
    assert ("hold", "begins", "Marion", "letter", None) in moves
    assert ("hold", "ends", "Peter", "letter", None) in moves


def test_who_does_it_is_not_whom_a_plain_pronoun_means(told: Read) -> None:
    story = told("Marion came in. Peter stood up. He pulled her to him and kissed her.")
    touches = [s for s in story.rows(State) if s.kind == "touch"]
    assert touches
    assert all(s.character != s.target for s in touches)
    assert all(s.target_part is None for s in touches)
