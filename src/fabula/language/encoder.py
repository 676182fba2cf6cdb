"""The model: its files, verified, and the one pass of the encoder over the windows.

The corrections go on from the encoder's last layer, window by window, where they are wanted:
at once, or later from what is kept of that layer (`Proof`).

Each window is a run of its own on one thread, several at once: a batch would make the
scale of the eight-bit activations, and so a word's reading, depend on its neighbours
in the batch, and gives no speed on a processor.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats, Ints, Whole
from fabula.language.pieces import MODEL_FOLDER, WordPieces
from fabula.language.products import product
from fabula.language.reading import Labels
from fabula.language.runtime import InferenceSession, SessionOptions
from fabula.language.threads import in_order
from fabula.language.windows import Window
from fabula.manuscript.errors import FabulaError

__all__ = [
    "CORRECTIONS",
    "Encoder",
    "Model",
    "PairHead",
    "Proof",
    "Sheet",
    "load_model",
    "model_of",
    "name_of_model",
]

Result = TypeVar("Result")

CORRECTIONS = ("doubt", "suspects", "edit")
"""Outputs of the corrections: logits of a fault of each word [W], the words looked at more
closely [K], and the logits of the edit tags of these [K, tags]."""

_SCHEMA = "fabula.model/3"
_FILES = ("encoder.onnx", "corrections.onnx", "pairs.npz", "tokenizer.json")
_SLOWER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""Fusions not to be made: the fused kernel takes twice as long as the addition and the
normalization apart, a fifth of the whole pass."""

_DIGITS = 8
_BLOCK = 16
_RECENT = 16
"""Windows whose outputs are kept, in case the next ones are just like them."""


@dataclass(frozen=True, eq=False)
class PairHead:
    """Labels of a pair of words: ``relu(left + right) @ weight + bias``."""

    weight: Floats
    bias: Floats

    def logits(self, left: Floats, right: Floats) -> Floats:
        """Left and right halves [N, P] to logits [N, C]."""
        return product(np.maximum(left + right, 0), self.weight, _BLOCK) + self.bias


@dataclass(frozen=True, eq=False)
class Model:
    """A model, loaded. ``scripts`` make lemmas; ``labels.lemmas`` is empty.

    ``encoder`` is the checksum of the encoder, by which others know its vectors again.
    """

    labels: Labels
    scripts: tuple[str, ...]
    thresholds: Mapping[str, float]
    most: int
    pieces: WordPieces
    relations: PairHead
    entities: PairHead
    session: InferenceSession
    corrections: InferenceSession
    version: str
    encoder: str

    def __post_init__(self) -> None:
        _in_use[self.encoder] = self


_in_use: WeakValueDictionary[str, Model] = WeakValueDictionary()


@dataclass(frozen=True, eq=False)
class Sheet:
    """What the encoder is fed: all word pieces in a row [P]; pieces and case of each word [T]."""

    pieces: Ints
    counts: Ints
    cases: Ints

    @property
    def first_piece(self) -> Ints:
        """Where each word's pieces begin. [T]"""
        return (np.cumsum(self.counts) - self.counts).astype(np.int32)


# --- loading -------------------------------------------------------------------------------


def load_model(folder: Path | None = None) -> Model:
    """The model in the folder, by default the installed one, its checksums verified.

    A model is loaded once and kept.

    Raises:
        FabulaError: a file is missing or damaged, or is of another version.
    """
    return _load((folder or MODEL_FOLDER).resolve())


def model_of(encoder: str) -> Model | None:
    """The model whose encoder has this checksum: one in use, else the installed one, else None.

    Raises `FabulaError` where the installed one is missing or damaged.
    """
    known = _in_use.get(encoder)
    if known is None and encoder:
        known = load_model()
    return known if known is not None and known.encoder == encoder else None


def name_of_model(model: Model | None = None) -> str:
    """The version of a model, by default the installed one, and digits of its checksum.

    The installed one is not loaded. Raises `FabulaError` where it is missing or damaged.
    """
    if model is not None:
        return f"{model.version}-{model.encoder[:_DIGITS]}"
    manifest = _manifest(MODEL_FOLDER.resolve())
    try:
        return f"{manifest['version']}-{str(manifest['files']['encoder.onnx'])[:_DIGITS]}"
    except KeyError as problem:
        raise _broken(MODEL_FOLDER, "is damaged") from problem


@lru_cache(maxsize=2)
def _load(folder: Path) -> Model:
    manifest = _manifest(folder)
    for name in _FILES:
        _verify(folder / name, manifest["files"].get(name))
    try:
        return _assemble(folder, manifest)
    except (KeyError, TypeError, ValueError, OSError) as problem:
        raise _broken(folder, f"cannot be used ({problem})") from problem


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise _broken(path, "is missing") from None
    except ValueError:
        raise _broken(path, "is damaged") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise _broken(path, "is damaged")
    if manifest.get("schema") != _SCHEMA:
        raise _broken(path, f"is of another version ({manifest.get('schema')})")
    return manifest


def _verify(path: Path, expected: object) -> None:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        raise _broken(path, "is missing") from None
    if digest.hexdigest() != expected:
        raise _broken(path, "is damaged (its checksum differs)")


def _broken(path: Path, what: str) -> FabulaError:
    return FabulaError(f"the language model {what}: {path}; install fabula again")


