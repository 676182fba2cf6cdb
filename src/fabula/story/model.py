"""The story: who is there, what they say and do, and the words that say so.

Rows are frozen; every claim carries its span. Characters and other entities are
referred to by id. Mention columns are parallel to `Reading.mentions` except that
linking may add to or drop from them, so the story holds its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from fabula.language.reading import Bools, Reading
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.finder import find_quotations
from fabula.quotations.table import QuotationTable

if TYPE_CHECKING:  # they are made of the tables below, so that they import this module
    from fabula.story.facts.clauses import Clauses
    from fabula.story.stage.days import Days
    from fabula.story.stage.narration import Narration
    from fabula.story.stage.presence import Presence

__all__ = [
    "Attribute",
    "Character",
    "Event",
    "MentionTable",
    "Place",
    "Quote",
    "QuoteType",
    "Relation",
    "Speech",
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


class Speech:
    """Who speaks where: every place of a story is somebody's speech, quoted words or narration.

    ``quotes``: the speeches, in order; they do not overlap. ``quotations``: all that stands
    in quotation marks, said or not. Indices are those of ``quotes``.
    """

    def __init__(self, text: str, quotes: Sequence[Quote], quotations: QuotationTable) -> None:
        self._text = text
        self.quotes = tuple(quotes)
        self.quotations = quotations
        self._index = SpanIndex.of(quote.span for quote in self.quotes)

    def at(self, offset: int) -> Quote | None:
        """The speech an offset lies in; None in narration, and in words that nobody says."""
        found = self._index.at(offset)
        return self.quotes[found] if found >= 0 else None

    def around(self, span: Span) -> Quote | None:
        """The speech that holds a span whole, or None."""
        found = self._index.around(span)
        return self.quotes[found] if found >= 0 else None

    def begun_within(self, low: int, high: int) -> tuple[Quote, ...]:
        """The speeches that begin in ``low:high``."""
        return tuple(self.quotes[n] for n in self._index.begin_within(low, high))

    def narration(self, low: int, high: int) -> str:
        """The text ``low:high`` without the speeches that begin in it."""
        parts, at = [], low
        for quote in self.begun_within(low, high):
            parts.append(self._text[at : quote.span.start])
            at = max(at, quote.span.end)
        return " ".join([*parts, self._text[at:high]])

    def all_at(self, offsets: NDArray[Any]) -> NDArray[np.int32]:
        """The index of the speech each offset lies in, -1 as `at` says None. [N]"""
        return self._index.all_at(offsets)

    def all_around(self, starts: NDArray[Any], ends: NDArray[Any]) -> NDArray[np.int32]:
        """The index of the speech that holds each span whole, -1 for none. [N]"""
        return self._index.all_around(starts, ends)

    def is_told(self, offsets: NDArray[Any]) -> Bools:
        """Whether each offset is narration: in no speech, and in no quotation marks. [N]"""
        told: Bools = (self.all_at(offsets) < 0) & (self.quotations.rows_at(offsets) < 0)
        return told


_DERIVED = {
    "quotations": frozenset({"manuscript"}),
    "speech": frozenset({"manuscript", "quotes"}),
    "clauses": frozenset({"reading", "mentions", "characters", "quotes"}),
    "narration": frozenset({"manuscript", "reading", "mentions", "characters", "quotes"}),
    "days": frozenset({"manuscript", "quotes"}),
    "presence": frozenset({"manuscript", "reading", "mentions", "characters", "quotes", "events"}),
}
"""What a story derives from its tables, and from which: each is worked out when asked for."""


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

    @cached_property
    def quotations(self) -> QuotationTable:
        """All that stands in quotation marks, said or not."""
        return find_quotations(self.manuscript)

    @cached_property
    def speech(self) -> Speech:
        """Whose speech a place lies in."""
        return Speech(self.manuscript.text, self.quotes, self.quotations)

    @cached_property
    def clauses(self) -> "Clauses":
        """The grammar of the clauses, and whom each word means."""
        from fabula.story.facts.clauses import Clauses

        people = {character.id: character.pronouns for character in self.characters}
        return Clauses(self.reading, self.mentions, frozenset(people), self.quotes, people)

    @cached_property
    def narration(self) -> "Narration":
        """The verbs that tell the story, scene by scene, with their tenses."""
        from fabula.story.stage.narration import narration_of

        return narration_of(self)

    @cached_property
    def days(self) -> "Days":
        """The weekdays of the story, and the steps between them."""
        from fabula.story.stage.days import days_of

        return days_of(self)

    @cached_property
    def presence(self) -> "Presence":
        """Who is in each scene, and where people are named and act."""
        from fabula.story.stage.presence import presence_of

        return presence_of(self)

    def with_tables(self, **tables: Any) -> "Story":
        """The story with other tables in place of its own, by name.

        Unlike `dataclasses.replace` it keeps what was derived from tables that stay.
        """
        grown = replace(self, **tables)
        for name, sources in _DERIVED.items():
            if name in self.__dict__ and sources.isdisjoint(tables):
                grown.__dict__[name] = self.__dict__[name]
        return grown
