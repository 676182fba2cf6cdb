"""The whole story as tables: one documented, versioned schema for every store.

Offsets are code points into the manuscript's plain text (`start_char` inclusive,
`end_char` exclusive); `*_token` columns are token ids; ids of characters, places
and other entities share one numbering. Empty values are SQL NULL.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fabula import __version__
from fabula.manuscript.spans import Span
from fabula.story.model import Story

__all__ = ["SCHEMA", "SCHEMA_VERSION", "Column", "Table", "story_tables"]

SCHEMA_VERSION = "fabula.tables/1"

Values = NDArray[np.generic] | Sequence[object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its SQL type, and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row is, its columns, and how its values are found."""

    name: str
    row: str
    columns: tuple[Column, ...]
    values: Callable[[Story], tuple[Values, ...]]


_START = Column("start_char", "INTEGER", "first code point")
_END = Column("end_char", "INTEGER", "code point after the last")
_TEXT = Column("text", "VARCHAR", "the words")
_ID = Column("id", "INTEGER", "number of the row, from 0")
_CONFIDENCE = Column("confidence", "FLOAT", "0 to 1")
_SAID_BY = Column("said_by", "INTEGER", "character who says so; NULL is the narrator")


def story_tables(story: Story) -> dict[str, dict[str, Values]]:
    """Every table of the schema as columns of equal length, by table and column name."""
    return {
        table.name: dict(zip((c.name for c in table.columns), table.values(story), strict=True))
        for table in SCHEMA
    }


def _spans(spans: Iterable[Span], text: str) -> tuple[list[int], list[int], list[str]]:
    kept = list(spans)
    return [s.start for s in kept], [s.end for s in kept], [s.text(text) for s in kept]


def _about(story: Story) -> tuple[Values, ...]:
    manuscript = story.manuscript
    facts = {
        "schema": SCHEMA_VERSION,
        "fabula": __version__,
        "path": manuscript.path,
        "title": manuscript.title,
        "author": manuscript.author,
        "sha256": manuscript.sha256,
    }
    return list(facts), list(facts.values())


def _blocks(story: Story) -> tuple[Values, ...]:
    blocks = story.manuscript.blocks
    start, end, _ = _spans((b.span for b in blocks), story.manuscript.text)
    return range(len(blocks)), [b.kind for b in blocks], [b.level for b in blocks], start, end


def _chapters(story: Story) -> tuple[Values, ...]:
    chapters = story.manuscript.chapters
    start, end, _ = _spans((c.span for c in chapters), story.manuscript.text)
    return range(len(chapters)), [c.title for c in chapters], start, end


def _scenes(story: Story) -> tuple[Values, ...]:
    scenes = story.manuscript.scenes
    start, end, _ = _spans((s.span for s in scenes), story.manuscript.text)
    return range(len(scenes)), [s.chapter for s in scenes], start, end


def _tokens(story: Story) -> tuple[Values, ...]:
    reading, tokens = story.reading, story.reading.tokens
    feats = np.array(reading.labels.feats, dtype=object)[tokens.feats]
    return (
        np.arange(len(tokens), dtype=np.int32),
        tokens.start,
        tokens.end,
        reading.words,
        tokens.sentence,
        tokens.block,
        reading.upos,
        reading.xpos,
        [None if f == "_" else f for f in feats],
        reading.lemmas,
        [None if h < 0 else h for h in tokens.head.tolist()],
        reading.deprels,
        tokens.event,
    )


def _sentences(story: Story) -> tuple[Values, ...]:
    reading = story.reading
    first, last = reading.sentence_first, reading.sentence_last
    start, end = reading.tokens.start[first], reading.tokens.end[last - 1]
    return np.arange(len(first), dtype=np.int32), first, last, start, end


def _characters(story: Story) -> tuple[Values, ...]:
    rows = story.characters
    return (
        [c.id for c in rows],
        [c.name for c in rows],
        [c.pronouns for c in rows],
        [c.narrator for c in rows],
    )


def _aliases(story: Story) -> tuple[Values, ...]:
    pairs = [(c.id, alias) for c in story.characters for alias in c.aliases]
    return [i for i, _ in pairs], [alias for _, alias in pairs]


