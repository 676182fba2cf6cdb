"""The scorer of speakers with gradients: the arithmetic of `fabula.story.speech.scorer`.

Trained on short runs of speeches, several to a step, by the cross-entropy of the true
speaker after every round, the last counting most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from fabula.story.speech.conversation import OFFSETS, Conversation, look_around
from fabula.story.speech.features import SpeakerCandidates
from fabula.story.speech.scorer import LIMIT

__all__ = ["SpeakerNet", "fit_network"]

Floats = NDArray[np.float32]

INNER, STATE, SHOWN, ROUNDS = 64, 40, 8, 2
EPOCHS = 6  # eight fit the training novels better and the others no better
RATE = 3e-3
DECAY = 1e-3
DROPOUT = 0.2
RUN = 48  # speeches to a run
BATCH = 8  # runs to a step
EARLY = 0.25  # weight of the loss before the last round


@dataclass(frozen=True, eq=False)
class _Run:
    """Consecutive speeches: features, labels and where each row looks."""

    rows: Tensor
    right: Tensor
    around: Conversation
    speeches: int


class SpeakerNet(nn.Module):
    """The network; its arrays are named as `Network` reads them."""

    def __init__(self, features: int) -> None:
        super().__init__()
        wide = SHOWN * len(OFFSETS)
        self.inner = nn.Linear(features, INNER)
        self.state = nn.Linear(INNER, STATE)
        self.out = nn.ModuleList(nn.Linear(STATE, 1) for _ in range(ROUNDS + 1))
        self.look = nn.ModuleList(nn.Linear(STATE + 2, wide, bias=False) for _ in range(ROUNDS))
        self.room = nn.ModuleList(nn.Linear(STATE, wide, bias=False) for _ in range(ROUNDS))
        taken = STATE + 2 + 3 * wide + SHOWN
        self.mix = nn.ModuleList(nn.Linear(taken, STATE) for _ in range(ROUNDS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, rows: Tensor, around: Conversation, speeches: int) -> list[Tensor]:
        """Log probabilities of every row after each round, the first before any."""
        speech = torch.from_numpy(around.speech)
        row, other = torch.from_numpy(around.row), torch.from_numpy(around.other)
        near = torch.from_numpy(around.near)[:, :, None]
        columns = torch.arange(len(OFFSETS))
        state = torch.relu(self.state(self.drop(torch.relu(self.inner(rows)))))
        found = [log_shares(self.out[0](state)[:, 0], speech, speeches)]
        for look, room, mix, out in zip(self.look, self.room, self.mix, self.out[1:], strict=True):
            likely = found[-1].exp()[:, None]
            known = torch.cat([state, likely, 0.2 * torch.log(likely + 1e-4)], 1)
            same = _padded(look(known))[row, columns]
            sums = torch.zeros(speeches, SHOWN * len(OFFSETS))
            rooms = _padded(sums.index_add(0, speech, room(state) * likely))
            parts = (
                known,
                same.flatten(1),
                (same * near).flatten(1),
                (rooms[other, columns] * near).flatten(1),
                rooms[speech, 0],
            )
            state = state + self.drop(torch.relu(mix(torch.cat(parts, 1))))
            found.append(log_shares(out(state)[:, 0], speech, speeches))
        return found

    def arrays(self) -> dict[str, Floats]:
        """The weights by the names that `fabula.story.speech.scorer.Network` reads."""
        out: dict[str, Floats] = {}
        for key, value in self.state_dict().items():
            *path, last = key.split(".")
            array = value.numpy().astype(np.float32)
            name = "".join(path)
            out[name if last == "weight" else f"{name}.bias"] = array.T if array.ndim > 1 else array
        return out


def _padded(flat: Tensor) -> Tensor:
    rows = flat.view(len(flat), len(OFFSETS), SHOWN)
    return torch.cat([rows, rows.new_zeros(1, len(OFFSETS), SHOWN)])


def log_shares(score: Tensor, speech: Tensor, speeches: int) -> Tensor:
    """Scores as log probabilities over the candidates of each speech."""
    top = torch.full((speeches,), -1e9).scatter_reduce(0, speech, score.detach(), "amax")
    level = score - top[speech]
    total = torch.zeros(speeches).index_add(0, speech, level.exp())
    return level - total.log()[speech]


def fit_network(
    samples: Sequence[tuple[SpeakerCandidates, Floats]], seed: int, epochs: int = EPOCHS
) -> dict[str, Floats]:
    """Train one network; ``samples``: candidates and labels (1 for the true speaker)."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    rows = np.concatenate([c.rows for c, _ in samples])
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    runs = [run for c, right in samples for run in _runs(c, right, mean, scale)]
    net = SpeakerNet(rows.shape[1])
    steps = epochs * -(-len(runs) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    rates = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=steps + 1, pct_start=0.1
    )
    for _ in range(epochs):
        order = rng.permutation(len(runs))
        for at in range(0, len(runs), BATCH):
            batch = _joined([runs[i] for i in order[at : at + BATCH]])
            loss = _loss(net(batch.rows, batch.around, batch.speeches), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            rates.step()
    return {**net.arrays(), "mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}


def _runs(candidates: SpeakerCandidates, right: Floats, mean: Floats, scale: Floats) -> list[_Run]:
    rows = np.clip((candidates.rows - mean) / scale, -LIMIT, LIMIT).astype(np.float32)
    found: list[_Run] = []
    count = len(candidates.first) - 1
    for low in range(0, count, RUN):
        high = min(low + RUN, count)
        a, b = int(candidates.first[low]), int(candidates.first[high])
        if a < b:
            around = look_around(candidates, low, high)
            found.append(
                _Run(torch.from_numpy(rows[a:b]), torch.from_numpy(right[a:b]), around, high - low)
            )
    return found


def _joined(runs: Sequence[_Run]) -> _Run:
    """Several runs side by side; rows that look past a run's end still see nothing."""
    rows = sum(run.around.rows for run in runs)
    speeches = sum(run.speeches for run in runs)
    speech, row, other = [], [], []
    base = before = 0
    for run in runs:
        here = run.around
        speech.append(here.speech + before)
        row.append(np.where(here.row == here.rows, rows, here.row + base))
        other.append(np.where(here.other == run.speeches, speeches, here.other + before))
        base += here.rows
        before += run.speeches
    around = Conversation(
        np.concatenate(speech),
        np.concatenate(row),
        np.concatenate(other),
        np.concatenate([run.around.near for run in runs]),
    )
    return _Run(
        torch.cat([run.rows for run in runs]),
        torch.cat([run.right for run in runs]),
        around,
        speeches,
    )


def _loss(found: Sequence[Tensor], batch: _Run) -> Tensor:
    """Cross-entropy over the speeches whose true speaker is a candidate."""
    known = torch.zeros(batch.speeches).index_add(
        0, torch.from_numpy(batch.around.speech), batch.right
    )
    count = (known > 0).sum().clamp(min=1)
    losses = [-(log * batch.right).sum() / count for log in found]
    return losses[-1] + EARLY * torch.stack(losses[:-1]).sum()
