"""Writes ``tiny_model/``: a model of the contract's shape, random and a few kilobytes small.

    python tests/language/make_tiny_model.py     (needs the ``onnx`` package; run by hand)

Its vocabulary is single letters, so words have many pieces and windows hold few words.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent / "tiny_model"
WIDTH, PAIR, LINK = 12, 8, 4
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:!?'\"-()—…"
FLAT = ("out_sentence", "out_event")
LABELS = {
    "upos": ["NOUN", "PRON", "PUNCT", "VERB"],
    "xpos": ["NN", "PRP", "VBD", "."],
    "feats": ["_", "Number=Sing"],
    "deprel": ["nsubj", "obj", "punct", "root"],
    "lemma": ["L|0|", "L|1|", "K|0|"],
    "entity": ["PER", "FAC", "GPE", "LOC", "VEH", "ORG"],
    "kind": ["name", "noun", "pronoun"],
    "edits": ["keep", "delete", "insert:,"],
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(20)
    vocabulary = {t: i for i, t in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])}
    for letter in LETTERS:
        vocabulary[letter] = len(vocabulary)
        vocabulary["##" + letter] = len(vocabulary)
    write_tokenizer(vocabulary)
    write_graph(rng, len(vocabulary))
    write_corrections(rng)
    entities = len(LABELS["entity"]) * len(LABELS["kind"])
    np.savez(
        FOLDER / "pairs.npz",
        rel_weight=rng.normal(size=(PAIR, len(LABELS["deprel"]))).astype(np.float32),
        rel_bias=np.zeros(len(LABELS["deprel"]), dtype=np.float32),
        span_weight=rng.normal(size=(PAIR, entities)).astype(np.float32),
        span_bias=np.zeros(entities, dtype=np.float32),
    )
    files = ("encoder.onnx", "corrections.onnx", "pairs.npz", "tokenizer.json")
    manifest = {
        "schema": "fabula.model/3",
        "version": "tiny",
        "files": {n: hashlib.sha256((FOLDER / n).read_bytes()).hexdigest() for n in files},
        "labels": LABELS,
        "max_pieces": 128,
        "thresholds": {"sentence": 0.0, "event": 0.0, "span": 0.0},
    }
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def write_tokenizer(vocabulary: dict[str, int]) -> None:
    added = [
        {"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for token, i in vocabulary.items() if token.startswith("[")
    ]  # fmt: skip
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
            "strip_accents": None, "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary,
        },
    }  # fmt: skip
    (FOLDER / "tokenizer.json").write_text(json.dumps(tokenizer))


def write_graph(rng: np.random.Generator, vocabulary: int) -> None:
    constants: list[onnx.TensorProto] = []
    nodes: list[onnx.NodeProto] = []

    def weight(name: str, *shape: int) -> str:
        values = rng.normal(size=shape).astype(np.float32)
        constants.append(numpy_helper.from_array(values, name))
        return name

    def ints(name: str, *values: int) -> str:
        constants.append(numpy_helper.from_array(np.array(values, dtype=np.int64), name))
        return name

    def add(kind: str, inputs: list[str], output: str, **attributes: object) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    add("Gather", [weight("letters", vocabulary, WIDTH), "pieces"], "letter")
    add("Gather", [weight("shapes", 16, WIDTH), "cases"], "shape")
    add("Add", ["letter", "shape"], "both")
    add("Transpose", ["both"], "turned", perm=[0, 2, 1])
    mix = weight("mix", WIDTH, WIDTH, 7)
    add("Conv", ["turned", mix], "mixed", pads=[3, 3])
    add("Transpose", ["mixed"], "back", perm=[0, 2, 1])
    add("Tanh", ["back"], "state")
    add("Unsqueeze", ["words", ints("last", -1)], "places")
    add("GatherND", ["state", "places"], "x", batch_dims=1)
    add("Slice", ["state", ints("zero", 0), ints("one", 1), ints("axis", 1)], "root")
    add("Concat", ["root", "x"], "heads", axis=1)
    add("Transpose", ["heads"], "heads_turned", perm=[0, 2, 1])
    add("Transpose", ["x"], "x_turned", perm=[0, 2, 1])
    sizes = {k: len(LABELS[k]) for k in ("upos", "xpos", "feats", "lemma")}
    sizes |= {"dep": PAIR, "first": PAIR, "last": PAIR, "link": LINK}
    outputs = {name: add("MatMul", ["x", weight(f"{name}_w", WIDTH, n)], name) for name, n in sizes.items() if name != "last"}  # fmt: skip
    outputs["last"] = add("MatMul", ["x", weight("last_w", WIDTH, PAIR)], "last_half")
    outputs["gov"] = add("MatMul", ["heads", weight("gov_w", WIDTH, PAIR)], "gov")
    for name in ("sentence", "event"):
        add("MatMul", ["x", weight(f"{name}_w", WIDTH, 1)], f"{name}_column")
        outputs[name] = add("Squeeze", [f"{name}_column", "last"], name)
    add("MatMul", ["x", weight("arc_w", WIDTH, WIDTH)], "dependents")
    outputs["arcs"] = add("MatMul", ["dependents", "heads_turned"], "arcs")
    add("MatMul", ["x", weight("span_w", WIDTH, WIDTH)], "firsts")
    add("MatMul", ["firsts", "x_turned"], "pairs")
    constants.append(numpy_helper.from_array(np.float32(12.0), "price"))
    outputs["spans"] = add("Sub", ["pairs", "price"], "spans")
    outputs["top"] = "state"
    order = ("upos", "xpos", "feats", "lemma", "sentence", "event", "arcs", "dep", "gov", "spans", "first", "last", "link", "top")  # fmt: skip
    final = [add("Identity", [outputs[name]], f"out_{name}") for name in order]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "l"]) for n in ("pieces", "cases")]
        + [helper.make_tensor_value_info("words", TensorProto.INT64, ["b", "w"])],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, [None] * (2 if n in FLAT else 3)) for n in final],
        constants,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    rename(model, dict(zip(final, order, strict=True)))
    onnx.checker.check_model(model)
    onnx.save(model, str(FOLDER / "encoder.onnx"))


def write_corrections(rng: np.random.Generator) -> None:
    tags = len(LABELS["edits"])
    nodes = [
        helper.make_node("Unsqueeze", ["words", "last"], ["places"]),
        helper.make_node("GatherND", ["top", "places"], ["x"], batch_dims=1),
        helper.make_node("MatMul", ["x", "doubt_w"], ["column"]),
        helper.make_node("Squeeze", ["column", "last"], ["doubt"]),
        helper.make_node("Greater", ["doubt", "limit"], ["doubtful"]),
        helper.make_node("NonZero", ["doubtful"], ["found"]),
        helper.make_node("Gather", ["found", "second"], ["suspects"], axis=0),
        helper.make_node("Unsqueeze", ["suspects", "last"], ["rows"]),
        helper.make_node("GatherND", ["x", "rows"], ["closer"], batch_dims=1),
        helper.make_node("MatMul", ["closer", "edit_w"], ["edit"]),
    ]
    constants = {
        "last": np.array([-1], dtype=np.int64),
        "second": np.array([1], dtype=np.int64),
        "limit": np.array(0, dtype=np.float32),
        "doubt_w": rng.normal(size=(WIDTH, 1)).astype(np.float32),
        "edit_w": rng.normal(size=(WIDTH, tags)).astype(np.float32),
    }
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info("top", TensorProto.FLOAT, ["b", "l", WIDTH]),
            helper.make_tensor_value_info("words", TensorProto.INT64, ["b", "w"]),
        ],
        [
            helper.make_tensor_value_info("doubt", TensorProto.FLOAT, ["b", "w"]),
            helper.make_tensor_value_info("suspects", TensorProto.INT64, ["b", "k"]),
            helper.make_tensor_value_info("edit", TensorProto.FLOAT, ["b", "k", tags]),
        ],
        [numpy_helper.from_array(values, name) for name, values in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(FOLDER / "corrections.onnx"))


def rename(model: onnx.ModelProto, names: dict[str, str]) -> None:
    """Give the outputs the contract's names; inner values of those names get another."""
    inner = {name: f"inner_{name}" for name in names.values()}
    swap = inner | names
    for node in model.graph.node:
        node.input[:] = [swap.get(n, n) for n in node.input]
        node.output[:] = [swap.get(n, n) for n in node.output]
    for value in model.graph.initializer:
        value.name = swap.get(value.name, value.name)
    for value in model.graph.output:
        value.name = swap.get(value.name, value.name)


if __name__ == "__main__":
    main()
