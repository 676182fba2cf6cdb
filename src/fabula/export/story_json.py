"""The story as JSON, schema ``fabula.story/2``, made of its tables.

Offsets are code points into the plain text. A column of the tables is a key here, but for
the words of a span, which the offsets give; what is a table of its own there may be a
list within the rows of another here (`fabula.story.schema.Listed`).
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from fabula.manuscript.model import Manuscript
from fabula.story.bare import bare_story
from fabula.story.catalogue import catalogue
from fabula.story.model import Story
from fabula.story.schema import Column, Listed, Table, Values, shown_columns

__all__ = ["SCHEMA", "manuscript_document", "parts", "story_document", "to_json"]

SCHEMA = "fabula.story/2"
"""Changes only when the shape does."""

NOT_READ = "not_read"
"""The key that names the tables which this version leaves empty."""

Json = dict[str, Any]


def to_json(document: Json, *, indent: int | None = None) -> str:
    """The document as JSON text, one line unless indented, with a line end."""
    return json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def parts() -> tuple[Table, ...]:
    """The tables that are parts of the document; ``long`` ones only where they are asked for."""
    return tuple(table for table in catalogue() if not table.within and not table.apart)


def manuscript_document(manuscript: Manuscript) -> Json:
    """The document of a manuscript whose story has not been read: its shape alone."""
    made = _Documents(bare_story(manuscript))
    (shape,) = (table for table in parts() if table.single)
    return {"schema": SCHEMA, shape.name: made.rows(shape.name)[0]}


def story_document(story: Story, *, words: bool = False) -> Json:
    """The whole story as the contract of ``fabula.story/2`` has it.

    ``words``: with every word and sentence too.
    """
    made = _Documents(story)
    document: Json = {"schema": SCHEMA}
    for table in parts():
        if table.long and not words:
            continue
        rows = made.rows(table.name)
        document[table.name] = rows[0] if table.single else rows
    document[NOT_READ] = [table.name for table in parts() if not table.is_read]
    return document


class _Documents:
    """The rows of a story's tables as objects, each table's made once."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._made: dict[str, list[Json]] = {}

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return {table.name: table for table in catalogue()}

    def rows(self, name: str) -> list[Json]:
        """The rows of a table, with the lists that are within them."""
        if name not in self._made:
            table = self._tables[name]
            values = self._columns(table)
            rows = _objects(table.columns, values)
            ids = values[table.names.index("id")] if "id" in table.names else range(len(rows))
            for listed in table.lists:
                self._put(listed, rows, ids)
            self._made[name] = rows
        return self._made[name]

    def _columns(self, table: Table) -> list[Sequence[Any]]:
        pairs = zip(table.columns, table.values(self._story), strict=True)
        return [_plain(column, values) for column, values in pairs]

    def _put(self, listed: Listed, rows: list[Json], ids: Sequence[Any]) -> None:
        """Put into each row the list of those rows of another table that are its own."""
        if not listed.owner:
            for row in rows:
                row[listed.key] = self.rows(listed.table)
            return
        table = self._tables[listed.table]
        owners = self._columns(table)[table.names.index(listed.owner)]
        shown = _shown(listed, table)
        held: defaultdict[object, list[Any]] = defaultdict(list)
        for owner, one in zip(owners, self.rows(listed.table), strict=True):
            cut = {key: one[key] for key in shown}
            held[owner].append(cut if len(shown) > 1 else cut[shown[0]])
        for row, number in zip(rows, ids, strict=True):
            row[listed.key] = held[number]


def _shown(listed: Listed, table: Table) -> list[str]:
    """The keys of another table's rows that a list of them has."""
    keys = [(column.key or "").partition(".")[0] for column in shown_columns(listed, table)]
    return list(dict.fromkeys(keys))


def _plain(column: Column, values: Values) -> Sequence[Any]:
    """The values as JSON has them."""
    held: Sequence[Any] = values.tolist() if isinstance(values, np.ndarray) else values
    if column.type == "FLOAT":
        return [None if value is None else round(float(value), 4) for value in held]
    if column.empty:
        return [column.empty if value is None else value for value in held]
    return held


def _objects(columns: Sequence[Column], values: Sequence[Sequence[Any]]) -> list[Json]:
    """The columns as rows; those with a point in their key are put into an object."""
    flat: dict[str, Sequence[Any]] = {}
    inner: defaultdict[str, dict[str, Sequence[Any]]] = defaultdict(dict)
    for column, held in zip(columns, values, strict=True):
        outer, _, key = (column.key or "").partition(".")
        if key:
            inner[outer][key] = held
            flat[outer] = ()
        elif outer:
            flat[outer] = held
    for outer, columns_of in inner.items():
        flat[outer] = [
            None if any(value is None for value in row) else dict(zip(columns_of, row, strict=True))
            for row in zip(*columns_of.values(), strict=True)
        ]
    return [dict(zip(flat, row, strict=True)) for row in zip(*flat.values(), strict=True)]
