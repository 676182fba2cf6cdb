"""Who is what to whom: kin, spouses, friends, masters and servants."""

from collections.abc import Iterator

from fabula.story.clauses import Clauses
from fabula.story.model import Relation
from fabula.story.vocabulary import KIN, SYMMETRIC

__all__ = ["find_relations"]

_MARRIED = frozenset({"marry", "wed"})


def find_relations(clauses: Clauses) -> Iterator[Relation]:
    """Relations that a possessive and a noun of relation assert, and marriages told.

    "His wife Mary", "Tom, Anna's brother", "Tom was the brother of Anna",
    "Tom and Anna were cousins", "Tom married Anna".
    """
    seen: set[tuple[int, str, int]] = set()
    for i, word in enumerate(clauses.words):
        found: Iterator[Relation] = iter(())
        if word in KIN:
            found = _kin(clauses, i, KIN[word])
        elif clauses.reading.lemmas[i] in _MARRIED and clauses.reading.upos[i] == "VERB":
            found = _marriage(clauses, i)
        for relation in found:
            key = (relation.source, relation.kind, relation.target)
            if relation.source != relation.target and key not in seen:
                seen.add(key)
                yield relation


def _kin(clauses: Clauses, noun: int, kind: str) -> Iterator[Relation]:
    start = noun
    while start > 0 and clauses.reading.upos[start - 1] in ("ADJ", "ADV"):
        start -= 1
    possessor = clauses.possessor_before(start)
    if possessor >= 0:
        yield from _between(clauses, noun, kind, possessor, (possessor, noun + 1))
    elif clauses.words[noun + 1 : noun + 2] == ("of",) and noun + 2 < len(clauses.words):
        of = clauses.cover[noun + 2]
        if of >= 0 and int(clauses.mentions.first[of]) == noun + 2:
            head = int(clauses.mentions.head[of])
            yield from _between(clauses, noun, kind, head, (noun, int(clauses.mentions.last[of])))
    elif kind in SYMMETRIC and clauses.words[noun].endswith("s"):
        yield from _each_other(clauses, noun, kind)


def _between(
    clauses: Clauses, noun: int, kind: str, possessor: int, where: tuple[int, int]
) -> Iterator[Relation]:
    """The relation of whoever the noun means to the possessor."""
    target = clauses.who(possessor)
    said_by = clauses.said_by(noun)
    if target is None or said_by is False:
        return
    for token, sure in _named(clauses, noun):
        source = clauses.who(token)
        if source is None or source.entity == target.entity:
            continue
        confidence = round(source.confidence * target.confidence * sure, 3)
        first, last = min(where[0], token), max(where[1], token + 1)
        span = clauses.span(first, last)
        yield Relation(source.entity, kind, target.entity, span, said_by, confidence)
        return


def _named(clauses: Clauses, noun: int) -> Iterator[tuple[int, float]]:
    """Tokens that may say who the noun of relation means, best first."""
    following = noun + 1
    if following < len(clauses.words):
        comma = clauses.words[following] == ","
        m = clauses.cover[min(following + comma, len(clauses.cover) - 1)]
        name = clauses.reading.labels.kind.index("name")
        if m >= 0 and int(clauses.mentions.kind[m]) == name:
            head = int(clauses.mentions.head[m])
            apart = clauses.head(head) == noun or clauses.head(noun) == head
            if not comma or apart:
                yield head, 1.0 if not comma else 0.8
    if clauses.dependents(noun, ("cop",)) and clauses.status(noun, noun + 1):
        yield clauses.subject(noun), 0.9
    if clauses.reading.deprels[noun] == "appos":
        yield clauses.head(noun), 0.9
    yield noun, 0.9


def _each_other(clauses: Clauses, noun: int, kind: str) -> Iterator[Relation]:
    """ "Tom and Anna were cousins"."""
    if not clauses.dependents(noun, ("cop",)):
        return
    subject = clauses.subject(noun)
    if subject < 0:
        return
    said_by = clauses.said_by(noun)
    status = clauses.status(noun, noun + 1)
    people = [clauses.who(t) for t in (subject, *clauses.dependents(subject, ("conj",)))]
    known = [p for p in people if p]
    if said_by is False or status is None or status.negated or len(known) != 2:
        return
    one, other = known
    span = clauses.span(min(subject, noun), max(subject, noun) + 1)
    sure = round(one.confidence * other.confidence * 0.9, 3)
    yield Relation(one.entity, kind, other.entity, span, said_by, sure)


def _marriage(clauses: Clauses, verb: int) -> Iterator[Relation]:
    objects = clauses.dependents(verb, ("obj", "obl"))
    said_by = clauses.said_by(verb)
    status = clauses.status(verb, verb + 1)
    if not objects or said_by is False or status is None or status.negated:
        return
    if status.time == "after":
        return
    subject = clauses.subject(verb)
    one, other = clauses.who(subject), clauses.who(objects[0])
    if one and other:
        span = clauses.span(min(subject, verb), max(objects[0], verb) + 1)
        sure = round(one.confidence * other.confidence * 0.9, 3)
        yield Relation(one.entity, "spouse", other.entity, span, said_by, sure)
