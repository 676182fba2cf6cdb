"""Time as the page shows it: when each scene takes place, what tells it, and what looks back."""

from typing import Any

from fabula.display import cut_short, one_line
from fabula.export.page.spots import Spots
from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.model import Story
from fabula.story.stage.calendar import SceneDay, scene_days

__all__ = ["timed_scenes"]

_LOOKS_BACK = 12
"""Beats of a scene that look back and are shown."""
_WORDS = 120
"""Code points of each of them."""


def timed_scenes(story: Story, spots: Spots) -> dict[str, Any]:
    """The scenes with run, days and phrases of time, and the ages of people.

    ``scenes``: of each the chapter, run, first and last day, weekday, the phrases (kind, whether
    it moves the story, words, place), how many of its beats look back, and the first of those.
    ``ages``: who, what is said, whether now, and where.
    """
    days, back = scene_days(story), _looking_back(story)
    scenes = [_scene(story, spots, number, day, *back[number]) for number, day in enumerate(days)]
    ages = [a for a in story.attributes if a.kind == "age"]
    return {
        "scenes": scenes,
        "ages": [
            [a.character, one_line(a.value), a.time, *place]
            for a, place in zip(ages, spots.of(a.span for a in ages), strict=True)
        ],
    }


def _looking_back(story: Story) -> list[tuple[int, list[Span]]]:
    """How many beats each scene has, and those of them that look back."""
    index = SpanIndex.of(scene.span for scene in story.manuscript.scenes)
    found: list[tuple[int, list[Span]]] = [(0, []) for _ in range(len(index))]
    for span, when in story.stage.beats:
        at = index.at(span.start)
        if at >= 0:
            number, back = found[at]
            found[at] = (number + 1, back)
            if when == "before":
                back.append(span)
    return found


def _scene(
    story: Story, spots: Spots, number: int, day: SceneDay, beats: int, back: list[Span]
) -> dict[str, Any]:
    """One scene with its day, its phrases and what looks back; it has so many beats."""
    text, phrases = story.manuscript.text, story.days.phrases[number]
    moving, shown = set(map(id, day.moved_by)), back[:_LOOKS_BACK]
    said = zip(phrases, spots.of(phrase.span for phrase in phrases), strict=True)
    return {
        "run": day.run,
        "days": [day.first, day.last],
        "weekday": day.weekday,
        "phrases": [
            [phrase.kind, id(phrase) in moving, one_line(phrase.span.text(text)), *place]
            for phrase, place in said
        ],
        "beats": beats,
        "back": len(back),
        "looksBack": [
            [cut_short(span.text(text), _WORDS), *place]
            for span, place in zip(shown, spots.of(shown), strict=True)
        ],
    }
