"""Clothes on the stage: what people wear, put on and take off."""

from collections.abc import Iterator

from fabula.english.stage import (
    DRESSING,
    FASTENING,
    PUTTING,
    PUTTING_ON,
    TAKING_OFF,
    UNDRESSING,
    UNWORN,
    WEARING,
    WORN,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.belongings import is_noun_of, thing_move
from fabula.story.stage.moves import Change, Move

__all__ = ["clothes", "is_garment"]

_COMES_OFF = frozenset({"come", "go", "fall", "be"})


def clothes(acts: Acts) -> Iterator[Move]:
    """Who wears what, puts it on and takes it off."""
    told: set[tuple[int, int]] = set()
    for thing, move in (*_by_verbs(acts), *_described(acts), *_by_themselves(acts), *_owned(acts)):
        if (thing, move.who) not in told:
            told.add((thing, move.who))
            yield move


def is_garment(acts: Acts, token: int) -> bool:
    """Whether the token is something that people wear."""
    return is_noun_of(acts, token, WORN)


def _by_verbs(acts: Acts) -> Iterator[tuple[int, Move]]:
    for act, who in acts.of_people:
        for obj in acts.objects(act.token):
            change = _change(acts, act, obj)
            if change is not None:
                yield obj, thing_move(acts, act, "wear", change, who, obj, obj)
        for noun, way in acts.obliques(act.token):
            if not is_garment(acts, noun):
                continue
            if act.lemma in DRESSING and way == "in":
                yield noun, thing_move(acts, act, "wear", "holds", who, noun, noun)
            elif act.lemma in PUTTING_ON and way == "into":
                yield noun, thing_move(acts, act, "wear", "begins", who, noun, noun)
            elif act.lemma in TAKING_OFF and _out_of(acts, act, noun, way):
                yield noun, thing_move(acts, act, "wear", "ends", who, noun, noun)
            elif _is_particle(acts, act, noun):
                change = _put(act, frozenset({way}))
                if change is not None:
                    yield noun, thing_move(acts, act, "wear", change, who, noun, noun)


def _is_particle(acts: Acts, act: Act, noun: int) -> bool:
    """ "Pulled on gloves": whether the tree takes the verb's own word for a preposition."""
    case = acts.clauses.dependents(noun, ("case",))
    return len(case) == 1 and case[0] == act.token + 1


def _put(act: Act, particles: frozenset[str]) -> Change | None:
    """What a verb of putting on or taking off says with its particles."""
    if act.lemma in TAKING_OFF and "off" in particles:
        return "ends"
    if act.lemma in PUTTING_ON and "on" in particles:
        return "holds" if act.lemma == "have" else "begins"
    return None


def _out_of(acts: Acts, act: Act, noun: int, way: str) -> bool:
    """ "Climbed out of his trousers", not "took out a pair of gloves"."""
    own = acts.clauses.head(noun) == act.token
    return own and way == "of" and "out" in acts.particles(act.token)


def _change(acts: Acts, act: Act, obj: int) -> Change | None:
    particles = acts.particles(act.token) | acts.particles(obj)
    if not is_garment(acts, obj):
        worn = act.lemma in WEARING or (act.lemma == "have" and "on" in particles)
        worn = worn and acts.story.reading.upos[obj] == "NOUN" and not acts.is_part(obj)
        return "holds" if worn and acts.clauses.words[obj] not in UNWORN else None
    if act.lemma in UNDRESSING:
        return "ends"
    if _is_particle(acts, act, obj):
        particles.add(acts.way(obj))
    found = _put(act, frozenset(particles))
    if found is not None:
        return found
    return "holds" if act.lemma in WEARING or act.lemma in FASTENING else None


def _described(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "A woman in a green coat", "he sat there in his socks", "with one glove on"."""
    clauses, reading = acts.clauses, acts.story.reading
    for token in acts.nouns:
        if not is_garment(acts, token):
            continue
        first = token
        if reading.deprels[token] == "conj" and clauses.head(token) >= 0:
            first = clauses.head(token)
            if not is_garment(acts, first):
                continue
        head = clauses.head(first)
        on = "on" in acts.particles(token) and acts.way(first) == "with"
        if head < 0 or not (on or acts.way(first) == "in"):
            continue
        act = acts.at.get(head)
        people = _described_by(acts, head, act)
        made = act or Act(token, "be", -1, -1, acts.when(head))
        for who in people:
            yield token, thing_move(acts, made, "wear", "holds", who, token, token)


def _described_by(acts: Acts, head: int, act: Act | None) -> tuple[int, ...]:
    who = acts.person(head)
    if who is None and act is not None:
        who = act.who
    subject = acts.clauses.subject(head)
    if who is None:
        who = acts.person(subject)
    return (who,) if who is not None else acts.group(subject)


def _by_themselves(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "His jacket came off", "coats off", "hat on"."""
    clauses = acts.clauses
    for token in acts.nouns:
        if not is_garment(acts, token):
            continue
        head = clauses.head(token)
        act = acts.at.get(head) if clauses.subject(head) == token else None
        if act is not None:
            off = act.lemma in _COMES_OFF and "off" in acts.particles(head)
            on = act.lemma in _COMES_OFF and "on" in acts.particles(head)
            who = acts.owner(token)
        else:
            off, on = "off" in acts.particles(token), "on" in acts.particles(token)
            above = acts.at.get(head)
            who = acts.owner(token)
            if who is None and above is not None and acts.clauses.words[token] != "clothes":
                who = above.who
        if who is not None and (off or on) and acts.way(token) != "with":
            made = act or Act(token, "be", who, -1, acts.when(head if head >= 0 else token))
            yield (
                token,
                thing_move(acts, made, "wear", "ends" if off else "begins", who, token, token),
            )


def _owned(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "Rain ran off his hat": somebody's, and on them, as nothing is done to it."""
    reading = acts.story.reading
    for token in acts.nouns:
        if not is_garment(acts, token):
            continue
        who = acts.owner(token)
        head = acts.clauses.head(token)
        act = acts.at.get(head)
        handled = act is not None and (reading.deprels[token] == "obj" or act.lemma in PUTTING)
        if who is not None and not handled:
            made = act or Act(token, "be", who, -1, acts.when(head if head >= 0 else token))
            yield token, thing_move(acts, made, "wear", "holds", who, token, token)
