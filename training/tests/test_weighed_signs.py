"""Weighing signs: what speaks for a verdict gets weight, and a fold has not seen its novels."""

import json
from pathlib import Path

import pytest

from fabula_training.addressees import read_listeners
from fabula_training.quoted_words import FOLDS, Labelled, fit, fit_folds, read_labelled

TEXT = (
    '"The boat is late," said Nora to Piet.\n\n"It is always late," said Piet.\n\n'
    'He had read "The Lamp and the Sea" twice.\n\n"Oh," said Nora. "Is it?"\n'
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of as many novels as there are folds, and one more; all alike."""
    parts = [("The boat is late,", "Nora", "Piet"), ("It is always late,", "Piet", "Nora")]
    parts += [("Oh,", "Nora", "Piet")]
    rows = ["quoteByteSpans,speaker,quoteType,addressees"]
    for words, speaker, listener in parts:
        start = TEXT.index(words)
        spans = f"[[{start}, {start + len(words)}]]"
        rows.append(f'"{spans}",{speaker},Explicit,"[\'{listener}\']"')
    for number in range(FOLDS + 1):
        folder = tmp_path / f"Novel{number}"
        folder.mkdir()
        (folder / "novel_text.txt").write_text(TEXT, encoding="utf-8")
        (folder / "quotation_info.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (folder / "character_info.csv").write_text(
            "Main Name,Aliases,Gender,Category\nNora,\"{'Nora'}\",F,major\nPiet,\"{'Piet'}\",M,major\n",
            encoding="utf-8",
        )
    return tmp_path


def test_what_speaks_for_a_verdict_gets_weight() -> None:
    rows: list[Labelled] = [({"always", "cue"}, True)] * 9 + [({"always", "title"}, False)] * 9
    weights = fit(rows)
    assert list(weights) == sorted(weights, key=lambda sign: weights[sign])
    assert weights["title"] < 0 < weights["cue"]


def test_quotations_are_labelled_by_the_gold_spans(corpus: Path) -> None:
    assert [said for _, said in read_labelled(corpus / "Novel0")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_listeners_are_labelled_by_the_gold_addressees(corpus: Path) -> None:
    rows = read_listeners(corpus / "Novel0")
    assert [listens for _, listens in rows] == [True, True, True]
    assert "told" in rows[0][0]


def test_a_fold_has_not_seen_its_novels(corpus: Path, tmp_path: Path) -> None:
    seen: list[str] = []

    def rows_of(folder: Path) -> list[Labelled]:
        seen.append(folder.name)
        return [({f"in {folder.name}"}, True)] * 5

    fit_folds(corpus, tmp_path / "out", rows_of)
    assert len(seen) == FOLDS + 1
    for fold in range(FOLDS):
        weights = json.loads((tmp_path / "out" / f"fold-{fold}.json").read_text(encoding="utf-8"))
        assert f"in Novel{fold}" not in weights
        assert f"in Novel{(fold + 1) % FOLDS}" in weights
