"""Roles used as names, and whom the bare title of somebody means."""

import pytest

from fabula.story.names.personal import parse_name
from fabula.story.names.roles import find_roles


def roles(*words: str, of: list[int] | None = None) -> dict[int, list[int]]:
    names = [parse_name(w) for w in words]
    return find_roles(words, [True] * len(words), names, of or [-1] * len(words))


def test_a_role_with_a_capital_is_one_figure() -> None:
    assert roles("the Dormouse", "the hatter", "The Dormouse", "the Dormouse") == {0: [0, 2, 3]}


def test_a_role_named_once_is_left_to_the_scorer() -> None:
    assert roles("the Dormouse", "the Coroner") == {}


def test_words_for_a_people_are_no_roles() -> None:
    assert roles("the Frenchman", "the Frenchman", "the young Russian", "the Russian") == {}


def test_a_bare_title_means_its_only_bearer() -> None:
    words = ("Captain Voss", "the Captain", "Captain Voss", "Anna")
    assert roles(*words, of=[4, -1, 4, 7]) == {4: [1]}


def test_the_title_of_two_people_names_neither() -> None:
    words = ("Captain Voss", "Captain Rook", "the Captain", "Captain Voss", "Capt. Rook")
    assert roles(*words, "the Captain", of=[0, 1, -1, 0, 1, -1]) == {}


def test_a_person_also_called_with_the_article_stays_one() -> None:
    words = ("Invisible Man", "the Invisible Man", "Anna")
    assert roles(*words, of=[3, -1, 2]) == {3: [1]}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Captain Voss", "the captain"),
        ("Queen Isolde", "The queen"),
        ("Professor Ann Dee", "the professor"),
        ("Dr. Okafor", "the doctor"),
        ("Commander Zee-Ra", "the commander"),
    ],
)
def test_a_bare_title_in_small_letters_means_its_only_bearer(name: str, words: str) -> None:
    assert roles(name, words, "Anna", of=[4, -1, 7]) == {4: [1]}


@pytest.mark.parametrize(
    "other", ["a captain", "the old captain", "his captain", "the other captain", "Captain Rook"]
)
def test_where_another_may_be_called_so_it_means_nobody_surely(other: str) -> None:
    of = [4, -1, 5 if other == "Captain Rook" else -1]
    assert roles("Captain Voss", "the captain", other, of=of) == {}


def test_a_word_of_kin_is_no_title_of_one_bearer() -> None:
    assert roles("Sister Agnes", "the sister", of=[4, -1]) == {}
