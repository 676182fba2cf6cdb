"""Where the story stands: whose speech, which day, who is there; asked of the story itself."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import handmade
from fabula.language.compose import compose
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.model import Character, Event, Quote, Story
from fabula.story.stage.appearances import Appearances
from fabula.story.stage.tense import told_around
from handmade import HARROW, MARA, NELL, find
from mention_tables import linked


def spoken(text: str) -> Story:
    """A story in which every pair of double marks holds a speech, each of somebody else."""
    bare = bare_story(from_text(text))
    quotes: list[Quote] = []
    at = text.find('"')
    while at >= 0:
        end = text.index('"', at + 1) + 1
        quotes.append(Quote(Span(at, end), len(quotes), len(quotes), (), None, "implicit", 0.9))
        at = text.find('"', end)
    return replace(bare, quotes=tuple(quotes))


def test_whose_speech_a_place_lies_in() -> None:
    story = handmade.story()
    back = story.speech.at(find("came back").start)
    assert back is not None
    assert back.speaker == NELL
    assert story.speech.around(find("You came back")) == back
    assert story.speech.around(Span(find("back.").start, find("said").end)) is None
    assert story.speech.at(find("Harrow").start) is None


def test_quoted_words_are_neither_speech_nor_narration() -> None:
    story = handmade.story()
    loud, harrow, came = (find(words).start for words in ('loud"', "Harrow", "came"))
    assert story.speech.at(loud) is None
    assert story.quotations.is_quoted(loud)
    assert story.speech.is_told(np.array([loud, harrow, came])).tolist() == [False, True, False]


WORDS = st.lists(st.sampled_from(["rain ", 'she said, "Go." ', '"No," ', "he fell. "]), max_size=9)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, st.data())
def test_one_offset_and_a_whole_array_are_told_the_same(
    words: list[str], data: st.DataObject
) -> None:
    story = spoken("".join(["Once ", *words]))
    length = len(story.manuscript.text)
    offsets = np.array(data.draw(st.lists(st.integers(0, length), max_size=9)), dtype=np.int32)
    speech = story.speech
    said = [None if n < 0 else story.quotes[n] for n in speech.all_at(offsets).tolist()]
    assert said == [speech.at(offset) for offset in offsets.tolist()]
    assert said == [
        next((q for q in story.quotes if q.span.start <= o < q.span.end), None)
        for o in offsets.tolist()
    ]
    rows = [story.quotations.at(offset) for offset in offsets.tolist()]
    assert story.quotations.rows_at(offsets).tolist() == [-1 if r is None else r for r in rows]


def test_narration_between_two_places_leaves_the_speeches_out() -> None:
    story = spoken('Anna rose. "Stay," said Tom. "No." She left.')
    text = story.manuscript.text
    told = story.speech.narration(text.index("rose"), text.index(" left"))
    assert told.split() == ["rose.", "said", "Tom.", "She"]
    assert [q.turn for q in story.speech.begun_within(text.index("said"), len(text))] == [1]


def test_who_is_in_each_scene() -> None:
    story = handmade.story()
    assert story.presence.in_scene == ((MARA, NELL), (HARROW,), (NELL,))


def test_where_nobody_acts_those_mentioned_are_there() -> None:
    still = replace(handmade.story(), quotes=(), events=())
    assert still.presence.in_scene[0] == (NELL, MARA)
    assert still.presence.in_scene[1] == (HARROW,)


def test_who_is_named_between_two_places() -> None:
    presence = handmade.story().presence
    names = presence.named_between(find("You came").start, find("CHAPTER TWO").start)
    assert [who for _, who in names] == [NELL, MARA, HARROW]
    assert presence.is_named_in(HARROW, Span(*names[-1:][0][:1], find("counted").end))
    assert not presence.is_named_in(HARROW, find("Mara", 2))


@given(
    st.lists(st.integers(0, 60), max_size=12).map(sorted),
    st.integers(0, 60),
    st.integers(0, 40),
    st.integers(1, 4),
)
def test_who_comes_up_near_a_place(starts: list[int], offset: int, reach: int, most: int) -> None:
    there = Appearances(starts, list(range(len(starts))))
    near = [n for n, start in enumerate(starts) if offset - reach <= start < offset]
    assert list(there.before(offset, reach, most)) == near[-most:]
    near = [n for n, start in enumerate(starts) if offset <= start < offset + reach]
    assert list(there.after(offset, reach, most)) == near[:most]
    assert list(there.between(offset, offset + reach)) == near


def test_what_happens_in_speech_does_not_happen_now() -> None:
    story = handmade.story()
    happening = [event.lemma for event in story.presence.happening]
    assert happening == ["shut", "watch", "count"]
    between = story.presence.happening_between(find("shut").start, find("counted").start)
    assert [event.lemma for event in between] == ["watch"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("It was Monday. The next morning, Wednesday, Anna left.", [1]),
        ("It was Monday. Some days later, on Friday, Anna left.", []),
        ("It was Monday. Three days later, on Thursday, Anna left.", [3]),
        ('It was Monday. "The next day, Friday, I leave," she said.', [1]),
        ("It was Monday and it rained. Anna read. It was Friday.", [0]),
        ("It was Monday. A week later it was Friday.", [0]),
        ('It was Monday. "Tomorrow is Friday," he said.', [1]),
        ('It was Monday. She slept.\n\n***\n\n"Tomorrow is Friday," he said.', []),
    ],
)
def test_the_day_that_must_be(text: str, due: list[int]) -> None:
    assert [day.due for day in spoken(text).days.told] == due


def test_the_tense_of_each_scene() -> None:
    words = "Anna NNP 2 nsubj Entity=(PER-name)\n{} {} 0 root lemma=walk Event=Yes\n. .\n\n"
    manuscript, reading = compose(words.format("walked", "VBD") * 5 + words.format("walks", "VBZ"))
    story = bare_story(manuscript).with_tables(
        reading=reading, characters=(Character(1, "Anna"),), mentions=linked(reading, [1] * 6)
    )
    assert story.narration.tenses == ("past",)
    assert [verb.tense for verb in story.narration.telling[0]] == ["past"] * 5 + ["pres"]
    few = compose(words.format("walked", "VBD") * 3)
    short = bare_story(few[0]).with_tables(
        reading=few[1], characters=(Character(1, "Anna"),), mentions=linked(few[1], [1] * 3)
    )
    assert short.narration.tenses == ("",)


def test_the_tense_around_a_word_is_that_of_the_narration_alone() -> None:
    line = "Anna NNP 2 nsubj\n{} {} 0 root\n. .\n\n"
    _, reading = compose(line.format("ran", "VBD") * 3 + line.format("runs", "VBZ") * 3)
    told = np.ones(len(reading.tokens), dtype=np.bool_)
    assert told_around(reading, told, [0]) == {0: ""}
    told[10:] = False
    assert told_around(reading, told, [0, 10]) == {0: "past", 10: "past"}
    assert told_around(reading, ~told, [0]) == {0: "present"}


def test_what_is_derived_goes_with_the_tables_it_is_made_of() -> None:
    story = handmade.story()
    speech, presence, days = story.speech, story.presence, story.days
    later = story.with_tables(events=(Event(find("counted"), "count", HARROW, None),))
    assert (later.speech, later.days) == (speech, days)
    assert later.presence is not presence
    assert later.presence.in_scene[0] == (NELL, MARA)
    silent = story.with_tables(quotes=())
    assert silent.speech.at(find("came back").start) is None
    assert silent.quotations is story.quotations
