"""Which mention is the subject of a dialogue tag, and of which turn: "said Nora" beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType
from fabula.manuscript.model import Manuscript
from fabula.quotations.table import QuotationTable
from fabula.quotations.tags import find_tag
from fabula.story.mentions.cue_names import cued_parts

__all__ = ["TurnCues", "find_turn_cues"]


@dataclass(frozen=True, eq=False)
class TurnCues:
    """``cue``: of every turn, the mention that is its cue's subject, -1 for none. [T]

    ``cued``: the turn that each mention is the cue subject of, -1 for none. [M]
    """

    cue: Ints
    cued: Ints


def find_turn_cues(
    manuscript: Manuscript,
    quotations: QuotationTable,
    start: Ints,
    end: Ints,
    quote: Ints,
    types: Ints,
) -> TurnCues:
    """The cues of all turns; mentions by offsets, the turn they stand in (-1), and type."""
    spans = _spoken_parts(quotations)
    cued, cue = _cues(manuscript, quotations, start, end, quote, types, spans)
    return TurnCues(cue, cued)


def _spoken_parts(quotations: QuotationTable) -> list[tuple[int, int, int]]:
    """The spoken parts as (start, end, turn)."""
    said = quotations.speech & (quotations.depth == 0)
    columns = (quotations.start, quotations.end, quotations.turn)
    return list(zip(*(column[said].tolist() for column in columns), strict=True))


def _cues(
    manuscript: Manuscript,
    quotations: QuotationTable,
    start: Ints,
    end: Ints,
    quote: Ints,
    types: Ints,
    spans: Sequence[tuple[int, int, int]],
) -> tuple[Ints, Ints]:
    """Which turn each mention is the cue subject of, and each turn's cue subject."""
    cued = np.full(len(start), -1, dtype=np.int32)
    turns = int(quotations.turn.max()) + 1 if len(quotations) else 0
    turn_cue = np.full(turns, -1, dtype=np.int32)
    turn_of = {start: turn for start, _, turn in spans}
    blocks = [(b.span.start, b.span.end) for b in manuscript.blocks]
    said = quotations.speech & (quotations.depth == 0)
    block_of = quotations.block[said].tolist()
    for k, (s, e, turn) in enumerate(spans):
        low, high = blocks[block_of[k]]
        next_start = spans[k + 1][0] if k + 1 < len(spans) else high
        last_end = spans[k - 1][1] if k else low
        cue = find_tag(manuscript.text, e, max(e, min(high, next_start)), side="after")
        if cue is None:
            cue = find_tag(manuscript.text, min(s, max(low, last_end)), s, side="before")
        if cue is None or turn_cue[turn] >= 0:
            continue
        subject = _subject_mention(cue.start, cue.end, cue.verb, start, end, quote, types)
        if subject >= 0:
            turn_cue[turn] = subject
            cued[subject] = turn
    for part, mention in cued_parts(manuscript.lines, start, end).items():
        turn = turn_of.get(part, -1)
        if turn >= 0 and turn_cue[turn] < 0:
            turn_cue[turn] = mention
            cued[mention] = turn
    return cued, turn_cue


def _subject_mention(
    low: int, high: int, verb: tuple[int, int], start: Ints, end: Ints, quote: Ints, types: Ints
) -> int:
    """The person nearest to the verb of a cue, on the side the subject stands."""
    # A number of another type would have the whole array converted, once a cue.
    first = int(np.searchsorted(start, start.dtype.type(low)))
    best, distance = -1, 1 << 30
    for i in range(first, min(first + 12, len(start))):
        if start[i] >= high + 40:
            break
        if quote[i] >= 0 or types[i] != EntityType.PER:
            continue
        gap = start[i] - verb[1] if start[i] >= verb[1] else verb[0] - end[i]
        if start[i] >= verb[1] and low != verb[0]:
            gap += 40
        if 0 <= gap < distance:
            best, distance = i, int(gap)
    return best
