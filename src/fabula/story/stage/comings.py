"""Comings and goings: who enters, who leaves, and where people are."""

from collections.abc import Iterator

import numpy as np

from fabula.english.places import SETTINGS
from fabula.english.stage import (
    BEING_AT,
    CLOSING_DOORS,
    COMING_PARTICLES,
    EMOTION_NOUNS,
    ENTERING,
    FALLING_INTO,
    GAZE_VERBS,
    GOING,
    INWARD,
    LEAVING,
    OUTWARD,
    PLACE_WAYS,
    ROOMS,
    WHEN_NOT_WHERE,
    WITHIN_A_ROOM,
    WORN,
)
from fabula.language.reading import EntityType
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.belongings import is_noun_of
from fabula.story.stage.moves import Change, Move

__all__ = ["comings", "places"]

_TO = frozenset("into to onto through across down up along toward towards".split())
_PLACES = frozenset({EntityType.FAC, EntityType.LOC, EntityType.GPE, EntityType.VEH})
_WITHIN = frozenset("in at inside outside aboard across through round around along".split())
_SURE = 0.7
_LESS = 0.6
_SAYS_MORE = ("obl", "advmod", "xcomp", "obj", "compound:prt", "advcl", "ccomp", "conj")
_BY_STAIRS = frozenset({"down", "up", "downstairs", "upstairs"})
_DOORWAYS = frozenset({"door", "doorway", "gateway", "arch", "archway"})
_DOOR_WORDS = frozenset({"door", "doors", "gate", "hatch"})
_DOORS = frozenset({"door", "doorway", "gate", "window", "entrance", "threshold"})


def comings(acts: Acts) -> Iterator[Move]:
    """Who comes onto the stage and who leaves it."""
    for act, who in acts.of_people:
        if _leaves(acts, act):
            yield Move(act, "presence", "ends", who, span=acts.span(act.token))
        elif _enters(acts, act):
            yield Move(act, "presence", "begins", who, span=acts.span(act.token))

    yield from _without_verbs(acts)
    yield from _by_doors(acts)


def _without_verbs(acts: Acts) -> Iterator[Move]:
    """ "She was gone", "he was out of the house": goings that are over."""
    clauses, reading, words = acts.clauses, acts.story.reading, acts.clauses.words
    for token in acts.told:
        over = clauses.head(token)
        helps = reading.deprels[token] in ("cop", "aux", "aux:pass") and over >= 0
        if not helps or reading.lemmas[token] not in ("be", "'s", "’s"):
            continue
        case = {words[t] for t in clauses.dependents(over, ("case", "advmod"))}
        out = "out" in case and (words[over] in _DOORS or is_noun_of(acts, over, ROOMS))
        if not out and (words[over] != "gone" or clauses.dependents(over, _SAYS_MORE)):
            continue
        for who in acts.people(clauses.subject(over)):
            act = Act(token, "be", who, -1, acts.when(over))
            yield Move(act, "presence", "ends", who, span=acts.span(token, over))


def _by_doors(acts: Acts) -> Iterator[Move]:
    """ "The door closed behind her", "the door opened, and it was Reed"."""
    clauses, words = acts.clauses, acts.clauses.words
    for act in acts.all:
        subject = clauses.subject(act.token)
        objects = acts.objects(act.token)
        door = [t for t in (subject, *objects) if t >= 0 and words[t] in _DOOR_WORDS]
        if not door:
            continue
        if act.lemma in CLOSING_DOORS:
            behind = [n for n, way in acts.obliques(act.token) if way in ("behind", "after")]
            for noun in behind:
                who = acts.person(noun)
                if who is not None and who != act.who:
                    made = Act(act.token, act.lemma, who, -1, act.when)
                    yield Move(made, "presence", "ends", who, span=acts.span(act.token, noun))
        elif act.lemma in ("open", "swing", "bang", "go") and subject == door[0]:
            yield from _was_there(acts, act)


def _was_there(acts: Acts, act: Act) -> Iterator[Move]:
    """Who is named after a door opens: "and it was Reed"."""
    clauses, words = acts.clauses, acts.clauses.words
    _, end = clauses.sentence(act.token)
    for token in range(act.token + 1, end - 1):
        it = words[token] in ("it", "there") and words[token + 1] in ("was", "is")
        if it and acts.story.reading.deprels[token] in ("nsubj", "expl"):
            there = clauses.head(token)
            who = acts.person(there)
            if who is not None:
                made = Act(token, "be", who, -1, acts.when(act.token))
                yield Move(made, "presence", "begins", who, span=acts.span(act.token, there))


