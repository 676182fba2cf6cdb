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
    # hair
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
    ("It was the oldest boat. Pavel sighed.", "age"),
    ("Ingrid was losing the rope. Pavel had hair.", "hair"),
    ("Pavel dyed the net blue.", "hair"),
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
