"""Touches on the stage: who touches whom, with which part of the body and where.

A touch is a verb with a person or a part of a body as its object ("she took his hand"), or a
part of a body that a preposition of contact ties to a body, whatever the verb and without one:
"a hand came down on his shoulder", "with his head in her lap", "an arm round her".
"""

from collections.abc import Iterator

from fabula.english.stage import (
    BY_A_PART,
    CLINGING,
    CONTACT_WAYS,
    GAZE_VERBS,
    GIVING_TOUCHES,
    GRIPPED,
    LANDING,
    LIMBS,
    NESTLING,
    PRESSING,
    SELF_TOUCHES,
    STRAY,
    TO_ANOTHER,
    TOUCH_NOUNS,
    TOUCH_OF_PARTS,
    TOUCH_VERBS,
)
from fabula.manuscript.spans import Span
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.belongings import is_noun_of
from fabula.story.stage.contact import laid_on, mutual
from fabula.story.stage.moves import Change, Move
from fabula.story.stage.releases import releases

__all__ = ["touches"]

_CLOSE = frozenset({"against", "into", "to"})
_BY = frozenset({"by", "on", "in", "under", "round", "around", "across", "behind"})
_HOLDS = frozenset({"have", "take", "get", "keep", "catch"})
_AROUND_VERBS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
_MOVED = frozenset({"nsubj", "nsubj:pass", "obj"})
_ONTO = frozenset({"to", "onto", "on", "at", "off", "against"})
_SELF = ("self", "selves")
_LAID_HANDS_ON = frozenset("shoulder shoulders arm arms back wrist waist hand hands".split())
"""Where a hand that is nobody's is rather another's."""
_OWN_LIMB = frozenset({"lift", "raise", "lower", "drop", "shake"})
_WRAPPED = frozenset("round around against on onto into under over".split())
_OFF = frozenset({"off", "from", "behind", "of", "out"})
_BACKS = frozenset({"back", "shoulder"})
_HEADS = frozenset({"head", "face"})
_UPON = frozenset({"on", "onto", "over"})
_HOLDS_OWN = frozenset({"hold", "take", "clasp", "cup", "cover"})
_EYES = frozenset({"eye", "eyes"})
_TO_EYES = frozenset({"wipe", "rub", "dab", "cover", "shade", "dry", "press", "kiss"})
_PARTING = frozenset({"take", "pull", "draw", "lift", "move", "drag"})


def touches(acts: Acts) -> Iterator[Move]:
    """Who touches whom, with what and where; and who lets go."""
    told: set[tuple[int, int]] = set()
    found: list[Move] = []
    for move in (*_by_verbs(acts), *_by_parts(acts), *_by_doing_parts(acts)):
        key = (move.span.start, move.who)
        if key not in told:
            told.add(key)
            found.append(move)
    known: dict[tuple[int, int | None], list[Span]] = {}
    for move in found:
        known.setdefault((move.who, move.target), []).append(move.span)
    ends = {(move.span.end, move.who) for move in found}
    for move in _by_order(acts):
        spans = known.get((move.who, move.target), [])
        if (move.span.end, move.who) not in ends and not any(map(move.span.overlaps, spans)):
            found.append(move)
    found += _together(acts)
    yield from found
    yield from releases(acts, sorted(found, key=lambda move: move.span.start))


def _by_verbs(acts: Acts) -> Iterator[Move]:
    for act in acts.all:
        for who in (act.who,) if act.who is not None else acts.group(acts.doer(act.token)):
            found = _let_go(acts, act)
            change: Change = "ends" if found >= 0 else "begins"
            if found < 0:
                found = _touched(acts, act, who)
            if found >= 0:
                yield from _touch(acts, act, change, who, found, act.by_part)


