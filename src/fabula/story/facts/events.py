"""What happens: each event with who does it, to whom, and whether it is told as done."""

from collections.abc import Iterator

import numpy as np

from fabula.language.reading import EntityType
from fabula.story.facts.clauses import Clauses
from fabula.story.facts.modality import is_told_as_done
from fabula.story.model import Event

__all__ = ["find_events"]

_OBJECTS = ("obj", "iobj")


def find_events(clauses: Clauses) -> tuple[Event, ...]:
    """Every event, in reading order, those not told as done among them.

    Triggers are those the reading marks as realis (Sims, Park and Bamman, "Literary
    event detection", ACL 2019). Agent and patient are entities of type PER found
    over the tree: subjects through coordination, control and relative clauses,
    passives turned round, possessors of nominal events. None: not said, or no person.
    """
    mentions = clauses.mentions
    persons = np.flatnonzero(mentions.type == EntityType.PER)
    people = frozenset(mentions.entity[persons].tolist())
    return tuple(_events(clauses.of_people(people)))


def _events(clauses: Clauses) -> Iterator[Event]:
    reading = clauses.reading
    for token in np.flatnonzero(reading.tokens.event).tolist():
        if reading.upos[token] in ("NOUN", "PROPN"):
            agent, patient = _nominal(clauses, token)
        else:
            agent, patient = _verbal(clauses, token)
        span = clauses.span(token, token + 1)
        actual = is_told_as_done(clauses, token)
        yield Event(span, reading.lemmas[token], agent, patient, actual)


def _person(clauses: Clauses, token: int) -> int | None:
    owner = clauses.who(token)
    return owner.entity if owner else None


def _verbal(clauses: Clauses, verb: int) -> tuple[int | None, int | None]:
    """Agent and patient of a verb, active or passive."""
    by = [t for t in clauses.dependents(verb) if clauses.reading.deprels[t] == "obl:agent"]
    by += [
        t
        for t in clauses.dependents(verb, ("obl",))
        if any(clauses.words[c] == "by" for c in clauses.dependents(t, ("case",)))
    ]
    if _passive(clauses, verb):
        agent = next((p for t in by if (p := _person(clauses, t)) is not None), None)
        return agent, _person(clauses, clauses.subject(verb))
    objects = clauses.dependents(verb, _OBJECTS)
    patient = next((p for t in objects if (p := _person(clauses, t)) is not None), None)
    return _person(clauses, _agent(clauses, verb)), patient


def _passive(clauses: Clauses, verb: int) -> bool:
    if clauses.dependents(verb, ("nsubj:pass", "aux:pass")):
        return True
    relation = clauses.reading.deprels[verb]
    if relation == "conj" and clauses.reading.xpos[verb] == "VBN":
        own = clauses.dependents(verb, ("nsubj", "aux"))
        head = clauses.head(verb)
        return not own and head >= 0 and bool(clauses.dependents(head, ("aux:pass",)))
    return relation == "acl" and clauses.reading.xpos[verb] == "VBN"


def _agent(clauses: Clauses, verb: int) -> int:
    """The subject; that of "he saw her leave" is the object of the verb above."""
    above = clauses.head(verb)
    relation = clauses.reading.deprels[verb]
    if relation in ("xcomp", "ccomp") and above >= 0 and not clauses.dependents(verb, ("nsubj",)):
        controllers = clauses.dependents(above, _OBJECTS)
        if controllers:
            return controllers[0]
    return clauses.subject(verb)


def _nominal(clauses: Clauses, noun: int) -> tuple[int | None, int | None]:
    """ "His departure", "the arrival of Anna"; "the murder of Anna" is hers as patient too."""
    owners = clauses.dependents(noun, ("nmod:poss",))
    of = [
        t
        for t in clauses.dependents(noun, ("nmod",))
        if any(clauses.words[c] == "of" for c in clauses.dependents(t, ("case",)))
    ]
    agent = next((p for t in owners if (p := _person(clauses, t)) is not None), None)
    other = next((p for t in of if (p := _person(clauses, t)) is not None), None)
    return (agent, other) if agent is not None else (other, None)
