"""Weigh the signs that tell speech from other quoted words, on the Project Dialogism Novel Corpus.

    python -m fabula_training.quoted_words PDNC               print the weights
    python -m fabula_training.quoted_words PDNC --out FOLDER  fold-K.json, held out

A logistic regression with a light penalty, from the text and the gold spans alone; half a
minute on one core. The printed weights, from all novels, are those of
`fabula.quotations.quoted_words`. ``fold-K.json`` has weights that have not seen every fourth
novel by name from the K-th on.
"""

import argparse
import ast
import csv
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.load import from_text
from fabula.quotations.finder import passages_of
from fabula.quotations.signs import signs_of
from fabula_training.speakers_data import novel_names

__all__ = ["Labelled", "fit", "fit_folds", "main", "read_labelled"]

FOLDS = 4
PENALTY = 1.0
_RAREST = 3  # a sign seen less often is not weighed
_STEPS = 12  # Newton's; it settles in eight

Labelled = tuple[set[str], bool]
"""The signs of a quotation, and whether the corpus has it as speech."""


def read_labelled(folder: Path) -> list[Labelled]:
    """Every outer quotation of a novel that does not only take up another's words."""
    text = (folder / "novel_text.txt").read_bytes().decode("utf-8")
    with (folder / "quotation_info.csv").open(encoding="utf-8", newline="") as file:
        spans = [ast.literal_eval(row["quoteByteSpans"]) for row in csv.DictReader(file)]
    gold = sorted((int(s), int(e)) for parts in spans for s, e in parts)
    out: list[Labelled] = []
    after_words = False
    for passage, continues in passages_of(from_text(text)):
        verdicts: list[bool] = []
        for at, span in enumerate(passage.spans):
            signs = signs_of(passage, at, at > 0 and verdicts[-1], after_words)
            verdicts.append(_overlaps(gold, *span))
            if at or not continues:
                out.append((signs, verdicts[-1]))
        after_words = passage.is_whole and not verdicts[0]
    return out


def _overlaps(gold: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(gold, (end, end))
    return any(stop > start for _, stop in gold[max(0, at - 4) : at])


def fit(rows: Sequence[Labelled]) -> dict[str, float]:
    """The weights of the signs, lowest first."""
    counts = Counter(sign for signs, _ in rows for sign in signs)
    names = sorted(sign for sign, count in counts.items() if count >= _RAREST)
    column = {name: index for index, name in enumerate(names)}
    x: NDArray[np.float64] = np.zeros((len(rows), len(names)))
    for number, (signs, _) in enumerate(rows):
        x[number, [column[s] for s in signs if s in column]] = 1
    y = np.array([said for _, said in rows], dtype=np.float64)
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(names))
        weights += np.linalg.solve(curve, x.T @ (y - p) - PENALTY * weights)
    return {names[i]: round(float(weights[i]), 2) for i in np.argsort(weights)}


def _others(novels: Mapping[str, list[Labelled]], left_out: Sequence[str]) -> list[Labelled]:
    return [row for name, rows in novels.items() if name not in left_out for row in rows]


def main() -> None:
    """The command line."""
    fit_from_command_line(__doc__, read_labelled)


def fit_from_command_line(description: str | None, read: Callable[[Path], list[Labelled]]) -> None:
    """Fit as the arguments say; ``read``: the rows of the novel in a folder."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, help="where the held-out weights go")
    options = parser.parse_args()
    fit_folds(options.corpus, options.out, read)


def fit_folds(corpus: Path, out: Path | None, read: Callable[[Path], list[Labelled]]) -> None:
    """Print the weights from all novels, or write those of each fold to ``out``.

    ``read``: the rows of the novel in a folder.
    """
    names = novel_names(corpus)
    novels = {name: read(corpus / name) for name in names}
    if out is None:
        for sign, weight in fit(_others(novels, [])).items():
            print(f'    "{sign}": {weight},')
        return
    out.mkdir(parents=True, exist_ok=True)
    for fold in range(FOLDS):
        weights = fit(_others(novels, names[fold::FOLDS]))
        path = out / f"fold-{fold}.json"
        path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
