"""Lemmas of inflected forms by the rules of English, whatever a script proposes."""

import pytest

from fabula.language.lemmatizer import Lemmatizer

KNOWN = "add point hope hop use us nominate city marry stop plan big late breath row".split()


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return Lemmatizer(lambda word: KNOWN.index(word) if word in KNOWN else None)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("added", "VBD", "add"),
        ("hoped", "VBD", "hope"),
        ("hopping", "VBG", "hop"),
        ("used", "VBN", "use"),
        ("said", "VBD", "say"),
        ("lay", "VBD", "lie"),
        ("was", "VBD", "be"),
        ("misunderstood", "VBN", "misunderstand"),
        ("re-rowed", "VBD", "re-row"),
        ("cities", "NNS", "city"),
        ("fishermen", "NNS", "fisherman"),
        ("children", "NNS", "child"),
        ("bigger", "JJR", "big"),
        ("latest", "JJS", "late"),
        ("breathing", "VBG", "breathe"),
        # words nobody knows, by their spelling alone
        ("frambled", "VBD", "framble"),
        ("glaunted", "VBD", "glaunt"),
        ("drived", "VBD", "drive"),
        ("zorks", "NNS", "zork"),
        ("brizzing", "VBG", "brizz"),
    ],
)
def test_rules_decide_inflected_forms(
    lemmatizer: Lemmatizer, form: str, tag: str, lemma: str
) -> None:
    assert lemmatizer.lemma(form, tag, "nonsense") == lemma


@pytest.mark.parametrize(
    ("form", "tag", "scripted"),
    [
        ("Magnus", "NNP", "Magnus"),
        ("hers", "PRP", "hers"),
        ("best", "JJS", "good"),
        ("people", "NNS", "person"),
        ("'s", "VBZ", "be"),
        ("Netherlands", "NNPS", "Netherlands"),
        ("rowing", "NN", "rowing"),
        ("n't", "RB", "not"),
    ],
)
def test_the_model_decides_the_rest(
    lemmatizer: Lemmatizer, form: str, tag: str, scripted: str
) -> None:
    assert lemmatizer.lemma(form, tag, scripted) == scripted


def test_capitals_stay_where_the_model_keeps_them(lemmatizer: Lemmatizer) -> None:
    assert lemmatizer.lemma("Zorks", "NNPS", "Zork") == "Zork"
    assert lemmatizer.lemma("Cities", "NNS", "city") == "city"
