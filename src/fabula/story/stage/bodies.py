"""Bodies on the stage: how people stand, sit, lie, kneel and lean."""

from collections.abc import Iterator

from fabula.english.stage import BEDS, FALLING_INTO, POSTURE_VERBS, POSTURE_WORDS, SEATS
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Move

__all__ = ["postures"]

_FEET = frozenset({"feet", "foot"})
_KNEES = frozenset({"knee", "knees"})
_FRONT_OR_BACK = frozenset({"back", "stomach", "belly", "side"})
_HEELS = frozenset({"heels", "haunches", "hunkers"})
_SETTLED = frozenset({"into", "onto", "in", "on"})


def postures(acts: Acts) -> Iterator[Move]:
    """Who stands, sits, lies, kneels, crouches, leans or bends."""
    reading, words = acts.story.reading, acts.clauses.words
    for act, who in acts.of_people:
        value = _posture(acts, act)
        if value:
            yield Move(act, "posture", "begins", who, value=value, span=acts.span(act.token))
    for token in acts.told:
        value = POSTURE_WORDS.get(words[token], "") if reading.upos[token] == "ADJ" else ""
        subject = acts.clauses.subject(token) if value else -1
        if not value and reading.deprels[token] == "cop" and acts.clauses.head(token) >= 0:
            noun = acts.clauses.head(token)  # "he was on the stool", "she was on her knees"
            subject = acts.clauses.subject(noun)
            value = _upon(acts, noun, acts.way(noun), acts.person(subject))
        for person in acts.people(subject) if value else ():
            act = Act(token, words[token], person, -1, acts.when(token))
            yield Move(act, "posture", "holds", person, value=value, span=acts.span(token))


def _posture(acts: Acts, act: Act) -> str:
    particles = acts.particles(act.token)
    if act.lemma == "lie" and (
        acts.clauses.words[act.token] == "lied" or not (particles or acts.obliques(act.token))
    ):
        return ""  # tells no truth
    if any(not acts.is_part(obj) for obj in acts.objects(act.token)):
        return ""  # stands a lamp on the table, bends a rod
    if act.lemma == "lean" and "down" in particles:
        return "bent"
    if act.lemma in POSTURE_VERBS:
        return POSTURE_VERBS[act.lemma]
    if act.lemma not in FALLING_INTO or acts.objects(act.token):
        return ""
    fallen = _fallen_into(acts, act)
    return fallen or ("standing" if act.lemma in ("get", "jump") and "up" in particles else "")


def _fallen_into(acts: Acts, act: Act) -> str:
    for noun, way in acts.obliques(act.token):
        value = _upon(acts, noun, way, act.who)
        if value:
            return value
    return ""


def _upon(acts: Acts, noun: int, way: str, who: int | None) -> str:
    """The posture of somebody who is, or comes to be, "on" or "in" what a noun means."""
    word = acts.clauses.words[noun]
    if way in ("to", "on", "onto"):
        if word in _FEET and acts.owner(noun) == who:
            return "standing" if way == "to" else ""
        if word in _KNEES:
            return "kneeling"
        if word in _HEELS:
            return "crouching"
    if way in ("on", "onto") and word in _FRONT_OR_BACK and acts.owner(noun) == who:
        return "lying"
    if way in _SETTLED and (word in SEATS or word == "lap"):
        return "sitting"
    return "lying" if way in _SETTLED and word in BEDS else ""
