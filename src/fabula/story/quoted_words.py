"""Speech or only quoted words: titles, words held at arm's length, inscriptions, letters.

A few dozen yes-or-no signs, each weighed; the weights are those of a logistic
regression on the quotations of the Project Dialogism Novel Corpus, whose readers
marked what someone says or thinks and left other quoted words alone.
"""

from fabula.story.quotation_signs import Passage, signs_of

__all__ = ["SIGNS", "is_speech"]

SIGNS: dict[str, float] = {
    "paragraph of words before": -5.25,
    "verse": -5.17,
    "after words": -2.45,
    "document in lead": -2.38,
    "written, after": -2.14,
    "signature": -1.91,
    "capitals": -1.9,
    "listed after words": -1.88,
    "determiner before": -1.82,
    "verse around": -1.81,
    "preposition before": -1.8,
    "document before": -1.73,
    "lead ends in colon": -1.72,
    "document follows": -1.53,
    "unreal verb before": -1.42,
    "reported": -1.4,
    "unreal after": -1.3,
    "document before, cue": -1.25,
    "goes on": -1.18,
    "word before": -1.15,
    "plain word before": -1.06,
    "predicate after": -1.03,
    "letter": -1.02,
    "after quotation": -0.8,
    "colon before": -0.75,
    "unreal before": -0.71,
    "ends bare, word before": -0.66,
    "mark after": -0.66,
    "naming word": -0.63,
    "dash before": -0.63,
    "title case": -0.43,
    "verb of speech before": -0.4,
    "ends bare": -0.38,
    "whole paragraph": -0.28,
    "comma before": -0.27,
    "1 words": -0.26,
    "thought": -0.25,
    "capital after": -0.2,
    "utterance of": -0.12,
    "goes on long": -0.06,
    "small letter after": -0.02,
    "ends in dash": 0.04,
    "ends sentence": 0.07,
    "2 words": 0.09,
    "3 words": 0.1,
    "8+ words": 0.23,
    "4-7 words": 0.25,
    "ends in comma": 0.28,
    "small letter": 0.36,
    "ends in exclamation": 0.4,
    "always": 0.41,
    "first or second person": 0.77,
    "sentence before": 0.85,
    "other before": 0.87,
    "cue": 1.05,
    "verb of saying before": 1.23,
    "closes paragraph": 1.29,
    "speech opens paragraph": 1.4,
    "after speech": 1.65,
    "ends in exclamation, word before": 1.91,
    "opens paragraph": 2.29,
    "listed after speech": 3.2,
}
"""What each sign weighs for (above zero) or against a quotation being speech, in log odds."""


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
        signs = signs_of(passage, at, at > 0 and verdicts[-1], after_words)
        verdicts.append(sum(SIGNS.get(sign, 0.0) for sign in signs) > 0)
    return verdicts