def _assemble(folder: Path, manifest: Mapping[str, Any]) -> Model:
    names = manifest["labels"]
    plain = Labels((), (), (), (), ())
    if (tuple(names["entity"]), tuple(names["kind"])) != (plain.entity, plain.kind):
        raise _broken(folder, "tells other kinds of mentions apart")
    with np.load(folder / "pairs.npz", allow_pickle=False) as pairs:
        relations = PairHead(pairs["rel_weight"], pairs["rel_bias"])
        entities = PairHead(pairs["span_weight"], pairs["span_bias"])
    labels = Labels(
        upos=tuple(names["upos"]),
        xpos=tuple(names["xpos"]),
        feats=tuple(names["feats"]),
        deprel=tuple(names["deprel"]),
        lemmas=(),
        edits=tuple(names["edits"]),
    )
    return Model(
        labels=labels,
        scripts=tuple(names["lemma"]),
        thresholds={k: float(v) for k, v in manifest["thresholds"].items()},
        most=int(manifest["max_pieces"]),
        pieces=WordPieces(folder / "tokenizer.json"),
        relations=relations,
        entities=entities,
        session=_session(folder / "encoder.onnx"),
        corrections=_session(folder / "corrections.onnx"),
        version=str(manifest["version"]),
        encoder=str(manifest["files"]["encoder.onnx"]),
    )


def _session(path: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # windows differ in length
    options.log_severity_level = 4
    try:
        return InferenceSession(
            str(path),
            sess_options=options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
    except Exception as problem:  # onnxruntime's own exceptions share no base but this
        raise _broken(path, "cannot be used") from problem


# --- the pass ------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Proof:
    """What the corrections of one window are found from.

    ``top``: the last layer's vectors of the window's own words and its two edges [pieces, D];
    ``words``: the first of these pieces of each own word [W].
    """

    top: Floats
    words: Whole

    def corrections(self, model: Model) -> dict[str, Floats]:
        """The outputs named in `CORRECTIONS`."""
        given = {"top": self.top[None], "words": self.words[None]}
        found = model.corrections.run(CORRECTIONS, given)
        return {name: value[0] for name, value in zip(CORRECTIONS, found, strict=True)}


Outputs = dict[str, Floats]


class Encoder:
    """Runs a model over windows, on all processors the process may use."""

    def __init__(
        self,
        model: Model,
        sheet: Sheet,
        threads: int | None = None,
        *,
        corrections: bool = True,
        later_from: int | None = None,
    ) -> None:
        """``threads``: windows in work at once, by default one per processor.

        ``corrections``: whether the corrections' outputs are wanted; those of windows that own
        words from ``later_from`` on are left for later.
        """
        self._model = model
        self._corrections = corrections
        self._later_from = later_from
        self._sheet = sheet
        self._first_piece = sheet.first_piece
        self._threads = threads
        self._recent: dict[bytes, tuple[Outputs, Proof | None]] = {}

    def run(
        self, windows: Sequence[Window], use: Callable[[Window, Outputs, Proof | None], Result]
    ) -> Iterator[Result]:
        """``use(window, outputs, proof)`` of every window, in order.

        Outputs are keyed and shaped as the model's contract has them, without the
        batch dimension; their words are the window's, context included, but in those of
        the corrections the window's own. ``proof``: where the corrections are left for later.
        ``use`` runs on the encoder's threads. Only a few windows are held at once.
        """

        def work(window: Window) -> Result:
            return use(window, *self._outputs(window))

        threads = 1 if len(windows) == 1 else self._threads
        return in_order(work, windows, threads)

    def _outputs(self, window: Window) -> tuple[Outputs, Proof | None]:
        """What the model says of the window, looked up where one just like it was seen lately:
        a text that repeats itself for pages has few different windows."""
        feed = self._feed(window)
        later = self._later_from is not None and window.own_first >= self._later_from
        own = np.array([window.own_first - window.first, window.own_last - window.first, later])
        key = hashlib.sha256(b"".join(part.tobytes() for part in (*feed.values(), own))).digest()
        recent = self._recent
        if (known := recent.get(key)) is None:
            known = self._run(window, feed, later)
            if len(recent) >= _RECENT:  # threads replace the whole, and lose a window at worst
                recent = self._recent = {}
            recent[key] = known
        return known

    def _run(
        self, window: Window, feed: dict[str, NDArray[np.int64]], later: bool
    ) -> tuple[Outputs, Proof | None]:
        session = self._model.session
        names = [output.name for output in session.get_outputs()]
        values = zip(names, session.run(names, feed), strict=True)
        outputs = {name: value[0] for name, value in values}
        if not self._corrections:
            return outputs, None
        proof = _proof(window, outputs["top"], feed["words"][0])
        if later:
            return outputs, proof
        return outputs | proof.corrections(self._model), None

    def _feed(self, window: Window) -> dict[str, NDArray[np.int64]]:
        sheet, at = self._sheet, self._first_piece
        begin = int(at[window.first])
        counts = sheet.counts[window.first : window.last]
        end = begin + int(counts.sum())
        pieces = np.empty(end - begin + 2, dtype=np.int64)
        pieces[0] = self._model.pieces.start_id
        pieces[1:-1] = sheet.pieces[begin:end]
        pieces[-1] = self._model.pieces.end_id
        cases = np.zeros_like(pieces)
        cases[1:-1] = np.repeat(sheet.cases[window.first : window.last], counts)
        words = at[window.first : window.last].astype(np.int64) - begin + 1
        return {
            "pieces": pieces[None],
            "cases": cases[None],
            "words": words[None],
        }


def _proof(window: Window, top: Floats, at: NDArray[np.int64]) -> Proof:
    """The vectors of the window's own words, and of its edges.

    The encoder has seen the context; to look at it again costs a tenth and finds no more.
    """
    before, stop = window.own_first - window.first, window.own_last - window.first
    begin = int(at[before])
    end = int(at[stop]) if stop < len(at) else len(top) - 1
    own = np.concatenate([top[:1], top[begin:end], top[-1:]])
    return Proof(own, at[before:stop] - begin + 1)
