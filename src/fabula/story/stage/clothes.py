"""Clothes on the stage: what people wear, put on and take off."""

from bisect import bisect_right
from collections.abc import Iterator

from fabula.english.stage import (
    CLOTH_PARTS,
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
from fabula.story.stage.belongings import is_noun_of, meant, thing_move
from fabula.story.stage.contact import noun_after
from fabula.story.stage.moves import Change, Move

__all__ = ["clothes", "is_garment", "is_taken_off"]

_CLIMBS = 4
_LATELY = 30
"""Tokens back that somebody was told of whose clothes are listed."""
_KEPT = frozenset({"look", "search", "hunt", "find", "go", "rummage", "dig", "reach", "choose"})
"""What one does with clothes that one has not on."""
_BEARING = frozenset({"head", "shoulder", "shoulders"})
_NOT_ON = frozenset({"other", "old", "spare", "new"})
_HAVING = frozenset({"have", "keep", "leave", "wear"})
_ON_BODY = frozenset({"on", "over", "round", "around", "about"})
_COMES_OFF = frozenset({"come", "go", "fall", "be"})


def clothes(acts: Acts) -> Iterator[Move]:
    """Who wears what, puts it on and takes it off."""
    told: set[tuple[int, int]] = set()
    found = (
        *_by_verbs(acts), *_described(acts), *_by_themselves(acts), *_owned(acts),
        *_on_bodies(acts), *_listed(acts),
    )  # fmt: skip
    for thing, move in found:
        if (thing, move.who) not in told:
            told.add((thing, move.who))
            yield move


def is_garment(acts: Acts, token: int) -> bool:
    """Whether the token is something that people wear."""
    return is_noun_of(acts, token, WORN)


def _by_verbs(acts: Acts) -> Iterator[tuple[int, Move]]:
    for act, who in acts.of_people:
        for obj in acts.objects(act.token):
            off = act.lemma in TAKING_OFF and is_taken_off(acts, act, obj)
            thing = meant(acts, obj, WORN, nobody=off)
            change = _change(acts, act, obj, thing) if thing >= 0 else None
            if change is not None:
                yield obj, thing_move(acts, act, "wear", change, who, thing, obj)
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


def is_taken_off(acts: Acts, act: Act, obj: int) -> bool:
    """ "Peeled them off": by the verb's particle, or by the word right after "it" or "them"."""
    if "off" in acts.particles(act.token):
        return True
    words = acts.clauses.words
    return words[obj] in ("it", "them") and words[obj + 1 : obj + 2] == ("off",)


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


def _is_followed_by(acts: Acts, token: int, word: str) -> bool:
    """ "Coat on": whether a particle stands right after a noun and ends the phrase."""
    words, upos = acts.clauses.words, acts.story.reading.upos
    if token + 2 >= len(words) or words[token + 1] != word:
        return False
    return upos[token + 2] in ("PUNCT", "CCONJ", "SCONJ", "ADV", "PART", "AUX", "VERB")


def _out_of(acts: Acts, act: Act, noun: int, way: str) -> bool:
    """ "Climbed out of his trousers", not "took out a pair of gloves"."""
    own = acts.clauses.head(noun) == act.token
    return own and way == "of" and "out" in acts.particles(act.token)


def _change(acts: Acts, act: Act, obj: int, thing: int) -> Change | None:
    particles = acts.particles(act.token) | acts.particles(obj)
    if not is_garment(acts, thing):
        worn = act.lemma in WEARING or (act.lemma == "have" and "on" in particles)
        worn = worn and acts.story.reading.upos[obj] == "NOUN" and not acts.is_part(obj)
        return "holds" if worn and acts.clauses.words[obj] not in UNWORN else None
    if act.lemma in UNDRESSING:
        return "ends"
    if obj != thing:  # "straightened it" may be said of a picture
        off = act.lemma in TAKING_OFF and is_taken_off(acts, act, obj)
        return "ends" if off else _put(act, frozenset(particles))
    if _is_particle(acts, act, obj):
        particles.add(acts.way(obj))
    if act.lemma in _HAVING and _is_followed_by(acts, obj, "on"):
        return "holds"
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
        if acts.way(first) == "in" and clauses.dependents(first, ("cop",)):
            be = clauses.dependents(first, ("cop",))[0]
            for who in acts.people(clauses.subject(first)):
                been = Act(be, "be", who, -1, acts.when(first))
                yield token, thing_move(acts, been, "wear", "holds", who, token, token)
            continue
        on = "on" in acts.particles(token) or _is_followed_by(acts, token, "on")
        on = on and acts.way(first) == "with"
        if head < 0 or not (on or acts.way(first) == "in"):
            continue
        act = acts.at.get(head)
        people = _described_by(acts, head, act) or _near(acts, head)
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


def _near(acts: Acts, head: int) -> tuple[int, ...]:
    """Who is described where the tree ties "in a hat" to a place: "at the desk, in a hat"."""
    clauses = acts.clauses
    for _ in range(_CLIMBS):
        if head < 0:
            break
        if clauses.subject(head) >= 0 and clauses.dependents(head, ("cop",)):
            return acts.people(clauses.subject(head))
        head = clauses.head(head)
        over = acts.at.get(head) if head >= 0 else None
        if over is not None and (over.who is not None or acts.is_several(acts.doer(over.token))):
            return (over.who,) if over.who is not None else acts.group(acts.doer(over.token))
        who = acts.person(head) if head >= 0 else None
        if who is not None:
            return (who,)
    return ()


def _on_bodies(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "The ring was on her finger", "a scarf round his neck": on a body, so worn there."""
    words, upos = acts.clauses.words, acts.story.reading.upos
    for token in acts.nouns:
        if not is_garment(acts, token) or acts.way(token) in ("in", "from"):
            continue
        _, stop = acts.clauses.sentence(token)
        at = token + 1
        while at < min(token + _CLIMBS + 1, stop) and upos[at] in ("AUX", "ADV"):
            at += 1
        if at >= stop or words[at] not in _ON_BODY:
            continue
        part = noun_after(acts, at, stop)
        who = acts.owner(part) if part >= 0 and acts.is_part(part) else None
        if who is not None:
            made = Act(token, "be", who, -1, acts.when(_verb(acts, token)))
            yield token, thing_move(acts, made, "wear", "holds", who, token, token)


def _verb(acts: Acts, token: int) -> int:
    """The act over a noun, else the noun."""
    act = acts.above(token)
    return token if act is None else act.token


def _listed(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "He stared. Boots, a grey coat.": clothes of who was told of last, without a verb."""
    reading, clauses = acts.story.reading, acts.clauses
    for token in acts.nouns:
        if not is_garment(acts, token):
            continue
        if acts.way(token) not in ("", "over", "under") and not _is_apart(acts, token):
            continue
        first, last = clauses.sentence(token)
        if clauses.dependents(token, ("nmod:poss", "acl:relcl")) or not _is_bare(acts, token):
            continue
        verbs = any(reading.upos[t] in ("VERB", "AUX") for t in range(first, last))
        if verbs and not _is_apart(acts, token):
            continue
        block_at = acts.story.manuscript.block_at
        start = reading.tokens.start
        low = bisect_right(acts.starts, int(start[token if verbs else first]) - 1)
        act = acts.all[low - 1] if low else None
        if act is None or block_at(int(start[act.token])) != block_at(int(start[token])):
            continue
        if act.who is not None and first - act.token < _LATELY:
            made = Act(token, "be", act.who, -1, act.when)
            yield token, thing_move(acts, made, "wear", "holds", act.who, token, token)


def _is_apart(acts: Acts, token: int) -> bool:
    """ "He went by, good shoes, and waved": a bare noun and its adjectives between two commas."""
    words, upos = acts.clauses.words, acts.story.reading.upos
    first = token
    while first > 0 and upos[first - 1] == "ADJ":
        first -= 1
    ends = words[token + 1 : token + 2] in ((",",), (".",), (";",), ("first",), ("up",))
    return ends and words[first - 1] == "," and acts.clauses.head(token) < token


def _is_bare(acts: Acts, token: int) -> bool:
    """Whether a noun stands for itself: not "no hat", not "the lid of a hat box"."""
    words = {acts.clauses.words[t] for t in acts.clauses.dependents(token, ("det",))}
    head = acts.story.reading.deprels[token]
    return "no" not in words and head in (
        "root",
        "conj",
        "appos",
        "list",
        "parataxis",
        "nmod",
        "obl",
    )


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
            off = "off" in acts.particles(token) or any(
                _is_followed_by(acts, token, word) for word in ("off", "gone", "discarded")
            )
            on = "on" in acts.particles(token) or _is_followed_by(acts, token, "on")
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


def _is_elsewhere(acts: Acts, token: int) -> bool:
    """ "His cap in his fist", "her other glove": not on somebody's body."""
    words, dependents = acts.clauses.words, acts.clauses.dependents
    ends = [n for n in dependents(token, ("nmod",)) if acts.way(n) in ("in", "under", "over")]
    held = any(acts.is_part(n) and words[n] not in _BEARING for n in ends)
    return held or any(words[t] in _NOT_ON for t in dependents(token))


def _owned(acts: Acts) -> Iterator[tuple[int, Move]]:
    """ "Rain ran off his hat": somebody's, and on them, as nothing is done to it."""
    reading = acts.story.reading
    for token in acts.nouns:
        if not is_garment(acts, token):
            continue
        if acts.clauses.words[token] in CLOTH_PARTS:
            continue
        who = acts.owner(token)
        head = acts.clauses.head(token)
        act = acts.at.get(head)
        handled = act is not None and (reading.deprels[token] == "obj" or act.lemma in PUTTING)
        handled = handled or (act is not None and act.lemma in _KEPT) or _is_elsewhere(acts, token)
        if who is not None and not handled:
            made = act or Act(token, "be", who, -1, acts.when(head if head >= 0 else token))
            yield token, thing_move(acts, made, "wear", "holds", who, token, token)
