"""Pronouns that stand together for somebody who never acts and is never named: one named beside.

"Anna met her at the gate. … said Mary. Anna hugged her. Mary watched her": there is no third
woman to whom all this is done. Where a clause has a subject, and one alone of that gender is
left whom the text names around, it is done to that one.
"""

from collections import defaultdict

import numpy as np

from fabula.arrays import Ints
from fabula.language.reading import EntityType
from fabula.story.mentions.frames import Frame
from fabula.story.mentions.grammar import GrammaticalNumber, MentionClass
from fabula.story.names.gender import HE_OR_SHE, Gender

__all__ = ["not_the_other", "with_strays_joined"]

_NOUN = MentionClass.NOUN
_AROUND = 40
"""Mentions before and after a pronoun among which its person is looked for."""


def with_strays_joined(frame: Frame, cluster: Ints) -> Ints:
    """The entity of each mention; pronouns of nobody are joined to who alone they can mean."""
    if not len(frame):
        return cluster
    third = (frame.set >= 0) & np.isin(frame.gender, tuple(HE_OR_SHE))
    somebody = np.zeros(int(cluster.max()) + 1, dtype=np.bool_)
    somebody[cluster[~third | frame.acting | (frame.quote >= 0)]] = True
    strays: dict[int, list[int]] = defaultdict(list)
    for i in np.flatnonzero(~somebody[cluster]).tolist():
        strays[int(cluster[i])].append(i)
    out = cluster.copy()
    for rows in strays.values():
        done_to = [i for i in rows if frame.subject[i] >= 0 and not frame.reflexive[i]]
        for i in done_to:
            out[i] = _only_one(frame, cluster, i)
    return out


def _only_one(frame: Frame, cluster: Ints, i: int) -> int:
    """The one entity named around a mention that is not its subject; its own where several are."""
    near = np.arange(max(i - _AROUND, 0), min(i + _AROUND, len(frame)))
    named = (frame.type[near] == EntityType.PER) & (frame.name[near] >= 0)
    named &= np.isin(frame.gender[near], (frame.gender[i], Gender.OPEN))
    named &= frame.cls[near] == MentionClass.NAME
    left = set(cluster[near[named]].tolist()) - {int(cluster[frame.subject[i]])}
    if len(left) != 1:
        return int(cluster[i])
    (one,) = left
    sure = (cluster[near] == one) & (frame.gender[near] == frame.gender[i])
    return one if sure.any() else int(cluster[i])


def not_the_other(frame: Frame) -> dict[int, list[int]]:
    """Who a subject hardly is: the one who alone can be the object of the other gender.

    "Said the lifeguard. She had never seen him before": the lifeguard is "him", as nobody else
    can be, and so is not "she".
    """
    out: dict[int, list[int]] = {}
    subject = frame.subject
    objects = (subject >= 0) & (frame.set >= 0) & (frame.quote < 0) & ~frame.reflexive
    objects &= np.isin(frame.gender, tuple(HE_OR_SHE))
    objects &= np.isin(frame.gender[subject], tuple(HE_OR_SHE)) & (frame.set[subject] >= 0)
    objects &= frame.gender[subject] != frame.gender
    for i in np.flatnonzero(objects).tolist():
        near = np.arange(max(int(subject[i]) - _AROUND, 0), int(subject[i]))
        one = (frame.type[near] == EntityType.PER) & (frame.number[near] == GrammaticalNumber.ONE)
        if (one & (frame.gender[near] == frame.gender[i])).any():
            continue
        unknown = near[one & (frame.gender[near] == Gender.OPEN) & (frame.cls[near] <= _NOUN)]
        if len(unknown) and len(set(frame.word[unknown].tolist())) == 1:
            out[int(subject[i])] = [int(unknown[-1])]
    return out
