"""Where people are hurt: "his broken wrist", "a cut over her right eye", "shot in the leg"."""

from collections.abc import Iterator

from fabula.english.body import BODY_PARTS
from fabula.english.function_words import PLACING
from fabula.english.looks import HURT, HURTING, LOSABLE, MISSILES, STRUCK, WOUNDS
from fabula.english.numbers import NUMBERS
from fabula.story.facts.bearers import in_apposition, set_beside, subject_person, weighed
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner, Status
from fabula.story.model import Attribute

__all__ = ["find_wounds", "placed_before"]

_SIDES = frozenset({"left", "right"})
_PLACES = PLACING | {"in", "to", "around", "round", "into"}
_BEFORE_PART = frozenset({"bone", "little", "index", "upper", "lower", "middle", "ring"})
_STANDING = frozenset({"was", "is", "were", "are", "ran", "runs", "stood", "showed", "lay", "hung"})
_MADE = frozenset({"wooden", "glass", "artificial", "prosthetic", "false", "withered", "amputated"})
_LACKING = {"lose": "lost", "miss": "missing", "lack": "missing"}
_REACH = 6
_SURE = 0.85


def find_wounds(clauses: Clauses) -> Iterator[Attribute]:
    """Hurt parts of the body and wounds with their places; the side is in the value."""
    for i, word in enumerate(clauses.words):
        following = clauses.words[i + 1 : i + 2]
        made = word in _MADE and following and following[0] in LOSABLE
        if made or (word == "black" and following == ("eye",)):
            yield from _hurt_part(clauses, i)
        elif word == "crutches" and clauses.words[i - 1 : i] == ("on",):
            owner = subject_person(clauses, clauses.subject(i))
            status = clauses.status(i, i + 1)
            yield from claim(clauses, owner, "injury", "on crutches", (i - 1, i + 1), status, 0.8)
        elif word in ("gone", "missing"):
            yield from _part_gone(clauses, i)
        elif word in HURT and clauses.reading.upos[i] in ("ADJ", "VERB"):
            yield from _hurt_part(clauses, i)
        elif word in ("sling", "cast", "plaster", "splint", "bandage", "bandages"):
            yield from _slung(clauses, i)
            yield from _wound(clauses, i)
        elif word in WOUNDS and clauses.reading.upos[i] == "NOUN":
            yield from _wound(clauses, i)
        elif word in STRUCK and clauses.reading.upos[i] == "VERB":
            yield from _struck(clauses, i)
        if clauses.reading.lemmas[i] in _LACKING and clauses.reading.upos[i] == "VERB":
            yield from _lacking(clauses, i)
        elif word in MISSILES and clauses.reading.upos[i] == "NOUN":
            yield from _gone_through(clauses, i)
        if word in HURTING and clauses.reading.upos[i] == "VERB":
            yield from _hurting(clauses, i, HURTING[word])


def _part(clauses: Clauses, t: int, end: int) -> tuple[int, int, int] | None:
    """The part of a body that begins at a token, its side included.

    First and exclusive last token, and the possessor's token (-1 for none).
    """
    words = clauses.words
    possessor = -1
    if t < end and clauses.possessive(t):
        possessor = clauses.possessor_before(t + 1)
        t += 1
    elif t + 1 < end and clauses.possessor_before(t + 2) == t:
        possessor, t = t, t + 2
    elif t < end and words[t] in ("the", "a", "one"):
        t += 1
    first = t
    while t < end and (words[t] in _SIDES or words[t] in _BEFORE_PART):
        t += 1
    if t >= end or words[t] not in BODY_PARTS or words[t] == "side":
        return None
    return first, t + 1, possessor


def _named(clauses: Clauses, first: int, last: int) -> str:
    return " ".join(w for w in clauses.words[first:last] if w in _SIDES or w in BODY_PARTS)


