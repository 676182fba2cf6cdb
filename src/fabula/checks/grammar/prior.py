"""How much of a text is wrong, and how far a word in it is to be believed wrong.

The reader's probabilities of a fault fit texts as faulty as those it was taught on. An
edited novel has far fewer faults, a careless draft more. What share of this text is
wrong is found by expectation maximization over the reader's own probabilities, and they
are set to that share: Saerens, Latinne and Decaestecker, "Adjusting the outputs of a
classifier to new a priori probabilities" (Neural Computation 14, 2002). Short texts lean
on what is expected of a draft.
"""

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Doubles

__all__ = [
    "EXPECTED",
    "ODD",
    "TAUGHT",
    "WEIGHT",
    "expected",
    "reweighed",
    "share_of_faults",
    "share_wrong",
]

TAUGHT = 0.03
"""Share of the words that are spoiled in the training text, counted over the files of
``fabula_training.epochs``: .024 in the first epochs (half of the sentences spoiled), .038 in the
last. What lies between makes the probabilities fit on held-out novels."""

EXPECTED = 0.011
WEIGHT = 1000.0
"""A text is taken to have this share of wrong words before it is read, and the reading to
have been of so many words already (a beta prior). It is so heavy that a few odd
sentences in a chapter do not make all others doubtful, and so light that a chapter of a
thousand words without a mistake is believed: of 54 contemporary scenes a third fewer false
corrections than with 0.013 and 2,000 words, of 138 mistakes in drafts one fewer found."""

_PLAIN = 0.002
_TRUST = 1.3
_MOST_EXPECTED = 3 * EXPECTED
"""Slips that the text alone shows, per word of a draft with the expected share: in 138 mistakes of
given drafts there are 45, in 65,000 words of novels and contemporary scenes three."""

ODD = 0.002
"""Share of the words of an edited novel that look wrong to the reader and are not: what it
finds in the held-out novels as printed (.0018 to .0042)."""

_LEAST_SHARE = 0.0005
_ROUNDS = 400
_CLOSE = 1e-6
_TINY = 1e-6


def expected(slips: int | None, words: int) -> float:
    """What share of wrong words is expected before reading, by the slips that the text alone
    shows: drafts have them, edited prose has none. None where nobody counted."""
    if slips is None:
        return EXPECTED
    return min(EXPECTED * _TRUST * (slips + 1) / (words * _PLAIN + 1), _MOST_EXPECTED)


def share_wrong(error: NDArray[np.floating], prior: float = EXPECTED) -> float:
    """The likeliest share of wrong words in a text, from the reader's probabilities. [T]"""
    values, counts = np.unique(error, return_counts=True)
    odds = _odds(values) / _odds(np.float64(TAUGHT))
    total = float(counts.sum()) + WEIGHT
    share = prior
    for _ in range(_ROUNDS):
        wrong = odds * (share / (1 - share))
        found = (float((counts * wrong / (1 + wrong)).sum()) + prior * WEIGHT) / total
        if abs(found - share) < _CLOSE:
            break
        share = found
    return share


def share_of_faults(error: NDArray[np.floating], prior: float = EXPECTED) -> float:
    """`share_wrong` without the words that look wrong in edited novels too. [T]"""
    return max(share_wrong(error, prior) - ODD, _LEAST_SHARE)


def reweighed(error: NDArray[np.floating], share: float) -> Doubles:
    """The reader's probabilities in a text of which that share is wrong. [T]"""
    odds = _odds(error) * (_odds(np.float64(share)) / _odds(np.float64(TAUGHT)))
    return np.asarray(odds / (1 + odds), dtype=np.float64)


def _odds(probability: NDArray[np.floating] | np.floating) -> Doubles:
    kept = np.clip(np.asarray(probability, dtype=np.float64), _TINY, 1 - _TINY)
    return np.asarray(kept / (1 - kept))
