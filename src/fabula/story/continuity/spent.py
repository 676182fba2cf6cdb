"""Things that are gone or do not work, and are used: burnt, left behind, without power."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from fabula.english.changes import REPLACED
from fabula.english.possession import BROUGHT_OUT, FURNITURE, TAKEN_UP
from fabula.english.stage import DROPPING, TAKING_OFF
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import doer
from fabula.story.continuity.phones import dead_phones
from fabula.story.continuity.surroundings import is_of_another_time, is_one_scene
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["SpentThing", "spent_things"]

_DESTROYING = frozenset({"burn", "shred", "swallow", "incinerate"})
_USING = (
    TAKEN_UP
    | BROUGHT_OUT
    | TAKING_OFF
    | frozenset({"read", "unfold", "open", "fold", "raise", "wear", "put", "hang", "zip", "light"})
)
_AT_HAND = frozenset({"mat", "step", "hall", "porch", "doorstep", "floor", "rack", "door"})
"""Besides furniture, where a thing is left that one is about to have again."""
_OWN = frozenset({"his", "her", "my", "their"})
_REPLACED = re.compile(rf"\b(?:{alternation(REPLACED)})\b")
_REACH = 8000


@dataclass(frozen=True, slots=True)
class SpentThing:
    """``thing`` is burnt, left behind or without power at ``first``, and used at ``second``."""

    how: Literal["destroyed", "left", "dead"]
    who: int | None
    thing: str
    first: Span
    second: Span


def spent_things(story: Story) -> Iterator[SpentThing]:
    """Each use of a thing that is gone or dead, when nothing between accounts for it."""
    yield from (SpentThing("dead", p.who, "phone", p.first, p.second) for p in dead_phones(story))
    gone: dict[tuple[str, int | None], tuple[Literal["destroyed", "left"], Span]] = {}
    for act in story.acts.all:
        left = act.when == "before" and act.lemma == "leave"
        if act.when != "now" and not left:
            continue
        who = _known(story, doer(story, act))
        used = [t for t, way in story.acts.obliques(act.token) if way == "with"]
        for thing in (*story.acts.objects(act.token), *used):
            noun, own = story.clauses.words[thing], _is_own(story, thing)
            if story.reading.xpos[thing] == "NNS" and not own:
                continue
            span = story.acts.span(act.token, thing)
            for key in ((noun, who), (noun, None)):
                if (
                    key in gone
                    and (key[1] is None or own)
                    and (thing in used or _uses(act))
                    and _is_definite(story, thing)
                ):
                    how, first = gone.pop(key)
                    if not _explained(story, first, span):
                        yield SpentThing(
                            how, None if who is None or who < 0 else who, noun, first, span
                        )
            if thing in used:
                continue
            if act.lemma in _DESTROYING and _is_definite(story, thing):
                gone[noun, None] = ("destroyed", span)
            elif act.lemma == "leave" and own and who is not None and _behind(story, act):
                gone[noun, who] = ("left", span)


def _known(story: Story, who: int | None) -> int | None:
    """Who acts; for somebody of no name the only one of the scene's cast whom "she" fits."""
    if who is None or who < 0 or who in story.clauses.people:
        return who
    mentions = story.mentions
    own = np.flatnonzero(mentions.entity == who)
    words = {story.clauses.words[t] for t in mentions.head[own].tolist()}
    sex = (
        {"he/him"}
        if words & {"he", "his", "him"}
        else {"she/her"}
        if words & {"she", "her"}
        else set()
    )
    fits = [c.id for c in story.characters if c.pronouns in sex]
    return fits[0] if len(fits) == 1 else who


def _uses(act: Act) -> bool:
    return act.lemma in _USING and act.lemma not in DROPPING


def _is_own(story: Story, thing: int) -> bool:
    found = story.clauses.dependents(thing, ("nmod:poss",))
    return any(story.clauses.words[t] in _OWN for t in found)


def _is_definite(story: Story, thing: int) -> bool:
    before = {story.clauses.words[t] for t in story.clauses.dependents(thing, ("det",))}
    return "the" in before or _is_own(story, thing)


def _behind(story: Story, act: Act) -> bool:
    """Whether a thing is left on or in something: "on the tram", "in the pub"."""
    at_hand = FURNITURE | _AT_HAND
    obliques = story.acts.obliques(act.token)
    ways = {way for t, way in obliques if story.clauses.words[t] not in at_hand}
    return bool(ways & {"on", "in", "at"}) or "behind" in story.acts.particles(act.token)


def _explained(story: Story, first: Span, second: Span) -> bool:
    far = second.start - first.end > _REACH or not is_one_scene(story, first.start, second.start)
    told = story.manuscript.text[first.end : second.end]
    return far or bool(_REPLACED.search(told)) or is_of_another_time(story, second)
