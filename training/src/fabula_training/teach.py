"""Teach the shipped corrections on drafts of today; the reading stays as it is.

    python -m fabula_training.teach --out ../src/fabula/language/model --work runs/taught

The vectors to learn from are those that the shipped encoder gives at run time, in the same
windows, made once; the corrections' weights begin as those of the shipped file, unpacked from
their eight bits. So neither the run that made them nor a GPU is needed. What is taught are
drafts with marked mistakes (`written_drafts`), spoiled novels and treebanks so that nothing is
forgotten, and prose of today without mistakes. A run that is cut off goes on from its last epoch.

What it gave so far does not ship: see ``docs/model.md``.
"""

import argparse
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from fabula.language.encoder import Encoder, Model, Proof, Sheet, load_model
from fabula.language.pieces import MODEL_FOLDER, case_ids
from fabula.language.windows import Window, breaks, pack
from fabula_training.corrections_data import correction_documents, corrections_lexicon, split_words
from fabula_training.data import Document
from fabula_training.export import corrections_to_onnx, quantize, sha256
from fabula_training.model import Reader, Shape
from fabula_training.scenes import own_scenes, parse_scene, scene_files
from fabula_training.tagging import trained_tagger
from fabula_training.train import LEARNING, alike, rate_at
from fabula_training.windows import IGNORED, Inventory
from fabula_training.written_drafts import CLEAN, UNNAMED, Labeller, draft_documents, draft_files

__all__ = ["Lesson", "lessons", "loss_of", "main", "padded", "reader_of", "steps_of", "unpacked"]

PASSES = 3
"""Over the drafts, each with other marks as typed."""
NOVEL_WORDS = 120_000
NOVEL_RATE = 0.75
EPOCHS = 3
PIECES = 3600
"""Pieces of a step, padding included."""
RATE = 2e-4
WARMUP = 60
AVERAGE = 0.995
DROPOUT = 0.1
SEED = 21
VERSION = "5"
NO_TAG = -1
"""Label of a word that is wrong, of which no edit tag says how."""
_LEARNING = LEARNING["corrections"]
_OWN = {
    "drafts of today with marked mistakes": "corrections",
    "contemporary scenes, those not set aside": "corrections (clean prose)",
    "right prose of today that is easily misjudged": "corrections (clean prose)",
}


@dataclass(frozen=True, eq=False)
class Lesson:
    """One window: the encoder's vectors [L, d], the first piece of each word and its label [W]."""

    top: NDArray[np.float16]
    words: NDArray[np.int64]
    labels: NDArray[np.int64]


def lessons(documents: Iterable[Document], model: Model) -> Iterator[Lesson]:
    """The windows of documents as the reader sees them at run time."""
    known = {label: i for i, label in enumerate(model.labels.edits)} | {UNNAMED: NO_TAG}
    for document in documents:
        opens = np.array(document.opens)
        pieces, counts = model.pieces.encode(document.words)
        sheet = Sheet(pieces, counts, case_ids(document.words, opens, np.array(document.space)))
        windows = pack(
            counts, breaks(document.words, np.cumsum(opens).astype(np.int32)), model.most
        )
        labels = np.array([known.get(e, IGNORED) for e in document.edits or ()])
        encoder = Encoder(model, sheet, later_from=0)
        for window, proof in encoder.run(windows, _kept):
            own = labels[window.own_first : window.own_last]
            yield Lesson(proof.top.astype(np.float16), proof.words.astype(np.int64), own)


def _kept(window: Window, _outputs: object, proof: Proof | None) -> tuple[Window, Proof]:
    assert proof is not None
    return window, proof


def unpacked(path: Path) -> dict[str, Tensor]:
    """The weights of a graph of eight bits in full precision, named as torch names them."""
    graph = onnx.load(str(path)).graph
    given = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix("reader."): torch.tensor(values)
        for name, values in given.items()
        if name.startswith("reader.")
    }
    for node in graph.node:
        if node.op_type not in ("MatMul", "MatMulInteger") or node.input[1] not in given:
            continue
        weights = given[node.input[1]].astype(np.float32)
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            weights = (weights - given[f"{stem}_zero_point"].astype(np.float32)) * given[
                f"{stem}_scale"
            ]
        name = node.name.removesuffix("_quant").removesuffix("/MatMul").strip("/")
        found[f"{_place(name.split('/'))}.weight"] = torch.tensor(weights.T.copy())
    return found


