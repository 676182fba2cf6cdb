"""Continuity over stories made by hand: no model is run."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from fabula.checks.framework.finding import Finding
from fabula.checks.framework.registry import load_checks
from fabula.checks.framework.runner import run_check
from fabula.checks.framework.view import Shared
from fabula.checks.spelling.spellings import one_edit_apart, sound_key
from fabula.checks.values import can_both_hold
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span
from fabula.story.bare import bare_story
from fabula.story.model import Attribute, Character, MentionTable, Quote, Story

ANNA, TOM = 1, 2
CAST = (
    Character(ANNA, "Anna", ("Anna",), "she/her"),
    Character(TOM, "Tom", ("Tom",), "he/him"),
)
Said = tuple[int, str, str, str]


def mentions(text: str) -> MentionTable:
    rows = sorted(
        (at, at + len(c.name), c.id)
        for c in CAST
        for at in range(len(text))
        if text.startswith(c.name, at)
    )
    starts, ends, ids = (np.array([r[k] for r in rows], dtype=np.int32) for k in range(3))
    none = np.zeros(len(rows), dtype=np.int32)
    small = none.astype(np.uint8)
    score = np.ones(len(rows), dtype=np.float16)
    return MentionTable(starts, ends, none, none, none, small, small, ids, score)


def quotes(text: str) -> tuple[Quote, ...]:
    found: list[Quote] = []
    at = text.find("“")
    while at >= 0:
        end = text.index("”", at) + 1
        found.append(Quote(Span(at, end), len(found), None, (), None, "implicit", 0.5))
        at = text.find("“", end)
    return tuple(found)


def story(text: str, said: Sequence[Said] = (), *, by: dict[int, int] | None = None) -> Story:
    """A story in which each (who, kind, value, words) is said in that order of places."""
    attributes, at = [], 0
    for i, (who, kind, value, words) in enumerate(said):
        at = text.index(words, at)
        span = Span(at, at + len(words))
        attributes.append(Attribute(who, kind, value, span, said_by=(by or {}).get(i)))
        at = span.end
    bare = bare_story(from_text(text))
    return replace(
        bare,
        characters=CAST,
        mentions=mentions(text),
        quotes=quotes(text),
        attributes=tuple(attributes),
    )


def check(name: str, made: Story) -> tuple[Finding, ...]:
    return run_check(load_checks().get(name), Shared(made))


def conflicts(text: str, *said: Said, by: dict[int, int] | None = None) -> tuple[Finding, ...]:
    return check("attribute-conflict", story(text, said, by=by))


BLUE = (ANNA, "eyes", "blue", "blue eyes")
BROWN = (ANNA, "eyes", "brown", "brown eyes")


def test_both_passages_are_quoted() -> None:
    text = "Anna's blue eyes shone.\n\nTom left.\n\nAnna's brown eyes shone."
    (finding,) = conflicts(text, BLUE, BROWN)
    assert finding.span.text(text) == "brown eyes"
    assert [e.span.text(text) for e in finding.evidence] == ["blue eyes"]
    assert "“brown eyes”" in finding.message
    assert "“blue eyes”" in finding.message
    assert "the narrator" in finding.message


def test_the_one_that_departs_from_the_rest_is_marked() -> None:
    text = "Anna's brown eyes shone.\n\nAnna's blue eyes.\n\nAnna's blue eyes.\n\nThe end."
    (finding,) = conflicts(text, BROWN, BLUE, BLUE)
    assert finding.span.text(text) == "brown eyes"


@pytest.mark.parametrize(
    "between",
    [
        "Anna put in her contact lenses.",
        "A spell changed the colour of everything about Anna.",
    ],
)
def test_a_change_that_is_told_is_none(between: str) -> None:
    text = f"Anna's blue eyes shone.\n\n{between}\n\nAnna's brown eyes shone."
    assert conflicts(text, BLUE, BROWN) == ()


def test_a_change_told_of_another_person_does_not_count() -> None:
    text = "Anna's blue eyes shone.\n\n" + "It rained all day. " * 20
    text += "\n\nTom put in contact lenses.\n\n" + "It rained all night. " * 20
    text += "\n\nAnna's brown eyes shone."
    assert len(conflicts(text, BLUE, BROWN)) == 1


def test_a_lie_is_no_contradiction() -> None:
    text = "Anna's blue eyes shone.\n\n“She has brown eyes,” Tom lied."
    assert conflicts(text, BLUE, BROWN, by={1: TOM}) == ()


def test_who_says_it_is_named() -> None:
    text = "Anna's blue eyes shone.\n\n“Anna has brown eyes,” said Tom."
    (finding,) = conflicts(text, BLUE, BROWN, by={1: TOM})
    assert "Tom says “brown eyes”" in finding.message


def test_hair_may_go_grey_but_not_brown_again() -> None:
    brown = (TOM, "hair", "brown", "brown hair")
    grey = (TOM, "hair", "grey", "grey hair")
    text = "Tom's brown hair.\n\n* * *\n\nTom's grey hair."
    assert conflicts(text, brown, grey) == ()
    text = "Tom's grey hair.\n\n* * *\n\nTom's brown hair."
    assert len(conflicts(text, grey, brown)) == 1


def test_ages() -> None:
    young, old = (ANNA, "age", "26", "twenty-six"), (ANNA, "age", "31", "thirty-one")
    text = "Anna was twenty-six.\n\nAnna was thirty-one."
    assert len(conflicts(text, young, old)) == 1
    text = "Anna was twenty-six.\n\nFive years later Anna was thirty-one."
    assert conflicts(text, young, old) == ()
    text = "Anna was thirty-one.\n\nAnna was twenty-six."
    assert len(conflicts(text, old, young)) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other", "both"),
    [
        ("eyes", "hazel", "greenish", True),
        ("eyes", "golden green", "green", True),
        ("eyes", "dark", "black", True),
        ("eyes", "blue", "brown", False),
        ("eyes", "dark", "blue", True),
        ("hair", "auburn", "red", True),
        ("hair", "long black", "black", True),
        ("hair", "dark", "blonde", False),
        ("hair", "curly", "black", True),
        ("hair", "curly", "straight", False),
        ("scar", "left cheek", "right cheek", False),
        ("scar", "left cheek", "cheek", True),
        ("scar", "left cheek", "left hand", True),
        ("height", "tall", "petite", False),
        ("handedness", "left", "right", False),
        ("clothing", "blue dress", "red dress", True),
    ],
)
def test_values_that_can_both_be_true(kind: str, one: str, other: str, both: bool) -> None:
    assert can_both_hold(kind, one, other) is both
    assert can_both_hold(kind, other, one) is both


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("katherine", "catherine", True),
        ("kathryn", "katherine", True),
        ("stephen", "steven", True),
        ("geoffrey", "jeffrey", True),
        ("philip", "phillip", True),
        ("molly", "milly", False),
        ("anna", "hannah", True),
        ("tom", "tim", False),
    ],
)
def test_names_alike_to_the_ear(one: str, other: str, alike: bool) -> None:
    assert (sound_key(one) == sound_key(other)) is alike


def test_one_slip_of_the_pen() -> None:
    assert one_edit_apart("alec", "alex")
    assert one_edit_apart("moreland", "morland")
    assert one_edit_apart("sibyl", "sybil") is False
    assert one_edit_apart("brain", "brian")
    assert not one_edit_apart("anna", "anna")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It was Monday.\n\nThe next morning, Wednesday, it rained.", "Wednesday"),
        ("It was a Friday. Three days later, on Sunday, it rained.", "Sunday"),
        ("It was Monday. Anna sat down. “Today is Thursday,” said Tom.", "Thursday"),
        ("She wrote it on Monday, 6 June 1889.", "Monday, 6 June 1889"),
        ("Monday, 3 June. Rain.\n\nTuesday, 6 June. Rain.", "Tuesday, 6 June"),
    ],
)
def test_days_that_do_not_add_up(text: str, wrong: str) -> None:
    (finding,) = check("timeline-conflict", story(text))
    assert finding.span.text(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "It was Monday.\n\nThe next morning, Tuesday, it rained.",
        "It was Friday. Some days later, on Sunday, it rained.",
        "It was Monday. They would dine on Friday.",
        "It was Monday. By Friday it was done. It was Friday night when she left.",
        "It was Monday. Anna slept badly. It was Tuesday when she rose.",
        "She wrote it on Thursday, 6 June 1889.",
        "It was Monday. “I thought it was Wednesday,” said Tom.",
        "It was Good Friday. The next day was dull.",
    ],
)
def test_days_that_may_be_right(text: str) -> None:
    assert check("timeline-conflict", story(text)) == ()


def test_numbers_of_sisters_are_compared() -> None:
    two, three = (ANNA, "sisters", "2", "two sisters"), (ANNA, "sisters", "3", "three sisters")
    [found] = conflicts("Anna had two sisters. Tom slept. Anna had three sisters.", two, three)
    assert "number of sisters" in found.message
    assert conflicts("Anna had two sisters. Anna liked her two sisters.", two, two) == ()


def test_the_name_of_an_only_sister_is_one() -> None:
    one = (ANNA, "sisters", "1", "one sister")
    names = (ANNA, "sister's name", "ada", "Ada"), (ANNA, "sister's name", "eve", "Eve")
    text = "Anna had one sister. Her sister Ada sang. Her sister Eve sang."
    assert len(conflicts(text, one, *names)) == 1
    assert conflicts(text, *names) == ()


def test_one_wound_is_on_one_side() -> None:
    left = (TOM, "injury", "broken left arm", "broken his left arm")
    text = "Tom had broken his left arm. Anna came. Tom eased {} from its cloth."
    sling = (TOM, "injury", "broken right arm", "his broken right arm")
    assert len(conflicts(text.format("his broken right arm"), left, sling)) == 1
    cut = (TOM, "injury", "scalded right arm", "his scalded right arm")
    assert conflicts(text.format("his scalded right arm"), left, cut) == ()


def test_ages_in_words_are_numbers() -> None:
    young, younger = (ANNA, "age", "eleven", "eleven"), (ANNA, "age", "nine", "nine")
    [found] = conflicts("Anna was eleven. Tom came. “No,” said Anna, who was nine.", young, younger)
    assert found.span.start == 52
    about = (ANNA, "age", "about ten", "about ten")
    assert conflicts("Anna was eleven. Tom came. Anna was about ten.", young, about) == ()


def test_an_age_beyond_the_years_of_a_life() -> None:
    text = "Here lay Anna. Born 1901. Died 1950. Tom wept. “Anna was only {},” he said."
    at = (ANNA, "age", "sixty-two", "sixty-two")
    [found] = conflicts(text.format("sixty-two"), at)
    assert "49 at most" in found.message
    assert conflicts(text.format("forty-nine"), (ANNA, "age", "forty-nine", "forty-nine")) == ()
