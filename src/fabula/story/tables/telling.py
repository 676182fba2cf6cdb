"""How the story is told, scene by scene: its tense, who is there, and the days it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fabula.manuscript.spans import Span
from fabula.story.model import Story
from fabula.story.schema import Col, table

__all__ = ["ScenePresence", "SceneTense", "ToldTime", "presence", "tenses", "times"]


@dataclass(frozen=True, slots=True)
class ScenePresence:
    """Somebody who is in a scene, the most active first.

    Where nobody speaks or acts, those are who are mentioned.
    """

    scene: Annotated[int, Col("the scene", refers="scenes")]
    character: Annotated[int, Col("who is there", refers="characters")]


@table(ScenePresence, "presence")
def presence(story: Story) -> Iterable[ScenePresence]:
    """Who is in each scene."""
    for scene, people in enumerate(story.presence.in_scene):
        for who in people:
            yield ScenePresence(scene, who)


@dataclass(frozen=True, slots=True)
class SceneTense:
    """The tense that the narration of a scene is told in, where it has verbs enough to tell."""

    scene: Annotated[int, Col("the scene", refers="scenes")]
    tense: Annotated[Literal["past", "present"], Col("that of most verbs that tell of somebody")]


@table(SceneTense, "tenses")
def tenses(story: Story) -> Iterable[SceneTense]:
    """The tense of each scene that has one."""
    for scene, tense in enumerate(story.narration.tenses):
        if tense:
            yield SceneTense(scene, "past" if tense == "past" else "present")


@dataclass(frozen=True, slots=True)
class ToldTime:
    """A phrase that names a day, a step of so many days, or a gap that nobody can count."""

    span: Span
    kind: Annotated[Literal["day", "step", "gap"], Col("which of them")]
    weekday: Annotated[int | None, Col("from 0 for Monday")]
    month: Annotated[int | None, Col("from 1")]
    day: Annotated[int | None, Col("of the month")]
    year: Annotated[int | None, Col("as written")]
    days: Annotated[int | None, Col("length of a step, negative for one that looks back")]


@table(ToldTime, "times")
def times(story: Story) -> Iterable[ToldTime]:
    """The phrases of time of the whole story, in order."""
    for phrases in story.days.phrases:
        for phrase in phrases:
            yield ToldTime(
                phrase.span,
                phrase.kind,
                phrase.weekday,
                phrase.month,
                phrase.day,
                phrase.year,
                phrase.days if phrase.kind == "step" else None,
            )
