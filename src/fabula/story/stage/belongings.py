"""Things on the stage: what people hold, put down, hand on, wear and take off."""

from collections.abc import Iterator

from fabula.english.clothes import GARMENTS
from fabula.english.stage import (
    DRESSING,
    DROPPING,
    GIVING,
    IN_HAND,
    NO_THINGS,
    PUTTING,
    PUTTING_ON,
    TAKING,
    TAKING_OFF,
    TAKING_UP,
    THINGS,
    UNDRESSING,
    WEARING,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Change, Kind, Move

__all__ = ["clothes", "is_garment", "things"]

_PUT_DOWN = frozenset({"down", "back", "away", "aside"})
_LAID = frozenset("on in onto into against beside under by over behind".split())
_OF_HANDS = frozenset({"hand", "hands", "arms", "fist", "fingers", "lap"})


def things(acts: Acts) -> Iterator[Move]:
    """Who takes a thing in hand, and who lets it go or hands it on."""
    for act, doer in acts.of_people():
        for obj in acts.objects(act.token):
            if not (_is_thing(acts, obj) or (_is_in_hand(acts, act) and _may_be_held(acts, obj))):
                continue
            for change, who in _hands(acts, act, doer):
                yield _move(acts, act, "hold", change, who, obj)
    yield from _in_hand(acts)


def _is_thing(acts: Acts, token: int) -> bool:
    reading = acts.story.reading
    noun = reading.upos[token] == "NOUN"
    return noun and (acts.clauses.words[token] in THINGS or reading.lemmas[token] in THINGS)


def _is_in_hand(acts: Acts, act: Act) -> bool:
    """Whether the verb says by itself that its object is in the hand or leaves it."""
    particles = acts.particles(act.token)
    up = act.lemma in TAKING_UP and bool(particles & {"up", "out"})
    down = act.lemma in PUTTING and "down" in particles
    return act.lemma in IN_HAND or act.lemma in DROPPING or up or down


def _may_be_held(acts: Acts, token: int) -> bool:
    noun = acts.story.reading.upos[token] == "NOUN"
    held = noun and acts.clauses.words[token] not in NO_THINGS and not acts.is_part(token)
    return held and acts.person(token) is None


def _hands(acts: Acts, act: Act, own: int) -> list[tuple[Change, int]]:
    """What the act does with a thing, and for whom; ``own``: who does it."""
    particles = acts.particles(act.token)
    ways = acts.obliques(act.token)
    takes = act.lemma in TAKING or (act.lemma in TAKING_UP and particles & {"up", "out"})
    to = [acts.person(n) for n, way in ways if way in ("to", "at")]
    to += [acts.person(t) for t in acts.clauses.dependents(act.token, ("iobj",))]
    receiver = next((who for who in to if who is not None), None)
    if act.lemma in GIVING and receiver is not None:
        return [("ends", own), ("begins", receiver)]
    laid = any(way in _LAID and acts.person(n) is None and acts.clauses.words[n] not in _OF_HANDS
               for n, way in ways)  # fmt: skip
    if act.lemma in DROPPING or (act.lemma in PUTTING and (particles & _PUT_DOWN or laid)):
        return [("ends", own)]
    if takes and "off" not in particles:
        return [("begins", own)]
    return []


def _in_hand(acts: Acts) -> Iterator[Move]:
    """ "With a letter in his hand": held, without a verb of holding."""
    words = acts.clauses.words
    for token, word in enumerate(words):
        if word not in _OF_HANDS or acts.clauses.quote_of[token] >= 0:
            continue
        head = acts.clauses.head(token)
        if head < 0 or not _is_thing(acts, head) or acts.way(token) != "in":
            continue
        act = acts.at.get(acts.clauses.head(head))
        if act is None:
            continue
        who = acts.owner(token)
        if who is None and acts.way(head) == "with":
            who = act.who
        if who is not None:
            yield _move(acts, act, "hold", "holds", who, head)


def _move(acts: Acts, act: Act, kind: Kind, change: Change, who: int, thing: int) -> Move:
    return Move(act, kind, change, who, value=acts.noun_phrase(thing),
                span=acts.span(act.token, thing))  # fmt: skip


# --- clothes ---


def clothes(acts: Acts) -> Iterator[Move]:
    """Who wears what, puts it on and takes it off."""
    for act, who in acts.of_people():
        particles = acts.particles(act.token)
        for obj in acts.objects(act.token):
            if not is_garment(acts, obj):
                continue
            off = act.lemma in UNDRESSING or (act.lemma in TAKING_OFF and "off" in particles)
            puts = act.lemma in PUTTING_ON and "on" in particles
            if off:
                yield _move(acts, act, "wear", "ends", who, obj)
            elif act.lemma in WEARING or puts:
                change: Change = "begins" if puts else "holds"
                yield _move(acts, act, "wear", change, who, obj)
        if act.lemma in DRESSING:
            for noun, way in acts.obliques(act.token):
                if way == "in" and is_garment(acts, noun):
                    yield _move(acts, act, "wear", "holds", who, noun)
    yield from _described(acts)


def is_garment(acts: Acts, token: int) -> bool:
    """Whether the token is something that people wear."""
    word, lemma = acts.clauses.words[token], acts.story.reading.lemmas[token].lower()
    return acts.story.reading.upos[token] == "NOUN" and (word in GARMENTS or lemma in GARMENTS)


def _described(acts: Acts) -> Iterator[Move]:
    """ "A woman in a green coat", "he sat there in his socks", "with one glove on"."""
    clauses, reading = acts.clauses, acts.story.reading
    for token in range(len(clauses.words)):
        if clauses.quote_of[token] >= 0 or not is_garment(acts, token):
            continue
        first = token
        if reading.deprels[token] == "conj" and is_garment(acts, clauses.head(token)):
            first = clauses.head(token)
        head = clauses.head(first)
        on = "on" in acts.particles(token) and acts.way(first) == "with"
        if head < 0 or not (on or acts.way(first) == "in"):
            continue
        act = acts.at.get(head)
        if act is not None and act.lemma in DRESSING:
            continue
        who = acts.person(head)
        if who is None:
            who = act.who if act is not None else acts.person(clauses.subject(head))
        if who is not None:
            yield _move(acts, act or Act(token, "be", who, -1, "now"), "wear", "holds", who, token)
