"""Commas and semicolons that part what belongs together, and those that do not."""

import pytest

from fabula.checks.grammar.stray_marks import stray_commas_of_trees, stray_marks
from fabula.language.compose import compose


def mended(text: str) -> str:
    found = {m.start("v") for rule in stray_marks() for m in rule.pattern.finditer(text)}
    for at in sorted(found, reverse=True):
        text = text[:at] + text[at + 1 :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "The woman who had sold us the boat, was waiting on the quay.",
            "The woman who had sold us the boat was waiting on the quay.",
        ),
        (
            "The letters that came on Friday, were full of lies.",
            "The letters that came on Friday were full of lies.",
        ),
        ("Anyone who had seen the sea, knew better.", "Anyone who had seen the sea knew better."),
        ("She hoped, that he would come.", "She hoped that he would come."),
        ('"I know, that you took it."', '"I know that you took it."'),
        ("The boy believed, that the dog could talk.", "The boy believed that the dog could talk."),
        ("He took the bread and, the cheese.", "He took the bread and the cheese."),
        ('"But, the door was locked."', '"But the door was locked."'),
        (
            "They met in the summer; of the long drought.",
            "They met in the summer of the long drought.",
        ),
        ("It was older; than the church.", "It was older than the church."),
    ],
)
def test_stray_marks(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "The woman, who had sold us the boat, was waiting. The woman who sold boats was waiting, and had a dog.",
        "He was, he knew, that sort of man. As he knew, that was wrong. He knew that, that being so, he must go.",
        "And, the wind rising, they turned. But, she thought, it was late. And, of course, he came.",
        "They spoke of the king; of the queen they said nothing. The house was old; of the garden nothing was left; of it all.",
        "The thing is that he came, was it late? The man who came was tall, had a beard, and was old.",
    ],
)
def test_marks_like_them(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("He PRP 2 nsubj|wore VBD 0 root|a DT 6 det|heavy JJ 6 amod|, , 6 punct|coat NN 2 obj|. .", [4]),
        ("Two CD 4 nummod|big JJ 4 amod|, , 4 punct|dogs NNS 5 nsubj|barked VBD 0 root|. .", [2]),
        ("It PRP 3 nsubj|was VBD 3 cop|cold JJ 0 root|, , 6 punct|rain NN 6 nsubj|fell VBD 3 parataxis|. .", []),
        ("A DT 5 det|good JJ 5 amod|, , 4 punct|kind JJ 5 amod|woman NN 0 root|. .", []),
    ],
)  # fmt: skip
def test_a_comma_between_an_adjective_and_its_noun(rows: str, wanted: list[int]) -> None:
    _, reading = compose(rows.replace("|", "\n"))
    assert list(stray_commas_of_trees(reading)) == wanted
