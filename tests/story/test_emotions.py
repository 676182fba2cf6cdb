"""Words of emotion wherever they stand, and whose they are, read by the model of the package."""

from collections.abc import Callable

import pytest

from fabula.manuscript.load import from_text
from fabula.story.bare import bare_story
from fabula.story.model import Story
from fabula.story.tables.emotions import EmotionWord

Read = Callable[[str], Story]


def found(story: Story) -> set[tuple[str, str, str | None]]:
    """Each word of emotion after the introduction, its emotion, and who feels it."""
    names: dict[int | None, str] = {c.id: c.name.split()[0] for c in story.characters}
    text = story.manuscript.text
    return {
        (row.span.text(text).lower(), row.emotion, names.get(row.entity))
        for row in story.rows(EmotionWord)
        if row.span.start >= text.index("\n\n")
    }


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Marion had never been happy.", ("happy", "joy", "Marion")),
        ("“I was so frightened,” said Peter.", ("frightened", "fear", "Peter")),
        ("“You hate her,” Marion told Peter.", ("hate", "disgust", "Peter")),
        ("Marion knew that Peter loved her.", ("loved", "trust", "Peter")),
        ("The horrible noise went on.", ("horrible", "fear", None)),
        ("Suddenly the lamp went out.", ("suddenly", "surprise", None)),
        ("Peter would have been ashamed.", ("ashamed", "disgust", "Peter")),
        ("Marion's anger was gone.", ("anger", "anger", "Marion")),
        ("If the storm scared Peter, he hid it.", ("scared", "fear", "Peter")),
    ],
)
def test_words_of_emotion(told: Read, words: str, wanted: tuple[str, str, str | None]) -> None:
    assert wanted in found(told(words))


@pytest.mark.parametrize(
    "words",
    [
        "Marion sat down at the table.",
        "Peter bought a loaf and a pound of tea.",
        "“The train leaves at nine,” said Marion.",
        "The house had seven windows.",
        "Peter walked along the quay.",
    ],
)
def test_no_words_of_emotion(told: Read, words: str) -> None:
    assert found(told(words)) == set()


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Marion was afraid.", "now"),
        ("Marion was not afraid.", "imagined"),
        ("Peter had been afraid.", "before"),
        ("Peter would laugh every morning.", "habit"),
        ("Peter will be angry.", "after"),
    ],
)
def test_how_an_emotion_lies_in_story_time(told: Read, words: str, when: str) -> None:
    (row,) = [r for r in told(words).rows(EmotionWord) if r.span.start > 60]
    assert row.when == when


def test_a_text_that_nobody_has_read_has_none() -> None:
    assert list(bare_story(from_text("Marion was afraid.")).rows(EmotionWord)) == []
