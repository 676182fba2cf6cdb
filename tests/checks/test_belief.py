"""What is believed to be a slip, and what is left alone: short forms, other tongues, broken words."""

import pytest

from fabula.checks.spelling.belief import belief, is_broken_off
from fabula.checks.spelling.lexicon import lexicon
from fabula.checks.spelling.manner import is_of_older_manner
from fabula.checks.spelling.slips import is_stretched
from fabula.manuscript.load import from_text


@pytest.mark.parametrize(
    "form", ["freind", "goverment", "tomorow", "wierd", "corridoor", "whispred"]
)
def test_a_plain_slip_is_sure(form: str) -> None:
    assert belief(form, lexicon().suggest(form)) == "sure"


@pytest.mark.parametrize("form", ["tarn", "hinky", "operundi", "zirs", "mone", "tak", "skerrow"])
def test_no_common_word_is_made_of_a_rare_one(form: str) -> None:
    assert belief(form, lexicon().suggest(form)) != "sure"


def test_a_short_form_in_speech_may_be_another_tongue() -> None:
    found = lexicon().suggest("tonte")
    assert belief("tonte", found, spoken=True) == "none"


@pytest.mark.parametrize(
    ("text", "form", "broken"),
    [
        ("“Let me expl—”", "expl", True),
        ("“I was thinki-”", "thinki", True),
        ("“Wait, I cann…”", "cann", True),
        ("“—ertainly not,” he said.", "ertainly", True),
        ("He was thinki about it.", "thinki", False),
        ("A well-knwn man.", "knwn", False),
    ],
)
def test_a_word_is_broken_off(text: str, form: str, broken: bool) -> None:
    at = text.index(form)
    assert is_broken_off(text, at, at + len(form)) == broken


@pytest.mark.parametrize(
    ("word", "stretched"), [("reaallly", True), ("pleassse", True), ("acccident", False)]
)
def test_a_word_is_drawn_out(word: str, stretched: bool) -> None:
    assert is_stretched(word) == stretched


@pytest.mark.parametrize(
    ("text", "older"),
    [
        ("He came hither to-day, and goes thither to-morrow.", True),
        (
            "“Ye're welcome,” he said. “Will ye sit? Ye will,” he said, and ye knew he meant it.",
            False,
        ),
        ("He came here today, and goes there tomorrow. The train left at noon.", False),
    ],
)
def test_older_books_show_themselves(text: str, older: bool) -> None:
    assert is_of_older_manner(from_text(text + "\n")) == older
