"""The bench of long books: texts of the length asked for, and what its table compares."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

TEXT = "One  two\nthree.\n\n   Four five\n six\n"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "benchmarks")
    return importlib.import_module("long_books")


@pytest.mark.parametrize("words", [1, 2, 3, 4, 6])
def test_a_text_is_cut_after_so_many_words(bench: ModuleType, words: int) -> None:
    cut = bench.opening(TEXT, words)
    assert len(cut.split()) == words
    assert TEXT.split()[:words] == cut.split()


def test_a_short_text_is_left_whole(bench: ModuleType) -> None:
    assert bench.opening(TEXT, 7) == TEXT


def test_each_version_is_compared_with_its_own_first_run(bench: ModuleType) -> None:
    runs = [
        bench.Run("this", 10_000, 1.0, 2.0, 100.0),
        bench.Run("other", 10_000, 1.0, 4.0, 100.0),
        bench.Run("this", 100_000, 9.0, 10.0, 300.0),
        bench.Run("other", 100_000, 9.0, 80.0, 300.0),
    ]
    rows = bench.table(runs, "check").splitlines()[4:]
    assert [row.split("|")[-2].strip() for row in rows] == ["1.00", "1.00", "0.50", "2.00"]
