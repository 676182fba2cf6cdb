"""Words of emotion, in speech as in narration, and who is said to feel it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fabula.manuscript.spans import Span
from fabula.story.facts.modality import When
from fabula.story.model import Story
from fabula.story.schema import Col, table
from fabula.story.stage.cues import emotion_cues
from fabula.story.stage.moves import Emotion

__all__ = ["EmotionWord", "emotions"]


@dataclass(frozen=True, slots=True)
class EmotionWord:
    """A word or phrase that names or shows an emotion, whether or not anybody feels it now."""

    emotion: Annotated[Emotion, Col("which of Plutchik's eight")]
    entity: Annotated[int | None, Col("who is said to feel it", refers="entities")]
    when: Annotated[When, Col("how it lies in story time; denied and supposed: `imagined`")]
    said_by: Annotated[
        int | None, Col("the character who says so", refers="characters", empty="narrator")
    ]
    span: Span


@table(EmotionWord, "emotions")
def emotions(story: Story) -> Iterator[EmotionWord]:
    """Every word of emotion, in the order of the text."""
    for cue in emotion_cues(story):
        yield EmotionWord(cue.emotion, cue.who, cue.when, cue.said_by, cue.span)
