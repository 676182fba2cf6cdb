"""Bodies on the stage: how people stand and sit, whom they look at, and whom they touch."""

from collections.abc import Iterator

from fabula.english.stage import (
    BEDS,
    FACING_ACTS,
    FALLING_INTO,
    GAZE_ADVERBS,
    GAZE_AT,
    GAZE_VERBS,
    GAZE_WAYS,
    LIMB_MOVES,
    NESTLING,
    PLACING_VERBS,
    PLACING_WAYS,
    POSTURE_VERBS,
    POSTURE_WORDS,
    SEATS,
    SELF_TOUCHES,
    TOUCH_OF_PARTS,
    TOUCH_VERBS,
)
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.moves import Change, Move

__all__ = ["gazes", "postures", "touches"]

_FEET = frozenset({"feet", "foot"})
_KNEES = frozenset({"knee", "knees"})
_FRONT_OR_BACK = frozenset({"back", "stomach", "belly", "side"})
_CLOSE = frozenset({"against", "into", "to"})
_LOOKING_PARTS = frozenset({"eyes", "eye", "gaze"})
_OF_EYES = frozenset({"eyes", "gaze", "look", "glance", "stare"})


# --- postures ---


def postures(acts: Acts) -> Iterator[Move]:
    """Who stands, sits, lies, kneels, crouches, leans or bends."""
    reading, words = acts.story.reading, acts.clauses.words
    for act, who in acts.of_people():
        value = _posture(acts, act)
        if value:
            yield Move(act, "posture", "begins", who, value=value, span=acts.span(act.token))
    for token, word in enumerate(words):
        value = POSTURE_WORDS.get(word, "")
        if not value or reading.upos[token] != "ADJ" or acts.clauses.quote_of[token] >= 0:
            continue
        person = acts.person(acts.clauses.subject(token))
        if person is not None:
            act = Act(token, word, person, -1, acts.when(token))
            yield Move(act, "posture", "holds", person, value=value, span=acts.span(token))


def _posture(acts: Acts, act: Act) -> str:
    particles = acts.particles(act.token)
    if act.lemma == "lie" and (
        acts.clauses.words[act.token] == "lied" or not (particles or acts.obliques(act.token))
    ):
        return ""  # tells no truth
    if act.lemma in POSTURE_VERBS:
        return POSTURE_VERBS[act.lemma]
    if act.lemma == "get" and "up" in particles:
        return "standing"
    return _fallen_into(acts, act) if act.lemma in FALLING_INTO else ""


def _fallen_into(acts: Acts, act: Act) -> str:
    for noun, way in acts.obliques(act.token):
        word = acts.clauses.words[noun]
        if way in ("to", "on", "onto") and word in _FEET and acts.owner(noun) == act.who:
            return "standing" if way == "to" else ""
        if way in ("to", "on", "onto") and word in _KNEES:
            return "kneeling"
        if way in ("into", "onto", "in", "on") and word in SEATS:
            return "sitting"
        if way in ("into", "onto", "in", "on") and word in BEDS:
            return "lying"
        if way in ("on", "onto") and word in _FRONT_OR_BACK and acts.owner(noun) == act.who:
            return "lying"
    return ""


# --- looks ---


def gazes(acts: Acts) -> Iterator[Move]:
    """Who looks at whom or what, or away."""
    for act in acts.all:
        if act.who is None:
            continue
        seen = _seen(acts, act)
        if seen is None:
            continue
        token, value = seen
        yield Move(act, "gaze", "begins", act.who, value=value, target=acts.somebody(token),
                   span=acts.span(act.token, token))  # fmt: skip


def _seen(acts: Acts, act: Act) -> tuple[int, str] | None:
    """What is looked at: its token (-1 for a mere direction) and its words; None for no look."""
    eyes = act.by_part >= 0 and acts.clauses.words[act.by_part] in _LOOKING_PARTS
    if act.by_part >= 0 and not eyes:
        return None
    for obj in acts.objects(act.token):
        met = act.lemma == "meet" and acts.clauses.words[obj] in _OF_EYES
        if met or (act.lemma in GAZE_AT and not eyes):
            return obj, acts.noun_phrase(obj)
    looks = eyes or act.lemma in GAZE_VERBS
    return _turned_to(acts, act, looks=looks) if looks or act.lemma in FACING_ACTS else None


def _turned_to(acts: Acts, act: Act, *, looks: bool) -> tuple[int, str] | None:
    """What a look is turned to by a preposition or an adverb; a mere smile by "at" alone."""
    for noun, way in acts.obliques(act.token):
        if way in GAZE_WAYS and (looks or way == "at"):
            return noun, acts.noun_phrase(noun)
    ways = acts.particles(act.token) & GAZE_ADVERBS.keys() if act.lemma in GAZE_VERBS else set()
    return next(((-1, GAZE_ADVERBS[way]) for way in sorted(ways)), None)


# --- touches ---


def touches(acts: Acts) -> Iterator[Move]:
    """Who touches whom, with what and where; and who lets go."""
    for act in acts.all:
        if act.who is None:
            continue
        found = _let_go(acts, act)
        change: Change = "ends"
        if found < 0:
            found, change = _touched(acts, act), "begins"
        if found < 0:
            continue
        target = acts.somebody(found)
        if target is None:
            continue
        part = acts.clauses.words[found] if acts.person(found) is None else None
        own = acts.clauses.words[act.by_part] if act.by_part >= 0 else None
        yield Move(act, "touch", change, act.who, part=own, target=target, target_part=part,
                   span=acts.span(act.token, found))  # fmt: skip


def _let_go(acts: Acts, act: Act) -> int:
    if act.lemma == "release":
        return next(iter(acts.objects(act.token)), -1)
    head = acts.clauses.head(act.token)
    lets = act.lemma == "let" or (act.lemma == "go" and head >= 0 and
                                  acts.story.reading.lemmas[head] == "let")  # fmt: skip
    if not lets:
        return -1
    for verb in (act.token, *acts.clauses.dependents(act.token, ("xcomp", "ccomp"))):
        for noun, way in acts.obliques(verb):
            if way == "of":
                return noun
    return -1


def _touched(acts: Acts, act: Act) -> int:
    """The token of who or what is touched, -1 for nobody."""
    objects = acts.objects(act.token)
    if act.by_part >= 0:
        ends = [*objects, *_reached(acts, act, PLACING_WAYS)] if act.lemma in LIMB_MOVES else []
        return _first_body(acts, ends)
    for obj in objects:
        whole = acts.person(obj) is not None
        if whole and act.lemma in TOUCH_VERBS:
            return obj
        if not whole and acts.is_part(obj) and acts.owner(obj) is not None:
            own = acts.owner(obj) == act.who
            if act.lemma in (SELF_TOUCHES if own else TOUCH_OF_PARTS):
                return obj
            if act.lemma in PLACING_VERBS and own:
                return _first_body(acts, _reached(acts, act, PLACING_WAYS))
    if act.lemma in NESTLING:
        return _first_body(acts, _reached(acts, act, _CLOSE))
    return -1


def _reached(acts: Acts, act: Act, ways: frozenset[str]) -> list[int]:
    """What the prepositions lead to from an act."""
    return [noun for noun, way in acts.obliques(act.token) if way in ways]


def _first_body(acts: Acts, tokens: list[int]) -> int:
    return next((token for token in tokens if acts.is_body(token)), -1)
