"""Columns as a data frame of pandas or Polars, neither of which Fabula needs otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from fabula.manuscript.errors import FabulaError
from fabula.story.schema import SqlType, Values

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Series", "Untyped", "to_pandas", "to_polars", "unique_names"]


@dataclass(frozen=True, slots=True)
class Series:
    """A column of a data frame. ``optional``: it may be empty; ``many``: each value is a list."""

    name: str
    type: SqlType
    values: Values
    optional: bool = False
    many: bool = False


_PANDAS: dict[SqlType, tuple[str, str]] = {
    "INTEGER": ("int32", "Int32"),
    "VARCHAR": ("string", "string"),
    "BOOLEAN": ("bool", "boolean"),
    "FLOAT": ("float32", "Float32"),
}
"""What pandas calls the types, without and with empty values."""
_POLARS: dict[SqlType, str] = {
    "INTEGER": "Int32",
    "VARCHAR": "String",
    "BOOLEAN": "Boolean",
    "FLOAT": "Float32",
}


def to_pandas(columns: Sequence[Series]) -> "pandas.DataFrame":
    """A pandas DataFrame. Raises `FabulaError` where pandas is not installed."""
    pandas = _library("pandas")

    def made(column: Series) -> Any:
        if column.many:
            array = np.empty(len(column.values), dtype=object)
            array[:] = column.values
            return array
        return pandas.array(_plain(column.values), dtype=_PANDAS[column.type][column.optional])

    return pandas.DataFrame({column.name: made(column) for column in columns})


def to_polars(columns: Sequence[Series]) -> "polars.DataFrame":
    """A Polars DataFrame. Raises `FabulaError` where Polars is not installed."""
    polars = _library("polars")

    def made(column: Series) -> Any:
        type_ = getattr(polars, _POLARS[column.type])
        dtype = polars.List(type_) if column.many else type_
        return polars.Series(column.name, _plain(column.values), dtype=dtype)

    return polars.DataFrame([made(column) for column in columns])


class Untyped:
    """Rows of columns whose types nobody has declared, which can become a data frame."""

    __slots__ = ()
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas DataFrame; raises `FabulaError` where pandas is not installed."""
        names = unique_names(self.columns)
        return _library("pandas").DataFrame.from_records(_numbers(self.rows), columns=names)

    def to_polars(self) -> "polars.DataFrame":
        """A Polars DataFrame; raises `FabulaError` where Polars is not installed."""
        return _library("polars").DataFrame(
            _numbers(self.rows),
            schema=unique_names(self.columns),
            orient="row",
            infer_schema_length=None,
        )


def unique_names(names: Sequence[str]) -> list[str]:
    """The names of columns, a second one of a name with its number behind it."""
    taken: set[str] = set()
    unique: list[str] = []
    for name in names:
        number, fresh = 1, name
        while fresh in taken or (number > 1 and fresh in names):
            number += 1
            fresh = f"{name}_{number}"
        taken.add(fresh)
        unique.append(fresh)
    return unique


def _numbers(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    """The rows, with what SQL keeps digit by digit as numbers that can be drawn."""
    return [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in rows]


def _plain(values: Values) -> list[object]:
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise FabulaError(
            f"to_{name}() needs {name}, which is not installed: pip install 'fabula[{name}]'",
            code="not-installed",
        ) from error
