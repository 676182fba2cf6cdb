"""The multi-task reader: a MiniLM encoder with a head per layer of the reading."""

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from fabula.language.pieces import CASES
from fabula_training.windows import Inventory

__all__ = ["DOUBTFUL", "READ", "Encoder", "Reader", "Shape", "Wanted", "rows"]

Wanted = Literal["all", "reading", "corrections"]
"""Which heads are computed: in training a window has the labels of one sort or the other."""

READ = (
    "upos", "xpos", "feats", "lemma", "sentence", "event", "arcs", "dep", "gov",
    "spans", "first", "last", "link", "top",
)  # fmt: skip
"""What reading gives; the corrections go on from ``top``, the last layer's vectors of pieces."""

LOOKED_AT = 4
"""Of so many words of a window one is looked at more closely in training."""

DOUBTFUL = -3.5
"""Logit of a fault above which a word is looked at more closely at run time."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder (MiniLM-L6) and of the heads."""

    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    tag_width: int = 256
    arc_width: int = 192
    relation_width: int = 128
    span_width: int = 128
    pair_width: int = 128
    link_width: int = 128
    proof_layers: int = 2
    """Layers of the corrections alone, above the others."""
    proof_inner: int = 768
    """Their inner width."""
    closer_layers: int = 3
    """Layers above those, for words under suspicion alone; if none, all words are looked at."""


class Layer(nn.Module):
    """One transformer block, post-norm as in BERT."""

    def __init__(self, shape: Shape, dropout: float, inner: int) -> None:
        super().__init__()
        self.heads = shape.attention_heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.norm_1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, inner)
        self.down = nn.Linear(inner, shape.width)
        self.norm_2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor, seen: Tensor | None = None) -> Tensor:
        """``x`` [B,N,d] after attending to ``seen`` [B,L,d], or else to itself."""
        seen = x if seen is None else seen
        q, k, v = self.query(x), self.key(seen), self.value(seen)
        b, n, d = x.shape
        m = n if seen is x else seen.shape[1]
        sized = ((q, n), (k, m), (v, m))
        q, k, v = (y.view(b, size, self.heads, -1).transpose(1, 2) for y, size in sized)
        a = _attended(q, k, v, bias.to(q.dtype)).transpose(1, 2).reshape(b, n, d)
        x = self.norm_1(x + self.dropout(self.attended(a)))
        return self.norm_2(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    @torch.no_grad()
    def hand_on(self, below: nn.LayerNorm) -> None:
        """Make the layer return nearly what it gets from a layer that ends in this norm.

        Neither sublayer adds anything, and each normalization undoes itself on average.
        """
        for part in (self.attended, self.down):
            nn.init.zeros_(part.weight)
            nn.init.zeros_(part.bias)
        scale, shift = below.weight, below.bias
        for norm in (self.norm_1, self.norm_2):
            nn.init.constant_(norm.weight, float((scale.square().mean() + shift.var()).sqrt()))
            nn.init.constant_(norm.bias, float(shift.mean()))


def _attended(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Attention, written out for training on a processor, five times as fast as torch's own.

    For export too, and there without padding, since at run time one window is read at a
    time: onnxruntime's own operator for it is no faster, and its results differ from one
    processor to another by more than all the rest.
    """
    exported = torch.onnx.is_in_onnx_export()
    if not exported and (not q.requires_grad or q.is_cuda):
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    with torch.autocast("cpu", enabled=False):
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        return torch.softmax(scores if exported else scores + bias, dim=-1) @ v


class Encoder(nn.Module):
    """MiniLM with an embedding for each word's case, and layers more for the corrections."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        nn.init.normal_(self.cases.weight, std=0.01)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

        def layers(count: int, inner: int) -> nn.ModuleList:
            return nn.ModuleList(Layer(shape, dropout, inner) for _ in range(count))

        self.layers = layers(shape.layers, shape.inner)
        self.mix = nn.Parameter(torch.zeros(4))
        self.proof = layers(shape.proof_layers, shape.proof_inner)
        self.closer = layers(shape.closer_layers, shape.inner)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The last layer and a mix of layers, of word pieces. [B,L,d] each"""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(place) + self.kinds.weight[0] + self.cases(cases)
        x = self.dropout(self.norm(x))
        bias = _outside(mask, x.dtype)
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        weights = torch.softmax(self.mix, dim=0)
        mixed = sum(weights[i] * states[i - 4] for i in range(4))
        assert isinstance(mixed, Tensor)
        return x, mixed

    def proofread(self, top: Tensor, mask: Tensor) -> Tensor:
        """The corrections' layer of every piece, from the last one of reading. [B,L,d]"""
        bias = _outside(mask, top.dtype)
        for layer in self.proof:
            top = layer(top, bias)
        return top

    def look_closer(self, suspects: Tensor, proof: Tensor, mask: Tensor) -> Tensor:
        """Suspects [B,K,d], after looking again and again at all pieces [B,L,d]."""
        bias = _outside(mask, proof.dtype)
        for layer in self.closer:
            suspects = layer(suspects, bias, proof)
        return suspects


def _outside(mask: Tensor, kind: torch.dtype) -> Tensor:
    """What keeps attention from padding. [B,L] -> [B,1,1,L]"""
    return (1.0 - mask[:, None, None, :].to(kind)) * -1e4


def head(inside: int, hidden: int, dropout: float) -> nn.Sequential:
    """A hidden layer, as every head has one."""
    return nn.Sequential(nn.Linear(inside, hidden), nn.GELU(), nn.Dropout(dropout))


def rows(x: Tensor, at: Tensor) -> Tensor:
    """The vectors [B,N,d] of ``x`` [B,L,d] at the places [B,N]."""
    return torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, x.shape[-1]))


