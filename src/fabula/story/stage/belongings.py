"""Things on the stage: what people have in their hands, put down and hand on."""

from collections.abc import Iterator

from fabula.english.belongings import HELD
from fabula.english.stage import (
    CARRYING_PARTS,
    DROPPING,
    FALLING_THINGS,
    GAZE_VERBS,
    GIVING,
    GRIPPED,
    HOLDING_PARTS,
    IN_HAND,
    NO_THINGS,
    PLACE_WAYS,
    PUTTING,
    READ,
    TAKING,
    TAKING_UP,
    THINGS,
    WITH_IN_HAND,
    WORN,
)
from fabula.english.supersenses import NOUN_SENSES
from fabula.language.reading import EntityType
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.contact import part_after
from fabula.story.stage.moves import Change, Move

__all__ = ["is_noun_of", "meant", "thing_move", "things"]

_THINGS = THINGS | HELD
_PUT_DOWN = frozenset({"down", "back", "away", "aside", "over"})
_LAID = frozenset("on in onto into against beside under by over behind".split())
_OF_HANDS = HOLDING_PARTS
_IN_HANDS = frozenset({"in", "on", "under", "between", "across"})
_INTO_HANDS = frozenset({"in", "into", "on"})
_GRIPPING = frozenset({"take", "get", "catch", "have", "keep", "seize", "grab"})
_BEHIND = frozenset({"behind", "over", "from", "into", "round"})
_OVER = frozenset({"from", "over"})
_OUT_OF = frozenset({"from", "of", "through"})
_HAD_AT = frozenset("to at against in inside under between behind over".split())
_HELD_AT = frozenset("in on under between across against to beneath around round over".split())
_READY = frozenset("up out open ready raised lifted half-way halfway pressed jammed".split())
_FALLING = frozenset({"fall", "slip", "drop", "jump", "slide", "clatter"})
_CLOSING = frozenset("close tighten curl wrap fold find clutch grip clench".split())
_AROUND = frozenset({"on", "around", "round", "over", "about"})
_SPOKEN_OF = frozenset({"obj", "nsubj", "nsubj:pass", "conj", "root", "appos"})
_IT = frozenset({"it", "them"})
_SOLID = frozenset(
    f"noun.{kind}"
    for kind in ("artifact", "food", "plant", "object", "substance", "communication", "animal")
)
"""Supersenses of what can be held."""
_BACK = 40
"""Tokens back that the thing is looked for which "it" means."""


def things(acts: Acts) -> Iterator[Move]:
    """Who takes a thing in hand, and who lets it go or hands it on."""
    found = list(_told(acts))
    yield from found
    yield from _fallen(acts, found)


def _told(acts: Acts) -> Iterator[Move]:
    told: set[tuple[str, Change, int]] = set()
    found = (
        *_by_verbs(acts),
        *_in_hand(acts),
        *_of_hands(acts),
        *_beside(acts),
        *_swaps(acts),
        *_on_bodies(acts),
    )
    for move in found:
        key = (f"{move.value} {move.span.end}", move.change, move.who)
        if key not in told:
            told.add(key)
            yield move


def _by_verbs(acts: Acts) -> Iterator[Move]:
    for act, doer in acts.of_people:
        for obj in acts.objects(act.token):
            thing = meant(acts, obj, _THINGS)
            if thing < 0:
                continue
            held = _says_held(acts, act) and _may_be_held(acts, thing)
            if not (held or _is_thing(acts, thing)):
                continue
            for change, who in _hands(acts, act, doer):
                yield thing_move(acts, act, "hold", change, who, thing, obj)
            if act.lemma in ("have", "keep") and _is_had_somewhere(acts, act, obj):
                yield thing_move(acts, act, "hold", "holds", doer, thing, obj)
        yield from _with(acts, act, doer)


def _is_had_somewhere(acts: Acts, act: Act, thing: int) -> bool:
    """ "Had the phone to her ear", "had their knife inside the webbing", "has the other bag"."""
    words, dependents = acts.clauses.words, acts.clauses.dependents
    if not is_noun_of(acts, thing, _THINGS) or is_noun_of(acts, thing, WORN):
        return False
    ends = [(n, way) for n, way in acts.obliques(act.token) if n > thing and way in _HAD_AT]
    parts = any(acts.is_part(n) and words[n] not in _OF_HANDS for n, _ in ends)
    already = {words[t] for t in dependents(thing, ("det",))} & {"the", "that", "this"}
    ready = any(words[t] in _READY for t in (*dependents(thing), *dependents(act.token)))
    return parts or ready or bool(already and not ends)


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
    return is_noun_of(acts, token, _THINGS) or is_noun_of(acts, token, WORN)


