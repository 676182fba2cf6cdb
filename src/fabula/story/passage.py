"""A passage of a story as a story of its own: its words alone, with what the whole book told.

What was found with the whole book in view stays as it was found: who is in the cast, whom
each mention means, what is speech and whose, how the manuscript quotes. Only the passage's
words, and the rows of every table that stand in it, are kept; offsets and tokens count from
where it begins.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from fabula.language.reading import Edits, Mentions, Reading, Tokens
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span, SpanIndex
from fabula.quotations.table import QuotationTable
from fabula.story.model import MentionTable, Quote, Story
from fabula.story.stage.narration import Narration

__all__ = ["PassageCutter", "moved_by", "passages"]

T = TypeVar("T")


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Row = TypeVar("Row", bound=_Spanned)


def moved_by(value: T, by: int) -> T:
    """The value with every span in it moved by so many code points.

    Spans are looked for in dataclasses and tuples, at any depth.
    """
    return _moved(value, by)  # type: ignore[no-any-return]


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_moved(part, by) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        changed = {
            name: _moved(part, by)
            for name, part in held.items()
            if isinstance(part, Span | tuple) or is_dataclass(part)
        }
        return replace(value, **changed)
    return value


def passages(manuscript: Manuscript, unit: Literal["paragraph", "scene", "book"]) -> list[Span]:
    """The paragraphs or scenes of a manuscript, each up to the next; or all of it."""
    if unit == "book":
        return [Span(0, len(manuscript.text))]
    units = manuscript.blocks if unit == "paragraph" else manuscript.scenes
    starts = [unit.span.start for unit in units]
    return [Span(low, high) for low, high in pairwise([*starts, len(manuscript.text)])]


class PassageCutter:
    """Cuts passages out of one story; what does not depend on the passage is worked out once.

    A passage is whole paragraphs, as are a block and a scene: what begins in it ends in it.
    """

    def __init__(self, story: Story) -> None:
        self._story = story

    @cached_property
    def _starts(self) -> dict[str, NDArray[np.int64]]:
        """Where the rows of each table of rows begin."""
        story = self._story
        rows: dict[str, Sequence[_Spanned]] = {
            "quotes": story.quotes,
            "attributes": story.attributes,
            "relations": story.relations,
            "events": story.events,
        }
        return {
            name: np.array([row.span.start for row in table], dtype=np.int64)
            for name, table in rows.items()
        }

    @cached_property
    def _lines(self) -> SpanIndex:
        return SpanIndex.of(line.cue for line in self._story.manuscript.lines)

    def text_of(self, span: Span) -> Hashable:
        """All that the text of a passage is: equal for two in which the text alone is the same."""
        cut = _manuscript(self._story.manuscript, self._lines, span)
        quoted = _quotations(self._story, span)
        columns = tuple(
            value.tobytes() if isinstance(value, np.ndarray) else value
            for value in (getattr(quoted, f.name) for f in fields(quoted))
        )
        shape = (cut.blocks, cut.chapters, cut.scenes, cut.lines)
        return (cut.text, shape, cut.metadata, cut.path, columns)

    def cut(self, span: Span) -> Story:
        """The story of a passage."""
        story = self._story
        first, last = np.searchsorted(
            story.reading.tokens.start, (span.start, span.end), side="left"
        ).tolist()
        quotes = self._rows("quotes", story.quotes, span)
        cut = Story(
            manuscript=_manuscript(story.manuscript, self._lines, span),
            reading=_reading(story.reading, span, first, last),
            characters=story.characters,
            places=story.places,
            mentions=_mentions(story.mentions, span, first),
            quotes=moved_by(tuple(_with_own_cue(quote, span) for quote in quotes), -span.start),
            attributes=moved_by(self._rows("attributes", story.attributes, span), -span.start),
            relations=moved_by(self._rows("relations", story.relations, span), -span.start),
            events=moved_by(self._rows("events", story.events, span), -span.start),
        )
        # As the whole book quotes: a passage alone would not tell.
        cut.__dict__["quotations"] = _quotations(story, span)
        if first < last:
            cut.__dict__["narration"] = _narration(story, cut, span, first)
        return cut

    def _rows(self, name: str, rows: Sequence[Row], span: Span) -> tuple[Row, ...]:
        starts = self._starts[name]
        where = np.flatnonzero((starts >= span.start) & (starts < span.end)).tolist()
        return tuple(rows[k] for k in where)


def _with_own_cue(quote: Quote, span: Span) -> Quote:
    """The speech without a cue that stands outside the passage."""
    if quote.cue is None or span.contains(quote.cue):
        return quote
    return replace(quote, cue=None)


def _narration(story: Story, cut: Story, span: Span, first: int) -> Narration:
    whole, scenes = story.narration, story.manuscript.scenes
    sentence = int(story.reading.tokens.sentence[first])
    shown = [k for k, s in enumerate(scenes) if s.span.overlaps(span)] if scenes else [0]
    verbs = tuple(
        tuple(
            replace(
                moved_by(verb, -span.start),
                token=verb.token - first,
                sentence=verb.sentence - sentence,
            )
            for verb in whole.scenes[k]
            if span.start <= verb.span.start < span.end
        )
        for k in shown
    )
    return Narration(cut.reading, verbs or ((),), whole.first_person)


def _within(rows: Sequence[Row], at: Callable[[int], int], span: Span) -> tuple[Row, ...]:
    """What of the rows lies in a passage, those that reach beyond it cut to it.

    ``at``: which row a place lies in or after, -1 before the first.
    """
    kept = []
    for row in rows[max(at(span.start), 0) : at(span.end - 1) + 1]:
        if row.span.overlaps(span):
            low, high = max(row.span.start, span.start), min(row.span.end, span.end)
            here = Span(low - span.start, high - span.start)
            kept.append(replace(row, span=here))  # type: ignore[type-var]
    return tuple(kept)


def _manuscript(manuscript: Manuscript, line_index: SpanIndex, span: Span) -> Manuscript:
    lines = tuple(
        moved_by(manuscript.lines[n], -span.start)
        for n in line_index.begin_within(span.start, span.end)
    )
    first = manuscript.chapter_at(span.start)
    scenes = tuple(
        replace(scene, chapter=max(scene.chapter - first, 0))
        for scene in _within(manuscript.scenes, manuscript.scene_at, span)
    )
    return replace(
        manuscript,
        text=span.text(manuscript.text),
        blocks=_within(manuscript.blocks, manuscript.block_at, span),
        chapters=_within(manuscript.chapters, manuscript.chapter_at, span),
        scenes=scenes,
        lines=lines,
    )


def _reading(reading: Reading, span: Span, first: int, last: int) -> Reading:
    tokens, mentions = reading.tokens, reading.mentions
    head = tokens.head[first:last]
    outside = (head < first) | (head >= last)
    sentence = tokens.sentence[first:last]
    block = tokens.block[first:last]
    opens = reading.sentence_first
    rows = (mentions.first >= first) & (mentions.first < last)
    return replace(
        reading,
        text=span.text(reading.text),
        tokens=Tokens(
            start=tokens.start[first:last] - np.int32(span.start),
            end=tokens.end[first:last] - np.int32(span.start),
            sentence=sentence - sentence[:1],
            block=block - block[:1],
            upos=tokens.upos[first:last],
            xpos=tokens.xpos[first:last],
            feats=tokens.feats[first:last],
            lemma=tokens.lemma[first:last],
            head=np.where(outside, np.int32(-1), head - np.int32(first)).astype(np.int32),
            deprel=tokens.deprel[first:last],
            event=tokens.event[first:last],
            vectors=tokens.vectors[first:last],
        ),
        sentence_first=opens[(opens >= first) & (opens < last)] - np.int32(first),
        mentions=Mentions(
            first=mentions.first[rows] - np.int32(first),
            last=mentions.last[rows] - np.int32(first),
            head=mentions.head[rows] - np.int32(first),
            type=mentions.type[rows],
            kind=mentions.kind[rows],
            score=mentions.score[rows],
        ),
        edits=_edits(reading, first, last),
    )


def _edits(reading: Reading, first: int, last: int) -> Edits | None:
    if reading.edits is None:
        return None
    edits = reading.proofread()
    return Edits(edits.tag[first:last], edits.score[first:last], edits.error[first:last])


def _mentions(table: MentionTable, span: Span, first: int) -> MentionTable:
    rows = slice(*np.searchsorted(table.start, (span.start, span.end), side="left").tolist())
    by, token = np.int32(span.start), np.int32(first)
    return MentionTable(
        start=table.start[rows] - by,
        end=table.end[rows] - by,
        first=table.first[rows] - token,
        last=table.last[rows] - token,
        head=table.head[rows] - token,
        type=table.type[rows],
        kind=table.kind[rows],
        entity=table.entity[rows],
        score=table.score[rows],
    )


def _quotations(story: Story, span: Span) -> QuotationTable:
    whole = story.quotations
    rows = slice(*np.searchsorted(whole.start, (span.start, span.end), side="left").tolist())
    turn, block = whole.turn[rows], whole.block[rows]
    before = np.int32(max(story.manuscript.block_at(span.start), 0))
    return replace(
        whole,
        start=whole.start[rows] - np.int32(span.start),
        end=whole.end[rows] - np.int32(span.start),
        turn=turn - turn[:1],
        depth=whole.depth[rows],
        closed=whole.closed[rows],
        speech=whole.speech[rows],
        lost=whole.lost[rows],
        block=block - before,
    )