def _suspects(doubt: Tensor, of: int) -> Tensor:
    """The words to be looked at more closely. [B,W] -> [B,K]

    In training the most doubtful of each window, one ``of`` so many; at run time, of the one
    window, the first word (so that there is one) and all above a limit.
    """
    if not torch.onnx.is_in_onnx_export():
        return doubt.topk(-(-doubt.shape[1] // of), dim=1).indices
    doubtful = torch.cat([torch.ones_like(doubt[0, :1]), doubt[0, 1:] > DOUBTFUL])
    return torch.nonzero(doubtful).transpose(0, 1)


class Biaffine(nn.Module):
    """Scores of all ordered pairs: a bilinear term and a linear one for each side."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width, width))
        self.left = nn.Linear(width, 1)
        self.right = nn.Linear(width, 1, bias=False)
        nn.init.normal_(self.weight, std=width**-0.5)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        pairs = (x @ self.weight) @ y.transpose(1, 2)
        return pairs + self.left(x) + self.right(y).transpose(1, 2)


class Reader(nn.Module):
    """The encoder and all heads; `forward` gives every output of the model's contract."""

    def __init__(self, shape: Shape, labels: Inventory, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        d, drop = shape.width, 0.25
        self.tagger = head(d, shape.tag_width, drop)
        sizes = {
            "upos": labels.upos,
            "xpos": labels.xpos,
            "feats": labels.feats,
            "lemma": labels.lemma,
        }
        self.tags = nn.ModuleDict({k: nn.Linear(shape.tag_width, len(v)) for k, v in sizes.items()})
        self.sentence = nn.Linear(d, 1)
        self.event = nn.Sequential(head(d, 128, drop), nn.Linear(128, 1))
        self.dependent = head(d, shape.arc_width, drop)
        self.governor = head(d, shape.arc_width, drop)
        self.arc = Biaffine(shape.arc_width)
        self.dep = nn.Linear(d, shape.relation_width)
        self.gov = nn.Linear(d, shape.relation_width)
        self.relation = nn.Linear(shape.relation_width, len(labels.deprel))
        self.span_first = head(d, shape.span_width, drop)
        self.span_last = head(d, shape.span_width, drop)
        self.span = Biaffine(shape.span_width)
        nn.init.constant_(self.span.left.bias, -6.0)  # few spans are mentions
        nn.init.constant_(self.event[-1].bias, -3.0)
        self.first = nn.Linear(d, shape.pair_width)
        self.last = nn.Linear(d, shape.pair_width)
        self.entity = nn.Linear(shape.pair_width, len(labels.entity) * len(labels.kind))
        self.link = nn.Linear(d, shape.link_width)
        self.doubt = nn.Sequential(head(d, 128, 0.0), nn.Linear(128, 1))
        self.corrector = head(d, shape.tag_width, drop)
        self.edit = nn.Linear(shape.tag_width, len(labels.edits))
        self.dropout = nn.Dropout(drop)
        self.coref_query = nn.Linear(2 * shape.link_width, 128)
        self.coref_key = nn.Linear(2 * shape.link_width, 128)
        self.coref_near = nn.Embedding(8, 1)

    def forward(
        self, pieces: Tensor, cases: Tensor, mask: Tensor, words: Tensor, wanted: Wanted = "all"
    ) -> dict[str, Tensor]:
        """Logits over words and ``top``, keyed by `READ`, and what `corrections` gives."""
        top, mixed = self.encoder(pieces, cases, mask)
        found: dict[str, Tensor] = {}
        if wanted != "corrections":
            found |= self._reading(top, mixed, words) | {"top": top}
        if wanted != "reading":
            found |= self.corrections(top, mask, words)
        return found

    def corrections(self, top: Tensor, mask: Tensor, words: Tensor) -> dict[str, Tensor]:
        """What is wrong, from the last layer's vectors [B,L,d] and the words' first pieces [B,W].

        "doubt": logits of a fault [B,W]; "suspects": the words looked at more closely [B,K];
        "edit": logits of the edit tags of these [B,K,tags].
        """
        proof = self.encoder.proofread(top, mask)
        x = rows(proof, words)
        doubt = self.doubt(x).squeeze(-1)
        suspects = _suspects(doubt, LOOKED_AT if self.encoder.closer else 1)
        closer = self.encoder.look_closer(rows(x, suspects), proof, mask)
        return {
            "doubt": doubt,
            "suspects": suspects,
            "edit": self.edit(self.corrector(closer)),
        }

    def _reading(self, top: Tensor, mixed: Tensor, words: Tensor) -> dict[str, Tensor]:
        x, m = rows(top, words), rows(mixed, words)  # [B,W,d]
        root = top[:, :1]  # the [CLS] place stands for the root
        governors = torch.cat([root, x], dim=1)  # [B,W+1,d]
        tagged = self.tagger(m)
        out = {k: layer(tagged) for k, layer in self.tags.items()}
        out["sentence"] = self.sentence(m).squeeze(-1)
        out["event"] = self.event(x).squeeze(-1)
        out["arcs"] = self.arc(self.dependent(x), self.governor(governors))  # [B,W,W+1]
        out["dep"] = self.dep(self.dropout(x))
        out["gov"] = self.gov(self.dropout(governors))
        out["spans"] = self.span(self.span_first(x), self.span_last(x))  # [B,W,W]
        out["first"] = self.first(self.dropout(x))
        out["last"] = self.last(self.dropout(x))
        out["link"] = self.link(x)
        return out
