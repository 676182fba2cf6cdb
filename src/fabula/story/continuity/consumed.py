"""What is eaten, drunk or smoked up, and is eaten, drunk or smoked on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.food import (
    DRINKING,
    DRINKS,
    EATING,
    FINISHING,
    PORTIONS,
    REFILLED,
    SMOKES,
    VESSELS,
)
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import is_of_another_time, time_passes
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["used_up"]

_REFILLED = re.compile(rf"\b(?:{alternation(REFILLED)})\b", re.IGNORECASE)
_OFFERED = re.compile(r"\b(?:another|same\sagain|refill|top\syou|have\smine)\b", re.IGNORECASE)
_UP = frozenset({"off", "up", "down", "back"})
_PUT_OUT = frozenset("stub grind tread crush flick toss throw drop pinch stamp".split())
_OUT = frozenset({"out", "away", "into", "under", "on"})
_ALL = frozenset({"last", "rest", "remains", "dregs"})
_HAVING = frozenset({"take", "have", "get"})
_DRAWING = frozenset({"draw", "puff", "drag", "pull", "suck", "inhale"})
_OF = frozenset({"of", "from", "at", "on", "into", "off", "out"})
_OF_USE = EATING | DRINKING | FINISHING | _PUT_OUT | _HAVING | _DRAWING | {
    "smoke", "help", "bite", "go", "disappear", "vanish"
}  # fmt: skip
_DEFINITE = frozenset({"the", "his", "her", "my", "their", "its"})
_SAME = {"espresso": "coffee", "latte": "coffee", "cappuccino": "coffee", "chai": "tea"}
_REACH = 3000
_EVERYBODY = -2
"""Whose helping it was where nobody has any more; no character's id, nor the narrator's."""


@dataclass(frozen=True, slots=True)
class _Gone:
    """What is no longer there: its noun, "" for what a vessel held; of everybody where so."""

    noun: str
    span: Span
    scene: int
    of_all: bool = False


def used_up(story: Story) -> Iterator[Clash]:
    """Each helping taken of what the same person has finished, when nothing brings more."""
    gone: dict[int, _Gone] = {}
    empty = set(story.clauses.places(["empty"]))
    for act in story.acts.all:
        near_empty = bool(empty) and not empty.isdisjoint(range(act.token, act.token + 10))
        if act.when not in ("now", "before") or not (act.lemma in _OF_USE or near_empty):
            continue
        who = doer(story, act)
        using = _used(story, act) if act.when == "now" and who is not None else None
        if using is not None and who is not None:
            noun, token = using
            span = story.acts.span(act.token, token)
            for key in (who, _EVERYBODY):
                before = gone.get(key)
                if before is not None and _is_meant(story, before, noun, token, span):
                    gone.pop(key)
                    yield Clash("used up", before.span, span, None if who == NARRATOR else who,
                                noun or before.noun)  # fmt: skip
                    break
        finished = _finished(story, act)
        if finished is not None:
            noun, token, of_all = finished
            span = story.acts.span(act.token, token)
            scene = story.manuscript.scene_at(span.start)
            if of_all:
                gone[_EVERYBODY] = _Gone(noun, span, scene, of_all)
            elif who is not None:
                gone[who] = _Gone(noun, span, scene)


def _kind(story: Story, token: int) -> str:
    """The noun of what is consumed; "" for a vessel, which may hold it."""
    word = story.reading.lemmas[token].lower()
    if word in VESSELS:
        of = [t for t in story.clauses.dependents(token, ("nmod",)) if story.acts.way(t) == "of"]
        return _kind(story, of[0]) if of and of[0] != token else ""
    return "smoke" if word in SMOKES else _SAME.get(word, word)


def _finished(story: Story, act: Act) -> tuple[str, int, bool] | None:
    """What an act leaves nothing of: its noun and token, and whether nobody has any more."""
    acts, words = story.acts, story.clauses.words
    particles = acts.particles(act.token)
    subject = story.clauses.subject(act.token)
    last = subject >= 0 and words[subject] in _ALL and act.lemma in ("go", "disappear", "vanish")
    if last:
        of = [t for t in story.clauses.dependents(subject, ("nmod",)) if acts.way(t) == "of"]
        return (_kind(story, of[0]), of[0], True) if of else None
    for thing in acts.objects(act.token):
        upos = story.reading.upos[thing]
        lemma = story.reading.lemmas[thing].lower()
        if upos not in ("NOUN", "ADJ"):
            continue
        empty = any(words[t] == "empty" for t in story.clauses.dependents(thing, ("amod",)))
        if empty and lemma in VESSELS and act.lemma not in ("fill", "bring", "see", "find"):
            return "", thing, False
        if words[thing] in _ALL and act.lemma in EATING | DRINKING | FINISHING:
            of = [t for t in story.clauses.dependents(thing, ("nmod",)) if acts.way(t) == "of"]
            if of:
                return _kind(story, of[0]), of[0], False
        if not _is_definite(story, thing):
            continue
        food = lemma in VESSELS or act.lemma in EATING | DRINKING or lemma in DRINKS
        up = act.lemma in (EATING | DRINKING) - {"down", "drain"} and particles & _UP
        if act.lemma in FINISHING or (up and food):
            return _kind(story, thing), thing, False
        ways = {way for _, way in acts.obliques(act.token)}
        smoked = act.lemma == "smoke" and "down" in particles
        if lemma in SMOKES and (smoked or (act.lemma in _PUT_OUT and (particles | ways) & _OUT)):
            return "smoke", thing, False
    return None


def _used(story: Story, act: Act) -> tuple[str, int] | None:
    """What an act takes of: "sipped her tea", "took a bite of it"; its noun and token."""
    acts, words = story.acts, story.clauses.words
    ways = [(t, way) for t, way in acts.obliques(act.token) if way in _OF]
    objects = acts.objects(act.token)
    if act.lemma in _HAVING:
        portion = next((t for t in objects if story.reading.lemmas[t] in PORTIONS), None)
        if portion is not None:
            of = story.clauses.dependents(portion, ("nmod", "obl"))
            of += [t for t, way in ways if way in ("of", "from", "at", "on")]
            of = [t for t in of if story.reading.upos[t] == "NOUN"]
            return (_kind(story, of[0]), of[0]) if of else None
        return None
    if act.lemma == "help" and any(words[t].endswith(("self", "selves")) for t in objects):
        to = [t for t, way in acts.obliques(act.token) if way == "to"]
        return (_kind(story, to[0]), to[0]) if to else None
    if act.lemma in _DRAWING:
        on = [t for t in (*objects, *(t for t, _ in ways)) if _kind(story, t) == "smoke"]
        return ("smoke", on[0]) if on else None
    if act.lemma not in (EATING | DRINKING | {"bite"}) - {"get", "work", "drain", "down", "finish"}:
        return None
    for thing in [*objects, *(t for t, _ in ways)]:
        if story.reading.upos[thing] == "NOUN" and _is_definite(story, thing):
            return _kind(story, thing), thing
    return None


def _is_definite(story: Story, thing: int) -> bool:
    before = story.clauses.dependents(thing, ("det", "nmod:poss"))
    return any(story.clauses.words[t] in _DEFINITE for t in before)


def _is_meant(story: Story, gone: _Gone, noun: str, token: int, span: Span) -> bool:
    """Whether what is taken is what is gone, in one scene, and nothing brings it back."""
    if gone.of_all:
        same = gone.noun == noun
    else:
        drink = noun in DRINKS
        same = gone.noun == noun or (gone.noun == "" and drink) or (
            noun == "" and gone.noun in DRINKS)  # fmt: skip
    far = span.start - gone.span.end > _REACH or span.start < gone.span.end
    if not same or far or gone.scene != story.manuscript.scene_at(span.start):
        return False
    text = story.manuscript.text
    if is_of_another_time(story, span) or _OFFERED.search(text, gone.span.end, span.start):
        return False
    between = story.speech.narration(gone.span.end, span.start)
    around = story.clauses.dependents(token, ("amod", "det"))
    if any(story.clauses.words[t] in ("next", "new", "second", "fresh") for t in around):
        return False
    return not _REFILLED.search(between) and not time_passes(between)
