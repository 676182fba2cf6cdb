"""Mentions that mean nobody of the story: "nobody", "everyone", "anybody else", "people".

LitBank annotates them, so the reader finds them, and they hold a place while others are linked
and speech is read; in the story each would be a person more. In contemporary scenes with every
mention of a person marked, 2 of 197 such words mean one.
"""

import re
from dataclasses import fields, replace

import numpy as np

from fabula.story.model import MentionTable

__all__ = ["without_quantities"]

_QUANTITY = re.compile(
    r"(?:nobody|no[\s-]one|every(?:body|one)|any(?:body|one))(?:\selse)?|people", re.IGNORECASE
)


def without_quantities(mentions: MentionTable, text: str) -> MentionTable:
    """The mentions but for those that only say how many, and are linked to nothing."""
    _, where, times = np.unique(mentions.entity, return_inverse=True, return_counts=True)
    alone = np.flatnonzero(times[where] == 1).tolist()
    starts, ends = mentions.start, mentions.end
    gone = [i for i in alone if _QUANTITY.fullmatch(text, int(starts[i]), int(ends[i]))]
    columns = {f.name: np.delete(getattr(mentions, f.name), gone) for f in fields(mentions)}
    return replace(mentions, **columns) if gone else mentions
