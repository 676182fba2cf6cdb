"""Train the scorer of mention pairs: a few nets on LitBank's chains.

Weights go to one ``.npz`` that `fabula.story.mentions.pairs.PairScorer` reads; the manifest says
what they were learned from, and which encoder's vectors they know.

    python -m fabula_training.coreference --out ../src/fabula/story/mentions/links
"""

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import Determiner, MentionClass, Role
from fabula.story.mentions.pairs import (
    NUMBERS,
    TABLES,
    Landscape,
    Pairs,
    find_pairs,
    mention_categories,
    pair_features,
)
from fabula_training.coreference_data import Example, examples

__all__ = ["PairNet", "main", "train"]

HIDDEN, SECOND, SHORT = 64, 32, 32
CATEGORIES = (len(MentionClass), len(Role), len(Determiner), 12, 6, 8)
EPOCHS = 9
RATE = 2e-3
SEEDS = (7, 11, 12, 13)
"""One net for each. The first learns from all documents, every other is spared another third of
them, so that they err apart; their scores are averaged."""
NO_VECTORS = 0.2
"""How often a document is shown without vectors, so that the rest is learned for itself."""


@dataclass
class Item:
    """One document ready for the net: tensors of pairs, and which pairs are right."""

    frame: Frame
    pairs: Pairs
    inputs: Tensor  # [M, 3 D]
    mention: Tensor  # [M, 6]
    anaphor: Tensor  # [P]
    antecedent: Tensor  # [P]
    tables: dict[str, Tensor]
    numbers: Tensor  # [P, NUMBERS]
    right: Tensor  # [P] bool
    free: Tensor  # [M] bool: mentions the model decides on
    weight: Tensor  # [M] float: 0 where the gold is not known


