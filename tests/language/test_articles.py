"""Whether a word begins with the sound of a vowel."""

import pytest

from fabula.language.inflection import said_with_consonant, said_with_vowel

VOWEL = "apple hour heir honest umbrella uncle urn onion uninvited unimportant usher utter honour"
CONSONANT = "horse union unicorn useful one once ewe European ubiquitous utensil year house hand"
EITHER = "historic hotel heroic herb hysterical"


@pytest.mark.parametrize("word", VOWEL.split())
def test_vowels(word: str) -> None:
    assert said_with_vowel(word)
    assert not said_with_consonant(word)


@pytest.mark.parametrize("word", CONSONANT.lower().split())
def test_consonants(word: str) -> None:
    assert said_with_consonant(word)
    assert not said_with_vowel(word)


@pytest.mark.parametrize("word", EITHER.split())
def test_a_weak_h_takes_either(word: str) -> None:
    assert not said_with_vowel(word)
    assert not said_with_consonant(word)
