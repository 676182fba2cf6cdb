"""The corrections' layers over all words made narrower: ``python -m fabula_training.narrow RUN``.

Of a layer's inner units those stay that vary most in what they add; what the others add on
average goes into the bias. The run after this one learns to do without them.
"""

import argparse
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from fabula_training.config import RUNS
from fabula_training.corpora import Corpora, load_corpora
from fabula_training.model import Layer, Reader, Shape
from fabula_training.train import CORRECTION_PIECES
from fabula_training.windows import batches, windows_of

__all__ = ["keep", "narrow"]

WINDOWS = 400
"""Windows of spoiled prose on which the units are watched."""


@torch.no_grad()
def narrow(reader: Reader, corpora: Corpora, folder: Path, inner: int) -> None:
    """Leave ``inner`` units in each of the corrections' layers over all words."""
    layers = list(reader.encoder.proof)
    seen: list[list[Tensor]] = [[] for _ in layers]
    hooks = [
        layer.up.register_forward_hook(
            lambda _module, _given, out, kept=kept: kept.append(functional.gelu(out).flatten(0, 1))
        )
        for layer, kept in zip(layers, seen, strict=True)
    ]
    spoiled = corpora.spoiled(folder, 0)
    windows = ((d, a, b) for d in spoiled for a, b in windows_of(d, CORRECTION_PIECES, None))
    for window in islice(windows, WINDOWS):
        b = batches([window], corpora.pieces, ())
        reader(b.pieces, b.cases, b.mask, b.words, "corrections")
    for hook in hooks:
        hook.remove()
    for layer, kept in zip(layers, seen, strict=True):
        keep(layer, torch.cat(kept), inner)


def keep(layer: Layer, units: Tensor, inner: int) -> None:
    """Keep the units [N, old inner] that vary most in what they add."""
    adds = units.var(dim=0) * layer.down.weight.square().sum(dim=0)
    kept = adds.topk(inner).indices.sort().values
    gone = torch.ones_like(adds).index_fill(0, kept, 0.0)
    bias = layer.down.bias + layer.down.weight @ (units.mean(dim=0) * gone)
    up, down = layer.up, layer.down
    layer.up = torch.nn.Linear(up.in_features, inner)
    layer.up.weight.copy_(up.weight[kept])
    layer.up.bias.copy_(up.bias[kept])
    layer.down = torch.nn.Linear(inner, down.out_features)
    layer.down.weight.copy_(down.weight[:, kept])
    layer.down.bias.copy_(bias)


def main() -> None:
    """Narrow a run's weights; the result is the run "narrow"."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", choices=sorted(RUNS))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    corpora = load_corpora()
    reader = Reader(RUNS[arguments.run].shape, corpora.inventory, 0.0)
    weights = torch.load(arguments.runs / arguments.run / "averaged.pt", map_location="cpu")
    reader.load_state_dict(weights)
    reader.eval()
    narrow(reader, corpora, arguments.runs / arguments.run, Shape.proof_inner)
    target = arguments.runs / "narrow"
    target.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), target / "averaged.pt")


if __name__ == "__main__":
    main()
