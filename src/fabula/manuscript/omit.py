"""A draft without some of its units: what was read and is no text of the manuscript."""

from array import array
from collections.abc import Collection

import numpy as np

from fabula.manuscript.draft import Draft, Unit

__all__ = ["without_contents", "without_units"]

_GAP = "\n\n"


def without_contents(draft: Draft) -> Draft:
    """The draft without its tables of contents and the like, unless nothing else is there."""
    if all(unit.contents or unit.outside for unit in draft.units):
        for unit in draft.units:
            unit.contents = unit.outside = False
        return draft
    gone = {index for index, unit in enumerate(draft.units) if unit.contents}
    return without_units(draft, gone)


def without_units(draft: Draft, gone: Collection[int]) -> Draft:
    """The draft without the units at these indices, and without their text.

    The draft is one of a builder: a blank line stands between any two units. A
    chapter or scene that a dropped unit opens is opened by the next one.
    """
    if not gone:
        return draft
    kept: list[Unit] = []
    texts: list[str] = []
    bounds: list[tuple[int, int, int]] = []
    at = 0
    chapter: str | None = None
    scene = False
    for index, unit in enumerate(draft.units):
        if index in gone:
            chapter, scene = chapter or unit.chapter, scene or unit.scene
            continue
        at += len(_GAP) if kept else 0
        bounds.append((unit.start, unit.end, at - unit.start))
        texts.append(draft.text[unit.start : unit.end])
        if unit.chapter is None and unit.kind != "heading":
            unit.chapter = chapter
        unit.scene, chapter, scene = unit.scene or scene, None, False
        unit.start, unit.end = at, at + unit.end - unit.start
        at = unit.end
        kept.append(unit)
    if kept:
        _move(draft, bounds)
    draft.text, draft.units = _GAP.join(texts), kept
    return draft


def _move(draft: Draft, bounds: list[tuple[int, int, int]]) -> None:
    """Keep the pieces inside the bounds: ``[start, end)``, and by how much they move."""
    pieces = draft.pieces
    starts = np.array(pieces.start, dtype=np.int64)
    table = np.array(bounds, dtype=np.int64)
    inside = np.searchsorted(table[:, 0], starts, side="right") - 1
    keep = (inside >= 0) & (starts < table[inside, 1])
    pieces.start = array("q", (starts[keep] + table[inside[keep], 2]).tobytes())
    for name in ("length", "source", "source_length"):
        column = np.array(getattr(pieces, name), dtype=np.int64)[keep]
        setattr(pieces, name, array("q", column.tobytes()))
    for name in ("part", "paragraph", "run"):
        short = np.array(getattr(pieces, name), dtype=np.int32)[keep]
        setattr(pieces, name, array("i", short.tobytes()))