def _together(acts: Acts) -> Iterator[Move]:
    """ "They sat shoulder to shoulder", "Jo walked arm in arm with her"."""
    for part in mutual(acts):
        above = acts.above(part)
        subject = acts.doer(above.token) if above is not None else acts.clauses.subject(part)
        people = acts.people(subject)
        if len(people) == 1:
            other = (
                next((n for n, way in acts.obliques(above.token) if way == "with"), -1)
                if above
                else -1
            )
            with_whom = acts.person(other) if other >= 0 else acts.another(part, people[0])
            people = (people[0], with_whom) if with_whom is not None else ()
        for who, whom in (people, people[::-1]) if len(people) == 2 else ():
            name = acts.clauses.words[part]
            act = Act(part, name, who, part, acts.when(above.token if above else part))
            yield Move(act, "touch", "begins", who, part=name, target=whom, target_part=name,
                       span=acts.span(part, part + 2))  # fmt: skip


def _touch(
    acts: Acts, act: Act, change: Change, who: int, found: int, own: int, at: int = -1
) -> Iterator[Move]:
    """The touch of a person or part at token ``found``, with the part at token ``own``."""
    words = acts.clauses.words
    target = acts.somebody(found)
    if target is None and _is_on(acts, found, who):
        target = acts.owner(found)
    if target is None:
        target = next((one for one in acts.group(found) if one != who), None)
    if target is None and acts.is_the(found) and acts.is_part(found):
        target = next(acts.before(act.token, who), None)
    if target == who and (not acts.is_part(found) or _is_of_another(acts, act, found, own)):
        target = acts.another(found, who)
    if target is None:
        return
    part = words[found] if acts.is_part(found) else _by_which(acts, act)
    yield Move(act, "touch", change, who, part=words[own] if own >= 0 else None, target=target,
               target_part=part, span=acts.span(act.token, found, at))  # fmt: skip


def _is_of_another(acts: Acts, act: Act, found: int, own: int) -> bool:
    """ "Patted his arm", "forehead to his forehead": not one's own, whatever the link says."""
    words = acts.clauses.words
    if own >= 0 and own != act.by_part:
        return words[own] == words[found]
    owned = any(words[t] == "own" for t in acts.clauses.dependents(found, ("amod",)))
    by_itself = not _is_in_hand(acts, act) and act.by_part < 0 and not owned
    return by_itself and act.lemma in TO_ANOTHER and words[found] in LIMBS


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


def _is_on(acts: Acts, token: int, who: int) -> bool:
    """Whether a garment is on somebody else, whom one touches who takes it: "his sleeve"."""
    owner = acts.owner(token) if is_noun_of(acts, token, GRIPPED) else None
    return owner is not None and owner != who


def _touched(acts: Acts, act: Act, who: int) -> int:
    """The token of who or what a verb says is touched, -1 for nobody."""
    for found in (_given(acts, act), _around(acts, act, who), _object(acts, act, who)):
        if found >= 0:
            return found
    if act.by_part >= 0:
        return -1
    ends = [(acts.body(n), way) for n, way in acts.obliques(act.token)]
    if act.lemma in CLINGING and not acts.objects(act.token):
        clung = [n for n, way in ends if way in _ONTO and _is_clung(acts, n, way, who)]
        if clung:
            return clung[0]
    if act.lemma in NESTLING:
        close = (n for n, way in ends if way in _CLOSE and acts.is_body(n))
        leans = act.lemma == "lean"
        return next((n for n in close if not (leans and acts.way(n) == "to")), -1)
    if act.lemma in PRESSING:
        on = (n for n, way in ends if way in _UPON and acts.somebody(n) not in (None, who))
        return next(on, -1)
    return -1


def _around(acts: Acts, act: Act, who: int) -> int:
    """ "Hung himself round my neck", "wiped the blood off his chin": the body that is reached."""
    words = acts.clauses.words
    ends = [(acts.body(n), way) for n, way in acts.obliques(act.token)]
    for obj in acts.objects(act.token):
        on: list[int] = []
        if words[obj].endswith(_SELF):
            on = [n for n, way in ends if way in _WRAPPED and acts.somebody(n) not in (None, who)]
        elif words[obj] in STRAY and act.lemma in TOUCH_OF_PARTS:
            on = [n for n, way in ends if way in _OFF and acts.is_part(n)]
        if on:
            return on[0]
    return -1


