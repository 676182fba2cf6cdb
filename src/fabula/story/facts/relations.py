"""Who is what to whom: kin, spouses, friends, masters and servants."""

from collections.abc import Iterator, Sequence

from fabula.english.kin import KIN, KIN_PRONOUNS, SYMMETRIC
from fabula.language.reading import EntityType, MentionKind
from fabula.story.facts.clauses import Clauses, Owner
from fabula.story.facts.kinship import Told, believed
from fabula.story.model import Character, Relation

__all__ = ["find_relations"]

_MARRIED = frozenset({"marry", "wed"})
_MISTER = frozenset({"mr", "mr.", "m.", "herr", "monsieur", "sir"})
_MISSIS = frozenset({"mrs", "mrs.", "mme", "mme.", "frau", "madame", "lady"})
_IN_LAW = (("-in-law",), ("-", "in", "-", "law"), ("in", "law"))
_FURTHER = frozenset({"great", "great-", "-"})
_REMOVED = frozenset(
    {"grandparent", "grandchild", "aunt or uncle", "niece or nephew", "parent", "child"}
)
"""Kinds that are further off after "great"."""
_FIRST_PERSON = frozenset({"my", "mine", "me", "i", "myself"})
_OF_SEVERAL = frozenset({"our", "their", "your", "we", "they", "you"})
_THROUGH_NOUN = 0.15
"""How much a noun of relation alone says of the person coreference links it to."""
_POSSESSOR = {"name": 1.0, "third": 0.75, "first": 0.55, "several": 0.3, "noun": 0.4}
"""How sure it is whose relation it is, by the word that says so."""
_JOINED = 0.9
"""The same for a pronoun that the sentence ties to a name."""


def find_relations(clauses: Clauses, characters: Sequence[Character]) -> tuple[Relation, ...]:
    """Relations that the book supports, by what it says at all its places together.

    "His wife Mary", "Tom, Anna's brother", "Tom was the brother of Anna",
    "Tom and Anna were cousins", "Tom married Anna", "Mr. and Mrs. Rook".
    """
    people = _persons(clauses)
    rows = [r for r in _told(clauses, characters) if r.source in people and r.target in people]
    return believed(rows, characters)


def _persons(clauses: Clauses) -> frozenset[int]:
    """The characters whose names are read as persons' names more often than as places'."""
    mentions = clauses.mentions
    votes: dict[int, int] = {}
    columns = (mentions.entity, mentions.kind, mentions.type)
    for entity, kind, type_ in zip(*(c.tolist() for c in columns), strict=True):
        if kind == MentionKind.NAME:
            votes[entity] = votes.get(entity, 0) + (1 if type_ == EntityType.PER else -1)
    return frozenset(who for who in clauses.people if votes.get(who, 1) > 0)


def _told(clauses: Clauses, characters: Sequence[Character]) -> Iterator[Told]:
    husbands = _by_title(characters)
    for i, word in enumerate(clauses.words):
        if word in KIN:
            yield from _kin(clauses, i, KIN[word])
        elif word in _MISSIS and husbands:
            yield from _couple(clauses, i, husbands)
        elif clauses.reading.lemmas[i] in _MARRIED and clauses.reading.upos[i] == "VERB":
            yield from _marriage(clauses, i)


# --- nouns of relation ---


def _kin(clauses: Clauses, noun: int, kind: str) -> Iterator[Told]:
    for tail in _IN_LAW:
        if clauses.words[noun + 1 : noun + 1 + len(tail)] == tail:
            kind = "in-law"
    if clauses.words[max(0, noun - 1)] in _FURTHER and kind in _REMOVED:
        return
    start = noun
    while start > 0 and clauses.reading.upos[start - 1] in ("ADJ", "ADV", "NUM"):
        start -= 1
    possessor = clauses.possessor_before(start)
    if possessor >= 0:
        yield from _between(clauses, noun, kind, possessor, (possessor, noun + 1))
    elif clauses.words[noun + 1 : noun + 2] == ("of",) and noun + 2 < len(clauses.words):
        last, head = _phrase_at(clauses, noun + 2)
        if head >= 0:
            yield from _between(clauses, noun, kind, head, (noun, last))
    elif kind in SYMMETRIC and clauses.words[noun].endswith("s"):
        yield from _each_other(clauses, noun, kind)


