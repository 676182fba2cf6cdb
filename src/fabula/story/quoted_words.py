"""Speech or only quoted words: titles, words held at arm's length, inscriptions, letters.

A few dozen yes-or-no signs, each weighed; the weights are those of a logistic
regression on the quotations of the Project Dialogism Novel Corpus, whose readers
marked what someone says or thinks and left other quoted words alone.
"""

from fabula.story.quotation_signs import Passage, signs_of

__all__ = ["SIGNS", "is_speech"]

SIGNS: dict[str, float] = {
    "verse": -4.93,
    "after words": -2.46,
    "document in lead": -2.36,
    "written, after": -2.17,
    "signature": -2.02,
    "capitals": -1.95,
    "listed after words": -1.89,
    "determiner before": -1.82,
    "preposition before": -1.81,
    "letter": -1.72,
    "document follows": -1.71,
    "document before": -1.71,
    "unreal verb before": -1.46,
    "reported": -1.44,
    "unreal after": -1.31,
    "lead ends in colon": -1.3,
    "document before, cue": -1.27,
    "word before": -1.12,
    "plain word before": -1.08,
    "predicate after": -1.01,
    "whole paragraph": -0.82,
    "after quotation": -0.81,
    "colon before": -0.76,
    "unreal before": -0.7,
    "mark after": -0.64,
    "ends bare, word before": -0.64,
    "dash before": -0.64,
    "naming word": -0.63,
    "title case": -0.49,
    "ends bare": -0.45,
    "verb of speech before": -0.41,
    "1 words": -0.31,
    "comma before": -0.28,
    "thought": -0.27,
    "capital after": -0.22,
    "utterance of": -0.08,
    "small letter after": 0.01,
    "2 words": 0.02,
    "ends sentence": 0.07,
    "ends in dash": 0.1,
    "3 words": 0.15,
    "ends in comma": 0.22,
    "8+ words": 0.25,
    "4-7 words": 0.3,
    "small letter": 0.38,
    "always": 0.42,
    "ends in exclamation": 0.47,
    "first or second person": 0.72,
    "sentence before": 0.86,
    "other before": 0.86,
    "cue": 1.08,
    "verb of saying before": 1.23,
    "closes paragraph": 1.27,
    "speech opens paragraph": 1.41,
    "after speech": 1.65,
    "ends in exclamation, word before": 1.83,
    "opens paragraph": 2.3,
    "listed after speech": 3.26,
}
"""What each sign weighs for (above zero) or against a quotation being speech, in log odds."""


def is_speech(passage: Passage, carried: bool | None = None) -> list[bool]:
    """For each outer quotation of a paragraph, whether it is speech.

    ``carried``: the verdict on the quotation that the paragraph takes up from the one
    before, None when it takes up none.
    """
    verdicts = [] if carried is None else [carried]
    for at in range(len(verdicts), len(passage.spans)):
        signs = signs_of(passage, at, at > 0 and verdicts[-1])
        verdicts.append(sum(SIGNS.get(sign, 0.0) for sign in signs) > 0)
    return verdicts
