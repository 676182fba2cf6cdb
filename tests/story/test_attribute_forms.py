"""Attributes in the forms in which people write them, read by the model."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

FORMS = [
    ("Nadia was the school's librarian. She counted the books.", "occupation", "librarian"),
    ("Viktor, the village blacksmith, shut the gate.", "occupation", "blacksmith"),
    ("Viktor worked nights as a porter at the hospital.", "occupation", "porter"),
    ("Viktor got a job as a waiter. He hated it.", "occupation", "waiter"),
    ("Viktor, a forty-year-old electrician, smiled at her.", "occupation", "electrician"),
    ("Viktor, a forty-year-old electrician, smiled at her.", "age", "forty"),
    ("Nadia, forty-three and tired of it, signed the form.", "age", "forty-three"),
    ("At seventeen, Viktor left home.", "age", "seventeen"),
    ("Nadia, at thirty, had never seen the sea.", "age", "thirty"),
    ("Nadia looked about fifty. She smiled.", "age", "about fifty"),
    ("Nadia had turned twenty-nine the week before.", "age", "twenty-nine"),
    ("Viktor, eighty if he was a day, climbed the fence.", "age", "eighty"),
    ("Nadia, a stocky woman with cropped red hair, opened the door.", "build", "stocky"),
    ("Nadia, a stocky woman with cropped red hair, opened the door.", "hair", "cropped red"),
    ("Nadia was a redhead. Viktor was not.", "hair", "red"),
    ("His big wet-looking beard moved. Viktor smiled.", "beard", "beard"),
    ("Viktor walked with a limp.", "limp", "limp"),
    ("Nadia wore thick glasses. She squinted.", "clothing", "glasses"),
    ("Viktor had his arm in a sling. It was the left one.", "injury", "sling arm"),
    ("Viktor was blind in one eye. Nadia led him.", "injury", "blind"),
    ("Viktor had twin sisters. They were awful.", "sisters", "2"),
    ("Nadia had one older brother and one younger.", "brothers", "2"),
]


@pytest.mark.parametrize(("text", "kind", "value"), FORMS)
def test_a_form_is_read(text: str, kind: str, value: str) -> None:
    manuscript = from_text(f"{text} Then they went on.\n")
    story = build_story(manuscript, read_manuscript(manuscript))
    assert value in [a.value for a in story.attributes if a.kind == kind]


NOTHING = [
    ("Nadia had two years on Viktor.", "age"),
    ("At ten, Viktor locked the shop.", "age"),
    ("Viktor drew a line as a porter held the lamp.", "occupation"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING)
def test_what_only_looks_like_one_is_not(text: str, kind: str) -> None:
    manuscript = from_text(f"{text} Then they went on.\n")
    story = build_story(manuscript, read_manuscript(manuscript))
    assert [a.value for a in story.attributes if a.kind == kind] == []
