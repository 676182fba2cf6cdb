"""Words tried in place of others that sound or look alike.

The reader doubts a place, and doubts it no more once another word stands there that this one is
taken for: then that word was meant. How much less is doubted is the likelihood ratio of the
two readings; with the share of wrong words in this text it gives the odds of a slip. Of clean
prose a doubted word seldom has a look-alike that fits, so this tells more than the doubt alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from fabula.arrays import Doubles
from fabula.english.spelling import EVERYDAY_ALIKE, TOLD_OTHERWISE, TRIED_TOO
from fabula.language.again import Doubts, doubts_again
from fabula.language.inflection import match_case
from fabula.language.reading import Reading
from fabula.language.soundalikes import SOUNDALIKES
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = ["Alike", "alikes", "around_token"]

_LEAST = 0.15
"""The least doubt at a word or beside it from which others are tried."""

_PLAIN = 2.5
"""How many times the share of wrong words the odds of such a slip are."""

_SHORT = 0.8
"""The same for the short and everyday words of `TRIED_TOO`, which are seldom mistyped."""

_SETTLED = 0.1
"""The most doubt that may be left once the right word stands there."""

_AT_BEST = 250.0
"""By how much a doubt can shrink at best, as odds: to what sound words have."""

_REACH = 12
"""How far from a word its doubt shows, in code points."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The word that was meant, and the odds that it was."""

    wanted: str
    odds: float


@dataclass(frozen=True, slots=True)
class _Trial:
    """A sentence with another word at a place, where that begins and ends in it, and how many
    times the share of wrong words such a slip is to be expected."""

    token: int
    wanted: str
    text: str
    start: int
    end: int
    weight: float = 1.0


def alikes(reading: Reading, manuscript: Manuscript, share: float) -> dict[int, Alike]:
    """Token -> the word that was meant for it, where it is more likely than not worth a query.

    ``share``: of the words of the text, how many are wrong.
    """
    trials = list(_trials(reading, manuscript, share))
    looks = doubts_again(reading, [trial.text for trial in trials]) if trials else None
    before: dict[int, float] = {}
    found: dict[int, Alike] = {}
    for trial, look in zip(trials, looks or (), strict=looks is not None):
        doubt = _doubt(look, trial)
        if not trial.wanted:
            before[trial.token] = doubt
        elif doubt <= _SETTLED:
            odds = _odds(before[trial.token]) / _odds(doubt) * share * trial.weight
            if odds >= 1 and (trial.token not in found or found[trial.token].odds < odds):
                found[trial.token] = Alike(trial.wanted, odds)
    return found


def _trials(reading: Reading, manuscript: Manuscript, share: float) -> Iterator[_Trial]:
    """The doubted words as they stand, and then with each that they are taken for."""
    least = 1 / (_AT_BEST * share * _PLAIN)
    near = _near(reading.proofread().error.astype(np.float64))
    tokens = reading.tokens
    for i in np.flatnonzero(near >= max(_LEAST, least / (1 + least))).tolist():
        options = _options(reading.words[i].lower().replace("’", "'"))
        if not options or _is_noun_of_verb(reading, i) or _is_beside(reading, i):
            continue
        if _is_part(reading, i):
            continue
        start, end = int(tokens.start[i]), int(tokens.end[i])
        around = around_token(reading, manuscript, i)
        text = around.text(reading.text)
        start, end = start - around.start, end - around.start
        yield _Trial(i, "", text, start, end)
        for option, weight in options.items():
            word = match_case(option, reading.words[i])
            word = word.replace("'", "’") if "’" in reading.text else word
            tried = text[:start] + word + text[end:]
            yield _Trial(i, word, tried, start, start + len(word), weight)


def around_token(reading: Reading, manuscript: Manuscript, i: int) -> Span:
    """The sentence of a token, with the one before it in its paragraph: enough to judge it by."""
    tokens, number = reading.tokens, int(reading.tokens.sentence[i])
    block = manuscript.blocks[manuscript.block_at(int(tokens.start[i]))].span
    first = int(tokens.start[reading.sentence_first[max(number - 1, 0)]])
    last = int(tokens.end[reading.sentence_last[number] - 1])
    return Span(max(first, block.start), min(last, block.end))


def _options(low: str) -> Mapping[str, float]:
    """The words that a word is taken for, with their weights."""
    if low in TOLD_OTHERWISE:
        return {}
    everyday = low in EVERYDAY_ALIKE
    short = dict.fromkeys(TRIED_TOO.get(low, ()), _SHORT)
    return short | dict.fromkeys(SOUNDALIKES.get(low, ()), _SHORT if everyday else _PLAIN)


def _is_noun_of_verb(reading: Reading, i: int) -> bool:
    """*Have a think*, *a good feel of it*: what one does, as a noun."""
    taken = reading.words[i].lower() in ("think", "feel", "find", "read", "say", "see", "wander")
    return taken and any(w.lower() in ("a", "another", "the") for w in reading.words[i - 2 : i])


def _is_beside(reading: Reading, i: int) -> bool:
    """*An office off the hall*, *a sheet off a pad*: off between two nouns may be a place."""
    off = reading.words[i].lower() == "off" and 0 < i < len(reading.words) - 1
    return off and reading.xpos[i - 1] in ("NN", "NNS") and reading.xpos[i + 1] in ("DT", "PRP$")


def _is_part(reading: Reading, i: int) -> bool:
    """*Theres* is read as *there* and *s*: half of a word written without its apostrophe."""
    starts, ends = reading.tokens.start, reading.tokens.end
    words = reading.words
    tail = i + 1 < len(words) and int(starts[i + 1]) == int(ends[i]) and words[i + 1][:1].isalpha()
    return tail or (i > 0 and int(ends[i - 1]) == int(starts[i]) and words[i - 1][-1:].isalpha())


def _near(error: Doubles) -> Doubles:
    """The greatest doubt at each word and those beside it. [T]"""
    near = error.copy()
    near[1:] = np.maximum(near[1:], error[:-1])
    near[:-1] = np.maximum(near[:-1], error[1:])
    return near


def _doubt(look: Doubts, trial: _Trial) -> float:
    near = (look.end >= trial.start - _REACH) & (look.start <= trial.end + _REACH)
    return float(look.error[near].max(initial=0.0))


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return kept / (1 - kept)