def _leaves(acts: Acts, act: Act) -> bool:
    particles, ways = acts.particles(act.token), acts.obliques(act.token)
    if act.lemma in LEAVING:
        objects = acts.objects(act.token)
        return not objects or any(_is_left(acts, t) for t in objects)
    if act.lemma == "let":
        return "out" in particles and _is_oneself(acts, act)
    if act.lemma == "get":
        first, _ = acts.clauses.sentence(act.token)
        speaks = any(acts.clauses.quote_of[t] >= 0 for t in range(first, act.token))
        if acts.objects(act.token) or (speaks and not ways):
            return False
        return (not ways and "out" in particles) or any(
            _is_out_of(acts, act, n) and _is_left(acts, n) for n, _ in ways
        )
    if act.lemma not in GOING or acts.objects(act.token) or act.token in acts.cues:
        return False
    if act.lemma == "burst" and "out" in particles and not ways:
        return False  # "burst out crying"
    if act.lemma == "go" and not acts.clauses.dependents(act.token, _SAYS_MORE):
        return acts.story.reading.deprels[act.token] != "xcomp"  # "let go" leaves nobody
    out = any(way in ("out", "off") or (way == "of" and "out" in particles) for _, way in ways)
    comes = act.lemma == "come"
    if act.lemma == "go" and particles & _BY_STAIRS and not ways:
        return _aims(acts, act)
    away = bool(particles & OUTWARD) and not (comes and particles & {"out", "off"})
    back = act.lemma == "go" and bool(particles & {"back", "through"})
    return away or (out and not comes) or back


def _aims(acts: Acts, act: Act) -> bool:
    """ "Went down to see about his bicycle": for something that is not here."""
    xpos = acts.story.reading.xpos
    aims = acts.clauses.dependents(act.token, ("advcl", "xcomp"))
    return any(xpos[t] == "VB" and t > act.token for t in aims)


def _is_oneself(acts: Acts, act: Act) -> bool:
    """ "Let himself out"."""
    return any(acts.clauses.words[t].endswith(("self", "selves")) for t in acts.objects(act.token))


def _is_out_of(acts: Acts, act: Act, noun: int) -> bool:
    """ "Out of the car", as the verb's particle or the noun's own preposition."""
    case = {acts.clauses.words[t] for t in acts.clauses.dependents(noun, ("case",))}
    return "out" in case or ("of" in case and "out" in acts.particles(act.token))


def _is_left(acts: Acts, token: int) -> bool:
    """Whether one leaves the stage who leaves what a noun means: "left the room"."""
    m = acts.clauses.by_head.get(token, -1)
    named = m >= 0 and int(acts.story.mentions.type[m]) in _PLACES
    return named or is_noun_of(acts, token, ROOMS) or acts.clauses.words[token] in _DOORS


def _enters(acts: Acts, act: Act) -> bool:
    words = acts.clauses.words
    particles, ways = acts.particles(act.token), acts.obliques(act.token)
    if act.lemma in ENTERING:
        return True
    if act.lemma in BEING_AT:
        return any(way in ("in", "at") and words[n] in _DOORWAYS for n, way in ways)
    if act.lemma == "come" and particles & COMING_PARTICLES:
        return True
    if act.lemma == "let":
        return "in" in particles and _is_oneself(acts, act)
    if act.lemma in ("turn", "show") and "up" in particles and not acts.objects(act.token):
        return True
    if act.lemma == "come" and acts.story.reading.xpos[act.token] == "VBG":
        seen = acts.story.reading.deprels[act.token] in ("xcomp", "ccomp")
        return not seen and not acts.clauses.dependents(act.token, _SAYS_MORE)  # "Jo is coming"
    if act.lemma in FALLING_INTO and act.lemma not in GOING:
        return any(way == "through" and words[n] in _DOORS for n, way in ways)
    if act.lemma not in GOING:
        return False
    through = any(way in ("through", "into", "in") and (words[n] in _DOORS or _is_goal(acts, n))
                  for n, way in ways)  # fmt: skip
    to = act.lemma == "come" and any(way == "to" and _is_place(acts, n) for n, way in ways)
    return bool(particles & INWARD) or through or to


