"""First and second person in speech: once the speaker is known, "I" is the speaker.

What the scorer guessed before anybody knew who speaks is corrected here: "I", "me" and
"my" in a quotation with a known speaker mean the speaker, "you" its only addressee.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fabula.story.mentions.frames import Frame
from fabula.story.model import MentionTable, Quote

__all__ = ["link_speech"]

SURE = 0.5
"""The least confidence in a speaker that overrules the scorer."""


def link_speech(mentions: MentionTable, frame: Frame, quotes: Sequence[Quote]) -> MentionTable:
    """The mentions with those of the first and second person linked through the quotations.

    Nested quotations are someone else's words: a mention follows the innermost quotation
    that holds it.
    """
    entity = mentions.entity.copy()
    starts = np.array([q.span.start for q in quotes], dtype=np.int64)
    order = np.argsort(starts, kind="stable")
    candidates = np.nonzero((frame.cls == 2) | (frame.cls == 4))[0]
    ends = [quotes[k].span.end for k in order.tolist()]
    positions = np.searchsorted(starts[order], mentions.start[candidates], side="right") - 1
    for i, at in zip(candidates.tolist(), positions.tolist(), strict=True):
        k = at
        while k >= 0 and ends[k] < mentions.end[i] and k > at - 4:
            k -= 1
        if k < 0 or ends[k] < mentions.end[i]:
            continue
        quote = quotes[int(order[k])]
        if quote.confidence < SURE:
            continue
        if frame.cls[i] == 2 and quote.speaker is not None:
            entity[i] = quote.speaker
        elif frame.cls[i] == 4 and quote.addressees:
            entity[i] = quote.addressees[0]  # of several who listen, the likeliest
    return replace(mentions, entity=entity)
