"""The mentions of a composed reading as a story's table, linked by hand."""

from collections.abc import Sequence

import numpy as np

from fabula.language.reading import Reading
from fabula.story.model import MentionTable

__all__ = ["linked"]


def linked(reading: Reading, ids: Sequence[int]) -> MentionTable:
    """The reading's mentions with one entity id each, in reading order."""
    m = reading.mentions
    assert len(m) == len(ids)
    return MentionTable(
        start=reading.tokens.start[m.first],
        end=reading.tokens.end[m.last - 1],
        first=m.first,
        last=m.last,
        head=m.head,
        type=m.type,
        kind=m.kind,
        entity=np.array(ids, dtype=np.int32),
        score=np.ones(len(ids), dtype=np.float16),
    )
