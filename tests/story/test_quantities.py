"""Words that only say how many mean nobody of the story."""

import pytest

from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.story.build import build_story


def people_of(text: str) -> list[str]:
    manuscript = from_text(text)
    story = build_story(manuscript, read_manuscript(manuscript, corrections=False))
    mentions = story.mentions
    return [text[s:e] for s, e in zip(mentions.start.tolist(), mentions.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    "word", ["Nobody", "No one", "Everyone", "Everybody else", "Anyone", "People"]
)
def test_a_quantity_is_no_mention(word: str) -> None:
    found = people_of(f"{word} laughed at the joke. Martha put down her glass and left.")
    assert word not in found
    assert {"Martha", "her"} <= set(found)


@pytest.mark.parametrize("words", ["Somebody", "A man", "The people of the village"])
def test_whoever_is_meant_stays(words: str) -> None:
    assert words in people_of(f"{words} laughed at the joke. Martha put down her glass and left.")
