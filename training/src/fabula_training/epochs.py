"""Spoiled prose for every epoch of a run, written ahead of the training that reads it.

``python -m fabula_training.epochs RUN`` writes one file an epoch into the run's
folder; training started beside it waits for the file it needs.
"""

import argparse
import pickle
import time
from pathlib import Path

from fabula_training.config import RUNS, Run
from fabula_training.corrections_data import correction_documents
from fabula_training.data import Document

__all__ = ["main", "spoiled_documents"]

PATIENCE = 1800
"""Seconds to wait for an epoch's file."""


def _file(folder: Path, epoch: int) -> Path:
    return folder / f"spoiled-{epoch:03d}.pickle"


def spoiled_documents(folder: Path, epoch: int) -> list[Document]:
    """The documents of an epoch, as `main` wrote them; waits for them if they are not there yet."""
    began = time.monotonic()
    while not _file(folder, epoch).exists():
        if time.monotonic() - began > PATIENCE:
            raise FileNotFoundError(f"{_file(folder, epoch)}: run fabula_training.epochs first")
        time.sleep(1)
    with _file(folder, epoch).open("rb") as file:
        documents: list[Document] = pickle.load(file)
    return documents


def _write(run: Run, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for epoch in range(run.epochs + 1):
        target = _file(folder, epoch)
        if target.exists():
            continue
        documents = list(
            correction_documents(run.corrections, 1000 * run.seed + epoch, rate=run.spoiled)
        )
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            pickle.dump(documents, file)
        part.replace(target)
        print(f"epoch {epoch}: {sum(len(d.words) for d in documents)} words", flush=True)


def main() -> None:
    """Write a run's spoiled prose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", choices=sorted(RUNS))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    _write(RUNS[arguments.run], arguments.runs / arguments.run)


if __name__ == "__main__":
    main()