def _phrase_at(clauses: Clauses, first: int) -> tuple[int, int]:
    """Exclusive last token and head of the mention that begins at a token; -1 for none.

    A possessive that begins a longer phrase ("of his uncle") is not what is meant.
    """
    m = clauses.cover[first]
    if m < 0 or int(clauses.mentions.first[m]) != first:
        return first, -1
    last, head = int(clauses.mentions.last[m]), int(clauses.mentions.head[m])
    if clauses.possessor_before(min(last + 1, len(clauses.words))) == last - 1:
        return first, -1
    if clauses.possessor_before(last) == head:
        return first, -1
    return last, head


def _between(
    clauses: Clauses, noun: int, kind: str, possessor: int, where: tuple[int, int]
) -> Iterator[Told]:
    """The relation of whoever the noun means to the possessor."""
    joined = _joined(clauses, noun, possessor)
    target = joined or clauses.who(possessor)
    said_by = clauses.said_by(noun)
    if target is None or said_by is False:
        return
    owned = _JOINED if joined else _possession(clauses, possessor, target)
    for token, sure in _meant(clauses, noun):
        source = clauses.who(token)
        if source is None or source.entity == target.entity:
            continue
        if not _fits(clauses, noun, source):
            continue
        weight = round(_certainty(clauses, token, source) * owned * sure, 3)
        first, last = min(where[0], token), max(where[1], token + 1)
        span = clauses.span(first, last)
        yield Told(source.entity, kind, target.entity, span, said_by, weight)


def _joined(clauses: Clauses, noun: int, possessor: int) -> Owner | None:
    """ "Sir John and his daughter Maria": the possessor is the name that the noun is joined to."""
    wanted = {"his": "he/him", "her": "she/her"}.get(clauses.words[possessor])
    first = clauses.head(noun)
    joined = clauses.reading.deprels[noun] == "conj" and 0 <= first < possessor
    if wanted is None or not joined or _name_over(clauses, first) < 0:
        return None
    owner = clauses.who(first)
    fits = owner is not None and clauses.pronouns.get(owner.entity) == wanted
    return owner if fits else None


def _meant(clauses: Clauses, noun: int) -> list[tuple[int, float]]:
    """Tokens that say who the noun of relation means: names, or else the noun itself."""
    named = _named(clauses, noun)
    if named:
        return named
    if clauses.dependents(noun, ("cop",)):
        status = clauses.status(noun, noun + 1)
        said = status is not None and not status.negated
        return [(clauses.subject(noun), 0.9)] if said else []
    if clauses.reading.deprels[noun] == "appos":
        return [(clauses.head(noun), 0.9)]
    addressed = clauses.reading.deprels[noun] in ("vocative", "discourse")
    return [] if addressed else [(noun, _THROUGH_NOUN)]


def _named(clauses: Clauses, noun: int) -> list[tuple[int, float]]:
    """The names right after a noun of relation: "his sister Jane", "her sons, Tom and Ned"."""
    following = noun + 1
    if following >= len(clauses.words) - 1:
        return []
    comma = clauses.words[following] == ","
    head = _name_over(clauses, following + comma)
    if head < 0:
        return []
    apart = clauses.head(head) == noun or clauses.head(noun) == head
    if comma and not apart:
        return []
    found = [(head, 0.8 if comma else 1.0)]
    if clauses.words[noun].endswith("s"):
        others = [_name_over(clauses, t) for t in clauses.dependents(head, ("conj",))]
        found += [(other, 0.8) for other in others if other >= 0]
    return found


def _name_over(clauses: Clauses, token: int) -> int:
    """The head of the name that a token belongs to, -1 for none."""
    m = clauses.cover[token]
    if m < 0 or int(clauses.mentions.kind[m]) != MentionKind.NAME:
        return -1
    return int(clauses.mentions.head[m])


def _fits(clauses: Clauses, noun: int, source: Owner) -> bool:
    """Whether a person may be called by the noun: a "she" is no brother."""
    wanted = KIN_PRONOUNS.get(clauses.words[noun])
    return wanted is None or clauses.pronouns.get(source.entity) in (None, "they/them", wanted)


def _certainty(clauses: Clauses, token: int, owner: Owner) -> float:
    """How sure it is whom a word means that says who has the relation."""
    if _name_over(clauses, token) >= 0:
        return 1.0
    return owner.confidence if clauses.words[token] not in KIN else owner.confidence * 0.8


