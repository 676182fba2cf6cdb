"""Corrections that are found behind other work are those that are found at once."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fabula.language import proofreading
from fabula.language.encoder import load_model
from fabula.language.read import read_manuscript
from fabula.language.reading import Reading
from fabula.manuscript.load import from_text
from fabula.manuscript.model import Manuscript

DRAFT = "He opened teh door and go in.\n\n“Who are their?” she asked him, and he said nothing.\n\n"


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    return from_text(DRAFT * 30)


def columns(reading: Reading) -> list[list[float]]:
    edits = reading.proofread()
    return [edits.tag.tolist(), edits.score.tolist(), edits.error.tolist()]


@pytest.mark.parametrize("pieces", [0, 300, 100_000])
def test_they_are_the_same_whenever_they_are_found(
    manuscript: Manuscript, pieces: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proofreading, "_KEPT_PIECES", pieces)
    later = read_manuscript(manuscript, threads=2)
    at_once = read_manuscript(manuscript, threads=1)
    assert isinstance(later.edits, Future) == (pieces > 0)
    assert not isinstance(at_once.edits, Future)
    assert columns(later) == columns(at_once)
    assert np.max(at_once.proofread().error) > 0.5


def test_who_asks_for_them_is_told_that_they_failed(manuscript: Manuscript) -> None:
    class Full:
        def run(self, *_given: Any) -> None:
            raise MemoryError

    model = replace(load_model(), corrections=Full())
    reading = read_manuscript(manuscript, model=model, threads=2)
    assert len(reading.words) > 100
    with pytest.raises(MemoryError):
        reading.proofread()


def test_a_reading_without_them_says_so(manuscript: Manuscript) -> None:
    reading = read_manuscript(manuscript, threads=2, corrections=False)
    with pytest.raises(ValueError, match="without corrections"):
        reading.proofread()