def _object(acts: Acts, act: Act, who: int) -> int:
    """The object of a verb that is a touch of it."""
    for obj in map(acts.body, acts.objects(act.token)):
        word = acts.clauses.words[obj]
        if word.endswith(_SELF):
            continue
        if word == "hold" and act.lemma in _HOLDS:
            held = (n for n, way in acts.obliques(act.token) if way == "of")
            return next((n for n in held if acts.is_body(n) or _is_on(acts, n, who)), -1)
        if act.lemma in TOUCH_OF_PARTS and _is_on(acts, obj, who):
            if acts.particles(act.token) & {"up", "shut", "closed"}:
                continue  # "picked up her hood"
            return obj
        if acts.is_part(obj) and act.lemma in _OWN_LIMB and acts.is_the(obj):
            continue  # "they lifted the hand"
        if acts.is_part(obj) and act.lemma in _PARTING and _goes_away(acts, act):
            continue
        whole = acts.person(obj) is not None or bool(acts.group(obj))
        if whole and (act.lemma in TOUCH_VERBS or _is_by_part(acts, act)):
            return obj
        if not whole and _is_touched_part(acts, act, obj, who):
            return obj
    return -1


def _given(acts: Acts, act: Act) -> int:
    """ "Gave his arm a squeeze", "planted a kiss on her brow": a touch that a light verb gives."""
    words, reading = acts.clauses.words, acts.story.reading
    touches = [t for t in acts.objects(act.token) if reading.lemmas[t].lower() in TOUCH_NOUNS]
    if act.by_part >= 0 or not touches:
        return -1
    if act.lemma in GIVING_TOUCHES:
        given = acts.clauses.dependents(act.token, ("iobj",))
        given += [t for t in acts.objects(act.token) if t < touches[0] and acts.is_body(t)]
        if given:
            return acts.body(given[0])
    if act.lemma not in GIVING_TOUCHES | LANDING:
        return -1
    for noun, way in acts.obliques(act.token):
        body = acts.body(noun)
        if way in ("on", "to", "in", "upon", "into") and acts.is_body(body):
            return body if words[body] in LIMBS or acts.person(body) is not None else -1
    return -1


def _is_clung(acts: Acts, noun: int, way: str, who: int) -> bool:
    """ "Clung to him", "tugged at her sleeve"; not "tapped on the door"."""
    body = acts.body(noun)
    if acts.is_part(body):
        return acts.clauses.words[body] in LIMBS
    return (
        acts.person(body) not in (None, who)
        or bool(acts.group(body))
        or (_is_on(acts, body, who) and way != "in")
    )


def _is_touched_part(acts: Acts, act: Act, part: int, who: int) -> bool:
    """Whether a verb is a touch of the part of a body that is its object."""
    word = acts.clauses.words[part]
    if word in _EYES:
        return act.lemma in _TO_EYES
    if word not in LIMBS or not acts.is_part(part):
        return False
    own = acts.owner(part) == who
    if act.lemma in (SELF_TOUCHES if own else TOUCH_OF_PARTS):
        return True
    return own and act.lemma in _HOLDS_OWN and _is_in_hand(acts, act)


def _is_in_hand(acts: Acts, act: Act) -> bool:
    """ "Held her own knee in both hands", "by the wrist"."""
    words = acts.clauses.words
    return any(way in ("in", "by", "with") and words[n] in LIMBS
               for n, way in acts.obliques(act.token))  # fmt: skip


def _goes_away(acts: Acts, act: Act) -> bool:
    ways = {way for _, way in acts.obliques(act.token)} | acts.particles(act.token)
    return bool(ways & {"away", "off", "from"})


def _is_by_part(acts: Acts, act: Act) -> bool:
    return act.lemma in BY_A_PART and any(
        way in _BY
        and (acts.clauses.words[n] in LIMBS or is_noun_of(acts, n, GRIPPED))
        and (acts.owner(n) is None or acts.owner(n) != act.who)  # not "had him in her lap"
        for n, way in acts.obliques(act.token)
    )


# --- a part against a body ---


def _by_parts(acts: Acts) -> Iterator[Move]:
    """A part of somebody's body that a preposition of contact ties to a body."""
    clauses, reading = acts.clauses, acts.story.reading
    for part in acts.parts:
        if clauses.words[part] not in LIMBS:
            continue
        verb = clauses.head(part) if reading.deprels[part] in _AROUND_VERBS else -1
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


