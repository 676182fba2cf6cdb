"""Feelings that something stirs in somebody, or that they have for somebody.

"The noise startled her", "it made him angry", "she pitied him": of the verbs that name a feeling
some say of their object that it feels, others of their subject.
"""

from collections.abc import Iterator

from fabula.english.feelings import BEARING, STIRRING
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.felt import felt
from fabula.story.stage.moves import Move

__all__ = ["stirrings"]


def stirrings(acts: Acts) -> Iterator[Move]:
    """Who is made to feel something, and who feels something for another."""
    for act in acts.all:
        emotion = STIRRING.get(act.lemma)
        if emotion is not None:
            yield from _stirred(acts, act, emotion)
    for act, who in acts.of_people:
        emotion = BEARING.get(act.lemma)
        if emotion is not None and acts.objects(act.token):
            yield felt(acts, act, who, act.lemma, emotion, "told")


def _stirred(acts: Acts, act: Act, emotion: str) -> Iterator[Move]:
    """Whom a noise startles; a passive ("was startled") is read as what somebody is."""
    if acts.clauses.dependents(act.token, ("nsubj:pass", "aux:pass")):
        return
    if any(way == "of" for _, way in acts.obliques(act.token)):
        return
    for obj in acts.objects(act.token):
        for who in acts.people(obj):
            yield felt(acts, act, who, act.lemma, emotion, "told")
