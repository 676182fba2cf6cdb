"""Fixed phrases: wrong ones are found with the right form, right ones are left alone."""

import pytest

from fabula.checks.grammar.phrases import slips


@pytest.mark.parametrize(
    ("text", "typed", "wanted"),
    [
        ("She could of been there.", "of", "have"),
        ("He peaked her interest.", "peaked", "piqued"),
        ("Your welcome.", "Your", "You're"),
        ("He’d think its a trick.", "its", "it’s"),
        ("They walked passed the mill.", "passed", "past"),
        ("He was suppose to\ncome.", "suppose", "supposed"),
        ("It was to much for her.", "to", "too"),
        ("She could not lose it; he would loose his temper.", "loose", "lose"),
        ("It was wetting his appetite.", "wetting", "whetting"),
        ("They poured over the old maps.", "poured", "pored"),
    ],
)
def test_a_wrong_phrase_is_found(text: str, typed: str, wanted: str) -> None:
    assert [(s.span.text(text), s.wanted) for s in slips(text)] == [(typed, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "I had no doubt of your being a friend.",
        "Its not agreeing with him was no surprise.",
        "The mountain's peak interested her.",
        "He turned, and then he left.",
        "The rich men down there own the land.",
        "It seemed strange to many of them.",
        "She passed the mill and poured the tea over the ice.",
        "He let the dogs loose.",
    ],
)
def test_a_right_phrase_is_left_alone(text: str) -> None:
    assert list(slips(text)) == []


def test_letters_that_grow_in_lower_case_do_not_shift_spans() -> None:
    text = "İİİ Your welcome."
    assert [s.span.text(text) for s in slips(text)] == ["Your"]