def meant(acts: Acts, obj: int, table: frozenset[str], *, nobody: bool = False) -> int:
    """The noun of a thing: the token itself, or what "it" means; -1 where that is nothing known.

    ``table``: the nouns that "it" may stand for. ``nobody``: what is done is done to no person,
    whatever "them" is linked to.
    """
    words = acts.clauses.words
    if words[obj] not in _IT or (acts.person(obj) is not None and not nobody):
        return obj
    several = words[obj] == "them"
    for token in range(obj - 1, max(obj - _BACK, -1), -1):
        upos, xpos = acts.story.reading.upos[token], acts.story.reading.xpos[token]
        if upos != "NOUN" or not acts.story.narrated[token] or (xpos == "NNS") != several:
            continue
        if acts.story.reading.deprels[token] in _SPOKEN_OF and is_noun_of(acts, token, table):
            return token
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
    sense = NOUN_SENSES.get(acts.story.reading.lemmas[token].lower())
    m = acts.clauses.by_head.get(token, -1)
    person = m >= 0 and int(acts.story.mentions.type[m]) == EntityType.PER
    return held and not person and (sense is None or sense in _SOLID or _is_thing(acts, token))


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
        others = is_noun_of(acts, noun, GRIPPED) and acts.owner(noun) not in (None, who)
        if grip and act.lemma in _GRIPPING and _may_be_held(acts, noun) and not others:
            yield thing_move(acts, act, "hold", "begins", who, noun, noun)
        up = way in _BEHIND and above == act.token and acts.owner(noun) == who
        up = up and is_noun_of(acts, noun, READ)
        up = up or (way in _OVER and act.lemma in GAZE_VERBS and acts.owner(noun) == who)
        if up and is_noun_of(acts, noun, _THINGS):
            yield thing_move(acts, act, "hold", "holds", who, noun, noun)
        on = acts.particles(noun) & {"on", "off"}
        on |= {acts.way(n) for n in acts.clauses.dependents(noun, ("nmod",))} & _AROUND
        own = above == act.token
        if way == "with" and own and not on and is_noun_of(acts, noun, _THINGS):
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


def _fallen(acts: Acts, moves: list[Move]) -> Iterator[Move]:
    """ "The cup hit the floor": it leaves the hand of who was last told to hold it."""
    scene_at, start = acts.story.manuscript.scene_at, acts.story.reading.tokens.start
    holders: dict[tuple[int, str], list[tuple[int, int, Change]]] = {}
    for move in sorted(moves, key=lambda move: move.span.start):
        if move.kind == "hold" and move.act.when == "now":
            key = (scene_at(move.span.start), (move.value or "").rsplit(" ", 1)[-1])
            holders.setdefault(key, []).append((move.span.start, move.who, move.change))
    for act in acts.all:
        subject = acts.clauses.subject(act.token) if act.lemma in FALLING_THINGS else -1
        if subject < 0 or not _is_thing(acts, subject):
            continue
        at = int(start[act.token])
        known = holders.get((scene_at(at), acts.clauses.words[subject]), [])
        before = [held for held in known if held[0] < at]
        if before and before[-1][2] != "ends" and not any(at <= held[0] for held in known[:1]):
            _, who, _ = before[-1]
            yield thing_move(acts, act, "hold", "ends", who, subject, act.token)


def _on_bodies(acts: Acts) -> Iterator[Move]:
    """ "The file clutched to her chest", "a towel over one shoulder", "the key was in his hand"."""
    for token in acts.nouns:
        if not is_noun_of(acts, token, _THINGS) or acts.way(token) in ("from", "of"):
            continue
        part = part_after(acts, token, _HELD_AT)
        if part < 0 or acts.clauses.words[part] not in CARRYING_PARTS | _OF_HANDS:
            continue
        garment = is_noun_of(acts, token, WORN) and acts.clauses.words[part] not in _OF_HANDS
        above = acts.above(token)
        who = acts.owner(part)
        if who is None and above is not None:
            who = above.who if above.by_part < 0 else None
        if who is not None and not garment:
            act = Act(token, "have", who, -1, acts.when(above.token if above else token))
            yield thing_move(acts, act, "hold", "holds", who, token, token)


def _beside(acts: Acts) -> Iterator[Move]:
    """ "Mo was at the stove with a ladle", "there she stood with it": held, beside no verb."""
    clauses, reading = acts.clauses, acts.story.reading
    for noun in acts.nouns:
        head = clauses.head(noun)
        nominal = head >= 0 and head not in acts.at and acts.way(noun) == "with"
        if not nominal or not is_noun_of(acts, noun, _THINGS) or is_noun_of(acts, noun, WORN):
            continue
        if reading.deprels[noun] not in ("nmod", "obl") or clauses.dependents(noun, ("acl",)):
            continue
        if any(clauses.words[t] == "no" for t in clauses.dependents(noun, ("det",))):
            continue
        who = acts.person(head)
        if who is None and clauses.dependents(head, ("cop",)):
            who = acts.person(clauses.subject(head))
        elif who is None and acts.is_the(head) and acts.way(head) in PLACE_WAYS:
            above = acts.above(head)  # "sat on the wall outside with a flask"
            who = above.who if above is not None and above.by_part < 0 else None
        if who is not None:
            act = Act(noun, "have", who, -1, acts.when(head))
            yield thing_move(acts, act, "hold", "holds", who, noun, noun)


def _swaps(acts: Acts) -> Iterator[Move]:
    """ "Swapped the pen for a pencil": one thing leaves the hand, the other comes into it."""
    for act, who in acts.of_people:
        if act.lemma not in ("swap", "exchange", "trade"):
            continue
        given = [t for t in acts.objects(act.token) if _is_thing(acts, t)]
        taken = [n for n, way in acts.obliques(act.token) if way == "for" and _is_thing(acts, n)]
        for noun in given[:1] if taken else ():
            yield thing_move(acts, act, "hold", "ends", who, noun, noun)
            yield thing_move(acts, act, "hold", "begins", who, taken[0], taken[0])


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
