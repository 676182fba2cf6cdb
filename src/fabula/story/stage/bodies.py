"""Bodies on the stage: how people stand, sit, lie, kneel and lean."""

from collections.abc import Iterator

from fabula.english.stage import (
    BEDS,
    FALLING_INTO,
    GAZE_VERBS,
    LEANED_ON,
    LEANING_ONESELF,
    POSTURE_VERBS,
    POSTURE_WORDS,
    RISING_UP,
    SAYING_TO,
    SEATS,
    SETTLING_ONESELF,
    SITTING_ONESELF,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Move

__all__ = ["postures"]

_FEET = frozenset({"feet", "foot"})
_KNEES = frozenset({"knee", "knees"})
_FRONT_OR_BACK = frozenset({"back", "stomach", "belly", "side"})
_BACKS = frozenset({"back", "shoulder", "shoulders"})
_OFF = frozenset({"from", "of", "off", "out"})
_NEAR = 4
"""Tokens back that "flat" stands before a back."""
_ENDS = frozenset({"PUNCT", "CCONJ", "SCONJ", "ADV"})
_SELF = ("self", "selves")
_ELBOWS = frozenset({"elbow", "elbows"})
_AGAINST = frozenset({"against", "on"})
_HEELS = frozenset({"heels", "haunches", "hunkers"})
_SETTLED = frozenset({"into", "onto", "in", "on"})


def postures(acts: Acts) -> Iterator[Move]:
    """Who stands, sits, lies, kneels, crouches, leans or bends."""
    reading, words = acts.story.reading, acts.clauses.words
    for act, who in acts.of_people:
        value = _posture(acts, act)
        if value:
            yield Move(act, "posture", "begins", who, value=value, span=acts.span(act.token))
    yield from _seated(acts)
    yield from _supported(acts)
    for token in acts.told:
        value = POSTURE_WORDS.get(words[token], "") if reading.upos[token] == "ADJ" else ""
        if words[token] == "up" and acts.clauses.dependents(token, ("cop",)):
            value = _up(acts, token)
        subject = acts.clauses.subject(token) if value else -1
        if not value and reading.deprels[token] == "cop" and acts.clauses.head(token) >= 0:
            noun = acts.clauses.head(token)  # "he was on the stool", "she was on her knees"
            subject = acts.clauses.subject(noun)
            value = _upon(acts, noun, acts.way(noun), acts.person(subject), is_there=True)
        for person in acts.people(subject) if value else ():
            act = Act(token, words[token], person, -1, acts.when(token))
            yield Move(act, "posture", "holds", person, value=value, span=acts.span(token))


def _up(acts: Acts, token: int) -> str:
    """ "He was up before the chair fell", "up on one elbow"; not "up to his knees in it"."""
    if any(acts.clauses.words[n] in _ELBOWS and way == "on" for n, way in acts.obliques(token)):
        return "leaning"
    following = acts.story.reading.upos[token + 1 : token + 2]
    return "standing" if following and following[0] in _ENDS else ""


def _supported(acts: Acts) -> Iterator[Move]:
    """ "Flat on her back", "his back to the wall": how a body is, without a verb that says it."""
    words = acts.clauses.words
    for part in acts.parts:
        above = acts.above(part)
        value = ""
        if words[part] in _FRONT_OR_BACK and acts.way(part) == "on":
            flat = "flat" in words[max(part - _NEAR, 0) : part]
            value = "lying" if flat else ""
        elif words[part] in _BACKS and _is_leant(acts, part):
            moves = above is not None and (
                above.lemma in POSTURE_VERBS or above.lemma in FALLING_INTO
            )
            value = "" if moves else "leaning"
        if not value:
            continue
        who = acts.owner(part)
        if who is None and above is not None and above.by_part < 0:
            who = above.who
        if who is not None:
            act = Act(part, words[part], who, -1, acts.when(above.token if above else part))
            yield Move(act, "posture", "holds", who, value=value, span=acts.span(part))


def _is_leant(acts: Acts, part: int) -> bool:
    """Whether a back is "against" or "to" a wall or what else one leans on."""
    words = acts.clauses.words
    if words[part + 1 : part + 2] not in (("against",), ("to",)):
        return False
    noun = acts.clauses.head(part + 1)
    return noun >= 0 and words[noun] in LEANED_ON


def _seated(acts: Acts) -> Iterator[Move]:
    """ "“No,” he said from his chair", "Jo in the wheelchair": seated or abed, without a verb."""
    reading, words = acts.story.reading, acts.clauses.words
    for noun in acts.nouns:
        if words[noun] not in SEATS and words[noun] not in BEDS:
            continue
        head, way = acts.clauses.head(noun), acts.way(noun)
        if head < 0 or reading.deprels[noun] not in ("obl", "nmod"):
            continue
        act = acts.at.get(head)
        if act is None:
            who = acts.person(head) if way in _SETTLED and reading.upos[head] != "PRON" else None
            act = Act(noun, "be", who, -1, acts.when(head))
        else:
            speaks = way == "from" and acts.owner(noun) == act.who
            speaks = speaks and (act.lemma in SAYING_TO or act.lemma in GAZE_VERBS)
            who = act.who if speaks else None
        if who is not None:
            value = "sitting" if words[noun] in SEATS else "lying"
            yield Move(act, "posture", "holds", who, value=value, span=acts.span(noun))


def _posture(acts: Acts, act: Act) -> str:
    particles = acts.particles(act.token)
    if act.lemma == "lie" and (
        acts.clauses.words[act.token] == "lied" or not (particles or acts.obliques(act.token))
    ):
        return ""  # tells no truth
    objects = acts.objects(act.token)
    if any(acts.clauses.words[obj].endswith(_SELF) for obj in objects):
        return _of_oneself(acts, act)
    if any(not acts.is_part(obj) and acts.clauses.words[obj] != "weight" for obj in objects):
        return ""  # stands a lamp on the table, bends a rod
    if act.lemma == "lean" and "down" in particles:
        return "bent"
    words = acts.clauses.words
    if act.lemma in ("sit", "rest") and any(
        words[n] in _HEELS for n, _ in acts.obliques(act.token)
    ):
        return "crouching"
    if act.lemma in POSTURE_VERBS:
        return POSTURE_VERBS[act.lemma]
    if act.lemma not in FALLING_INTO or acts.objects(act.token):
        return ""
    fallen = _fallen_into(acts, act)
    return fallen or ("standing" if act.lemma in RISING_UP and _is_up(acts, act) else "")


def _is_up(acts: Acts, act: Act) -> bool:
    """ "Got up", "sprang up out of the chair"; not "came up to the house"."""
    particles = acts.particles(act.token)
    ends = [(n, way) for n, way in acts.obliques(act.token) if way not in ("at", "in", "with")]
    off = any(acts.clauses.words[n] in SEATS | BEDS and way in _OFF for n, way in ends)
    words = acts.clauses.words
    to_and_fro = ("up", "and", "down") in (words[t : t + 3] for t in (act.token + 1, act.token + 2))
    return off or ("up" in particles and not ends and not to_and_fro)


def _of_oneself(acts: Acts, act: Act) -> str:
    """ "Lowered himself onto the step", "propped herself against the wall"."""
    words = acts.clauses.words
    ends = [
        (noun, way) for noun, way in acts.obliques(act.token) if not words[noun].endswith(_SELF)
    ]
    if act.lemma in LEANING_ONESELF and any(way in _AGAINST for _, way in ends):
        return "leaning"
    if act.lemma not in SETTLING_ONESELF:
        return ""
    upright = any(words[noun] in _FEET or way in ("upright", "up") for noun, way in ends)
    if upright or {"upright", "up"} & acts.particles(act.token):
        return "sitting" if act.lemma in ("push", "pull", "prop", "lever") and not upright else ""
    found = [_upon(acts, noun, way, act.who) for noun, way in ends]
    rests = any(way in _SETTLED and not acts.is_body(noun) for noun, way in ends)
    down = "down" in acts.particles(act.token)
    sits = act.lemma in SITTING_ONESELF and (down or rests)
    return next(filter(None, found), "sitting" if sits or (down and act.lemma == "let") else "")


def _fallen_into(acts: Acts, act: Act) -> str:
    for noun, way in acts.obliques(act.token):
        value = _upon(acts, noun, way, act.who)
        if value:
            return value
    return ""


def _upon(acts: Acts, noun: int, way: str, who: int | None, *, is_there: bool = False) -> str:
    """The posture of somebody who is, or comes to be, "on" or "in" what a noun means."""
    word = acts.clauses.words[noun]
    if way in ("to", "on", "onto"):
        if word in _FEET and acts.owner(noun) == who:
            return "standing" if way == "to" or is_there else ""
        if word in _KNEES:
            return "kneeling"
        if word in _ELBOWS and way == "on":
            return "leaning"
        if word in _HEELS:
            return "crouching"
    if way in ("on", "onto") and word in _FRONT_OR_BACK and acts.owner(noun) == who:
        return "lying"
    if way in _SETTLED and (word in SEATS or word == "lap"):
        return "sitting"
    return "lying" if way in _SETTLED and word in BEDS else ""
