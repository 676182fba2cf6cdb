"""Documents cut into windows of word pieces, and windows packed into batches of arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from fabula.language.lemmas import script
from fabula.language.pieces import WordPieces, case_ids
from fabula_training.data import Document

__all__ = ["Batch", "Encoded", "Inventory", "batches", "encode", "windows_of"]

IGNORED = -100
MIN_COUNT = 3
"""A lemma script or feature bundle seen less often than this is not learned."""


@dataclass(frozen=True)
class Inventory:
    """The label lists, in the order the model's outputs have."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    deprel: list[str]
    lemma: list[str]
    entity: list[str]
    kind: list[str]
    edits: list[str]

    @classmethod
    def of(cls, documents: Sequence[Document], edits: Sequence[str]) -> "Inventory":
        """Collect the labels of the treebanks' documents."""
        counts: dict[str, dict[str, int]] = {k: {} for k in ("u", "x", "f", "d", "l")}
        for d in documents:
            if d.upos is None or d.lemma is None:
                continue
            assert d.xpos is not None
            assert d.feats is not None
            assert d.deprel is not None
            scripts = [script(w, m) for w, m in zip(d.words, d.lemma, strict=True)]
            for key, column in zip(
                "uxfdl", (d.upos, d.xpos, d.feats, d.deprel, scripts), strict=True
            ):
                for label in column:
                    counts[key][label] = counts[key].get(label, 0) + 1

        def kept(key: str, least: int) -> list[str]:
            return sorted(label for label, n in counts[key].items() if n >= least)

        return cls(
            kept("u", 1),
            kept("x", 1),
            kept("f", MIN_COUNT),
            kept("d", MIN_COUNT),
            kept("l", MIN_COUNT),
            ["PER", "FAC", "GPE", "LOC", "VEH", "ORG"],
            ["name", "noun", "pronoun"],
            list(edits),
        )


@dataclass
class Encoded:
    """A document as arrays: flat pieces, and label ids parallel to its words (-100 ignored)."""

    name: str
    pieces: np.ndarray
    first_piece: np.ndarray
    counts: np.ndarray
    cases: np.ndarray
    cuts: np.ndarray
    layers: dict[str, np.ndarray]
    head: np.ndarray | None
    mentions: np.ndarray | None
    unsure: np.ndarray


def encode(document: Document, pieces: WordPieces, inventory: Inventory) -> Encoded:
    """Look up every label; words at which a window may begin are the sentence starts."""
    flat, counts = pieces.encode(document.words)
    cases = case_ids(document.words, np.array(document.opens), np.array(document.space))
    layers: dict[str, np.ndarray] = {}

    def put(name: str, labels: Sequence[str] | None, order: Sequence[str]) -> None:
        if labels is not None:
            table = {label: i for i, label in enumerate(order)}
            layers[name] = np.array([table.get(label, IGNORED) for label in labels])

    put("upos", document.upos, inventory.upos)
    put("xpos", document.xpos, inventory.xpos)
    put("feats", document.feats, inventory.feats)
    put("deprel", document.deprel, inventory.deprel)
    if document.lemma is not None:
        put(
            "lemma",
            [script(w, m) for w, m in zip(document.words, document.lemma, strict=True)],
            inventory.lemma,
        )
    put("edit", document.edits, inventory.edits)
    if document.begins is not None:
        layers["sentence"] = np.array([b if b >= 0 else IGNORED for b in document.begins])
    if document.events is not None:
        layers["event"] = np.array(document.events).astype(int)
    starts = (
        np.array(document.begins) == 1 if document.begins is not None else np.array(document.opens)
    )
    starts[0] = True
    return Encoded(
        document.name,
        flat,
        np.concatenate([[0], np.cumsum(counts)[:-1]]),
        counts,
        cases,
        np.flatnonzero(starts),
        layers,
        np.array(document.head) if document.head is not None else None,
        _mention_rows(document, inventory),
        np.array(sorted(document.unsure)).reshape(-1, 2),
    )


def _mention_rows(document: Document, inventory: Inventory) -> np.ndarray | None:
    """Rows (first, last inclusive, class, chain number), or None without that layer."""
    if document.mentions is None:
        return None
    chains: dict[str, int] = {}
    rows = []
    for first, last, type_, kind, chain in document.mentions:
        number = chains.setdefault(chain, len(chains)) if chain else -1
        label = inventory.entity.index(type_) * 3 + inventory.kind.index(kind)
        rows.append((first, last, label, number))
    return np.array(rows).reshape(-1, 4)


