"""The learned scorer: a small network that weighs candidates in the light of the speeches around.

Each candidate is first weighed by what stands around its own speech. Then, in a few
rounds, every row takes in how the same person fares in the speeches before and after,
and who else is likely there, and is weighed again. Rows of one speech share a softmax.
The weights are trained by ``training/`` on novels of the Project Dialogism Novel Corpus;
``manifest.json`` beside them says which.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats
from fabula.story.speech.columns import FEATURES
from fabula.story.speech.conversation import OFFSETS, Conversation, look_around
from fabula.story.speech.evidence import SpeechEvidence
from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.second import SECOND_FEATURES, SecondNetwork, look_again

__all__ = ["LIMIT", "Network", "Scorer"]

LIMIT = 6.0
"""Scaled features are cut to this, either way."""

_AGAIN = "again"  # how the names of the second look's networks begin
_RAREST = 1e-6
_CHUNK = 1000  # speeches weighed at a time, so that memory stays bounded


@dataclass(frozen=True, eq=False)
class Network:
    """One network by the names of its arrays.

    ``mean``, ``scale``: [F]. ``inner``, ``state``: two layers from features to a row's
    state [H]. For round r, ``look{r}`` [H + 2, K A] and ``room{r}`` [H, K A] make what the
    rows of the same person and what whole speeches show to those around; ``mix{r}`` takes
    it in; ``out{r}`` scores. Biases end in ``.bias``.
    """

    arrays: Mapping[str, Floats]

    @property
    def rounds(self) -> int:
        """How often the speeches around are looked at."""
        return sum(name.startswith("mix") and "." not in name for name in self.arrays)

    @property
    def reach(self) -> int:
        """Speeches on either side that can bear on one."""
        return self.rounds * max(abs(offset) for offset in OFFSETS)

    def score(self, rows: Floats, around: Conversation) -> Floats:
        """The logarithm of each row's probability. [N, F] to [N]"""
        rows = np.clip((rows - self.arrays["mean"]) / self.arrays["scale"], -LIMIT, LIMIT)
        state = self._relu("state", self._relu("inner", rows.astype(np.float32)))
        chance = _log_shares(self._layer("out0", state)[:, 0], around)
        for number in range(self.rounds):
            state = state + self._round(number, state, chance, around)
            chance = _log_shares(self._layer(f"out{number + 1}", state)[:, 0], around)
        return chance

    def _round(self, number: int, state: Floats, chance: Floats, around: Conversation) -> Floats:
        likely = np.exp(chance)[:, None]
        known = np.concatenate([state, likely, 0.2 * np.log(likely + 1e-4)], axis=1)
        columns = np.arange(len(OFFSETS))
        shown = _padded(known @ self.arrays[f"look{number}"])
        same = shown[around.row, columns]
        rooms = _padded(_sums(state @ self.arrays[f"room{number}"] * likely, around))
        near = around.near[:, :, None]
        parts = (
            known,
            same.reshape(len(state), -1),
            (same * near).reshape(len(state), -1),
            (rooms[around.other, columns] * near).reshape(len(state), -1),
            rooms[around.speech, 0],
        )
        return self._relu(f"mix{number}", np.concatenate(parts, axis=1))

    def _layer(self, name: str, state: Floats) -> Floats:
        out: Floats = state @ self.arrays[name] + self.arrays[f"{name}.bias"]
        return out

    def _relu(self, name: str, state: Floats) -> Floats:
        return np.maximum(self._layer(name, state), np.float32(0))


def _padded(flat: Floats) -> Floats:
    """[n, K A] as [n + 1, K, A], the last row of zeros for what is not there."""
    rows = flat.reshape(len(flat), len(OFFSETS), -1)
    return np.concatenate([rows, np.zeros_like(rows, shape=(1, *rows.shape[1:]))])


def _sums(rows: Floats, around: Conversation) -> Floats:
    """Rows summed over each speech; every speech has rows. [U, ...]"""
    first = np.flatnonzero(np.diff(around.speech, prepend=-1))
    return np.add.reduceat(rows, first, axis=0)


def _log_shares(score: Floats, around: Conversation) -> Floats:
    """Scores as log probabilities over the candidates of each speech. [N]"""
    return _shares(score, around.speech)


