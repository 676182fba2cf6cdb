"""The coreference scorer against examples worked out by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("scipy")


def _load() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "coreference_scores.py"
    spec = importlib.util.spec_from_file_location("coreference_scores", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["coreference_scores"] = module
    spec.loader.exec_module(module)
    return module


scores = _load()


def chains(*words: str) -> list[frozenset[str]]:
    return [frozenset(w) for w in words]


def test_the_same_chains_score_one() -> None:
    gold = chains("abc", "de", "f")
    assert scores.conll(gold, gold).conll == pytest.approx(1.0)


def test_a_split_chain() -> None:
    # Gold {a,b,c,d}; predicted {a,b} and {c,d}.
    result = scores.conll(chains("abcd"), chains("ab", "cd"))
    assert result.muc.precision == pytest.approx(1.0)  # both links are right
    assert result.muc.recall == pytest.approx(2 / 3)  # two of three links
    assert result.b_cubed.precision == pytest.approx(1.0)
    assert result.b_cubed.recall == pytest.approx(0.5)  # each sees 2 of its 4
    assert result.ceaf_e.recall == pytest.approx(2 * 2 / 6)  # phi4 of 2 in 4 and 2
    assert result.ceaf_e.precision == pytest.approx(2 * 2 / 6 / 2)


def test_merged_chains() -> None:
    result = scores.conll(chains("ab", "cd"), chains("abcd"))
    assert result.muc.precision == pytest.approx(2 / 3)
    assert result.muc.recall == pytest.approx(1.0)
    assert result.b_cubed.precision == pytest.approx(0.5)
    assert result.b_cubed.recall == pytest.approx(1.0)


def test_missing_and_invented_mentions() -> None:
    # Gold {a,b,c}; predicted {a,b} and an invented singleton x.
    result = scores.conll(chains("abc"), chains("ab", "x"))
    assert result.muc.recall == pytest.approx(0.5)
    assert result.muc.precision == pytest.approx(1.0)
    assert result.b_cubed.precision == pytest.approx(2 / 3)  # a, b fully right; x not at all
    assert result.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3) / 3)
    assert result.ceaf_e.precision == pytest.approx(4 / 5 / 2)
    assert result.ceaf_e.recall == pytest.approx(4 / 5)
    assert result.mentions.precision == pytest.approx(2 / 3)
    assert result.mentions.recall == pytest.approx(2 / 3)


def test_singletons_give_muc_nothing_to_score() -> None:
    result = scores.conll(chains("a", "b"), chains("a", "b"))
    assert result.muc.f1 == 0.0
    assert result.b_cubed.f1 == pytest.approx(1.0)
    assert result.ceaf_e.f1 == pytest.approx(1.0)


def test_documents_add_up_before_the_ratio_is_taken() -> None:
    one = (chains("ab"), chains("ab"))
    other = (chains("cdef"), chains("c", "d", "e", "f"))
    assert scores.score_documents([one, other]).muc.recall == pytest.approx(1 / 4)


def test_casts_are_matched_one_to_one() -> None:
    assert scores.match_casts([[0.9, 0.8], [0.7, 0.0]]) == [(0, 1), (1, 0)]
    assert scores.match_casts([[0.0, 0.0]]) == []
    assert scores.match_casts([]) == []
