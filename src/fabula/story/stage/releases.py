"""Touches that end: a hand that lets go, is taken away, or a body that draws back.

Who lets go of somebody, and of nobody named, lets go of whom they touched last.
"""

from collections.abc import Iterator, Sequence

from fabula.english.stage import DRAWING, LIMBS
from fabula.story.stage.acts import Act, Acts
from fabula.story.stage.carrying import FADING
from fabula.story.stage.moves import Move

__all__ = ["releases"]

_AWAY = frozenset({"away", "off", "back", "apart", "free", "loose", "from"})
_HELD_BY = frozenset({"hand", "hands", "arm", "arms", "fingers", "grip", "grasp", "palm", "mouth"})
_OWN_BODY = frozenset(
    {"pull", "draw", "step", "break", "back", "lean", "spring", "jerk", "wriggle"}
)


def releases(acts: Acts, touches: Sequence[Move]) -> Iterator[Move]:
    """The ends of touches that the words of the telling only call an end.

    ``touches``: those told, in order.
    """
    told = {(move.act.token, move.who) for move in touches if move.change == "ends"}
    begun = [move for move in touches if move.change == "begins" and move.act.when == "now"]
    for act in acts.all:
        for who in _letting(acts, act):
            touch = _last(begun, act, acts, who)
            if touch is None or (act.token, touch.who) in told:
                continue
            begun.remove(touch)
            told.add((act.token, touch.who))
            yield Move(act, "touch", "ends", touch.who, part=touch.part, target=touch.target,
                       target_part=touch.target_part, span=acts.span(act.token))  # fmt: skip


def _last(begun: Sequence[Move], act: Act, acts: Acts, who: int) -> Move | None:
    """The touch of or on somebody that was told last and has not faded at an act."""
    at = acts.span(act.token).start
    for move in reversed(begun):
        if move.span.start < at <= move.span.end + FADING["touch"] and who in (
            move.who, move.target
        ):  # fmt: skip
            own = acts.clauses.words[act.by_part] if act.by_part >= 0 else ""
            if act.by_part < 0 or move.part in (None, own) or own not in LIMBS:
                return move
    return None


def _letting(acts: Acts, act: Act) -> tuple[int, ...]:
    """Who lets go or draws back by an act, if it says no more of whom."""
    doers = (act.who,) if act.who is not None else acts.group(acts.doer(act.token))
    if not doers or act.when != "now":
        return ()
    words = acts.clauses.words
    if act.lemma == "let" and act.by_part < 0:
        goes = [
            t for t in acts.clauses.dependents(act.token, ("xcomp", "ccomp")) if words[t] == "go"
        ]
        alone = not acts.objects(act.token) and not any(acts.objects(t) for t in goes)
        return doers if (goes or words[act.token + 1 : act.token + 2] == ("go",)) and alone else ()
    away = bool((acts.particles(act.token) | {*words[act.token + 1 : act.token + 2]}) & _AWAY)
    away = away or any(way in ("away", "from", "off") for _, way in acts.obliques(act.token))
    if act.by_part >= 0:
        fell = act.lemma in DRAWING or act.lemma in ("fly", "fall", "drop", "leave", "go")
        return doers if away and fell and words[act.by_part] in _HELD_BY else ()
    if act.lemma not in DRAWING:
        return ()
    objects = acts.objects(act.token)
    hands = [t for t in objects if words[t] in _HELD_BY and acts.is_part(t)]
    if hands:
        owner = acts.owner(hands[0])
        return (owner,) if away and owner is not None else doers if away else ()
    return doers if not objects and away and act.lemma in _OWN_BODY else ()
