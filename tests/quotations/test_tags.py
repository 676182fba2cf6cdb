"""Dialogue tags: one type, whether found by words, by those mentioned, or to the letter."""

import re

import pytest

from fabula.quotations.tag_grammar import (
    action_after,
    adverb_after,
    is_said_by,
    is_tag_alone,
    report_after,
    tag_after,
    tag_before,
    tags_within,
    worded_after,
)
from fabula.quotations.tags import Tag, find_tag, first_words
from fabula.quotations.tags_among import tag_after_among, tag_before_among

Rows = list[tuple[int, int, int]]


def parts(text: str, tag: Tag | None) -> tuple[str, str] | None:
    """The verb and the words of the subject."""
    if tag is None:
        return None
    return text[slice(*tag.verb)], text[slice(*tag.speaker)].strip()


def names(text: str, low: int, high: int) -> Rows:
    """The words with a capital, and pronouns, as mentions numbered from 0."""
    found = re.finditer(r"\b(?:[A-Z]\w+|he|she)\b", text)
    rows = [(m.start(), m.end(), number) for number, m in enumerate(found)]
    return [row for row in rows if low <= row[0] < high]


@pytest.mark.parametrize(
    ("narration", "verb", "speaker"),
    [
        (" said Ruth.", "said", "Ruth"),
        (" the old miller grunted, and left.", "grunted", "the old miller"),
        (" she whispered.", "whispered", "she"),
    ],
)
def test_a_tag_after_a_speech(narration: str, verb: str, speaker: str) -> None:
    found = find_tag(narration, 0, len(narration), side="after")
    assert found is not None
    assert (narration[slice(*found.verb)], found.place) == (verb, "after")
    assert narration[slice(*found.speaker)].strip(" .").startswith(speaker)
    assert found.is_inverted == (verb == "said")


@pytest.mark.parametrize("narration", [" The rain fell.", ". Said Ruth.", " said.", ""])
def test_no_tag(narration: str) -> None:
    assert find_tag(narration, 0, len(narration), side="after") is None


def test_a_tag_before_a_speech() -> None:
    text = "It was late. The miller rose and said, "
    found = find_tag(text, 0, len(text), side="before")
    assert found is not None
    assert text[found.start :].startswith("The miller")
    assert find_tag("The miller rose. ", 0, 17, side="before") is None


def test_the_first_words_tell_two_speakers_apart() -> None:
    for text, words in ((" said Ruth Hale.", ("ruth hale", True)), (" he said", ("he", False))):
        found = find_tag(text, 0, len(text), side="after")
        assert found is not None
        assert first_words(text, found) == words


def test_among_those_mentioned_one_is_the_subject() -> None:
    text = " said Ruth, and Noah nodded."

    def mentioned(low: int, high: int) -> Rows:
        return names(text, low, high)

    found = tag_after_among(text, 0, len(text), mentioned, place="after", lead=",")
    assert found is not None
    assert (found.mention, found.sure, parts(text, found)) == (0, 1.0, ("said", "Ruth"))
    assert text[found.start : found.end] == "said Ruth"


def test_after_a_comma_any_clause_is_a_tag_and_less_sure() -> None:
    text = " Ruth climbed down. "

    def mentioned(low: int, high: int) -> Rows:
        return names(text, low, high)

    found = tag_after_among(text, 0, len(text), mentioned, place="after", lead=",")
    assert found is not None
    assert not found.has_verb
    assert found.sure < 1
    assert tag_after_among(text, 0, len(text), mentioned, place="after", lead=".") is None


def test_whose_voice_it_is_not_whose_mother() -> None:
    for text, mention in (("Ruth's mother turned to Noah and said, ", 1), ("Ruth said, ", 0)):

        def mentioned(low: int, high: int, text: str = text) -> Rows:
            return names(text, low, high)

        found = tag_before_among(text, 0, len(text), mentioned, place="before")
        assert found is not None
        assert found.has_verb
        assert found.mention in (mention, 0)


def test_to_the_letter_a_tag_takes_the_speech_for_its_object() -> None:
    text = "he said. He left."
    tag = tag_after(text, 0, len(text))
    assert parts(text, tag) == ("said", "he")
    assert tag is not None
    assert tag.sure == 1
    laughed = "she laughed."
    assert tag_after(laughed, 0, len(laughed)) is None
    assert parts(laughed, report_after(laughed, 0, len(laughed))) == ("laughed", "she")
    opened = "She opened the door."
    assert tag_after(opened, 0, len(opened)) is None
    assert parts(opened, action_after(opened, 0, len(opened))) == ("opened", "She")


@pytest.mark.parametrize(
    ("text", "large"), [("Said Ruth.", True), ("The boy said.", True), ("Ruth said.", False)]
)
def test_a_capital_that_no_name_accounts_for(text: str, large: bool) -> None:
    tag = tag_after(text, 0, len(text))
    assert tag is not None
    assert tag.opens_large(text) == large


def test_how_it_is_said() -> None:
    for text, shown in (("she said coldly.", "coldly"), ("said Ruth coldly.", "coldly")):
        qualified = adverb_after(text, 0, len(text))
        assert qualified is not None
        assert text[slice(*qualified[1])] == shown
    assert adverb_after("she said.", 0, 9) is None
    smirked = "the clerk smirked."
    assert parts(smirked, worded_after(smirked, 0, len(smirked))) == ("smirked", "the clerk")


def test_what_leads_up_to_a_speech() -> None:
    text = "It was late. Then Ruth said"
    tag = tag_before(text, 0, len(text))
    assert parts(text, tag) == ("said", "Ruth")
    bare = "with a groan, was what was said"
    found = tag_before(bare, 0, len(bare))
    assert found is not None
    assert not found.has_speaker
    assert tag_before("Ruth rose", 0, 9) is None
    assert is_tag_alone("She said.")
    assert not is_tag_alone("She said it.")


def test_tags_inside_a_speech_without_marks() -> None:
    text = "-- Come in, said the miller. It is late, Ruth answered, and cold."
    assert [parts(text, tag) for tag in tags_within(text, 2, len(text))] == [
        ("said", "the miller"),
        ("answered", "Ruth"),
    ]


def test_a_verb_of_saying_right_before_its_subject() -> None:
    assert is_said_by('"No," said old ')
    assert not is_said_by("walked beside ")
