"""Paragraphs read once more, for their corrections alone: each by itself.

Who asks knows a reading and no model: what read it first reads it again (`doubts_again`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Floats, Ints
from fabula.language.decode import corrections_of
from fabula.language.encoder import Encoder, Model, Proof, Sheet, load_model, model_of
from fabula.language.pieces import case_ids
from fabula.language.reading import Edits, Reading, cut
from fabula.language.tokens import space_before, tokenize
from fabula.language.windows import Window, breaks, pack
from fabula.manuscript.model import Block
from fabula.manuscript.spans import Span

__all__ = ["Doubts", "doubts_again", "doubts_of"]

_KEPT = 2048
"""Paragraphs whose doubts are kept: a draft is checked again after each change."""

_ROUND = 500
"""Paragraphs read in one go, for the sake of memory."""


@dataclass(frozen=True, eq=False)
class Doubts:
    """Where each word of a paragraph stands in it, and how likely something is wrong there. [W]"""

    start: Ints
    end: Ints
    error: NDArray[np.float32]


_seen: dict[tuple[str, str], Doubts] = {}


def doubts_again(reading: Reading, paragraphs: Sequence[str]) -> list[Doubts] | None:
    """The doubts of each paragraph, by the model and as many threads as made a reading.

    None where no model made it, or one that is in use no more. Those looked at lately are
    remembered. Raises `FabulaError` if the installed model is missing or damaged.
    """
    model = model_of(reading.encoder)
    if model is None:
        return None
    keys = [(model.encoder, paragraph) for paragraph in paragraphs]
    known = {key: _seen[key] for key in keys if key in _seen}
    new = sorted(set(keys) - known.keys())
    for at in range(0, len(new), _ROUND):
        some = new[at : at + _ROUND]
        read = doubts_of([text for _, text in some], model=model, threads=reading.threads)
        known.update(zip(some, read, strict=True))
    if len(_seen) + len(new) > _KEPT:
        _seen.clear()
    _seen.update((key, known[key]) for key in new[:_KEPT])
    return [known[key] for key in keys]


def doubts_of(
    paragraphs: Sequence[str], *, model: Model | None = None, threads: int | None = None
) -> list[Doubts]:
    """The doubts of each paragraph; what is said of one does not depend on the others.

    ``model``: the installed one unless given. Raises `FabulaError` if it is missing or damaged.
    """
    model = model or load_model()
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", Span(at, at + len(paragraph))))
        at += len(paragraph) + 1
    offsets = tokenize(text, blocks)
    words, space = cut(text, offsets.start, offsets.end), space_before(text, offsets)
    opens = np.ones(len(words), dtype=np.bool_)
    opens[1:] = np.diff(offsets.block) != 0
    pieces, counts = model.pieces.encode(words)
    sheet = Sheet(pieces, counts, case_ids(words, opens, space))
    quality = breaks(words, offsets.block)
    bounds = np.searchsorted(offsets.block, np.arange(len(blocks) + 1)).tolist()
    windows: list[Window] = []
    for first, last in pairwise(bounds):
        own = pack(counts[first:last], quality[first : last + 1], model.most)
        windows += [
            Window(w.first + first, w.own_first + first, w.own_last + first, w.last + first)
            for w in own
        ]
    error = np.zeros(len(words), dtype=np.float32)
    for window, edits in Encoder(model, sheet, threads).run(windows, _corrected):
        error[window.own_first : window.own_last] = edits.error
    return [
        Doubts(
            offsets.start[first:last] - block.span.start,
            offsets.end[first:last] - block.span.start,
            error[first:last],
        )
        for block, first, last in zip(blocks, bounds, bounds[1:], strict=False)
    ]


def _corrected(
    window: Window, outputs: dict[str, Floats], _proof: Proof | None
) -> tuple[Window, Edits]:
    return window, corrections_of(outputs)
