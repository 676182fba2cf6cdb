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
    r"\b(?:under\s(?:the|its)\s(?:edge|hem)|(?:scarf|blindfold|cloth|bandage|towel|hood|tie|handkerchief|it)\s(?:\w+\s)?(?:off|down|away|up|fell|slid|slipped|came)|unti(?:e[ds]?|ing)|untying|undid|peep\w*|peek\w*|opened\s(?:his|her|my)\seyes|could\ssee)\b"
)
_UNCOVERING = frozenset("pull take tear tug untie slip lift remove snatch push undo".split())
_COVERS = frozenset(
    "scarf blindfold cloth bandage towel hood tie handkerchief it knot eyes".split()
)
_ASLEEP = re.compile(
    r"(?<![\w’'-])(?P<who>[A-Z][\w’'-]+|[Tt]he\s\w+)\s(?:was|were|lay)\s(?:fast\s|sound\s|both\s|all\s|already\s)?asleep\b"
)
_WAKES = re.compile(rf"\b(?:{alternation(WAKING)})\b", re.IGNORECASE)
_TURNED = frozenset({"turn", "swing", "push", "roll", "get"})
_FROM_THERE = frozenset({"look", "stand", "lean", "peer", "call", "say", "wave", "watch"})
_AT_A_SPOT = frozenset({"window", "doorway", "threshold", "stairs", "landing", "balcony"})
_NEAR = 10
"""Tokens after a verb in which the spot stands."""
_BESIDE = 300
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
            if act.lemma in _MOVES and act.by_part < 0 and _may_be_anybody(story, act):
                held.clear()
            continue
        before = held.get(who)
        near = before is not None and before[2] == scene and span.start - before[1].end < _REACH
        if before is not None and near and act.when == "now":
            spot = _elsewhere(story, act)
            if (
                spot
                and spot in story.manuscript.text[max(0, before[1].start - _BESIDE) : span.start]
            ):
                held.pop(who)  # who kneels there already
                continue
            twice = posture == "kneeling" == before[0] and _begins(story, act)
            if twice or before[0] in _forbidding(story, act):
                yield BodyClash(None if who < 0 else who, before[0], before[1], span)
        if posture:
            held[who] = (posture, span, scene)
        elif _rises(story, act):
            held.pop(who, None)


def _may_be_anybody(story: Story, act: Act) -> bool:
    """Whether a pronoun or nobody told acts, who may be one that is held in mind; no door."""
    subject = story.clauses.subject(act.token)
    return subject < 0 or story.reading.upos[subject] == "PRON"


def _posture(story: Story, act: Act) -> str:
    knees = any(story.clauses.words[t] == "knees" for t, _ in story.acts.obliques(act.token))
    if act.lemma == "kneel" or (knees and act.lemma in FALLING_INTO):
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
    spot = _elsewhere(story, act)
    return frozenset({"kneeling", "lying"}) if spot else frozenset()


def _elsewhere(story: Story, act: Act) -> str:
    """The window, or the door, from which somebody looks or speaks."""
    _, end = story.clauses.sentence(act.token)
    words = story.clauses.words
    if act.lemma not in _FROM_THERE and act.token not in story.acts.cues:
        return ""
    for t in range(act.token + 1, min(end, act.token + _NEAR)):
        if words[t] in _AT_A_SPOT and story.acts.way(t) in ("from", "at"):
            at = story.acts.way(t) == "at" and act.lemma not in ("stand", "lean")
            return "" if at else words[t]
    return ""


def _rises(story: Story, act: Act) -> bool:
    words = story.clauses.words
    things = [t for t in story.acts.objects(act.token) if not story.acts.is_body(t)]
    if act.lemma in _TURNED and things and not words[things[0]].endswith(("self", "selves")):
        return False  # "turned the dial"
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
            if _is_uncovered(story, match.end(), second.start):
                break
            sees = act.lemma in _SIGHT or (act.lemma == "look" and _looks_at(story, act))
            if sees and not is_of_another_time(story, second):
                yield BodyClash(
                    None if who < 0 else who, "with the eyes covered", Span(*match.span()), second
                )
                break


def _is_uncovered(story: Story, low: int, high: int) -> bool:
    """Whether somebody takes the cloth away, or it slips; no coat-tail that is pulled."""
    if _UNCOVERED.search(story.speech.narration(low, high)):
        return True
    words, acts = story.clauses.words, story.acts
    return any(
        words[t] in _COVERS
        for act in acts.after(low, high - low)
        if act.lemma in _UNCOVERING
        for t in (
            *acts.objects(act.token),
            *(t for t, way in acts.obliques(act.token) if way == "off"),
        )
    )


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
            if act.lemma not in WITHOUT_MOVING or _looks_at(story, act):
                yield BodyClash(act.who, "asleep", Span(*match.span()), second)
                break


def _looks_at(story: Story, act: Act) -> bool:
    """ "Looked up from his book", no "looked peaceful"."""
    led = story.acts.particles(act.token) & {"up", "round", "around", "down", "back", "over"}
    at = any(way == "at" for _, way in story.acts.obliques(act.token))
    return act.lemma == "look" and (bool(led) or at)


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
