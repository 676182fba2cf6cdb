"""Feelings on the stage: the words that name one, and what faces, voices and bodies show."""

from collections.abc import Iterator
from typing import cast

from fabula.english.stage import EMOTION_NOUNS, EMOTION_VERBS, EMOTION_WORDS, SHOWN_BY
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Channel, Emotion, Move

__all__ = ["feelings"]

_BEARING = frozenset({"feel", "have", "know"})


def feelings(acts: Acts) -> Iterator[Move]:
    """Who feels what: "she was afraid", "his anger", "he laughed"."""
    yield from _named(acts)
    for act, who in acts.of_people():
        emotion = EMOTION_VERBS.get(act.lemma)
        if emotion is not None:
            channel = SHOWN_BY.get(act.lemma, "told")
            yield _felt(acts, act, who, act.lemma, emotion, channel)


def _named(acts: Acts) -> Iterator[Move]:
    """Adjectives said of a person, and nouns of feeling that are somebody's."""
    reading, clauses = acts.story.reading, acts.clauses
    for token, word in enumerate(clauses.words):
        adjective = EMOTION_WORDS.get(word) if reading.upos[token] in ("ADJ", "VERB") else None
        noun = EMOTION_NOUNS.get(word) if reading.upos[token] == "NOUN" else None
        emotion = adjective or noun
        if emotion is None or clauses.quote_of[token] >= 0:
            continue
        who = _whose(acts, token) if noun else _of_whom(acts, token)
        if who is not None:
            act = acts.at.get(token) or Act(token, word, who, -1, acts.when(token))
            yield _felt(acts, act, who, word, emotion, "told")


def _of_whom(acts: Acts, token: int) -> int | None:
    """The person an adjective of feeling is said of."""
    clauses, reading = acts.clauses, acts.story.reading
    relation, head = reading.deprels[token], clauses.head(token)
    if relation == "amod":
        return None
    if clauses.dependents(token, ("cop", "nsubj", "nsubj:pass")):
        return acts.person(clauses.subject(token))
    if relation in ("xcomp", "advcl", "conj") and head >= 0:
        return acts.person(clauses.subject(head))
    return None


def _whose(acts: Acts, token: int) -> int | None:
    """The person a noun of feeling belongs to, by its possessor or as object of "felt"."""
    owner = acts.owner(token)
    if owner is not None:
        return owner
    head = acts.clauses.head(token)
    if head < 0:
        return None
    borne = acts.story.reading.lemmas[head].lower() in _BEARING
    shown = acts.way(token) in ("in", "with") and acts.story.reading.upos[head] == "VERB"
    return acts.person(acts.clauses.subject(head)) if borne or shown else None


def _felt(acts: Acts, act: Act, who: int, word: str, emotion: str, channel: str) -> Move:
    return Move(act, "feeling", "begins", who, value=word, span=acts.span(act.token),
                emotion=cast(Emotion, emotion), channel=cast(Channel, channel))  # fmt: skip
