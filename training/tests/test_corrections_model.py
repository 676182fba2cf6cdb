"""The corrections' layers: what is handed on, what narrowing keeps, what is exported."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from fabula.language.runtime import InferenceSession

if TYPE_CHECKING:
    from torch import Tensor

    from fabula_training.model import Reader, Shape

torch = pytest.importorskip("torch")
model = pytest.importorskip("fabula_training.model")
windows = pytest.importorskip("fabula_training.windows")
train = pytest.importorskip("fabula_training.train")
narrowing = pytest.importorskip("fabula_training.narrow")
export = pytest.importorskip("fabula_training.export")

SMALL = model.Shape(
    width=24, layers=2, attention_heads=2, inner=32, vocabulary=50, positions=40, tag_width=8,
    proof_layers=2, proof_inner=32, closer_layers=1,
)  # fmt: skip
LABELS = windows.Inventory(
    upos=["NOUN", "VERB"], xpos=["NN"], feats=["_"], deprel=["root"], lemma=["L|0|"],
    entity=["PER"], kind=["name"], edits=["keep", "delete", "spell"],
)  # fmt: skip


def reader(shape: "Shape", seed: int = 1) -> "Reader":
    torch.manual_seed(seed)
    made: Reader = model.Reader(shape, LABELS, 0.0)
    made.eval()
    return made


def tops(rows: int = 3, length: int = 17) -> "tuple[Tensor, Tensor, Tensor]":
    torch.manual_seed(9)
    words = torch.arange(1, length - 1).repeat(rows, 1)
    return torch.randn(rows, length, SMALL.width), torch.ones(rows, length), words


@torch.no_grad()
def test_layers_added_above_begin_by_handing_on_what_they_get() -> None:
    one, more = reader(SMALL), reader(replace(SMALL, closer_layers=3), seed=2)
    train.load_matching(more, one.state_dict())
    top, mask, words = tops()
    before, after = one.corrections(top, mask, words), more.corrections(top, mask, words)
    assert torch.equal(before["suspects"], after["suspects"])
    norm_1, norm_3 = one.encoder.closer[0].norm_2, more.encoder.closer[2].norm_2
    assert norm_3.weight.std() < 1e-6
    assert torch.allclose(norm_3.bias, norm_1.bias.mean().expand_as(norm_3.bias))


@torch.no_grad()
def test_a_layer_over_all_words_becomes_the_first_that_looks_closer() -> None:
    old = reader(replace(SMALL, proof_layers=3, closer_layers=0))
    new = reader(SMALL, seed=2)
    train.load_matching(new, old.state_dict())
    top, mask, words = tops()
    was, now = old.corrections(top, mask, words), new.corrections(top, mask, words)
    assert was["edit"].shape[1] == words.shape[1]
    order = {int(w): i for i, w in enumerate(was["suspects"][0])}
    rows = [order[int(w)] for w in now["suspects"][0]]
    assert torch.allclose(now["edit"][0], was["edit"][0][rows], atol=1e-5)


@torch.no_grad()
def test_narrowing_keeps_what_varies_and_the_mean_of_the_rest() -> None:
    layer = reader(SMALL).encoder.proof[0]
    layer.up.weight[8:] = 0.0  # these units never vary
    x = torch.randn(200, SMALL.width)
    units = torch.nn.functional.gelu(layer.up(x))
    wanted = layer.down(units)
    narrowing.keep(layer, units, 8)
    found = layer.down(torch.nn.functional.gelu(layer.up(x)))
    assert layer.up.out_features == 8
    assert torch.allclose(found, wanted, atol=1e-5)


def test_the_exported_graph_looks_closer_at_the_doubtful_alone(tmp_path: Path) -> None:
    own = reader(SMALL)
    with torch.no_grad():
        own.doubt[-1].bias.fill_(model.DOUBTFUL)  # some words above, some below
        own.doubt[-1].weight.mul_(20)
    path = tmp_path / "corrections.onnx"
    export.corrections_to_onnx(own, path)
    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    top, _, words = tops(rows=1)
    doubt, suspects, edit = session.run(
        list(export.CORRECTIONS), {"top": top.numpy(), "words": words.numpy()}
    )
    above = np.flatnonzero(doubt[0] > model.DOUBTFUL)
    assert 0 < len(above) < words.shape[1]
    assert suspects[0].tolist() == sorted({0, *above.tolist()})
    with torch.no_grad():
        proof = own.encoder.proofread(top, torch.ones(top.shape[:2]))
        at = torch.from_numpy(suspects)
        rows = model.rows(model.rows(proof, words), at)
        closer = own.encoder.look_closer(rows, proof, torch.ones(top.shape[:2]))
        wanted = own.edit(own.corrector(closer))
    assert np.allclose(edit, wanted.numpy(), atol=1e-4)
