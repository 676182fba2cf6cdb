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
    for act in acts.all:
        emotion = EMOTION_VERBS.get(act.lemma)
        if emotion is None or act.who is None or act.by_part >= 0:
            continue
        channel = SHOWN_BY.get(act.lemma, "told")
        yield _felt(acts, act, act.who, act.lemma, emotion, channel, act.token)


def _named(acts: Acts) -> Iterator[Move]:
    """Adjectives said of a person, and nouns of feeling that are somebody's."""
    reading, clauses = acts.story.reading, acts.clauses
    by_token = {act.token: act for act in acts.all}
    for token, word in enumerate(clauses.words):
        adjective = EMOTION_WORDS.get(word) if reading.upos[token] in ("ADJ", "VERB") else None
        noun = EMOTION_NOUNS.get(word) if reading.upos[token] == "NOUN" else None
        emotion = adjective or noun
        if emotion is None or clauses.quote_of[token] >= 0:
            continue
        who = _whose(acts, token) if noun else _of_whom(acts, token)
        if who is not None:
            act = by_token.get(token) or Act(token, word, who, -1, acts.when(token))
            yield _felt(acts, act, who, word, emotion, "told", token)


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
    if head >= 0 and acts.story.reading.lemmas[head].lower() in _BEARING:
        return acts.person(acts.clauses.subject(head))
    with_it = head >= 0 and acts.way(token) in ("in", "with")
    if with_it and acts.story.reading.upos[head] == "VERB":
        return acts.person(acts.clauses.subject(head))
    return None


def _felt(
    acts: Acts, act: Act, who: int, word: str, emotion: str, channel: str, token: int
) -> Move:
    return Move(act, "feeling", "begins", who, value=word, span=acts.span(token),
                emotion=cast(Emotion, emotion), channel=cast(Channel, channel))  # fmt: skip
