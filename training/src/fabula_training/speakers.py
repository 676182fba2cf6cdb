"""Train the scorer of speakers on the Project Dialogism Novel Corpus.

    python -m fabula_training.speakers PDNC [--folds 5] [--out FOLDER]

Cross-validated by novel: the printed figures are of novels each model has not seen.
The shipped weights are then trained on all the novels given, the second network on
first guesses that were themselves held out; ``held_out.npz`` beside the weights keeps
every candidate's held-out probability. About three minutes on one free core.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.story.speech.chain import Chain, turn_kinds
from fabula.story.speech.features import FEATURES, Candidates, find_candidates
from fabula.story.speech.scorer import Network, Scorer, second_rows, share_out
from fabula.story.speech.sequence import SEQUENCE_FEATURES
from fabula_training.speakers_data import Novel, novel_names, read_novel

__all__ = ["Sample", "fit_chain", "fit_network", "main", "train"]

Floats = NDArray[np.float32]

HIDDEN = (64, 24)  # wider gains nothing on held-out novels
EPOCHS = 12
RATE = 3e-3
DECAY = 1e-4
DROPOUT = 0.15  # the features overlap; without it the nets trust rare ones
BATCH = 384  # speeches
LOCAL = 0.9  # weight of the first guess in the chain; less lets alternation overrule cues
SEED = 0


@dataclass(frozen=True, eq=False)
class Sample:
    """A novel's candidates with ``right`` [N] 1 for the true speaker."""

    novel: Novel
    candidates: Candidates
    right: NDArray[np.float32]


def sample_of(novel: Novel) -> Sample:
    """Candidates and labels of a novel."""
    candidates = find_candidates(novel.evidence)
    truth = np.repeat(novel.speaker, np.diff(candidates.first))
    return Sample(novel, candidates, (candidates.entity == truth).astype(np.float32))


