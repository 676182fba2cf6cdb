"""What an act changes on the stage, before it is a row of a table."""

from dataclasses import dataclass
from typing import Literal

from fabula.manuscript.spans import Span
from fabula.story.stage.acts import Act

__all__ = ["Change", "Channel", "Emotion", "Move", "StateKind"]

StateKind = Literal[
    "presence", "place", "posture", "touch", "gaze", "hold", "wear", "feeling", "condition"
]
Change = Literal["begins", "ends", "holds"]
Emotion = Literal["joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation"]
Channel = Literal["told", "thought", "face", "voice", "body", "touch", "gaze", "act", "speech"]


@dataclass(frozen=True, slots=True)
class Move:
    """Something of a character that begins, ends or is said to hold by an act.

    The columns are those of `fabula.story.tables.stage.State`.
    """

    act: Act
    kind: StateKind
    change: Change
    who: int
    span: Span
    value: str | None = None
    part: str | None = None
    target: int | None = None
    target_part: str | None = None
    emotion: Emotion | None = None
    channel: Channel | None = None
    said_by: int | None = None
    confidence: float = 0.7
