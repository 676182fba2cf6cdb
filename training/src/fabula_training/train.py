"""Train a run: ``python -m fabula_training.train RUN``; started again, it goes on where it was.

Processes share the work by averaging gradients, one CPU thread each (two
processes on two cores beat two threads of one process); on a GPU one process.
"""

import argparse
import itertools
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import multiprocessing

from fabula_training.config import RUNS, Run
from fabula_training.corpora import Corpora, load_corpora
from fabula_training.evaluate import LAYERS, evaluate
from fabula_training.losses import WEIGHTS, losses
from fabula_training.model import Reader, Wanted
from fabula_training.pretrained import load_pretrained
from fabula_training.windows import Encoded, batches, windows_of

__all__ = ["LEARNING", "alike", "main", "rate_at"]

Window = tuple[Encoded, int, int]

CORRECTION_PIECES = 126
"""Most pieces of a window of spoiled prose: what shows a slip stands near it."""


LEARNING = {
    "all": ("",),
    "corrections": ("encoder.proof.", "encoder.closer.", "doubt.", "corrector.", "edit."),
    "closer": ("encoder.closer.", "doubt.", "corrector.", "edit."),
}
"""How the names of the parameters begin that a run may change."""


@dataclass(frozen=True)
class Part:
    """Windows that a process works through at once: all for reading, or all for corrections."""

    wanted: Wanted
    windows: list[Window]


def epoch_parts(
    corpora: Corpora, run: Run, folder: Path, epoch: int, world: int
) -> list[list[Part]]:
    """The steps of one epoch, ``world * run.parts`` parts each, the same on every process.

    The parts that processes work on at the same time are of one sort and length.
    """
    rng = np.random.default_rng([run.seed, epoch])
    read: list[Window] = []
    for name, share in run.mix.items():
        windows = [(d, a, b) for d in corpora.train[name] for a, b in windows_of(d, 254, rng)]
        order = rng.permutation(len(windows))
        while share > 0:
            kept = order[: int(len(order) * min(share, 1.0))]
            read += [windows[i] for i in kept]
            share -= 1.0
    rows = _whole([Part("reading", p) for p in _packed(read, run.batch_pieces, rng)], world)
    spoiled: list[Window] = []
    if run.corrections:
        for d in corpora.spoiled(folder, epoch):
            spoiled += [(d, a, b) for a, b in windows_of(d, CORRECTION_PIECES, rng)]
    rows += _whole([Part("corrections", p) for p in _packed(spoiled, run.batch_pieces, rng)], world)
    together = [rows[i : i + world] for i in range(0, len(rows), world)]
    order = rng.permutation(len(together))
    steps = [order[i : i + run.parts] for i in range(0, len(order) - run.parts + 1, run.parts)]
    return [[part for i in step for part in together[i]] for step in steps]


