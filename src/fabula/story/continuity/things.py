"""Things given away and used by the giver, put down and in the hand, in two places at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fabula.english.clothes import GARMENTS
from fabula.english.possession import (
    BROUGHT_OUT,
    FIDDLING,
    FURNITURE,
    GIVEN,
    INTO_HANDS,
    POCKETS,
    PUT_INTO_HANDS,
    SAME_FURNITURE,
    TAKEN_UP,
)
from fabula.english.stage import DROPPING, PUTTING, PUTTING_ON, TAKING_OFF, THINGS
from fabula.language.reading import EntityType
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["Misplaced", "misplaced"]

_OUT = frozenset({"out", "up"})
_DOWN = frozenset({"down", "aside", "back", "away"})
_ON = frozenset({"on", "upon", "onto", "in", "into", "against", "beside", "under", "over"})
_PRONOUNS = {"him": "he/him", "his": "he/him", "her": "she/her", "hers": "she/her"}
_MANY = frozenset({"another", "second", "other", "spare", "new", "two", "more", "last", "next"})
_LIES = frozenset({"lie", "stand", "sit", "hang", "rest", "be", "lean"})
_IT = 40
"""How many tokens back "it" may mean a thing."""
_OF_THINGS = frozenset({"blade", "handle", "lid", "cover", "cork", "chain", "cord", "tape"})
_SPOKEN_OF = 150
"""How many tokens back, in speech too, the thing stands that is put into a hand as "it"."""
_TOLD_OF = frozenset({"root", "obj", "nsubj", "nsubj:pass", "ccomp", "parataxis"})
_KEPT = 120
"""How many tokens back the thing stands that somebody may keep."""
_TO_KEEP = re.compile(
    r"\b(?:told\s(?:him|her|them|the\s\w+|[A-Z]\w+)\s(?:that\s)?(?:he|she|they)\scould|let\s(?:him|her|them|[A-Z]\w+))\s(?:keep|have)\sit\b"
)
_FAR = 20_000
_NEAR = 6000
"""How far, in code points, a thing given away, and one put down, is kept in mind."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A thing that is where it cannot be.

    ``how``: ``given`` away at ``first`` and used by the giver at ``second``; ``put`` down and
    in the hand; ``left`` in one place and taken from another.
    """

    how: Literal["given", "put", "left"]
    who: int | None
    thing: str
    first: Span
    second: Span


@dataclass(frozen=True, slots=True)
class _Held:
    who: int
    span: Span
    scene: int
    place: str = ""


def misplaced(story: Story) -> Iterator[Misplaced]:
    """What is told of things that cannot be, in the order of the text."""
    given: dict[str, _Held] = {}
    put: dict[str, _Held] = {}
    lying: dict[str, _Held] = {}
    last: dict[int | None, int] = {}
    kept = [m.end() for m in _TO_KEEP.finditer(story.manuscript.text)]
    for act in story.acts.all:
        if act.when in ("imagined", "habit", "after"):
            continue
        at = int(story.reading.tokens.start[act.token])
        scene = story.manuscript.scene_at(at)
        who = doer(story, act)
        while kept and kept[0] < at:
            _note_kept(story, kept.pop(0), last, given)
        things = _things(story, act)
        given_as_it = [] if things else _it(story, act)
        for thing in things or given_as_it:
            noun = story.clauses.words[thing]
            last[who] = thing
            span = story.acts.span(act.token, *([] if given_as_it else [thing]))
            sure = who is not None and act.when == "now"
            sure = sure and (bool(given_as_it) or _is_the(story, thing))
            if sure and who is not None:
                yield from _wrong(story, act, thing, who, scene, (given, put, lying))
            if noun in given and (given[noun].who == who or _moves(story, act)):
                given.pop(noun)
            put.pop(noun, None)
            lying.pop(noun, None)
            if not sure or who is None:
                continue
            if _gives(story, act):
                given[noun] = _Held(who, span, scene)
            elif _puts_down(story, act):
                put[noun] = _Held(who, span, scene)
        _note_lying(story, act, scene, lying)
        if who is not None and act.when == "now" and _puts_down(story, act):
            it = any(story.clauses.words[t] == "it" for t in story.acts.objects(act.token))
            thing = last.get(who, -1)
            if it and thing >= 0 and act.token - thing < _IT:
                put[story.clauses.words[thing]] = _Held(who, story.acts.span(act.token), scene)


def _note_kept(
    story: Story, offset: int, last: dict[int | None, int], given: dict[str, _Held]
) -> None:
    """ "I told her she could keep it": what the teller had in hand last is given away."""
    token = story.clauses.token_at(offset)
    begin, _ = story.clauses.sentence(token)
    words = story.clauses.words
    subjects = [t for t in range(begin, token) if story.reading.deprels[t].startswith("nsubj")]
    told = {NARRATOR if words[t] == "i" else story.acts.person(t) for t in subjects}
    for who in told - {None}:
        thing = last.get(who, -1)
        if who is not None and 0 <= token - thing < _KEPT and _is_the(story, thing):
            span = story.clauses.span(token, token + 1)
            given[words[thing]] = _Held(who, span, story.manuscript.scene_at(offset))
            return


def _things(story: Story, act: Act) -> list[int]:
    """The things that an act is done to, or that its subject's hands have."""
    found = [t for t in story.acts.objects(act.token)
             if story.reading.upos[t] == "NOUN" or story.clauses.words[t] in THINGS]  # fmt: skip
    return [t for t in found if story.clauses.words[t] in THINGS
            or (not story.acts.is_part(t) and story.acts.person(t) is None)]  # fmt: skip


