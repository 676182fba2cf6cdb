"""How many brothers, sisters and children somebody has, and what their nearest kin are called.

"The youngest of three sisters", "she had two brothers", "an only child"; "his wife Ada",
"one sister, and her name was Ada". A number of brothers counts them without the person.
"""

from collections.abc import Iterator

from fabula.english.attributes import NAMED_KIN
from fabula.english.kin import COUNTED_KIN
from fabula.english.numbers import NUMBERS
from fabula.english.titles import TITLES
from fabula.language.reading import MentionKind
from fabula.story.facts.bearers import set_beside, subject_person, topic_before, weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["find_families"]

_OF_THE_SAME = {"sons": "brothers", "daughters": "sisters"}
"""What the others are to one of them: "the youngest of three sons" has two brothers."""

_ONE_OF_THEM = frozenset({"children", "girls", "boys"})
"""Nouns that count the person too, and say so only after "the youngest of"."""
_ORDER = frozenset("eldest oldest youngest middle second third fourth fifth last first".split())
_HAVING = frozenset({"have", "get"})
_CALLED = frozenset({"named", "called"})
_OTHERS = (("older",), ("younger",), ("elder",), ("behind",), ("after",))
"""Words by which a second number counts brothers or sisters too: "one brother and one younger"."""
_ANYBODY = frozenset({"girl", "boy", "child", "woman", "man"})
"""Of whom "a girl with one brother" tells: of the one whom the sentence before is about."""
_OF_ANYBODY = 0.9
_EACH = (("every",), ("each",), ("any",), ("no",), ("not",), ("neither",))
"""Words before "one of them" by which it counts nobody."""
_REACH = 7
_SAID_BEFORE = 60
"""How many tokens back "four of them" may find the sisters that it means."""


def find_families(clauses: Clauses) -> Iterator[Attribute]:
    """Numbers of siblings, and names of mothers, fathers, spouses and siblings."""
    for i, word in enumerate(clauses.words):
        if word in COUNTED_KIN and clauses.reading.upos[i] == "NOUN":
            yield from _number(clauses, i)
        elif word == "child" and clauses.words[i - 1 : i] == ("only",):
            yield from _only_child(clauses, i)
        elif word == "them" and clauses.words[i - 1 : i] == ("of",):
            yield from _of_them(clauses, i)
        if word in NAMED_KIN:
            yield from _name(clauses, i, word)


# --- numbers ---


def _number(clauses: Clauses, noun: int) -> Iterator[Attribute]:
    words, kind = clauses.words, COUNTED_KIN[clauses.words[noun]]
    at = noun - 1
    while at > 0 and clauses.reading.upos[at] in ("ADJ", "ADV") and words[at] not in NUMBERS:
        at -= 1
    number = NUMBERS.get(words[at], 0 if words[at] == "no" else None) if at >= 0 else None
    if words[noun - 1] == "twin" and words[noun].endswith("s"):
        number, at = 2, noun - 1
    if number is None:
        return
    if words[noun + 1 : noun + 2] == ("and",) and words[noun + 3 : noun + 4] in _OTHERS:
        number += NUMBERS.get(words[noun + 2], 0)
    if words[max(0, at - 2) : at] and words[at - 1] == "of" and words[at - 2] in _ORDER:
        owner = _ordered(clauses, at - 2)
        kind = _OF_THE_SAME.get(kind, kind)
        yield from _told(clauses, owner, kind, number - 1, (at - 2, noun + 1))
    elif words[noun] == "children":
        yield from _told(clauses, _having(clauses, noun, at), "children", number, (at, noun + 1))
    elif words[noun] in _ONE_OF_THEM:
        return
    elif clauses.possessor_before(at) >= 0 and number > 1:
        owner = clauses.who(clauses.possessor_before(at))
        yield from _told(clauses, owner, kind, number, (at, noun + 1), presupposed=True)
    else:
        yield from _told(clauses, _having(clauses, noun, at), kind, number, (at, noun + 1))


def _told(
    clauses: Clauses,
    owner: Owner | None,
    kind: str,
    number: int,
    where: tuple[int, int],
    *,
    presupposed: bool = False,
) -> Iterator[Attribute]:
    status = Status() if presupposed else clauses.status(*where)
    if status and status.negated and number == 0:
        status = Status(status.time)
    yield from claim(clauses, owner, kind, str(number), where, status, 0.9)


def _ordered(clauses: Clauses, superlative: int) -> Owner | None:
    """Who is "the youngest of three"."""
    owner = subject_person(clauses, clauses.subject(superlative))
    return owner or set_beside(clauses, superlative)


