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
    ("In the doorway stood Nadia. Tiny; sixtyish; a cat on one arm.", "height", "tiny"),
    ("In the doorway stood Nadia. Tiny; sixtyish; a cat on one arm.", "age", "sixtyish"),
    (
        "Viktor's face filled the hatch. Thirty-five, unshaven, and he grinned.",
        "age",
        "thirty-five",
    ),
    ("Viktor's face filled the hatch. Thirty-five, unshaven, and he grinned.", "beard", "unshaven"),
    ("Viktor clung to the mast. Six foot two of him.", "height", "six foot two"),
    ("Nadia watched Viktor, a boy of sixteen in his father's boots.", "age", "sixteen"),
    ("In the shade of Viktor's nose, under the moustache, a crumb hung.", "beard", "moustache"),
    ('"I breed terriers," said Nadia.', "occupation", "terrier breeder"),
    ("Viktor was on the stairs in his porter's jacket.", "occupation", "porter"),
    ("Viktor came down the lane. Thirty years a gardener.", "occupation", "gardener"),
    ("Viktor came home with a split lip. Nadia sighed.", "injury", "split lip"),
    ("Nadia had a bruised knee. She limped.", "injury", "bruised knee"),
    ("Viktor, a man with a sprained wrist, sat down.", "injury", "sprained wrist"),
    ("Viktor had grazed his left elbow. Nadia washed it.", "injury", "grazed left elbow"),
    ("Nadia had a swollen ankle, and Viktor carried her.", "injury", "swollen ankle"),
    ("Viktor is six-two. Nadia is not.", "height", "six-two"),
    ("Viktor was five-ten, and Nadia looked down on him.", "height", "five-ten"),
    ("Nadia was five-eleven. Viktor sighed.", "height", "five-eleven"),
]


@pytest.mark.parametrize(("text", "kind", "value"), FORMS)
def test_a_form_is_read(text: str, kind: str, value: str) -> None:
    manuscript = from_text(f"{text} Then they went on.\n")
    story = build_story(manuscript, read_manuscript(manuscript))
    assert value in [a.value for a in story.attributes if a.kind == kind]


NOTHING = [
    ("Nadia had two years on Viktor.", "age"),
    ("At ten, Viktor locked the shop.", "age"),
    ("The score was six-two. Viktor laughed.", "height"),
    ("Viktor looked at his watch. It was five-ten.", "height"),
    ("Viktor was six-two up in the second set.", "height"),
    ("Viktor feared a broken nose. Nadia laughed.", "injury"),
    ("Nadia had no bruised knee. Viktor looked.", "injury"),
    ("Viktor drew a man. Nadia cut a split lip of bread.", "injury"),
    ("Nadia makes sandwiches. Viktor washes dishes.", "occupation"),
    ("Nadia sold the carpets. Viktor fixed her clocks.", "occupation"),
    ("Nadia looked at the list. Thirty, and he wanted more.", "height"),
    ("Viktor counted the sacks. Fifteen.", "age"),
    ("Viktor drew a line as a porter held the lamp.", "occupation"),
]


@pytest.mark.parametrize(("text", "kind"), NOTHING)
def test_what_only_looks_like_one_is_not(text: str, kind: str) -> None:
    manuscript = from_text(f"{text} Then they went on.\n")
    story = build_story(manuscript, read_manuscript(manuscript))
    assert [a.value for a in story.attributes if a.kind == kind] == []
