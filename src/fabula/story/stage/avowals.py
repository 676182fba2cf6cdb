"""Feelings that people say they have: "I was ashamed", "I'm so sorry", "thank God".

What somebody says of their own feelings is theirs from there on; the narrator does not say so,
and `Move.said_by` keeps who does. Phrases that everybody says without feeling ("sorry?") are
left out.
"""

import re
from collections.abc import Iterator
from typing import cast

from fabula.english.feelings import AT_ONCE_SAID
from fabula.english.stage import AVOWED_VERBS, EMOTION_PHRASES, EMOTION_WORDS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Emotion, Move

__all__ = ["avowals"]

_ME = frozenset({"i"})
_AVOWED = EMOTION_WORDS.keys() | AVOWED_VERBS.keys()
_PHRASES = re.compile(rf"(?<!\w)(?:{alternation(frozenset(EMOTION_PHRASES))})(?!\w)", re.IGNORECASE)
_LONGEST_CRY = 24
_WORD_OR_MARK = re.compile(r"[a-z]+|[?!]")
_ASKS = re.compile(r"\s*\?")


def avowals(acts: Acts) -> Iterator[Move]:
    """What speakers say of their own feelings, each word once."""
    yield from _said(acts)
    yield from _exclaimed(acts)
    yield from _taken_aback(acts)


def _said(acts: Acts) -> Iterator[Move]:
    """ "I was ashamed", "I hate this", of whoever says so."""
    reading, clauses = acts.story.reading, acts.clauses
    for token, quote in enumerate(clauses.quote_of):
        if quote < 0 or clauses.words[token] not in _AVOWED:
            continue
        speaker = acts.story.quotes[quote].speaker
        emotion = _emotion(acts, token)
        subject = clauses.subject(token)
        if speaker is None or not emotion or subject < 0 or clauses.words[subject] not in _ME:
            continue
        if clauses.status(token, token + 1) is None or clauses.quote_of[subject] != quote:
            continue
        status = clauses.status(token, token + 1)
        if status is None or status.negated or status.time == "after":
            continue
        act = Act(token, reading.lemmas[token], speaker, -1, "now")
        yield _avowed(act, speaker, clauses.words[token], emotion, acts.span(token))


def _emotion(acts: Acts, token: int) -> str:
    word, upos = acts.clauses.words[token], acts.story.reading.upos[token]
    if upos == "VERB" and word in AVOWED_VERBS:
        return AVOWED_VERBS[word]
    return EMOTION_WORDS.get(word, "") if upos in ("ADJ", "VERB") else ""


def _exclaimed(acts: Acts) -> Iterator[Move]:
    """ "Thank God", "I'm so sorry": what is said with one feeling alone."""
    text, reading = acts.story.manuscript.text, acts.story.reading
    starts = reading.tokens.start
    for found in _PHRASES.finditer(text):
        quote = acts.story.speech.at(found.start())
        if quote is None or quote.speaker is None or _ASKS.match(text, found.end()):
            continue
        phrase = re.sub(r"\s+", " ", found.group()).lower().replace("’", "'")
        token = int(starts.searchsorted(found.start()))
        act = Act(min(token, len(starts) - 1), phrase, quote.speaker, -1, "now")
        span = Span(*found.span())
        yield _avowed(act, quote.speaker, phrase, EMOTION_PHRASES[phrase], span)


def _taken_aback(acts: Acts) -> Iterator[Move]:
    """ "What?", and nothing else."""
    text, starts = acts.story.manuscript.text, acts.story.reading.tokens.start
    for quote in acts.story.quotes:
        if quote.speaker is None or len(quote.span) > _LONGEST_CRY:
            continue
        said = " ".join(_WORD_OR_MARK.findall(quote.span.text(text).lower()))
        said = said.replace(" ?", "?").replace(" !", "!")
        if not {said, said.rstrip("!")} & AT_ONCE_SAID:
            continue
        token = min(int(starts.searchsorted(quote.span.start)), len(starts) - 1)
        act = Act(token, said, quote.speaker, -1, "now")
        yield _avowed(act, quote.speaker, said, "surprise", quote.span)


def _avowed(act: Act, who: int, word: str, emotion: str, span: Span) -> Move:
    return Move(act, "feeling", "begins", who, value=word, span=span, said_by=who,
                emotion=cast(Emotion, emotion), channel="speech")  # fmt: skip