def _place(parts: Sequence[str]) -> str:
    """The path of a module, of which the exporter writes ``reader/doubt/doubt.0/doubt.0.0`` and
    ``reader/proof.0/query``, without the encoder that holds the layers."""
    kept: list[str] = []
    for part in parts:
        if kept and part.startswith(kept[-1] + "."):
            kept[-1] = part
        elif part != "reader":
            kept.append(part)
    inside = kept[0].startswith(("proof.", "closer."))
    return ".".join(["encoder", *kept] if inside else kept)


def reader_of(model: Model, dropout: float) -> Reader:
    """A reader with the corrections of the shipped model; its other parts are of no use."""
    reader = _blank(len(model.labels.edits), dropout)
    weights = unpacked(MODEL_FOLDER / "corrections.onnx")
    lacking, odd = reader.load_state_dict(weights, strict=False)
    if odd or any(name.startswith(_LEARNING) for name in lacking):
        raise ValueError(f"the graph has other weights: {odd} {lacking}")
    return reader


def _blank(edits: int, dropout: float) -> Reader:
    """A reader with so many edit tags, small where the corrections do not look."""
    none = ["-"]
    labels = Inventory(none, none, none, none, none, none, none, none * edits)
    return Reader(replace(Shape(), vocabulary=2, positions=2, layers=4), labels, dropout)


def loss_of(reader: Reader, batch: Sequence[Lesson]) -> Tensor:
    """Of the doubt of all words, and of the edits of those looked at more closely."""
    tops, mask, words, labels = padded(batch)
    out = reader.corrections(tops, mask, words)
    known = labels != IGNORED
    doubt = functional.binary_cross_entropy_with_logits(
        out["doubt"][known], (labels != 0)[known].float()
    )
    named = torch.where(labels == NO_TAG, IGNORED, labels)
    right = torch.gather(named, 1, out["suspects"])
    edit = functional.cross_entropy(
        out["edit"].flatten(0, 1), right.flatten(), ignore_index=IGNORED
    )
    return 2.0 * doubt + 0.5 * edit


