"""Who feels what, by words, faces, bodies and voices, read by the model of the package."""

from collections.abc import Callable

import pytest

from fabula.story.model import Story
from fabula.story.tables.stage import State

Read = Callable[[str], Story]


def feelings(story: Story) -> set[tuple[str, str | None]]:
    """Each feeling after the introduction: whose it is, and of which of the eight."""
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    begin = story.manuscript.text.index("\n\n")
    return {
        (names[s.character], s.emotion)
        for s in story.rows(State)
        if s.kind == "feeling" and s.span.start >= begin and s.character in names
    }


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        # what stirs it
        ("The thunder startled Marion.", ("Marion", "surprise")),
        ("His silence annoyed Marion.", ("Marion", "anger")),
        ("The dark road frightened Peter.", ("Peter", "fear")),
        ("The smell disgusted Peter.", ("Peter", "disgust")),
        ("Her letter delighted Peter.", ("Peter", "joy")),
        ("The delay made Marion angry.", ("Marion", "anger")),
        ("Her silence made Peter uneasy.", ("Peter", "fear")),
        # what is borne towards somebody
        ("Marion pitied the man.", ("Marion", "sadness")),
        ("Peter resented his uncle.", ("Peter", "anger")),
        ("Marion enjoyed the soup.", ("Marion", "joy")),
        ("Peter respected the doctor.", ("Peter", "trust")),
        ("Marion despised the mayor.", ("Marion", "disgust")),
        # in what it is done
        ("Marion wept with joy.", ("Marion", "joy")),
        ("Peter trembled with rage.", ("Peter", "anger")),
        ("Marion shook with fury.", ("Marion", "anger")),
        ("Peter's hands shook with anger.", ("Peter", "anger")),
        ("Marion spoke with real warmth.", ("Marion", "trust")),
        ("Peter answered miserably.", ("Peter", "sadness")),
        ("Marion laughed ecstatically.", ("Marion", "joy")),
        # where it shows
        ("There was horror in Peter's eyes.", ("Peter", "fear")),
        ("A look of delight came over Marion's face.", ("Marion", "joy")),
        ("Contempt crossed Peter's face.", ("Peter", "disgust")),
        ("There was sorrow in Marion's voice.", ("Marion", "sadness")),
        ("Marion heard the anger in Peter's voice.", ("Peter", "anger")),
        # bodies
        ("Peter went the colour of putty.", ("Peter", "fear")),
        ("Marion had gone pale.", ("Marion", "fear")),
        ("A blush crept up Peter's neck.", ("Peter", "disgust")),
        ("Red came up Marion's face.", ("Marion", "disgust")),
        ("Heat flooded Peter's cheeks.", ("Peter", "disgust")),
        ("Marion's knees gave way.", ("Marion", "fear")),
        ("Peter's legs buckled.", ("Peter", "fear")),
        ("Peter's eyes had filled.", ("Peter", "sadness")),
        ("Marion's voice began to shake.", ("Marion", "fear")),
        ("Peter was shaking.", ("Peter", "fear")),
        ("Marion clapped a hand over her mouth.", ("Marion", "surprise")),
        ("A laugh escaped Peter.", ("Peter", "joy")),
        ("A sob broke from Marion.", ("Marion", "sadness")),
        ("Marion was crying; she made no noise.", ("Marion", "sadness")),
        ("“What?!” said Peter.", ("Peter", "surprise")),
    ],
)
def test_who_feels_what(told: Read, words: str, wanted: tuple[str, str | None]) -> None:
    assert wanted in feelings(told(words))


@pytest.mark.parametrize(
    "words",
    [
        # not they, or not so
        "The thunder did not startle Marion.",
        "Nothing frightened Peter.",
        "The doctor relieved Peter of his coat.",
        "Marion tried to please Peter.",
        "If the soup disgusted Peter, he would go.",
        "The sight would have made Marion angry.",
        # it may be one or the other
        "Peter was sobbing or choking.",
        "Marion was laughing, or coughing.",
        # bodies that do something else
        "Peter shook the tree.",
        "Marion's chin went up.",
        "Peter's voice went on.",
        "The red curtain came up.",
        "Heat rose from Marion's plate.",
        "Marion put a spoon to her mouth.",
        "Peter's knees were green.",
        "Marion shook Peter's hand.",
        # words that name no feeling there
        "Peter sat in the warmth of the stove.",
        "The colour came back.",
        "A laugh came from the street.",
        "“What is that?” said Peter.",
        "Marion wrote about the horror of the war.",
    ],
)
def test_what_shows_no_feeling(told: Read, words: str) -> None:
    assert feelings(told(words)) == set()


@pytest.mark.parametrize(
    ("words", "not_theirs"),
    [
        ("Marion frightened Peter.", "Marion"),
        ("Peter made Marion angry.", "Peter"),
        ("Peter saw the fear in Marion's face.", "Peter"),
        ("Marion embarrassed Peter.", "Marion"),
        ("Peter watched the blush creep up Marion's neck.", "Peter"),
    ],
)
def test_whom_a_feeling_does_not_belong_to(told: Read, words: str, not_theirs: str) -> None:
    assert not_theirs not in {who for who, _ in feelings(told(words))}
