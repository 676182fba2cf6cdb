"""Years of life on stones and programmes, ages as numbers, painted vehicles."""

import pytest

from fabula.language.compose import compose
from fabula.story.facts.ages import years
from fabula.story.facts.lifetimes import lifetimes
from fabula.story.facts.vehicles import painted_vehicles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Rook, born 1901, died 1950.", (1901, 1950)),
        ("Ada Rook. Born in March 1901. Died on 4 May 1950.", (1901, 1950)),
        ("Ada Rook, June 2, 1901, to April 3, 1950, it said.", (1901, 1950)),
        ("Ada Rook (1901–1950) lies here.", (1901, 1950)),
    ],
)
def test_a_life_is_read_from_two_years(text: str, expected: tuple[int, int]) -> None:
    [life] = lifetimes(text)
    assert (life.born, life.died) == expected


@pytest.mark.parametrize("text", ["from 10 to 12", "pages 1950-1901", "born 1901 and well"])
def test_other_numbers_are_no_life(text: str) -> None:
    assert list(lifetimes(text)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("twenty-six", 26),
        ("about forty", 40),
        ("sixty-odd", 60),
        ("a hundred and four", 104),
        ("17", 17),
        ("old", None),
        ("late twenties", None),
    ],
)
def test_an_age_in_words_has_its_number(value: str, expected: int | None) -> None:
    assert years(value) == expected


def test_a_vehicle_has_the_colour_before_it() -> None:
    text = "A|DT blue|JJ Volvo|NNP passed|VBD the|DT red|JJ van|NN and|CC her|PRP$ bike|NN .|."
    _, reading = compose("\n".join(word.replace("|", " ") for word in text.split()))
    found = [(v.kind, v.colour, v.told) for v in painted_vehicles(reading)]
    assert found == [("car", "blue", "a"), ("van", "red", "the")]