def padded(batch: Sequence[Lesson]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Vectors [B,L,d], their mask [B,L], first pieces [B,W] and labels [B,W]."""
    length, width = max(len(x.top) for x in batch), max(len(x.words) for x in batch)
    tops = np.zeros((len(batch), length, batch[0].top.shape[1]), dtype=np.float32)
    mask = np.zeros((len(batch), length), dtype=np.float32)
    words = np.zeros((len(batch), width), dtype=np.int64)
    labels = np.full((len(batch), width), IGNORED, dtype=np.int64)
    for row, lesson in enumerate(batch):
        tops[row, : len(lesson.top)] = lesson.top
        mask[row, : len(lesson.top)] = 1
        words[row, : len(lesson.words)] = lesson.words
        labels[row, : len(lesson.words)] = lesson.labels
    given = map(torch.from_numpy, (tops, mask, words, labels))
    return next(given), next(given), next(given), next(given)


def steps_of(given: Sequence[Lesson], rng: np.random.Generator) -> list[list[Lesson]]:
    """Windows of like length together, in random order."""
    steps = list(alike(np.array([len(x.top) for x in given]), PIECES, rng))
    return [[given[i] for i in steps[k]] for k in rng.permutation(len(steps))]


def train(reader: Reader, given: Sequence[Lesson], held: Sequence[Lesson], work: Path) -> Reader:
    """Teach the reader; after every epoch what is kept and how it does on what was set aside."""
    for name, parameter in reader.named_parameters():
        parameter.requires_grad_(name.startswith(_LEARNING))
    learned = [p for p in reader.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    averaged = {k: v.clone() for k, v in reader.state_dict().items() if k.startswith(_LEARNING)}
    first, done, kept = 0, 0, work / "checkpoint.pt"
    if kept.exists():
        saved = torch.load(kept)
        reader.load_state_dict(saved["model"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        averaged, first, done = saved["averaged"], saved["epoch"], saved["done"]
    total = len(steps_of(given, np.random.default_rng(0))) * EPOCHS
    for epoch in range(first, EPOCHS):
        torch.manual_seed(SEED + epoch)
        began, losses = time.monotonic(), []
        reader.train()
        for batch in steps_of(given, np.random.default_rng([SEED, epoch])):
            for group in optimizer.param_groups:
                group["lr"] = RATE * rate_at(done, total, WARMUP, total - WARMUP)
            optimizer.zero_grad()
            loss = loss_of(reader, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimizer.step()
            done += 1
            losses.append(float(loss.detach()))
            _average(averaged, reader, min(AVERAGE, (1 + done) / (10 + done)))
        own = {k: v for k, v in reader.state_dict().items() if k in averaged}
        state = {"model": own, "optimizer": optimizer.state_dict()}
        part = kept.with_suffix(".part")
        torch.save(state | {"averaged": averaged, "epoch": epoch + 1, "done": done}, part)
        part.replace(kept)
        shown = scored(_with(reader, averaged), held)
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {shown}, "
            f"{time.monotonic() - began:.0f} s",
            flush=True,
        )
    return _with(reader, averaged)


@torch.no_grad()
def _average(averaged: dict[str, Tensor], reader: Reader, decay: float) -> None:
    current = reader.state_dict()
    for name, values in averaged.items():
        values.lerp_(current[name], 1 - decay)


def _with(reader: Reader, averaged: dict[str, Tensor]) -> Reader:
    """A reader with the averaged weights; the one that learns goes on with its own."""
    made = _blank(reader.edit.out_features, 0.0)
    made.load_state_dict(averaged, strict=False)
    made.eval()
    return made


@torch.no_grad()
def scored(reader: Reader, held: Sequence[Lesson]) -> str:
    """Of words set aside: share of the mistakes among as many most doubted words, right tags."""
    doubt, wrong, named, right = [], [], 0, 0
    for lesson in held:
        tops, mask, words, labels = padded([lesson])
        out = reader.corrections(tops, mask, words)
        known = labels[0] != IGNORED
        doubt.append(out["doubt"][0][known].numpy())
        wrong.append((labels[0] != 0)[known].numpy())
        best = out["edit"][0, :, 1:].argmax(-1) + 1
        gold = labels[0][out["suspects"][0]]
        named += int((gold > 0).sum())
        right += int(((gold > 0) & (gold == best)).sum())
    doubts, wrongs = np.concatenate(doubt), np.concatenate(wrong)
    most = np.argsort(-doubts)[: int(wrongs.sum())]
    chance = 1 / (1 + np.exp(-doubts.astype(np.float64)))
    return (
        f"found among as many {wrongs[most].mean():.3f}, tags right {right / max(named, 1):.3f}, "
        f"share wrong {wrongs.mean():.4f}, believed {chance.mean():.4f}"
    )


def clean_documents() -> Iterator[Document]:
    """Prose without a mistake: the scenes that are not set aside and no rough drafts, and the
    pieces that are easily misjudged, but every tenth."""
    for path in (*scene_files(), *own_scenes()):
        raw = path.read_text(encoding="utf-8")
        if "# rough yes" not in raw:
            yield _clean(path, parse_scene(raw, path.stem).text)
    for path in draft_files(folder=CLEAN):
        yield _clean(path, path.read_text(encoding="utf-8"))


def _clean(path: Path, text: str) -> Document:
    document = Document(f"clean/{path.stem}", [], [], [], edits=[])
    for paragraph in text.strip().split("\n\n"):
        words, spaces = split_words(paragraph)
        document.add_paragraph(words, spaces, ["keep"] * len(words))
    return document


def main() -> None:
    """Teach, and write the corrections and the manifest into the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("runs/taught"))
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    model = load_model()
    given = work / "lessons.pt"
    if not given.exists():
        labeller = Labeller(corrections_lexicon(), trained_tagger())
        documents = [
            *(d for n in range(PASSES) for d in draft_documents(draft_files(), labeller, SEED + n)),
            *correction_documents(NOVEL_WORDS, SEED, rate=NOVEL_RATE),
            *clean_documents(),
        ]
        held = draft_documents(draft_files(held_out=True), labeller, SEED)
        torch.save([list(lessons(documents, model)), list(lessons(held, model))], given)
    taught, held_out = torch.load(given, weights_only=False)
    reader = reader_of(model, DROPOUT)
    print("before:", scored(reader_of(model, 0.0).eval(), held_out), flush=True)
    write(train(reader, taught, held_out, work), arguments.out, work)


def write(reader: Reader, out: Path, work: Path) -> None:
    """The corrections in eight bits, and the manifest that knows them."""
    corrections_to_onnx(reader, work / "corrections.onnx")
    quantize(work / "corrections.onnx", out / "corrections.onnx")
    manifest = json.loads((MODEL_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"]["corrections.onnx"] = sha256(out / "corrections.onnx")
    manifest["data"] = [d for d in manifest["data"] if d["name"] not in _OWN] + [
        {"name": name, "use": use, "licence": "CC0"} for name, use in _OWN.items()
    ]
    manifest["licences"] = sorted({d["licence"] for d in manifest["data"]})
    manifest["version"] = VERSION
    manifest["taught"] = {
        "what": "the corrections, from those of version 4",
        "drafts": len(draft_files()),
        "epochs": EPOCHS,
        "seed": SEED,
        "command": "python -m fabula_training.teach",
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
