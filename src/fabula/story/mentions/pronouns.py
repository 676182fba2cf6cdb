"""Pronouns that speech decides: once the speaker is known, "I" is the speaker.

What the scorer guessed before anybody knew who speaks is corrected here: "I", "me" and
"my" in a quotation with a known speaker mean the speaker, "you" its only addressee. So does
the pronoun of its tag ("she said"), and the pronoun that acts first in a paragraph in which
one person alone speaks: a paragraph that has a speaker begins with what that speaker does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from fabula.arrays import Ints
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import SpanIndex
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import MentionClass
from fabula.story.mentions.hearsay import PRONOUN_SETS, acting_pronouns
from fabula.story.model import Character, MentionTable, Quote

__all__ = ["link_speech"]

SURE = 0.5
"""The least confidence in a speaker that overrules the scorer."""


def link_speech(
    mentions: MentionTable,
    frame: Frame,
    quotes: Sequence[Quote],
    manuscript: Manuscript,
    characters: Sequence[Character] = (),
) -> MentionTable:
    """The mentions with the pronouns that the quotations decide linked through them.

    ``quotes``: in order; they do not overlap. ``characters``: whose pronouns are known.
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
    _link_actors(entity, frame, acting_pronouns(frame, manuscript, quotes), characters)
    return replace(mentions, entity=entity)


def _link_actors(
    entity: Ints,
    frame: Frame,
    actors: Iterable[tuple[int, int]],
    characters: Sequence[Character],
) -> None:
    """Links the pronouns of tags and those that act beside a speech to who speaks."""
    sets = {c.id: PRONOUN_SETS.get(c.pronouns or "", -1) for c in characters}
    told = np.flatnonzero((frame.quote < 0) & (frame.set >= 0))
    by_block: dict[int, list[int]] = defaultdict(list)
    for i in told.tolist():
        by_block[int(frame.block[i])].append(i)
    for actor, speaker in actors:
        pronoun, was = int(frame.set[actor]), int(entity[actor])
        if was == speaker or sets.get(speaker, -1) not in (-1, pronoun):
            continue
        for i in by_block[int(frame.block[actor])]:
            # What went on with the pronoun in the same paragraph goes on with it still.
            if i >= actor and entity[i] == was and frame.set[i] == pronoun:
                entity[i] = speaker
