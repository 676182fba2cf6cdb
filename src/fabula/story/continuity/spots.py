"""Who is in two places of one scene, with no step between: on the counter, and in the bath."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.changes import NIGHT_PASSES
from fabula.english.places import ALONE_IN, SPOTS_OF_ROOM
from fabula.english.stage import ENTERING, FALLING_INTO, GOING, LEAVING, RISING
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import doer
from fabula.story.continuity.surroundings import is_of_another_time
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["TwoSpots", "two_spots"]

_MOVES = GOING | ENTERING | LEAVING | RISING | FALLING_INTO | {"move", "cross", "dive", "wade"}
_PASSES = re.compile(rf"\b(?:{alternation(NIGHT_PASSES)}|later)\b", re.IGNORECASE)
_WAYS = frozenset({"in", "on", "at", "against", "under"})
_REACH = 5000


@dataclass(frozen=True, slots=True)
class TwoSpots:
    """``who`` is at ``spot`` at ``first``, and somewhere else at ``second``."""

    who: int | None
    spot: str
    first: Span
    second: Span


def two_spots(story: Story) -> Iterator[TwoSpots]:
    """Each one found in a place of its own ("in the bath") who was elsewhere and has not moved."""
    at: dict[int, tuple[str, Span, int]] = {}
    for who, spot, span, moves in _placed(story):
        scene = story.manuscript.scene_at(span.start)
        before = at.get(who)
        if moves:
            at.pop(who, None)
        if not spot:
            continue
        at[who] = (spot, span, scene)
        if (
            moves
            or before is None
            or before[2] != scene
            or before[0] == spot
            or spot not in ALONE_IN
        ):
            continue
        told = story.speech.narration(before[1].end, span.start)
        near = span.start - before[1].end < _REACH
        if near and not _PASSES.search(told) and not is_of_another_time(story, span):
            yield TwoSpots(None if who < 0 else who, before[0], before[1], span)


def _placed(story: Story) -> Iterator[tuple[int, str, Span, bool]]:
    """Who is where by each act or state, and whether it moves them."""
    clauses, reading = story.clauses, story.reading
    acts = story.acts.at
    for token in story.acts.told:
        act = acts.get(token)
        if act is not None:
            who = doer(story, act)
            if who is None or act.when not in ("now", "before"):
                continue
            spot = next(
                (
                    clauses.words[t]
                    for t, way in story.acts.obliques(token)
                    if way in _WAYS and clauses.words[t] in SPOTS_OF_ROOM | ALONE_IN
                ),
                "",
            )
            yield who, spot, story.acts.span(token), _moved(story, act)
        elif (
            clauses.words[token] in SPOTS_OF_ROOM | ALONE_IN
            and reading.upos[token] == "NOUN"
            and clauses.dependents(token, ("cop",))
        ):
            subject = clauses.subject(token)
            person = story.acts.person(subject)
            ways = {clauses.words[t] for t in clauses.dependents(token, ("case",))}
            if person is not None and ways & _WAYS and story.acts.when(token) == "now":
                yield person, clauses.words[token], story.acts.span(subject, token), False


def _moved(story: Story, act: Act) -> bool:
    particles = story.acts.particles(act.token)
    if act.lemma in ("roll", "turn") and "over" in particles:
        return False  # in bed, or in the bath
    return act.lemma in _MOVES or bool(particles & {"up", "down", "out", "off", "away"})
