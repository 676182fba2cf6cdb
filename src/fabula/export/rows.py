"""Rows of an answer as a table to look at, as CSV and as JSON, in pieces as they come."""

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from fabula.export.asking import QueryRows
from fabula.story.dataframes import unique_names

__all__ = ["csv_lines", "json_lines", "table_lines"]

_WIDEST = 60
_LONGEST = 2000
"""Code points of a cell that are looked at for a table; it shows `_WIDEST` of them."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet run a cell. Source: OWASP, "CSV Injection"."""

_PLAIN = 100_000
"""Numbers below which a table shows six digits of one with a fraction."""

_PIECE = 500
"""Rows that are written at once."""


def table_lines(rows: QueryRows, most: int | None) -> Iterator[str]:
    """A table in columns of letters, of at most so many rows; it says when there are more.

    Control characters, which a terminal would obey, become replacement characters.
    """
    fetched = rows if most is None else islice(rows, most + 1)
    cells = [[_cell(value) for value in row] for row in fetched]
    more = most is not None and len(cells) > most
    cells = cells[:most]
    names = [_cell(name) for name in rows.columns]
    widths = [
        min(max([len(name), 1, *(len(row[i]) for row in cells)]), _WIDEST)
        for i, name in enumerate(names)
    ]
    yield _line(names, widths)
    yield _line(["-" * width for width in widths], widths)
    for row in cells:
        yield _line(row, widths)
    if more:
        yield f"(the first {most} rows; there are more)\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_cut(c, width).ljust(width) for c, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _cell(value: object) -> str:
    if isinstance(value, float) and abs(value) < _PLAIN:
        value = f"{value:.6g}"  # digits beyond those of a FLOAT say nothing
    text = "" if value is None else " ".join(str(value)[:_LONGEST].split())
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def csv_lines(rows: QueryRows) -> Iterator[str]:
    """The answer as CSV, with a ``'`` before text that a spreadsheet would take for a formula."""
    yield _csv([rows.columns])
    for piece in _pieces(rows):
        yield _csv(piece)


def _csv(rows: Iterable[Sequence[object]]) -> str:
    lines = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([_inert(v) for v in row])  # its own line end, or it quotes no CR
        lines.append(out.getvalue().removesuffix("\r\n"))
    return "".join(f"{line}\n" for line in lines)


def _inert(value: object) -> object:
    if not isinstance(value, str) or not value.startswith(_FORMULA) or _is_number(value):
        return value
    return f"'{value}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.isascii() and "_" not in text and text.strip() == text


def json_lines(rows: QueryRows) -> Iterator[str]:
    """The answer as a JSON list of objects; what JSON has no number for is null.

    Columns of one name get a number: ``count``, ``count_2``.
    """
    names = unique_names(rows.columns)
    before = "[\n"
    for piece in _pieces(rows):
        documents = (dict(zip(names, map(_plain, row), strict=True)) for row in piece)
        told = (json.dumps(d, ensure_ascii=False, allow_nan=False, default=str) for d in documents)
        yield before + ",\n".join(f" {document}" for document in told)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _plain(value: object) -> object:
    """The value as JSON has it: no NaN, no infinity, keys that are text."""
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _pieces(rows: QueryRows) -> Iterator[list[tuple[object, ...]]]:
    left = iter(rows)
    while piece := list(islice(left, _PIECE)):
        yield piece
