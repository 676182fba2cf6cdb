"""Words of emotion wherever they stand, with whose emotion it is where the words tell.

The stage asks who feels what now; a reader of emotions asks of every word, in speech as in
narration, denied, wished or remembered, and of people whom nobody names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from fabula.english.feelings import BEARING, STIRRING, STIRRING_WORDS
from fabula.english.stage import EMOTION_ACTS, EMOTION_NOUNS, EMOTION_VERBS, EMOTION_WORDS
from fabula.language.inflection import adjective_of
from fabula.language.reading import EntityType
from fabula.manuscript.spans import Span
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.modality import When
from fabula.story.model import Story
from fabula.story.stage.acts import Acts
from fabula.story.stage.feelings import feelings
from fabula.story.stage.moves import Emotion

__all__ = ["EmotionCue", "emotion_cues"]

_TABLES = (
    STIRRING_WORDS,
    EMOTION_ACTS,
    BEARING,
    STIRRING,
    EMOTION_WORDS,
    EMOTION_NOUNS,
    EMOTION_VERBS,
)
_WORDS = {word: emotion for words in _TABLES for word, emotion in words.items()}
_OF_WORDS = frozenset({"NOUN", "VERB", "ADJ"})
_OBJECT_FEELS = STIRRING.keys()
_CLIMBS = 4


@dataclass(frozen=True, slots=True)
class EmotionCue:
    """A word or phrase of emotion: one of Plutchik's eight, and the entity who feels it.

    ``when``: how what it hangs on lies in story time. ``said_by``: whose speech it is in.
    """

    span: Span
    emotion: Emotion
    who: int | None
    when: When
    said_by: int | None


def emotion_cues(story: Story) -> Iterator[EmotionCue]:
    """Every word of emotion, in the order of the text; where no word has been read, none."""
    if not len(story.reading.tokens):
        return
    acts = _Everywhere(story)
    felt = {move.act.token: move for move in feelings(acts)}
    for token in range(len(story.reading.tokens)):
        move = felt.get(token)
        emotion = move.emotion if move is not None else _emotion(acts, token)
        if emotion is None:
            continue
        who = move.who if move is not None else _nearest(acts, token)
        when = move.act.when if move is not None else acts.when(_verb_over(acts, token))
        speaker = story.clauses.said_by(token)
        yield EmotionCue(
            move.span if move is not None else acts.span(token),
            emotion,
            who,
            when,
            None if speaker is False else speaker,
        )


class _Everywhere(Acts):
    """The acts of speech as of narration, by everybody who is mentioned."""

    @cached_property
    def clauses(self) -> Clauses:
        mentions = self.story.mentions
        persons = mentions.entity[mentions.type == EntityType.PER]
        return self.story.clauses.of_people(frozenset(np.unique(persons).tolist()))

    @cached_property
    def told(self) -> list[int]:
        return list(range(len(self.story.reading.tokens)))


def _verb_over(acts: Acts, token: int) -> int:
    over = acts.above(token)
    return over.token if over is not None else token


def _emotion(acts: Acts, token: int) -> Emotion | None:
    """What a word names by itself."""
    found = _named_by(acts, token)
    return cast(Emotion, found) if found else None


def _named_by(acts: Acts, token: int) -> str:
    word, upos = acts.clauses.words[token], acts.story.reading.upos[token]
    lemma = acts.story.reading.lemmas[token].lower()
    if upos in _OF_WORDS:
        return _WORDS.get(word) or _WORDS.get(lemma) or ""
    if upos == "ADV":
        return EMOTION_WORDS.get(
            adjective_of(word, EMOTION_WORDS.__contains__)
        ) or STIRRING_WORDS.get(word, "")
    return ""


def _nearest(acts: Acts, token: int) -> int | None:
    """Whose a word of emotion is most likely: a possessor, else who does what it hangs on."""
    reading, clauses = acts.story.reading, acts.clauses
    owner = acts.owner(token)
    if owner is not None:
        return owner
    if reading.lemmas[token].lower() in _OBJECT_FEELS and reading.upos[token] == "VERB":
        found = [acts.person(t) for t in acts.objects(token)]
        return next((who for who in found if who is not None), None)
    at = token
    for _ in range(_CLIMBS):
        person = acts.person(at)
        if person is not None:
            return person
        if reading.upos[at] in ("VERB", "AUX", "ADJ") or clauses.dependents(at, ("nsubj",)):
            subject = clauses.subject(at)
            person = acts.somebody(subject) if subject >= 0 else None
            if person is not None:
                return person
        at = clauses.head(at)
        if at < 0:
            break
    return None
