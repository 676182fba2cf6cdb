"""Pronouns, verbs without an object and ends of speech, as a draft has them, read by the model.

Each kind with slips in several wordings, and with what is right and looks like one.
"""

import pytest

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.runner import run_checks
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story

CALM = "The rain had stopped by noon, and the street was empty again.\n\n"


def found(text: str, *checks: str) -> list[str]:
    """The words that the checks mark in a text after a calm paragraph."""
    manuscript = from_text(CALM + text)
    story = build_story(manuscript, read_manuscript(manuscript))
    findings: tuple[Finding, ...] = run_checks(story)
    return [f.span.text(manuscript.text) for f in findings if f.check in checks]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The porter, whom had never liked dogs, shut the gate.", "whom"),
        ("There was a nurse whom evidently knew the way.", "whom"),
        ("She hired two gardeners which were always late.", "which"),
        ("Her and me went down to the boats before breakfast.", "Her"),
        ("My sister and me walked home along the canal.", "me"),
        ("Petra and him carried the piano up the stairs.", "him"),
    ],
)
def test_a_pronoun_in_the_wrong_case_is_marked(text: str, word: str) -> None:
    assert word in found(text, "pronoun-case")


@pytest.mark.parametrize(
    "text",
    [
        "The porter, whom nobody had ever liked, shut the gate.",
        "She asked to whom the letter had been sent.",
        "She hired two lorries which were always late.",
        "The dog saw her and me, and it came running.",
        "Between him and me nothing more was said.",
        "Let him and me carry the piano up the stairs.",
        "She and I went down to the boats before breakfast.",
    ],
)
def test_a_pronoun_in_its_case_is_not(text: str) -> None:
    assert found(text, "pronoun-case") == []


@pytest.mark.parametrize(
    "text",
    [
        "He was a painter who's pictures were sold in Vienna.",
        "She thanked the farmer who's cart had brought them.",
    ],
)
def test_an_owner_is_not_who_is(text: str) -> None:
    assert "who's" in found(text, "wrong-word", "possessive")


def test_who_is_late_is_no_owner() -> None:
    assert found("The man who's late is my uncle, and who's coming with him?", "wrong-word") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She had stole the ring from her own mother.", "stole"),
        ("By then the ice had broke, and nobody crossed.", "broke"),
        ("He had laid on the sofa since lunch.", "laid"),
        ("Marta had laid awake for most of the night.", "laid"),
        ("He came in, took off his cap, and set down by the stove.", "set"),
        ("The children were laying on the grass behind the barn.", "laying"),
        ("I wanted to lay down until my head was clear.", "lay"),
    ],
)
def test_a_verb_in_the_wrong_form_is_marked(text: str, word: str) -> None:
    assert word in found(text, "verb-form", "wrong-word")


@pytest.mark.parametrize(
    "text",
    [
        "She had laid the ring on the table, and the table was laid for six.",
        "The old man laid down his pen, and she had laid down her spoon.",
        "Mary laid down the law to them and set down two cups.",
        "The cloth laid on the altar was older than the church.",
        "The plane set down on the ice, and they set off at once.",
        "She set down the lamp and lay down beside it.",
        "The hens had laid well all summer.",
        "He set to work, and the sun set behind the hills.",
    ],
)
def test_a_verb_with_its_object_is_not(text: str) -> None:
    assert found(text, "verb-form") == []


BRITISH = (
    "'You came back,' said Ines.\n\n'{}'\n\n'Nobody asked you to wait.'\n\n"
    "'I waited all the same.'\n\nShe shut the door behind him."
)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("I am older then you are.", "then"),
        ("They left there coats in the hall.", "there"),
        ("I would rather stay hear.", "hear"),
    ],
)
def test_speech_in_single_marks_is_no_verse(slip: str, word: str) -> None:
    assert word in found(BRITISH.format(slip), "wrong-word")


def test_the_last_paragraph_wants_its_stop() -> None:
    story = "Ana locked the shop. She put the keys under the stone and went down to the river"
    assert "river" in found(story, "punctuation")
    assert found("Ana locked the shop and went home.\n\nThe End", "punctuation") == []


def test_a_speech_left_open_is_closed_before_its_tag() -> None:
    text = '"It was never yours, the old man said, and turned away. "Go home, boy."\n\nHe went.'
    assert "yours," in found(text, "dialogue-punctuation")


@pytest.mark.parametrize(
    "text",
    [
        "‘No boys’ coats in the hall,’ said Miss Adler. ‘No girls’ shoes on the stairs.’",
        "‘’Im?’ said Dan. ‘’Im and ’is dog went off at noon.’",
    ],
)
def test_an_apostrophe_is_no_end_of_speech(text: str) -> None:
    assert found(text, "vocative-comma", "possessive") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("My mother and my aunt was waiting in the car.", "was"),
        ("The captain and the cook is asleep below.", "is"),
        ("Her dog and her parrot has the run of the house.", "has"),
        ("One of the lamps were still burning in the hall.", "were"),
        ("One of the girls have lost her shoe.", "have"),
    ],
)
def test_two_are_many_and_one_of_many_is_one(text: str, word: str) -> None:
    assert word in found(text, "agreement")


@pytest.mark.parametrize(
    "text",
    [
        "Bread and butter was all that they had.",
        "My friend and neighbour was waiting in the car.",
        "The captain or the cook was asleep below.",
        "One or two of the lamps were still burning in the hall.",
        "She is one of the girls who have lost a shoe.",
        "The horse and cart was waiting by the gate.",
        "An old man in spectacles and a hairy cap was carrying the lamp.",
    ],
)
def test_one_notion_is_one(text: str) -> None:
    assert found(text, "agreement") == []
