"""How the speeches of a book hang together: scenes, unbroken runs, speeches that go on.

A run is speeches that follow one another without a paragraph of narration between: in
one of two people every second speech is the same person's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Ints
from fabula.story.speech.evidence import SpeechEvidence

__all__ = ["Discourse", "joined_turns", "read_discourse", "run_weights"]


# "* * *", "[III]", "Chapter Two": a break, though it may stand as a paragraph.
_NO_WORDS = re.compile(
    r"[\W\d_]*(?:[IVXLC]+[\W\d_]*)?\Z|(?:chapter|part|book)\s+\S+(?:\s+\S+)?\Z", re.I
)
_SHORT = 24
_MARKS = frozenset("\"“”„‚«»‹›'‘’")
_DASHES = frozenset("-–—―")
_BLANK = " \t\r\n_*"
_REACH = 10  # speeches of a run that bear on one another
_FADE = 0.85


@dataclass(frozen=True, eq=False)
class Discourse:
    """``scene_start``: [U] where the scene of each speech begins in the text. ``scene``,
    ``run``: [U] numbers that rise along the book."""

    scene_start: Ints
    scene: Ints
    run: Ints


def read_discourse(evidence: SpeechEvidence) -> Discourse:
    """Scenes and runs of all speeches."""
    units = evidence.units
    count = len(units)
    breaks, edge = [], 0
    pairs = zip(evidence.block_start.tolist(), evidence.block_end.tolist(), strict=True)
    for start, end in pairs:
        breaks.append(
            bool(evidence.text[edge:start].strip())
            or (
                end - start < _SHORT
                and _NO_WORDS.match(evidence.text[start:end].strip()) is not None
            )
        )
        edge = end
    numbers = np.cumsum(breaks, dtype=np.int32) if breaks else np.zeros(1, np.int32)
    begins = evidence.block_start[np.searchsorted(numbers, numbers)] if breaks else numbers
    blocks = np.array([u.block for u in units], dtype=np.int64)
    lasts = np.array([u.last_block for u in units], dtype=np.int64)
    gaps = np.ones(count, dtype=np.int64)
    gaps[1:] = blocks[1:] - lasts[:-1]
    scene = numbers[blocks] if count else np.zeros(0, np.int32)
    new = (gaps > 1) | (np.diff(scene, prepend=scene[:1]) != 0)
    return Discourse(
        begins[blocks] if count else np.zeros(0, np.int32),
        scene,
        np.cumsum(new, dtype=np.int32),
    )


def joined_turns(evidence: SpeechEvidence) -> Ints:
    """For each speech the number it has once speeches that go on are counted as one. [U]

    A speech goes on in the next paragraph when its quotation mark is not closed at the
    end of its own, or none opens the next, as long tales are printed. Speech told by
    dashes has no marks to close.
    """
    numbers: list[int] = []
    units = evidence.units
    for at, unit in enumerate(units):
        on = at > 0 and unit.block - units[at - 1].last_block == 1
        numbers.append(numbers[-1] + (not (on and _goes_on(evidence, at))) if numbers else 0)
    return np.array(numbers, dtype=np.int32)


def _goes_on(evidence: SpeechEvidence, number: int) -> bool:
    text = evidence.text
    before, unit = evidence.units[number - 1], evidence.units[number]
    start, end = int(evidence.part_start[unit.first]), int(evidence.part_end[before.last - 1])
    opening = (text[start : start + 1], text[int(evidence.part_start[before.first])])
    if opening[0] in _DASHES or opening[1] in _DASHES:
        return False
    rest = text[end : int(evidence.block_end[before.last_block])].strip(_BLANK)
    if not rest and text[max(0, end - 9) : end].rstrip(_BLANK)[-1:] not in _MARKS:
        return True
    lead = text[int(evidence.block_start[unit.block]) : start].strip(_BLANK)
    return not lead and opening[0] not in _MARKS


def run_weights(
    runs: Sequence[int], number: int, values: Sequence[Sequence[tuple[int, float]]]
) -> tuple[dict[int, float], dict[int, float]]:
    """What ``values`` of the speeches around in a run sum to by entity, nearer ones more:
    of those an even number of turns away, and of those an odd number away."""
    found: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for step in (-1, 1):
        at, weight = number + step, 1.0
        for turn in range(1, _REACH + 1):
            if not 0 <= at < len(runs) or runs[at] != runs[number]:
                break
            sums = found[turn % 2]
            for entity, value in values[at]:
                sums[entity] = sums.get(entity, 0.0) + weight * value
            weight *= _FADE
            at += step
    return found
