"""Spoiled prose for every epoch of a run, made ahead and kept in the run's folder.

    python -m fabula_training.epochs RUN --runs FOLDER

Making an epoch takes longer than one process of the training can wait for, and every
process needs the same one.
"""

import argparse
import pickle
from pathlib import Path

from fabula_training.config import RUNS
from fabula_training.corrections_data import correction_documents
from fabula_training.data import Document

__all__ = ["spoiled_documents"]


def _file(folder: Path, epoch: int) -> Path:
    return folder / f"spoiled-{epoch:03d}.pickle"


def spoiled_documents(folder: Path, epoch: int) -> list[Document]:
    """The spoiled documents of one epoch, as `main` wrote them."""
    with _file(folder, epoch).open("rb") as file:
        documents: list[Document] = pickle.load(file)
    return documents


def main() -> None:
    """Write the epochs that are not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", choices=RUNS)
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    arguments = parser.parse_args()
    run = RUNS[arguments.run]
    folder = arguments.runs / run.name
    folder.mkdir(parents=True, exist_ok=True)
    for epoch in range(run.epochs):
        if _file(folder, epoch).exists():
            continue
        documents = list(correction_documents(run.corrections, 1000 * run.seed + epoch))
        with _file(folder, epoch).open("wb") as file:
            pickle.dump(documents, file)
        print(f"epoch {epoch}: {sum(len(d.words) for d in documents)} words", flush=True)


if __name__ == "__main__":
    main()
