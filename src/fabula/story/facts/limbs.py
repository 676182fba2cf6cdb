"""Build, skin and teeth told of a part of the body in ordinary words.

"Broad shoulders", "shoulders like a door", "her long thin arms", "all elbows", "a brown hand",
"a gap between his front teeth", "freckles across her nose".
"""

from collections.abc import Iterator

from fabula.english.looks import FRAME_PARTS, OF_FRAME_PARTS, SKIN_COLOURS, SKIN_PARTS
from fabula.story.facts.bearers import had_by, set_beside, subject_person, topic_before
from fabula.story.facts.claims import claim
from fabula.story.facts.clauses import Clauses, Owner
from fabula.story.model import Attribute

__all__ = ["find_limbs"]

_STOPS = frozenset({".", ",", ";", ":", "!", "?", "—", "–", "--", "and", "but", "that", '"', "”"})
_OUT_OF_WHICH = frozenset({"elbows", "knees", "legs", "limbs", "bones", "angles", "muscle", "bone"})
_OF_BUILD = 0.78
"""Surer than not, but not sure enough to be held against another build."""
_REACH = 6


def find_limbs(clauses: Clauses) -> Iterator[Attribute]:
    """Shoulders, arms, necks and what they are like; skin by its colour; gaps and freckles."""
    for i in clauses.places(FRAME_PARTS):
        yield from _frame(clauses, i)
    for i in clauses.places(SKIN_PARTS):
        yield from _skin(clauses, i)
    for i in clauses.places({"all"}):
        yield from _all_elbows(clauses, i)
    for i in clauses.places({"gap"}):
        yield from _gap(clauses, i)
    for i in clauses.places({"freckles"}):
        yield from _freckles(clauses, i)


