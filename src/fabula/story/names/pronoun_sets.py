"""Which pronouns go with each name, weighed from all that the text says of it together.

Each person of the naming gets four log-probabilities: he, she, singular they, and a pronoun of
somebody's own making (xe, ze). What tells is added up as log-odds: the title, how often a
woman bears the given name, nouns of one gender set beside the name, reflexives and
possessives in the name's own clause, the pronoun that goes on in the next clause, and the
pronouns of paragraphs in which nobody else is named.

"They" is mostly several people, so it starts far behind and counts where the clause or the
paragraph has but one person for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools, Floats, Ints
from fabula.english.name_bank import share_of_women
from fabula.english.pronouns import NEW_SETS
from fabula.language.reading import Reading
from fabula.story.names.gender import NOUN_GENDER, Gender, called_gender
from fabula.story.names.personal import PersonName

__all__ = [
    "Clues",
    "PronounSet",
    "set_name",
    "set_of_gender",
    "sets_of_people",
]


class PronounSet(IntEnum):
    """Singular pronouns that go with somebody: the columns of every table of sets."""

    HE = 0
    SHE = 1
    THEY = 2
    NEW = 3


_PRIOR = (-0.75, -0.75, -2.6, -4.5)
_NO_NEW = -9.0
"""The prior of a new pronoun in a text that has none."""

_TITLE = 5.0
_NOUN = 3.0
_REFLEXIVE = 3.0
_POSSESSOR = 1.6
_NEXT = 1.4
_ALONE = 1.4
_MOST = 5.0
"""How far pronouns of one kind of clue can lift a set, in log-odds."""
_GROUP = 0.7
"""How much of a "they" counts: often it is several people after all."""
_ONE_BODY = 3.0
"""What "their face" tells of its clause's subject."""
_OF_ONE = 2
_PRIOR_OF_ONE = -1.2
"""From so many "their face" on, "they" is often somebody."""


@dataclass(frozen=True, eq=False)
class Clues:
    """What tells: columns over M mentions.

    ``of``: the person that a mention names, -1 for none. ``names``: parsed. ``set``: the set
    that a pronoun of the third person belongs to, else -1. ``head``: its token.
    ``reflexive``: a pronoun in -self. ``single``: a "their" of a part of one body. ``told``:
    outside speech. ``block``, ``sentence``.
    ``several``: of a group. ``person``: somebody. ``subject``: the mention that is the subject
    of the clause that it stands in as an object or oblique, -1 for none; ``owner``: the same
    of a possessor's noun. ``follows``: the named mention that a pronoun goes on from, -1.
    """

    of: Ints
    names: Sequence[PersonName | None]
    set: Ints
    head: Ints
    reflexive: Bools
    single: Bools
    told: Bools
    block: Ints
    several: Bools
    person: Bools
    subject: Ints
    owner: Ints
    follows: Ints


_OF_GENDER = {
    Gender.HE: PronounSet.HE,
    Gender.SHE: PronounSet.SHE,
    Gender.NEW: PronounSet.NEW,
}


def set_of_gender(gender: int) -> int:
    """The column of a gender, -1 for none."""
    return _OF_GENDER.get(Gender(gender), -1)


def set_name(column: int, words: Sequence[str]) -> str:
    """A set as it is shown; ``words``: the pronouns used, of which a new one tells the set.

    >>> set_name(3, ["xyr"])
    'xe/xem'
    """
    if column != PronounSet.NEW:
        return ("he/him", "she/her", "they/them")[column]
    return next((NEW_SETS[w.lower()] for w in words if w.lower() in NEW_SETS), "they/them")


def sets_of_people(reading: Reading, clues: Clues) -> Floats:
    """Log-probabilities of the four sets for each person of ``of``. [persons, 4]"""
    count = int(clues.of.max(initial=-1)) + 1
    prior = np.array(_PRIOR, dtype=np.float64)
    if not (clues.set == PronounSet.NEW).any():
        prior[PronounSet.NEW] = _NO_NEW
    if clues.single.sum() >= _OF_ONE:
        prior[PronounSet.THEY] = _PRIOR_OF_ONE
    table = np.tile(prior, (count, 1))
    table += _names(clues, count)
    table += _nouns(reading, clues, count)
    table += _pronouns(clues, count)
    table -= np.log(np.exp(table).sum(axis=1, keepdims=True))
    return table.astype(np.float32)


def _names(clues: Clues, count: int) -> NDArray[np.float64]:
    """What titles and given names tell; of several given names the surest one's."""
    out = np.zeros((count, len(PronounSet)))
    shares: dict[int, float] = {}
    for person, name in set(zip(clues.of.tolist(), clues.names, strict=True)):
        if person < 0 or name is None or name.plural:
            continue
        at = set_of_gender(
            called_gender(name.core[0]) if name.written and name.core else name.title_gender
        )
        if at >= 0:
            out[person, at] = _TITLE
        given = name.given or (name.core[0] if name.bare and not name.family else "")
        share = share_of_women(given) if given else None
        if share is not None and abs(share - 0.5) > abs(shares.get(person, 0.5) - 0.5):
            shares[person] = share
    for person, share in shares.items():
        out[person, PronounSet.HE] += np.log(2 * (1 - share))
        out[person, PronounSet.SHE] += np.log(2 * share)
    return out


