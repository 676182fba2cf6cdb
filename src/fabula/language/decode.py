"""From the encoder's logits to the columns of a reading, window by window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools, Floats, Halves, Ints, Whole
from fabula.language import lemmas
from fabula.language.encoder import Model, Proof
from fabula.language.lemmatizer import Lemmatizer
from fabula.language.mentions import (
    MentionCandidates,
    candidates,
    heads_of,
    joined_candidates,
    plausible,
    without_crossing,
)
from fabula.language.reading import Edits, Labels, MentionKind, Mentions, Reading, Tokens
from fabula.language.sentences import LONGEST, SentenceLimits
from fabula.language.tokens import Offsets
from fabula.language.trees import TreeBuilder
from fabula.language.windows import Window

__all__ = ["Assembly", "Observed", "corrections_of", "observe"]

_SUSPECT = 0.02
"""Probability of a fault from which a remedy is named: low, for whoever knows that the text is
careless will believe in more faults than the model does."""


@dataclass(frozen=True, eq=False)
class Observed:
    """What one window gives: label indices of its own words, candidates, scores for the trees."""

    window: Window
    upos: Whole
    xpos: Whole
    feats: Whole
    script: Whole
    sentence: Floats
    event: Bools
    vectors: Halves
    edits: Edits | None
    proof: Proof | None
    mentions: MentionCandidates
    arcs: Floats
    dep: Floats
    gov: Floats


def observe(
    model: Model, window: Window, outputs: Mapping[str, Floats], proof: Proof | None = None
) -> Observed:
    """Reduce a window's outputs (as the model's contract has them) to what is kept.

    ``proof``: from which its corrections are found later.
    """
    own = slice(window.own_first - window.first, window.own_last - window.first)
    limits = model.thresholds
    return Observed(
        window=window,
        upos=outputs["upos"][own].argmax(axis=1),
        xpos=outputs["xpos"][own].argmax(axis=1),
        feats=outputs["feats"][own].argmax(axis=1),
        script=outputs["lemma"][own].argmax(axis=1),
        sentence=outputs["sentence"][own] - np.float32(limits["sentence"]),
        event=outputs["event"][own] > limits["event"],
        vectors=outputs["link"][own].astype(np.float16),
        edits=corrections_of(outputs) if "edit" in outputs else None,
        proof=proof,
        mentions=candidates(
            window,
            outputs["spans"],
            outputs["first"],
            outputs["last"],
            model.entities,
            limits["span"],
        ),
        arcs=outputs["arcs"],
        dep=outputs["dep"],
        gov=outputs["gov"],
    )


def corrections_of(outputs: Mapping[str, Floats]) -> Edits:
    """The remedies of a window's own words, from the corrections' outputs.

    ``error`` is the probability that a word should not be kept: of one looked at more
    closely that of all remedies (tags 1 and up) together, of another its doubt. Where
    something is probably wrong the tag is the likeliest that mends it: many remedies share
    the probability of a fault, so that keeping (tag 0) can be the likeliest single tag of a
    word that is probably wrong.
    """
    edit, suspects = outputs["edit"], outputs["suspects"].astype(np.int64)
    error = _sigmoid(outputs["doubt"])
    score = 1 - error
    tag = np.zeros(len(error), dtype=np.uint16)
    weights = np.exp(edit - edit.max(axis=1, keepdims=True))
    total = weights.sum(axis=1)
    wrong = 1 - weights[:, 0] / total
    best: Whole = edit.argmax(axis=1)
    likely = wrong > _SUSPECT
    best[likely] = edit[likely, 1:].argmax(axis=1) + 1
    error[suspects], tag[suspects] = wrong, best
    score[suspects] = weights[np.arange(len(edit)), best] / total
    return Edits(tag, score.astype(np.float16), error.astype(np.float16))


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


class Assembly:
    """Takes the windows' observations in order and makes the reading of them."""

    def __init__(self, model: Model, words: Sequence[str], limits: SentenceLimits) -> None:
        """``words`` [T] and where sentences may begin; the model gives labels and heads."""
        total = len(words)
        self._model = model
        self._words = words
        self._limits = limits
        self._root = model.labels.deprel.index("root")
        self._trees = TreeBuilder(total, model.relations, self._root)
        self._starts: Bools = np.zeros(total, dtype=np.bool_)
        self._begun = 0
        self._candidates: list[MentionCandidates] = []
        self._columns: dict[str, NDArray[Any]] = {
            name: np.zeros(total, dtype=kind) for name, kind in _COLUMNS.items()
        }
        self._vectors: Halves = np.zeros((total, 0), dtype=np.float16)

    def add(self, seen: Observed) -> None:
        """Take the next window."""
        window = seen.window
        starts = self._sentence_starts(window, seen.sentence)
        self._trees.add(window, seen.arcs, seen.dep, seen.gov, starts)
        self._candidates.append(seen.mentions)
        own = slice(window.own_first, window.own_last)
        for name, column in self._columns.items():
            column[own] = getattr(seen, name)
        self._keep_vectors(own, seen.vectors)

    def _keep_vectors(self, own: slice, vectors: Halves) -> None:
        """Into one array, made as wide as the first vectors are."""
        if not self._vectors.size:
            self._vectors = np.zeros((len(self._words), vectors.shape[1]), dtype=np.float16)
        self._vectors[own] = vectors

    def _sentence_starts(self, window: Window, logits: Floats) -> Bools:
        """Where sentences begin among the window's own words. [own words]"""
        own = slice(window.own_first, window.own_last)
        starts = (self._limits.may[own] & (logits > 0)) | self._limits.must[own]
        for at in np.flatnonzero(starts).tolist():
            self._cut_long(starts, logits, window.own_first + at, window.own_first)
            self._begun = window.own_first + at
        self._cut_long(starts, logits, window.own_last, window.own_first)
        self._starts[own] = starts
        return starts

    def _cut_long(self, starts: Bools, logits: Floats, end: int, base: int) -> None:
        """Cut the sentence begun last wherever it would grow too long before ``end``."""
        while end - self._begun > LONGEST:
            cut = min(self._begun + LONGEST, end - 1)
            low = max(base, self._begun + LONGEST // 2)
            if low >= cut:
                cut = max(base, cut)
            else:
                cut = low + int(logits[low - base : cut - base].argmax())
            starts[cut - base] = True
            self._begun = cut

    def reading(self, text: str, offsets: Offsets) -> Reading:
        """The reading of the text, after all windows, without corrections."""
        self._trees.finish()
        columns = self._columns
        names, lemma = self._lemmas(columns["script"], columns["xpos"])
        labels = replace(self._model.labels, lemmas=names)
        firsts = np.flatnonzero(self._starts).astype(np.int32)
        tokens = Tokens(
            start=offsets.start,
            end=offsets.end,
            sentence=(np.cumsum(self._starts) - 1).astype(np.int32),
            block=offsets.block,
            upos=columns["upos"],
            xpos=columns["xpos"],
            feats=columns["feats"],
            lemma=lemma,
            head=self._trees.head,
            deprel=self._trees.deprel,
            event=columns["event"],
            vectors=self._vectors,
        )
        mentions = self._mentions(labels, columns["xpos"])
        encoder = self._model.encoder
        return Reading(text, labels, tokens, firsts, mentions, None, encoder)

    def _lemmas(self, scripts: Whole, xpos: Whole) -> tuple[tuple[str, ...], Ints]:
        """The distinct lemmas, and the lemma of every token; each form, tag, script once."""
        lemmatizer = Lemmatizer(self._model.pieces.rank)
        tags = self._model.labels.xpos
        known: dict[tuple[str, int, int], int] = {}
        names: dict[str, int] = {}
        out = np.empty(len(self._words), dtype=np.int32)
        keys = zip(self._words, xpos.tolist(), scripts.tolist(), strict=True)
        for i, key in enumerate(keys):
            found = known.get(key)
            if found is None:
                form, tag, script = key
                scripted = lemmas.apply(self._model.scripts[script], form)
                lemma = lemmatizer.lemma(form, tags[tag], scripted)
                found = known[key] = names.setdefault(lemma, len(names))
            out[i] = found
        return tuple(names), out

    def _mentions(self, labels: Labels, xpos: Whole) -> Mentions:
        kinds = len(labels.kind)
        found = joined_candidates(self._candidates)
        finite = np.array([tag in _FINITE for tag in labels.xpos], dtype=np.bool_)[xpos]
        is_name = found.label % kinds == MentionKind.NAME
        found = plausible(found, self._words, finite, is_name, self._starts)
        found = without_crossing(found)
        return Mentions(
            first=found.first,
            last=found.last,
            head=heads_of(found.first, found.last, self._trees.head),
            type=(found.label // kinds).astype(np.uint8),
            kind=(found.label % kinds).astype(np.uint8),
            score=_sigmoid(found.score).astype(np.float16),
        )


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

_COLUMNS: dict[str, type[np.generic]] = {
    "upos": np.uint8,
    "xpos": np.uint8,
    "feats": np.uint16,
    "script": np.int32,
    "event": np.bool_,
}