# --- places ---


def places(acts: Acts) -> Iterator[Move]:
    """Where somebody is said to be, or comes to; once in a scene until they are elsewhere."""
    last: dict[tuple[int, int], str] = {}
    scene_at = acts.story.manuscript.scene_at
    found = sorted((*_by_verbs(acts), *_being(acts)), key=lambda move: move.span.start)
    for move in found:
        key = (scene_at(move.span.start), move.who)
        if key in last and move.confidence < _SURE:
            continue  # on which chair does not say again where
        if last.get(key) != move.value:
            last[key] = move.value or ""
            yield move


def _by_verbs(acts: Acts) -> Iterator[Move]:
    for act, who in acts.of_people:
        goes = act.lemma in GOING or act.lemma in ENTERING
        stays = act.lemma in BEING_AT
        ways = _TO if goes else PLACE_WAYS if stays else _WITHIN
        for noun, way in acts.obliques(act.token):
            known = _is_place(acts, noun)
            there = (
                _is_goal(acts, noun)
                if goes
                else _is_spot(acts, noun)
                if stays
                else _is_room(acts, act, noun)
            )
            if way in ways and there:
                change: Change = "begins" if goes else "holds"
                sure = known and (goes or stays) and not is_noun_of(acts, noun, WITHIN_A_ROOM)
                yield Move(act, "place", change, who, value=acts.noun_phrase(noun),
                           span=acts.span(act.token, noun),
                           confidence=_SURE if sure else _LESS)  # fmt: skip
                break


def _being(acts: Acts) -> Iterator[Move]:
    """ "Fran was in the kitchen": the tree makes the place itself the predicate."""
    clauses, reading = acts.clauses, acts.story.reading
    for token in np.flatnonzero(acts.story.speech.is_told(reading.tokens.start)).tolist():
        noun = clauses.head(token)
        if reading.deprels[token] != "cop" or noun < 0 or acts.way(noun) not in PLACE_WAYS:
            continue
        for who in acts.people(clauses.subject(noun)) if _is_spot(acts, noun) else ():
            act = Act(token, "be", who, -1, acts.when(noun))
            known = _is_place(acts, noun) and not is_noun_of(acts, noun, WITHIN_A_ROOM)
            sure = _SURE if known else _LESS
            yield Move(act, "place", "holds", who, value=acts.noun_phrase(noun),
                       span=acts.span(token, noun), confidence=sure)  # fmt: skip


def _is_spot(acts: Acts, token: int) -> bool:
    """Whether one may be at what a noun means: a place, a piece of furniture, ground, a corner."""
    if _is_place(acts, token):
        return True
    word = acts.clauses.words[token]
    if acts.story.reading.upos[token] != "NOUN" or acts.is_body(token):
        return False
    if word in WHEN_NOT_WHERE | WORN | EMOTION_NOUNS.keys():
        return False
    return bool(acts.clauses.dependents(token, ("det", "nmod:poss")))


def _is_goal(acts: Acts, noun: int) -> bool:
    """Whether one is somewhere else who goes there: "into the kitchen", not "to the sink"."""
    return _is_place(acts, noun) and not is_noun_of(acts, noun, WITHIN_A_ROOM)


def _is_room(acts: Acts, act: Act, noun: int) -> bool:
    """ "Ate toast in the kitchen": whether who acts is where the act's own words say."""
    own = acts.clauses.head(noun) in (act.token, *acts.objects(act.token))
    return own and act.lemma not in GAZE_VERBS and is_noun_of(acts, noun, ROOMS)


def _is_place(acts: Acts, token: int) -> bool:
    """Whether the token means a place: by the reading's mentions, or a setting's common noun."""
    if is_noun_of(acts, token, WORN):
        return False
    m = acts.clauses.by_head.get(token, -1)
    if m >= 0 and int(acts.story.mentions.type[m]) in _PLACES:
        return True
    return is_noun_of(acts, token, ROOMS) or (
        acts.story.reading.upos[token] == "NOUN" and acts.clauses.words[token] in SETTINGS
    )
