"""What holds on the stage at one place of the text: moves carried on until something ends them.

A state holds until one of its kind takes its place, its bearer leaves, or its scene ends; a
touch and a look also fade with the telling, as nobody says when they end. What nobody has
told of somebody is not known, and is not guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fabula.story.stage.moves import Move, StateKind

__all__ = ["FADING", "Course", "Figure", "Holding", "carried", "course_of"]

FADING = {"touch": 1200, "gaze": 500, "feeling": 2500}
"""Code points of telling after which a state of the kind is not said to hold any more."""

_ONE_EACH: tuple[StateKind, ...] = ("place", "posture", "gaze")
"""Kinds of which somebody has one at a time."""

_ALWAYS_ASKED: tuple[StateKind, ...] = ("place", "posture", "gaze", "feeling")


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody on the stage, and the moves that still hold of them, in the order they are told.

    ``who``: the entity. ``here``: whether they are there, as far as the scene has told.
    """

    who: int
    here: bool = True
    holds: tuple[Move, ...] = ()

    def of(self, kind: StateKind) -> tuple[Move, ...]:
        """What holds of a kind."""
        return tuple(move for move in self.holds if move.kind == kind)

    @property
    def unknown(self) -> tuple[StateKind, ...]:
        """Of place, posture, gaze and feeling those that the scene has not told or that faded."""
        return tuple(kind for kind in _ALWAYS_ASKED if not self.of(kind))


def carried(moves: Iterable[Move], offset: int) -> tuple[Figure, ...]:
    """Those of whom the moves of a scene tell, and what holds of each at an offset.

    ``moves``: those of one scene that begin at or before the offset, in order. The figures
    stand in the order they are first told of.
    """
    figures: dict[int, Figure] = {}
    for move in moves:
        figures[move.who] = _moved(figures.get(move.who, Figure(move.who)), move)
    return tuple(
        replace(figure, holds=tuple(m for m in figure.holds if not _has_faded(m, offset)))
        for figure in figures.values()
    )


def _has_faded(move: Move, offset: int) -> bool:
    return offset - move.span.end > FADING.get(move.kind, offset)


def _moved(figure: Figure, move: Move) -> Figure:
    """Somebody after a move of theirs."""
    if move.kind == "presence":
        if move.change == "ends":  # what one wears and holds goes along, and is not seen
            return replace(figure, here=False, holds=())
        return replace(figure, here=True)
    kept = tuple(held for held in figure.holds if not _ends(move, held))
    stays = () if move.change == "ends" else (move,)
    return replace(figure, here=True, holds=(*kept, *stays))


def _ends(move: Move, held: Move) -> bool:
    """Whether a move takes the place of what held."""
    if move.kind != held.kind:
        return False
    if move.kind in _ONE_EACH:
        return True
    if move.kind == "touch":
        return move.target == held.target and (move.change == "ends" or move.part == held.part)
    if move.kind == "feeling":
        return True
    return _last(move.value) == _last(held.value)


def _last(value: str | None) -> str:
    return (value or "").rsplit(" ", 1)[-1]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a move says, and from where to where it holds: ``since`` and ``until`` are offsets."""

    move: Move
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Course:
    """A scene from beginning to end.

    ``holds``: what holds of somebody, in the order in which it begins, coming and going apart.
    ``stays``: from where to where somebody is there, each with the move by which that is seen.
    """

    holds: tuple[Holding, ...]
    stays: tuple[Holding, ...]


def course_of(moves: Iterable[Move], end: int) -> Course:
    """How the moves of a scene, which ends at an offset, follow one another."""
    figures: dict[int, Figure] = {}
    came: dict[int, Move] = {}
    holds: list[Holding] = []
    stays: list[Holding] = []
    for move in moves:
        before = figures.get(move.who, Figure(move.who, here=False))
        after = _moved(before, move)
        figures[move.who] = after
        kept = set(map(id, after.holds))
        holds += (_held(held, move.span.start) for held in before.holds if id(held) not in kept)
        if after.here and not before.here:
            came[move.who] = move
        elif not after.here:  # who leaves unseen before was there for that beat at least
            seen = came.pop(move.who, move)
            stays.append(Holding(seen, seen.span.start, max(move.span.start, seen.span.end)))
    holds += (_held(held, end) for figure in figures.values() for held in figure.holds)
    stays += (Holding(move, move.span.start, end) for move in came.values())
    return Course(tuple(sorted(holds, key=_begin)), tuple(sorted(stays, key=_begin)))


def _held(move: Move, until: int) -> Holding:
    fades = move.span.end + FADING.get(move.kind, until)
    return Holding(move, move.span.start, max(min(until, fades), move.span.end))


def _begin(holding: Holding) -> int:
    return holding.since