def _it(story: Story, act: Act) -> list[int]:
    """The thing that "it" means which is put into somebody's hand, spoken of last."""
    reading, words = story.reading, story.clauses.words
    it = [t for t in story.acts.objects(act.token) if words[t] == "it"]
    if not it or not _gives(story, act):
        return []
    for t in range(it[0] - 1, max(it[0] - _SPOKEN_OF, -1), -1):
        solid = words[t] in THINGS - GARMENTS - _OF_THINGS and reading.xpos[t] == "NN"
        if solid and reading.upos[t] == "NOUN" and reading.deprels[t] in _TOLD_OF:
            return [t]
    return []


def _is_the(story: Story, thing: int) -> bool:
    """Whether a thing is one in particular: "the lighter", "his lighter", "Tom's lighter"."""
    words = story.clauses.words
    before = story.clauses.dependents(thing, ("det", "nmod:poss", "amod", "nummod"))
    many = story.reading.xpos[thing] == "NNS" and words[thing] not in GARMENTS
    if many or any(words[t] in _MANY for t in before):
        return False
    return any(
        words[t] in ("the", "that", "this") or story.reading.deprels[t] == "nmod:poss"
        for t in before
    )


def _wrong(
    story: Story,
    act: Act,
    thing: int,
    who: int,
    scene: int,
    known: tuple[dict[str, _Held], dict[str, _Held], dict[str, _Held]],
) -> Iterator[Misplaced]:
    """What an act shows to be wrong with what is known of its thing."""
    noun, span = story.clauses.words[thing], story.acts.span(act.token, thing)
    given, put, lying = (held.get(noun) for held in known)
    whose = None if who < 0 else who
    has = _brings_out(story, act) or (act.lemma in FIDDLING | {"turn"} and _is_own(story, act, who))
    if given and has and _kept(story, given, who, span, noun, _FAR):
        yield Misplaced("given", whose, noun, given.span, span)
    in_scene = put is not None and put.scene == scene and act.lemma in FIDDLING
    if put and in_scene and _kept(story, put, who, span, noun, _NEAR):
        yield Misplaced("put", whose, noun, put.span, span)
    if lying and lying.scene == scene and act.lemma in ("pick", "take", "lift", "snatch"):
        place = _from_where(story, act)
        same = {place, SAME_FURNITURE.get(place, place)} & {
            lying.place,
            SAME_FURNITURE.get(lying.place, lying.place),
        }
        if place and not same and span.start - lying.span.end < _NEAR:
            yield Misplaced("left", whose, noun, lying.span, span)


def _is_own(story: Story, act: Act, who: int) -> bool:
    """ "Twisted the ring on her finger": whether it is done on the doer's own hand."""
    for t, way in story.acts.obliques(act.token):
        if way in ("on", "round", "in", "between") and story.acts.is_part(t):
            owners = story.clauses.dependents(t, ("nmod:poss",))
            mine = who == NARRATOR and bool(owners) and story.clauses.words[owners[0]] == "my"
            return mine or (bool(owners) and story.acts.person(owners[0]) == who)
    return False


def _kept(story: Story, held: _Held, who: int, span: Span, noun: str, reach: int) -> bool:
    """Whether the thing is still where the same person brought it."""
    near = span.start - held.span.end < reach
    told = story.manuscript.text[held.span.end : span.start]
    returned = re.search(rf"\b(?:it|them|{noun})(?:\s\w+){{0,3}}\sback\b", told)
    return held.who == who and near and not returned and not _apart(story, held.span, span, noun)


