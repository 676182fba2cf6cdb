"""Train a run: ``python -m fabula_training.train RUN``; started again, it goes on where it was.

Processes share the work by averaging gradients, one CPU thread each (two
processes on two cores beat two threads of one process); on a GPU one process.
"""

import argparse
import json
import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from torch import multiprocessing

from fabula_training.config import RUNS, Run
from fabula_training.corpora import Corpora, load_corpora, pretrained_folder
from fabula_training.evaluate import LAYERS, evaluate
from fabula_training.losses import WEIGHTS, losses
from fabula_training.model import Reader, Shape
from fabula_training.windows import Encoded, batches, windows_of

__all__ = ["main"]

Window = tuple[Encoded, int, int]


def epoch_windows(corpora: Corpora, run: Run, folder: Path, epoch: int) -> list[list[Window]]:
    """All batches of one epoch, the same on every process: windows of like length together."""
    rng = np.random.default_rng([run.seed, epoch])
    chosen: list[Window] = []
    for name, share in run.mix.items():
        windows = [(d, a, b) for d in corpora.train[name] for a, b in windows_of(d, 254, rng)]
        order = rng.permutation(len(windows))
        while share > 0:
            kept = order[: int(len(order) * min(share, 1.0))]
            chosen += [windows[i] for i in kept]
            share -= 1.0
    if run.corrections:
        for d in corpora.spoiled(folder, epoch):
            chosen += [(d, a, b) for a, b in windows_of(d, 254, rng)]
    sizes = np.array([int(d.counts[a:b].sum()) + 2 for d, a, b in chosen])
    order = np.argsort(sizes + rng.integers(0, 24, len(sizes)))
    packed: list[list[Window]] = [[]]
    widest = 0
    for i in order:
        widest = max(widest, int(sizes[i]))
        if packed[-1] and widest * (len(packed[-1]) + 1) > run.batch_pieces:
            packed.append([])
            widest = int(sizes[i])
        packed[-1].append(chosen[i])
    return [packed[i] for i in rng.permutation(len(packed))]


def parameter_groups(model: Reader, run: Run) -> list[dict[str, object]]:
    """Lower rates for lower layers; the word embeddings stay as they are."""
    depth = len(model.encoder.layers)
    model.encoder.words.weight.requires_grad_(False)
    groups: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = run.head_rate
        if name.startswith("encoder.layers."):
            rate = run.encoder_rate * run.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.cases") or name == "encoder.mix":
            rate = run.head_rate
        elif name.startswith("encoder."):
            rate = run.encoder_rate * run.layer_decay**depth
        groups.setdefault(rate, []).append(parameter)
    return [{"params": p, "lr": r, "peak": r} for r, p in groups.items()]


def rate_at(step: int, total: int, warmup: int) -> float:
    """Share of the peak rate: linear warm-up, then a cosine down to a twentieth."""
    if step < warmup:
        return (step + 1) / warmup
    done = min((step - warmup) / max(total - warmup, 1), 1.0)
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done))


