import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.manuscript.spans import Span
from fabula.story.stage.time_phrases import TimePhrase, find_times, weekday_of


def times(text: str) -> tuple[TimePhrase, ...]:
    return find_times(text, Span(0, len(text)))


@settings(deadline=None)
@given(st.dates(min_value=datetime.date(1600, 1, 1)))
def test_the_weekday_of_a_date(date: datetime.date) -> None:
    assert weekday_of(date.year, date.month, date.day) == date.weekday()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The next morning they left.", 1),
        ("Three days later it rained.", 3),
        ("A week later it rained.", 7),
        ("She had come two days earlier.", -2),
        ("That evening they dined.", 0),
        ("A fortnight afterwards she wrote.", 14),
    ],
)
def test_steps(text: str, days: int) -> None:
    (step,) = times(text)
    assert (step.kind, step.days) == ("step", days)


def test_weekdays_said_of_the_present() -> None:
    (monday,) = times("It was a Monday morning.")
    assert (monday.weekday, monday.anchor) == (0, True)
    assert monday.span == Span(9, 23)
    (friday,) = times("They dined with the Harts on Friday.")
    assert (friday.weekday, friday.anchor) == (4, False)


def test_mondays_in_general_are_no_day() -> None:
    assert times("On Mondays she washed.") == ()


def test_dates_with_and_without_a_year() -> None:
    found = times("On 5 June 1889 he left; by June 9th he was back.")
    assert [(p.month, p.day, p.year) for p in found] == [(6, 5, 1889), (6, 9, None)]


@pytest.mark.parametrize("text", ["Some days later it rained.", "One morning she rose early."])
def test_gaps(text: str) -> None:
    assert [p.kind for p in times(text)] == ["gap"]


def test_spans_are_of_the_whole_text() -> None:
    text = "Rain. It was Sunday."
    (sunday,) = find_times(text, Span(6, len(text)))
    assert sunday.span.text(text) == "Sunday"