def _shares(score: Floats, speech: NDArray[np.int64]) -> Floats:
    """The same for rows whose speeches are numbered in order, some perhaps without rows."""
    new = np.diff(speech, prepend=-1) != 0
    first, place = np.flatnonzero(new), np.cumsum(new) - 1
    level = score - np.maximum.reduceat(score, first)[place]
    shares: Floats = level - np.log(np.add.reduceat(np.exp(level), first))[place]
    return shares


@dataclass(frozen=True, eq=False)
class Scorer:
    """Networks of several trainings, whose log probabilities are averaged.

    ``again``: those of the second look; without them the first decides. ``trust``: slope and
    shift of the log odds, by which a confidence is what held-out texts bear out.
    """

    networks: tuple[Network, ...]
    again: tuple[SecondNetwork, ...] = ()
    trust: tuple[float, float] = (1.0, 0.0)

    def confidence(self, chance: float) -> float:
        """How likely a speaker who is given with a chance is the right one."""
        slope, shift = self.trust
        odds = math.log(max(chance, _RAREST) / max(1 - chance, _RAREST))
        return 1 / (1 + math.exp(-(slope * odds + shift)))

    def weigh(
        self, evidence: SpeechEvidence, candidates: SpeakerCandidates
    ) -> tuple[SpeakerCandidates, Floats]:
        """The candidates that were left for a second look, and how likely each is. [N]"""
        chances = self.probabilities(candidates)
        if not self.again or not len(chances):
            return candidates, chances
        left = look_again(evidence, candidates, chances)
        speech = np.repeat(np.arange(len(left.first) - 1), np.diff(left.first))
        scores = [_shares(network.score(left.rows), speech) for network in self.again]
        return left, np.exp(_shares(np.mean(scores, axis=0), speech))

    def probabilities(self, candidates: SpeakerCandidates) -> Floats:
        """How likely each candidate row is the speaker by the first look, 1 over a speech. [N]"""
        out = np.zeros(len(candidates.entity), dtype=np.float32)
        spoken = _with_rows(candidates)
        count = len(spoken.first) - 1
        reach = max(network.reach for network in self.networks)
        for low in range(0, count, _CHUNK):
            high = min(low + _CHUNK, count)
            begin, end = max(0, low - reach), min(count, high + reach)
            around = look_around(spoken, begin, end)
            rows = spoken.rows[spoken.first[begin] : spoken.first[end]]
            scores = [network.score(rows, around) for network in self.networks]
            chance = np.exp(_log_shares(np.mean(scores, axis=0), around))
            a, b = int(spoken.first[low]), int(spoken.first[high])
            base = int(spoken.first[begin])
            out[a:b] = chance[a - base : b - base]
        return out

    @staticmethod
    def load(folder: Traversable) -> "Scorer":
        """Read ``weights.npz``; its features must be those of this code."""
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        if manifest["features"] != [*FEATURES, *SECOND_FEATURES]:
            raise ValueError("the speaker weights were trained on other features")
        with (folder / "weights.npz").open("rb") as file, np.load(file) as data:
            networks: dict[str, dict[str, Floats]] = {}
            for key in data.files:
                network, _, name = key.partition("/")
                networks.setdefault(network, {})[name] = data[key].astype(np.float32)
        first = sorted(key for key in networks if not key.startswith(_AGAIN))
        again = sorted(key for key in networks if key.startswith(_AGAIN))
        return Scorer(
            tuple(Network(networks[key]) for key in first),
            tuple(SecondNetwork(networks[key]) for key in again),
            tuple(manifest.get("trust", (1.0, 0.0))),
        )

    @staticmethod
    @cache
    def shipped() -> "Scorer":
        """The weights that come with the package."""
        return Scorer.load(files("fabula.story.speech") / "weights")


def _with_rows(candidates: SpeakerCandidates) -> SpeakerCandidates:
    """The candidates without speeches that have none; the gaps between the rest are kept."""
    some = np.diff(candidates.first) > 0
    if some.all():
        return candidates
    first = np.concatenate([candidates.first[:-1][some], candidates.first[-1:]])
    return SpeakerCandidates(
        first.astype(np.int32),
        candidates.entity,
        candidates.rows,
        tuple(c for c, kept in zip(candidates.cues, some.tolist(), strict=True) if kept),
        candidates.gaps[some],
    )
