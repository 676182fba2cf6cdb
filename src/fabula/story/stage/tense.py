"""The tense that the narration around a word is told in, from the tags of its verbs alone.

What whole scenes are told in, and by which verbs, `fabula.story.stage.narration` tells, which
knows the clauses and the cast; this needs the reading only.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from fabula.arrays import Bools
from fabula.language.reading import Reading

__all__ = ["Tense", "told_around"]

_CLEARLY = 0.65
_AROUND = 150
"""Share of the finite verbs of the narration, so many words around, that makes a tense its
tense."""

Tense = Literal["past", "present", ""]


def told_around(reading: Reading, narrated: Bools, tokens: Sequence[int]) -> dict[int, Tense]:
    """The tense that the narration around each token is told in; empty where both are used.

    ``narrated``: which tokens are narration. [T] The token itself is no evidence of it.
    """
    names = reading.labels.xpos
    past = np.isin(reading.tokens.xpos, [i for i, n in enumerate(names) if n == "VBD"])
    present = np.isin(reading.tokens.xpos, [i for i, n in enumerate(names) if n in ("VBZ", "VBP")])
    past, present = past & narrated, present & narrated
    pasts, presents = np.append(0, np.cumsum(past)), np.append(0, np.cumsum(present))
    found: dict[int, Tense] = {}
    for i in tokens:
        low, high = max(i - _AROUND, 0), min(i + _AROUND, len(reading.tokens))
        counts = (
            int(pasts[high] - pasts[low]) - int(past[i]),
            int(presents[high] - presents[low]) - int(present[i]),
        )
        clear = max(counts) >= _CLEARLY * sum(counts) and any(counts)
        found[i] = ("past" if counts[0] > counts[1] else "present") if clear else ""
    return found
