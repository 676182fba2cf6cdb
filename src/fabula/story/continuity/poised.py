"""Who sits down sitting, and stands up standing: a posture begun twice, with none between."""

from collections.abc import Iterator

from fabula.english.stage import (
    BEDS,
    ENTERING,
    FALLING_INTO,
    GOING,
    LEAVING,
    POSTURE_VERBS,
    RISING,
    SEATS,
)
from fabula.manuscript.spans import Span
from fabula.story.continuity.clashes import Clash
from fabula.story.continuity.doers import NARRATOR, doer
from fabula.story.continuity.surroundings import time_passes
from fabula.story.model import Story
from fabula.story.stage.acts import Act

__all__ = ["begun_twice"]

_MOVES = GOING | ENTERING | LEAVING | RISING | {"march", "bustle", "dress", "wake", "fetch"}
_ALL_MOVES = _MOVES | FALLING_INTO
_UP = frozenset({"up", "out", "away", "over", "across", "off", "back", "forward", "round"})
_FEET = frozenset({"feet", "foot"})
_SETTLED = frozenset({"on", "onto", "into", "in", "to", "upon"})
_ONESELF = frozenset({"himself", "herself", "themselves", "myself"})
_SEATING = frozenset({"lower", "ease", "settle", "seat", "plump", "perch"})
_MOVED_BY = frozenset("knock push pull throw drag carry lay help haul lift hit".split())
_ON_A_SEAT = frozenset({"sit", "curl", "sprawl", "perch", "slump", "huddle", "slouch", "lounge"})
_NO_STAND = frozenset({"stand", "rise", "get", "jump", "leap", "spring"})
_POSTURES = FALLING_INTO | _SEATING | _ON_A_SEAT | _NO_STAND | {"take", "sit"}
_MAY_BE = {
    "he": "he/him", "she": "she/her", "they": "", "we": "", "all": "", "both": "", "everyone": "",
    "everybody": "", "who": "",
}  # fmt: skip
_AGAIN = frozenset({"again", "back", "still", "straight", "straighter", "slowly", "too", "also"})
_STARTING = frozenset(
    {"get", "push", "start", "jump", "shoot", "pull", "heave", "straighten", "set"}
)
_LEAST = 120
_REACH = 1600
"""How far, in code points, somebody is known to sit or stand still, and is not told of twice."""


def begun_twice(story: Story) -> Iterator[Clash]:
    """Each posture that somebody gets into in which they are, and have not been out of."""
    held: dict[int, tuple[str, Span, int]] = {}
    pronouns = {c.id: c.pronouns for c in story.characters}
    for act in story.acts.all:
        may_begin = act.lemma in _POSTURES
        if act.when in ("imagined", "habit", "after") or not (held or may_begin):
            continue
        if not may_begin and not _ends(story, act):
            continue
        who = None if _is_of_object(story, act) else doer(story, act)
        now = may_begin and act.when == "now"
        posture, begins = _posture(story, act) if now else ("", False)
        if posture and who is not None:
            span = story.acts.span(act.token)
            scene = story.manuscript.scene_at(span.start)
            before = held.get(who)
            if before is not None and begins and before[0] == posture and before[2] == scene:
                near = _LEAST < span.start - before[1].end < _REACH
                told = story.speech.narration(before[1].end, span.start)
                near = near and not _may_be_another(story, act, who, before[1].end, span.start)
                if near and not time_passes(told) and not _again(story, act):
                    sure = None if who == NARRATOR else who
                    yield Clash(f"{posture} already", before[1], span, sure)
            held[who] = (posture, span, scene)
        if _ends(story, act) or posture:
            for one in [one for one in held if one != who or not posture]:
                if _may_be(story, act, one, who, pronouns.get(one)):
                    held.pop(one)


