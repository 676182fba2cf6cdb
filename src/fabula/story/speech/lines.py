"""The lines of chats, scripts and plays as speech: whoever the cue names says them.

Where two alone have lines in a scene each speaks to the other; of more, nobody can say
from the form to whom a line goes.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from fabula.manuscript.model import Manuscript, SpokenLine
from fabula.manuscript.spans import SpanIndex
from fabula.story.mentions.cue_names import cue_mentions
from fabula.story.model import MentionTable, Quote

__all__ = ["apart_from_lines", "with_lines"]

_SURE = 0.99
_UNNAMED = 0.5


def apart_from_lines(lines: Sequence[SpokenLine], offsets: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each offset lies outside all cues and all that is said after them."""
    spans = sorted(s for line in lines for s in (line.cue, *line.parts))
    outside: NDArray[np.bool_] = SpanIndex.of(spans).all_at(offsets) < 0
    return outside


def with_lines(
    quotes: Sequence[Quote], manuscript: Manuscript, mentions: MentionTable, ids: Sequence[int]
) -> tuple[Quote, ...]:
    """The quotations and those of the manuscript's lines, in order, turns numbered anew.

    ``ids``: of the characters. A line whose cue names nobody of them has no speaker.
    """
    lines = manuscript.lines
    if not lines:
        return tuple(quotes)
    people = set(ids)
    named = cue_mentions(lines, mentions.start, mentions.end)
    speakers = [int(mentions.entity[named[n]]) if n in named else -1 for n in range(len(lines))]
    others = _others(manuscript, speakers)
    told = [
        Quote(
            span=part,
            turn=-1 - number,
            speaker=speaker if speaker in people else None,
            addressees=(others[number],) if others.get(number) in people else (),
            cue=line.cue,
            type="explicit",
            confidence=_SURE if speaker in people else _UNNAMED,
        )
        for number, (line, speaker) in enumerate(zip(lines, speakers, strict=True))
        for part in line.parts
    ]
    ordered = sorted((*quotes, *told), key=lambda quote: quote.span)
    return tuple(
        replace(quote, turn=turn)
        for turn, (_, own) in enumerate(groupby(ordered, key=lambda quote: quote.turn))
        for quote in own
    )


def _others(manuscript: Manuscript, speakers: Sequence[int]) -> dict[int, int]:
    """For the lines of scenes in which two alone have lines: who the other one is."""
    by_scene: defaultdict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(manuscript.lines):
        by_scene[manuscript.scene_at(line.cue.start)].append(number)
    found: dict[int, int] = {}
    for numbers in by_scene.values():
        pair = {speakers[number] for number in numbers}
        if len(pair) == 2:
            total = sum(pair)
            found.update((number, total - speakers[number]) for number in numbers)
    return found
