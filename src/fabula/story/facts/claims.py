"""The form of every claim about somebody, and whom an adjective or a noun describes."""

from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.inflection import COPULAR_FORMS
from fabula.english.looks import INTENSIFIERS
from fabula.language.reading import MentionKind
from fabula.story.facts.bearers import apposed, in_apposition, subject_person
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.facts.epithets import meant_by_description
from fabula.story.model import Attribute

__all__ = ["Described", "beside_name", "claim", "described", "is_predicate"]

_OWNED = frozenset({"hers", "mine", "yours", "theirs", "ours"})
"""Subjects that mean something of somebody's: "hers was a short one"."""
_BY_LOOKS = 0.8
"""How much of a link is believed that makes "the stout lady" somebody in particular."""
_BECOMING = frozenset({"get", "go", "grow", "become"})
_AFTER_ADJECTIVE = frozenset({"in", "as", "and", ",", "under", "now", "again", "still"})
_BESIDE = 0.9
_POINTING = frozenset({"it", "that", "this"})
"""Subjects of which a person is said: "it was a tall man in a raincoat"."""
_SELF = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our"})


@dataclass(frozen=True, slots=True)
class Described:
    """Whom a description is of, and whether it stands inside the noun phrase."""

    owner: Owner
    attributive: bool


def claim(
    clauses: Clauses,
    owner: Owner | None,
    kind: str,
    value: str,
    where: tuple[int, int],
    status: Status | None,
    certainty: float = 1.0,
) -> Iterator[Attribute]:
    """The attribute, if someone is known to own it and the clause asserts it.

    ``where`` is the token range of the words that say so.
    """
    said_by = clauses.said_by(where[0])
    if owner is None or status is None or said_by is False or not value:
        return
    if said_by == owner.entity and not _speaks_of_self(clauses, owner.entity, where):
        return
    yield Attribute(
        character=owner.entity,
        kind=kind,
        value=value,
        span=clauses.span(*where),
        said_by=said_by,
        negated=status.negated,
        time=status.time,
        confidence=round(owner.confidence * certainty, 3),
    )


def _speaks_of_self(clauses: Clauses, who: int, where: tuple[int, int]) -> bool:
    """Whether a sentence has a word for its speaker; others speak of him as "he".

    One that has his name may be narration after all, and so counts.
    """
    begin, end = clauses.sentence(where[0])
    if not _SELF.isdisjoint(clauses.words[begin:end]):
        return True
    said = {m for m in clauses.cover[begin:end] if m >= 0}
    return any(
        int(clauses.mentions.entity[m]) == who and clauses.mentions.kind[m] == MentionKind.NAME
        for m in said
    )


def described(clauses: Clauses, token: int) -> Described | None:
    """Whom the adjective or noun at the token describes.

    Inside a mention ("the red-haired girl") it is the mention's person, or the
    subject where the mention is a predicate ("Anna was a red-haired girl");
    otherwise the subject of the predicate ("she was red-haired").
    """
    m = clauses.cover[token]
    if m >= 0 and int(clauses.mentions.first[m]) <= token <= int(clauses.mentions.head[m]):
        head = int(clauses.mentions.head[m])
        if is_predicate(clauses, head, int(clauses.mentions.first[m])):
            subject = clauses.subject(head)
            if clauses.words[subject] in _POINTING:
                owner = clauses.owner(m)
                return Described(owner, False) if owner and token != head else None
            owner = None if clauses.words[subject] in _OWNED else subject_person(clauses, subject)
            return Described(owner, False) if owner else None
        owner = apposed(clauses, head) or _of_mention(clauses, m)
        owner = owner or in_apposition(clauses, m)
        return Described(owner, True) if owner and token != head else None
    if not _copula_before(clauses, token) and not _becomes(clauses, token):
        return None
    subject = clauses.subject(token)
    owner = None if clauses.words[subject] in _OWNED else subject_person(clauses, subject)
    return Described(owner, False) if owner else None


def beside_name(clauses: Clauses, token: int) -> Described | None:
    """Whom an adjective set beside a name describes: "Anna, huge in her father's coat,"."""
    words = clauses.words
    if token < 2 or words[token - 1] != "," or token + 1 >= len(words):
        return None
    m = clauses.cover[token - 2]
    if m < 0 or clauses.mentions.kind[m] != MentionKind.NAME:
        return None
    alone = int(clauses.mentions.last[m]) == token - 1 and words[token + 1] in _AFTER_ADJECTIVE
    amod = clauses.head(token) == int(clauses.mentions.head[m])
    owner = clauses.owner(m) if alone and amod else None
    return Described(Owner(owner.entity, owner.confidence * _BESIDE), True) if owner else None


def _of_mention(clauses: Clauses, m: int) -> Owner | None:
    """The person of a mention; surer where "a tall woman" stands beside the same one."""
    owner = meant_by_description(clauses, m) or _same_head(clauses, m)
    if owner is None or clauses.mentions.kind[m] != MentionKind.NOUN:
        return owner
    beside = in_apposition(clauses, m)
    if beside is not None and beside.entity == owner.entity:
        return Owner(owner.entity, max(owner.confidence, beside.confidence))
    return Owner(owner.entity, owner.confidence * _BY_LOOKS)


def _same_head(clauses: Clauses, m: int) -> Owner | None:
    """The person of a longer mention of the same noun: "a small nurse with tired eyes"."""
    head, last = clauses.mentions.head, len(clauses.mentions.head)
    for wider in (m - 1, m + 1):
        if 0 <= wider < last and head[wider] == head[m]:
            return clauses.owner(wider)
    return None


def is_predicate(clauses: Clauses, head: int, first: int) -> bool:
    """Whether a noun phrase is said of a subject: it has a copula, or stands after one."""
    if clauses.dependents(head, ("cop",)):
        return True
    return first > 0 and clauses.words[first - 1] in COPULAR_FORMS


def _becomes(clauses: Clauses, token: int) -> bool:
    """Whether the adjective is what somebody got or went: "you've got thin"."""
    verb = clauses.head(token)
    joined = clauses.reading.deprels[token] in ("xcomp", "advmod", "obj") and 0 <= verb < token
    return joined and clauses.reading.lemmas[verb] in _BECOMING and verb >= token - 2


def _copula_before(clauses: Clauses, token: int) -> bool:
    """Whether a verb of being governs the token, a few adverbs and adjectives apart."""
    if clauses.dependents(token, ("cop",)):
        return True
    begin, _ = clauses.sentence(token)
    for t in range(token - 1, max(begin, token - 7) - 1, -1):
        if clauses.words[t] in COPULAR_FORMS and clauses.reading.upos[t] != "PART":
            return True
        loose = clauses.reading.upos[t] in ("ADJ", "ADV", "CCONJ", "PUNCT", "PART")
        if not loose and clauses.words[t] not in INTENSIFIERS:
            return False
    return False
