"""Who leaves the stage for good or for a while: those who go, and those who die there.

Only what the narration tells of now counts, of somebody called by name in the sentence or
last before it in the paragraph: a pronoun's link alone is too weak to miss somebody by.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fabula.english.inflection import COPULAR_FORMS
from fabula.english.stage import LEAVING
from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["Exit", "deaths", "leavings", "named_acts"]

_OFF = frozenset({"set", "head", "make", "take", "drive", "ride"})
"""Verbs that with "off" take somebody away."""
_UP_TO = frozenset({"bed", "room", "upstairs", "bedroom"})
_NO_EXIT = frozenset({"window", "balcony", "landing", "porch", "terrace", "sight", "mind", "way"})
"""What one goes out to, or out of, and can still be heard."""
_AMONG_OTHERS = frozenset({"first", "last", "next", "together", "sometimes", "often"})
_ERRANDS = frozenset("fetch get bring find see look recover call tell answer".split())
"""What one goes away for and is back from without a word."""
_BEFORE_DEAD = frozenset({"not", "n't", "n’t", "if", "when", "after", "since", "until", "as"})
_ALIVE_BEFORE = 2500
"""How far before a death, in code points, one who dies now was named."""


@dataclass(frozen=True, slots=True)
class Exit:
    """``who`` leaves, dies, or does something, as the words at ``span`` say."""

    who: int
    span: Span


def leavings(story: Story) -> Iterator[Exit]:
    """Those who walk out, leave, or set off, in order."""
    moves = story.stage.moves
    ends = {m.act.token for m in moves if m.kind == "presence" and m.change == "ends"}
    for act, who in story.acts.of_people:
        off = act.lemma in _OFF and "off" in story.acts.particles(act.token)
        if act.when != "now" or not (off or act.token in ends):
            continue
        if act.lemma not in LEAVING and story.acts.objects(act.token):
            continue
        where = story.acts.obliques(act.token)
        if act.lemma == "come" and any(way in ("on", "onto", "at") for _, way in where):
            continue  # "came out on the fourth floor": who arrives there
        marks = story.clauses.dependents(act.token, ("mark",))
        if act.lemma == "go" and any(story.clauses.words[t] == "as" for t in marks):
            continue  # "she counted as she went"
        ways = {story.clauses.words[noun] for noun, _ in where}
        if _is_for_a_while(story, act):
            continue
        if not ways & _NO_EXIT and _is_called(story, act, who):
            yield Exit(who, story.acts.span(act.token))


def _is_for_a_while(story: Story, act: Act) -> bool:
    """ "Departed to fetch his hat", "said Tom, walking off", "drove off first": back unasked."""
    clauses, reading = story.clauses, story.reading
    bare = reading.xpos[act.token] == "VBG" and not story.acts.objects(act.token)
    if bare and act.lemma not in LEAVING:
        return True
    if story.acts.particles(act.token) & _AMONG_OTHERS:
        return True
    aims = clauses.dependents(act.token, ("advcl", "xcomp"))
    return any(
        reading.xpos[t] == "VB" and reading.lemmas[t] in _ERRANDS
        for t in aims
        if any(clauses.words[m] == "to" for m in clauses.dependents(t, ("mark",)))
    )


def named_acts(story: Story) -> Iterator[Exit]:
    """What people do whom the narration calls by name there, in order."""
    for act, who in story.acts.of_people:
        if act.when == "now" and _is_called(story, act, who):
            yield Exit(who, story.acts.span(act.token))


def _is_called(story: Story, act: Act, who: int) -> bool:
    """Whether the one who acts is who was named last in the narration of the paragraph."""
    tokens = story.reading.tokens
    at = int(tokens.start[act.token])
    block = story.manuscript.block_at(at)
    if block < 0:
        return False
    begin = story.manuscript.blocks[block].span.start
    named = [
        entity
        for start, entity in story.presence.named_between(begin, at)
        if story.speech.at(start) is None
    ]
    return bool(named) and named[-1] == who


def deaths(story: Story) -> Iterator[Exit]:
    """ "But Tom was dead.", told by name of somebody who was there shortly before."""
    clauses, reading = story.clauses, story.reading
    dead = clauses.places(["dead"])
    told = story.speech.is_told(reading.tokens.start[np.array(dead, dtype=np.intp)])
    for token, narrated in zip(dead, told.tolist(), strict=True):
        begin, _ = clauses.sentence(token)
        before = set(clauses.words[max(begin, token - 6) : token])
        if not narrated or reading.upos[token] != "ADJ" or before & _BEFORE_DEAD:
            continue
        if clauses.words[token - 1] not in COPULAR_FORMS - {"be", "been", "being"}:
            continue
        subject = clauses.subject(token)
        owner = clauses.who(subject)
        if owner is None or reading.upos[subject] != "PROPN":
            continue
        at = int(reading.tokens.start[token])
        named = story.presence.named_between(at - _ALIVE_BEFORE, int(reading.tokens.start[begin]))
        if any(who == owner.entity for _, who in named):
            yield Exit(owner.entity, clauses.span(token, token + 1))
