"""The shapes of the JSON documents, part by part: what the reference page prints.

The story's is made of its tables, as the document itself is. A test holds real documents
against these shapes, so that neither can change alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.display import capitalised
from fabula.export import findings_json, story_json
from fabula.story.catalogue import catalogue
from fabula.story.schema import Column, Listed, Table, shown_columns

__all__ = ["Document", "DocumentKey", "DocumentPart", "documents"]


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """One key of an object: its name, the JSON type of its value, and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One part of a document: an object, or a list of them when ``many``."""

    name: str
    meaning: str
    keys: Sequence[DocumentKey]
    many: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: its schema's name, the command that prints it, and its parts."""

    schema: str
    command: str
    meaning: str
    parts: Sequence[DocumentPart]


_START = DocumentKey("start", "number", "first code point")
_END = DocumentKey("end", "number", "code point after the last")
_CONFIDENCE = DocumentKey("confidence", "number", "from 0 to 1")

_TYPES = {"INTEGER": "number", "FLOAT": "number", "VARCHAR": "string", "BOOLEAN": "boolean"}


def documents() -> tuple[Document, ...]:
    """Every kind of JSON document that other programs may depend on."""
    return _story(), _FINDINGS


def _story() -> Document:
    """The document of a story, as the tables make it."""
    tables = {table.name: table for table in catalogue()}
    made: list[DocumentPart] = []
    for table in story_json.parts():
        made.append(_part(table, table.name, tables))
        made += [
            _part(tables[listed.table], f"{table.name}.{listed.key}", tables)
            for listed in table.lists
            if not listed.owner
        ]
    return Document(
        story_json.SCHEMA,
        "fabula read PATH --format json",
        "The whole story. With `--shape`, only the manuscript; with `--words`, every word and "
        f"sentence too. The key `{story_json.NOT_READ}` lists those parts that this version "
        "does not read yet and always leaves empty.",
        tuple(made),
    )


def _part(table: Table, name: str, tables: Mapping[str, Table]) -> DocumentPart:
    meaning = f"{capitalised(table.row)}."
    if table.long:
        meaning += " Only with `--words`."
    if not table.is_read:
        meaning += " Not read yet: always empty in this version."
    keys: dict[str, DocumentKey] = {}
    for column in table.columns:
        outer, _, inner = (column.key or "").partition(".")
        if inner:
            keys.setdefault(outer, _object(table, outer))
        elif outer:
            keys[outer] = _key(column)
    keys |= {listed.key: _list(listed, tables[listed.table]) for listed in table.lists}
    return DocumentPart(name, meaning, tuple(keys.values()), many=not table.single)


def _key(column: Column) -> DocumentKey:
    """The key of a column: its type, and what it holds with the texts it may have."""
    meaning = column.meaning
    if column.choices:
        *most, last = (f"`{choice}`" for choice in column.choices)
        meaning += f": {', '.join(most)} or {last}" if most else f": {last}"
    if column.empty:
        return DocumentKey(
            column.key or "", f"string or {_TYPES[column.type]}", f"`{column.empty}`, or {meaning}"
        )
    type_ = _TYPES[column.type] + (" or null" if column.optional else "")
    return DocumentKey(column.key or "", type_, meaning)


def _object(table: Table, outer: str) -> DocumentKey:
    inside = [c for c in table.columns if (c.key or "").startswith(f"{outer}.")]
    names = " and ".join(f"`{(c.key or '').partition('.')[2]}`" for c in inside)
    of = inside[0].meaning.removeprefix("first code point of ")
    return DocumentKey(
        outer, "object or null" if inside[0].optional else "object", f"{names} of {of}"
    )


def _list(listed: Listed, table: Table) -> DocumentKey:
    shown = shown_columns(listed, table)
    if len(shown) == 1:
        return DocumentKey(listed.key, f"list of {_TYPES[shown[0].type]}s", listed.meaning)
    names = list(dict.fromkeys(f"`{(c.key or '').partition('.')[0]}`" for c in shown if c.key))
    return DocumentKey(
        listed.key,
        "list",
        f"{listed.meaning}: objects with {', '.join(names[:-1])} and {names[-1]}",
    )


_FINDINGS = Document(
    findings_json.SCHEMA,
    "fabula check PATH --format json",
    "The remarks. Where several paths are given, each makes a line with its own document, "
    "which then also has the key `path`.",
    (
        DocumentPart(
            "findings",
            "In the order of the text.",
            (
                DocumentKey(
                    "check", "string", "the check's name; see the [checks](checks/index.md)"
                ),
                DocumentKey("level", "string", "`error`, `query` or `note`"),
                _START,
                _END,
                DocumentKey(
                    "line",
                    "number",
                    "from 1; in the source for text formats, else in the plain text",
                ),
                DocumentKey("column", "number", "from 1, in code points"),
                DocumentKey("text", "string", "the words"),
                DocumentKey("message", "string", "the reason"),
                DocumentKey("evidence", "list", "other passages: `start`, `end` and a `note`"),
                DocumentKey(
                    "edits", "list", "what would mend it: `start`, `end` and a `replacement`"
                ),
                _CONFIDENCE,
                DocumentKey(
                    "fingerprint",
                    "string",
                    "the same after edits elsewhere; for [stet](commands.md#fabula-stet)",
                ),
            ),
        ),
        DocumentPart(
            "failed",
            "Only where checks could not do their work, so that `findings` are not all there are.",
            (
                DocumentKey("check", "string", "the check's name"),
                DocumentKey("reason", "string", "why, and what to do"),
            ),
        ),
    ),
)
