"""What a body cannot do as it is: lying and leaning, blind-folded, asleep."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.english.presence import STANDING_AGAINST, WAKING, WITHOUT_MOVING
from fabula.english.stage import ENTERING, FALLING_INTO, GOING, LEAVING, RISING
from fabula.english.tables import alternation
from fabula.manuscript.spans import Span
from fabula.story.continuity.doers import doer
from fabula.story.continuity.surroundings import (
    is_of_another_time,
    is_one_scene,
    meant_by,
    people_in,
    sentence_around,
)
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["BodyClash", "body_clashes"]

_MOVES = GOING | ENTERING | LEAVING | RISING | {"stand", "sit", "swing", "roll", "push", "turn"}
_LEGS = frozenset({"legs", "leg", "feet"})
_SIGHT = frozenset({"see", "watch", "read", "notice", "glimpse", "stare", "peer"})
_BLIND = re.compile(
    r"\b(?:scarf|blindfold|cloth|bandage|towel|hood|tie|handkerchief)\b[^.;]{0,30}?\b(?:round|around|over|across)\s(?P<a>his|her|my)\seyes\b"
    r"|\b(?:tied|bound|covered)\s(?:up\s)?(?P<b>his|her|my)\seyes\b|\bblind-?folded\s(?P<c>him|her|me)\b"
)
_UNCOVERED = re.compile(
    r"\b(?:pull|t[oa]ke?|took|tore|tug|unt[iy]|slip|lift|remov|snatch)\w*|\b(?:under\sthe\sedge|off|down)\b"
)
_ASLEEP = re.compile(
    r"(?<![\w’'-])(?P<who>[A-Z][\w’'-]+|[Tt]he\s\w+)\s(?:was|were|lay)\s(?:fast\s|sound\s|both\s|all\s|already\s)?asleep\b"
)
_WAKES = re.compile(rf"\b(?:{alternation(WAKING)})\b", re.IGNORECASE)
_REACH = 4000


@dataclass(frozen=True, slots=True)
class BodyClash:
    """``who`` is ``state`` ("kneeling") at ``first``, and does at ``second`` what that forbids."""

    who: int | None
    state: str
    first: Span
    second: Span


def body_clashes(story: Story) -> Iterator[BodyClash]:
    """What bodies do that their posture, a cloth or sleep do not let them do."""
    yield from _postures(story)
    yield from _blindfolded(story)
    yield from _sleepers(story)


# --- postures ---


def _postures(story: Story) -> Iterator[BodyClash]:
    held: dict[int, tuple[str, Span, int]] = {}
    for act in story.acts.all:
        if act.when in ("imagined", "habit", "after"):
            continue
        who = doer(story, act)
        span = story.acts.span(act.token)
        scene = story.manuscript.scene_at(span.start)
        posture = _posture(story, act)
        if who is None:
            if act.lemma in _MOVES:
                held.clear()
            continue
        before = held.get(who)
        near = before is not None and before[2] == scene and span.start - before[1].end < _REACH
        if before is not None and near and act.when == "now":
            twice = posture == "kneeling" == before[0] and _begins(story, act)
            if twice or before[0] in _forbidding(story, act):
                yield BodyClash(None if who < 0 else who, before[0], before[1], span)
        if posture:
            held[who] = (posture, span, scene)
        elif _rises(story, act):
            held.pop(who, None)


def _posture(story: Story, act: Act) -> str:
    if act.lemma == "kneel":
        return "kneeling"
    if act.lemma == "lie" and story.clauses.words[act.token] != "lied":
        ways = {way for _, way in story.acts.obliques(act.token)}
        return "lying" if ways & {"on", "in"} or "down" in story.acts.particles(act.token) else ""
    sits = act.lemma == "sit" and not story.acts.particles(act.token) & {"up", "back"}
    return "sitting" if sits else ""


def _begins(story: Story, act: Act) -> bool:
    """Whether somebody goes down on their knees: no "kneeling" that goes on."""
    return "down" in story.acts.particles(act.token) and story.reading.xpos[act.token] == "VBD"


def _forbidding(story: Story, act: Act) -> frozenset[str]:
    """The postures in which nobody can do what an act says."""
    words = story.clauses.words
    ways = story.acts.obliques(act.token)
    if act.lemma == "shift" and any(
        words[t] == "foot" and way in ("from", "to") for t, way in ways
    ):
        return frozenset({"sitting", "lying", "kneeling"})
    if act.lemma == "lean" and any(
        way == "against" and words[t] in STANDING_AGAINST for t, way in ways
    ):
        return frozenset({"lying"})
    return frozenset()


def _rises(story: Story, act: Act) -> bool:
    words = story.clauses.words
    if act.lemma in _MOVES | FALLING_INTO or "up" in story.acts.particles(act.token):
        return True
    return any(words[t] in _LEGS for t in story.acts.objects(act.token))


# --- eyes, sleep ---


def _blindfolded(story: Story) -> Iterator[BodyClash]:
    for match in _BLIND.finditer(story.manuscript.text):
        who = _whose(story, match)
        if who is None:
            continue
        for act in _acts_after(story, who, match.end()):
            second = story.acts.span(act.token)
            if _UNCOVERED.search(story.speech.narration(match.end(), second.start)):
                break
            if act.lemma in _SIGHT and not is_of_another_time(story, second):
                yield BodyClash(
                    None if who < 0 else who, "with the eyes covered", Span(*match.span()), second
                )
                break


def _sleepers(story: Story) -> Iterator[BodyClash]:
    """Those who sleep and do what nobody does asleep; by name, or by the same noun."""
    clauses = story.clauses
    for match in _ASLEEP.finditer(story.manuscript.text):
        if story.speech.at(match.start()) is not None or is_of_another_time(
            story, Span(*match.span())
        ):
            continue
        noun = match["who"].split()[-1].lower()
        for act in story.acts.after(match.end(), _REACH):
            if act.when != "now" or act.by_part >= 0:
                continue
            if not is_one_scene(story, match.start(), story.acts.span(act.token).start):
                break
            if (
                clauses.words[clauses.subject(act.token)] not in (noun, "both")
                or clauses.subject(act.token) < 0
            ):
                continue
            second = story.acts.span(act.token)
            if clauses.words[clauses.subject(act.token)] == "both" and noun not in clauses.text(
                *clauses.sentence(act.token)
            ):
                continue
            if _is_woken(story, noun, match.end(), second.end) or act.token in story.acts.cues:
                break
            if act.lemma not in WITHOUT_MOVING:
                yield BodyClash(act.who, "asleep", Span(*match.span()), second)
                break


def _is_woken(story: Story, noun: str, low: int, high: int) -> bool:
    """Whether a sentence on the way wakes the sleeper: one that names them, or nobody else."""
    text = story.manuscript.text
    for match in _WAKES.finditer(text, low, high):
        sentence = sentence_around(story, match.start())
        if noun in sentence.text(text).lower() or not people_in(story, sentence):
            return True
    return False


def _acts_after(story: Story, who: int, offset: int) -> Iterator[Act]:
    """What somebody does now after a place, in its scene."""
    for act in story.acts.after(offset, _REACH):
        if act.when != "now" or doer(story, act) != who:
            continue
        if not is_one_scene(story, offset, story.acts.span(act.token).start):
            return
        yield act


def _whose(story: Story, match: re.Match[str]) -> int | None:
    """Whose hands or eyes they are: by the pronoun, or by the subject of the sentence."""
    if story.speech.at(match.start()) is not None:
        return None
    groups = {k: v for k, v in match.groupdict().items() if v}
    for name, word in groups.items():
        return meant_by(story, match.start(name), word)
    token = story.clauses.token_at(match.start())
    begin, end = story.clauses.sentence(token)
    for t in range(begin, end):
        if story.reading.deprels[t].startswith("nsubj"):
            person = story.acts.person(t)
            if person is not None:
                return person
    return None
