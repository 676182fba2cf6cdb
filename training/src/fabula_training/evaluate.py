"""Scores on gold tokens of documents set aside; the reported ones are taken from raw text."""

from collections import Counter
from collections.abc import Sequence, Set

import torch

from fabula.language.pieces import WordPieces
from fabula_training.model import Reader
from fabula_training.windows import Batch, Encoded, batches, windows_of

__all__ = ["evaluate"]

LAYERS = ("upos", "xpos", "feats", "lemma", "deprel", "sentence", "event", "edit")


@torch.no_grad()
def evaluate(model: Reader, documents: Sequence[Encoded], pieces: WordPieces) -> dict[str, float]:
    """Accuracy of tags, UAS/LAS, and F1 of sentences, events and entities (names and nouns)."""
    model.eval()
    device = next(model.parameters()).device
    counts: Counter[str] = Counter()
    chosen = [(d, a, b) for d in documents for a, b in windows_of(d, 254, None)]
    chosen.sort(key=lambda w: int(w[0].counts[w[1] : w[2]].sum()))
    for i in range(0, len(chosen), 12):
        batch = batches(chosen[i : i + 12], pieces, LAYERS).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            out = model(batch.pieces, batch.cases, batch.mask, batch.words)
        _count_tags(model, {k: v.float() for k, v in out.items()}, batch, counts)
        _count_spans(model, {k: v.float() for k, v in out.items()}, batch, counts)
    model.train()
    scores = {
        k: counts[f"{k}.right"] / counts[f"{k}.all"]
        for k in ("upos", "xpos", "feats", "lemma", "uas", "las", "edit")
        if counts[f"{k}.all"]
    }
    for k in ("sentence", "event", "error", "span", "entity", "kind"):
        if counts[f"{k}.gold"]:
            right, found, gold = counts[f"{k}.right"], counts[f"{k}.found"], counts[f"{k}.gold"]
            scores[k] = 2 * right / (found + gold)
            if k == "error":
                scores["error_p"] = right / max(found, 1)
                scores["error_r"] = right / gold
    return scores


def _count_tags(
    model: Reader, out: dict[str, torch.Tensor], batch: Batch, counts: Counter[str]
) -> None:
    for name in ("upos", "xpos", "feats", "lemma"):
        known = batch.layers[name] >= 0
        right = out[name].argmax(-1)[known] == batch.layers[name][known]
        counts[f"{name}.right"] += int(right.sum())
        counts[f"{name}.all"] += int(known.sum())
    for name in ("sentence", "event"):
        known = batch.layers[name] >= 0
        _count(counts, name, batch.layers[name][known] == 1, out[name][known] > 0)
    _count_corrections(out, batch.layers["edit"], counts)
    known = batch.head >= 0
    if bool(known.any()):
        arcs = out["arcs"]
        outside = ~torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], dim=1)
        heads = arcs.masked_fill(outside[:, None, :], -1e4).argmax(-1)[known]
        row = torch.nonzero(known)[:, 0]
        hidden = torch.relu(out["dep"][known] + out["gov"][row, heads])
        labels = model.relation(hidden).argmax(-1)
        right = heads == batch.head[known]
        counts["uas.right"] += int(right.sum())
        counts["uas.all"] += int(known.sum())
        counts["las.right"] += int((right & (labels == batch.layers["deprel"][known])).sum())
        counts["las.all"] += int(known.sum())


def _count_corrections(
    out: dict[str, torch.Tensor], labels: torch.Tensor, counts: Counter[str]
) -> None:
    """The right tags of all words (not looked at more closely: kept), and the faults found."""
    found = torch.zeros_like(labels)
    found.scatter_(1, out["suspects"].long(), out["edit"].argmax(-1))
    wrong = torch.zeros_like(out["doubt"])
    wrong.scatter_(1, out["suspects"].long(), 1 - torch.softmax(out["edit"], dim=-1)[..., 0])
    known = labels >= 0
    counts["edit.right"] += int((found == labels)[known].sum())
    counts["edit.all"] += int(known.sum())
    _count(counts, "error", labels[known] > 0, wrong[known] > 0.5)


def _count(counts: Counter[str], name: str, gold: torch.Tensor, found: torch.Tensor) -> None:
    counts[f"{name}.right"] += int((gold & found).sum())
    counts[f"{name}.found"] += int(found.sum())
    counts[f"{name}.gold"] += int(gold.sum())


def _count_spans(
    model: Reader, out: dict[str, torch.Tensor], batch: Batch, counts: Counter[str]
) -> None:
    for i, mentions in enumerate(batch.mentions):
        if mentions is None:
            continue
        n = int(batch.word_mask[i].sum())
        found = torch.nonzero((out["spans"][i, :n, :n] > 0).triu())
        hidden = torch.relu(out["first"][i, found[:, 0]] + out["last"][i, found[:, 1]])
        labels = model.entity(hidden).argmax(-1)
        spans = torch.cat([found, labels[:, None]], dim=1).tolist()
        gold = mentions[:, :3].tolist()
        _tally(counts, "span", {(a, b) for a, b, _ in spans}, {(a, b) for a, b, _ in gold})
        named = {(a, b, c // 3) for a, b, c in spans if c % 3 != 2}
        _tally(counts, "entity", named, {(a, b, c // 3) for a, b, c in gold if c % 3 != 2})
        _tally(counts, "kind", set(map(tuple, spans)), set(map(tuple, gold)))


def _tally(
    counts: Counter[str], name: str, found: Set[tuple[int, ...]], gold: Set[tuple[int, ...]]
) -> None:
    counts[f"{name}.right"] += len(found & gold)
    counts[f"{name}.found"] += len(found)
    counts[f"{name}.gold"] += len(gold)
