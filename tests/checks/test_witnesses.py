"""Signs of a fault that the words themselves show."""

import numpy as np
import pytest

from fabula.checks.grammar.witnesses import witnesses
from fabula.language.compose import compose

CASES = [
    ("We PRP|sat VBD|by IN|the DT|the DT|fire NN|. .", 4, "delete"),
    ("We PRP|sat VBD|by IN|the DT|old JJ|fire NN|. .", 4, None),
    ("It PRP|was VBD|very RB|very RB|very RB|late JJ|. .", 3, None),
    ("She PRP|would MD|could MD|see VB|it PRP|. .", 2, "delete"),
    ("She PRP|would MD|see VB|it PRP|soon RB|. .", 2, None),
    ("He PRP|lost VBD|the DT|my PRP$|hat NN|. .", 3, "delete"),
    ("It PRP|was VBD|a DT|old JJ|hat NN|. .", 2, "word:an"),
    ("It PRP|was VBD|a DT|useful JJ|hat NN|. .", 2, None),
    ("It PRP|was VBD|an DT|green JJ|hat NN|. .", 2, "word:a"),
    ("It PRP|was VBD|an DT|historic JJ|day NN|. .", 2, None),
    ("The DT|hosue NN|was VBD|dark JJ|. .", 1, "spell"),
    ("The DT|carriage NN|stoped VBD|late RB|. .", 2, "spell"),
    ("The DT|halyard NN|was VBD|dark JJ|. .", 1, None),
    ("The DT|thrimbolt NN|was VBD|dark JJ|. .", 1, None),
]


@pytest.mark.parametrize(("rows", "token", "wanted"), CASES)
def test_a_broken_rule_is_a_sign(rows: str, token: int, wanted: str | None) -> None:
    _, reading = compose(rows.replace("|", "\n"))
    size = len(reading.tokens)
    found = witnesses(reading, np.full(size, 0.1), np.zeros(size, dtype=np.bool_))
    assert (found[token].tag if token in found else None) == wanted


def test_a_word_the_reader_is_sure_of_is_not_looked_at() -> None:
    _, reading = compose("The DT\nhosue NN\nwas VBD\ndark JJ\n. .")
    size = len(reading.tokens)
    assert witnesses(reading, np.zeros(size), np.zeros(size, dtype=np.bool_)) == {}


def test_a_strange_word_in_speech_may_be_dialect() -> None:
    _, reading = compose("The DT\nhosue NN\nwas VBD\ndark JJ\n. .")
    size = len(reading.tokens)
    assert witnesses(reading, np.full(size, 0.1), np.ones(size, dtype=np.bool_)) == {}


def test_what_a_story_writes_again_and_again_is_its_own() -> None:
    rows = "\n".join(["The DT", "hosue NN", "was VBD", "dark JJ", ". ."])
    _, reading = compose("\n\n".join([rows] * 3))
    size = len(reading.tokens)
    assert witnesses(reading, np.full(size, 0.1), np.zeros(size, dtype=np.bool_)) == {}
