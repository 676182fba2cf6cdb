"""Trades told by where somebody works, what they run or drive, and who they are together.

"She works at the bank", "he ran the bakery", "she drove a bus", "they were both nurses", "head of
sales", "studying law"; "the soldier by the window was Tom".
"""

from collections.abc import Iterator

from fabula.english.people import (
    DOES_FOR_A_LIVING,
    HEADS_OF,
    MARRIED_OR_NOT,
    OCCUPATIONS,
    SUBJECTS_STUDIED,
    WORKPLACES,
)
from fabula.story.facts.bearers import set_beside, subject_person, weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner
from fabula.story.model import Attribute

__all__ = ["find_workplaces"]

_WORKS = {"work": ("at", "in", "for", "as"), "temp": ("at", "in", "for")}
_RUNS = frozenset({"run", "own", "manage"})
_DOES = {
    tuple(phrase.split()): trade
    for phrase, trade in DOES_FOR_A_LIVING.items()
    if len(phrase.split()) > 1
}
_DOES_FIRST = frozenset(phrase[0] for phrase in _DOES)
_LIGHT = ("ADJ", "NOUN", "PROPN", "DET", "PART", "PRON", "NUM")
_REACH = 5
_SURE = 0.85
_LESS_SURE = 0.75


def find_workplaces(clauses: Clauses) -> Iterator[Attribute]:
    """What people do for a living, by the place, the thing, the subject or the others."""
    for i in clauses.places(WORKPLACES):
        yield from _at_a_place(clauses, i)
    for i in clauses.places(_DOES_FIRST):
        yield from _does(clauses, i)
    for i in clauses.places({f"{word}s" for word in OCCUPATIONS}):
        yield from _together(clauses, i)
    for i in clauses.places(HEADS_OF):
        yield from _head_of(clauses, i)
    for i in clauses.places(SUBJECTS_STUDIED):
        yield from _studies(clauses, i)
    for i in clauses.places(OCCUPATIONS):
        yield from _turns_out(clauses, i)
        yield from _trains(clauses, i)
    for i in clauses.places(MARRIED_OR_NOT):
        yield from _married_or_not(clauses, i)


def _at_a_place(clauses: Clauses, place: int) -> Iterator[Attribute]:
    """ "She works at the bank", "he worked in a bakery", "she ran the shop"."""
    words, lemmas = clauses.words, clauses.reading.lemmas
    verb = clauses.head(place)
    if verb < 0 or not place - 2 * _REACH < verb < place or clauses.reading.upos[verb] != "VERB":
        return
    begins = verb + 1
    if lemmas[verb] in _WORKS:
        while clauses.reading.upos[begins] == "ADV" or words[begins] == "nights":
            begins += 1
        if begins >= place or words[begins] not in _WORKS[lemmas[verb]]:
            return
        begins += 1
    elif lemmas[verb] not in _RUNS or clauses.reading.deprels[place] != "obj":
        return
    article = words[begins] in ("a", "an", "the", "our", "his", "her", "their", "my")
    if not (article or clauses.reading.upos[begins] in ("PROPN", "NOUN")) or any(
        clauses.reading.upos[t] not in _LIGHT for t in range(begins, place)
    ):
        return
    owner = subject_person(clauses, clauses.subject(verb))
    verb_said = "works" if lemmas[verb] in _WORKS else lemmas[verb] + "s"
    value = f"{verb_said} {clauses.text(verb + 1, place + 1)}"
    status = clauses.status(verb, place + 1)
    yield from claim(clauses, owner, "occupation", value, (verb, place + 1), status, _SURE)


