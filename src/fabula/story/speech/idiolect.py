"""How alike a speech is to what each person surely says elsewhere in the book.

A word a person uses more than the others do speaks for them: dialect, pet phrases, the
names they talk about. Counts are smoothed toward the speech of the whole book (a
multinomial model with a Dirichlet prior: Zhai and Lafferty 2004).
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from fabula.arrays import Floats
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["Idiolects"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[?!]")
_PRIOR = 300.0  # words of the whole book's speech mixed into each person's
_MOST = 60  # people compared; further ones say too little
_LONG = 400  # words of a speech that are looked at


class Idiolects:
    """Word counts of the speeches, and of what each person surely says."""

    def __init__(self, evidence: SpeechEvidence, sure: Sequence[int]) -> None:
        """``sure``: the entity whose cue each speech has, -1 for none."""
        texts = [
            " ".join(
                evidence.text[evidence.part_start[p] : evidence.part_end[p]]
                for p in range(u.first, u.last)
            )
            for u in evidence.units
        ]
        split = [_WORD.findall(t.lower())[:_LONG] for t in texts]
        known: Counter[str] = Counter()
        for words in split:
            known.update(words)
        kept = [w for w, n in known.items() if n > 1]
        number = {w: i for i, w in enumerate(kept)}
        self.words = [
            np.array([number[w] for w in words if w in number], dtype=np.int64) for words in split
        ]
        said: Counter[int] = Counter()
        for entity, words in zip(sure, split, strict=True):
            if entity >= 0:
                said[entity] += len(words)
        self.place = {e: i for i, (e, _) in enumerate(said.most_common(_MOST))}
        self.counts = np.zeros((len(self.place), max(len(kept), 1)), dtype=np.float32)
        for entity, numbers in zip(sure, self.words, strict=True):
            if entity in self.place:
                np.add.at(self.counts[self.place[entity]], numbers, 1)
        self.share = np.array([known[w] for w in kept] or [1], dtype=np.float32)
        self.share /= max(float(self.share.sum()), 1.0)
        self.totals = self.counts.sum(1)
        self.sure = sure
        self.ratio = self._ratios(self.counts, self.totals)

    def _ratios(self, counts: Floats, totals: Floats) -> Floats:
        """Logarithm of a word's share in a person's speech over its share in the book's."""
        prior = _PRIOR * self.share
        shares = (counts + prior) / (totals[..., None] + _PRIOR)
        out: Floats = np.log(shares / self.share).astype(np.float32)
        return out

    def likeness(self, number: int, entities: list[int]) -> tuple[Floats, Floats]:
        """For a speech and its candidates: the summed log ratio, damped for long speeches,
        and how much is known of each (log of words). The speech itself is left out."""
        words = self.words[number]
        score = np.zeros(len(entities), dtype=np.float32)
        known = np.zeros(len(entities), dtype=np.float32)
        if not len(words):
            return score, known
        damp = np.float32(1 / np.sqrt(len(words)))
        at = np.array([self.place.get(e, -1) for e in entities], dtype=np.int64)
        some = np.flatnonzero(at >= 0)
        if not len(some):
            return score, known
        score[some] = self.ratio[at[some][:, None], words].sum(1) * damp
        known[some] = np.log1p(self.totals[at[some]])
        own = self.sure[number]
        if own in self.place and own in entities:
            row, person = entities.index(own), self.place[own]
            here = np.bincount(words, minlength=len(self.share)).astype(np.float32)[words]
            rest = np.maximum(self.counts[person, words] - here, 0)
            total = max(float(self.totals[person]) - len(words), 0.0)
            prior = _PRIOR * self.share[words]
            ratio = np.log((rest + prior) / (total + _PRIOR) / self.share[words])
            score[row] = ratio.sum() * damp
            known[row] = np.log1p(total)
        return score, known