def _whole(parts: list[Part], world: int) -> list[Part]:
    """As many parts of one sort as give each process the same number."""
    return parts[: len(parts) // world * world]


def _packed(
    windows: Sequence[Window], most: int, rng: np.random.Generator
) -> Iterator[list[Window]]:
    """Windows of like length together, at most so many pieces, padding included."""
    sizes = np.array([int(d.counts[a:b].sum()) + 2 for d, a, b in windows], dtype=int)
    for together in alike(sizes, most, rng):
        yield [windows[i] for i in together]


def alike(sizes: NDArray[np.int_], most: int, rng: np.random.Generator) -> Iterator[list[int]]:
    """The places of sizes much alike, together as many as make ``most`` when padded. [N]"""
    together: list[int] = []
    widest = 0
    for i in np.argsort(sizes + rng.integers(0, 24, len(sizes))).tolist():
        widest = max(widest, int(sizes[i]))
        if together and widest * (len(together) + 1) > most:
            yield together
            together, widest = [], int(sizes[i])
        together.append(i)
    if together:
        yield together


def parameter_groups(model: Reader, run: Run) -> list[dict[str, object]]:
    """Lower rates for lower layers; the word embeddings stay as they are.

    What a run may not change (`LEARNING`) stays as it was.
    """
    depth = len(model.encoder.layers)
    for name, parameter in model.named_parameters():
        learns = name.startswith(LEARNING[run.learning])
        parameter.requires_grad_(learns and name != "encoder.words.weight")
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = run.head_rate
        if name.startswith("encoder.layers."):
            rate = run.encoder_rate * run.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.proof", "encoder.closer")):
            rate = run.encoder_rate
        elif name.startswith("encoder.cases") or name == "encoder.mix":
            rate = run.head_rate
        elif name.startswith("encoder."):
            rate = run.encoder_rate * run.layer_decay**depth
        groups.setdefault(rate, []).append(parameter)
    return [{"params": p, "lr": r, "peak": r} for r, p in groups.items()]


def rate_at(step: int, total: int, warmup: int, falling: float) -> float:
    """Share of the peak rate: linear warm-up, level, and a straight fall over the last steps.

    A level rate lets a run be lengthened, or ended early, without training again.
    """
    if step < warmup:
        return (step + 1) / warmup
    return max(min((total - step) / max(falling, 1), 1.0), 0.02)


def steps_of(
    corpora: Corpora, run: Run, folder: Path, done: tuple[int, int], world: int
) -> Iterator[tuple[int, list[Part]]]:
    """Endless (epoch, parts of a step) pairs, from step ``done[1]`` of epoch ``done[0]``."""
    epoch, first = done
    while True:
        for step in epoch_parts(corpora, run, folder, epoch, world)[first:]:
            yield epoch, step
        epoch, first = epoch + 1, 0


class Trainer:
    """One process of a run: its model, optimizer, running average and place in the schedule."""

    def __init__(self, rank: int, world: int, run: Run, folder: Path) -> None:
        self.rank, self.world, self.run, self.folder = rank, world, run, folder
        self.corpora = load_corpora()
        self.pieces = self.corpora.pieces
        self.device = (
            torch.device("cuda", rank) if torch.cuda.is_available() else torch.device("cpu")
        )
        self.model = Reader(run.shape, self.corpora.inventory, run.dropout)
        if not run.start:
            load_pretrained(self.model.encoder)
        else:
            load_matching(
                self.model,
                torch.load(folder.parent / run.start / "averaged.pt", map_location="cpu"),
            )
        self.model.to(self.device)
        groups = parameter_groups(self.model, run)
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.gradient = shared_gradient(self.parameters)
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.averaged = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.per_epoch = len(epoch_parts(self.corpora, run, folder, 0, world))
        self.done, self.epoch = 0, 0
        self.sums, self.counts = dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0)
        self.seen, self.began = 0, time.monotonic()
        self._resume()

    def _resume(self) -> None:
        checkpoint = self.folder / "checkpoint.pt"
        if checkpoint.exists():
            saved = torch.load(checkpoint, map_location=self.device)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.averaged, self.done = saved["averaged"], saved["step"]
            self.epoch = saved["epoch"]

    def fit(self) -> None:
        """Train to the end of the schedule, saving and scoring after every epoch."""
        self.model.train()
        place = (self.epoch, 0)
        for epoch, parts in steps_of(self.corpora, self.run, self.folder, place, self.world):
            if epoch != self.epoch:
                self.epoch = epoch
                if self.rank == 0:
                    self._save(epoch)
                dist.barrier()
            if self.epoch >= self.run.epochs:
                break
            self._step(parts[self.rank :: self.world])
            if self.rank == 0 and self.done % 50 == 0:
                self._print()

    def _step(self, parts: Sequence[Part]) -> None:
        total, falling = self.per_epoch * self.run.epochs, self.per_epoch * self.run.falling
        rate = rate_at(self.done, total, self.run.warmup, falling)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        self.gradient.zero_()
        for part in parts:
            self._learn(part)
        dist.all_reduce(self.gradient)
        self.gradient /= self.world * len(parts)
        self.gradient *= min(1.0, 1.0 / (float(self.gradient.norm()) + 1e-6))
        self.optimizer.step()
        self.done += 1
        self._average()

    def _learn(self, part: Part) -> None:
        """Add the gradient of one part.

        Spoiled prose is seen once, so the encoder need not forget any of it.
        """
        self.model.encoder.train(part.wanted == "reading")
        batch = batches(part.windows, self.pieces, LAYERS).to(self.device)
        with torch.autocast(self.device.type, torch.bfloat16):
            out = self.model(batch.pieces, batch.cases, batch.mask, batch.words, part.wanted)
            found = losses(self.model, out, batch)
        torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum().backward()
        self.seen += int(batch.word_mask.sum())
        for k, v in found.items():
            self.sums[k] += float(v.detach())
            self.counts[k] += 1

    @torch.no_grad()
    def _average(self) -> None:
        decay = min(self.run.average, (1 + self.done) / (10 + self.done))
        names = [k for k, v in self.averaged.items() if v.dtype.is_floating_point]
        names.remove("encoder.words.weight")
        current = self.model.state_dict()
        torch._foreach_lerp_(
            [self.averaged[k] for k in names], [current[k] for k in names], 1 - decay
        )

    def _print(self) -> None:
        line = " ".join(f"{k} {v / max(self.counts[k], 1):.3f}" for k, v in self.sums.items())
        speed = self.world * self.seen / (time.monotonic() - self.began)
        total = self.per_epoch * self.run.epochs
        print(f"step {self.done}/{total} {speed:.0f} words/s {line}", flush=True)
        self.sums, self.counts = dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0)

    def _save(self, epoch: int) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "averaged": self.averaged,
            "step": self.done,
            "epoch": epoch,
        }
        torch.save(state, self.folder / "checkpoint.part")
        (self.folder / "checkpoint.part").replace(self.folder / "checkpoint.pt")
        torch.save(self.averaged, self.folder / "averaged.pt")
        if epoch % self.run.scored_every == 0 or epoch >= self.run.epochs:
            self._report(epoch)

    def _report(self, epoch: int) -> None:
        model = Reader(self.run.shape, self.corpora.inventory, 0.0)
        model.load_state_dict(self.averaged)
        model.to(self.device)
        scores = {n: evaluate(model, d, self.pieces) for n, d in self.corpora.dev.items()}
        with (self.folder / "scores.jsonl").open("a") as log:
            entry = {"epoch": epoch, "run": asdict(self.run), "scores": scores}
            log.write(json.dumps(entry) + "\n")
        for name, found in scores.items():
            line = " ".join(f"{k} {v:.4f}" for k, v in found.items())
            print(f"epoch {epoch} {name}: {line}", flush=True)