def _does(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She drove a bus", "he teaches maths": what somebody does is a trade."""
    if clauses.reading.upos[i] != "VERB":
        return
    for size in (4, 3, 2):
        trade = _DOES.get(tuple(clauses.words[i : i + size]))
        if trade:
            owner = subject_person(clauses, clauses.subject(i))
            status = clauses.status(i, i + size)
            yield from claim(clauses, owner, "occupation", trade, (i, i + size), status, _LESS_SURE)
            return


def _together(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "Anna and Tom were nurses", "Anna and Tom, two trainee cooks,": of each that is named."""
    trade = clauses.reading.lemmas[i]
    if trade not in OCCUPATIONS or clauses.reading.upos[i] != "NOUN":
        return
    if clauses.dependents(i, ("cop",)):
        named = clauses.subject(i)
    elif clauses.reading.deprels[i] == "appos" or "two" in clauses.words[max(0, i - 3) : i]:
        named = clauses.head(i)
    else:
        return
    several = [named, *clauses.dependents(named, ("conj",))] if 0 <= named < i else []
    if len(several) < _AT_LEAST:
        yield from _both(clauses, i, named, trade)
        return
    status = clauses.status(i, i + 1)
    for one in several:
        yield from claim(clauses, clauses.who(one), "occupation", trade, (i, i + 1), status, _SURE)


_AT_LEAST = 2
_BEFORE = 120


def _both(clauses: Clauses, i: int, named: int, trade: str) -> Iterator[Attribute]:
    """ "They sat on the wall, two trainee cooks": of the two that were spoken of just before."""
    two = clauses.words[max(0, i - 3) : i]
    they = named >= 0 and clauses.words[named] in ("they", "we")
    if "two" not in two and not (they and "both" in two):
        return
    near = range(max(0, i - _BEFORE), i)
    found = {o.entity for t in near if (o := clauses.who(t)) and clauses.cover[t] >= 0}
    if len(found) != _AT_LEAST:
        return
    said = clauses.dependents(i, ("cop",))
    status = clauses.status(i, i + 1) if said else clauses.presupposed(i)
    for entity in sorted(found):
        owner = Owner(entity, 0.8)
        yield from claim(clauses, owner, "occupation", trade, (i, i + 1), status, _SURE)


def _head_of(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was head of sales", "Tom, mayor of the town,": an office, without an article."""
    words = clauses.words
    if words[i + 1 : i + 2] != ("of",) or clauses.reading.upos[i] not in ("NOUN", "PROPN"):
        return
    bare = not clauses.dependents(i, ("det", "nmod:poss"))
    of = clauses.dependents(i, ("nmod",))
    if not of or not i < of[0] < i + _REACH or clauses.dependents(i, ("case",)):
        return
    if clauses.dependents(i, ("cop",)) and (bare or words[i - 1 : i] == ("the",)):
        owner = subject_person(clauses, clauses.subject(i))
        status = clauses.status(i, i + 1)
    elif bare and words[i - 1 : i] == (",",) and words[of[0] + 1 : of[0] + 2] in ((",",), (".",)):
        owner, status = set_beside(clauses, i), clauses.presupposed(i)
    else:
        return
    if words[i] == "head" and words[of[0]] in ("hair", "him", "her", "steam"):
        return
    value = clauses.text(i, of[0] + 1)
    yield from claim(clauses, owner, "occupation", value, (i, of[0] + 1), status, _SURE)


def _studies(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was studying law", "he read physics at Leeds"."""
    verb = clauses.head(i)
    if verb < 0 or clauses.words[i - 1 : i] != (clauses.words[verb],):
        return
    word = clauses.words[verb]
    if word not in ("studying", "studies", "studied", "study") or clauses.reading.upos[
        verb
    ] not in ("VERB",):
        return
    owner = subject_person(clauses, clauses.subject(verb))
    status = clauses.status(verb, i + 1)
    value = f"student of {clauses.words[i]}"
    yield from claim(clauses, owner, "occupation", value, (verb, i + 1), status, _SURE)


def _turns_out(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "The soldier by the window was Tom": the trade is the subject, the person is said of it."""
    said = clauses.head(i)
    if clauses.reading.deprels[i] != "nsubj" or not i < said < i + 2 * _REACH:
        return
    named = clauses.reading.upos[said] == "PROPN" and clauses.dependents(said, ("cop",))
    if not named or clauses.words[i - 1 : i] not in (("the",), ("other",), ("old",), ("young",)):
        return
    owner = weighed(clauses.who(said), 0.9)
    status = clauses.status(said, said + 1)
    yield from claim(clauses, owner, "occupation", clauses.words[i], (i - 1, i + 1), status, _SURE)


def _trains(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was training to be a vet", "he is studying to become a pilot"."""
    verb = clauses.head(i)
    if clauses.reading.deprels[i] != "xcomp" or not i - _REACH - 1 < verb < i:
        return
    if clauses.words[verb] not in ("training", "studying") or clauses.words[verb + 1] != "to":
        return
    owner: Owner | None = subject_person(clauses, clauses.subject(verb))
    status = clauses.status(verb, verb + 1)
    value = f"trainee {clauses.words[i]}"
    yield from claim(clauses, owner, "occupation", value, (verb, i + 1), status, _SURE)


def _married_or_not(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She was a widow", "Tom, a bachelor,", "he was divorced"."""
    words, upos = clauses.words, clauses.reading.upos
    if words[i] in ("widowed", "divorced"):
        if not clauses.dependents(i, ("cop", "aux:pass")):
            return
        owner, first = subject_person(clauses, clauses.subject(i)), i
    else:
        first = i
        while first > 0 and upos[first - 1] == "ADJ":
            first -= 1
        first -= 1
        if upos[i] != "NOUN" or first < 1 or words[first] not in ("a", "an"):
            return
        if clauses.dependents(i, ("cop",)):
            owner = subject_person(clauses, clauses.subject(i))
        elif words[first - 1] == "," and words[i + 1 : i + 2] in ((",",), (".",)):
            owner = weighed(set_beside(clauses, first), 0.9)
        else:
            return
    status = clauses.status(i, i + 1)
    yield from claim(clauses, owner, "marital status", words[i], (first, i + 1), status, _SURE)