class PairNet(nn.Module):
    """The same arithmetic as `fabula.story.mentions.pairs.PairScorer`, with gradients."""

    def __init__(self, width: int) -> None:
        super().__init__()

        def weights(*shape: int, scale: float = 1.0) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape) * scale / max(shape[0], 1) ** 0.5)

        self.p = nn.ParameterDict(
            {
                "vector": weights(width, HIDDEN, scale=0.5),
                "later": weights(HIDDEN, HIDDEN),
                "earlier": weights(HIDDEN, HIDDEN),
                "short_a": weights(width, SHORT),
                "short_b": weights(width, SHORT),
                "product": weights(SHORT, HIDDEN),
                "numbers": weights(NUMBERS, HIDDEN),
                "second": weights(HIDDEN, SECOND),
                "second_bias": nn.Parameter(torch.zeros(SECOND)),
                "last": weights(SECOND, 1),
                "last_bias": nn.Parameter(torch.zeros(1)),
                "new1": weights(HIDDEN, SECOND),
                "new1_bias": nn.Parameter(torch.zeros(SECOND)),
                "new2": weights(SECOND, 1),
                "new2_bias": nn.Parameter(torch.zeros(1)),
            }
        )
        for column, size in enumerate(CATEGORIES):
            self.p[f"mention{column}"] = nn.Parameter(torch.randn(size, HIDDEN) * 0.1)
        for name, size in TABLES.items():
            self.p[f"table_{name}"] = nn.Parameter(torch.randn(size, HIDDEN) * 0.1)
        self.drop = nn.Dropout(0.2)
        self.drop_vectors = nn.Dropout(0.3)

    def forward(self, item: Item) -> tuple[Tensor, Tensor]:
        """Scores of the pairs [P] and of being new [M]."""
        p = self.p
        inputs = self.drop_vectors(item.inputs)
        if self.training and torch.rand(()) < NO_VECTORS:
            inputs = torch.zeros_like(inputs)
        state = inputs @ p["vector"]
        for column in range(len(CATEGORIES)):
            state = state + p[f"mention{column}"][item.mention[:, column]]
        later, earlier = state @ p["later"], state @ p["earlier"]
        short_a, short_b = inputs @ p["short_a"], inputs @ p["short_b"]
        new = torch.relu(self.drop(state) @ p["new1"] + p["new1_bias"]) @ p["new2"]
        new = new + p["new2_bias"]
        hidden = item.numbers @ p["numbers"]
        hidden = hidden + (short_a[item.anaphor] * short_b[item.antecedent]) @ p["product"]
        hidden = hidden + later[item.anaphor] + earlier[item.antecedent]
        for name, values in item.tables.items():
            hidden = hidden + p[f"table_{name}"][values]
        hidden = self.drop(torch.relu(hidden))
        second = self.drop(torch.relu(hidden @ p["second"] + p["second_bias"]))
        return (second @ p["last"] + p["last_bias"])[:, 0], new[:, 0]

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name."""
        return {k: v.detach().numpy().astype(np.float16) for k, v in self.p.items()}


def prepare(example: Example) -> Item:
    """The tensors of one document."""
    frame = example.frame
    pairs = find_pairs(frame)
    tables, numbers = pair_features(frame, pairs, 0, len(pairs), Landscape(frame))
    gold = example.gold
    right = (gold[pairs.anaphor] == gold[pairs.antecedent]) & (gold[pairs.anaphor] >= 0)
    first_names = np.ones(len(frame), dtype=bool)
    seen: set[int] = set()
    for i, name in enumerate(frame.name.tolist()):
        if name >= 0:
            first_names[i] = name not in seen
            seen.add(name)
    return Item(
        frame,
        pairs,
        torch.tensor(example.inputs),
        torch.tensor(mention_categories(frame), dtype=torch.long),
        torch.tensor(pairs.anaphor, dtype=torch.long),
        torch.tensor(pairs.antecedent, dtype=torch.long),
        {k: torch.tensor(v, dtype=torch.long) for k, v in tables.items()},
        torch.tensor(numbers),
        torch.tensor(right),
        torch.tensor(first_names),
        torch.tensor(example.weight, dtype=torch.float32),
    )


def loss_of(net: PairNet, item: Item) -> Tensor:
    """Mean negative log of the probability of a right antecedent, or of being new."""
    scores, new = net(item)
    count = len(item.frame)
    weights = torch.exp(scores.clamp(-30, 30))
    fresh = torch.exp(new.clamp(-30, 30))
    total = fresh.index_add(0, item.anaphor, weights)
    zero = torch.zeros(count)
    found = zero.index_add(0, item.anaphor, weights * item.right)
    has = zero.index_add(0, item.anaphor, item.right.float()) > 0
    good = torch.where(has, found, fresh)
    each = torch.log(total) - torch.log(good.clamp_min(1e-12))
    mask = item.free.float() * item.weight
    return (each * mask).sum() / mask.sum().clamp_min(1.0)


def train(items: Sequence[Item], *, seed: int, epochs: int = EPOCHS, log: str = "") -> PairNet:
    """A net trained on the items, one document a step."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    net = PairNet(items[0].inputs.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.02)
    steps = epochs * len(items)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=steps, pct_start=0.1
    )
    for epoch in range(epochs):
        net.train()
        began, sum_ = time.monotonic(), 0.0
        for k in order.permutation(len(items)):
            optimiser.zero_grad()
            loss = loss_of(net, items[k])
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            sum_ += loss.item()
        if log and epoch % 4 == 3:
            print(
                f"{log} epoch {epoch + 1}: loss {sum_ / len(items):.4f}, "
                f"{time.monotonic() - began:.1f} s"
            )
    net.eval()
    return net


def spared(items: Sequence[Item], which: int) -> list[Item]:
    """The items without every third, from the first, second or third one."""
    return [item for i, item in enumerate(items) if i % 3 != which]


def stacked(nets: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The weights of several nets, the net on the first axis, as `PairScorer` reads them."""
    return {name: np.stack([net[name] for net in nets]) for name in nets[0]}


def main() -> None:
    """Train on everything but the development documents and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    arguments = parser.parse_args()
    documents = examples()
    items = [prepare(d) for d in documents]
    shares = [items, *(spared(items, k) for k in range(len(SEEDS) - 1))]
    nets = [
        train(share, seed=seed, epochs=arguments.epochs, log=f"links {seed}")
        for share, seed in zip(shares, SEEDS, strict=True)
    ]
    arguments.out.mkdir(parents=True, exist_ok=True)
    path = arguments.out / "links.npz"
    weights: dict[str, Any] = stacked([net.arrays() for net in nets])
    np.savez_compressed(path, **weights)
    model = files("fabula.language") / "model/manifest.json"
    manifest = {
        "schema": "fabula.links/1",
        "files": {"links.npz": hashlib.sha256(path.read_bytes()).hexdigest()},
        "data": ["LitBank coreference, training documents (CC BY 4.0)"],
        "encoder": json.loads(model.read_text("utf-8"))["files"]["encoder.onnx"],
        "documents": len(documents),
        "seeds": list(SEEDS),
        "epochs": arguments.epochs,
        "command": "python -m fabula_training.coreference --out ../src/fabula/story/mentions/links",
    }
    (arguments.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
