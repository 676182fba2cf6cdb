"""The stage of a story: its beats, and what changes from one to the next."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story.facts.modality import When
from fabula.story.model import Story
from fabula.story.stage.avowals import avowals
from fabula.story.stage.beats import told_beats
from fabula.story.stage.belongings import things
from fabula.story.stage.bodies import postures
from fabula.story.stage.carrying import Course, Figure, carried, course_of
from fabula.story.stage.clothes import clothes
from fabula.story.stage.comings import comings, places
from fabula.story.stage.feelings import feelings
from fabula.story.stage.looks import gazes
from fabula.story.stage.moves import Move
from fabula.story.stage.touches import touches

__all__ = ["Stage", "stage_of"]


@dataclass(frozen=True, eq=False)
class Stage:
    """``beats``: where each lies and how in story time. ``moves``: what changes, in order."""

    beats: tuple[tuple[Span, When], ...]
    moves: tuple[Move, ...]
    manuscript: Manuscript = field(repr=False)

    def at(self, offset: int) -> tuple[Figure, ...]:
        """Of whom the scene has told by an offset, and what holds of each there.

        With the words at the offset told; none where it lies in no scene.
        """
        scene = self.manuscript.scene_at(offset)
        if scene < 0:
            return ()
        begin = self.manuscript.scenes[scene].span.start
        first = bisect_right(self.moves, begin - 1, key=_start)
        return carried(self.moves[first : bisect_right(self.moves, offset, key=_start)], offset)

    def course(self, scene: int) -> Course:
        """What holds of whom in a scene, from where to where."""
        span = self.manuscript.scenes[scene].span
        first, last = (
            bisect_right(self.moves, at - 1, key=_start) for at in (span.start, span.end)
        )
        return course_of(self.moves[first:last], span.end)


def stage_of(story: Story) -> Stage:
    """What the narration of a story brings onto its stage; only what is done now moves it.

    Where no word has been read, such as in a story of text alone, nothing does.
    """
    if not len(story.reading.tokens):
        return Stage((), (), story.manuscript)
    acts = story.acts
    readers = (postures, gazes, touches, things, clothes, comings, places, feelings, avowals)
    found = chain.from_iterable(reader(acts) for reader in readers)
    moves = sorted(filter(_counts, found), key=lambda m: (m.span.start, m.kind))
    return Stage(tuple(told_beats(acts)), tuple(_new(story, moves)), story.manuscript)


def _new(story: Story, moves: list[Move]) -> Iterator[Move]:
    """The moves but for those that say again what somebody holds."""
    scene_at = story.manuscript.scene_at
    held: set[tuple[int, int, str]] = set()
    for move in moves:
        if move.kind == "hold":
            thing = (move.value or "").rsplit(" ", 1)[-1]
            key = (scene_at(move.span.start), move.who, thing)
            if move.change == "ends":
                held.discard(key)
            elif key in held:
                continue
            else:
                held.add(key)
        yield move


def _start(move: Move) -> int:
    return move.span.start


def _counts(move: Move) -> bool:
    """Whether a move is of now; what somebody had put on or taken off still shows."""
    return move.act.when == "now" or (move.act.when == "before" and move.kind == "wear")
