"""Which mention is the subject of the clause that another stands in.

An object that is no reflexive is somebody else than its subject ("Anna hugged her"), a
reflexive is the same, and a possessor is mostly the same ("Anna shook her head"). A verb
without a subject of its own shares that of the verb it is joined to ("Tom took the boy and
threw him"). Binding: Chomsky, Lectures on Government and Binding (1981), principles A and B.
"""

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Ints
from fabula.language.reading import Reading
from fabula.story.mentions.grammar import Role

__all__ = ["clause_subjects", "subjects_of_mentions"]


def clause_subjects(reading: Reading) -> Ints:
    """For each token the token that is the subject of the verb it is, own or shared; -1. [T]"""
    heads = reading.tokens.head
    relations = np.array([d.partition(":")[0] for d in reading.labels.deprel])
    relation = relations[reading.tokens.deprel] if len(relations) else relations
    places = np.flatnonzero((relation == "nsubj") & (heads >= 0))[::-1]  # of two the first counts
    out = np.full(len(heads), -1, dtype=np.int32)
    out[heads[places]] = places
    sharing = np.isin(relation, ["conj", "xcomp"]) & (heads >= 0)
    for _ in range(3):
        wanting = np.flatnonzero(sharing & (out < 0))
        out[wanting] = out[heads[wanting]]
    return out


def subjects_of_mentions(reading: Reading, role: Ints) -> tuple[Ints, Ints]:
    """For each mention the one that is the subject of its clause, and of its noun's clause.

    The first for objects and obliques, the second for possessors of objects and obliques;
    -1 for all others. ``role``: of each mention. [M], [M]
    """
    mentions, heads = reading.mentions, reading.tokens.head
    at = np.full(len(heads) + 1, -1, dtype=np.int32)
    order = np.arange(len(mentions))[::-1]  # of those that share a head the longest counts
    at[mentions.head[order]] = order
    subjects = clause_subjects(reading)
    governor = heads[mentions.head]

    def subject_of(verb: Ints, which: NDArray[np.bool_]) -> Ints:
        token = np.where(which & (verb >= 0), subjects[np.maximum(verb, 0)], -1)
        return np.where(token >= 0, at[token], -1).astype(np.int32)

    own = subject_of(governor, np.isin(role, (Role.OBJECT, Role.OBLIQUE)))
    relations = np.array([d.partition(":")[0] for d in reading.labels.deprel])
    noun = np.maximum(governor, 0)
    is_object = np.isin(relations[reading.tokens.deprel[noun]], ["obj", "obl", "iobj"])
    possessing = (role == Role.POSSESSOR) & (governor >= 0) & is_object
    owner = subject_of(heads[noun], possessing)
    rows = np.arange(len(mentions))
    return np.where(own == rows, -1, own), np.where(owner == rows, -1, owner)