def _nouns(reading: Reading, clues: Clues, count: int) -> NDArray[np.float64]:
    """What nouns of one gender tell: inside the mention, set beside it, or said of it."""
    out = np.zeros((count, len(PronounSet)))
    words, deprels = reading.words, reading.deprels
    heads = reading.tokens.head.tolist()
    of_head = {
        int(h): int(p)
        for h, p, n in zip(clues.head.tolist(), clues.of.tolist(), clues.names, strict=True)
        if p >= 0 and n is not None and not n.plural
    }
    for t, word in enumerate(words):
        gender = NOUN_GENDER.get(word.lower())
        if gender is None or word[:1].isupper():
            continue
        relation, head = deprels[t], heads[t]
        person = -1
        if relation in ("appos", "compound", "nmod:desc", "flat") and head in of_head:
            person = of_head[head]
        if person >= 0:
            at = set_of_gender(gender)
            out[person, at] = min(out[person, at] + _NOUN, 2 * _NOUN)
    for h, person in of_head.items():
        relation, head = deprels[h], heads[h]
        if head < 0:
            continue
        told = relation == "appos" or (relation == "nsubj" and _is_said_of(reading, head, h))
        gender = NOUN_GENDER.get(words[head].lower()) if told else None
        if gender is not None:
            at = set_of_gender(gender)
            out[person, at] = min(out[person, at] + _NOUN, 2 * _NOUN)
    return out


def _is_said_of(reading: Reading, noun: int, subject: int) -> bool:
    """Whether a noun is what its subject is or was, and not denied: "Robin was a girl"."""
    between = [w.lower() for w in reading.words[subject + 1 : noun]]
    return (
        0 < len(between) <= 5
        and bool({"was", "is", "’s", "'s"} & set(between))
        and not {"not", "n't", "n’t", "no", "like"} & set(between)
    )


def _pronouns(clues: Clues, count: int) -> NDArray[np.float64]:
    """What the pronouns of the text tell of the names in whose clause or paragraph they stand."""
    own = np.zeros((count, len(PronounSet)))
    going_on = np.zeros((count, len(PronounSet)))
    which = np.flatnonzero(clues.set >= 0)
    sets = clues.set[which]
    for places, weight, where in (
        (np.where(clues.reflexive, clues.subject, -1), _REFLEXIVE, own),
        (clues.owner, _POSSESSOR, own),
        (np.where(clues.single, clues.owner, -1), _ONE_BODY, own),
        (clues.follows, _NEXT, going_on),
    ):
        to = places[which]
        ok = to >= 0
        person = np.where(ok, clues.of[np.maximum(to, 0)], -1)
        ok = person >= 0
        np.add.at(where, (person[ok], sets[ok]), weight)
    going_on[:, PronounSet.THEY] *= _GROUP
    return _capped(own) + _capped(going_on) + _capped(_alone(clues, count))


def _capped(told: NDArray[np.float64]) -> NDArray[np.float64]:
    """Clues of one kind, each row drawn in so that none is above `_MOST`: shares stay shares."""
    drawn: NDArray[np.float64] = told * np.minimum(
        1, _MOST / np.maximum(told.max(axis=1, keepdims=True), 1e-9)
    )
    return drawn


def _alone(clues: Clues, count: int) -> NDArray[np.float64]:
    """Paragraphs, their speech left out, in which one is named and one set is used."""
    out = np.zeros((count, len(PronounSet)))
    told = clues.told & clues.person
    blocks = int(clues.block.max(initial=-1)) + 1
    low = np.full(blocks, 1 << 30, dtype=np.int64)
    high = np.full(blocks, -1, dtype=np.int64)
    named = told & (clues.of >= 0)
    np.minimum.at(low, clues.block[named], clues.of[named])
    np.maximum.at(high, clues.block[named], clues.of[named])
    used = np.zeros((blocks, len(PronounSet)), dtype=np.int64)
    pronoun = told & (clues.set >= 0)
    np.add.at(used, (clues.block[pronoun], clues.set[pronoun]), 1)
    crowd = np.zeros(blocks, dtype=np.bool_)
    crowd[clues.block[told & clues.several & (clues.set < 0)]] = True
    one = (low == high) & ((used > 0).sum(axis=1) == 1)
    for block in np.flatnonzero(one).tolist():
        at = int(used[block].argmax())
        if at == PronounSet.THEY and crowd[block]:
            continue
        out[low[block], at] += _ALONE * (_GROUP if at == PronounSet.THEY else 1.0)
    return out
