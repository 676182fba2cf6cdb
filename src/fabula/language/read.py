"""The one entry to this floor: a manuscript in, its reading out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from fabula.arrays import Bools
from fabula.language.decode import Assembly, observe
from fabula.language.encoder import Encoder, Model, Sheet, load_model
from fabula.language.pieces import case_ids
from fabula.language.proofreading import Proofreading, later_from
from fabula.language.reading import Reading, cut
from fabula.language.sentences import limits
from fabula.language.tokens import Offsets, space_before, tokenize
from fabula.language.windows import breaks, pack
from fabula.manuscript.model import Manuscript

__all__ = ["read_manuscript"]


def read_manuscript(
    manuscript: Manuscript,
    *,
    progress: Callable[[float], None] | None = None,
    model: Model | None = None,
    threads: int | None = None,
    corrections: bool = True,
) -> Reading:
    """Read a manuscript: tokens, sentences, tags, trees, mentions, events, in one pass.

    ``progress`` is told how much is done, from 0 to 1. ``model`` is the installed one
    unless given; ``threads`` as many as there are processors. The reading of a passage
    depends on the words around it (some 250), not on threads or on the rest of the book.
    Without ``corrections`` the reading has no ``edits``, and takes a fifth less time; with
    them they may still be coming, and are waited for by who asks for them.

    Raises:
        FabulaError: the model's files are missing or damaged.
    """
    model = model or load_model()
    text = manuscript.text
    offsets = tokenize(text, manuscript.blocks)
    words = cut(text, offsets.start, offsets.end)
    space = space_before(text, offsets)
    sheet = _sheet(model, words, offsets, space)
    windows = pack(sheet.counts, breaks(words, offsets.block), model.most)
    assembly = Assembly(model, words, limits(words, offsets.block, space))
    later = later_from(sheet, threads)
    encoder = Encoder(model, sheet, threads, corrections=corrections, later_from=later)
    proofreading = Proofreading(model, len(words)) if corrections else None
    for seen in encoder.run(windows, partial(observe, model)):
        assembly.add(seen)
        if proofreading:
            proofreading.add(seen)
        if progress:
            progress(seen.window.own_last / len(words))
    edits = proofreading.edits() if proofreading else None
    return replace(assembly.reading(text, offsets), edits=edits, threads=threads)


def _sheet(model: Model, words: Sequence[str], offsets: Offsets, space: Bools) -> Sheet:
    opens = np.ones(len(words), dtype=np.bool_)
    opens[1:] = np.diff(offsets.block) != 0
    pieces, counts = model.pieces.encode(words)
    return Sheet(pieces, counts, case_ids(words, opens, space))
