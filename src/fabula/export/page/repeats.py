"""Words that come back: uncommon ones soon after one another, and things held and worn."""

from collections import defaultdict
from typing import Any

import numpy as np

from fabula.arrays import Longs
from fabula.checks.spelling.lexicon import lexicon
from fabula.display import one_line
from fabula.export.page.spots import Spots
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["repeats_of"]

_SOON = 120
"""Tokens after which a word is not heard again as the same."""

_OFTEN = 3
_SUBJECT = 0.0004
"""A word as frequent as that in the book, and more than a dozen times, is part of its subject."""

_PLAIN = 20
"""Words of this size class of SCOWL and the commoner ones do not ring when they come back."""

_MOST = 60
_PLACES = 150
"""Places shown of each word."""

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


def repeats_of(story: Story, spots: Spots) -> dict[str, Any]:
    """``words``: each with how often it stands, how often it comes back soon, and its places.

    ``things``: what hands hold and bodies wear, by whom, and where that is said.
    """
    return {"words": _words(story, spots), "things": _things(story, spots)}


def _words(story: Story, spots: Spots) -> list[dict[str, Any]]:
    """Of narration, the uncommon words that come back soonest and most often first."""
    reading, tokens = story.reading, story.reading.tokens
    if not len(tokens):
        return []
    content = np.array([upos in _CONTENT for upos in reading.labels.upos], np.bool_)
    at: Longs = np.flatnonzero(content[tokens.upos] & story.narrated)
    at = at[np.argsort(tokens.lemma[at], kind="stable")]
    lemma = tokens.lemma[at]
    same = lemma[1:] == lemma[:-1]
    near = np.zeros(len(at), np.bool_)
    near[1:] = same & (np.diff(at) <= _SOON)
    size = len(reading.labels.lemmas)
    times, soon = np.bincount(lemma, minlength=size), np.bincount(lemma[near], minlength=size)
    known, most = lexicon(), max(12, _SUBJECT * len(tokens))
    found: list[tuple[float, int]] = []
    for one in np.flatnonzero((times >= _OFTEN) & (times <= most) & (soon > 0)).tolist():
        word = reading.labels.lemmas[one]
        rare = known.size(word.lower()) or 0
        if rare > _PLAIN and len(word) > 2:
            found.append((float(soon[one]) / np.sqrt(times[one]), one))
    found.sort(key=lambda pair: (-pair[0], reading.labels.lemmas[pair[1]]))
    first = np.searchsorted(lemma, np.arange(size + 1))
    return [
        {
            "word": one_line(reading.labels.lemmas[one]),
            "count": int(times[one]),
            "soon": int(soon[one]),
            "places": _flat(spots, tokens.start, tokens.end, at[first[one] : first[one + 1]]),
        }
        for _, one in found[:_MOST]
    ]


def _flat(spots: Spots, starts: Any, ends: Any, at: Longs) -> list[int]:
    some = at[:_PLACES]
    places = spots.all(starts[some].astype(np.int64), ends[some].astype(np.int64))
    flat: list[int] = places.reshape(-1).tolist()
    return flat


def _things(story: Story, spots: Spots) -> list[dict[str, Any]]:
    """What is held and worn, by its last word, the most often told first."""
    told: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for move in story.stage.moves:
        if move.kind in ("hold", "wear") and move.value:
            told[one_line(move.value).rsplit(" ", 1)[-1].lower()].append((move.who, move.span))
    order = sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {
            "word": word,
            "who": list(dict.fromkeys(who for who, _ in rows)),
            "places": [n for place in spots.of(span for _, span in rows[:_PLACES]) for n in place],
        }
        for word, rows in order[:_MOST]
    ]