def windows_of(
    document: Encoded, most: int, rng: np.random.Generator | None
) -> Iterator[tuple[int, int]]:
    """Word ranges of whole sentences, at most ``most`` pieces each (a longer sentence is cut).

    With ``rng``, the first window and some of the others are shortened at random, so
    that cuts differ from one epoch to the next.
    """
    total = len(document.counts)
    ends = np.concatenate([np.cumsum(document.counts)])
    cuts = np.append(document.cuts[document.cuts > 0], total)
    at, first_window = 0, True
    while at < total:
        limit = most
        if rng is not None and (first_window or rng.random() < 0.2):
            limit = int(rng.integers(24, most + 1))
        first_window = False
        base = ends[at] - document.counts[at]
        fitting = int(np.searchsorted(ends, base + limit, side="right"))
        best = cuts[(cuts > at) & (cuts <= fitting)]
        stop = int(best[-1]) if len(best) else max(fitting, at + 1)
        yield at, stop
        at = stop


@dataclass
class Batch:
    """Padded arrays of B windows: pieces [B,L], words [B,W], labels [B,W] and sparse layers."""

    pieces: torch.Tensor
    cases: torch.Tensor
    mask: torch.Tensor
    words: torch.Tensor
    word_mask: torch.Tensor
    layers: dict[str, torch.Tensor]
    head: torch.Tensor
    mentions: list[np.ndarray | None]
    unsure: list[np.ndarray]
    names: list[tuple[str, int, int]]

    def to(self, device: torch.device) -> "Batch":
        """The batch with its dense arrays on a device."""
        return replace(
            self,
            pieces=self.pieces.to(device),
            cases=self.cases.to(device),
            mask=self.mask.to(device),
            words=self.words.to(device),
            word_mask=self.word_mask.to(device),
            layers={name: labels.to(device) for name, labels in self.layers.items()},
            head=self.head.to(device),
        )


def batches(
    chosen: Sequence[tuple[Encoded, int, int]], pieces: WordPieces, names: Sequence[str]
) -> Batch:
    """One batch of the chosen windows (document, first word, end word)."""
    lengths = [int(d.counts[a:b].sum()) + 2 for d, a, b in chosen]
    widths = [b - a for _, a, b in chosen]
    size, length, width = len(chosen), max(lengths), max(widths)
    ids = np.zeros((size, length), dtype=np.int64)
    cases = np.zeros((size, length), dtype=np.int64)
    mask = np.zeros((size, length), dtype=np.int64)
    words = np.zeros((size, width), dtype=np.int64)
    word_mask = np.zeros((size, width), dtype=bool)
    head = np.full((size, width), IGNORED, dtype=np.int64)
    layers = {name: np.full((size, width), IGNORED, dtype=np.int64) for name in names}
    mentions: list[np.ndarray | None] = []
    unsure: list[np.ndarray] = []
    for row, (d, a, b) in enumerate(chosen):
        base = int(d.first_piece[a])
        run = d.pieces[base : base + lengths[row] - 2]
        ids[row, 0] = pieces.start_id
        ids[row, 1 : len(run) + 1] = run
        ids[row, len(run) + 1] = pieces.end_id
        cases[row, 1 : len(run) + 1] = np.repeat(d.cases[a:b], d.counts[a:b])
        mask[row, : len(run) + 2] = 1
        words[row, : b - a] = d.first_piece[a:b] - base + 1
        word_mask[row, : b - a] = True
        for name in names:
            if name in d.layers:
                layers[name][row, : b - a] = d.layers[name][a:b]
        if d.head is not None:
            inside = d.head[a:b]
            head[row, : b - a] = np.where(
                inside < 0, 0, np.where((inside >= a) & (inside < b), inside - a + 1, IGNORED)
            )
        mentions.append(_inside(d.mentions, a, b))
        unsure.append(_inside(d.unsure, a, b)[:, :2] if len(d.unsure) else d.unsure)  # type: ignore[index]
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(cases),
        torch.from_numpy(mask),
        torch.from_numpy(words),
        torch.from_numpy(word_mask),
        {name: torch.from_numpy(array) for name, array in layers.items()},
        torch.from_numpy(head),
        mentions,
        unsure,
        [(d.name, a, b) for d, a, b in chosen],
    )


def _inside(rows: np.ndarray | None, a: int, b: int) -> np.ndarray | None:
    if rows is None:
        return None
    kept = rows[(rows[:, 0] >= a) & (rows[:, 1] < b)].copy()
    kept[:, :2] -= a
    return kept
