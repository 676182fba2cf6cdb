"""The stage: what changes from beat to beat, and who knows what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fabula.manuscript.spans import Span, SpanIndex
from fabula.story.facts.modality import When
from fabula.story.knowledge.holding import Attitude, Came, Truth
from fabula.story.model import Story
from fabula.story.schema import Col, table
from fabula.story.stage.moves import Change, Channel, Emotion, Move, StateKind

__all__ = ["Beat", "Knowledge", "State", "StoryFact", "beats", "facts", "knowledge", "states"]

_CONFIDENCE = Col("from 0 to 1")


@dataclass(frozen=True, slots=True)
class Beat:
    """The smallest stretch of telling in which the stage can change."""

    id: Annotated[int, Col("number of the beat, from 0")]
    scene: Annotated[int, Col("its scene", refers="scenes")]
    span: Span
    when: Annotated[When, Col("how it lies in story time")]


@dataclass(frozen=True, slots=True)
class State:
    """Something of a character that begins, ends or is said to hold at a beat."""

    beat: Annotated[int, Col("the beat", refers="beats")]
    character: Annotated[int, Col("of whom, in the cast or nameless", refers="entities")]
    kind: Annotated[StateKind, Col("what it is")]
    change: Annotated[Change, Col("what is said of it")]
    value: Annotated[str | None, Col("the posture, place, thing, or word for it")]
    part: Annotated[str | None, Col("own part of the body, of a touch")]
    target: Annotated[int | None, Col("whom or what it is towards", refers="entities")]
    target_part: Annotated[str | None, Col("their part of the body")]
    emotion: Annotated[Emotion | None, Col("one of Plutchik's eight, of a feeling")]
    channel: Annotated[Channel | None, Col("what shows a feeling")]
    said_by: Annotated[
        int | None, Col("the character who says so", refers="characters", empty="narrator")
    ]
    span: Span
    confidence: Annotated[float, _CONFIDENCE]


@dataclass(frozen=True, slots=True)
class StoryFact:
    """Something that is so in the story, or that somebody in it takes to be so."""

    id: Annotated[int, Col("number of the fact, from 0")]
    words: Annotated[str, Col("what is so")]
    subject: Annotated[int | None, Col("whom or what it is about", refers="entities")]
    truth: Annotated[Truth, Col("whether it is so")]
    span: Span


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a character knows or takes to be so, from a beat on."""

    fact: Annotated[int, Col("the fact", refers="facts")]
    character: Annotated[int, Col("who", refers="characters")]
    attitude: Annotated[Attitude, Col("how they hold it")]
    how: Annotated[
        Came | None,
        Col("how they came to it"),
    ]
    source: Annotated[int | None, Col("who told them", refers="characters")]
    beat: Annotated[int, Col("from which beat on", refers="beats")]
    span: Span
    confidence: Annotated[float, _CONFIDENCE]


@table(Beat, "beats")
def beats(story: Story) -> Iterator[Beat]:
    """The beats of the story, in the order they are told."""
    for number, (span, when) in enumerate(story.stage.beats):
        yield Beat(number, max(0, story.manuscript.scene_at(span.start)), span, when)


@table(State, "states")
def states(story: Story) -> Iterator[State]:
    """What the narration says to begin, end or hold, in the order it says so."""
    index = SpanIndex.of(span for span, _ in story.stage.beats)
    for move in story.stage.moves:
        yield _state(move, max(0, index.last_begun(move.span.start)))


def _state(move: Move, beat: int) -> State:
    return State(
        beat=beat,
        character=move.who,
        kind=move.kind,
        change=move.change,
        value=move.value,
        part=move.part,
        target=move.target,
        target_part=move.target_part,
        emotion=move.emotion,
        channel=move.channel,
        said_by=move.said_by,
        span=move.span,
        confidence=move.confidence,
    )


@table(StoryFact, "facts")
def facts(story: Story) -> Iterator[StoryFact]:
    """What somebody in the story knows, believes or doubts, each once."""
    for number, fact in enumerate(story.ledger.facts):
        yield StoryFact(number, fact.words, fact.subject, fact.truth, fact.span)


@table(Knowledge, "knowledge")
def knowledge(story: Story) -> Iterator[Knowledge]:
    """Who holds which fact, in the order the text says so."""
    index = SpanIndex.of(span for span, _ in story.stage.beats)
    cast = {character.id for character in story.characters}
    for row in story.ledger.known:
        if row.who in cast:
            source = row.source if row.source in cast else None
            beat = max(0, index.last_begun(row.span.start))
            yield Knowledge(row.fact, row.who, row.attitude, row.how, source, beat, row.span,
                            row.confidence)  # fmt: skip
