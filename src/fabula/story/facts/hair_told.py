"""Hair told otherwise than by an adjective before it: "half her head is shaved", "in two plaits".

"She dyed it blue", "he was losing his hair", "he wore it in a long braid".
"""

from collections.abc import Iterator

from fabula.english.attributes import KINDS
from fabula.english.colours import COLOURS
from fabula.english.looks import ARRANGED_HAIR, FEATURES, HAIR_LIES_ON, HAIR_STYLES, LOSING_HAIR
from fabula.story.facts.bearers import subject_person, weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["find_hair_told"]

_DYEING = frozenset({"dye", "bleach", "tint", "colour", "color"})
_PART_OF_HEAD = frozenset({"half", "side", "sides", "rest", "top"})
_OWNED_HEAD = frozenset({"head", "hair", "skull"})
_HANGING = frozenset({"come", "hang", "fall", "reach", "go", "tumble"})
_DOWN_TO = frozenset({"to", "past", "below", "over", "on"})
_AGEING = frozenset({"grey", "gray", "white", "silver"})
_GREYING = frozenset({"going", "gone", "went", "goes"})
_REACH = 7
_SURE = 0.9


def find_hair_told(clauses: Clauses) -> Iterator[Attribute]:
    """What is done to hair, how it is put up, and parts of a head that are shaved or coloured."""
    for i in clauses.places({"hair"}):
        yield from _put_up(clauses, i)
        yield from _losing(clauses, i)
        yield from _reaching(clauses, i)
        yield from _worn(clauses, i)
    for i in clauses.places({"hair", "beard"}):
        yield from _grey_in(clauses, i)
    for i in clauses.places({"grey", "gray", "bald"}):
        yield from _gone_grey(clauses, i)
    for i in clauses.places({"head", "skull"}):
        yield from _part(clauses, i)
    for i, lemma in _verbs(clauses):
        if lemma in _DYEING:
            yield from _dyed(clauses, i)


def _verbs(clauses: Clauses) -> Iterator[tuple[int, str]]:
    for i in clauses.places(f"{verb}{end}" for verb in _DYEING for end in ("d", "ed", "s", "")):
        yield i, clauses.reading.lemmas[i]


def _put_up(clauses: Clauses, hair: int) -> Iterator[Attribute]:
    """ "Her hair was in two plaits", "he wore his hair in a bun"."""
    words = clauses.words
    first = hair
    while first > 0 and clauses.reading.upos[first - 1] == "ADJ":
        first -= 1
    possessor = clauses.possessor_before(first)
    _, end = clauses.sentence(hair)
    inside = next((t for t in range(hair + 1, min(end, hair + _REACH)) if words[t] == "in"), -1)
    if possessor < 0 or inside < 0:
        return
    for t in range(inside + 1, min(end, inside + _REACH)):
        if words[t] in HAIR_STYLES or words[t] in ARRANGED_HAIR:
            values = [w for w in words[inside + 1 : t] if w in KINDS["hair"].values]
            value = " ".join((*values, words[t]))
            status = clauses.presupposed(t)
            owner = clauses.who(possessor)
            yield from claim(clauses, owner, "hair", value, (hair, t + 1), status, _SURE)
            return
        if clauses.reading.upos[t] not in ("DET", "ADJ", "NUM", "NOUN", "ADV"):
            return


def _losing(clauses: Clauses, hair: int) -> Iterator[Attribute]:
    """ "He was losing his hair", "she had lost most of her hair"."""
    possessor = clauses.possessor_before(hair)
    verb = clauses.head(hair)
    if verb >= 0 and clauses.words[verb] in ("most", "half", "much"):
        verb = clauses.head(verb)
    if possessor < 0 or verb < 0 or clauses.words[verb] not in LOSING_HAIR or verb > hair:
        return
    owner = subject_person(clauses, clauses.subject(verb))
    own = clauses.who(possessor)
    if owner is None or own is None or own.entity != owner.entity:
        return
    status = clauses.status(verb, hair + 1)
    yield from claim(clauses, owner, "hair", "balding", (verb, hair + 1), status, _SURE)


def _reaching(clauses: Clauses, hair: int) -> Iterator[Attribute]:
    """ "Her hair came down to her waist"."""
    words, verb = clauses.words, clauses.head(hair)
    possessor = clauses.possessor_before(hair)
    _, end = clauses.sentence(hair)
    if possessor < 0 or not hair < verb or clauses.reading.lemmas[verb] not in _HANGING:
        return
    for t in range(verb + 1, min(end - 2, verb + 4)):
        if words[t] in _DOWN_TO:
            last = t + 3 if clauses.possessive(t + 1) or words[t + 1] == "the" else t + 2
            if words[last - 1] not in HAIR_LIES_ON:
                return
            value, owner = clauses.text(t, last), clauses.who(possessor)
            status = clauses.status(hair, verb + 1)
            yield from claim(clauses, owner, "hair", value, (hair, last), status, _SURE)
            return


