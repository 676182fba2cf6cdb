"""How sure a reading is: figures, and words of warning where a book is of a kind read wrongly."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

import handmade
from fabula.language.compose import compose
from fabula.language.reading import MentionKind
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Metadata
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.model import Character, MentionTable, Quote, Story
from fabula.story.tables.trust import Trust
from mention_tables import linked


def trust_of(story: Story) -> Trust:
    (row,) = story.rows(Trust)
    return row


def told(words: Sequence[tuple[str, int]], *people: Character, sure: float = 1.0) -> Story:
    """A story of these words in a row, each a mention of somebody."""
    text = " ".join(word for word, _ in words) + " stood."
    rows, at = [], 0
    for word, who in words:
        kind = MentionKind.NAME if word[0].isupper() and word != "I" else MentionKind.PRONOUN
        rows.append((Span(at, at + len(word)), 0, int(kind), who))
        at += len(word) + 1
    table: MentionTable = handmade.mentions(rows)
    table = replace(table, score=np.full(len(rows), sure, dtype=np.float16))
    return replace(bare_story(from_text(text)), characters=people, mentions=table)


def test_the_figures_of_a_short_story() -> None:
    row = trust_of(handmade.story())
    assert (row.links, row.unsure, row.unknown_speakers) == (1.0, 0.0, 0.0)
    assert row.speakers == pytest.approx((3 * 0.99 + 4 * 0.7) / 7, abs=1e-3)
    assert (row.largest, row.largest_character) == (0.5, handmade.NELL)
    assert (row.narrator, row.narrator_by, row.warnings) == (None, "nobody", "")


def test_a_story_of_nobody_has_figures_too() -> None:
    row = trust_of(bare_story(from_text("It rained.")))
    assert (row.largest, row.largest_character, row.warnings) == (0.0, None, "")


def test_one_who_is_everybody() -> None:
    words = [("Ann", 1), ("she", 1)] * 40 + [("Tom", 2)] * 20
    row = trust_of(told(words, Character(1, "Ann", (), "she/her"), Character(2, "Tom")))
    assert row.largest == 0.8
    assert "80% of all mentions of people are taken for Ann" in row.warnings


def test_a_narrator_whom_the_narration_calls_he() -> None:
    ellen = Character(1, "Ellen", (), "he/him", narrator=True)
    words = [("I", 1), ("he", 1), ("him", 1)] * 30 + [("Ellen", 1)] * 12
    row = trust_of(told(words, ellen, Character(2, "Tom")))
    assert (row.narrator, row.narrator_by) == (1, "name")
    strange, gender = row.warnings.splitlines()
    assert strange.startswith("Ellen tells the story, yet 71% of what means them there is no “I”")
    assert gender.startswith("Ellen has the pronouns he/him (102 mentions)")


def test_a_narrator_without_a_name_or_with_a_guessed_one() -> None:
    nameless = Character(1, "the narrator", (), None, narrator=True)
    row = trust_of(told([("I", 1)] * 60, nameless))
    assert (row.narrator_by, row.warnings.split(";")[0]) == (
        "I", "the narrator has no name that anybody says",
    )  # fmt: skip
    guessed = Character(1, "Hullo", (), None, narrator=True)
    assert (
        "rests on 2 mentions by that name"
        in trust_of(told([("I", 1)] * 60 + [("Hullo", 1)] * 2, guessed)).warnings
    )


def test_a_narrator_whom_nobody_found() -> None:
    row = trust_of(told([("I", 1), ("she", 2)] * 40, Character(1, "X"), Character(2, "Ann")))
    assert row.first_person == 0.5
    assert "nobody was found who tells it" in row.warnings


def test_doubtful_links_and_speakers() -> None:
    people = (Character(1, "Ann"), Character(2, "Tom"))
    row = trust_of(told([("she", 1), ("he", 2)] * 30, *people, sure=0.25))
    assert (row.links, row.unsure) == (0.25, 1.0)
    assert "less likely than not for 100%" in row.warnings
    text = "“" + "word " * 50 + "”"
    quote = Quote(Span(0, len(text)), 0, None, (), None, "implicit", 0.3)
    silent = replace(bare_story(from_text(text)), quotes=[quote])
    assert "100% of the words spoken have no known speaker" in trust_of(silent).warnings
    guessed = replace(silent, characters=people, quotes=[replace(quote, speaker=1)])
    assert "who speaks is guessed: 30% sure" in trust_of(guessed).warnings


def test_a_book_without_speech_or_of_another_language() -> None:
    assert "no speech was found" in trust_of(bare_story(from_text("word " * 5000))).warnings
    german = replace(from_text("Es war einmal."), metadata=Metadata(language="de"))
    assert "given as de" in trust_of(bare_story(german)).warnings


def test_composed_words_have_their_confidence() -> None:
    manuscript, reading = compose("Ada NNP 2 nsubj Entity=(PER-name)\nwept VBD 0 root\n")
    story = Story(
        manuscript, reading, (Character(0, "Ada"),), (), linked(reading, (0,)), (), (), (), ()
    )
    assert trust_of(story).largest == 1.0
