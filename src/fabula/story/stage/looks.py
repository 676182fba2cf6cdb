"""Looks on the stage: at whom or what people look, or away.

A look is a verb ("she glanced at him"), a noun that a light verb gives or takes ("he gave her a
look", "their eyes met"), or a part of the face that turns ("his gaze fell on the door").
"""

from collections.abc import Iterator

from fabula.english.stage import (
    FACING_ACTS,
    FIXING_EYES,
    GAZE_ADVERBS,
    GAZE_AT,
    GAZE_MEETINGS,
    GAZE_NOUNS,
    GAZE_VERBS,
    GAZE_WAYS,
    GIVING_LOOKS,
    SAYING_TO,
    SIGHT,
    SPOKEN_TO,
    TAKING_LOOKS,
    WHEN_NOT_WHERE,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.belongings import is_noun_of
from fabula.story.stage.moves import Move

__all__ = ["gazes"]

_LOOKING_PARTS = frozenset({"eyes", "eye", "gaze", "glance", "stare"})
_TURNED_PARTS = frozenset({"head", "face", "eyes", "gaze", "back"})
_OF_EYES = frozenset({"eye", "eyes", "gaze", "look", "glance", "stare"})
_TURNING = frozenset({"turn", "lift", "raise", "tilt", "swing"})
_TOWARDS = frozenset({"to", "toward", "towards", "at", "on"})
_FIXED = frozenset({"on", "upon", "to", "at", "into", "over"})
_LOWERING = frozenset({"drop", "lower", "cast"})
_AVERTING = frozenset({"avert"})
_NEXT = frozenset({",", "then", "and", "again", "back"})
_BREAKS = frozenset({".", ";", ":", "?", "!", "—", "–"})
_FACED = frozenset({"to", "toward", "towards"})
_AWAY = frozenset({"from"})
_IN_TURN = frozenset({"one", "other", "next", "another"})
"""Of whom one looks at one after the other: "from one to the other"."""
_NOTHING = frozenset({"anything", "nothing", "nobody", "anyone", "anybody"})

Seen = tuple[int, str]
"""What is looked at: its token (-1 for a mere direction) and its words."""


def gazes(acts: Acts) -> Iterator[Move]:
    """Who looks at whom or what, or away."""
    for act in acts.all:
        several = act.who is None and acts.is_several(acts.doer(act.token))
        for token, value in _seen(acts, act) if several or act.who is not None else ():
            for who in _lookers(acts, act, token):
                yield from _looks(acts, act, who, token, value)
    yield from _eyes_on(acts)
    yield from _not_looking(acts)


def _lookers(acts: Acts, act: Act, token: int) -> tuple[int, ...]:
    """Who looks at what a token means; of "they" those who are not looked at."""
    if act.who is not None:
        return (act.who,)
    return acts.group(acts.doer(act.token), acts.somebody(token) if token >= 0 else None)


def _not_looking(acts: Acts) -> Iterator[Move]:
    """ "He laughed, not looking at her": who is there and looks elsewhere."""
    reading, clauses = acts.story.reading, acts.clauses
    for act in acts.all:
        if act.who is None or act.lemma not in GAZE_VERBS or reading.xpos[act.token] != "VBG":
            continue
        denied = clauses.words[act.token - 1] == "not" and not clauses.dependents(
            act.token, ("aux",)
        )
        if denied and any(acts.somebody(noun) is not None for noun, _ in acts.obliques(act.token)):
            above = clauses.head(act.token)
            turned = Act(act.token, act.lemma, act.who, -1, acts.when(max(above, 0)))
            yield Move(turned, "gaze", "begins", act.who, value="away", span=acts.span(act.token))


def _looks(acts: Acts, act: Act, who: int, token: int, value: str) -> Iterator[Move]:
    target = acts.somebody(token)
    if target == who and not acts.is_part(token):
        target = acts.another(token, who)
        if target is None:
            return
    if target is None and token >= 0:
        target = _of_the_other(acts, token, who)
    targets = acts.group(token, who) if target is None else (target,)
    if not targets and token >= 0 and acts.clauses.words[token] in _IN_TURN:
        targets = acts.two_before(token, who)
    for one in targets or (None,):
        if one != who or acts.is_part(token):
            yield Move(act, "gaze", "begins", who, value=value, target=one,
                       span=acts.span(act.token, token))  # fmt: skip


def _of_the_other(acts: Acts, token: int, who: int) -> int | None:
    """Whose a part is that is looked at and said to be nobody's: "at the fingers"; and who is
    behind what is "of" theirs: "at the top of his head", "the shoes of Jo"."""
    body = acts.body(token)
    if acts.is_part(body) and acts.is_the(body):
        return next(acts.before(token, who), None)
    of = [t for t in acts.clauses.dependents(token, ("nmod",)) if acts.way(t) == "of"]
    return acts.somebody(of[0]) if of else None


def _seen(acts: Acts, act: Act) -> Iterator[Seen]:
    words = acts.clauses.words
    eyes = act.by_part >= 0 and words[act.by_part] in _LOOKING_PARTS
    if act.by_part >= 0 and not eyes:
        return
    yield from _seen_objects(acts, act, eyes=eyes)
    objects = acts.objects(act.token)
    if act.by_part < 0 and act.lemma in SIGHT:
        yield from ((obj, acts.noun_phrase(obj)) for obj in objects if _is_in_sight(acts, act, obj))
    if act.by_part < 0 and act.lemma in SAYING_TO:
        yield from _said_to(acts, act)
    if eyes or act.lemma in GAZE_VERBS:
        yield from _looked(acts, act)
    elif act.lemma in FACING_ACTS:
        yield from _turned(acts, act, frozenset({"at"}))
    elif act.lemma == "turn" and not objects:
        yield from ((t, v) for t, v in _turned(acts, act, _FACED) if acts.somebody(t) is not None)


def _seen_objects(acts: Acts, act: Act, *, eyes: bool) -> Iterator[Seen]:
    """ "Met his eyes", "gave her a look", "kept her eyes on the road"."""
    words = acts.clauses.words
    for obj in acts.objects(act.token):
        word = words[obj]
        if word in _OF_EYES and act.lemma in GAZE_MEETINGS and acts.owner(obj) != act.who:
            yield obj, acts.noun_phrase(obj)
        elif word in GAZE_NOUNS and act.lemma in GIVING_LOOKS | TAKING_LOOKS:
            yield from _given(acts, act, obj)
        elif _is_looked_at(acts, act, obj, eyes=eyes):
            yield obj, acts.noun_phrase(obj)
        elif word in _TURNED_PARTS and act.lemma in _TURNING:
            yield from _turned(acts, act, _TOWARDS)
        elif word in _LOOKING_PARTS and act.lemma in FIXING_EYES and acts.owner(obj) == act.who:
            yield from list(_turned(acts, act, _FIXED)) or _lowered(act)


def _lowered(act: Act) -> Iterator[Seen]:
    """ "Dropped her eyes": a look that falls on nothing named."""
    if act.lemma in _LOWERING:
        yield -1, "down"
    elif act.lemma in _AVERTING:
        yield -1, "away"


def _is_in_sight(acts: Acts, act: Act, obj: int) -> bool:
    """Whether what one sees there is a body or a thing, not what happens or is so."""
    if act.lemma == "read":
        if acts.is_body(obj) or acts.group(obj):
            return False
        if acts.clauses.words[obj] in ("it", "them"):  # the letter of which was told
            return True
    told = acts.clauses.dependents(obj, ("det", "nmod:poss"))
    thing = acts.story.reading.upos[obj] == "NOUN" and bool(told)
    return acts.is_body(obj) or bool(acts.group(obj)) or thing


def _said_to(acts: Acts, act: Act) -> Iterator[Seen]:
    """ "She said to the floor": whoever speaks to a thing looks at it."""
    for noun, way in acts.obliques(act.token):
        own = acts.clauses.head(noun) == act.token and acts.story.reading.upos[noun] == "NOUN"
        if way == "to" and own and (is_noun_of(acts, noun, SPOKEN_TO) or acts.is_part(noun)):
            yield noun, acts.noun_phrase(noun)


def _is_looked_at(acts: Acts, act: Act, obj: int, *, eyes: bool) -> bool:
    if act.lemma in GAZE_VERBS:
        return bool(acts.people(obj))  # "looked him in the eye"
    return act.lemma in GAZE_AT or (eyes and act.lemma in GAZE_MEETINGS)


def _given(acts: Acts, act: Act, look: int) -> Iterator[Seen]:
    """ "Gave him a look", "took a look at it", "shot a glance towards the door"."""
    given = acts.clauses.dependents(act.token, ("iobj",)) if act.lemma in GIVING_LOOKS else []
    found = [(t, acts.noun_phrase(t)) for t in given] or list(_turned(acts, act, GAZE_WAYS))
    found = found or [(t, acts.noun_phrase(t)) for t in acts.clauses.dependents(look, ("nmod",))
                      if acts.way(t) in GAZE_WAYS]  # fmt: skip
    yield from found


def _looked(acts: Acts, act: Act) -> Iterator[Seen]:
    """Where a look goes: what prepositions lead to, else a mere direction."""
    found = list(_turned(acts, act, GAZE_WAYS))
    found += [(n, acts.noun_phrase(n)) for n, way in acts.obliques(act.token)
              if way == "from" and acts.is_body(n) and found]  # fmt: skip
    found += list(_then(acts, act, {token for token, _ in found}))
    yield from found
    if found:
        return
    away = acts.particles(act.token) & GAZE_ADVERBS.keys()
    ways = {way for _, way in acts.obliques(act.token)}
    if act.by_part < 0 and ways & _AWAY and not ways & GAZE_WAYS:
        away |= {"away"}
    yield from ((-1, GAZE_ADVERBS[way]) for way in sorted(away)[:1])


def _then(acts: Acts, act: Act, seen: set[int]) -> Iterator[Seen]:
    """ "Looked at the clock, then at her": what is looked at next, whatever the tree says."""
    words, reading = acts.clauses.words, acts.story.reading
    _, end = acts.clauses.sentence(act.token)
    for token in range(max(seen, default=act.token) + 1, end if seen else 0):
        if reading.upos[token] == "VERB" or words[token] in _BREAKS:
            return
        noun = acts.clauses.head(token)
        after = words[token] in ("at", "to") and words[token - 1] in _NEXT
        if after and reading.deprels[token] == "case" and noun > token and noun not in seen:
            seen.add(noun)
            yield noun, acts.noun_phrase(noun)


def _turned(acts: Acts, act: Act, ways: frozenset[str]) -> Iterator[Seen]:
    found = [(n, way) for n, way in acts.obliques(act.token) if way in ways]
    found = [(n, way) for n, way in found if not _is_nothing(acts, n)]
    at = any(way == "at" for _, way in found)
    for noun, way in found:
        if way == "at" or not at:  # "at her across the table"
            yield noun, acts.noun_phrase(noun)


def _is_nothing(acts: Acts, noun: int) -> bool:
    """Whether nothing is looked at there: it tells when, or denies."""
    unmarked = acts.story.reading.deprels[noun] == "obl:unmarked"
    if acts.clauses.words[noun] in _NOTHING:
        return True
    return unmarked or acts.clauses.words[noun] in WHEN_NOT_WHERE


def _eyes_on(acts: Acts) -> Iterator[Move]:
    """ "With his eyes on the road", "her gaze on the floor": a look without a verb."""
    clauses = acts.clauses
    for noun in acts.parts:
        if clauses.words[noun] not in _LOOKING_PARTS or noun in acts.doers:
            continue
        who = acts.owner(noun)
        above = acts.at.get(clauses.head(noun))
        if who is None and above is not None and above.by_part < 0:
            who = above.who
        for one in clauses.dependents(noun, ("nmod",)):
            if acts.way(one) == "on" and who is not None and acts.somebody(one) != who:
                act = Act(noun, "look", who, -1, acts.when(noun))
                yield from _looks(acts, act, who, one, acts.noun_phrase(one))
