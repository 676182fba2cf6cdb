"""A trained run to the files the wheel carries: int8 ONNX, pair heads, tokenizer, manifest.

``python -m fabula_training.export RUN --runs runs --out ../src/fabula/language/model``

Weights are quantized to signed 8 bits by channel, with seven bits of range, so that
unsigned-by-signed products cannot saturate on processors without VNNI.
"""

import argparse
import hashlib
import json
import shutil
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from fabula.language.encoder import CORRECTIONS
from fabula_training.config import RUNS
from fabula_training.corpora import load_corpora
from fabula_training.model import READ, Reader
from fabula_training.pretrained import pretrained_folder

__all__ = ["export", "main"]

FILES = ("encoder.onnx", "corrections.onnx", "pairs.npz", "tokenizer.json")

DATA = [
    {"name": "LitBank", "use": "entities, events, coreference", "licence": "CC BY 4.0"},
    {"name": "UD English EWT", "use": "tags, lemmas, trees, sentences", "licence": "CC BY-SA 4.0"},
    {
        "name": "UD English GUM, permissive genres",
        "use": "tags, lemmas, trees, sentences",
        "licence": "CC BY, CC BY-SA, public domain",
    },
    {
        "name": "novels of LitBank (Project Gutenberg)",
        "use": "corrections",
        "licence": "public domain",
    },
    {"name": "all-MiniLM-L6-v2", "use": "pretrained encoder", "licence": "Apache-2.0"},
]


class Reading(nn.Module):
    """The reading's outputs in the contract's order, as the exporter wants them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, cases: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        out = self.reader(pieces, cases, torch.ones_like(pieces), words, "reading")
        return tuple(out[name] for name in READ)


class Corrections(nn.Module):
    """The corrections' outputs in the contract's order, from the last layer's vectors."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, top: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        out = self.reader.corrections(top, torch.ones_like(top[:, :, 0]), words)
        return tuple(out[name] for name in CORRECTIONS)


def reading_to_onnx(reader: Reader, path: Path) -> None:
    """Write the graph of the reading in full precision."""
    ids, words = torch.ones(1, 9, dtype=torch.int64), torch.ones(1, 5, dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "cases", "top")}
    axes |= {name: {0: "batch", 1: "words"} for name in ("words", *READ[:-1])}
    axes["arcs"] = {0: "batch", 1: "words", 2: "heads"}
    axes["gov"] = {0: "batch", 1: "heads"}
    axes["spans"] = {0: "batch", 1: "words", 2: "words"}
    given = {"pieces": ids, "cases": ids, "words": words}
    _to_onnx(Reading(reader), given, list(READ), axes, path)


def corrections_to_onnx(reader: Reader, path: Path) -> None:
    """Write the graph of the corrections in full precision."""
    width = reader.encoder.norm.normalized_shape[0]
    top, words = torch.ones(1, 9, width), torch.ones(1, 5, dtype=torch.int64)
    axes = {"top": {0: "batch", 1: "length"}}
    axes |= {name: {0: "batch", 1: "words"} for name in ("words", "doubt")}
    axes |= {name: {0: "batch", 1: "suspects"} for name in ("suspects", "edit")}
    _to_onnx(Corrections(reader), {"top": top, "words": words}, list(CORRECTIONS), axes, path)


def _to_onnx(
    graph: nn.Module,
    given: dict[str, Tensor],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.eval(),
            tuple(given.values()),
            str(path),
            input_names=list(given),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantize(source: Path, target: Path) -> None:
    """Matrix products and embeddings in 8 bits; small heads whose sums decide stay exact."""
    graph = onnx.load(str(source)).graph
    fp32 = [n.name for n in graph.node if n.op_type == "MatMul" and _stays_exact(n.name)]
    quantize_dynamic(
        str(source),
        str(target),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=fp32,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _stays_exact(name: str) -> bool:
    """Heads, and the first layer's attention: the embeddings reach furthest, and eight bits of
    them cost the events a hundredth of F1. They take no time worth measuring."""
    inside = any(f"/{part}." in name for part in ("layers", "proof", "closer"))
    return not inside or any(f"layers.0/{part}/" in name for part in ("query", "key", "value"))


def write_pairs(reader: Reader, path: Path) -> None:
    """The last layers of the two pair classifiers, which run outside the graph."""
    np.savez(
        path,
        rel_weight=reader.relation.weight.detach().numpy().T.copy(),
        rel_bias=reader.relation.bias.detach().numpy(),
        span_weight=reader.entity.weight.detach().numpy().T.copy(),
        span_bias=reader.entity.bias.detach().numpy(),
    )


def sha256(path: Path) -> str:
    """Hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def export(run_name: str, runs: Path, out: Path, version: str, exact: bool = False) -> None:
    """Write the model folder of a run; ``exact`` keeps full precision, for comparison."""
    corpora = load_corpora()
    labels = corpora.inventory
    reader = Reader(RUNS[run_name].shape, labels, 0.0)
    reader.load_state_dict(torch.load(runs / run_name / "averaged.pt", map_location="cpu"))
    reader.eval()
    out.mkdir(parents=True, exist_ok=True)
    for name, write in (("encoder", reading_to_onnx), ("corrections", corrections_to_onnx)):
        full = runs / run_name / f"{name}.onnx"
        write(reader, full)
        if exact:
            shutil.copy(full, out / full.name)
        else:
            quantize(full, out / full.name)
    write_pairs(reader, out / "pairs.npz")
    shutil.copy(pretrained_folder() / "tokenizer.json", out / "tokenizer.json")
    lines = (runs / run_name / "scores.jsonl").read_text().splitlines()
    manifest = {
        "schema": "fabula.model/3",
        "version": version,
        "files": {n: sha256(out / n) for n in FILES},
        "labels": {
            "upos": labels.upos, "xpos": labels.xpos, "feats": labels.feats,
            "deprel": labels.deprel, "lemma": labels.lemma, "entity": labels.entity,
            "kind": labels.kind, "edits": labels.edits,
        },
        "max_pieces": 256,
        "thresholds": {"sentence": 0.0, "event": 0.0, "span": 0.0},
        "data": DATA,
        "licences": sorted({d["licence"] for d in DATA}),
        "seeds": [RUNS[run_name].seed],
        "scores": json.loads(lines[-1])["scores"] if lines else {},
        "command": f"python -m fabula_training.train {run_name}",
    }  # fmt: skip
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", choices=sorted(RUNS))
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--exact", action="store_true", help="full precision")
    arguments = parser.parse_args()
    export(arguments.run, arguments.runs, arguments.out, arguments.version, arguments.exact)
    size = sum(p.stat().st_size for p in arguments.out.iterdir())
    print(f"{arguments.out}: {size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
