"""The story: who is there, what they say and do, and the words that say so.

Rows are frozen; every claim carries its span. Characters and other entities are
referred to by id. Mention columns are parallel to `Reading.mentions` except that
linking may add to or drop from them, so the story holds its own. What a field of a row
holds is said once, beside it; every output is made of that (`fabula.story.schema`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from fabula.arrays import Bools
from fabula.display import counted
from fabula.language.reading import Labels, Reading, cut
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.finder import find_quotations
from fabula.quotations.table import QuotationTable
from fabula.story.dataframes import Series
from fabula.story.look import story_html, told
from fabula.story.rows import Rows, RowsOf, TableContext, Tabular, framed, numbered
from fabula.story.schema import Col, Column, Each, Listed, Table, Values, table, table_of

if TYPE_CHECKING:  # they are made of the tables below, so that they import this module
    from fabula.story.facts.clauses import Clauses
    from fabula.story.knowledge.ledger import Ledger
    from fabula.story.stage.acts import Acts
    from fabula.story.stage.days import Days
    from fabula.story.stage.narration import Narration
    from fabula.story.stage.presence import Presence
    from fabula.story.stage.stage import Stage

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
    "StoryMentions",
]

QuoteType = Literal["explicit", "anaphoric", "implicit"]

Row = TypeVar("Row")

_CONFIDENCE = Col("from 0 to 1")
_SAID_BY = Col("the character who says so", refers="characters", empty="narrator")


@dataclass(frozen=True, slots=True)
class Character:
    """Someone in the story.

    ``id`` is a small number, unique among all entities of the story (places and
    other entities share the numbering). ``pronouns`` is as the text uses them, or None.
    """

    id: Annotated[int, Col("entity id; characters, places and others share one numbering")]
    name: Annotated[str, Col("the fullest name the text gives")]
    aliases: Annotated[
        tuple[str, ...],
        Each("aliases", "another name of a character", "character", "alias", "the other name"),
    ] = ()
    pronouns: Annotated[
        str | None,
        Col("as the text uses them: `she/her`, `he/him`, `they/them`, `it/its`, or new: `xe/xem`"),
    ] = None
    narrator: Annotated[bool, Col("tells the story in the first person")] = False


@dataclass(frozen=True, slots=True)
class Place:
    """A named place (building, country, region) of the story."""

    id: Annotated[int, Col("entity id; characters, places and others share one numbering")]
    name: Annotated[str, Col("the fullest name")]


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

    def __repr__(self) -> str:
        return f"<MentionTable: {counted(len(self), 'mention')}>"


_LABELS = Labels(upos=(), xpos=(), feats=(), deprel=(), lemmas=())
_MENTION_COLUMNS = (
    Column("id", "INTEGER", "number of the row, from 0"),
    Column("start_char", "INTEGER", "first code point", key="start"),
    Column("end_char", "INTEGER", "code point after the last", key="end"),
    Column("first_token", "INTEGER", "first token", refers="tokens"),
    Column("last_token", "INTEGER", "token after the last", refers="tokens"),
    Column("head", "INTEGER", "token id of the head word", refers="tokens"),
    Column("type", "VARCHAR", "what is meant", choices=_LABELS.entity),
    Column("kind", "VARCHAR", "by what kind of words", choices=_LABELS.kind),
    Column("entity", "INTEGER", "entity id: who or what is meant", refers="entities"),
    Column("confidence", "FLOAT", "from 0 to 1"),
    Column("text", "VARCHAR", "the words", key=None),
)


@dataclass(frozen=True, eq=False, repr=False)
class StoryMentions(MentionTable, Tabular):
    """The mentions of a story, which know what they are of."""

    context: TableContext

    def __repr__(self) -> str:
        return f"<mentions: {counted(len(self), 'row')} of {', '.join(MENTIONS.names)}>"

    def values(self) -> tuple[Values, ...]:
        """The columns as every output has them."""
        labels, text = self.context.labels, self.context.manuscript.text
        return (
            np.arange(len(self), dtype=np.int32),
            self.start,
            self.end,
            self.first,
            self.last,
            self.head,
            [labels.entity[i] for i in self.type.tolist()],
            [labels.kind[i] for i in self.kind.tolist()],
            self.entity,
            self.score.astype(np.float32),
            cut(text, self.start, self.end),
        )

    def _series(self) -> list[Series]:
        values = self.values()
        return framed(_MENTION_COLUMNS, values, self.context) + numbered(
            _MENTION_COLUMNS, values, self.context.manuscript
        )


MENTIONS = Table(
    "mentions",
    "words that refer to a person, place, vehicle or organisation, also an unnamed one",
    _MENTION_COLUMNS,
    lambda story: story.mentions.values(),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation, marks included; the parts of an interrupted one are rows of their own.

    ``turn`` numbers the speech the part belongs to: the parts of one interrupted
    sentence, or of a speech continued over paragraphs, share it.
    """

    span: Span
    turn: Annotated[int, Col("number of the speech; its parts share it")]
    speaker: Annotated[int | None, Col("the character who speaks", refers="characters")]
    addressees: Annotated[
        tuple[int, ...],
        Each(
            "addressees",
            "someone a quotation is spoken to",
            "quote",
            "character",
            "the character spoken to",
            refers="characters",
        ),
    ]
    cue: Annotated[Span | None, Col("the cue (she said)")]
    type: Annotated[QuoteType, Col("how the speaker is named")]
    confidence: Annotated[float, _CONFIDENCE]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something said of a character: kind ("eyes"), value ("golden green"), and the words.

    ``said_by`` is None for the narrator, else the speaker's id. ``time`` is
    "now", "before" (his hair had been black) or "after".
    """

    character: Annotated[int, Col("whom it is said of", refers="characters")]
    kind: Annotated[str, Col("eyes, hair, age, height, scar and so on")]
    value: Annotated[str, Col("what is said")]
    span: Span
    said_by: Annotated[int | None, _SAID_BY] = None
    negated: Annotated[bool, Col("said not to be so")] = False
    time: Annotated[Literal["now", "before", "after"], Col("when it is so")] = "now"
    confidence: Annotated[float, _CONFIDENCE] = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """How two characters are related: ``source`` is the ``kind`` (sibling, ...) of ``target``."""

    source: Annotated[int, Col("who", key="from", refers="characters")]
    kind: Annotated[str, Col("sibling, parent, child, spouse, friend and so on")]
    target: Annotated[int, Col("of whom", key="to", refers="characters")]
    span: Span
    said_by: Annotated[int | None, _SAID_BY] = None
    confidence: Annotated[float, _CONFIDENCE] = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: its trigger word, who does it, to whom.

    ``actual``: whether it is told as done, once. The encoder's head for events was taught on
    LitBank, which marks only what really happens; where it takes for that what the clause
    denies, supposes, wants, foretells, asks with yes or no, or tells as a habit, the event
    stays in the table and ``actual`` is false (`fabula.story.facts.modality`).
    """

    span: Span
    lemma: Annotated[str, Col("dictionary form of the word that tells it")]
    agent: Annotated[int | None, Col("the character who does it", refers="characters")]
    patient: Annotated[int | None, Col("the character it is done to", refers="characters")]
    actual: Annotated[
        bool, Col("told as done; false: denied, supposed, wanted, foretold, asked or a habit")
    ] = True


