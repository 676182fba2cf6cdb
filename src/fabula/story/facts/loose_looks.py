"""Looks that no possessor gives to anybody: "a few black strands across her mouth".

The hair lies on a part of somebody's body, is handled by its bearer ("tightened the plait"), or
stands in a list of what is seen of somebody ("she saw him: sixty or so, and very pale eyes").
"""

from collections.abc import Iterator

from fabula.english.attributes import KINDS
from fabula.english.colours import COLOURS, SHADES
from fabula.english.looks import FEATURES, HAIR_LIES_ON, HAIR_STYLES, STRANDS
from fabula.story.facts.bearers import weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["find_loose_looks"]

_REACH = 9
_LIST_REACH = 30
_ON_ONE = 0.85
_OF_LIST = 0.8
_HANDLED = 0.75
_LINKS = frozenset({",", "and", "-", "very", "few", "loose", "long", "wet", "same", "single"})


def find_loose_looks(clauses: Clauses) -> Iterator[Attribute]:
    """Colours of hair, beards and eyes that nobody is said to have."""
    for i, word in enumerate(clauses.words):
        kind = "hair" if word in STRANDS else FEATURES.get(word, "")
        if kind not in ("hair", "beard", "eyes") or clauses.words[i + 1 : i + 2] == ("of",):
            continue
        first = _colour(clauses, i, kind)
        if first == i or _possessed(clauses, first):
            continue
        owner = None
        if kind != "eyes":
            owner = _lies_on(clauses, i) or _handled(clauses, i, first)
            owner = owner or _looked_at(clauses, i, first)
        owner = owner or _listed(clauses, first)
        value = " ".join(w for w in clauses.words[first:i] if w in KINDS[kind].values)
        if word in HAIR_STYLES:
            value = f"{value} {word}"
        yield from claim(clauses, owner, kind, value, (first, i + 1), Status())


def _colour(clauses: Clauses, noun: int, kind: str) -> int:
    """Where the words of colour before a noun begin; the noun itself where there are none."""
    begin, _ = clauses.sentence(noun)
    first, values = noun, KINDS[kind].values
    for t in range(noun - 1, max(begin - 1, noun - 5), -1):
        word = clauses.words[t]
        if word in values and (word in COLOURS or word in SHADES or word in ("fair", "dark")):
            first = t
        elif word not in _LINKS and clauses.reading.upos[t] != "ADJ":
            break
    return first


def _possessed(clauses: Clauses, first: int) -> bool:
    """Whether a possessor stands before the phrase, some adjectives apart."""
    t = first
    while t > 0 and clauses.reading.upos[t - 1] in ("ADJ", "ADV", "NUM"):
        t -= 1
    before = clauses.words[max(0, t - 2) : t]
    return clauses.possessor_before(t) >= 0 or bool({"with", "had", "has", "of"} & set(before))


def _lies_on(clauses: Clauses, noun: int) -> Owner | None:
    """Whose back, mouth or eyes the hair lies on, by the words after it."""
    _, end = clauses.sentence(noun)
    for t in range(noun + 1, min(end, noun + _REACH)):
        if clauses.words[t] in (";", ":", "."):
            return None
        if clauses.words[t] in HAIR_LIES_ON:
            start = t
            while start > noun and clauses.reading.upos[start - 1] == "ADJ":
                start -= 1
            possessor = clauses.possessor_before(start)
            return weighed(clauses.who(possessor), _ON_ONE) if possessor > noun else None
    return None


def _handled(clauses: Clauses, noun: int, first: int) -> Owner | None:
    """Who does something to "the blonde plait": it is their own."""
    verb = clauses.head(noun)
    the = clauses.words[first - 1 : first] == ("the",) and clauses.words[noun] in HAIR_STYLES
    if not the or verb < 0 or clauses.reading.deprels[noun] != "obj":
        return None
    return weighed(clauses.who(clauses.subject(verb)), _HANDLED)


def _looked_at(clauses: Clauses, noun: int, first: int) -> Owner | None:
    """ "He stopped beside Tom. He looked at that black hair": of whom was named last before."""
    begin, _ = clauses.sentence(noun)
    the = first
    while the > begin and clauses.reading.upos[the - 1] == "ADJ":
        the -= 1
    led = clauses.words[max(begin, the - 2) : the]
    if led not in (("at", "that"), ("at", "the")) or begin == 0:
        return None
    subjects = [t for t in range(begin, first) if clauses.reading.deprels[t].startswith("nsubj")]
    looker = clauses.who(subjects[0]) if len(subjects) == 1 else None
    if looker is None or clauses.quote_of[begin - 1] != clauses.quote_of[begin]:
        return None
    for t in range(first - 1, clauses.sentence(begin - 1)[0] - 1, -1):
        owner = clauses.who(t)
        if owner is not None and owner.entity != looker.entity:
            return weighed(owner, _HANDLED)
    return None


def _listed(clauses: Clauses, first: int) -> Owner | None:
    """Of whom a list after a colon tells: the one named last before it in the sentence."""
    begin, _ = clauses.sentence(first)
    colon = next(
        (t for t in range(first - 1, max(begin, first - _LIST_REACH), -1)
         if clauses.words[t] == ":"), -1)  # fmt: skip
    if colon < 0 or any(clauses.reading.upos[t] in ("VERB", "AUX") for t in range(colon, first)):
        return None
    for t in range(colon - 1, begin - 1, -1):
        owner = clauses.who(t)
        if owner is not None:
            return weighed(owner, _OF_LIST)
    return None
