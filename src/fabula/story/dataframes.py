"""Columns as a data frame of pandas or Polars, neither of which Fabula needs otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from fabula.manuscript.errors import FabulaError
from fabula.story.schema import SqlType, Values

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["Series", "to_pandas", "to_polars"]


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
