import pytest

from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two words.", 2),
        ("It was six o'clock — no, seven o’clock.", 7),
        ("A well-kept, half-read book", 4),
        ("“Wait—what?” she said…and left.", 6),
        ("* * *\n\nafter the break", 3),
    ],
)
def test_words_are_counted_as_a_person_would(text: str, words: int) -> None:
    assert WordCount(from_text(text)).total == words


def test_a_word_counts_where_it_begins() -> None:
    counted = WordCount(from_text("alpha beta gamma"))
    assert counted.within(Span(0, 7)) == 2
    assert counted.within(Span(7, 16)) == 1
