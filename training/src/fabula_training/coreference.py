"""Train the scorer of mention pairs: nets on LitBank's chains and those of today's scenes.

Weights go to one ``.npz`` that `fabula.story.mentions.pairs.PairScorer` reads; the manifest says
what they were learned from, and which encoder's vectors they know.

    python -m fabula_training.coreference litbank --out LITBANK
    python -m fabula_training.coreference scenes --start LITBANK/links.npz \
        --out ../src/fabula/story/mentions/links

The first makes four nets of LitBank's documents alone. The second goes on from the first of
them, four times, on the same documents, the scenes that are not set aside and three copies of
each in other guises, and averages the weights of the four: nets that set out from one place
lie close enough together for that. Columns that the start did not have yet begin at nothing. On
one thread, so that the same command makes the same weights.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
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
from fabula_training.coreference_data import Example, examples, scene_examples

__all__ = ["PairNet", "main", "train"]

HIDDEN, SECOND, SHORT = 64, 32, 32
CATEGORIES = (len(MentionClass), len(Role), len(Determiner), 12, 6, 8)
EPOCHS = 9
RATE = 2e-3
SEEDS = (7, 11, 12, 13)
"""One net for each. The first learns from all documents, every other is spared another third of
them, so that they err apart; their scores are averaged."""
FURTHER_EPOCHS = 4
FURTHER_RATE = 1e-3
"""For nets that go on from others. More of them learn the scenes by heart."""
COPIES = 3
"""In how many other guises each scene is shown."""
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

    def start_from(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over the weights of a net; numbers that it was not shown count for nothing yet."""
        with torch.no_grad():
            for name, values in self.p.items():
                values.zero_()
                values[: len(weights[name])] = torch.tensor(weights[name])

    def arrays(self) -> dict[str, NDArray[np.float16]]:
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


def train(
    items: Sequence[Item],
    *,
    seed: int,
    epochs: int = EPOCHS,
    rate: float = RATE,
    start: Mapping[str, NDArray[np.float32]] | None = None,
    log: str = "",
) -> PairNet:
    """A net trained on the items, one document a step; from the weights ``start`` if given."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    net = PairNet(items[0].inputs.shape[1])
    if start is not None:
        net.start_from(start)
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * len(items)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rate, total_steps=steps, pct_start=0.1
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
        if log:
            print(
                f"{log} epoch {epoch + 1}: loss {sum_ / len(items):.4f}, "
                f"{time.monotonic() - began:.1f} s"
            )
    net.eval()
    return net


def spared(items: Sequence[Item], which: int) -> list[Item]:
    """The items without every third, from the first, second or third one."""
    return [item for i, item in enumerate(items) if i % 3 != which]


def stacked(
    nets: Sequence[Mapping[str, NDArray[np.float16]]],
) -> dict[str, NDArray[np.float16]]:
    """The weights of several nets, the net on the first axis, as `PairScorer` reads them."""
    return {name: np.stack([net[name] for net in nets]) for name in nets[0]}


def first_net(path: Path) -> dict[str, NDArray[np.float32]]:
    """The weights of the first net of a file."""
    with np.load(path, allow_pickle=False) as data:
        return {name: data[name][0].astype(np.float32) for name in data.files}


def of_litbank() -> tuple[list[dict[str, NDArray[np.float16]]], dict[str, Any]]:
    """Nets of LitBank's documents alone, and what the manifest says of them."""
    items = [prepare(d) for d in examples()]
    shares = [items, *(spared(items, k) for k in range(len(SEEDS) - 1))]
    nets = [
        train(share, seed=seed, log=f"links {seed}")
        for share, seed in zip(shares, SEEDS, strict=True)
    ]
    return [net.arrays() for net in nets], {
        "documents": len(items),
        "seeds": list(SEEDS),
        "epochs": EPOCHS,
    }


def averaged(nets: Sequence[PairNet]) -> dict[str, NDArray[np.float16]]:
    """The mean of the weights of several nets."""
    weights = [{k: v.detach().numpy() for k, v in net.p.items()} for net in nets]
    return {
        name: np.mean([net[name] for net in weights], axis=0).astype(np.float16)
        for name in weights[0]
    }


def of_scenes_too(start: Path) -> tuple[dict[str, NDArray[np.float16]], dict[str, Any]]:
    """The mean of nets that go on from a file's first with scenes among the documents."""
    documents, scenes = examples(), scene_examples(copies=COPIES)
    items = [prepare(d) for d in [*documents, *scenes]]
    before = first_net(start)
    nets = [
        train(
            items,
            seed=seed,
            epochs=FURTHER_EPOCHS,
            rate=FURTHER_RATE,
            start=before,
            log=f"links {seed}",
        )
        for seed in SEEDS
    ]
    return averaged(nets), {
        "documents": len(documents),
        "scenes": len(scenes) // (1 + COPIES),
        "copies of each": COPIES,
        "seeds": list(SEEDS),
        "weights": "the mean of the nets",
        "epochs": FURTHER_EPOCHS,
        "start": hashlib.sha256(start.read_bytes()).hexdigest(),
    }


def main() -> None:
    """Train on everything but the documents and scenes set aside, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("litbank", "scenes"))
    parser.add_argument("--start", type=Path, help="the nets that `litbank` made")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data = ["LitBank coreference, training documents (CC BY 4.0)"]
    if arguments.what == "scenes":
        if arguments.start is None:
            parser.error("scenes needs --start")
        mean, made = of_scenes_too(arguments.start)
        nets = [mean]
        data.append("contemporary scenes, those not set aside, with copies (CC0)")
    else:
        nets, made = of_litbank()
    arguments.out.mkdir(parents=True, exist_ok=True)
    path = arguments.out / "links.npz"
    weights: dict[str, Any] = stacked(nets)
    np.savez_compressed(path, **weights)
    model = files("fabula.language") / "model/manifest.json"
    manifest = {
        "schema": "fabula.links/1",
        "files": {"links.npz": hashlib.sha256(path.read_bytes()).hexdigest()},
        "data": data,
        "encoder": json.loads(model.read_text("utf-8"))["files"]["encoder.onnx"],
        **made,
        "command": f"python -m fabula_training.coreference {arguments.what}"
        + (" --start LITBANK/links.npz" if arguments.start else ""),
    }
    (arguments.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