def share_gradients(parameters: Sequence[torch.nn.Parameter], world: int) -> None:
    """Average the gradients of all processes; a head unused this step counts as zero."""
    flat = torch.cat(
        [(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters]
    )
    dist.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def steps_of(
    corpora: Corpora, run: Run, folder: Path, done: int, world: int, rank: int
) -> Iterator[tuple[int, list[Window]]]:
    """Endless (epoch, batch of this process) pairs, from the step after ``done``."""
    step, epoch = 0, 0
    while True:
        every = epoch_windows(corpora, run, folder, epoch)
        for i in range(0, len(every) - world + 1, world):
            if step >= done:
                yield epoch, every[i + rank]
            step += 1
        epoch += 1


class Trainer:
    """One process of a run: its model, optimizer, running average and place in the schedule."""

    def __init__(self, rank: int, world: int, run: Run, folder: Path) -> None:
        self.rank, self.world, self.run, self.folder = rank, world, run, folder
        self.corpora = load_corpora()
        self.pieces = self.corpora.pieces
        self.model = Reader(Shape(), self.corpora.inventory, run.dropout)
        self.model.encoder.load_pretrained(pretrained_folder() / "model.safetensors")
        if run.start:
            load_matching(self.model, torch.load(folder.parent / run.start / "averaged.pt"))
        groups = parameter_groups(self.model, run)
        self.parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
        self.averaged = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.per_epoch = len(epoch_windows(self.corpora, run, folder, 0)) // world
        self.total, self.done = self.per_epoch * run.epochs, 0
        self.sums = dict.fromkeys(WEIGHTS, 0.0)
        self.seen, self.began = 0, time.monotonic()
        self._resume()

    def _resume(self) -> None:
        checkpoint = self.folder / "checkpoint.pt"
        if checkpoint.exists():
            saved = torch.load(checkpoint)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.averaged, self.done = saved["averaged"], saved["step"]

    def fit(self) -> None:
        """Train to the end of the schedule, saving and scoring after every epoch."""
        self.model.train()
        before = self.done // self.per_epoch
        for epoch, chosen in steps_of(
            self.corpora, self.run, self.folder, self.done, self.world, self.rank
        ):
            if epoch != before:
                if self.rank == 0:
                    self._save(epoch)
                dist.barrier()
                before = epoch
            if self.done >= self.total:
                break
            self._step(chosen)
            if self.rank == 0 and self.done % 50 == 0:
                self._print()

    def _step(self, chosen: list[Window]) -> None:
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate_at(self.done, self.total, self.run.warmup)
        batch = batches(chosen, self.pieces, LAYERS)
        with torch.autocast("cpu", torch.bfloat16):
            out = self.model(batch.pieces, batch.cases, batch.mask, batch.words)
            found = losses(self.model, out, batch)
        self.optimizer.zero_grad()
        torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum().backward()
        share_gradients(self.parameters, self.world)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.done += 1
        decay = min(self.run.average, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                if v.dtype.is_floating_point and k != "encoder.words.weight":
                    self.averaged[k].lerp_(v, 1 - decay)
        self.seen += int(batch.word_mask.sum())
        for k, v in found.items():
            self.sums[k] += float(v.detach())

    def _print(self) -> None:
        line = " ".join(f"{k} {v / 50:.3f}" for k, v in self.sums.items())
        speed = self.world * self.seen / (time.monotonic() - self.began)
        print(f"step {self.done}/{self.total} {speed:.0f} words/s {line}", flush=True)
        self.sums = dict.fromkeys(WEIGHTS, 0.0)

    def _save(self, epoch: int) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "averaged": self.averaged,
            "step": self.done,
        }
        torch.save(state, self.folder / "checkpoint.part")
        (self.folder / "checkpoint.part").replace(self.folder / "checkpoint.pt")
        torch.save(self.averaged, self.folder / "averaged.pt")
        self._report(epoch)

    def _report(self, epoch: int) -> None:
        model = Reader(Shape(), self.corpora.inventory, 0.0)
        model.load_state_dict(self.averaged)
        scores = {n: evaluate(model, d, self.pieces) for n, d in self.corpora.dev.items()}
        with (self.folder / "scores.jsonl").open("a") as log:
            entry = {"epoch": epoch, "run": asdict(self.run), "scores": scores}
            log.write(json.dumps(entry) + "\n")
        for name, found in scores.items():
            line = " ".join(f"{k} {v:.4f}" for k, v in found.items())
            print(f"epoch {epoch} {name}: {line}", flush=True)


def load_matching(model: Reader, weights: dict[str, torch.Tensor]) -> None:
    """Load the weights whose shapes fit; a head with new labels starts afresh."""
    own = model.state_dict()
    model.load_state_dict({k: v if own[k].shape == v.shape else own[k] for k, v in weights.items()})


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
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    folder = arguments.runs / arguments.run
    folder.mkdir(parents=True, exist_ok=True)
    run = RUNS[arguments.run]
    os.environ["PYTHONHASHSEED"] = str(run.seed)  # every process must draw the same windows
    multiprocessing.spawn(work, (arguments.processes, run, folder), nprocs=arguments.processes)


if __name__ == "__main__":
    main()