def _places(story: Story) -> tuple[Values, ...]:
    return [p.id for p in story.places], [p.name for p in story.places]


def _mentions(story: Story) -> tuple[Values, ...]:
    mentions, labels, text = story.mentions, story.reading.labels, story.manuscript.text
    bounds = zip(mentions.start.tolist(), mentions.end.tolist(), strict=True)
    return (
        np.arange(len(mentions), dtype=np.int32),
        mentions.start,
        mentions.end,
        mentions.first,
        mentions.last,
        mentions.head,
        [labels.entity[i] for i in mentions.type.tolist()],
        [labels.kind[i] for i in mentions.kind.tolist()],
        mentions.entity,
        mentions.score.astype(np.float32),
        [text[a:b] for a, b in bounds],
    )


def _quotes(story: Story) -> tuple[Values, ...]:
    quotes = story.quotes
    start, end, text = _spans((q.span for q in quotes), story.manuscript.text)
    return (
        range(len(quotes)),
        start,
        end,
        [q.turn for q in quotes],
        [q.speaker for q in quotes],
        [q.cue.start if q.cue else None for q in quotes],
        [q.cue.end if q.cue else None for q in quotes],
        [q.type for q in quotes],
        [q.confidence for q in quotes],
        text,
    )


def _addressees(story: Story) -> tuple[Values, ...]:
    pairs = [(i, who) for i, q in enumerate(story.quotes) for who in q.addressees]
    return [i for i, _ in pairs], [who for _, who in pairs]


def _attributes(story: Story) -> tuple[Values, ...]:
    rows = story.attributes
    start, end, text = _spans((a.span for a in rows), story.manuscript.text)
    return (
        [a.character for a in rows],
        [a.kind for a in rows],
        [a.value for a in rows],
        start,
        end,
        [a.said_by for a in rows],
        [a.negated for a in rows],
        [a.time for a in rows],
        [a.confidence for a in rows],
        text,
    )


def _relations(story: Story) -> tuple[Values, ...]:
    rows = story.relations
    start, end, text = _spans((r.span for r in rows), story.manuscript.text)
    return (
        [r.source for r in rows],
        [r.kind for r in rows],
        [r.target for r in rows],
        start,
        end,
        [r.said_by for r in rows],
        [r.confidence for r in rows],
        text,
    )


def _events(story: Story) -> tuple[Values, ...]:
    rows = story.events
    start, end, text = _spans((e.span for e in rows), story.manuscript.text)
    return (
        start,
        end,
        [e.lemma for e in rows],
        [e.agent for e in rows],
        [e.patient for e in rows],
        [e.actual for e in rows],
        text,
    )


