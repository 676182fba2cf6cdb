"""First and second person in speech: once the speaker is known, "I" is the speaker.

What the scorer guessed before anybody knew who speaks is corrected here: "I", "me" and
"my" in a quotation with a known speaker mean the speaker, "you" its only addressee.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from fabula.manuscript.spans import SpanIndex
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import MentionClass
from fabula.story.model import MentionTable, Quote

__all__ = ["link_speech"]

SURE = 0.5
"""The least confidence in a speaker that overrules the scorer."""


def link_speech(mentions: MentionTable, frame: Frame, quotes: Sequence[Quote]) -> MentionTable:
    """The mentions with those of the first and second person linked through the quotations.

    ``quotes``: in order; they do not overlap.
    """
    entity = mentions.entity.copy()
    candidates = np.flatnonzero(np.isin(frame.cls, (MentionClass.I, MentionClass.YOU)))
    index = SpanIndex.of(quote.span for quote in quotes)
    around = index.all_around(mentions.start[candidates], mentions.end[candidates])
    for i, at in zip(candidates.tolist(), around.tolist(), strict=True):
        if at < 0 or quotes[at].confidence < SURE:
            continue
        quote = quotes[at]
        if frame.cls[i] == MentionClass.I and quote.speaker is not None:
            entity[i] = quote.speaker
        elif frame.cls[i] == MentionClass.YOU and quote.addressees:
            entity[i] = quote.addressees[0]  # of several who listen, the likeliest
    return replace(mentions, entity=entity)
