"""Touches on the stage: who touches whom, with which part of the body and where.

A touch is a verb with a person or a part of a body as its object ("she took his hand"), or a
part of a body that a preposition of contact ties to a body, whatever the verb and without one:
"a hand came down on his shoulder", "with his head in her lap", "an arm round her".
"""

from collections.abc import Iterator

from fabula.english.stage import (
    BY_A_PART,
    CONTACT_WAYS,
    GAZE_VERBS,
    LIMBS,
    NESTLING,
    PRESSING,
    SELF_TOUCHES,
    TOUCH_OF_PARTS,
    TOUCH_VERBS,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Change, Move

__all__ = ["touches"]

_CLOSE = frozenset({"against", "into", "to"})
_BY = frozenset({"by", "on", "in", "under", "round", "around", "across", "behind"})
_HOLDS = frozenset({"have", "take", "get", "keep", "catch"})
_UPON = frozenset({"on", "onto", "over"})
_PARTING = frozenset({"take", "pull", "draw", "lift", "move", "drag"})


def touches(acts: Acts) -> Iterator[Move]:
    """Who touches whom, with what and where; and who lets go."""
    told: set[tuple[int, int]] = set()
    for move in (*_by_verbs(acts), *_by_parts(acts)):
        key = (move.span.start, move.who)
        if key not in told:
            told.add(key)
            yield move


def _by_verbs(acts: Acts) -> Iterator[Move]:
    for act in acts.all:
        for who in (act.who,) if act.who is not None else acts.group(acts.doer(act.token)):
            found = _let_go(acts, act)
            change: Change = "ends" if found >= 0 else "begins"
            if found < 0:
                found = _touched(acts, act, who)
            if found >= 0:
                yield from _touch(acts, act, change, who, found, act.by_part)


def _touch(
    acts: Acts, act: Act, change: Change, who: int, found: int, own: int, at: int = -1
) -> Iterator[Move]:
    """The touch of a person or part at token ``found``, with the part at token ``own``."""
    words = acts.clauses.words
    target = acts.somebody(found)
    if target is None:
        target = next((one for one in acts.group(found) if one != who), None)
    if target is None and _is_the(acts, found):
        target = next(acts.before(act.token, who), None)
    if target == who and not acts.is_part(found):
        target = acts.another(found, who)
    if target is None:
        return
    part = words[found] if acts.is_part(found) else _by_which(acts, act)
    yield Move(act, "touch", change, who, part=words[own] if own >= 0 else None, target=target,
               target_part=part, span=acts.span(act.token, found, at))  # fmt: skip


def _is_the(acts: Acts, token: int) -> bool:
    """ "The hand", as it is known whose."""
    words = acts.clauses.words
    if acts.clauses.dependents(token, ("acl:relcl",)):  # "the arm that he had caught"
        return False
    return any(words[t] == "the" for t in acts.clauses.dependents(token, ("det",)))


def _by_which(acts: Acts, act: Act) -> str | None:
    """ "Took her by the wrist": where somebody is touched."""
    words = acts.clauses.words
    return next((words[n] for n, way in acts.obliques(act.token)
                 if way in _BY and words[n] in LIMBS), None)  # fmt: skip


def _let_go(acts: Acts, act: Act) -> int:
    if act.lemma == "release":
        return next(iter(acts.objects(act.token)), -1)
    head = acts.clauses.head(act.token)
    lets = act.lemma == "let" or (act.lemma == "go" and head >= 0 and
                                  acts.story.reading.lemmas[head] == "let")  # fmt: skip
    if not lets:
        return -1
    for verb in (act.token, *acts.clauses.dependents(act.token, ("xcomp", "ccomp"))):
        for noun, way in acts.obliques(verb):
            if way == "of":
                return noun
    return -1


def _touched(acts: Acts, act: Act, who: int) -> int:
    """The token of who or what a verb says is touched, -1 for nobody."""
    for obj in map(acts.body, acts.objects(act.token)):
        word = acts.clauses.words[obj]
        if word.endswith(("self", "selves")):
            continue
        if word == "hold" and act.lemma in _HOLDS:
            return next((n for n, way in acts.obliques(act.token)
                         if way == "of" and acts.is_body(n)), -1)  # fmt: skip
        if acts.is_part(obj) and act.lemma in _PARTING and _goes_away(acts, act):
            continue
        whole = acts.person(obj) is not None or bool(acts.group(obj))
        if whole and (act.lemma in TOUCH_VERBS or _is_by_part(acts, act)):
            return obj
        if not whole and acts.is_part(obj) and word in LIMBS:
            own = acts.owner(obj) == who
            if act.lemma in (SELF_TOUCHES if own else TOUCH_OF_PARTS):
                return obj
    if act.lemma in NESTLING and act.by_part < 0:
        return next((noun for noun, way in acts.obliques(act.token)
                     if way in _CLOSE and acts.is_body(noun)), -1)  # fmt: skip
    if act.lemma in PRESSING and act.by_part < 0:
        return next((noun for noun, way in acts.obliques(act.token)
                     if way in _UPON and acts.somebody(noun) not in (None, who)), -1)  # fmt: skip
    return -1


def _goes_away(acts: Acts, act: Act) -> bool:
    ways = {way for _, way in acts.obliques(act.token)} | acts.particles(act.token)
    return bool(ways & {"away", "off", "from"})


def _is_by_part(acts: Acts, act: Act) -> bool:
    return act.lemma in BY_A_PART and any(
        way in _BY and acts.clauses.words[n] in LIMBS for n, way in acts.obliques(act.token)
    )


# --- a part against a body ---


def _by_parts(acts: Acts) -> Iterator[Move]:
    """A part of somebody's body that a preposition of contact ties to a body."""
    clauses, reading = acts.clauses, acts.story.reading
    for part in acts.parts:
        if clauses.words[part] not in LIMBS:
            continue
        verb = clauses.head(part) if reading.deprels[part] in ("nsubj", "obj", "obl") else -1
        act = acts.at.get(verb)
        if act is not None and act.lemma in GAZE_VERBS:
            continue
        found = _reached(acts, part, act)
        if found < 0:
            continue
        who = _whose(acts, part, act, found)
        if who is not None:
            made = act or Act(part, clauses.words[part], who, part, acts.when(_clause(acts, part)))
            yield from _touch(acts, made, "begins", who, found, part, at=part)


def _clause(acts: Acts, token: int) -> int:
    """The verb that a noun without one of its own hangs on, else the noun."""
    at = token
    for _ in range(3):
        if at in acts.at:
            return at
        at = acts.clauses.head(at)
        if at < 0:
            break
    return token


def _reached(acts: Acts, part: int, act: Act | None) -> int:
    """The body that a part is brought to, by its own preposition or by its verb's."""
    ends = [(n, acts.way(n)) for n in acts.clauses.dependents(part, ("nmod",))]
    moves = acts.story.reading.deprels[part] in ("nsubj", "obj") or acts.way(part) == "with"
    if act is not None and moves:
        ends += [(n, way) for n, way in acts.obliques(act.token) if n > part]
    for end, way in ends:
        noun = acts.body(end)
        meets = noun != part and way in CONTACT_WAYS and acts.is_body(noun)
        if meets and (acts.person(noun) is not None or acts.clauses.words[noun] in LIMBS):
            return noun
    return -1


def _whose(acts: Acts, part: int, act: Act | None, found: int) -> int | None:
    """Whose the touching part is: by its owner, else by who moves it, else the other one there."""
    owner = acts.owner(part)
    if owner is not None:
        return owner
    touched = acts.somebody(found)
    moved = act is not None and acts.story.reading.deprels[part] == "obj"
    if act is not None and moved and act.who is not None:
        return act.who
    if acts.clauses.dependents(part, ("det",)) or touched is None:
        return next(acts.before(part, touched), None)
    return touched
