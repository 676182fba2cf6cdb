"""The second look with gradients: the arithmetic of `fabula.story.speech.second`.

Trained on what first looks make of novels they have not learned from, by the
cross-entropy of the true speaker.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.scorer import LIMIT
from fabula_training.speakers_net import log_shares

__all__ = ["fit_second"]

Floats = NDArray[np.float32]
_Part = tuple[Tensor, Tensor, Tensor, Tensor, int]  # rows, first look, labels, speech, speeches

INNER = 12
EPOCHS = 6
RATE = 1e-2
DECAY = 1e-3
DROPOUT = 0.1
BATCH = 512  # speeches to a step


class _SecondNet(nn.Module):
    """The network; its arrays are named as `SecondNetwork` reads them."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.trust = nn.Parameter(torch.ones(1))
        self.inner = nn.Linear(features, INNER)
        self.out = nn.Linear(INNER, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, look: Tensor) -> Tensor:
        correction = self.out(self.drop(torch.relu(self.inner(rows))))
        return look * self.trust + correction[:, 0]


def fit_second(samples: Sequence[tuple[SpeakerCandidates, Floats]], seed: int) -> dict[str, Floats]:
    """Train one network; ``samples``: what `look_again` left and labels (1 for the speaker)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    rows = np.concatenate([c.rows for c, _ in samples])
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    parts = [part for c, right in samples for part in _parts(c, right, mean, scale)]
    net = _SecondNet(rows.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    rates = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=EPOCHS * len(parts) + 1, pct_start=0.1
    )
    for _ in range(EPOCHS):
        for number in rng.permutation(len(parts)):
            scaled, look, right, speech, speeches = parts[number]
            log = log_shares(net(scaled, look), speech, speeches)
            loss = -(log * right).sum() / right.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            rates.step()
    arrays = {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}
    for key, value in net.state_dict().items():
        name, _, last = key.partition(".")
        array = value.numpy().astype(np.float32)
        arrays[f"{name}.bias" if last == "bias" else name] = array.T
    return arrays


def _parts(c: SpeakerCandidates, right: Floats, mean: Floats, scale: Floats) -> list[_Part]:
    """The speeches of a novel, `BATCH` at a time."""
    rows = np.clip((c.rows - mean) / scale, -LIMIT, LIMIT).astype(np.float32)
    found: list[_Part] = []
    for low in range(0, len(c.first) - 1, BATCH):
        high = min(low + BATCH, len(c.first) - 1)
        a, b = int(c.first[low]), int(c.first[high])
        speech = np.repeat(np.arange(high - low), np.diff(c.first[low : high + 1]))
        arrays = (rows[a:b], c.rows[a:b, 0], right[a:b], speech)
        if a < b:
            scaled, look, labels, numbers = (torch.from_numpy(array) for array in arrays)
            found.append((scaled, look, labels, numbers, high - low))
    return found