def _posture(story: Story, act: Act) -> tuple[str, bool]:
    """ "Sitting" or "standing" and whether it is got into there; nothing where it is neither."""
    acts, words = story.acts, story.clauses.words
    particles, objects = acts.particles(act.token), acts.objects(act.token)
    ways = acts.obliques(act.token)
    if act.lemma == "take":
        seat = any(words[t] in ("seat", "chair") and words[t - 1] in ("a", "the") for t in objects)
        return ("sitting", True) if seat else ("", False)
    if any(words[t] not in _ONESELF for t in objects):
        return "", False
    on_seat = any(way in _SETTLED and words[t] in SEATS for t, way in ways)
    on_seat = on_seat or (  # "lowered herself onto it"
        bool(objects) and any(way in ("on", "onto") and words[t] == "it" for t, way in ways)
    )
    if act.lemma == "sit" and not particles & {"up", "back", "forward", "straight"}:
        return "sitting", "down" in particles and story.reading.xpos[act.token] == "VBD"
    if act.lemma in FALLING_INTO | _SEATING | _ON_A_SEAT and on_seat:
        return "sitting", act.lemma in (FALLING_INTO | _SEATING) - {"turn"}  # on one's stool
    if act.lemma == "seat" and objects:
        return "sitting", True
    risen = act.lemma in _NO_STAND and any(way == "to" and words[t] in _FEET for t, way in ways)
    risen = risen or (act.lemma in ("stand", "get") and "up" in particles and not ways)
    if risen:
        return "standing", story.reading.xpos[act.token] == "VBD"
    stands = act.lemma == "stand" and not particles and not objects
    return ("standing", False) if stands and ways else ("", False)


def _may_be_another(story: Story, act: Act, who: int, low: int, high: int) -> bool:
    """Whether it is a pronoun that acts, and another whom it fits is named in between."""
    subject = story.clauses.subject(act.token)
    if subject < 0 or story.clauses.words[subject] not in ("he", "she"):
        return False
    pronouns = {c.id: c.pronouns for c in story.characters}
    named = {one for _, one in story.presence.named_between(low, high)} - {who}
    return any(pronouns.get(one) == pronouns.get(who) for one in named)


def _is_of_object(story: Story, act: Act) -> bool:
    """ "Found Anne sitting there": the one who is found sits."""
    head = story.clauses.head(act.token)
    seen = story.reading.xpos[act.token] == "VBG" and head >= 0
    return seen and any(t < act.token for t in story.acts.objects(head))


def _again(story: Story, act: Act) -> bool:
    """ "Sat down again", "went and sat down": who was up in between."""
    begin, _ = story.clauses.sentence(act.token)
    after = story.clauses.words[max(begin, act.token - 4) : act.token + 4]
    head = story.clauses.head(act.token)
    led = story.reading.deprels[act.token] in ("conj", "xcomp", "advcl") and head >= 0
    moved = led and story.reading.lemmas[head] in _MOVES | FALLING_INTO
    return bool(_AGAIN & set(after)) or moved


def _ends(story: Story, act: Act) -> bool:
    """Whether an act may take somebody out of a posture."""
    acts = story.acts
    if act.lemma in _MOVED_BY or act.lemma in POSTURE_VERBS:
        return True
    if act.lemma in _ALL_MOVES:
        return not any(acts.is_part(t) for t in acts.objects(act.token))  # "crossed his legs"
    if act.lemma in _STARTING and acts.particles(act.token) & _UP:
        return True
    ways = {story.clauses.words[t] for t, _ in acts.obliques(act.token)}
    return bool(ways & (_FEET | SEATS | BEDS))


def _may_be(story: Story, act: Act, one: int, who: int | None, pronouns: str | None) -> bool:
    """Whether somebody may be the one who acts, or to whom it is done."""
    if one == who:
        return True
    subject = story.clauses.subject(act.token)
    word = story.clauses.words[subject] if subject >= 0 else ""
    if act.lemma in _MOVED_BY:
        objects = story.acts.objects(act.token)
        if any(story.acts.person(t) in (one, None) for t in objects):
            return True
    if one == NARRATOR:
        return word in ("we", "all", "both", "")
    if not word:
        return who is None
    if word not in _MAY_BE:
        return False
    return _MAY_BE[word] in ("", pronouns) or pronouns is None
