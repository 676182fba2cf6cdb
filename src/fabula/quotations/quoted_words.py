"""Speech or only quoted words: titles, words held at arm's length, inscriptions, letters.

A few dozen yes-or-no signs, each weighed; the weights are those of a logistic
regression on the quotations of the Project Dialogism Novel Corpus, whose readers
marked what someone says or thinks and left other quoted words alone.
"""

from collections.abc import Iterable
from math import fsum

from fabula.quotations.signs import Passage, signs_of

__all__ = ["SIGNS", "is_speech", "weight"]

SIGNS: dict[str, float] = {
    "verse": -5.63,
    "paragraph of words before": -5.27,
    "reported alone": -2.51,
    "after words": -2.45,
    "document in lead": -2.37,
    "written, after": -2.15,
    "signature": -1.93,
    "capitals": -1.92,
    "listed after words": -1.87,
    "preposition before": -1.81,
    "determiner before": -1.81,
    "document before": -1.78,
    "lead ends in colon": -1.72,
    "document follows": -1.53,
    "unreal verb before": -1.43,
    "document before, cue": -1.26,
    "goes on": -1.2,
    "word before": -1.18,
    "unreal after": -1.17,
    "letter": -1.07,
    "predicate after": -1.07,
    "plain word before": -1.05,
    "after quotation": -0.83,
    "colon before": -0.78,
    "reported": -0.77,
    "unreal before": -0.67,
    "mark after": -0.65,
    "dash before": -0.64,
    "naming word": -0.64,
    "ends bare, word before": -0.63,
    "verb of speech before": -0.4,
    "title case": -0.4,
    "ends bare": -0.39,
    "whole paragraph": -0.35,
    "thought": -0.29,
    "1 words": -0.26,
    "comma before": -0.26,
    "capital after": -0.19,
    "utterance of": -0.14,
    "goes on long": -0.07,
    "small letter after": -0.05,
    "ends in dash": 0.02,
    "ends sentence": 0.05,
    "2 words": 0.08,
    "3 words": 0.15,
    "8+ words": 0.22,
    "4-7 words": 0.23,
    "ends in comma": 0.32,
    "small letter": 0.37,
    "ends in exclamation": 0.42,
    "always": 0.42,
    "first or second person": 0.81,
    "sentence before": 0.9,
    "other before": 0.9,
    "cue": 1.0,
    "verb of saying before": 1.24,
    "closes paragraph": 1.32,
    "speech opens paragraph": 1.35,
    "after speech": 1.62,
    "ends in exclamation, word before": 1.94,
    "opens paragraph": 2.32,
    "listed after speech": 3.21,
}
"""What each sign weighs for (above zero) or against a quotation being speech, in log odds."""


_TAGGED = frozenset({"ends in comma", "cue"})
"""After speech these tell speech, whatever else: "Where?" he asked, and "There," she said."""


def is_speech(
    passage: Passage, carried: bool | None = None, after_words: bool = False
) -> list[bool]:
    """For each outer quotation of a paragraph, whether it is speech.

    ``carried``: the verdict on the quotation that the paragraph takes up from the one
    before, None when it takes up none. ``after_words``: the one before is wholly quoted
    words that are no speech.
    """
    verdicts = [] if carried is None else [carried]
    for at in range(len(verdicts), len(passage.spans)):
        after_speech = at > 0 and verdicts[-1]
        signs = signs_of(passage, at, after_speech, after_words)
        verdicts.append(weight(signs) > 0 or (after_speech and signs >= _TAGGED))
    return verdicts


def weight(signs: Iterable[str]) -> float:
    """What signs weigh together: the same whatever their order, and so in every run."""
    return fsum(SIGNS.get(sign, 0.0) for sign in signs)