def _worn(clauses: Clauses, hair: int) -> Iterator[Attribute]:
    """ "She wore her hair short"."""
    verb, word = clauses.head(hair), clauses.words[min(hair + 1, len(clauses.words) - 1)]
    worn = 0 <= verb < hair and clauses.reading.lemmas[verb] == "wear"
    if not worn or (word not in KINDS["hair"].values and word != "loose"):
        return
    owner = clauses.who(clauses.possessor_before(hair))
    status = clauses.status(verb, hair + 2)
    yield from claim(clauses, owner, "hair", word, (hair, hair + 2), status, _SURE)


def _grey_in(clauses: Clauses, hair: int) -> Iterator[Attribute]:
    """ "There was grey in her hair"."""
    possessor = clauses.possessor_before(hair)
    at = possessor - 2
    if possessor < 2 or clauses.words[at + 1] != "in" or clauses.words[at] not in _AGEING:
        return
    owner, status = clauses.who(possessor), clauses.status(at, at + 1)
    kind = FEATURES[clauses.words[hair]]
    yield from claim(clauses, owner, kind, clauses.words[at], (at, hair + 1), status, 0.85)


def _gone_grey(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was going grey", "she had gone grey early"."""
    verb = clauses.head(i)
    if not i - 2 <= verb < i or verb < 0 or clauses.words[verb] not in _GREYING:
        return
    if clauses.words[i + 1 : i + 2] in (("round",), ("around",), ("in",), ("with",), ("about",)):
        return  # a face that is grey for now
    owner = subject_person(clauses, clauses.subject(verb))
    status = clauses.status(verb, i + 1)
    now = Status() if status and status.time == "before" and not status.negated else status
    yield from claim(clauses, owner, "hair", clauses.words[i], (verb, i + 1), now, 0.85)


def _part(clauses: Clauses, head: int) -> Iterator[Attribute]:
    """ "Half of her head is shaved and the other half is blue"."""
    words = clauses.words
    possessor = clauses.possessor_before(head)
    start = possessor
    while start > 0 and words[start - 1] in ("of", "the", "other", "one"):
        start -= 1
    part = start - 1
    if possessor < 1 or part < 0 or words[part] not in _PART_OF_HEAD:
        return
    owner = clauses.who(possessor)
    if words[part - 1 : part] == ("shaved",):
        status = clauses.presupposed(part - 1)
        yield from claim(clauses, owner, "hair", "shaved", (part - 1, head + 1), status, _SURE)
    said = clauses.head(part)
    if not clauses.reading.deprels[part].startswith("nsubj") or said < head:
        return
    found = [said, *(t for t in clauses.dependents(said, ("conj",)) if _of_part(clauses, t))]
    told = [t for t in found if words[t] in KINDS["hair"].values or words[t] in COLOURS]
    if told:
        value = " ".join(words[t] for t in told)
        status = clauses.status(said, said + 1)
        yield from claim(clauses, owner, "hair", value, (part, told[-1] + 1), status, _SURE)


def _of_part(clauses: Clauses, predicate: int) -> bool:
    subjects = clauses.dependents(predicate, ("nsubj", "nsubj:pass"))
    return bool(subjects) and clauses.words[subjects[0]] in _PART_OF_HEAD


def _dyed(clauses: Clauses, verb: int) -> Iterator[Attribute]:
    """ "She had dyed her hair blue", "he bleached it white"."""
    words, values = clauses.words, KINDS["hair"].values
    _, end = clauses.sentence(verb)
    thing = next((t for t in clauses.dependents(verb, ("obj",)) if t > verb), -1)
    if thing < 0 or (FEATURES.get(words[thing], "") != "hair" and words[thing] != "it"):
        return
    colour = next((t for t in range(thing + 1, min(end, thing + 3)) if words[t] in values), -1)
    if colour < 0:
        return
    owner = _dyer(clauses, verb, thing)
    status = clauses.status(verb, colour + 1)
    yield from claim(clauses, owner, "hair", words[colour], (verb, colour + 1), status, 0.85)


def _dyer(clauses: Clauses, verb: int, thing: int) -> Owner | None:
    """Whose hair it is: of "her hair" hers, of "it" that of the one who dyes it."""
    if clauses.words[thing] != "it":
        return clauses.who(clauses.possessor_before(thing))
    begin, _ = clauses.sentence(verb)
    near = clauses.words[max(begin, verb - _REACH) : verb]
    if "hair" not in near:
        return None
    return weighed(subject_person(clauses, clauses.subject(verb)), 0.9)
