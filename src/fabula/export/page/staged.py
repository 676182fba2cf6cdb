"""The stage as the page shows it: each scene's beats, and what holds of whom from beat to beat."""

from typing import Any

import numpy as np

from fabula.display import cut_short, one_line
from fabula.export.page.spots import Spots
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.model import Story
from fabula.story.stage.carrying import Course, Holding

__all__ = ["staged_scenes"]

_NAME = 30
"""Code points of what somebody is called whom nobody names."""


def staged_scenes(story: Story, spots: Spots) -> list[dict[str, Any]]:
    """For each scene its first and last block, its beats, and the figures on it.

    ``beats``: block, first unit, units, and how it lies in story time, of each in a row.
    A figure ``here`` is in the scene from beat to beat; each of its ``holds`` is a kind, the
    beat since which and the one before which it holds, value, whom or what it is towards by
    entity and by name, the parts of bodies, emotion, channel, and the place of its words.
    """
    beats = story.stage.beats
    index = SpanIndex.of(span for span, _ in beats)
    places = spots.of(span for span, _ in beats)
    names = _names(story)
    scenes = []
    for number, scene in enumerate(story.manuscript.scenes):
        own = index.begin_within(scene.span.start, scene.span.end)
        told = _Told(spots, names, index, own, scene.span.end)
        scenes.append(
            {
                "chapter": scene.chapter,
                "blocks": _blocks(story, scene.span),
                "beats": [
                    one
                    for place, (_, when) in ((places[at], beats[at]) for at in own)
                    for one in (*place, when)
                ],
                "figures": told.figures(story.stage.course(number)),
            }
        )
    return scenes


def _blocks(story: Story, span: Span) -> list[int]:
    first, last = story.manuscript.blocks_at(np.array([span.start, max(span.start, span.end - 1)]))
    return [max(int(first), 0), max(int(last), 0)]


def _names(story: Story) -> dict[int, str]:
    """What everybody is called; those whom nobody names, as they are called first."""
    table, text = story.mentions, story.manuscript.text
    entities, firsts = np.unique(table.entity, return_index=True)
    found = {
        entity: cut_short(one_line(text[table.start[at] : table.end[at]]), _NAME)
        for entity, at in zip(entities.tolist(), firsts.tolist(), strict=True)
    }
    return found | {character.id: one_line(character.name) for character in story.characters}


class _Told:
    """The course of one scene as figures; ``own``: which beats are its, ``end``: its end."""

    def __init__(
        self, spots: Spots, names: dict[int, str], beats: SpanIndex, own: range, end: int
    ) -> None:
        self._spots, self._names, self._beats, self._own = spots, names, beats, own
        self._end = end

    def figures(self, course: Course) -> list[dict[str, Any]]:
        """The figures in the order in which the scene first tells of them."""
        found: dict[int, dict[str, Any]] = {}
        order = sorted((*course.holds, *course.stays), key=lambda h: h.move.span.start)
        for move in (holding.move for holding in order):
            name = self._names.get(move.who, "somebody")
            found.setdefault(move.who, {"who": move.who, "name": name, "here": [], "holds": []})
        for stay, place in zip(
            course.stays, self._spots.of(s.move.span for s in course.stays), strict=True
        ):
            found[stay.move.who]["here"].append([*self._from_to(stay), *place])
        for held, place in zip(
            course.holds, self._spots.of(h.move.span for h in course.holds), strict=True
        ):
            move = held.move
            target = None if move.target is None else self._names.get(move.target, "somebody")
            found[move.who]["holds"].append(
                [move.kind, *self._from_to(held), one_line(move.value or ""), move.target,
                 target, move.part, move.target_part, move.emotion, move.channel, *place]
            )  # fmt: skip
        return list(found.values())

    def _from_to(self, holding: Holding) -> tuple[int, int]:
        """The beat since which something holds, and the first at which it does no more."""
        since = self._beat(holding.since)
        until = len(self._own) if holding.until >= self._end else self._beat(holding.until)
        return since, max(until, since + 1)

    def _beat(self, offset: int) -> int:
        """The beat of the scene that an offset lies in or after; before the first, the first."""
        return max(self._beats.last_begun(offset) - self._own.start, 0)
