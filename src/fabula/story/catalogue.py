"""Every table of a story: what all outputs are made of.

Offsets are code points into the manuscript's plain text (`start_char` inclusive,
`end_char` exclusive); `*_token` columns are token ids; ids of characters, places
and other entities share one numbering.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from fabula import __version__
from fabula.language.reading import cut
from fabula.manuscript.model import SpokenLine
from fabula.manuscript.spans import Span
from fabula.manuscript.wordcount import WordCount
from fabula.story import model, tables
from fabula.story.model import Story
from fabula.story.rows import Tabular, View
from fabula.story.schema import Column, Listed, RowTable, Table, Values

__all__ = ["SCHEMA_VERSION", "catalogue", "tables_of"]

SCHEMA_VERSION = "fabula.tables/2"
"""Changes only when the shape of a table does."""

_ID = Column("id", "INTEGER", "number of the row, from 0")
_START = Column("start_char", "INTEGER", "first code point", key="start")
_END = Column("end_char", "INTEGER", "code point after the last", key="end")


def catalogue() -> tuple[Table, ...]:
    """Every table, those of `fabula.story.tables` at the end.

    Raises ValueError for a name that is taken twice.
    """
    return _load(tuple(info.name for info in pkgutil.iter_modules(tables.__path__)))


def tables_of(story: Story) -> Mapping[str, Tabular]:
    """Every table of a story by its name."""
    return {
        one.name: story.rows(one.kind) if isinstance(one, RowTable) else View(one, story)
        for one in catalogue()
    }


@cache
def _load(names: tuple[str, ...]) -> tuple[Table, ...]:
    modules = [importlib.import_module(f"{tables.__name__}.{name}") for name in names]
    more = [value for m in modules for value in vars(m).values() if isinstance(value, RowTable)]
    found: dict[str, Table] = {}
    for one in (*_SHAPE, *_WORDS, *_STORY, *dict.fromkeys(more)):
        for each in (one, *(one.parts if isinstance(one, RowTable) else ())):
            if each.name in found:
                raise ValueError(f'the name "{each.name}" of a table is taken')
            found[each.name] = each
    return tuple(found.values())


def _about(_story: Story) -> tuple[Values, ...]:
    facts = {
        "schema": SCHEMA_VERSION,
        "fabula": __version__,
        "not_read": ", ".join(one.name for one in catalogue() if not one.is_read),
    }
    return list(facts), list(facts.values())


def _manuscript(story: Story) -> tuple[Values, ...]:
    manuscript = story.manuscript
    return (
        [manuscript.path],
        [manuscript.title],
        [manuscript.author],
        [manuscript.metadata.language],
        [WordCount(manuscript).total],
        [manuscript.sha256],
        [manuscript.text],
    )


def _tags(story: Story) -> tuple[Values, ...]:
    data = story.manuscript.metadata
    rows = [("character", tag) for tag in data.characters]
    rows += [("relationship", tag) for tag in data.relationships]
    return [kind for kind, _ in rows], [tag for _, tag in rows]


def _offsets(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    kept = list(spans)
    return [span.start for span in kept], [span.end for span in kept]


def _blocks(story: Story) -> tuple[Values, ...]:
    blocks = story.manuscript.blocks
    offsets = _offsets(block.span for block in blocks)
    return range(len(blocks)), [b.kind for b in blocks], [b.level for b in blocks], *offsets


def _chapters(story: Story) -> tuple[Values, ...]:
    chapters = story.manuscript.chapters
    return range(len(chapters)), [c.title for c in chapters], *_offsets(c.span for c in chapters)


def _scenes(story: Story) -> tuple[Values, ...]:
    scenes = story.manuscript.scenes
    return range(len(scenes)), [s.chapter for s in scenes], *_offsets(s.span for s in scenes)


def _lines(story: Story) -> tuple[Values, ...]:
    lines = story.manuscript.lines
    cues, names = _offsets(line.cue for line in lines), _offsets(line.name for line in lines)
    return range(len(lines)), *cues, *names


def _line_parts(story: Story) -> tuple[Values, ...]:
    def parts(line: SpokenLine) -> Iterator[tuple[Span, str]]:
        yield from ((span, "speech") for span in line.parts)
        yield from ((span, "aside") for span in line.asides)

    lines = enumerate(story.manuscript.lines)
    rows = [(number, kind, span) for number, line in lines for span, kind in sorted(parts(line))]
    offsets = _offsets(span for _, _, span in rows)
    return [number for number, _, _ in rows], [kind for _, kind, _ in rows], *offsets


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


def _sentences(story: Story) -> Sequence[Values]:
    reading = story.reading
    first, last = reading.sentence_first, reading.sentence_last
    start, end = reading.tokens.start[first], reading.tokens.end[last - 1]
    return np.arange(len(first), dtype=np.int32), first, last, start, end


def _quotations(story: Story) -> tuple[Values, ...]:
    quoted = story.quotations
    return (
        np.arange(len(quoted), dtype=np.int32),
        quoted.start,
        quoted.end,
        quoted.turn,
        quoted.depth.astype(np.int32),
        quoted.closed,
        quoted.speech,
        quoted.lost,
        cut(story.manuscript.text, quoted.start, quoted.end),
    )


_BLOCK_KINDS = ("heading", "paragraph", "break", "cue", "aside")

_SHAPE = (
    Table(
        "about",
        "something about these tables: their version, Fabula's, and which are not read yet",
        (Column("key", "VARCHAR", "what"), Column("value", "VARCHAR", "its value")),
        _about,
        apart=True,
    ),
    Table(
        "manuscript",
        "the manuscript, of which there is one",
        (
            Column("path", "VARCHAR", "as it was given"),
            Column("title", "VARCHAR", "empty when the source gives none"),
            Column("author", "VARCHAR", "empty when the source gives none"),
            Column("language", "VARCHAR", "as the source names it; empty when it does not"),
            Column("words", "INTEGER", "of headings and paragraphs"),
            Column("sha256", "VARCHAR", "of the source's bytes"),
            Column("text", "VARCHAR", "the plain text that all offsets count in"),
        ),
        _manuscript,
        lists=(
            Listed("tags", "tags", "what the source says is in the story"),
            Listed("blocks", "blocks", "in order"),
            Listed("chapters", "chapters", "heading included"),
            Listed("scenes", "scenes", "every paragraph lies in one"),
            Listed("lines", "lines", "of chats, scripts and plays"),
        ),
        single=True,
    ),
    Table(
        "tags",
        "a tag by which the source says who is in the story, as AO3's pages do",
        (
            Column("kind", "VARCHAR", "of whom", choices=("character", "relationship")),
            Column("tag", "VARCHAR", "the tag"),
        ),
        _tags,
        within=True,
    ),
    Table(
        "blocks",
        "a heading, paragraph or scene break; in chats, scripts and plays also a cue, who "
        "speaks, and an aside, brackets within a speech",
        (
            _ID,
            Column("kind", "VARCHAR", "what it is", choices=_BLOCK_KINDS),
            Column("level", "INTEGER", "depth of a heading from 1, else 0"),
            _START,
            _END,
        ),
        _blocks,
        within=True,
    ),
    Table(
        "chapters",
        "a chapter",
        (_ID, Column("title", "VARCHAR", "empty when it has none"), _START, _END),
        _chapters,
        within=True,
    ),
    Table(
        "scenes",
        "a scene",
        (_ID, Column("chapter", "INTEGER", "its chapter", refers="chapters"), _START, _END),
        _scenes,
        within=True,
    ),
    Table(
        "lines",
        "a line of a chat, a script or a play: who is named to speak",
        (
            _ID,
            Column("cue_start_char", "INTEGER", "first code point of the cue", key="cue.start"),
            Column("cue_end_char", "INTEGER", "code point after the cue", key="cue.end"),
            Column(
                "name_start_char",
                "INTEGER",
                "first code point of the name within it",
                key="name.start",
            ),
            Column("name_end_char", "INTEGER", "code point after the name", key="name.end"),
        ),
        _lines,
        lists=(Listed("parts", "line_parts", "what is said and what is told in brackets", "line"),),
        within=True,
    ),
    Table(
        "line_parts",
        "a part of such a line: what is said, or what is told in brackets",
        (
            Column("line", "INTEGER", "the line's id", refers="lines"),
            Column("kind", "VARCHAR", "what it is", choices=("speech", "aside")),
            _START,
            _END,
        ),
        _line_parts,
        within=True,
    ),
)
_WORDS = (
    Table(
        "tokens",
        "a word or punctuation mark",
        (
            _ID,
            _START,
            _END,
            Column("word", "VARCHAR", "the word as written"),
            Column("sentence", "INTEGER", "its sentence", refers="sentences"),
            Column("block", "INTEGER", "its block", refers="blocks"),
            Column("upos", "VARCHAR", "universal part of speech"),
            Column("xpos", "VARCHAR", "Penn Treebank tag"),
            Column("feats", "VARCHAR", "morphological features, as in CoNLL-U", optional=True),
            Column("lemma", "VARCHAR", "dictionary form"),
            Column(
                "head",
                "INTEGER",
                "syntactic head's token id; empty for a root",
                optional=True,
                refers="tokens",
            ),
            Column("deprel", "VARCHAR", "dependency relation to the head"),
            Column("event", "BOOLEAN", "triggers an event that really happens"),
        ),
        _tokens,
        long=True,
    ),
    Table(
        "sentences",
        "a sentence",
        (
            _ID,
            Column("first_token", "INTEGER", "first token", refers="tokens"),
            Column("last_token", "INTEGER", "token after the last", refers="tokens"),
            _START,
            _END,
        ),
        _sentences,
        long=True,
    ),
)
_STORY = (
    model.CHARACTERS,
    model.PLACES,
    model.MENTIONS,
    model.QUOTES,
    Table(
        "quotations",
        "whatever stands in quotation marks, said or not: titles, words held at arm's length and "
        "quotations within others too",
        (
            _ID,
            _START,
            _END,
            Column("turn", "INTEGER", "number of the speech; its parts share it"),
            Column("depth", "INTEGER", "how many others it stands in"),
            Column("closed", "BOOLEAN", "its closing mark is there"),
            Column("speech", "BOOLEAN", "somebody says it; it is then one of the quotes"),
            Column("lost", "BOOLEAN", "its marks are lost, within another"),
            Column("text", "VARCHAR", "the words", key=None),
        ),
        _quotations,
    ),
    model.ATTRIBUTES,
    model.RELATIONS,
    model.EVENTS,
)
