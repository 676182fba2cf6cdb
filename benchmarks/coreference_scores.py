"""Coreference scores, as the CoNLL-2012 scorer defines them, and one-to-one matching of casts.

MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAF with phi-4 over entities
(Luo 2005). Singletons count, as in LitBank. Counts are added up over documents before the
ratios are taken.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

__all__ = ["Score", "Scores", "conll", "match_casts", "score_documents"]

Mention = Hashable
Chain = frozenset[Mention]


@dataclass(frozen=True, slots=True)
class Score:
    """Numerators and denominators of precision and recall."""

    precision_part: float = 0.0
    precision_whole: float = 0.0
    recall_part: float = 0.0
    recall_whole: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.precision_part + other.precision_part,
            self.precision_whole + other.precision_whole,
            self.recall_part + other.recall_part,
            self.recall_whole + other.recall_whole,
        )

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.precision_part / self.precision_whole if self.precision_whole else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.recall_part / self.recall_whole if self.recall_whole else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The three coreference scores, and that of the mentions alone."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score
    mentions: Score

    @property
    def conll(self) -> float:
        """The mean of the three F1 scores."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def _muc_half(chains: Iterable[Chain], other: dict[Mention, int]) -> tuple[float, float]:
    part = whole = 0.0
    for chain in chains:
        pieces = {other[m] for m in chain if m in other}
        alone = sum(m not in other for m in chain)
        part += len(chain) - len(pieces) - alone
        whole += len(chain) - 1
    return part, whole


def _b_half(chains: Iterable[Chain], of: dict[Mention, int]) -> tuple[float, float]:
    part = whole = 0.0
    for chain in chains:
        shared = Counter(of[m] for m in chain if m in of)
        part += sum(n * n for n in shared.values()) / len(chain)
        whole += len(chain)
    return part, whole


def _ceaf(gold: Sequence[Chain], predicted: Sequence[Chain], of: dict[Mention, int]) -> float:
    similarity = np.zeros((len(gold), len(predicted)))
    for g, chain in enumerate(gold):
        for p, n in Counter(of[m] for m in chain if m in of).items():
            similarity[g, p] = 2 * n / (len(chain) + len(predicted[p]))
    rows, columns = linear_sum_assignment(-similarity)
    return float(similarity[rows, columns].sum())


def _index(chains: Sequence[Chain]) -> dict[Mention, int]:
    return {m: i for i, chain in enumerate(chains) for m in chain}


def conll(gold: Sequence[Chain], predicted: Sequence[Chain]) -> Scores:
    """The scores of one document; its chains partition its mentions."""
    of_gold, of_predicted = _index(gold), _index(predicted)
    best = _ceaf(gold, predicted, of_predicted)
    both = float(len(of_gold.keys() & of_predicted.keys()))
    return Scores(
        Score(*_muc_half(predicted, of_gold), *_muc_half(gold, of_predicted)),
        Score(*_b_half(predicted, of_gold), *_b_half(gold, of_predicted)),
        Score(best, len(predicted), best, len(gold)),
        Score(both, len(of_predicted), both, len(of_gold)),
    )


def score_documents(pairs: Iterable[tuple[Sequence[Chain], Sequence[Chain]]]) -> Scores:
    """The scores of many documents (gold, predicted), counts added up."""
    none = Score()
    muc = b_cubed = ceaf = mentions = none
    for gold, predicted in pairs:
        one = conll(gold, predicted)
        muc, b_cubed = muc + one.muc, b_cubed + one.b_cubed
        ceaf, mentions = ceaf + one.ceaf_e, mentions + one.mentions
    return Scores(muc, b_cubed, ceaf, mentions)


def match_casts(similarity: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, predicted) of greatest total similarity; zeros never match."""
    if not similarity or not similarity[0]:
        return []
    table = np.array(similarity)
    rows, columns = linear_sum_assignment(-table)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if table[r, c] > 0]