def _having(clauses: Clauses, noun: int, first: int) -> Owner | None:
    """Who has them: the subject of "had", or who answers "Three brothers." """
    at = noun
    for _ in range(3):
        at = clauses.head(at)
        if at < 0:
            break
        if clauses.reading.lemmas[at] in _HAVING:
            return subject_person(clauses, clauses.subject(at))
    begin, _ = clauses.sentence(noun)
    bearer = clauses.head(noun)
    anybody = bearer >= 0 and clauses.words[bearer] in _ANYBODY
    if (
        anybody
        and clauses.words[max(0, bearer - 1)] == "a"
        and "with" in clauses.words[bearer:noun]
    ):
        return weighed(topic_before(clauses, begin), _OF_ANYBODY)
    quote = clauses.quote_of[noun]
    opens = all(clauses.reading.upos[t] == "PUNCT" for t in range(begin, first))
    if quote >= 0 and opens and at < 0:
        speaker = clauses.quotes[quote].speaker
        sure = clauses.quotes[quote].confidence
        return Owner(speaker, sure) if speaker in clauses.people and speaker is not None else None
    return None


def _only_child(clauses: Clauses, noun: int) -> Iterator[Attribute]:
    if not clauses.dependents(noun, ("cop",)):
        return
    owner = subject_person(clauses, clauses.subject(noun))
    yield from _told(clauses, owner, "siblings", 0, (noun - 1, noun + 1))


def _of_them(clauses: Clauses, them: int) -> Iterator[Attribute]:
    """ "I've got four of them": of the sisters just spoken of."""
    number = NUMBERS.get(clauses.words[them - 2]) if them > 1 else None
    if number is None or clauses.words[them - 3 : them - 2] in _EACH:
        return
    for t in range(them - 3, max(0, them - _SAID_BEFORE), -1):
        if clauses.words[t] in ("sister", "sisters", "brother", "brothers"):
            kind = COUNTED_KIN[clauses.words[t]]
            owner = _having(clauses, them - 2, them - 2)
            yield from _told(clauses, owner, kind, number, (them - 2, them + 1))
            return
        if clauses.reading.xpos[t] in ("NNS", "NNPS"):
            return


# --- names ---


def _name(clauses: Clauses, noun: int, word: str) -> Iterator[Attribute]:
    first = noun
    while first > 0 and clauses.reading.upos[first - 1] in ("ADJ", "NUM"):
        first -= 1
    possessor = clauses.possessor_before(first)
    owner = clauses.who(possessor) if possessor >= 0 else None
    at = clauses.head(noun)
    if owner is None and at >= 0 and clauses.reading.lemmas[at] in _HAVING:
        owner = subject_person(clauses, clauses.subject(at))
    name = _named_after(clauses, noun, adjacent=possessor >= 0)
    if owner is None or name < 0:
        return
    m = clauses.cover[name]
    last = int(clauses.mentions.last[m])
    if int(clauses.mentions.entity[m]) == owner.entity:
        return
    value = clauses.words[name]
    status = clauses.presupposed(first) if possessor >= 0 else clauses.status(noun, noun + 1)
    yield from claim(clauses, owner, f"{word}'s name", value, (noun, last), status, 0.9)


def _named_after(clauses: Clauses, noun: int, *, adjacent: bool) -> int:
    """The first token of the name told for a noun of kin; -1 for none."""
    words = clauses.words
    _, end = clauses.sentence(noun)
    if adjacent and _is_given_name(clauses, noun + 1):
        return noun + 1
    beside = noun + 2
    if words[noun + 1 : beside] == (",",) and _is_given_name(clauses, beside):
        head = int(clauses.mentions.head[clauses.cover[beside]])
        if clauses.reading.deprels[head] == "appos" or clauses.head(head) == noun:
            return beside
    for t in range(noun + 1, min(end - 1, noun + _REACH)):
        if words[t] in _CALLED and _is_given_name(clauses, t + 1):
            return t + 1
        if words[t] == "name" and words[t + 1] in ("was", "is", "'s", "’s"):
            return t + 2 if t + 2 < end and _is_given_name(clauses, t + 2) else -1
    return -1


def _is_given_name(clauses: Clauses, token: int) -> bool:
    """Whether a person's name begins at the token, with no title."""
    if token >= len(clauses.words):
        return False
    m = clauses.cover[token]
    if m < 0 or clauses.mentions.kind[m] != MentionKind.NAME:
        return False
    begins = int(clauses.mentions.first[m]) == token
    possessive = clauses.possessor_before(int(clauses.mentions.last[m]) + 1) >= token
    ends = int(clauses.mentions.last[m])
    return (
        begins
        and not possessive
        and clauses.words[token].rstrip(".") not in TITLES
        and (not clauses.possessive(ends - 1))
    )
