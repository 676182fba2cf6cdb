"""What each head is taught, layer by layer; a layer that a batch lacks adds nothing."""

import torch
from torch import Tensor
from torch.nn import functional

from fabula_training.model import Reader
from fabula_training.windows import IGNORED, Batch

__all__ = ["WEIGHTS", "losses"]

WEIGHTS = {
    "upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "sentence": 1.0, "event": 3.0,
    "arcs": 1.0, "relation": 0.5, "spans": 3.0, "class": 0.5, "coref": 0.2,
    "doubt": 2.0, "edit": 0.5,
}  # fmt: skip


def losses(model: Reader, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Unweighted loss of every layer present in the batch."""
    found: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "feats", "lemma"):
        labels = batch.layers[name]
        if name in out and bool((labels >= 0).any()):
            found[name] = functional.cross_entropy(
                out[name].flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED
            )
    for name in ("sentence", "event"):
        labels = batch.layers[name]
        known = labels >= 0
        if name in out and bool(known.any()):
            logits = out[name].float()[known]
            found[name] = functional.binary_cross_entropy_with_logits(logits, labels[known].float())
    if "edit" in out and bool((batch.layers["edit"] >= 0).any()):
        found.update(_corrections(out, batch.layers["edit"]))
    if bool((batch.head >= 0).any()):
        found.update(_tree(model, out, batch))
    rows = [i for i, m in enumerate(batch.mentions) if m is not None]
    if rows:
        found.update(_spans(model, out, batch, rows))
    return found


def _corrections(out: dict[str, Tensor], labels: Tensor) -> dict[str, Tensor]:
    """Whether anything is wrong with a word, and of those looked at more closely, what."""
    known = labels >= 0
    wrong = (labels[known] > 0).float()
    doubt = functional.binary_cross_entropy_with_logits(out["doubt"].float()[known], wrong)
    right = torch.gather(labels, 1, out["suspects"])
    edit = functional.cross_entropy(
        out["edit"].flatten(0, 1).float(), right.flatten(), ignore_index=IGNORED
    )
    return {"doubt": doubt, "edit": edit}


def _tree(model: Reader, out: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    known = batch.head >= 0
    arcs = out["arcs"].float()
    outside = ~torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], dim=1)
    arcs = arcs.masked_fill(outside[:, None, :], -1e4)
    heads = batch.head[known]
    result = {"arcs": functional.cross_entropy(arcs[known], heads)}
    row = torch.nonzero(known)[:, 0]
    hidden = torch.relu(out["dep"][known] + out["gov"][row, heads])
    labels = batch.layers["deprel"][known]
    logits = model.relation(hidden).float()
    result["relation"] = functional.cross_entropy(logits, labels, ignore_index=IGNORED)
    return result


def _spans(
    model: Reader, out: dict[str, Tensor], batch: Batch, rows: list[int]
) -> dict[str, Tensor]:
    device = out["spans"].device
    total = torch.zeros((), device=device)
    words = 0
    classes: list[Tensor] = []
    labels: list[Tensor] = []
    coref: list[Tensor] = []
    for i in rows:
        mentions = torch.from_numpy(batch.mentions[i]).to(device)
        n = int(batch.word_mask[i].sum())
        target = torch.zeros(n, n, device=device)
        target[mentions[:, 0], mentions[:, 1]] = 1.0
        weight = torch.ones(n, n, device=device).triu()
        if len(batch.unsure[i]):
            weight[batch.unsure[i][:, 0], batch.unsure[i][:, 1]] = 0.0
        scores = out["spans"][i, :n, :n].float()
        total = total + functional.binary_cross_entropy_with_logits(
            scores, target, weight=weight, reduction="sum"
        )
        words += n
        if len(mentions):
            hidden = torch.relu(out["first"][i, mentions[:, 0]] + out["last"][i, mentions[:, 1]])
            classes.append(model.entity(hidden).float())
            labels.append(mentions[:, 2])
            coref.append(_antecedents(model, out["link"][i].float(), mentions))
    result = {"spans": total / max(words, 1)}
    if classes:
        result["class"] = functional.cross_entropy(torch.cat(classes), torch.cat(labels))
        result["coref"] = torch.stack(coref).mean()
    return result


def _antecedents(model: Reader, link: Tensor, mentions: Tensor) -> Tensor:
    """Marginal likelihood of a right antecedent (or none) within the window."""
    order = torch.argsort(mentions[:, 0] * 1000 - mentions[:, 1])
    m = mentions[order]
    vectors = torch.cat([link[m[:, 0]], link[m[:, 1]]], dim=-1)
    scores = model.coref_query(vectors) @ model.coref_key(vectors).T * 128**-0.5  # [M,M]
    count = len(m)
    place = torch.arange(count, device=link.device)
    gap = place[:, None] - place[None, :]
    bucket = torch.log2(gap.clamp(min=1).float()).long().clamp(max=7)
    scores = scores + model.coref_near(bucket).squeeze(-1)
    before = gap > 0
    same = before & (m[:, 3][:, None] == m[:, 3][None, :]) & (m[:, 3] >= 0)[:, None]
    scores = scores.masked_fill(~before, -1e4)
    full = torch.cat([torch.zeros(count, 1, device=link.device), scores], dim=1)
    right = torch.cat([~same.any(dim=1, keepdim=True), same], dim=1)
    gold = torch.logsumexp(full.masked_fill(~right, -1e4), dim=1)
    return (torch.logsumexp(full, dim=1) - gold).mean()