_WHERE = Listed("mentions", "mentions", "where", "entity", ("start_char", "end_char", "kind"))
CHARACTERS = table(Character, "characters", lists=(_WHERE,))(lambda story: story.characters)
PLACES = table(Place, "places", lists=(_WHERE,))(lambda story: story.places)
QUOTES = table(Quote, "quotes")(lambda story: story.quotes)
ATTRIBUTES = table(Attribute, "attributes")(lambda story: story.attributes)
RELATIONS = table(Relation, "relations")(lambda story: story.relations)
EVENTS = table(Event, "events")(lambda story: story.events)


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
    "narrated": frozenset({"manuscript", "reading", "quotes"}),
    "narration": frozenset({"manuscript", "reading", "mentions", "characters", "quotes"}),
    "acts": frozenset({"manuscript", "reading", "mentions", "characters", "quotes"}),
    "stage": frozenset({"manuscript", "reading", "mentions", "characters", "quotes"}),
    "ledger": frozenset({"manuscript", "reading", "mentions", "characters", "quotes"}),
    "days": frozenset({"manuscript", "quotes"}),
    "presence": frozenset({"manuscript", "reading", "mentions", "characters", "quotes", "events"}),
}
"""What a story derives from its tables, and from which: each is worked out when asked for."""


class _MentionsOf:
    """The field of a story's mentions: a `MentionTable` goes in, `StoryMentions` come out."""

    @overload
    def __get__(self, story: None, owner: type) -> "_MentionsOf": ...
    @overload
    def __get__(self, story: object, owner: type) -> StoryMentions: ...
    def __get__(self, story: object | None, owner: type) -> "StoryMentions | _MentionsOf":
        if story is None:
            raise AttributeError("mentions")  # see `RowsOf`
        held: StoryMentions = story.__dict__["mentions"]
        return held

    def __set__(self, story: object, mentions: MentionTable) -> None:
        story.__dict__["mentions"] = mentions

    def settle(self, story: object, context: TableContext) -> None:
        """Make the mentions that were put in know what they are of."""
        held = story.__dict__["mentions"]
        columns = {one.name: getattr(held, one.name) for one in fields(MentionTable)}
        story.__dict__["mentions"] = StoryMentions(**columns, context=context)


