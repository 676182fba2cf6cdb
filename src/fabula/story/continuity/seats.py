"""Who sits down where somebody has been sitting all along."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.stage import ENTERING, FALLING_INTO, GOING, LEAVING, RISING, SEATS
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import doer
from fabula.story.continuity.surroundings import is_one_scene, matches_near
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["SatTwice", "sat_twice", "sat_where_they_sat"]

_WAS_IN = re.compile(
    rf"\b(?P<who>[Tt]he\s[a-z]+|[A-Z]\w+)\s(?:was|lay|dozed|slept|sat)\s(?:\w+\s)?in\s(?:the|his|her)\s(?P<seat>(?:\w+\s)?(?:{alternation(sorted(SEATS))}))\b"
)
_RISES = (
    "rose",
    "stood",
    "got up",
    "went",
    "left",
    "came",
    "walked",
    "crossed",
    "had gone",
    "jumped",
)
_NEAR = 3000
_MOVES = GOING | ENTERING | LEAVING | RISING
_UP = frozenset({"up", "out", "away", "over", "across"})
_FEET = frozenset({"feet", "foot", "knees"})
_REACH = 9000
"""How far, in code points, a seat taken is followed."""


@dataclass(frozen=True, slots=True)
class SatTwice:
    """Somebody takes a seat at ``first`` and sits down on it again at ``second``."""

    who: int | None
    seat: str
    first: Span
    second: Span


def sat_where_they_sat(story: Story) -> Iterator[SatTwice]:
    """ "The judge was in the wing chair ... The judge sat down in the wing chair"."""
    text = story.manuscript.text
    for first in matches_near(story, _WAS_IN, SEATS, 60, 0):
        if story.speech.at(first.start()) is not None:
            continue
        who, seat = re.escape(first["who"]), re.escape(first["seat"])
        again = re.compile(
            rf"\b(?i:{who})\s(?:sat\sdown|took\shis\sseat|sank|dropped)\s(?:in|on|into)\s(?:the|his|her)\s{seat}\b"
        ).search(text, first.end(), first.end() + _NEAR)
        if again is None or not is_one_scene(story, first.start(), again.start()):
            continue
        rises = re.compile(rf"\b(?i:{who})\s(?:\w+\s)?(?:{alternation(_RISES)})\b")
        if not rises.search(text, first.end(), again.start()):
            yield SatTwice(
                _named(story, first), first["seat"], Span(*first.span()), Span(*again.span())
            )


def _named(story: Story, match: re.Match[str]) -> int | None:
    name = match["who"].lower()
    return next((c.id for c in story.characters if c.name.lower() == name), None)


def sat_twice(story: Story) -> Iterator[SatTwice]:
    """Each time somebody sits down on the seat they are on, and has not risen from."""
    taken: dict[int, tuple[str, Span, int]] = {}
    for act in story.acts.all:
        who = doer(story, act)
        if act.when == "imagined":
            continue
        scene = story.manuscript.scene_at(int(story.reading.tokens.start[act.token]))
        seat = _seat(story, act) if act.when == "now" and who is not None else None
        if seat is None:
            if _moves(story, act):
                anybody = who is None and _by_pronoun(story, act)
                for one in list(taken) if anybody else [who]:
                    taken.pop(one, None)  # type: ignore[arg-type]
            continue
        assert who is not None
        span = story.acts.span(act.token, *([seat] if seat >= 0 else []))
        noun = story.clauses.words[seat] if seat >= 0 else ""
        before = taken.get(who)
        taken[who] = (noun, span, scene)
        if before is None or before[2] != scene or span.start - before[1].end > _REACH:
            continue
        if before[0] and before[0] == noun and act.lemma != "be":
            yield SatTwice(None if who < 0 else who, noun, before[1], span)


def _seat(story: Story, act: Act) -> int | None:
    """The seat that somebody takes by an act: its token, -1 where it is not named; else None."""
    acts, words = story.acts, story.clauses.words
    if act.lemma == "take":
        return next((t for t in acts.objects(act.token) if words[t] in SEATS), None)
    ways = [t for t, way in acts.obliques(act.token) if way in ("in", "on", "into", "onto")]
    seat = next((t for t in ways if words[t] in SEATS), None)
    down = "down" in acts.particles(act.token)
    if act.lemma == "sit" and down and words[act.token] != "sitting":
        return -1 if seat is None else seat
    return seat if act.lemma in FALLING_INTO and act.lemma not in ("get", "go", "come") else None


def _moves(story: Story, act: Act) -> bool:
    """Whether an act takes somebody from a seat."""
    acts = story.acts
    if act.lemma in _MOVES:
        return True
    if act.lemma in ("get", "push", "start") and acts.particles(act.token) & _UP:
        return True
    return act.lemma in FALLING_INTO and any(
        story.clauses.words[t] in _FEET for t, _ in acts.obliques(act.token)
    )


def _by_pronoun(story: Story, act: Act) -> bool:
    """Whether it is a pronoun of nobody known that acts, which may mean anybody."""
    subject = story.clauses.subject(act.token)
    return subject < 0 or story.reading.upos[subject] == "PRON"