def _possession(clauses: Clauses, token: int, owner: Owner) -> float:
    """How sure it is whose the relation is."""
    word = clauses.words[token]
    if _name_over(clauses, token) >= 0:
        return _POSSESSOR["name"]
    if word in _FIRST_PERSON:
        quote = clauses.quote_of[token]
        heard = clauses.quotes[quote].confidence if quote >= 0 else 1.0
        return _POSSESSOR["first"] * heard
    if word in _OF_SEVERAL:
        return _POSSESSOR["several"] * owner.confidence
    pronoun = clauses.reading.upos[token] in ("PRON", "DET")
    return _POSSESSOR["third" if pronoun else "noun"] * owner.confidence


def _each_other(clauses: Clauses, noun: int, kind: str) -> Iterator[Told]:
    """ "Tom and Anna were cousins"."""
    if not clauses.dependents(noun, ("cop",)):
        return
    subject = clauses.subject(noun)
    if subject < 0:
        return
    said_by = clauses.said_by(noun)
    status = clauses.status(noun, noun + 1)
    tokens = (subject, *clauses.dependents(subject, ("conj",)))
    known = [(t, who) for t in tokens if (who := clauses.who(t))]
    if said_by is False or status is None or status.negated or len(known) != 2:
        return
    sure = 0.9
    for token, who in known:
        sure *= _possession(clauses, token, who)
    span = clauses.span(min(subject, noun), max(subject, noun) + 1)
    yield Told(known[0][1].entity, kind, known[1][1].entity, span, said_by, round(sure, 3))


# --- couples ---


def _marriage(clauses: Clauses, verb: int) -> Iterator[Told]:
    """ "Tom married Anna": told as done, not wished or planned."""
    objects = clauses.dependents(verb, ("obj",))
    done = clauses.reading.xpos[verb] in ("VBD", "VBN") and clauses.reading.deprels[verb] not in (
        "xcomp",
        "acl",
        "amod",
    )
    status = clauses.status(verb, verb + 1)
    said_by = clauses.said_by(verb)
    if not objects or not done or said_by is False or status is None or status.negated:
        return
    if status.time == "after":
        return
    subject = clauses.subject(verb)
    one, other = clauses.who(subject), clauses.who(objects[0])
    if one and other and _may_be_couple(clauses, one, other):
        sure = _possession(clauses, subject, one) * _possession(clauses, objects[0], other) * 0.9
        span = clauses.span(min(subject, verb), max(objects[0], verb) + 1)
        yield Told(one.entity, "spouse", other.entity, span, said_by, round(sure, 3))


def _may_be_couple(clauses: Clauses, one: Owner, other: Owner) -> bool:
    """Whether two people may have been married by a verb: in most books, a he and a she."""
    pronouns = clauses.pronouns.get(one.entity), clauses.pronouns.get(other.entity)
    return None in pronouns or "they/them" in pronouns or pronouns[0] != pronouns[1]


def _by_title(characters: Sequence[Character]) -> dict[str, int]:
    """Men by what follows "Mr." in a name of theirs, lower-cased."""
    found: dict[str, int] = {}
    for character in characters:
        for name in (character.name, *character.aliases):
            title, _, rest = name.lower().partition(" ")
            if title in _MISTER and rest and character.pronouns in (None, "he/him"):
                found.setdefault(rest, character.id)
    return found


def _couple(clauses: Clauses, title: int, husbands: dict[str, int]) -> Iterator[Told]:
    """ "Mr. and Mrs. Rook" are husband and wife."""
    before = clauses.words[max(0, title - 2) : title]
    if len(before) < 2 or before[0] not in _MISTER or before[1] != "and":
        return
    surname = title + 1
    said_by = clauses.said_by(title)
    wife = clauses.who(surname) if surname < len(clauses.words) else None
    if wife is None or clauses.cover[surname] < 0:
        return
    last = int(clauses.mentions.last[clauses.cover[surname]])
    husband = husbands.get(" ".join(clauses.words[surname:last]))
    if husband is None or said_by is False:
        return
    if clauses.pronouns.get(wife.entity) in (None, "she/her"):
        span = clauses.span(title - 2, last)
        yield Told(wife.entity, "spouse", husband, span, said_by, 0.9)
