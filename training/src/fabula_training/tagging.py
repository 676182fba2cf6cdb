"""A quick Penn tagger, to know what a word is before spoiling it.

A linear classifier over a window of words: every distinct word gives its own id,
its ending and its shape; the ids at five places around a token index one table of
weights, whose rows are summed. There is no tag history, so a whole novel is tagged
at once. Trained on the treebanks' training parts in well under a minute; about
93 % right on the EWT development part, 95 % on GUM's, which is enough for sites of errors (rules
look at the words as well).
"""

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from fabula_training.data import data_folder, ud_documents

__all__ = ["Tagger", "trained_tagger"]

BUCKETS = 1 << 18
"""Rows of the weight table; features are hashed into it."""

EPOCHS = 5
BATCH = 512
DROPOUT = 0.1
SEED = 7
KEPT = Path(__file__).resolve().parents[2] / "runs" / "tagger.npz"
UD_TRAIN = ("ewt-train.conllu", "gum-permissive-train.conllu")


def _word_features(word: str) -> tuple[int, int, int, int]:
    """Hashes of the word, its last three letters, its last two, and its shape."""
    low = word.lower()
    shape = "".join(
        "X" if c.isupper() else "x" if c.islower() else "9" if c.isdigit() else c for c in word[:4]
    )
    parts = (low, "3" + low[-3:], "2" + low[-2:], "s" + shape + str(min(len(word), 5)))
    a, b, c, d = (zlib.crc32(part.encode()) for part in parts)
    return a, b, c, d


class Tagger:
    """Tags runs of words; see `trained_tagger`."""

    def __init__(self, tags: Sequence[str], weights: NDArray[np.float32]) -> None:
        self.tags = tuple(tags)
        self.weights = weights
        self._known: dict[str, tuple[int, int, int, int]] = {}

    def features(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Rows of the weight table that each word's window uses. [N, 14]"""
        known = self._known
        table = np.zeros((len(words) + 4, 4), dtype=np.uint64)
        for i, word in enumerate(words, start=2):
            found = known.get(word)
            if found is None:
                found = known[word] = _word_features(word)
            table[i] = found
        n = len(words)
        whole, end3, end2, shape = (table[:, k] for k in range(4))
        here = slice(2, n + 2)
        columns = [
            whole[here],
            whole[1 : n + 1] * np.uint64(31),
            whole[3 : n + 3] * np.uint64(37),
            whole[0:n] * np.uint64(41),
            whole[4 : n + 4] * np.uint64(43),
            end3[here],
            end2[here] * np.uint64(3),
            shape[here] * np.uint64(5),
            end3[1 : n + 1] * np.uint64(47),
            end3[3 : n + 3] * np.uint64(53),
            shape[1 : n + 1] * np.uint64(59) + shape[here],
            whole[1 : n + 1] * np.uint64(61) + whole[here],
            whole[here] * np.uint64(67) + whole[3 : n + 3],
            end2[here] * np.uint64(71) + whole[1 : n + 1] * np.uint64(73),
        ]
        mixed = np.stack(columns, axis=1) * np.uint64(0x9E3779B97F4A7C15)
        return (mixed >> np.uint64(64 - 18)).astype(np.int64)

    def tag(self, words: Sequence[str]) -> list[str]:
        """The Penn tag of every word of a running text."""
        tags = self.tags
        found: list[str] = []
        for start in range(0, len(words), 20_000):
            rows = self.features(words[start : start + 20_000])
            scores = np.zeros((len(rows), len(tags)), dtype=np.float32)
            for column in range(rows.shape[1]):
                scores += self.weights[rows[:, column]]
            found.extend(tags[i] for i in scores.argmax(axis=1).tolist())
        return found


def _gold(folder: Path, names: Sequence[str]) -> tuple[list[str], list[str]]:
    words: list[str] = []
    tags: list[str] = []
    for name in names:
        for document in ud_documents(folder / "ud" / name):
            assert document.xpos is not None
            words.extend(document.words)
            tags.extend(document.xpos)
    return words, tags


def trained_tagger(folder: Path | None = None, cache: Path | None = None) -> Tagger:
    """The tagger, trained on the treebanks, or read from the cache file if it is there."""
    cache = cache or KEPT
    if cache.exists():
        with np.load(cache) as saved:
            return Tagger(saved["tags"].tolist(), saved["weights"].astype(np.float32))
    words, gold = _gold(folder or data_folder(), UD_TRAIN)
    tags = sorted(set(gold))
    number = {tag: i for i, tag in enumerate(tags)}
    chance = torch.Generator().manual_seed(SEED)
    torch.sparse.check_sparse_tensor_invariants.disable()
    blank = Tagger(tags, np.zeros((BUCKETS, len(tags)), dtype=np.float32))
    rows = torch.from_numpy(blank.features(words))
    targets = torch.tensor([number[tag] for tag in gold])
    table = torch.nn.EmbeddingBag(BUCKETS, len(tags), mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    optimizer = torch.optim.Adagrad(table.parameters(), lr=0.1)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(targets), generator=chance).split(BATCH):
            chosen = rows[batch]
            keep = (torch.rand(chosen.shape, generator=chance) > DROPOUT).float()
            scores = table(chosen, per_sample_weights=keep)
            loss = torch.nn.functional.cross_entropy(scores, targets[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    tagger = Tagger(tags, table.weight.detach().numpy())
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(cache, tags=np.array(tags), weights=tagger.weights.astype(np.float16))
    return tagger
