"""Where sentences may begin, whatever the model says, and where they must.

A sentence always begins with a block. It never begins at a closing mark, nor at a
lower-case word after a closing quotation mark, nor after a comma before that mark, nor
before a verb of saying with its subject: ``"Where?" she said.``, ``"Gone!" Ada cried.`` and
``"Well," Ada said.`` are one sentence each. Where a stop ends a quotation and a capital
follows that opens no cue, a sentence must begin: ``"Where?" Ada rose.`` is two.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fabula.arrays import Bools, Ints
from fabula.english.function_words import CAPITAL_DETERMINERS
from fabula.english.saying import CUE_FORMS, PERHAPS_SAYING

__all__ = ["LONGEST", "SentenceLimits", "limits"]

LONGEST = 400
"""Words a sentence has at most; a longer run without an end is cut."""

_CLOSING = frozenset("”’»)]}")
_EITHER = frozenset({'"', "'", "''"})
_NEVER = frozenset({",", ";", ":", ".", "!", "?", "%", "?!", "!?", "!!", "??"})
_FINAL = frozenset({".", "!", "?", "?!", "!?", "!!", "??"})
_ENDING = frozenset({".", "!", "?", "...", "…", "—", "--", "–", ":", "?!", "!?", "!!", "??", ")"})


_DETERMINERS = frozenset(word.capitalize() for word in CAPITAL_DETERMINERS)
_SUBJECT = 5
"""Words a cue's subject has at most, and one more."""


class SentenceLimits(NamedTuple):
    """``must``: a sentence begins here; ``may``: it can. Both [T]."""

    must: Bools
    may: Bools


def limits(words: Sequence[str], block: Ints, space_before: Bools) -> SentenceLimits:
    """Where sentences must and may begin, from the words and the white space alone."""
    total = len(words)
    must = np.zeros(total, dtype=np.bool_)
    if total:
        must[0] = True
        must[np.flatnonzero(np.diff(block)) + 1] = True
    may = np.ones(total, dtype=np.bool_)
    closed = False  # the word before closes a quotation
    last = ""  # the last word that is no closing mark
    opens = must.tolist()
    for i, (word, space) in enumerate(zip(words, space_before.tolist(), strict=True)):
        if opens[i]:
            closed, last = False, ""
        closing = word in _CLOSING or (word in _EITHER and not space)
        runs_on = closed and (word[0].islower() or last == "," or _says(words, i, last, CUE_FORMS))
        glued = not space and last not in _ENDING and not opens[i]
        may[i] = not (closing or word in _NEVER or runs_on or glued)
        if closed and may[i] and word[0].isupper() and last in _FINAL:
            must[i] = not _says(words, i, "", PERHAPS_SAYING)
        closed = closing and not opens[i]
        if not closing:
            last = word
    return SentenceLimits(must, may | must)


def _says(words: Sequence[str], at: int, last: str, verbs: frozenset[str]) -> bool:
    """Whether the words after a quotation are its cue: a subject and one of the verbs."""
    if last == "." or not words[at][0].isalpha():
        return False
    described = words[at] in _DETERMINERS
    for word in words[at + 1 : at + _SUBJECT]:
        if word in verbs:
            return True
        if not word[0].isalpha() or (word[0].islower() and not described):
            return False
    return False
