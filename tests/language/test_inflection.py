"""Inflection: irregular forms, spelling rules, and the way back from adverbs."""

import pytest

from fabula.english.inflection import VERB_OF_NOUN
from fabula.english.spelling import TOGETHER
from fabula.language.inflection import adjective_of, inflect, match_case
from fabula.language.soundalikes import SOUNDALIKES


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("stop", "VBG", "stopping"),
        ("visit", "VBD", "visited"),
        ("admit", "VBD", "admitted"),
        ("hurry", "VBZ", "hurries"),
        ("play", "VBZ", "plays"),
        ("watch", "VBZ", "watches"),
        ("go", "VBZ", "goes"),
        ("lie", "VBG", "lying"),
        ("see", "VBG", "seeing"),
        ("make", "VBG", "making"),
        ("panic", "VBD", "panicked"),
        ("break", "VBN", "broken"),
        ("be", "VBD", "was"),
        ("have", "VBZ", "has"),
        ("could", "VBZ", ""),
        ("policeman", "NNS", "policemen"),
        ("human", "NNS", "humans"),
        ("wife", "NNS", "wives"),
        ("box", "NNS", "boxes"),
        ("slow", "RB", "slowly"),
        ("happy", "RB", "happily"),
        ("gentle", "RB", "gently"),
        ("good", "RB", "well"),
        ("big", "JJR", "bigger"),
        ("beautiful", "JJR", ""),
        ("", "VB", ""),
    ],
)
def test_inflect(lemma: str, tag: str, form: str) -> None:
    assert inflect(lemma, tag) == form


def test_adjectives_behind_adverbs() -> None:
    known = {"slow", "happy", "gentle", "full", "tragic"}.__contains__
    found = [adjective_of(w, known) for w in ("slowly", "happily", "gently", "fully", "tragically")]
    assert found == ["slow", "happy", "gentle", "full", "tragic"]
    assert adjective_of("family", known) == ""


def test_case_is_kept() -> None:
    assert [match_case("their", m) for m in ("there", "There", "THERE")] == [
        "their",
        "Their",
        "THEIR",
    ]


def test_sound_alikes_go_both_ways_and_never_to_themselves() -> None:
    assert "piqued" in SOUNDALIKES["peaked"]
    for word, others in SOUNDALIKES.items():
        assert word not in others
        assert all(word in SOUNDALIKES[other] for other in others)


def test_words_apart_and_derived_verbs() -> None:
    assert TOGETHER["alot"] == "a lot"
    assert VERB_OF_NOUN["response"] == "respond"