SCHEMA: tuple[Table, ...] = (
    Table(
        "about",
        "one thing known about the manuscript, or the schema's version",
        (Column("key", "VARCHAR", "what"), Column("value", "VARCHAR", "its value")),
        _about,
    ),
    Table(
        "manuscript",
        "the manuscript (one row)",
        (Column("text", "VARCHAR", "the plain text that all offsets count in"),),
        lambda story: ([story.manuscript.text],),
    ),
    Table(
        "blocks",
        "a heading, paragraph or scene break",
        (
            _ID,
            Column("kind", "VARCHAR", "heading, paragraph or break"),
            Column("level", "INTEGER", "depth of a heading from 1, else 0"),
            _START,
            _END,
        ),
        _blocks,
    ),
    Table(
        "chapters", "a chapter", (_ID, Column("title", "VARCHAR", "title"), _START, _END), _chapters
    ),
    Table(
        "scenes",
        "a scene",
        (_ID, Column("chapter", "INTEGER", "its chapter"), _START, _END),
        _scenes,
    ),
    Table(
        "tokens",
        "a word or punctuation mark",
        (
            _ID,
            _START,
            _END,
            Column("word", "VARCHAR", "the word as written"),
            Column("sentence", "INTEGER", "its sentence"),
            Column("block", "INTEGER", "its block"),
            Column("upos", "VARCHAR", "universal part of speech"),
            Column("xpos", "VARCHAR", "Penn Treebank tag"),
            Column("feats", "VARCHAR", "morphological features, as in CoNLL-U"),
            Column("lemma", "VARCHAR", "dictionary form"),
            Column("head", "INTEGER", "syntactic head's token id; NULL for a root"),
            Column("deprel", "VARCHAR", "dependency relation to the head"),
            Column("event", "BOOLEAN", "triggers an event that really happens"),
        ),
        _tokens,
    ),
    Table(
        "sentences",
        "a sentence",
        (
            _ID,
            Column("first_token", "INTEGER", "first token"),
            Column("last_token", "INTEGER", "token after the last"),
            _START,
            _END,
        ),
        _sentences,
    ),
    Table(
        "characters",
        "someone in the story",
        (
            Column("id", "INTEGER", "entity id"),
            Column("name", "VARCHAR", "fullest name"),
            Column("pronouns", "VARCHAR", "she/her, he/him, they/them or it/its"),
            Column("narrator", "BOOLEAN", "tells the story in the first person"),
        ),
        _characters,
    ),
    Table(
        "aliases",
        "another name of a character",
        (
            Column("character", "INTEGER", "character's id"),
            Column("alias", "VARCHAR", "the other name"),
        ),
        _aliases,
    ),
    Table(
        "places",
        "a named place",
        (Column("id", "INTEGER", "entity id"), Column("name", "VARCHAR", "name")),
        _places,
    ),
    Table(
        "mentions",
        "words that refer to somebody or something",
        (
            _ID,
            _START,
            _END,
            Column("first_token", "INTEGER", "first token"),
            Column("last_token", "INTEGER", "token after the last"),
            Column("head", "INTEGER", "token id of the head word"),
            Column("type", "VARCHAR", "PER, FAC, GPE, LOC, VEH or ORG"),
            Column("kind", "VARCHAR", "name, noun or pronoun"),
            Column("entity", "INTEGER", "entity id: who or what is meant"),
            _CONFIDENCE,
            _TEXT,
        ),
        _mentions,
    ),
    Table(
        "quotes",
        "a quotation (the parts of an interrupted one are rows of their own)",
        (
            _ID,
            _START,
            _END,
            Column("turn", "INTEGER", "number of the speech; its parts share it"),
            Column("speaker", "INTEGER", "character who speaks"),
            Column("cue_start_char", "INTEGER", "first code point of the cue (she said)"),
            Column("cue_end_char", "INTEGER", "code point after the cue"),
            Column("type", "VARCHAR", "explicit, anaphoric or implicit"),
            _CONFIDENCE,
            _TEXT,
        ),
        _quotes,
    ),
    Table(
        "addressees",
        "someone a quotation is spoken to",
        (
            Column("quote", "INTEGER", "quotation's id"),
            Column("character", "INTEGER", "character spoken to"),
        ),
        _addressees,
    ),
    Table(
        "attributes",
        "something said of a character",
        (
            Column("character", "INTEGER", "whom it is said of"),
            Column("kind", "VARCHAR", "eyes, hair, age, ..."),
            Column("value", "VARCHAR", "what is said"),
            _START,
            _END,
            _SAID_BY,
            Column("negated", "BOOLEAN", "said not to be so"),
            Column("time", "VARCHAR", "now, before or after"),
            _CONFIDENCE,
            _TEXT,
        ),
        _attributes,
    ),
    Table(
        "relations",
        "a relation between two characters: source is the kind of target",
        (
            Column("source", "INTEGER", "who"),
            Column("kind", "VARCHAR", "sibling, parent, spouse, friend, ..."),
            Column("target", "INTEGER", "of whom"),
            _START,
            _END,
            _SAID_BY,
            _CONFIDENCE,
            _TEXT,
        ),
        _relations,
    ),
    Table(
        "events",
        "something that happens",
        (
            _START,
            _END,
            Column("lemma", "VARCHAR", "dictionary form of the trigger word"),
            Column("agent", "INTEGER", "character who does it"),
            Column("patient", "INTEGER", "character it is done to"),
            Column("actual", "BOOLEAN", "it really happens"),
            _TEXT,
        ),
        _events,
    ),
)