def _hurt_part(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "Her broken left wrist", "with a split lip", "the wrist was broken"."""
    begin, end = clauses.sentence(i)
    ahead = _part(clauses, i + 1, end)
    if ahead and clauses.possessor_before(i) >= 0 and ahead[2] < 0:
        owner = clauses.who(clauses.possessor_before(i))
        value = f"{clauses.words[i]} {_named(clauses, *ahead[:2])}"
        status = clauses.presupposed(i)
        yield from claim(clauses, owner, "injury", value, (i, ahead[1]), status, _SURE)
        return
    if ahead and ahead[2] < 0 and clauses.words[max(0, i - 1)] in ("a", "an"):
        owner = _bearer(clauses, ahead[1] - 1, i)
        value = f"{clauses.words[i]} {_named(clauses, *ahead[:2])}"
        status = clauses.status(i, ahead[1])
        yield from claim(clauses, owner, "injury", value, (i, ahead[1]), status, _SURE)
        return
    for subject in clauses.dependents(i, ("nsubj", "nsubj:pass")):
        if clauses.words[subject] not in BODY_PARTS or subject > i:
            continue
        first = subject
        while first > begin and clauses.words[first - 1] in _SIDES | _BEFORE_PART:
            first -= 1
        owner = clauses.who(clauses.possessor_before(first))
        value = f"{clauses.words[i]} {_named(clauses, first, subject + 1)}"
        status = clauses.status(first, i + 1)
        yield from claim(clauses, owner, "injury", value, (first, i + 1), status, _SURE)


def _slung(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "Her left arm was in a sling", "he had his arm in a cast"."""
    t = i - 1
    while t > 0 and clauses.reading.upos[t] in ("ADJ", "DET", "NOUN"):
        t -= 1
    if clauses.words[t] != "in" or clauses.reading.upos[i] != "NOUN":
        return
    part = t - 1
    while part > 0 and clauses.reading.upos[part] in ("AUX", "ADV"):
        part -= 1
    if clauses.words[part] not in BODY_PARTS:
        return
    first = part
    while first > 0 and clauses.words[first - 1] in _SIDES | _BEFORE_PART:
        first -= 1
    owner = clauses.who(clauses.possessor_before(first))
    value = f"{clauses.words[i]} {_named(clauses, first, part + 1)}"
    yield from claim(
        clauses, owner, "injury", value, (first, i + 1), clauses.status(first, i + 1), _SURE
    )


def _part_gone(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "His left ear was gone", "the tip of her finger is missing"."""
    words = clauses.words
    if words[i + 1 : i + 2] not in ((".",), (",",), (";",), ("and",), ("from",)):
        return
    for subject in clauses.dependents(i, ("nsubj", "nsubj:pass")):
        first = subject
        while first > 0 and (
            words[first - 1] in _SIDES | _BEFORE_PART or words[first - 1] in NUMBERS
        ):
            first -= 1
        owner = clauses.who(clauses.possessor_before(first))
        if words[subject] not in LOSABLE or words[subject] in ("eyes", "hand", "foot"):
            continue
        value = f"missing {clauses.text(first, subject + 1)}"
        status = clauses.status(subject, i + 1)
        yield from claim(clauses, owner, "injury", value, (first, i + 1), status, 0.8)


def _lacking(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He had lost an eye", "she was missing a front tooth"."""
    words, state = clauses.words, _LACKING[clauses.reading.lemmas[i]]
    things = clauses.dependents(i, ("obj",))
    thing = things[0] if things else -1
    if not i < thing <= i + _REACH or words[thing] not in LOSABLE:
        return
    counted = clauses.dependents(thing, ("det", "nummod", "nmod:poss"))
    if not counted or words[counted[0]] in ("no", "the", "any") or words[i + 1] == "of":
        return
    owner = subject_person(clauses, clauses.subject(i))
    named = [w for w in words[i + 1 : thing + 1] if w in _SIDES or w in LOSABLE or w in NUMBERS]
    possessor = words[counted[0]] in ("his", "her", "their", "my", "your")
    if possessor and words[thing] in ("eyes", "hand", "foot", "arms", "legs"):
        return  # "she missed his hand"
    value = " ".join((state, *named))
    status = clauses.status(i, thing + 1)
    lasting = Status("now", status.negated) if status and status.time == "before" else status
    yield from claim(clauses, owner, "injury", value, (i, thing + 1), lasting, 0.8)


def _gone_through(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "The bullet had gone through her shoulder", "a knife went into his side"."""
    verb = clauses.head(i)
    _, end = clauses.sentence(i)
    gone = clauses.reading.deprels[i].startswith("nsubj") and verb > i
    if not gone or clauses.reading.lemmas[verb] not in ("go", "pass", "tear", "hit", "take"):
        return
    for t in range(verb, min(end, verb + _REACH)):
        if clauses.words[t] in ("through", "into", "in") or (t == verb and t + 1 < end):
            found = _part(clauses, t + 1, end)
            if found is None:
                continue
            owner = clauses.who(found[2]) or _victim(clauses, verb)
            value = f"{clauses.words[i]} {_named(clauses, *found[:2])}"
            status = clauses.status(verb, verb + 1)
            yield from claim(clauses, owner, "injury", value, (i, found[1]), status, 0.8)
            return


def _hurting(clauses: Clauses, i: int, state: str) -> Iterator[Attribute]:
    """ "He had broken his left arm", "she sprained an ankle"."""
    _, end = clauses.sentence(i)
    found = _part(clauses, i + 1, end)
    if found is None or found[2] < 0:
        return
    owner = clauses.who(found[2])
    value = f"{state} {_named(clauses, *found[:2])}"
    yield from claim(
        clauses, owner, "injury", value, (i, found[1]), clauses.status(i, i + 1), _SURE
    )


def _wound(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "A cut over the right eye", "the sling on his left arm"."""
    words = clauses.words
    _, end = clauses.sentence(i)
    t = i + 1
    while t < min(end, i + _REACH) and words[t] not in _PLACES:
        if clauses.reading.upos[t] in ("VERB", "PUNCT"):
            t = end
        t += 1
    found = _part(clauses, t + 1, end) if t < min(end, i + _REACH) else None
    if found is None:
        yield from _there(clauses, i)
        return
    owner = clauses.who(found[2]) or _bearer(clauses, i)
    value = f"{words[i]} {words[t]} {_named(clauses, *found[:2])}"
    definite = words[i - 1 : i] == ("the",)
    status = clauses.presupposed(i) if definite else clauses.status(i, i + 1)
    yield from claim(clauses, owner, "injury", value, (i, found[1]), status, _SURE)


def _there(clauses: Clauses, noun: int) -> Iterator[Attribute]:
    """ "In the palm of her left hand was a long cut": the place comes first."""
    begin, _ = clauses.sentence(noun)
    found, place = placed_before(clauses, noun, begin)
    if found is None or place < 0:
        return
    owner = clauses.who(found[2])
    value = f"{clauses.words[noun]} {clauses.words[place]} {_named(clauses, *found[:2])}"
    status = clauses.status(noun, noun + 1)
    yield from claim(clauses, owner, "injury", value, (noun, noun + 1), status, _SURE)


def placed_before(
    clauses: Clauses, noun: int, begin: int
) -> tuple[tuple[int, int, int] | None, int]:
    """The part of a body before "was a cut" or "ran a scar", and its preposition's token."""
    words = clauses.words
    verb = noun
    while verb > begin and clauses.reading.upos[verb] not in ("VERB", "AUX"):
        verb -= 1
    if words[verb] not in _STANDING or not clauses.dependents(noun, ("det", "nummod")):
        return None, -1
    subject = clauses.dependents(noun, ("nsubj",))
    if subject:
        return None, -1
    for t in range(verb - 1, max(begin - 1, verb - 12), -1):
        found = _part(clauses, t + 1, verb) if words[t] in _PLACES | {"behind"} else None
        if found is not None and found[2] >= 0:
            return found, t
        if words[t] == "of":
            owned = _part(clauses, t + 1, verb)
            if owned is not None and owned[2] >= 0 and words[t - 1] in BODY_PARTS:
                at = next((k for k in range(t - 2, begin - 1, -1) if words[k] in _PLACES), -1)
                return owned, at
    return None, -1


def _bearer(clauses: Clauses, noun: int, opening: int = -1) -> Owner | None:
    """Who has the wound: the subject of "had", or the one beside whom it is told.

    ``opening``: a word before the noun that surely belongs to it.
    """
    at = clauses.head(noun)
    if at >= 0 and clauses.reading.lemmas[at] in ("have", "bear", "get"):
        return clauses.who(clauses.subject(at))
    first = opening if opening >= 0 else noun
    while first > 0 and clauses.reading.upos[first - 1] in ("ADJ", "ADV", "DET", "NOUN"):
        first -= 1
    if first < 1 or clauses.words[first - 1] != "with":
        return None
    m = clauses.cover[first - 2] if first > 1 else -1
    beside = clauses.owner(m) or (in_apposition(clauses, m) if m >= 0 else None)
    beside = beside or weighed(set_beside(clauses, first - 1), 0.9)
    return beside or _mover(clauses, at)


def _mover(clauses: Clauses, verb: int) -> Owner | None:
    """ "He came home with a split lip": the subject of a verb that has no object."""
    if verb < 0 or clauses.reading.upos[verb] != "VERB" or clauses.dependents(verb, ("obj",)):
        return None
    return weighed(clauses.who(clauses.subject(verb)), 0.9)


def _struck(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was shot in the left leg", "the bullet hit her in the shoulder"."""
    words = clauses.words
    _, end = clauses.sentence(i)
    for t in range(i + 1, min(end, i + _REACH)):
        if words[t] in ("in", "through") or (words[t] == "on" and words[i] == "hit"):
            found = _part(clauses, t + 1, end)
            if found is None:
                return
            owner = clauses.who(found[2]) or _victim(clauses, i)
            value = f"{words[i]} {words[t]} {_named(clauses, *found[:2])}"
            status = clauses.status(i, i + 1)
            yield from claim(clauses, owner, "injury", value, (i, found[1]), status, 0.8)
            return


def _victim(clauses: Clauses, verb: int) -> Owner | None:
    objects = clauses.dependents(verb, ("obj",))
    if objects:
        return clauses.who(objects[0])
    passive = clauses.dependents(verb, ("nsubj:pass",))
    return clauses.who(passive[0]) if passive else None
