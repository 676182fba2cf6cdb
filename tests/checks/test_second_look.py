"""The second look: paragraphs mended and read again, each on its own."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fabula.checks.framework.finding import Edit
from fabula.checks.grammar.second_look import doubts_left
from fabula.language import again
from fabula.language.again import Doubts, doubts_of
from fabula.language.compose import compose
from fabula.language.encoder import Model, load_model
from fabula.language.read import read_manuscript
from fabula.manuscript.load import from_text
from fabula.manuscript.spans import Span

TEXT = "She walk to the harbour.\n\nThe boat were late, and nobody waited for it.\n"


def test_a_right_remedy_leaves_no_doubt_and_a_wrong_one_does() -> None:
    manuscript = from_text(TEXT)
    reading = read_manuscript(manuscript)
    walk, were = TEXT.index("walk"), TEXT.index("were")
    right = {0: Edit(Span(walk, walk + 4), "walked"), 1: Edit(Span(were, were + 4), "was")}
    wrong = {0: Edit(Span(walk, walk + 4), "walking"), 1: Edit(Span(were, were + 4), "be")}
    good, bad = doubts_left(reading, manuscript, right), doubts_left(reading, manuscript, wrong)
    assert good.keys() == bad.keys() == {0, 1}
    assert max(good.values()) < min(bad.values())


def test_a_reading_of_another_model_is_not_looked_at() -> None:
    manuscript, reading = compose("She\tPRP\t2\tnsubj\nwalk\tVBP\t0\troot\n.\t.")
    edits = {0: Edit(Span(4, 8), "walks")}
    assert doubts_left(reading, manuscript, edits) == {}


def test_the_model_that_read_it_reads_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(load_model(), encoder="another")
    manuscript = from_text(TEXT)
    reading = read_manuscript(manuscript, model=other, threads=1)
    asked: list[tuple[Model | None, int | None]] = []

    def noted(
        paragraphs: Sequence[str], *, model: Model | None = None, threads: int | None = None
    ) -> list[Doubts]:
        asked.append((model, threads))
        return doubts_of(paragraphs, model=model, threads=threads)

    monkeypatch.setattr(again, "doubts_of", noted)
    walk = TEXT.index("walk")
    edits = {0: Edit(Span(walk, walk + 4), "walked")}
    assert doubts_left(reading, manuscript, edits).keys() == {0}
    assert asked == [(other, 1)]
    assert doubts_left(replace(reading, encoder="gone"), manuscript, edits) == {}


def test_a_paragraph_is_read_alike_alone_and_among_others() -> None:
    first, second = "The boat were late.", "Nobody waited for it, and the tide went out."
    (alone,) = doubts_of([first])
    beside, _ = doubts_of([first, second])
    assert alone.error.tolist() == beside.error.tolist()
    assert len(doubts_of([second])[0].error) == 11
