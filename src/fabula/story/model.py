"""The story: who is there, what they say and do, and the words that say so.

Rows are frozen; every claim carries its span. Characters and other entities are
referred to by id. Mention columns are parallel to `Reading.mentions` except that
linking may add to or drop from them, so the story holds its own.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fabula.language.reading import Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span

__all__ = [
    "Attribute",
    "Character",
    "Event",
    "MentionTable",
    "Place",
    "Quote",
    "QuoteType",
    "Relation",
    "Story",
]

QuoteType = Literal["explicit", "anaphoric", "implicit"]


@dataclass(frozen=True, slots=True)
class Character:
    """Someone in the story. ``pronouns`` is as the text uses them, or None.

    ``id`` is a small number, unique among all entities of the story (places and
    other entities share the numbering). ``narrator`` marks a first-person narrator.
    """

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None
    narrator: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A named place (building, country, region) of the story."""

    id: int
    name: str


@dataclass(frozen=True, eq=False)
class MentionTable:
    """Columns over the M mentions of the story, sorted by start, longer first.

    ``start``/``end``: offsets. ``head``: token index of the head. ``type`` and
    ``kind`` index `Labels.entity` and `Labels.kind`. ``entity``: the id of who or
    what is meant. ``score``: confidence in the link, 0 to 1. ``first``/``last``:
    token indices, ``last`` exclusive.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    head: NDArray[np.int32]
    type: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    entity: NDArray[np.int32]
    score: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, marks included; continued and interrupted parts are quotes of their own.

    ``turn`` numbers the speech the part belongs to: the parts of one interrupted
    sentence, or of a speech continued over paragraphs, share it.
    """

    span: Span
    turn: int
    speaker: int | None
    addressees: tuple[int, ...]
    cue: Span | None
    type: QuoteType
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something said of a character: kind ("eyes"), value ("golden green"), and the words.

    ``said_by`` is None for the narrator, else the speaker's id. ``time`` is
    "now", "before" (his hair had been black) or "after".
    """

    character: int
    kind: str
    value: str
    span: Span
    said_by: int | None = None
    negated: bool = False
    time: Literal["now", "before", "after"] = "now"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """``source`` is the ``kind`` (sibling, parent, spouse, friend, ...) of ``target``."""

    source: int
    kind: str
    target: int
    span: Span
    said_by: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: its trigger word, who does it, to whom."""

    span: Span
    lemma: str
    agent: int | None
    patient: int | None
    actual: bool = True


@dataclass(frozen=True, eq=False)
class Story:
    """Everything read from one manuscript."""

    manuscript: Manuscript
    reading: Reading
    characters: tuple[Character, ...]
    places: tuple[Place, ...]
    mentions: MentionTable
    quotes: tuple[Quote, ...]
    attributes: tuple[Attribute, ...]
    relations: tuple[Relation, ...]
    events: tuple[Event, ...]