def _apart(story: Story, first: Span, second: Span, noun: str) -> bool:
    """Whether somebody takes or hands on the thing in between, by its noun or as "it" beside."""
    tokens = story.reading.tokens
    low = int((tokens.start < first.end).sum())
    high = int((tokens.start < second.start).sum())
    words = story.clauses.words
    for t in range(low, high):
        if story.reading.upos[t] != "VERB" or story.reading.lemmas[t] not in TAKEN_UP | GIVEN:
            continue
        for o in story.clauses.dependents(t, ("obj",)):
            if words[o] == noun or (words[o] == "it" and noun in words[max(low, t - _IT) : t]):
                return True
    return False


def _gives(story: Story, act: Act) -> bool:
    """Whether the thing leaves for somebody else's hands."""
    acts, words = story.acts, story.clauses.words
    who = doer(story, act)
    if act.lemma in GIVEN:
        to = [t for t, way in acts.obliques(act.token) if way == "to"]
        to += story.clauses.dependents(act.token, ("iobj",))
        return any(_is_another(story, t, who) for t in to)
    if act.lemma not in PUT_INTO_HANDS:
        return False
    for t, way in acts.obliques(act.token):
        if way in ("in", "into") and words[t] in INTO_HANDS:
            possessors = story.clauses.dependents(t, ("nmod:poss",))
            if possessors and _is_another(story, possessors[0], who):
                return True
    return False


def _moves(story: Story, act: Act) -> bool:
    """Whether somebody who was given a thing lets it go again, or another takes it."""
    kept = {story.clauses.words[t] for t, _ in story.acts.obliques(act.token)} & (
        POCKETS | GARMENTS
    )
    return act.lemma in GIVEN | DROPPING | TAKEN_UP or (act.lemma in PUTTING and not kept)


def _is_another(story: Story, token: int, who: int | None) -> bool:
    """Whether a token means a person who is not the one who acts."""
    words, people = story.clauses.words, story.clauses.pronouns
    own = people.get(who) if who is not None else None
    gender = _PRONOUNS.get(words[token])
    if gender is not None:
        if who == NARRATOR or (own is not None and own != gender):
            return True
        return story.acts.person(token) not in (None, who)
    if story.reading.upos[token] == "PRON":
        return words[token] in ("me", "my", "you", "your") and who != NARRATOR
    m = story.clauses.by_head.get(token, -1)
    return m >= 0 and story.mentions.type[m] == EntityType.PER


def _puts_down(story: Story, act: Act) -> bool:
    acts = story.acts
    down = bool(acts.particles(act.token) & _DOWN)
    placed = any(
        way in _ON and story.clauses.words[t] in FURNITURE for t, way in acts.obliques(act.token)
    )
    return act.lemma in PUTTING and (down or placed)


def _brings_out(story: Story, act: Act) -> bool:
    """Whether somebody takes the thing out of what they have on them."""
    acts = story.acts
    after = set(story.clauses.words[act.token + 1 : act.token + 2])
    out = bool((acts.particles(act.token) | after) & _OUT)
    pocket = any(
        story.clauses.words[t] in POCKETS and way in ("of", "from")
        for t, way in acts.obliques(act.token)
    )
    particles = acts.particles(act.token)
    worn = (act.lemma in TAKING_OFF and "off" in particles) or (
        act.lemma in PUTTING_ON and "on" in particles
    )
    worn = worn and bool({story.clauses.words[t] for t in acts.objects(act.token)} & GARMENTS)
    brought = act.lemma in BROUGHT_OUT and (out or pocket)
    return brought or worn or act.lemma in ("zip", "button", "don")


def _from_where(story: Story, act: Act) -> str:
    """The furniture that a thing is taken from, or that one goes to and takes it."""
    acts, words = story.acts, story.clauses.words
    for t, way in acts.obliques(act.token):
        if way in ("from", "off") and words[t] in FURNITURE:
            return words[t]
    head = story.clauses.head(act.token)
    went = head >= 0 and story.reading.lemmas[head] in ("go", "walk", "cross", "step", "come")
    if went and story.reading.deprels[act.token] == "conj":
        for t, way in acts.obliques(head):
            if way == "to" and words[t] in FURNITURE:
                return words[t]
    return ""


def _note_lying(story: Story, act: Act, scene: int, lying: dict[str, _Held]) -> None:
    """ "The letter lay on the mantelpiece": where a thing is told to be."""
    subject = story.clauses.subject(act.token)
    if act.lemma not in _LIES or subject < 0 or story.reading.upos[subject] != "NOUN":
        return
    if story.acts.person(subject) is not None or not _is_the(story, subject):
        return
    for t, way in story.acts.obliques(act.token):
        if way in ("on", "in") and story.clauses.words[t] in FURNITURE:
            noun = story.clauses.words[subject]
            span = story.acts.span(subject, act.token, t)
            lying[noun] = _Held(-2, span, scene, story.clauses.words[t])
            return
