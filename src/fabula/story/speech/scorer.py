"""The learned scorer: two small networks and a chain of speakers between them.

The first network weighs each candidate by what stands around the speech; the chain
(`fabula.story.speech.chain`) adds the order of speakers; the second network weighs the
candidate again, knowing what was made of the speeches around. The weights are trained
by ``training/`` on novels of the Project Dialogism Novel Corpus; ``manifest.json``
beside them says which.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from fabula.story.speech.chain import Chain, turn_kinds
from fabula.story.speech.features import FEATURES, Candidates
from fabula.story.speech.sequence import SEQUENCE_FEATURES, sequence_features

__all__ = ["Network", "Scorer", "second_rows", "share_out"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Network:
    """Layers of a small perceptron: rows are scaled, then ReLU between the layers.

    ``mean``/``scale``: [F]. ``weights``: [F, H1], [H1, H2], [H2, 1]; ``biases`` alike.
    """

    mean: Floats
    scale: Floats
    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]

    def score(self, rows: Floats) -> Floats:
        """One score for each row. [N, F] to [N]"""
        state = np.clip((rows - self.mean) / self.scale, -6, 6).astype(np.float32)
        for number, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            state = state @ weight + bias
            if number + 1 < len(self.weights):
                state = np.maximum(state, 0)
        scores: Floats = state[:, 0]
        return scores


def share_out(score: Floats, candidates: Candidates) -> Floats:
    """Scores as probabilities over the candidates of each speech. [N]"""
    lengths = np.diff(candidates.first)
    speech = np.repeat(np.arange(len(lengths)), lengths)
    top = np.full(len(lengths), -np.inf, dtype=np.float32)
    np.maximum.at(top, speech, score)
    weight = np.exp(score - top[speech])
    total = np.bincount(speech, weight, minlength=len(lengths))
    shares: Floats = (weight / total[speech]).astype(np.float32)
    return shares


def second_rows(candidates: Candidates, chance: Floats, chained: Floats) -> Floats:
    """The second network's rows: the first's, what the chain made of them, the first guess."""
    around = sequence_features(candidates, chained)
    return np.concatenate([candidates.rows, around, chance[:, None]], axis=1).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Scorer:
    """Both networks and the chain between them."""

    first: Network
    chain: Chain
    second: Network

    def probabilities(self, candidates: Candidates) -> Floats:
        """How likely each candidate row is the speaker, summing to 1 over a speech. [N]"""
        if not len(candidates.entity):
            return np.zeros(0, dtype=np.float32)
        chance = share_out(self.first.score(candidates.rows), candidates)
        turns = turn_kinds(candidates, chance.astype(np.float64))
        chained = self.chain.marginals(turns, candidates).astype(np.float32)
        return share_out(self.second.score(second_rows(candidates, chance, chained)), candidates)

    @staticmethod
    def load(folder: Traversable) -> "Scorer":
        """Read ``weights.npz``; its features must be those of this code."""
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["features"] != [*FEATURES, *SEQUENCE_FEATURES]:
            raise ValueError("the speaker weights were trained on other features")
        with (folder / "weights.npz").open("rb") as file, np.load(file) as data:
            return Scorer(
                _network(data, "first"),
                Chain(float(data["chain.local"]), data["chain.order"].astype(np.float64)),
                _network(data, "second"),
            )

    @staticmethod
    @cache
    def shipped() -> "Scorer":
        """The weights that come with the package."""
        return Scorer.load(files("fabula.story.speech") / "weights")


def _network(data: "np.lib.npyio.NpzFile", name: str) -> Network:
    layers = sum(key.startswith(f"{name}.weight") for key in data.files)
    return Network(
        data[f"{name}.mean"],
        data[f"{name}.scale"],
        tuple(data[f"{name}.weight{i}"] for i in range(layers)),
        tuple(data[f"{name}.bias{i}"] for i in range(layers)),
    )
