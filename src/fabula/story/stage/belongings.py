"""Things on the stage: what people have in their hands, put down and hand on."""

from collections.abc import Iterator

from fabula.english.stage import (
    DROPPING,
    GAZE_VERBS,
    GIVING,
    IN_HAND,
    NO_THINGS,
    PUTTING,
    TAKING,
    TAKING_UP,
    THINGS,
    WITH_IN_HAND,
    WORN,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Change, Move

__all__ = ["is_noun_of", "thing_move", "things"]

_PUT_DOWN = frozenset({"down", "back", "away", "aside", "over"})
_LAID = frozenset("on in onto into against beside under by over behind".split())
_OF_HANDS = frozenset("hand hands arm arms fist fists fingers finger palm lap knees".split())
_IN_HANDS = frozenset({"in", "on", "under", "between", "across"})
_INTO_HANDS = frozenset({"in", "into", "on"})
_GRIPPING = frozenset({"take", "get", "catch", "have", "keep", "seize", "grab"})
_OVER = frozenset({"from", "over"})
_OUT_OF = frozenset({"from", "of", "through"})
_FALLING = frozenset({"fall", "slip", "drop", "jump", "slide", "clatter"})
_CLOSING = frozenset("close tighten curl wrap fold find clutch grip clench".split())
_AROUND = frozenset({"on", "around", "round", "over", "about"})
_SPOKEN_OF = frozenset({"obj", "nsubj", "nsubj:pass", "conj", "root", "appos"})
_IT = frozenset({"it", "them"})
_BACK = 40
"""Tokens back that the thing is looked for which "it" means."""


def things(acts: Acts) -> Iterator[Move]:
    """Who takes a thing in hand, and who lets it go or hands it on."""
    told: set[tuple[str, Change, int]] = set()
    for move in (*_by_verbs(acts), *_in_hand(acts), *_of_hands(acts)):
        key = (f"{move.value} {move.span.end}", move.change, move.who)
        if key not in told:
            told.add(key)
            yield move


def _by_verbs(acts: Acts) -> Iterator[Move]:
    for act, doer in acts.of_people:
        for obj in acts.objects(act.token):
            thing = _meant(acts, obj)
            if thing < 0:
                continue
            held = _says_held(acts, act) and _may_be_held(acts, thing)
            if not (held or _is_thing(acts, thing)):
                continue
            for change, who in _hands(acts, act, doer):
                yield thing_move(acts, act, "hold", change, who, thing, obj)
        yield from _with(acts, act, doer)


def thing_move(
    acts: Acts, act: Act, kind: str, change: Change, who: int, thing: int, at: int
) -> Move:
    """A thing that is held or worn from now on, or no longer; ``at``: the word that says it."""
    return Move(act, "hold" if kind == "hold" else "wear", change, who,
                value=acts.thing(thing), span=acts.span(act.token, at))  # fmt: skip


def is_noun_of(acts: Acts, token: int, table: frozenset[str]) -> bool:
    """Whether the token is a noun of a table, by its form or its lemma."""
    reading = acts.story.reading
    if reading.upos[token] != "NOUN":
        return False
    return acts.clauses.words[token] in table or reading.lemmas[token].lower() in table


def _is_thing(acts: Acts, token: int) -> bool:
    return is_noun_of(acts, token, THINGS) or is_noun_of(acts, token, WORN)


def _meant(acts: Acts, obj: int) -> int:
    """The noun of a thing: the token itself, or what "it" means; -1 where that is nothing known."""
    words = acts.clauses.words
    if words[obj] not in _IT or acts.person(obj) is not None:
        return obj
    several = words[obj] == "them"
    for token in range(obj - 1, max(obj - _BACK, -1), -1):
        upos, xpos = acts.story.reading.upos[token], acts.story.reading.xpos[token]
        if upos != "NOUN" or not acts.story.narrated[token] or (xpos == "NNS") != several:
            continue
        if acts.story.reading.deprels[token] in _SPOKEN_OF:
            return token if is_noun_of(acts, token, THINGS) else -1
    return -1


def _says_held(acts: Acts, act: Act) -> bool:
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
    if "shut" in particles or _is_said_of(acts, act, "shut"):
        return []
    takes = act.lemma in TAKING | WITH_IN_HAND or (
        act.lemma in TAKING_UP and particles & {"up", "out"}
    )
    to = [acts.person(n) for n, way in ways if way in ("to", "at")]
    to += [acts.person(t) for t in acts.clauses.dependents(act.token, ("iobj",))]
    receiver = next((who for who in to if who is not None), None)
    if act.lemma in GIVING and receiver is not None:
        return [("ends", own), ("begins", receiver)]
    if act.lemma in PUTTING | GIVING:
        into = [acts.owner(n) for n, way in ways if way in _INTO_HANDS and _is_hand(acts, n)]
        taker = next((who for who in into if who is not None), None)
        if taker is not None:
            return [("begins", taker)] if taker == own else [("ends", own), ("begins", taker)]
    laid = any(way in _LAID and not acts.is_body(n) for n, way in ways)
    if act.lemma in DROPPING or (act.lemma in PUTTING and (particles & _PUT_DOWN or laid)):
        return [("ends", own)]
    around = any(way in _AROUND and acts.is_body(n) for n, way in ways)
    if takes and not particles & {"off", "on"} and not around:
        givers = [acts.somebody(n) for n, way in ways if way in ("from", "of")]
        giver = next((who for who in givers if who not in (None, own)), None)
        return [("begins", own), ("ends", giver)] if giver is not None else [("begins", own)]
    return []


def _is_said_of(acts: Acts, act: Act, word: str) -> bool:
    """ "Held the door shut": what a thing is held to be."""
    found = acts.clauses.dependents(act.token, ("xcomp",))
    return any(acts.clauses.words[t] == word for t in found)


def _is_hand(acts: Acts, token: int) -> bool:
    return acts.clauses.words[token] in _OF_HANDS


def _with(acts: Acts, act: Act, who: int) -> Iterator[Move]:
    """ "Came out with a coffee", "took hold of the mop", "looked up from her phone"."""
    for noun, way in acts.obliques(act.token):
        above = acts.clauses.head(noun)
        grip = way == "of" and above >= 0 and acts.clauses.words[above] == "hold"
        if grip and act.lemma in _GRIPPING and _may_be_held(acts, noun):
            yield thing_move(acts, act, "hold", "begins", who, noun, noun)
        up = way in _OVER and act.lemma in GAZE_VERBS and acts.owner(noun) == who
        if up and is_noun_of(acts, noun, THINGS):
            yield thing_move(acts, act, "hold", "holds", who, noun, noun)
        on = acts.particles(noun) & {"on", "off"}
        on |= {acts.way(n) for n in acts.clauses.dependents(noun, ("nmod",))} & _AROUND
        own = above == act.token
        if way == "with" and own and not on and is_noun_of(acts, noun, THINGS):
            yield thing_move(acts, act, "hold", "holds", who, noun, noun)


def _in_hand(acts: Acts) -> Iterator[Move]:
    """ "With a letter in his hand", "a book lay on her lap": held, without a verb of holding."""
    clauses, reading = acts.clauses, acts.story.reading
    for token in acts.nouns:
        each = clauses.words[token] in _OF_HANDS and acts.way(token) in _IN_HANDS
        if not each:
            continue
        head = clauses.head(token)
        act = acts.at.get(head)
        if act is not None:
            found = clauses.dependents(head, ("obj", "nsubj", "nsubj:pass"))
            found = [t for t in found if _is_thing(acts, t)]
        else:
            found = [head] if head >= 0 and _is_thing(acts, head) else []
            act = acts.above(head) if head >= 0 else None
        if not found:
            continue
        who = acts.owner(token)
        if who is None and act is not None:
            who = act.who
        if who is None and act is None:
            who = acts.person(clauses.head(head))
        if who is not None:
            made = act or Act(token, "have", who, -1, acts.when(head))
            if reading.lemmas[made.token] not in PUTTING:
                yield thing_move(acts, made, "hold", "holds", who, found[0], found[0])


def _of_hands(acts: Acts) -> Iterator[Move]:
    """ "His hand closed on the key", "the phone slipped from her fingers"."""
    words = acts.clauses.words
    for act in acts.all:
        if act.by_part >= 0 and act.who is not None and words[act.by_part] in _OF_HANDS:
            ends = [n for n, way in acts.obliques(act.token) if way in _AROUND]
            for noun in (*acts.objects(act.token), *ends) if act.lemma in _CLOSING else ():
                if _is_thing(acts, noun):
                    yield thing_move(acts, act, "hold", "begins", act.who, noun, noun)
        elif act.lemma in _FALLING:
            subject = acts.doer(act.token)
            ends = [n for n, way in acts.obliques(act.token) if way in _OUT_OF]
            hands = [n for n in ends if words[n] in _OF_HANDS]
            who = acts.owner(hands[0]) if hands else None
            if who is not None and subject >= 0 and _is_thing(acts, subject):
                yield thing_move(acts, act, "hold", "ends", who, subject, subject)
