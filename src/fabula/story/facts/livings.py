"""What people do for a living, when no noun says so: "I wash dogs", "she drives at the port"."""

from collections.abc import Iterator

from fabula.english.clothes import GARMENTS
from fabula.english.people import NO_LIVING, OCCUPATIONS, WORKS_AT
from fabula.story.facts.bearers import set_beside, subject_person, topic_before
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Status
from fabula.story.model import Attribute

__all__ = ["find_livings"]

_PRESENT = frozenset({"VBZ", "VBP"})
_PLACED = frozenset({"at", "for"})
_UNIFORMS = frozenset({"greens", "uniform", "whites", "scrubs", "overalls", "blues", "tunic"})
_SURE = 0.85


def find_livings(clauses: Clauses) -> Iterator[Attribute]:
    """Trades told by the work, by what is worn for it, and by how long it was done."""
    for i, word in enumerate(clauses.words):
        if clauses.reading.lemmas[i] in WORKS_AT and clauses.reading.upos[i] == "VERB":
            yield from _worked(clauses, i)
        elif word in _UNIFORMS or word in GARMENTS:
            yield from _uniform(clauses, i)
        elif word in ("years", "year") and clauses.words[i + 1 : i + 2] in (("a",), ("an",)):
            yield from _for_years(clauses, i)


def _worked(clauses: Clauses, verb: int) -> Iterator[Attribute]:
    """ "I wash dogs", "she has bred whippets": things of a kind, and none in particular."""
    reading, words = clauses.reading, clauses.words
    perfect = any(
        words[t] in ("has", "have", "'s", "’s", "'ve", "’ve")
        for t in clauses.dependents(verb, ("aux",))
    )
    if reading.xpos[verb] not in _PRESENT and not perfect:
        return
    who = WORKS_AT[reading.lemmas[verb]]
    things = clauses.dependents(verb, ("obj",))
    if things:
        kind = things[0]
        bare = reading.xpos[kind] == "NNS" and not clauses.dependents(
            kind, ("det", "nmod:poss", "nummod", "amod", "acl:relcl")
        )
        if not bare or kind < verb or words[kind] in NO_LIVING:
            return
        value, last = f"{reading.lemmas[kind]} {who}", kind + 1
    elif words[verb + 1 : verb + 2] and words[verb + 1] in _PLACED and who in OCCUPATIONS:
        value, last = who, verb + 2
    else:
        return
    owner = subject_person(clauses, clauses.subject(verb))
    status = clauses.status(verb, last)
    yield from claim(clauses, owner, "occupation", value, (verb, last), status, _SURE)


def _uniform(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "In her paramedic greens", "in his porter's jacket"."""
    first = i - 1
    while first > 0 and clauses.words[first] in ("'s", "’s"):
        first -= 1
    if first < 1 or clauses.words[first] not in OCCUPATIONS:
        return
    own = clauses.possessor_before(first)
    if own >= 0 and clauses.possessor_before(i) == first:
        own = clauses.possessor_before(first)
    if own < 0 or clauses.words[own] in ("the", "a") or clauses.words[own] == "'s":
        return
    owner = clauses.who(own)
    trade = clauses.words[first]
    yield from claim(clauses, owner, "occupation", trade, (first, i + 1), Status(), 0.8)


def _for_years(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "Forty-one years a postman.": of whom the sentence before is about, or its subject."""
    end = clauses.sentence(i)[1]
    for t in range(i + 2, min(end, i + 5)):
        if clauses.words[t] in OCCUPATIONS and clauses.reading.upos[t] == "NOUN":
            begin, _ = clauses.sentence(i)
            owner = set_beside(clauses, begin) or topic_before(clauses, begin)
            yield from claim(
                clauses, owner, "occupation", clauses.words[t], (begin, t + 1), Status(), _SURE
            )
            return