def load_matching(model: Reader, weights: dict[str, torch.Tensor]) -> None:
    """Load the weights whose shapes fit; a head with new labels starts afresh.

    The layers of the corrections, where the weights have none, begin as copies of the last
    one for reading; layers added above those the weights have begin by handing on what they get.
    """
    encoder = model.encoder
    names = [f"encoder.proof.{i}." for i in range(len(encoder.proof))]
    names += [f"encoder.closer.{i}." for i in range(len(encoder.closer))]
    layers = [*encoder.proof, *encoder.closer]
    last = f"encoder.layers.{len(encoder.layers) - 1}."
    found = dict(weights)
    for i in range(len(encoder.proof), len(layers)):  # of weights that looked at all words
        old = f"encoder.proof.{i}."
        found |= {k.replace(old, names[i]): v for k, v in weights.items() if old in k}
    known = sum(f"{name}norm_2.weight" in found for name in names)
    if not known:
        copies = [(k, v) for k, v in weights.items() if last in k]
        found |= {k.replace(last, name): v for name in names for k, v in copies}
    own = model.state_dict()
    model.load_state_dict({k: found[k] if _fits(found.get(k), v) else v for k, v in own.items()})
    if known:
        for below, layer in itertools.pairwise(layers[known - 1 :]):
            layer.hand_on(below.norm_2)


def _fits(found: torch.Tensor | None, own: torch.Tensor) -> bool:
    return found is not None and found.shape == own.shape


def shared_gradient(parameters: Sequence[torch.nn.Parameter]) -> torch.Tensor:
    """One flat tensor of which the parameters' gradients are views, to be averaged at once."""
    flat = torch.zeros(sum(p.numel() for p in parameters), device=parameters[0].device)
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()
    return flat


def work(rank: int, world: int, run: Run, folder: Path) -> None:
    """One process of the run."""
    torch.set_num_threads(1)
    torch.manual_seed(run.seed * 1000 + rank)
    meeting = (folder / f"meeting-{os.getppid()}").absolute()
    dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=world)
    Trainer(rank, world, run, folder).fit()
    dist.destroy_process_group()


def main() -> None:
    """Start the run's processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", choices=sorted(RUNS))
    every = torch.cuda.device_count() or os.cpu_count() or 1
    parser.add_argument("--processes", type=int, default=every)
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    folder = arguments.runs / arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    run = RUNS[arguments.run]
    os.environ["PYTHONHASHSEED"] = str(run.seed)  # every process must draw the same windows
    multiprocessing.spawn(work, (arguments.processes, run, folder), nprocs=arguments.processes)


if __name__ == "__main__":
    main()