def _frame(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He had broad shoulders", "a neck like a bollard", "xyr long skinny arm"."""
    words = clauses.words
    if clauses.reading.upos[i] != "NOUN":
        return
    first = i
    while first > 0 and (
        clauses.reading.upos[first - 1] == "ADJ"
        or words[first - 1] in OF_FRAME_PARTS
        or (words[first - 1] in (",", "and") and words[first - 2] in OF_FRAME_PARTS)
    ):
        first -= 1
    told = [t for t in range(first, i) if words[t] in OF_FRAME_PARTS]
    last = _likened(clauses, i) if _may_be_likened(clauses, i, first) else -1
    if not told and last < 0:
        yield from _frame_is(clauses, i, first)
        return
    owner, presupposed = had_by(clauses, i, first)
    if owner is None and last > 0:
        owner = _fragment(clauses, first)
    start = told[0] if told else i
    stop = max(last, i + 1)
    status = clauses.presupposed(start) if presupposed else clauses.status(start, i + 1)
    value = clauses.text(start, stop)
    yield from claim(clauses, owner, "build", value, (start, stop), status, _OF_BUILD)


def _frame_is(clauses: Clauses, i: int, first: int) -> Iterator[Attribute]:
    """ "Her arms were thick and strong"."""
    words, said = clauses.words, clauses.head(i)
    if clauses.reading.deprels[i] != "nsubj" or said < i or words[said] not in OF_FRAME_PARTS:
        return
    if not clauses.dependents(said, ("cop",)) or words[said] == "wide":
        return
    owner = clauses.who(clauses.possessor_before(first))
    value = f"{words[said]} {words[i]}"
    status = clauses.status(said, said + 1)
    yield from claim(clauses, owner, "build", value, (i, said + 1), status, _OF_BUILD)


def _may_be_likened(clauses: Clauses, i: int, first: int) -> bool:
    """Whether "like a door" is said of the part: not in "hugged to her chest like a baby"."""
    done = clauses.reading.deprels[i].startswith(("obl", "obj"))
    return not (done and clauses.possessor_before(first) >= 0)


def _likened(clauses: Clauses, i: int) -> int:
    """Where "like a door", "the width of his head" ends that follows a part; -1 for none."""
    words = clauses.words
    _, end = clauses.sentence(i)
    if words[i + 1 : i + 3] in (("like", "a"), ("like", "an"), ("like", "the")):
        last = i + 3
        while last < min(end, i + _REACH) and words[last] not in _STOPS:
            last += 1
        return last
    if words[i + 1 : i + 4] in (("the", "width", "of"), ("the", "size", "of")):
        return min(end, i + 6)
    return -1


def _fragment(clauses: Clauses, first: int) -> Owner | None:
    """ "Twenty years old, shoulders like a door, and shy": a sentence that has no verb so far."""
    begin, _ = clauses.sentence(first)
    if any(clauses.reading.upos[t] in ("VERB", "AUX", "PRON") for t in range(begin, first)):
        return None
    return topic_before(clauses, begin)


def _all_elbows(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "He was all knees and elbows"."""
    words = clauses.words
    if words[i + 1 : i + 2] == () or words[i + 1] not in _OUT_OF_WHICH:
        return
    beside = words[i - 1 : i] == (",",)
    if not beside and not clauses.dependents(i + 1, ("cop",)):
        return
    last = i + 2
    if words[last : last + 1] == ("and",) and words[last + 1] in _OUT_OF_WHICH:
        last += 2
    owner = set_beside(clauses, i) if beside else clauses.who(clauses.subject(i + 1))
    status = clauses.status(i, last)
    yield from claim(clauses, owner, "build", clauses.text(i, last), (i, last), status, _OF_BUILD)


def _skin(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "A brown hand" of somebody's, "her face was brown": the skin, by a part that shows it."""
    words = clauses.words
    if clauses.reading.upos[i] != "NOUN" or words[i + 1 : i + 2] == ("-",):
        return
    first = i
    while first > 0 and clauses.reading.upos[first - 1] == "ADJ":
        first -= 1
    told = [t for t in range(first, i) if words[t] in SKIN_COLOURS]
    owner, presupposed = had_by(clauses, i, first)
    if owner is None and words[first - 1 : first] in (("a",), ("one",)):
        owner = _mover(clauses, i)
    if told:
        status = clauses.presupposed(told[0]) if presupposed else clauses.status(told[0], i + 1)
        sure = 0.8 if presupposed else 0.75
        yield from claim(clauses, owner, "skin", words[told[-1]], (told[0], i + 1), status, sure)
        return
    said = clauses.head(i)
    is_said = clauses.reading.deprels[i] == "nsubj" and said > i and words[said] in SKIN_COLOURS
    if is_said and clauses.dependents(said, ("cop",)) and presupposed:
        status = clauses.status(said, said + 1)
        yield from claim(clauses, owner, "skin", words[said], (i, said + 1), status, 0.8)


def _mover(clauses: Clauses, part: int) -> Owner | None:
    """ "She ran a brown thumb along the shelf": it is her own."""
    verb = clauses.head(part)
    moved = clauses.reading.deprels[part] == "obj" and 0 <= verb < part
    return subject_person(clauses, clauses.subject(verb)) if moved else None


def _gap(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "A gap between her front teeth"."""
    words = clauses.words
    _, end = clauses.sentence(i)
    teeth = next((t for t in range(i + 1, min(end, i + _REACH)) if words[t] == "teeth"), -1)
    if teeth < 0:
        return
    possessor = next((t for t in range(i + 1, teeth) if clauses.possessive(t)), -1)
    owner = clauses.who(possessor) if possessor >= 0 else had_by(clauses, i, i)[0]
    status = clauses.presupposed(i) if words[i - 1] == "the" else clauses.status(i, i + 1)
    value = clauses.text(i, teeth + 1)
    yield from claim(clauses, owner, "teeth", value, (i, teeth + 1), status, 0.9)


def _freckles(clauses: Clauses, i: int) -> Iterator[Attribute]:
    """ "She had freckles", "the freckles on his nose"."""
    first = i
    while first > 0 and clauses.reading.upos[first - 1] == "ADJ":
        first -= 1
    owner, presupposed = had_by(clauses, i, first)
    if owner is None:
        _, end = clauses.sentence(i)
        near = range(i + 1, min(end, i + _REACH))
        possessor = next((t for t in near if clauses.possessive(t)), -1)
        owner, presupposed = clauses.who(possessor), True
    status = clauses.presupposed(i) if presupposed else clauses.status(i, i + 1)
    yield from claim(clauses, owner, "skin", "freckles", (i, i + 1), status, 0.85)
