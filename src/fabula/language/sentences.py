"""Where sentences may begin, whatever the model says, and where they must.

A sentence always begins with a block. It never begins at a closing mark, nor at a
lower-case word after a closing quotation mark, so that ``"Where?" she said.`` is one.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fabula.language.reading import Bools, Ints

__all__ = ["LONGEST", "Limits", "limits"]

LONGEST = 400
"""Words a sentence has at most; a longer run without an end is cut."""

_CLOSING = frozenset("”’»)]}")
_EITHER = frozenset({'"', "'", "''"})
_NEVER = frozenset({",", ";", ":", ".", "!", "?", "%", "?!", "!?", "!!", "??"})
_ENDING = frozenset({".", "!", "?", "...", "…", "—", "--", "–", ":", "?!", "!?", "!!", "??", ")"})


class Limits(NamedTuple):
    """``must``: a sentence begins here; ``may``: it can. Both [T]."""

    must: Bools
    may: Bools


def limits(words: Sequence[str], block: Ints, space_before: Bools) -> Limits:
    """Where sentences must and may begin, from the words and the white space alone."""
    total = len(words)
    must = np.zeros(total, dtype=np.bool_)
    if total:
        must[0] = True
        must[np.flatnonzero(np.diff(block)) + 1] = True
    may = np.ones(total, dtype=np.bool_)
    closed = False  # the word before closes a quotation
    stopped = False  # a stop stands before it, closing marks aside
    opens = must.tolist()
    for i, (word, space) in enumerate(zip(words, space_before.tolist(), strict=True)):
        if opens[i]:
            closed, stopped = False, False
        closing = word in _CLOSING or (word in _EITHER and not space)
        runs_on = closed and word[0].islower()
        glued = not space and not stopped and not opens[i]
        may[i] = not (closing or word in _NEVER or runs_on or glued)
        closed = closing and not opens[i]
        if not closing:
            stopped = word in _ENDING
    return Limits(must, may | must)
