"""What bodies show of a feeling: parts that shake, faces that turn, colour that rises."""

from collections.abc import Iterator

from fabula.english.feelings import (
    GIVING_WAY,
    HANDS_TO,
    LEGS,
    RISES,
    RISING_COLOUR,
    STILLED,
    TURNED,
    WRACKED,
)
from fabula.english.stage import EMOTION_COLOURS, EMOTION_SIGNS
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.felt import done_in, felt, lasting
from fabula.story.stage.moves import Move

__all__ = ["feeling_signs"]

_TURNING = frozenset({"go", "turn", "flush", "become", "be", "blush", "grow"})
_COLOURED = frozenset("face cheek ear neck head forehead throat".split())
_FACIAL = frozenset("face mouth lip eye eyebrow brow chin jaw nostril nose forehead".split())
_COLOUR = frozenset({"colour", "color"})
_INTO = frozenset({"into", "in", "up", "over", "across", "to", "on", "from", "out", "along"})
_TURNED_TO = ("xcomp", "advmod", "obj", "obl", "obl:unmarked", "obl:tmod")
_RELATIVE = frozenset({"which", "that"})
_TO_MOUTH = frozenset({"to", "over", "across"})
_DIRECTIONS = frozenset({"up", "down", "on", "out", "back", "away", "off", "over", "in"})
_LEG_GIVES = "fear"
_RED = "disgust"


def feeling_signs(acts: Acts) -> Iterator[Move]:
    """Every sign of a feeling that a body shows."""
    yield from _shown(acts)
    yield from _turned(acts)
    yield from _risen(acts)
    yield from _covered(acts)
    for act, who in acts.of_people:
        emotion = WRACKED.get(act.lemma)
        if emotion is not None and not acts.objects(act.token) and not acts.particles(act.token):
            emotion = done_in(acts, act.token) or emotion
            yield felt(acts, act, who, act.lemma, emotion, "body")


def _turned(acts: Acts) -> Iterator[Move]:
    """Who goes white, red or the colour of putty."""
    words = acts.clauses.words
    for act, who in acts.of_people:
        if act.lemma not in _TURNING:
            continue
        for t in acts.clauses.dependents(act.token, _TURNED_TO):
            emotion = (
                STILLED.get(words[t])
                or EMOTION_COLOURS.get(words[t])
                or (TURNED.get(words[t]) if act.lemma != "be" else None)
            )
            if words[t] in _COLOUR:
                of = acts.clauses.dependents(t, ("nmod",))
                emotion = next((TURNED[words[n]] for n in of if words[n] in TURNED), None)
            if emotion is not None:
                yield felt(acts, lasting(act), who, words[t], emotion, "face")


def _risen(acts: Acts) -> Iterator[Move]:
    """Colour that comes up somebody's neck, heat that floods a face."""
    words = acts.clauses.words
    for act in acts.all:
        doer = acts.doer(act.token)
        if act.lemma not in RISES or doer < 0 or words[doer] not in RISING_COLOUR:
            continue
        places = [t for t, way in acts.obliques(act.token) if way in _INTO or not way]
        for part in (*acts.objects(act.token), *places):
            owner = acts.owner(part) if _is_coloured(acts, part) else None
            if owner is not None:
                yield felt(acts, lasting(act), owner, words[doer], _RED, "face")
                break


def _is_coloured(acts: Acts, part: int) -> bool:
    return acts.story.reading.lemmas[part].lower() in _COLOURED


def _shown(acts: Acts) -> Iterator[Move]:
    """What a part of somebody's body does, turns or is, that shows a feeling."""
    for part, verb in _parts_doing(acts):
        name = acts.story.reading.lemmas[part].lower()
        sign, emotion = _sign(acts, name, verb)
        if not emotion:
            continue
        act = acts.at.get(verb) or Act(verb, sign, None, part, acts.when(verb))
        owner = _bearer(acts, act, part)
        if owner is not None:
            channel = "voice" if name == "voice" else "face" if name in _FACIAL else "body"
            yield felt(acts, lasting(act), owner, sign, emotion, channel)


def _parts_doing(acts: Acts) -> Iterator[tuple[int, int]]:
    """The parts of bodies with the verb of which each is the subject: "the mouth which shakes"."""
    clauses, deprels = acts.clauses, acts.story.reading.deprels
    for part in acts.nouns:
        verb = clauses.head(part)
        if verb >= 0 and deprels[part] in ("nsubj", "nsubj:pass"):
            begun = clauses.dependents(verb, ("xcomp",)) if _begins(acts, verb) else []
            yield part, (begun[0] if begun else verb)
        for verb in clauses.dependents(part, ("amod", "acl")):
            if acts.story.reading.xpos[verb] == "VBG":
                yield part, verb  # "with trembling fingers"
        for verb in clauses.dependents(part, ("acl:relcl",)):
            own = clauses.dependents(verb, ("nsubj",))
            if own and clauses.words[own[0]] in _RELATIVE:
                yield part, verb


def _begins(acts: Acts, verb: int) -> bool:
    return acts.story.reading.lemmas[verb].lower() in ("begin", "start")


def _sign(acts: Acts, name: str, verb: int) -> tuple[str, str]:
    """The sign that a part gives by what it does or is, and of what feeling; empty for none."""
    words = acts.clauses.words
    said = [acts.story.reading.lemmas[verb].lower()]
    if said[0] in _TURNING or said[0] == "get":
        said += [words[t] for t in acts.clauses.dependents(verb, ("xcomp", "advmod", "obj"))]
    if said[0] == "go" and acts.particles(verb) & _DIRECTIONS:
        said = said[1:]  # the chin goes up, the voice goes on
    for one in said:
        if one in EMOTION_COLOURS and name in _COLOURED:
            return f"{name} {one}", done_in(acts, verb) or EMOTION_COLOURS[one]
        emotion = EMOTION_SIGNS.get(f"{name} {one}", "")
        if name in LEGS and one in GIVING_WAY:
            emotion = _LEG_GIVES
        if emotion:
            return f"{name} {one}", done_in(acts, verb) or emotion
    return "", ""


def _covered(acts: Acts) -> Iterator[Move]:
    """A hand that goes to one's own mouth."""
    words, lemmas = acts.clauses.words, acts.story.reading.lemmas
    for act in acts.all:
        hands = [t for t in (act.by_part, *acts.objects(act.token)) if t >= 0]
        to = [n for n, way in acts.obliques(act.token) if way in _TO_MOUTH and words[n] == "mouth"]
        if act.who is None or not to or not any(lemmas[t].lower() == "hand" for t in hands):
            continue
        if acts.owner(to[0]) in (None, act.who) and act.lemma in HANDS_TO:
            yield felt(acts, act, act.who, "hand mouth", "surprise", "act")


def _bearer(acts: Acts, act: Act, part: int) -> int | None:
    """Whose a part is that shows a feeling; said of nobody, the one who was told of last."""
    owner = acts.owner(part)
    if owner is None:
        owner = act.who if act.by_part < 0 else None
    if owner is None:
        owner = _lone(acts, act)
    if owner is None and acts.is_the(part):
        owner = next(acts.before(part), None)
    return owner


def _lone(acts: Acts, act: Act) -> int | None:
    """Whose tears run: of the face they run down."""
    for noun, _ in acts.obliques(act.token):
        owner = acts.owner(noun)
        if owner is not None:
            return owner
    return None
