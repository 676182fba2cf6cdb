"""A story of which nothing is known yet but the text."""

import numpy as np

from fabula.language.reading import Edits, Labels, Mentions, Reading, Tokens
from fabula.manuscript.model import Manuscript
from fabula.story.model import MentionTable, Story

__all__ = ["bare_story"]


def bare_story(manuscript: Manuscript) -> Story:
    """A story with the text alone: enough for what needs only that.

    No model runs; the reading has no tokens and every table is empty.
    """
    ints = np.zeros(0, dtype=np.int32)
    small = np.zeros(0, dtype=np.uint8)
    half = np.zeros(0, dtype=np.float16)
    shorts = np.zeros(0, dtype=np.uint16)
    reading = Reading(
        text=manuscript.text,
        labels=Labels(upos=(), xpos=(), feats=(), deprel=(), lemmas=()),
        tokens=Tokens(
            start=ints,
            end=ints,
            sentence=ints,
            block=ints,
            upos=small,
            xpos=small,
            feats=shorts,
            lemma=ints,
            head=ints,
            deprel=small,
            event=np.zeros(0, dtype=np.bool_),
            vectors=np.zeros((0, 0), dtype=np.float16),
        ),
        sentence_first=ints,
        mentions=Mentions(ints, ints, ints, small, small, half),
        edits=Edits(tag=shorts, score=half, error=half),
    )
    mentions = MentionTable(ints, ints, ints, ints, ints, small, small, ints, half)
    return Story(manuscript, reading, (), (), mentions, (), (), (), ())
