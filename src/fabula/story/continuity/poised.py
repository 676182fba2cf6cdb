"""Who sits down sitting, and stands up standing: a posture begun twice, with none between."""

from collections.abc import Iterator

from fabula.english.clothes import FOOTWEAR, GARMENTS
from fabula.english.possession import FURNITURE
from fabula.english.presence import STANDING_AGAINST
from fabula.english.stage import (
    BEDS,
    ENTERING,
    FALLING_INTO,
    GOING,
    LEAVING,
    OFF_ONES_SEAT,
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
from fabula.story.stage.bodies import postures

__all__ = ["begun_twice"]

_MOVES = GOING | ENTERING | LEAVING | RISING | OFF_ONES_SEAT
_ALL_MOVES = _MOVES | FALLING_INTO
_UP = frozenset({"up", "out", "away", "over", "across", "off", "back", "forward", "round"})
_FEET = frozenset({"feet", "foot"})
_SEATING = frozenset({"lower", "ease", "seat", "plump", "plonk", "plant", "hoist"})
_CLIMBING = frozenset({"hop", "climb", "scramble", "hitch", "swing"})
_NO_CHANGE = frozenset({"settle", "slump", "turn", "roll", "slide", "lower", "push", "go", "come"})
"""Of the verbs of getting into a posture those that also shift one who is in it."""
_DEEPER = frozenset(
    {"back", "deeper", "further", "lower", "closer", "upright", "again", "sideways"}
)
_ONESELF = frozenset({"himself", "herself", "themselves", "myself"})
_ON_A_SEAT = frozenset({"sit", "curl", "sprawl", "perch", "slump", "huddle", "slouch", "lounge"})
_TAKEN = frozenset({"seat", "chair", "stool", "armchair"})
_PARTS = frozenset({"end", "edge", "corner", "half", "side", "arm", "rest"})
_BESIDE = frozenset({"in", "against", "on", "at"})
_MOVED_BY = frozenset("knock push pull throw drag carry lay help haul lift hit".split())
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
    told = _told(story)
    for token, act in sorted({**story.acts.at, **dict.fromkeys(told)}.items()):
        taken = told.get(token)
        if taken is not None:
            who, posture, moved = taken
            span = story.acts.span(moved.token)
            scene = story.manuscript.scene_at(span.start)
            before = held.get(who)
            same = before is not None and (before[0], before[2]) == (posture, scene)
            moves = same and _gets_into(story, moved, posture)
            if before is not None and moves and _still(story, moved, who, before[1], span):
                yield Clash(f"{posture} already", before[1], span, _known(who))
            held[who] = (posture, span, scene)
        act = taken[2] if taken is not None else act
        if act is None or act.when in ("imagined", "habit", "after") or not held:
            continue
        if taken is None and not _ends(story, act):
            continue
        does = None if _is_of_object(story, act) else doer(story, act)
        kept = taken[0] if taken is not None else None
        for one in [one for one in held if one != kept]:
            if _may_be(story, act, one, does, story.clauses.pronouns.get(one)):
                held.pop(one)


def _known(who: int) -> int | None:
    return None if who == NARRATOR else who


def _told(story: Story) -> dict[int, tuple[int, str, Act]]:
    """By token: who is said there to sit or stand, and by which act."""
    found: dict[int, tuple[int, str, Act]] = {}
    words = story.clauses.words
    for move in postures(story.acts):
        act = move.act
        if act.when != "now" or _is_of_object(story, act):
            continue
        subject = story.clauses.subject(act.token)
        who = NARRATOR if subject >= 0 and words[subject] == "i" else move.who
        posture = move.value or ""
        if posture == "leaning":
            against = (words[t] for t, way in story.acts.obliques(act.token) if way in _BESIDE)
            posture = "standing" if STANDING_AGAINST & set(against) else "leaning"
        found[act.token] = (who, posture, act)
    for act in story.acts.all:
        kept = found.get(act.token)
        if act.when != "now" or (kept and kept[1] in ("sitting", "standing")):
            continue
        if act.lemma not in _CLIMBING | {"take"} | _ON_A_SEAT | FALLING_INTO:
            continue
        doing = doer(story, act)
        seated = _takes_a_seat(story, act)
        if doing is not None and seated:
            found[act.token] = (doing, "sitting", act)
    return found


def _takes_a_seat(story: Story, act: Act) -> bool:
    """Whether an act that the stage reads as no sitting is one all the same."""
    if act.lemma == "take":
        return _seat_taken(story, act)
    if act.lemma in _CLIMBING and _climbs(story, act):
        return True
    words = story.clauses.words
    others = [t for t in story.acts.objects(act.token) if words[t] not in _ONESELF]
    if others or act.lemma in _CLIMBING:
        return False
    for t, way in story.acts.obliques(act.token):
        if words[t] in SEATS and (
            way in ("in", "on", "into", "onto") or (way == "to" and "on" in words[act.token : t])
        ):
            return True
    return False


def _climbs(story: Story, act: Act) -> bool:
    """ "Hopped up on the desk"."""
    words = story.clauses.words
    on = {words[t] for t, way in story.acts.obliques(act.token) if way in ("on", "onto")}
    return "up" in story.acts.particles(act.token) and bool(on & (SEATS | FURNITURE))


def _seat_taken(story: Story, act: Act) -> bool:
    """ "Took a chair by the door", "took the end of the bench"."""
    words = story.clauses.words
    for t in story.acts.objects(act.token):
        of = {words[n] for n in story.clauses.dependents(t, ("nmod",))}
        if words[t] in _TAKEN or (words[t] in _PARTS and of & SEATS):
            return not story.acts.particles(act.token) & _UP
    return False


def _gets_into(story: Story, act: Act, posture: str) -> bool:
    """Whether somebody changes their posture there: "sat down", no "sat", no "sank deeper"."""
    particles = story.acts.particles(act.token)
    words = story.clauses.words
    near = set(words[act.token + 1 : act.token + 4])
    if story.reading.xpos[act.token] not in ("VBD", "VBZ", "VBP", "VBG") or near & _DEEPER:
        return False
    if posture == "sitting":
        if act.lemma == "take" or act.lemma in _SEATING:
            return True
        if act.lemma == "sit":
            finite = story.reading.xpos[act.token] != "VBG"
            return finite and "down" in particles
        return act.lemma in FALLING_INTO - _NO_CHANGE or act.lemma in _CLIMBING
    if posture == "lying":
        return act.lemma == "lie" and "down" in particles and story.reading.xpos[act.token] == "VBD"
    if posture == "standing":
        risen = act.lemma in ("rise", "get", "jump", "leap", "spring", "scramble")
        return risen or (act.lemma == "stand" and "up" in particles)
    return False


def _still(story: Story, act: Act, who: int, before: Span, span: Span) -> bool:
    """Whether nothing between two places takes somebody out of a posture."""
    if not _LEAST < span.start - before.end < _REACH:
        return False
    told = story.speech.narration(before.end, span.start)
    if time_passes(told) or _again(story, act):
        return False
    return not _may_be_another(story, act, who, before.end, span.start)


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
        moved = {story.clauses.words[t] for t in story.acts.objects(act.token)}
        return act.lemma not in _MOVED_BY or not moved & (GARMENTS | FOOTWEAR)
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