def _by_doing_parts(acts: Acts) -> Iterator[Move]:
    """ "A hand came up and went into her hair": a part that does more than one thing."""
    for act in acts.all:
        part = act.by_part
        if part < 0 or acts.clauses.words[part] not in LIMBS or act.lemma in GAZE_VERBS:
            continue
        if acts.clauses.head(part) == act.token:
            continue  # `_by_parts` has seen it
        found = _met(acts, part, [(n, w) for n, w in acts.obliques(act.token) if n > part])
        who = _whose(acts, part, act, found) if found >= 0 else None
        if who is not None:
            yield from _touch(acts, act, "begins", who, found, part)


def _by_order(acts: Acts) -> Iterator[Move]:
    """A part right after which the words say on whom it is, whatever the tree makes of them."""
    for part, found in laid_on(acts):
        if _is_turned(acts, part, acts.clauses.words[found - 1]):
            continue
        above = acts.at.get(_clause(acts, part))
        if above is not None and above.lemma in GAZE_VERBS:
            continue
        who = _whose(acts, part, above, found)
        if who is not None:
            act = Act(part, acts.clauses.words[part], who, part, acts.when(_clause(acts, part)))
            yield from _touch(acts, act, "begins", who, found, part)


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
    own = (part, *acts.clauses.dependents(part, ("amod", "acl")))
    nouns = [n for one in own for n in acts.clauses.dependents(one, ("nmod", "obl"))]
    ends = [(n, acts.way(n)) for n in nouns]
    found = _met(acts, part, ends, to=True)
    if found >= 0:
        return found
    moves = acts.story.reading.deprels[part] in _MOVED or acts.way(part) == "with"
    if act is None or not moves:
        return -1
    return _met(acts, part, [(n, way) for n, way in acts.obliques(act.token) if n > part])


def _met(acts: Acts, part: int, ends: list[tuple[int, str]], *, to: bool = False) -> int:
    """The body among nouns with their prepositions that a part meets; -1 for none.

    ``to``: whether "to" is a way of contact too ("a hand to her mouth").
    """
    for end, way in ends:
        noun = acts.body(end)
        meets = noun != part and (way in CONTACT_WAYS or (to and way == "to"))
        meets = meets and acts.is_body(noun) and not _is_turned(acts, part, way)
        covered = acts.clauses.words[noun] in _EYES and way in ("over", "across", "to")
        if meets and (
            acts.person(noun) is not None or acts.clauses.words[noun] in LIMBS or covered
        ):
            return noun
    return -1


def _is_turned(acts: Acts, part: int, way: str) -> bool:
    """ "With his back to me", "shook her head at him": turned to somebody, and not on them."""
    word = acts.clauses.words[part]
    return (word in _BACKS and way == "to") or (word in _HEADS and way in ("at", "to"))


def _of_clause(acts: Acts, part: int, act: Act | None) -> int | None:
    """Whose a bare part is in a phrase without a finite verb: "he sat, one hand on his knee"."""
    reading, dependents = acts.story.reading, acts.clauses.dependents
    over = part if act is None else act.token
    if act is not None and (
        reading.xpos[over] not in ("VBN", "VBG") or dependents(over, ("aux", "aux:pass"))
    ):
        return None
    head = acts.clauses.head(over)
    above = acts.above(head) if head >= 0 else None
    return above.who if above is not None and above.by_part < 0 else None


def _whose(acts: Acts, part: int, act: Act | None, found: int) -> int | None:
    """Whose the touching part is: by its owner, else by who moves it, else the other one there."""
    owner = acts.owner(part)
    if owner is not None:
        return owner
    touched = acts.somebody(found)
    over = _of_clause(acts, part, act)
    if over is not None and (over != touched or acts.clauses.words[found] not in _LAID_HANDS_ON):
        return over
    own = acts.story.reading.deprels[part] == "obj" or acts.way(part) == "with"
    if act is not None and own and act.who is not None:
        return act.who
    if acts.clauses.dependents(part, ("det", "nummod", "amod")) or touched is None:
        return next(acts.before(part, touched), None)
    return touched