def fit_network(samples: Sequence[Sample], rows: Sequence[Floats], seed: int = SEED) -> Network:
    """Train one network by the cross-entropy of the true speaker among the candidates (Adam)."""
    data = np.concatenate(rows)
    right = np.concatenate([s.right for s in samples])
    bounds = np.concatenate([[0], *(np.diff(s.candidates.first) for s in samples)]).cumsum()
    rng = np.random.default_rng(seed)
    mean, scale = data.mean(0), data.std(0) + 1e-3
    data = np.clip((data - mean) / scale, -6, 6).astype(np.float32)
    sizes = (data.shape[1], *HIDDEN, 1)
    weights = [(rng.normal(size=s) * np.sqrt(2 / s[0])).astype(np.float32) for s in pairwise(sizes)]
    biases = [np.zeros(n, dtype=np.float32) for n in sizes[1:]]
    known = np.add.reduceat(right, bounds[:-1]) > 0
    speeches = np.flatnonzero(known & (np.diff(bounds) > 1))
    optimiser = _Adam([*weights, *biases], EPOCHS * (len(speeches) // BATCH + 1))
    for _ in range(EPOCHS):
        rng.shuffle(speeches)
        for at in range(0, len(speeches), BATCH):
            batch = speeches[at : at + BATCH]
            take = np.concatenate([np.arange(bounds[u], bounds[u + 1]) for u in batch])
            first = np.concatenate([[0], np.cumsum(bounds[batch + 1] - bounds[batch])])
            optimiser.step(_gradients(weights, biases, data[take], right[take], first, rng))
    return Network(mean, scale, tuple(weights), tuple(biases))


def _gradients(
    weights: list[Floats],
    biases: list[Floats],
    rows: Floats,
    right: Floats,
    first: NDArray[np.int64],
    rng: np.random.Generator,
) -> list[Floats]:
    states, masks = [rows], []
    for number, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        state = states[-1] @ weight + bias
        if number + 1 < len(weights):
            keep = (rng.random(state.shape, dtype=np.float32) > DROPOUT) / (1 - DROPOUT)
            state = np.maximum(state, 0) * keep.astype(np.float32)
            masks.append(keep.astype(np.float32))
        states.append(state)
    score = states[-1][:, 0]
    speech = np.repeat(np.arange(len(first) - 1), np.diff(first))
    weight_of = np.exp(score - np.maximum.reduceat(score, first[:-1])[speech])
    chance = weight_of / np.add.reduceat(weight_of, first[:-1])[speech]
    flow = ((chance - right) / (len(first) - 1))[:, None].astype(np.float32)
    by_weight: list[Floats] = []
    by_bias: list[Floats] = []
    for number in range(len(weights) - 1, -1, -1):
        by_weight.insert(0, states[number].T @ flow + DECAY * weights[number])
        by_bias.insert(0, flow.sum(0))
        if number:
            flow = (flow @ weights[number].T) * (states[number] > 0) * masks[number - 1]
    return [*by_weight, *by_bias]


class _Adam:
    """Adam with a short warm-up and a cosine decay."""

    def __init__(self, values: list[Floats], steps: int) -> None:
        self.values = values
        self.steps = steps
        self.count = 0
        self.means = [np.zeros_like(v) for v in values]
        self.squares = [np.zeros_like(v) for v in values]

    def step(self, gradients: list[Floats]) -> None:
        self.count += 1
        rate = RATE * min(1, self.count / 100)
        rate *= 0.5 * (1 + np.cos(np.pi * self.count / self.steps)) + 0.01
        for value, mean, square, gradient in zip(
            self.values, self.means, self.squares, gradients, strict=True
        ):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            top = mean / (1 - 0.9**self.count)
            value -= rate * top / (np.sqrt(square / (1 - 0.999**self.count)) + 1e-8)


def fit_chain(samples: Sequence[Sample], chances: Sequence[Floats], rounds: int = 5) -> Chain:
    """Weights that make the chain's expected relations those of the true speakers."""
    shape = (4, 4, 4)
    truth = np.zeros(shape)
    turns = []
    for sample, chance in zip(samples, chances, strict=True):
        turn = turn_kinds(sample.candidates, chance.astype(np.float64))
        turns.append(turn)
        who = sample.novel.speaker
        for u in range(1, len(who)):
            if who[u] < 0 or who[u - 1] < 0:
                continue
            back = u > 1 and who[u - 2] == who[u]
            relation = (2 if back else 0) if who[u] == who[u - 1] else 1 if back else 3
            truth[turn.gap[u], turn.gap[u - 1], relation] += 1
    order = np.zeros(shape)
    for _ in range(rounds):
        chain = Chain(LOCAL, order)
        expected = np.sum([chain.beliefs(t)[1] for t in turns], axis=0)
        wanted = (truth + 2) / (truth.sum(-1, keepdims=True) + 8)
        order = order + 0.5 * (
            np.log(wanted) - np.log((expected + 2) / (expected.sum(-1, keepdims=True) + 8))
        )
        order -= order.mean(-1, keepdims=True)
    return Chain(LOCAL, order)


def train(samples: Sequence[Sample], folds: int) -> tuple[Scorer, list[Floats], list[Floats]]:
    """A scorer of all samples, and the probabilities that held-out networks give each.

    Returns the scorer, the first network's held-out probabilities and the final ones.
    """
    groups = [[i for i in range(len(samples)) if i % folds == k] for k in range(folds)]
    rows = [s.candidates.rows for s in samples]
    first = _held_out(samples, rows, groups)
    chain = fit_chain(samples, first)
    seconds = []
    for sample, chance in zip(samples, first, strict=True):
        turn = turn_kinds(sample.candidates, chance.astype(np.float64))
        chained = chain.marginals(turn, sample.candidates).astype(np.float32)
        seconds.append(second_rows(sample.candidates, chance, chained))
    final = _held_out(samples, seconds, groups)
    scorer = Scorer(fit_network(samples, rows), chain, fit_network(samples, seconds))
    return scorer, first, final


def _held_out(
    samples: Sequence[Sample], rows: Sequence[Floats], groups: list[list[int]]
) -> list[Floats]:
    found: dict[int, Floats] = {}
    for group in groups:
        rest = [i for i in range(len(samples)) if i not in group]
        network = fit_network([samples[i] for i in rest], [rows[i] for i in rest])
        for i in group:
            found[i] = share_out(network.score(rows[i]), samples[i].candidates)
    return [found[i] for i in range(len(samples))]


def report(samples: Sequence[Sample], chances: Sequence[Floats]) -> dict[str, float]:
    """Accuracy by quotation: each novel, each type, and overall."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for sample, chance in zip(samples, chances, strict=True):
        first = sample.candidates.first
        novel = sample.novel
        for speech, speaker, kind in zip(
            novel.quote_speech, novel.quote_speaker, novel.quote_type, strict=True
        ):
            low, high = int(first[speech]), int(first[speech + 1])
            hit = low < high and (
                sample.candidates.entity[low + int(np.argmax(chance[low:high]))] == speaker
            )
            for key in (novel.name, kind, "all"):
                asked[key] += 1
                right[key] += bool(hit)
    return {key: right[key] / asked[key] for key in sorted(asked)}


def save(scorer: Scorer, folder: Path, manifest: dict[str, object]) -> None:
    """Write ``weights.npz`` and ``manifest.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[np.float32]] = {
        "chain.local": np.array(scorer.chain.local, dtype=np.float32),
        "chain.order": scorer.chain.order.astype(np.float32),
    }
    for name, network in (("first", scorer.first), ("second", scorer.second)):
        arrays[f"{name}.mean"] = network.mean.astype(np.float32)
        arrays[f"{name}.scale"] = network.scale.astype(np.float32)
        for number, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
            arrays[f"{name}.weight{number}"] = weight.astype(np.float32)
            arrays[f"{name}.bias{number}"] = bias.astype(np.float32)
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder with one folder a novel")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="write the weights here")
    options = parser.parse_args(arguments)
    names = novel_names(options.corpus)
    samples = [sample_of(read_novel(options.corpus, name)) for name in names]
    scorer, first, final = train(samples, options.folds)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        held = {s.novel.name: p for s, p in zip(samples, final, strict=True)}
        np.savez_compressed(options.out / "held_out.npz", allow_pickle=False, **held)
    scores = {"first network": report(samples, first)["all"], **report(samples, final)}
    for key, value in scores.items():
        print(f"{key:32s} {value:.3f}", flush=True)
    if options.out:
        manifest = {
            "what": "speaker scorer: two perceptrons and a chain",
            "features": [*FEATURES, *SEQUENCE_FEATURES],
            "data": "Project Dialogism Novel Corpus: " + ", ".join(names),
            "folds": options.folds,
            "seed": SEED,
            "held-out accuracy, gold quotations and cast": {
                k: round(v, 4) for k, v in scores.items()
            },
        }
        save(scorer, options.out, manifest)


if __name__ == "__main__":
    main()