@dataclass(frozen=True, eq=False, repr=False)
class Story:
    """Everything read from one manuscript.

    Beside the tables that are its fields there are those of `fabula.story.tables`,
    which are made when first asked for, by `rows`.
    """

    manuscript: Manuscript
    reading: Reading
    characters: RowsOf[Character] = RowsOf(Character)
    places: RowsOf[Place] = RowsOf(Place)
    mentions: _MentionsOf = _MentionsOf()
    quotes: RowsOf[Quote] = RowsOf(Quote)
    attributes: RowsOf[Attribute] = RowsOf(Attribute)
    relations: RowsOf[Relation] = RowsOf(Relation)
    events: RowsOf[Event] = RowsOf(Event)

    def __post_init__(self) -> None:
        named = (*self.__dict__["characters"], *self.__dict__["places"])
        names = {one.id: one.name for one in named}
        context = TableContext(self.manuscript, self.reading.labels, names)
        self.__dict__.update(_context=context, _made={})
        for field in vars(type(self)).values():
            if isinstance(field, RowsOf | _MentionsOf):
                field.settle(self, context)

    @property
    def context(self) -> TableContext:
        """What its tables need of it."""
        held: TableContext = self.__dict__["_context"]
        return held

    def rows(self, kind: type[Row]) -> Rows[Row]:
        """All rows of a kind, such as ``Quote``, in the order of the text.

        Raises LookupError where no table has such rows.
        """
        made: dict[type, Rows[Any]] = self.__dict__["_made"]
        if kind not in made:
            found = table_of(kind).build(self)
            made[kind] = (
                found if isinstance(found, Rows) else Rows(found, table_of(kind), self.context)
            )
        return made[kind]

    @property
    def tables(self) -> Mapping[str, Tabular]:
        """Every table by name, to be looked at or made a data frame of."""
        from fabula.story.catalogue import tables_of

        return tables_of(self)

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
    def narrated(self) -> Bools:
        """Which tokens are narration: in paragraphs, outside all speech and quotation. [T]"""
        tokens = self.reading.tokens
        blocks = [block.kind == "paragraph" for block in self.manuscript.blocks]
        paragraphs = np.array(blocks or [True])
        told: Bools = paragraphs[tokens.block] & self.speech.is_told(tokens.start)
        return told

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

    @cached_property
    def acts(self) -> "Acts":
        """What is done in the narration, by whom, and when."""
        from fabula.story.stage.acts import Acts

        return Acts(self)

    @cached_property
    def stage(self) -> "Stage":
        """The beats of the telling, and what changes on the stage."""
        from fabula.story.stage.stage import stage_of

        return stage_of(self)

    @cached_property
    def ledger(self) -> "Ledger":
        """The facts that people know, believe or doubt, and who does."""
        from fabula.story.knowledge.ledger import ledger_of

        return ledger_of(self)

    def with_tables(self, **tables: Any) -> "Story":
        """The story with other tables in place of its own, by name.

        Unlike `dataclasses.replace` it keeps what was derived from tables that stay.
        """
        grown = replace(self, **tables)
        for name, sources in _DERIVED.items():
            if name in self.__dict__ and sources.isdisjoint(tables):
                grown.__dict__[name] = self.__dict__[name]
        return grown

    def __repr__(self) -> str:
        return told(self)

    def _repr_html_(self) -> str:
        return story_html(self)
