"""Attributes in ordinary words: ages, hair, limbs, trades and wounds, and what is none of them."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story
from fabula.story.model import Attribute

FIRST = "Ingrid Falk locked the boathouse at six. Pavel Horak was late, and she minded.\n\n"


def _read(words: str) -> list[tuple[str, Attribute]]:
    manuscript = from_text(f"{FIRST}{words} Then they went on.\n")
    story = build_story(manuscript, read_manuscript(manuscript))
    names = {c.id: c.name.split()[0] for c in story.characters}
    return [(names[a.character], a) for a in story.attributes]


FORMS = [
    # ages
    ("Ingrid was pushing sixty.", "Ingrid", "age", "nearly sixty"),
    ("Pavel was going on seventeen.", "Pavel", "age", "nearly seventeen"),
    ("He was in his mid-thirties.", "Pavel", "age", "mid-thirties"),
    ("She was fifty-something and cross.", "Ingrid", "age", "fifty-something"),
    ("On her thirtieth birthday Ingrid bought a boat.", "Ingrid", "age", "thirty"),
    ("It was Pavel's forty-first birthday.", "Pavel", "age", "forty-one"),
    ("Pavel had been alive for seventy-two years.", "Pavel", "age", "seventy-two"),
    ("At sixty-five Ingrid had taken up the oboe.", "Ingrid", "age", "sixty-five"),
    (
        '"How old are you?" asked Ingrid.\n\n"Twenty-eight," said Pavel.',
        "Pavel",
        "age",
        "twenty-eight",
    ),
    ("Pavel was the youngest of the crew.", "Pavel", "age", "youngest"),
    ("Ingrid was still a toddler then.", "Ingrid", "age", "toddler"),
    ("Pavel on the jetty, fifty years old, with his hat in his hands.", "Pavel", "age", "fifty"),
    ("She was probably seventy.", "Ingrid", "age", "seventy"),
    ("She is a hundred and four.", "Ingrid", "age", "a hundred and four"),
    ("He might have been thirty.", "Pavel", "age", "about thirty"),
    ("She'd be ninety now.", "Ingrid", "age", "about ninety"),
    ("That made Pavel fifty-three.", "Pavel", "age", "fifty-three"),
    ("Pavel and Ingrid were eighteen.", "Pavel", "age", "eighteen"),
    ("She looked good for eighty.", "Ingrid", "age", "eighty"),
    ("He can't have been older than fifteen.", "Pavel", "age", "about fifteen"),
    ("In all his forty years Pavel had never swum.", "Pavel", "age", "forty"),
    ("Pavel at nineteen was already bald.", "Pavel", "age", "nineteen"),
    ("Ingrid (sixty-six) went out.", "Ingrid", "age", "sixty-six"),
    ("Pavel was a middle-aged man.", "Pavel", "age", "middle-aged"),
    # hair
    ("Ingrid's hair was going white.", "Ingrid", "hair", "white"),
    ("Pavel had gone grey.", "Pavel", "hair", "grey"),
    ("Her hair came down to her waist.", "Ingrid", "hair", "to her waist"),
    ("There was silver in his beard.", "Pavel", "beard", "silver"),
    ("Ingrid had dyed her hair purple.", "Ingrid", "hair", "purple"),
    ("Pavel had let it grow. He wore his hair in a bun.", "Pavel", "hair", "bun"),
    ("One side of her head is shaved.", "Ingrid", "hair", "shaved"),
    ("Pavel was losing his hair.", "Pavel", "hair", "balding"),
    ("Pavel, with his shaved head, looked cold.", "Pavel", "hair", "shaved"),
    ("She pushed a brown curl behind her ear.", "Ingrid", "hair", "brown"),
    ("He is five foot nine with a beard that reaches his belt.", "Pavel", "beard", "beard"),
    # build, skin, teeth
    ("Pavel had wide shoulders.", "Pavel", "build", "wide shoulders"),
    ("Her thin arms were folded.", "Ingrid", "build", "thin arms"),
    ("Pavel was all elbows.", "Pavel", "build", "all elbows"),
    ("Ingrid had a gap between her front teeth.", "Ingrid", "teeth", "gap between her front teeth"),
    ("Ingrid had freckles.", "Ingrid", "skin", "freckles"),
    ("Pavel's face was brown.", "Pavel", "skin", "brown"),
    ("Pavel, enormous in his oilskins, sat down.", "Pavel", "build", "enormous"),
    ("Pavel came in from the jetty, a lanky man in oilskins.", "Pavel", "height", "lanky"),
    ("A stocky woman in oilskins, Ingrid never hurried.", "Ingrid", "build", "stocky"),
    ("Tall as she was, Ingrid hid.", "Ingrid", "height", "tall"),
    ("Pavel was the tallest in the boat.", "Pavel", "height", "tallest"),
    ("Pavel was heavily built.", "Pavel", "build", "heavily built"),
    ("Ingrid's arms were thick.", "Ingrid", "build", "thick arms"),
    ("She was a metre seventy.", "Ingrid", "height", "a metre seventy"),
    # trades
    ("Ingrid works at the cannery.", "Ingrid", "occupation", "works at the cannery"),
    ("Pavel ran the bookshop.", "Pavel", "occupation", "runs the bookshop"),
    ("Ingrid and Pavel were both welders.", "Pavel", "occupation", "welder"),
    ("Pavel was studying physics.", "Pavel", "occupation", "student of physics"),
    ("Ingrid was training to be a pilot.", "Ingrid", "occupation", "trainee pilot"),
    ("Ingrid was editor of the paper.", "Ingrid", "occupation", "editor of the paper"),
    ("The cook by the stove was Pavel.", "Pavel", "occupation", "cook"),
    ("Pavel was a retired welder.", "Pavel", "occupation", "welder"),
    ("Pavel, a sailor on leave, slept.", "Pavel", "occupation", "sailor"),
    (
        "He is a short man with a cough, a butcher in the old town.",
        "Pavel",
        "occupation",
        "butcher",
    ),
    ("Ingrid was a widow.", "Ingrid", "marital status", "widow"),
    ("Pavel spoke with a Welsh accent.", "Pavel", "accent", "welsh"),
    # wounds and marks
    ("Pavel had lost a thumb in the winch.", "Pavel", "injury", "lost thumb"),
    ("She was missing two teeth.", "Ingrid", "injury", "missing two teeth"),
    ("Behind his ear was a pale scar.", "Pavel", "scar", "ear"),
    ("His right ear was missing.", "Pavel", "injury", "missing right ear"),
    ("Ingrid had a wooden leg.", "Ingrid", "injury", "wooden leg"),
    ("Pavel had a black eye.", "Pavel", "injury", "black eye"),
    ("She was on crutches.", "Ingrid", "injury", "on crutches"),
    ("He'd been shot in the shoulder.", "Pavel", "injury", "shot in shoulder"),
    ("Ingrid had a scar from the fire.", "Ingrid", "scar", "scar"),
    ("The arrow had gone through his left arm.", "Pavel", "injury", "arrow left arm"),
    ("On her right wrist was a burn.", "Ingrid", "injury", "burn on right wrist"),
]


@pytest.mark.parametrize(("words", "who", "kind", "value"), FORMS)
def test_a_form_in_ordinary_words_is_read(words: str, who: str, kind: str, value: str) -> None:
    found = [(n, a.kind, a.value.lower()) for n, a in _read(words) if not a.negated]
    assert (who, kind, value) in found


NOTHING = [
    ("Ingrid was pushing sixty crates down the ramp.", "age"),
    ("Pavel was going on forty miles of bad road.", "age"),
    ("Ingrid gave the thirtieth birthday card away.", "age"),
    ("Pavel had lived there for twenty years.", "age"),
    ('"How old are you?" asked Ingrid.\n\n"Forty times older than this," said Pavel.', "age"),
    ("It might have been forty miles. Pavel sighed.", "age"),
    ("Pavel made Ingrid sixty pancakes.", "age"),
    ("If Ingrid had been forty she would have jumped. Pavel nodded.", "age"),
    ("Ingrid was a good kid at heart.", "age"),
    ("There were more than twelve gulls. Ingrid was not pleased.", "age"),
    ("It was the oldest boat. Pavel sighed.", "age"),
    ("Ingrid was losing the rope. Pavel had hair.", "hair"),
    ("Pavel dyed the net blue.", "hair"),
    ("Pavel had gone grey about the mouth.", "hair"),
    ("There was salt in her hair.", "hair"),
    ("Half of the boats were blue. Ingrid shook her head.", "hair"),
    ("Ingrid hugged the jar to her chest like a child.", "build"),
    ("Pavel was all for knees-ups.", "build"),
    ("There was a gap between the boats. Ingrid jumped.", "teeth"),
    ("Her hands were red. Pavel's were black with oil.", "skin"),
    ("Ingrid worked in silence. Pavel ran the tap.", "occupation"),
    ("Pavel sat at the head of the table.", "occupation"),
    ("Ingrid worked at the knot. Pavel ran down the street.", "occupation"),
    ("Pavel had studied the map. Ingrid had trained the telescope on it.", "occupation"),
    ("Pavel lost his hand of cards. Ingrid missed his eyes.", "injury"),
    ("The arrow had gone through the door. Pavel blinked.", "injury"),
    ("On the table was a cut loaf. Ingrid's wrist ached.", "injury"),
    ("Pavel had a strong accent. Ingrid laughed.", "accent"),
]


@pytest.mark.parametrize(("words", "kind"), NOTHING)
def test_what_is_no_such_form_is_left(words: str, kind: str) -> None:
    assert [a.value for _, a in _read(words) if a.kind == kind] == []


def _of(words: str, kind: str) -> set[str]:
    return {n for n, a in _read(words) if a.kind == kind}


def test_a_description_is_nobody_who_is_the_subject_of_its_sentence() -> None:
    words = "Ingrid turned from the wall and looked across the quay at the tall woman in amber."
    assert "Ingrid" not in _of(words, "height")


def test_a_person_who_is_pointed_at_is_described() -> None:
    words = 'It was an old man in a cap. The old man sat down. "Well," said the old man to Ingrid.'
    assert _of(words, "age") == {"the"}
