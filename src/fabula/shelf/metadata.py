"""What a CSV says of the books beside what they say themselves: years, genres, other titles."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fabula.manuscript.errors import FabulaError
from fabula.manuscript.sources import read_whole
from fabula.story.schema import Column, SqlType

__all__ = ["BookMetadata", "read_metadata"]

_KEYS = ("source", "path", "file", "filename", "book", "id")
"""What the column that says which book is called, the first that there is."""
_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """The rows of a CSV. ``names``: its columns without the key; ``rows``: by the key."""

    names: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]

    def of_books(
        self, sources: Mapping[str, str]
    ) -> tuple[tuple[Column, ...], list[dict[str, Any]], list[str]]:
        """The table ``metadata`` of the books, by their keys with their sources; who is not there.

        A book is meant by its path, its file's name, or that without its ending, where no
        other book has the same.
        """
        known = _by_name(sources)
        found = {known[key]: row for key, row in self.rows.items() if key in known}
        missing = [key for key in self.rows if key not in known]
        values = list(zip(*found.values(), strict=True)) or [()] * len(self.names)
        columns = [Column("book", "VARCHAR", "the book")]
        typed: list[list[Any]] = [list(found)]
        for name, held in zip(self.names, values, strict=True):
            type_, made = _typed(held)
            columns.append(Column(name, type_, "as the file of metadata says", optional=True))
            typed.append(made)
        names = [column.name for column in columns]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*typed, strict=True)]
        return tuple(columns), rows, missing


def read_metadata(path: Path) -> BookMetadata:
    """Read a CSV with a heading; raises `FabulaError` where it says of no book."""
    text = read_whole(path).decode("utf-8-sig", "replace")
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    table = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    names = [name.strip() for name in table[0]] if table else []
    key = next((k for k in _KEYS if k in map(str.casefold, names)), None)
    if key is None:
        raise FabulaError(
            f"{path}: no column says which book; name one of its columns "
            f"{', '.join(_KEYS[:-1])} or {_KEYS[-1]}"
        )
    at = [name.casefold() for name in names].index(key)
    kept = [i for i, name in enumerate(names) if name and i != at and name.casefold() != "book"]
    if len({names[i].casefold() for i in kept}) < len(kept):
        raise FabulaError(f"{path}: two columns have one name; rename one")
    rows = {
        row[at].strip(): tuple(row[i].strip() if i < len(row) else "" for i in kept)
        for row in table[1:]
        if at < len(row) and row[at].strip()
    }
    return BookMetadata(tuple(names[i] for i in kept), rows)


def _by_name(sources: Mapping[str, str]) -> dict[str, str]:
    """The books by all names that mean one of them alone."""
    known: dict[str, str | None] = {}
    for book, source in sources.items():
        path = Path(source)
        for name in {source, str(path), path.as_posix(), path.name, path.stem, book}:
            known[name] = book if known.get(name, book) == book else None
            number = name.removeprefix("pg").partition("-")[0]
            if number.isdecimal() and number != name:  # of Project Gutenberg
                known[number] = book if known.get(number, book) == book else None
    return {name: book for name, book in known.items() if book is not None}


def _typed(values: Sequence[str]) -> tuple[SqlType, list[Any]]:
    """A column's values as numbers, where all of them are; what is empty is nothing."""
    for type_, make in (("INTEGER", int), ("FLOAT", float)):
        try:
            made: list[Any] = [make(value) if value else None for value in values]
        except ValueError:
            continue
        if any(value is not None for value in made) and all(
            value is None or abs(value) < 2**31 for value in made
        ):
            return ("INTEGER", made) if type_ == "INTEGER" else ("FLOAT", made)
    return "VARCHAR", [value or None for value in values]
