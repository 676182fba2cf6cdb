"""Doors and places that are locked, and open all the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import UNLOCKING
from fabula.english.possession import LOCKED_PLACES
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.surroundings import matches_near
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["OpenedLocked", "opened_locked"]

_DOORS = frozenset({"door", "gate", "window"})
_OPENING = frozenset({"open", "swing", "fly", "burst", "creak", "stand"})
_KEY_TURNED = re.compile(
    r"\b(?:turned|turns)\s(?:the|his|her|my)\skey\sin\sthe\s(?:\w+\s)?(?P<door>door|gate)\b"
    r"|\b(?:turned|turns)\s(?:the|his|her|my)\skey\s(?:on\sthe\sinside|in\sthe\slock|behind\s(?:him|her|them|me|us))"
    r"|\b(?:shot|slid|drew|threw|ran|shoots|slides)\s(?:the|both|home\sthe)\sbolts?\s(?:home|across|behind|to\b|and|on)"
)
_NAILED = re.compile(
    r"\bwindows?\b[^.;]{0,40}\b(?:were|was|had\sbeen|is|are)\s(?:all\s)?(?:nailed|boarded|screwed|painted|bricked|sealed)\s(?:up|shut|down|over)\b"
)
_LOCKED = ("locked", "bolted", "locks", "padlocked", "barred", "chained", "sealed")
_INSIDE_DOOR = "locked door"
"""The door of those who are locked in; as what is opened, a door that somebody opens."""
_OPENING_IT = frozenset({"open", "raise", "push", "throw", "fling", "lift", "slide"})
_UNLOCKING = re.compile(rf"\b(?:{alternation(UNLOCKING)})\b", re.IGNORECASE)
_INSIDE = frozenset({"inside", "into"})
_BESIDE = 150
"""How near a place, in code points, what opens it is told."""
_REACH = 5000
_FAR = 20_000
"""How far, in code points, a lock holds: of a door in its scene, of a place in the book."""


@dataclass(frozen=True, slots=True)
class OpenedLocked:
    """What is locked at ``first`` opens, or is gone into, at ``second``."""

    what: str
    first: Span
    second: Span


def opened_locked(story: Story) -> Iterator[OpenedLocked]:
    """Each locked door that opens by itself, and each locked place that somebody walks into."""
    locked = sorted(_locked(story), key=lambda lock: lock[1])
    if not locked:
        return
    told: set[int] = set()
    for act in story.acts.all:
        opened = _opened(story, act) if act.when == "now" else None
        if opened is None:
            continue
        noun, span = opened
        for what, where in reversed(locked):
            if what == _INSIDE_DOOR and _is_jailer(story, act, where):
                continue
            if what != noun or where.end > span.start or where.start in told:
                continue
            if _holds(story, "door" if noun == _INSIDE_DOOR else noun, where, span):
                told.add(where.start)
                yield OpenedLocked("door" if noun == _INSIDE_DOOR else noun, where, span)
            break


def _is_jailer(story: Story, act: Act, where: Span) -> bool:
    """Whether the one who opens has locked the others in."""
    lock = next((a for a in story.acts.after(where.start - 1, 1)), None)
    return lock is not None and lock.who == act.who


def _locked(story: Story) -> Iterator[tuple[str, Span]]:
    """ "She locked the door", "the chapel is locked"."""
    clauses, reading = story.clauses, story.reading
    for match in _KEY_TURNED.finditer(story.manuscript.text):
        if story.speech.at(match.start()) is None:
            yield match["door"] or "door", Span(*match.span())
    for match in matches_near(story, _NAILED, ("window", "windows"), 0, 80):
        if story.speech.at(match.start()) is None:
            yield "window", Span(*match.span())
    yield from _locked_in(story)
    for token in clauses.places(_LOCKED):
        if reading.upos[token] == "ADJ" or clauses.dependents(token, ("nsubj:pass", "cop")):
            things = clauses.dependents(token, ("nsubj", "nsubj:pass"))
        else:
            things = clauses.dependents(token, ("obj",))
        status = clauses.status(token, token + 1)
        for thing in things:
            noun = clauses.words[thing]
            known = noun in _DOORS or noun in LOCKED_PLACES
            the = any(clauses.words[t] == "the" for t in clauses.dependents(thing, ("det",)))
            if known and the and status and status.time == "now" and not status.negated:
                yield noun, story.acts.span(thing, token)


def _locked_in(story: Story) -> Iterator[tuple[str, Span]]:
    """ "She locked them in": a door that those inside cannot open."""
    for act in story.acts.all:
        if act.lemma not in ("lock", "bolt", "shut") or act.when != "now" or act.who is None:
            continue
        people = [t for t in story.acts.objects(act.token) if story.reading.upos[t] == "PRON"]
        them = [t for t in people if not story.clauses.words[t].endswith(("self", "selves"))]
        after = {story.clauses.words[t + 1] for t in them if t + 1 < len(story.clauses.words)}
        if (
            them
            and (story.acts.particles(act.token) | after) & {"in", "up"}
            and act.lemma != "shut"
        ):
            yield _INSIDE_DOOR, story.acts.span(act.token, *them)


def _opened(story: Story, act: Act) -> tuple[str, Span] | None:
    """The door that opens by itself or before somebody from outside; the place gone into."""
    clauses = story.clauses
    subject = clauses.subject(act.token)
    if subject >= 0 and clauses.words[subject] in _DOORS and act.lemma in _OPENING:
        opens = act.lemma in ("open", "burst") or "open" in story.acts.particles(act.token)
        opens = opens or "open" in clauses.words[act.token + 1 : act.token + 3]
        swings = act.lemma == "swing" and story.acts.particles(act.token) & {"back", "wide"}
        opens = opens or bool(swings)
        the = any(clauses.words[t] == "the" for t in clauses.dependents(subject, ("det",)))
        if opens and the and not story.acts.objects(act.token):
            return clauses.words[subject], story.acts.span(subject, act.token)
    for thing in story.acts.objects(act.token) if act.lemma in _OPENING_IT else ():
        if clauses.words[thing] == "window":
            opens = act.lemma == "open" or bool(story.acts.particles(act.token) & {"up", "open"})
            return ("window", story.acts.span(act.token, thing)) if opens else None
    for thing in story.acts.objects(act.token) if act.lemma == "open" else ():
        the = any(clauses.words[t] == "the" for t in clauses.dependents(thing, ("det",)))
        if clauses.words[thing] == "door" and the and act.who is not None:
            return _INSIDE_DOOR, story.acts.span(act.token, thing)
    for noun, way in story.acts.obliques(act.token):
        the = any(clauses.words[t] == "the" for t in clauses.dependents(noun, ("det",)))
        goes = act.lemma in ("go", "slip", "walk", "step", "come", "hurry", "run", "creep", "duck")
        if way in _INSIDE and goes and the and clauses.words[noun] in LOCKED_PLACES:
            return clauses.words[noun], story.acts.span(act.token, noun)
    return None


def _holds(story: Story, noun: str, where: Span, span: Span) -> bool:
    """Whether nothing told between the lock and the opening undoes the lock."""
    manuscript, text = story.manuscript, story.manuscript.text
    if noun in _DOORS:
        if manuscript.scene_at(where.start) != manuscript.scene_at(span.start):
            return False
        if span.start - where.end > _REACH:
            return False
    elif span.start - where.end > _FAR:
        return False
    block = manuscript.block_at(where.start)
    begin = manuscript.blocks[block].span.end if block >= 0 else where.end
    if begin >= span.start:
        return False
    if noun in _DOORS:
        return not _UNLOCKING.search(text, begin, span.end + _BESIDE)
    told = [m.start() for m in re.finditer(rf"\b{noun}\b", text[begin : span.end])]
    near = [(max(begin, begin + at - _BESIDE), begin + at + _BESIDE) for at in told]
    return not any(_UNLOCKING.search(text, low, high) for low, high in near)
