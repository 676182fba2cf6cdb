"""Tables as a person in Python meets them: short on the screen, and one step from a data frame.

In a data frame every column of the table stands under its own name, and more that spares a
join: names beside the numbers of characters and places (``speaker_name``), lists where the
outputs have a table of their own (``addressees``), and the numbers, from 1, of the chapter
and the scene in which a row begins.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import numpy as np

from fabula.display import counted
from fabula.language.reading import Labels
from fabula.manuscript.model import Manuscript
from fabula.manuscript.spans import Span
from fabula.story import dataframes
from fabula.story.dataframes import Series
from fabula.story.schema import Column, RowTable, Table, Values, table_of

if TYPE_CHECKING:
    import pandas
    import polars

    from fabula.story.model import Story

__all__ = ["Rows", "RowsOf", "TableContext", "Tabular", "View", "framed", "numbered", "numbers"]

Row = TypeVar("Row")

_SHOWN = 3
"""Rows that a table shows on the screen."""
_NAMED = frozenset({"characters", "places", "entities"})


@dataclass(frozen=True, eq=False)
class TableContext:
    """What the tables of a story need of it: the text, the labels, and the names by number."""

    manuscript: Manuscript
    labels: Labels
    names: Mapping[int, str]


class Tabular(ABC):
    """A table that can become a data frame."""

    __slots__ = ()

    @abstractmethod
    def _series(self) -> list[Series]:
        """The columns of the data frame."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, as a data frame has them."""
        return tuple(series.name for series in self._series())

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a pandas DataFrame; raises `FabulaError` where pandas is not installed."""
        return dataframes.to_pandas(self._series())

    def to_polars(self) -> "polars.DataFrame":
        """The table as a Polars DataFrame; raises `FabulaError` where Polars is not installed."""
        return dataframes.to_polars(self._series())


class Rows(tuple[Row, ...], Tabular):
    """The rows of one table of a story: a tuple that knows its columns."""

    table: RowTable[Row]
    context: TableContext

    def __new__(
        cls, rows: Iterable[Row], table: RowTable[Row], context: TableContext
    ) -> "Rows[Row]":
        """The rows as one table, which need not have been one before."""
        made = super().__new__(cls, rows)
        made.table = table
        made.context = context
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (tuple(self), self.table.kind, self.context)

    def __repr__(self) -> str:
        lines = [f"<{self.table.name}: {counted(len(self), 'row')}>"]
        lines += [f"  {row!r}" for row in self[:_SHOWN]]
        if len(self) > _SHOWN:
            lines.append(f"  and {len(self) - _SHOWN:,} more")
        return "\n".join(lines)

    def _series(self) -> list[Series]:
        table, context = self.table, self.context
        values = table.values_of(self, context.manuscript.text)
        series = framed(table.columns, values, context)
        parts = {part.name: part for part in table.parts}
        for listed in (one for one in table.lists if one.table in parts):
            column = parts[listed.table].columns[-1]
            held = [list(getattr(row, listed.key)) for row in self]
            series.append(Series(listed.key, column.type, held, many=True))
            if column.refers in _NAMED:
                names = [[context.names.get(one) for one in some] for some in held]
                name = f"{listed.key.removesuffix('s')}_names"
                series.append(Series(name, "VARCHAR", names, many=True))
        return series + numbered(table.columns, values, context.manuscript)


def _again(rows: tuple[Row, ...], kind: type[Row], context: TableContext) -> Rows[Row]:
    return Rows(rows, table_of(kind), context)


class RowsOf(Generic[Row]):
    """A field of a story that holds rows of a kind: any of them go in, `Rows` come out."""

    def __init__(self, kind: type[Row]) -> None:
        self.kind = kind

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, story: None, owner: type) -> "RowsOf[Row]": ...
    @overload
    def __get__(self, story: object, owner: type) -> Rows[Row]: ...
    def __get__(self, story: object | None, owner: type) -> "Rows[Row] | RowsOf[Row]":
        if story is None:
            raise AttributeError(self._name)  # which tells the dataclass that there is no default
        held: Rows[Row] = story.__dict__[self._name]
        return held

    def __set__(self, story: object, rows: Iterable[Row]) -> None:
        story.__dict__[self._name] = rows

    def settle(self, story: object, context: TableContext) -> None:
        """Make the rows that were put in know what they are of."""
        story.__dict__[self._name] = Rows(story.__dict__[self._name], table_of(self.kind), context)


@dataclass(frozen=True, eq=False, repr=False)
class View(Tabular):
    """A table of a story whose rows are no objects: of tokens, sentences, blocks and the like."""

    table: Table
    story: "Story"

    def __len__(self) -> int:
        values = self.table.values(self.story)
        return len(values[0]) if values else 0

    def __repr__(self) -> str:
        names = ", ".join(self.table.names)
        return (
            f"<{self.table.name}: {len(self):,} {'row' if len(self) == 1 else 'rows'} of {names}>"
        )

    def _series(self) -> list[Series]:
        values = self.table.values(self.story)
        context = self.story.context
        series = framed(self.table.columns, values, context)
        return series + numbered(self.table.columns, values, context.manuscript)


def framed(
    columns: Sequence[Column], values: Sequence[Values], context: TableContext
) -> list[Series]:
    """The columns of the table, with names after those that are numbers of somebody."""
    series: list[Series] = []
    for column, held in zip(columns, values, strict=True):
        series.append(Series(column.name, column.type, held, column.optional))
        if column.refers in _NAMED:
            who: Sequence[Any] = held.tolist() if isinstance(held, np.ndarray) else held
            names = [None if one is None else context.names.get(int(one)) for one in who]
            series.append(Series(f"{column.name}_name", "VARCHAR", names, optional=True))
    return series


def numbered(
    columns: Sequence[Column], values: Sequence[Values], manuscript: Manuscript
) -> list[Series]:
    """The numbers, from 1, of the chapter and the scene where each row begins."""
    for column, held in zip(columns, values, strict=True):
        if column.name == "start_char":
            return numbers(held, manuscript)
    for column, held in zip(columns, values, strict=True):
        if column.refers == "scenes":
            rows = np.array(held, dtype=np.int64).tolist()
            return numbers([manuscript.scenes[n].span.start for n in rows], manuscript)
    return []


def numbers(starts: Values, manuscript: Manuscript) -> list[Series]:
    """The numbers, from 1, of the chapter and the scene in which each offset lies."""
    offsets = np.array(starts, dtype=np.int64)
    spans = {
        "chapter_number": [chapter.span for chapter in manuscript.chapters],
        "scene_number": [scene.span for scene in manuscript.scenes],
    }
    return [Series(name, "INTEGER", _which(offsets, of), True) for name, of in spans.items()]


def _which(offsets: Any, spans: Sequence[Span]) -> list[int | None]:
    """The number from 1 of the span that holds each offset; None where none does."""
    begins = np.array([span.start for span in spans], dtype=np.int64)
    ends = np.array([0, *(span.end for span in spans)], dtype=np.int64)
    at = np.searchsorted(begins, offsets, side="right")
    inside = offsets < ends[at]
    pairs = zip(at.tolist(), inside.tolist(), strict=True)
    return [number if number and within else None for number, within in pairs]
