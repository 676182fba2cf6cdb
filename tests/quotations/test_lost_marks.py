"""Talk told inside a speech whose single marks are lost: found there, and nowhere else."""

import time

import pytest

from fabula.manuscript.load import from_text
from fabula.quotations.finder import find_quotations
from fabula.quotations.lost_marks import find_loss
from fabula.quotations.table import own_words

# Enough of such a text that it shows what it has lost.
PARTED = "It s late, he thought, and I don t know the road. They ll wait, if she s there.\n\n" * 4
UNOPENED = '"I said,  It is late.\' And she went."\n\n' * 6
QUERIED = '"I said, ?It is late.\' And she went."\n\n' * 12


def own(text: str, after: str = PARTED) -> list[str]:
    """The speaker's own words in the speeches of a text, which others make it clear to be damaged."""
    text = f"{text}\n\n{after}"
    table = find_quotations(from_text(text))
    rows = zip(table.speech.tolist(), own_words(text, table), strict=True)
    end = len(text) - len(after)
    return [text[s:e].strip('" ') for said, spans in rows if said for s, e in spans if e < end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '"I went in.  Who s there?  said a voice.  Nobody,  said I.  That s odd.  So I left."',
            ["I went in.", "said a voice.", "said I.", "So I left."],
        ),
        ('" It s late,  said he,  and I m tired. "', ["said he,"]),
        ('"He came back.  Take the lamp.  And I took it."', ["He came back.", "And I took it."]),
        ('"She rose.  Not yet,  she said,  not while it rains.  She sat down."', None),
    ],
)
def test_talk_is_cut_from_the_speech_that_tells_it(text: str, words: list[str] | None) -> None:
    assert own(text) == (words or ["She rose.", "she said,", "She sat down."])


@pytest.mark.parametrize(
    "speech",
    [
        "They call it  the shed,  you know.",
        "I was readin  and smokin  all day.",
        "Give  em the boat, and  tis done.",
        "He wrote  The Lamp and the Sea,  long ago.",
        "She told me that it was  no use  to wait.",
    ],
    ids=["words", "clipped", "elided", "title", "reported"],
)
def test_words_clipped_named_or_reported_stay_in_the_speech(speech: str) -> None:
    assert own(f'"{speech}"') == [speech]


def test_closing_marks_may_have_survived_the_opening_ones() -> None:
    text = "\"He turned.  Come in,' said I.  It is cold.' And he came.\""
    assert own(text, UNOPENED) == ["He turned.", "said I.", "And he came."]


def test_question_marks_may_stand_for_marks() -> None:
    text = "\"He turned. ?Come in,' said I. ?It is cold.' Why? He came.\""
    assert own(text, QUERIED) == ["He turned.", "said I.", "Why? He came."]


def test_every_byte_of_a_mark_may_have_left_a_blank() -> None:
    text = '"He turned.    Come in,    said I   you ll see   and he came."'
    assert own(text, PARTED.replace(", ", "   ")) == [
        "He turned.",
        "said I   you ll see   and he came.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\"I said, 'It's late,' and she went.\"\n\n" * 20,
        "“I said, ‘It’s late,’ and she went.”\n\n" * 20,
        '"He came back.  Two blanks.  It is a habit."\n\n' * 20,
        "'I'm goin', an' that's that,' he said.\n\n" * 20,
        '"Really?" she asked. "Why?" And so on.\n\n' * 20,
    ],
    ids=["straight", "curly", "blanks", "single", "questions"],
)
def test_nothing_is_lost_from_a_sound_text(text: str) -> None:
    assert find_loss(text) is None
    table = find_quotations(from_text(text))
    assert not table.lost.any()
    assert [len(spans) for spans in own_words(text, table)] == [1] * len(table)


def test_one_huge_speech_is_read_in_linear_time() -> None:
    def seconds(copies: int) -> float:
        book = from_text(PARTED + '"' + "He rose.  Not yet,  said I.  Why?  And  em all. " * copies)
        begin = time.process_time()
        table = find_quotations(book)
        own_words(book.text, table)
        return time.process_time() - begin

    seconds(20)
    assert seconds(3000) < 50 * max(seconds(300), 0.005)
